"""What a verb of saying says, where who speaks stands first, and what its further verbs do."""

from collections.abc import Iterator
from dataclasses import replace

from seeds.anchors import Span
from seeds.reader.attribution.beginning import begin
from seeds.reader.attribution.responses import response
from seeds.reader.attribution.saying import Saying
from seeds.reader.attribution.sentence import Clause
from seeds.reader.attribution.speakers import speakers_at

SHORTEST = 3
"""In characters: what is said of another's words is no shorter."""


def clauses(clause: Clause) -> Iterator[Saying]:
    """The ministry said that …, and denied that …: two."""
    sentence, plain = clause.sentence, clause.sentence.plain
    again = sentence.signs.verbs.again.search(plain, clause.behind)
    further = sentence.signs.verbs.any.match(plain, again.start("verb")) if again else None
    end = sentence.span.end
    if again:
        end = sentence.place(len(plain[: again.start()].rstrip(" ,")))
    yield from _complement(clause, end)
    if again and further:
        start = again.start() + (2 if plain[again.start()] == "," else 0)
        yield from clauses(
            replace(
                clause,
                said_from=sentence.place(start),
                verb=sentence.verb(further),
                rule="same-subject",
            )
        )


def _complement(clause: Clause, end: int) -> Iterator[Saying]:
    """What is said, up to `end` in the text."""
    if clause.verb.act == "RESPOND":
        yield from response(clause)
        return
    sentence = clause.sentence
    start, accused = begin(clause, end - sentence.span.start)
    if start is None:
        return
    saying = _said(clause, Span(sentence.place(start), end))
    saying.accused = accused
    if clause.verb.act in ("DENY", "REJECT"):
        whose = sentence.signs.complement.denied.match(sentence.plain, start, start + 80)
        named = speakers_at(sentence, whose.end()) if whose else None
        saying.answered = named[0] if named else []
    nested = _nested(clause, saying, start)
    if nested or len(sentence.whole.words(saying.words).strip(" .")) > 1:
        yield nested or saying


def _said(clause: Clause, words: Span) -> Saying:
    sentence = clause.sentence
    before = sentence.plain[: words.start - sentence.span.start].rstrip(" ,:")
    channel, via = sentence.channel(Span(clause.said_from, words.start))
    quotes = [quote for quote in sentence.quotes if quote.start == words.start]
    if quotes and not sentence.whole.words(Span(quotes[0].end, words.end)).strip(" .,"):
        words = quotes[0]
    return Saying(
        words,
        clause.speakers,
        Span(clause.said_from, sentence.place(len(before))),
        sentence.directness(words),
        clause.verb,
        clause.rule,
        0.9,
        channel=channel,
        via=via,
    )


def _nested(clause: Clause, saying: Saying, start: int) -> Saying | None:
    """A said that B had reported …: the words are B's, and A reports them."""
    sentence, verbs = clause.sentence, clause.sentence.signs.verbs
    named = speakers_at(sentence, start)
    verb = sentence.verb_at(named[1]) if named else None
    if named is None or verb is None or not verbs.relaying.fullmatch(verb.words):
        return None
    after = verb.span.end - sentence.span.start
    link = sentence.signs.complement.link.match(sentence.plain, after)
    words = Span(sentence.place(link.end() if link else after), saying.words.end)
    if verbs.claiming.fullmatch(verb.words) and verbs.claimed.match(sentence.plain, after):
        words = saying.words
    if words.end - words.start < SHORTEST or saying.said_by is None:
        return None
    return replace(
        saying,
        words=words,
        speakers=named[0],
        said_by=Span(sentence.place(start), verb.span.end),
        verb=verb,
        rule="nested",
        confidence=0.75,
        relayed_by=[(speaker, saying.said_by) for speaker in saying.speakers],
        directness=sentence.directness(words),
    )
