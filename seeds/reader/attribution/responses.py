"""Answers: "X responded to the statement of Y about the ‘…’"."""

import re
from collections.abc import Iterator

from db.models.terms import Directness
from seeds.anchors import Span
from seeds.reader.attribution.saying import Saying, Speaker
from seeds.reader.attribution.sentence import Clause
from seeds.reader.attribution.speakers import speakers_at

BEFORE_OWN = re.compile(r"\s*[:,–—-]\s*")


def response(clause: Clause) -> Iterator[Saying]:
    """Y's words, cited by who answers, or the answer itself where that is quoted.

    The answer may also be what is quoted next: it is remembered as what was said last.
    """
    sentence, plain = clause.sentence, clause.sentence.plain
    found = sentence.signs.complement.answered.search(plain, clause.behind)
    named = speakers_at(sentence, found.end()) if found else None
    answer = _answer(clause, named[0] if named else [])
    sentence.context.spoke(answer)
    start = sentence.place(named[1]) if named else 0
    quote = next((each for each in sentence.quotes if named and each.start >= start), None)
    if not named or not found or not quote:
        answer.said_by = Span(clause.said_from, sentence.place(len(plain.rstrip(" ."))))
        return
    own = BEFORE_OWN.match(plain, named[1])
    if own and quote.start == sentence.place(own.end()):
        answer.words, answer.said_by = quote, Span(clause.said_from, start)
        yield answer
        return
    said_by = Span(sentence.place(found.end("to")), quote.start - 1)
    quoted = Directness.DIRECT_QUOTE
    yield Saying(
        quote, named[0], said_by, quoted, clause.verb, "cited-in-response", 0.8, cited=True
    )


def _answer(clause: Clause, answered: list[Speaker]) -> Saying:
    sentence = clause.sentence
    to = sentence.signs.complement.to.match(sentence.plain, clause.behind)
    end = sentence.place(to.end() if to else clause.behind)
    return Saying(
        sentence.span,
        clause.speakers,
        Span(clause.said_from, end),
        Directness.DIRECT_QUOTE,
        clause.verb,
        "response",
        0.8,
        responds=True,
        answered=answered,
    )
