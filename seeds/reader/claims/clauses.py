"""The clauses of a saying that tell something of their own."""

import re
from collections.abc import Iterator

from seeds.anchors import Span
from seeds.reader.claims.told import Told
from seeds.reader.figures import figures

LONGEST = 3000
"""In characters: longer sayings are not parted into clauses."""

BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])[\"”»’]?\s+(?=[^\W\d_a-z]|\d|[“«‘\"])|;\s+")


def clauses(words: Span, told: Told) -> Iterator[Span]:
    """Sentences, and what of them tells something of its own behind a comma."""
    if words.end - words.start > LONGEST:
        yield words
        return
    text = told.words(words)
    between = list(BETWEEN_SENTENCES.finditer(text))
    starts = [0, *(each.end() for each in between)]
    ends = [*(each.start() for each in between), len(text)]
    for start, end in zip(starts, ends, strict=True):
        for first, last in _of_sentence(text, start, end, words.start, told):
            yield Span(words.start + first, words.start + last)


def _of_sentence(
    text: str, start: int, end: int, offset: int, told: Told
) -> Iterator[tuple[int, int]]:
    comma = told.signs.clause
    for found in comma.finditer(text, start, end):
        stop = comma.search(text, found.end(), end)
        behind = Span(offset + found.end(), offset + (stop.start() if stop else end))
        before = Span(offset + start, offset + found.start())
        if _tells(behind, told) and _tells(before, told):
            yield start, found.start()
            start = found.end()
    yield start, end


def _tells(span: Span, told: Told) -> bool:
    """Whether words tell something: they have a verb, and a sign of an event or a figure."""
    words = told.words(span)
    if not told.signs.telling_verb.search(words):
        return False
    if told.cue_in(span) is not None:
        return True
    return next(figures(words, span.start, told.language), None) is not None
