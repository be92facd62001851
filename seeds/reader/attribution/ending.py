"""The rule for who is named at the end of a sentence, or between two parts of a quotation."""

import re

from db.models.terms import Directness
from seeds.anchors import Span
from seeds.reader.attribution.saying import Saying, Speaker, Verb
from seeds.reader.attribution.sentence import Sentence
from seeds.reader.attribution.signs import OPENING
from seeds.reader.attribution.speakers import speakers_at, who_says
from seeds.reader.sentences import HIDDEN

BEFORE_SPEAKER = re.compile(r",[”»’\"]?\s+|[”»’\"],?\s*|[”»’\"]\.\s*")
GOES_ON = re.compile(rf",\s+(?={OPENING})")
STOP = re.compile(r"[.!?;]\s")
LONGEST_TAIL = 140
"""In characters: "X said in an interview with Y" is no longer."""


def at_the_end(sentence: Sentence) -> list[Saying]:
    """Two were hurt, the ministry said. “We are ready,” X said in an interview with Y."""
    first = speakers_at(sentence, 0)
    for found in BEFORE_SPEAKER.finditer(sentence.plain, first[1] if first else 0):
        if sentence.plain[: found.start()].strip(' “«‘"'):
            saying = _said(sentence, found.start(), found.end())
            if saying is not None:
                return [saying]
    return []


def _said(sentence: Sentence, before: int, start: int) -> Saying | None:
    """Reads who speaks from `start` on, of the words up to `before`."""
    plain = sentence.plain
    named = _verb_first(sentence, start) or _verb_behind(sentence, start)
    if named is None:
        return None
    speakers, verb, end = named
    says_more = sentence.signs.complement.follows.match(plain, end)
    if says_more and HIDDEN not in plain[:before]:
        return None
    if not _may_end(sentence, verb, end):
        return None
    split = GOES_ON.search(plain, end)
    tail_end = split.start() if split else len(plain.rstrip(" .\n"))
    said_by = sentence.places(start, max(end, tail_end))
    if split:
        return _split_quotation(sentence, said_by, speakers, verb)
    if tail_end - end > LONGEST_TAIL or STOP.search(plain, end, tail_end):
        return None
    words = _words_before(sentence, before)
    if words is None:
        return None
    channel, via = sentence.channel(said_by)
    return Saying(
        words,
        speakers,
        said_by,
        sentence.directness(words),
        verb,
        "at-the-end",
        0.9,
        channel=channel,
        via=via,
    )


def _may_end(sentence: Sentence, verb: Verb, end: int) -> bool:
    """Whether what stands behind the verb may close a sentence, as "in an interview" does."""
    plain, words = sentence.plain.rstrip(" ."), sentence.signs.complement
    if words.just_that.search(plain, end) and HIDDEN not in plain[:end]:
        return False
    tells = words.telling.fullmatch(verb.words) is not None
    return tells or bool(
        GOES_ON.match(plain, end) or sentence.signs.speaking.tail.match(plain, end)
    )


def _verb_first(sentence: Sentence, start: int) -> tuple[list[Speaker], Verb, int] | None:
    """Said the ministry."""
    verb = sentence.signs.verbs.any.match(sentence.plain, start)
    if not verb or sentence.plain[verb.end() : verb.end() + 1] != " ":
        return None
    named = speakers_at(sentence, verb.end() + 1)
    return (named[0], sentence.verb(verb), named[1]) if named else None


def _verb_behind(sentence: Sentence, start: int) -> tuple[list[Speaker], Verb, int] | None:
    """The ministry said."""
    named = who_says(sentence, start)
    verb = sentence.verb_at(named[1]) if named else None
    return (named[0], verb, verb.span.end - sentence.span.start) if named and verb else None


def _words_before(sentence: Sentence, before: int) -> Span | None:
    """The words of what is said; with the mark that closes a quotation."""
    end = sentence.place(before)
    for quote in sentence.quotes:
        if quote.start < end <= quote.end:
            end = quote.end
    words = Span(sentence.span.start, end)
    text = sentence.whole.words(words)
    trimmed = text.rstrip(" ,") if text[-1:] in ", " else text
    return Span(words.start, words.start + len(trimmed)) if len(trimmed.split()) > 1 else None


def _split_quotation(
    sentence: Sentence, said_by: Span, speakers: list[Speaker], verb: Verb
) -> Saying | None:
    """“Without this,” he noted, “there will be no peace.”"""
    parts = [quote for quote in sentence.quotes if quote.start >= said_by.end]
    if not parts:
        return None
    return Saying(
        Span(sentence.span.start, parts[-1].end),
        speakers,
        said_by,
        Directness.DIRECT_QUOTE,
        verb,
        "split-by-speaker",
        0.85,
        quote=Span(parts[-1].start + 1, parts[-1].end - 1),
    )
