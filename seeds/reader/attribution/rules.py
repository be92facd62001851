"""The rules of attribution, each of which reads one form; `RULES` has their order.

A rule gets a sentence, in which quotations are hidden, and gives the sayings it finds, or none.
"""

import re
from collections.abc import Callable, Iterator

from db.models.terms import Directness
from seeds.anchors import Span
from seeds.reader.attribution.clauses import clauses
from seeds.reader.attribution.ending import at_the_end
from seeds.reader.attribution.saying import Saying, Speaker, Verb
from seeds.reader.attribution.sentence import Clause, Sentence
from seeds.reader.attribution.signs import OPENING
from seeds.reader.attribution.speakers import anybody_at, new_name_at, speakers_at, who_says
from seeds.reader.sentences import quotations

Rule = Callable[[Sentence], list[Saying]]

SOMEBODY = re.compile(rf"(?P<who>[^\W\d_a-z][^:.!?;“«\"‘]{{2,80}}):\s*(?={OPENING})")
COMMA = re.compile(r"[,:]?\s*")
COLON = re.compile(rf"\s*:\s*(?={OPENING})")
DASH = re.compile(r"\s+[–—-]\s+|(?<=[.”»\"])\s*[–—]\s*")


def mutual(sentence: Sentence) -> list[Saying]:
    """Both sides accuse each other of shelling. Each side blames the other for the fire."""
    speaking, plain = sentence.signs.speaking, sentence.plain
    each_other = speaking.mutual.match(plain)
    found = each_other or speaking.both.match(plain)
    speakers = [Speaker(head, sentence.span) for head in sentence.context.heads]
    if not found and (pair := _two_of_each_other(sentence)):
        speakers, found = pair
        each_other = found
    if not found or len(speakers) < 2:
        return []
    said_by = sentence.places(0, found.end())
    verb = sentence.signs.verbs.any.search(plain)
    return [
        Saying(
            sentence.span,
            speakers,
            said_by,
            Directness.REPORTED_SPEECH,
            sentence.verb(verb) if verb else None,
            "mutual",
            0.85,
            mutual=each_other is not None,
        )
    ]


def _two_of_each_other(sentence: Sentence) -> tuple[list[Speaker], re.Match[str]] | None:
    """Baku and Yerevan blame each other."""
    named = speakers_at(sentence, 0)
    if named is None or len(named[0]) != 2:
        return None
    found = sentence.signs.speaking.of_each_other.match(sentence.plain, named[1])
    return (named[0], found) if found else None


def according_to(sentence: Sentence) -> list[Saying]:
    """According to the ministry, two were hurt. Two were hurt, according to the ministry."""
    plain = sentence.plain
    for found in sentence.signs.speaking.according_to.finditer(plain):
        named = anybody_at(sentence, found.end())
        if named is None:
            continue
        speakers, end = named
        said_by = sentence.places(found.start(), end)
        if found.start() == 0:
            comma = COMMA.match(plain, end)
            words = Span(sentence.place(comma.end() if comma else end), sentence.span.end)
        else:
            words = sentence.places(0, len(plain[: found.start()].rstrip(" ,–—-")))
        if words.end > words.start:
            directness = sentence.directness(words)
            return [Saying(words, speakers, said_by, directness, None, "according-to", 0.9)]
    return []


def dash(sentence: Sentence) -> list[Saying]:
    """From 8 am on, the army has been shelling the village – the Defense Ministry."""
    plain = sentence.plain
    for found in reversed(list(DASH.finditer(plain))):
        named = speakers_at(sentence, found.end()) or new_name_at(sentence, found.end())
        if named is None:
            continue
        speakers, end = named
        if sentence.signs.speaking.behind_dash.fullmatch(plain, end) and found.start() > 0:
            words = sentence.places(0, found.start())
            said_by = sentence.places(found.end(), end)
            directness = sentence.directness(words)
            return [Saying(words, speakers, said_by, directness, None, "after-dash", 0.9)]
    return []


def colon(sentence: Sentence) -> list[Saying]:
    """The ministry: “…”. The ministry: two were hurt."""
    named = speakers_at(sentence, 0)
    found = COLON.match(sentence.plain, named[1]) if named else None
    if named is None:
        return []
    if not found:
        return _told_behind_colon(sentence, *named)
    start = sentence.place(found.end())
    quote = next((each for each in sentence.quotes if each.start == start), None)
    if quote is None:
        return []
    said_by = sentence.places(0, found.start() + len(found[0].rstrip()))
    return [Saying(quote, named[0], said_by, Directness.DIRECT_QUOTE, None, "before-colon", 0.9)]


def colon_alone(sentence: Sentence) -> list[Saying]:
    """The governor: “We stay here.” Who is meant by these words nobody knows."""
    found = SOMEBODY.match(sentence.plain)
    quote = next((each for each in sentence.quotes if found), None)
    if not found or quote is None or quote.start != sentence.place(found.end()):
        return []
    said_by = sentence.places(0, found.end("who"))
    speakers = [Speaker(None, said_by)]
    direct = Directness.DIRECT_QUOTE
    return [Saying(quote, speakers, said_by, direct, None, "somebody-before-colon", 0.5)]


def _told_behind_colon(sentence: Sentence, speakers: list[Speaker], end: int) -> list[Saying]:
    found = re.compile(r"\s*:\s+(?=\w)").match(sentence.plain, end)
    if not found or sentence.span.start != sentence.whole.span.start:
        return []
    words = sentence.places(found.end(), sentence.span.end - sentence.span.start)
    said_by = sentence.places(0, end + 1)
    directness = sentence.directness(words)
    return [Saying(words, speakers, said_by, directness, None, "before-colon", 0.7)]


def as_reported(sentence: Sentence) -> list[Saying]:
    """As the ministry reports, two were hurt."""
    led = sentence.signs.speaking.as_reported.match(sentence.plain)
    named = who_says(sentence, led.end()) if led else None
    verb = sentence.verb_at(named[1]) if named else None
    if named is None or verb is None:
        return []
    end = verb.span.end - sentence.span.start
    comma = sentence.plain.find(",", end)
    if comma < 0 or comma - end > 60:
        return []
    said_by = sentence.places(0, comma)
    words = Span(sentence.place(comma + 1) + 1, sentence.span.end)
    directness = sentence.directness(words)
    return [Saying(words, named[0], said_by, directness, verb, "as-reported", 0.8)]


def subject_first(sentence: Sentence) -> list[Saying]:
    """The ministry said that …, and denied that …. X accused Y of “…”."""
    opening = sentence.signs.speaking.opening.match(sentence.plain)
    starts = [0, opening.end() if opening else 0, *_behind_circumstances(sentence)]
    for number, start in enumerate(dict.fromkeys(starts)):
        named = who_says(sentence, start)
        verb = sentence.verb_at(named[1]) if named else None
        behind_comma = sentence.plain[:start].rstrip().endswith(",")
        if named and verb and (number < 2 or behind_comma or _says_what(sentence, verb)):
            begun = sentence.span.start
            return list(clauses(Clause(sentence, begun, named[0], verb, "subject-first")))
    return []


def _says_what(sentence: Sentence, verb: Verb) -> bool:
    behind = verb.span.end - sentence.span.start
    return sentence.signs.complement.soon.match(sentence.plain, behind) is not None


def _behind_circumstances(sentence: Sentence) -> Iterator[int]:
    """Where who speaks may stand behind "In an interview with Y" or "On Monday"."""
    found = sentence.signs.speaking.circumstances.match(sentence.plain)
    if found:
        for word in sentence.signs.speaking.subject.finditer(found[0]):
            yield word.end()


def bare_quotation(sentence: Sentence) -> list[Saying]:
    """“…” alone, behind who was named for the sentence before."""
    quotes, before = sentence.quotes, sentence.context.said
    if not quotes or before is None or quotes[0].start != sentence.span.start:
        return []
    if sentence.whole.words(Span(quotes[0].end, sentence.span.end)).strip(" .,"):
        return []
    return [
        Saying(
            quotes[0],
            before.speakers,
            before.said_by,
            Directness.DIRECT_QUOTE,
            None,
            "quotation-after-speaker",
            0.8,
            responds=before.responds,
            channel=before.channel,
            via=before.via,
            answered=before.answered,
        )
    ]


def cited_words(sentence: Sentence) -> list[Saying]:
    """The words of Mr X that ‘…’ are an insult: X's words within another's."""
    text, found = sentence.whole.words(sentence.span), []
    for match in sentence.signs.complement.cited.finditer(text):
        start = sentence.place(match.end("words"))
        named = speakers_at(sentence, match.end("of"))
        inner = next(quotations(sentence.whole.text, Span(start, sentence.span.end)), None)
        outer = any(quote.start < start < quote.end for quote in sentence.quotes)
        if named and inner and inner.start == start and outer:
            said_by = Span(sentence.place(match.start()), start - 1)
            quoted = Directness.DIRECT_QUOTE
            found.append(
                Saying(inner, named[0], said_by, quoted, None, "words-of-another", 0.7, cited=True)
            )
    return found


RULES: tuple[Rule, ...] = (
    mutual,
    bare_quotation,
    colon,
    according_to,
    as_reported,
    dash,
    at_the_end,
    subject_first,
    colon_alone,
)
