"""Quotations and sentences of a paragraph, by their characters in the text."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from seeds.anchors import Span
from seeds.quotations import PAIRS
from seeds.reader.words import one_of, vocabulary

ENDS = re.compile(r"[.!?…]+[\"”»’)\]]*")
OPENING = frozenset("“«‘\"„'(")
LONGEST_QUOTE = 3000
"""In characters: a mark that is not closed by then opens nothing."""

LONGEST_ABBREVIATION = 8

DEEPEST = 4
"""So many quotations stand within each other, at most."""

HIDDEN = "\x01"
"""Stands for each character inside a quotation, so that no rule reads it as the text's own."""


class Paragraph(NamedTuple):
    """A paragraph of a text, with its quotations hidden."""

    text: str
    """The whole text."""

    span: Span
    quotes: list[Span]
    """With their marks; those inside another are not told apart."""

    plain: str
    """The paragraph with what is quoted hidden, character for character."""

    def part(self, span: Span) -> str:
        """What `plain` has for a span of the text."""
        return self.plain[span.start - self.span.start : span.end - self.span.start]

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]


def paragraph(text: str, span: Span) -> Paragraph:
    quotes = list(quotations(text, span))
    plain = list(text[span.start : span.end])
    for quote in quotes:
        for place in range(quote.start + 1, quote.end - 1):
            # What ends the quotation may end the sentence too.
            if place < quote.end - 2 or text[place] not in ".!?…,":
                plain[place - span.start] = HIDDEN
    return Paragraph(text, span, quotes, "".join(plain))


def quotations(text: str, span: Span) -> Iterator[Span]:
    """The outermost quotations, with their marks. An apostrophe is no mark.

    A mark that nothing closes is passed over: a text is read as it is. The quotations that
    `seeds.quotations` finds in an editor's reading must all be whole.
    """
    place = span.start
    while place < span.end:
        closing = PAIRS.get(text[place])
        end = _closed(text, place, closing, span.end) if closing else None
        if end is not None:
            yield Span(place, end)
            place = end
        else:
            place += 1


def _closed(text: str, start: int, closing: str, end: int) -> int | None:
    """The character behind the closing mark; none where the mark at the start opens nothing."""
    opening = text[start]
    if opening in "\"‘'" and start and text[start - 1].isalnum():
        return None
    if text.find(closing, start + 1, min(end, start + LONGEST_QUOTE)) < 0:
        return None
    depth = 1
    for place in range(start + 1, min(end, start + LONGEST_QUOTE)):
        char = text[place]
        following = text[place + 1 : place + 2]
        if char == closing and not (closing in "’'" and following.isalpha()):
            depth -= 1
            if depth == 0:
                return place + 1
        elif char == opening:
            depth += 1
            if depth > DEEPEST:
                return None
    return None


def sentences(whole: Paragraph, language: str) -> Iterator[Span]:
    """The sentences of a paragraph, without the space around them."""
    plain, offset, begun = whole.plain, whole.span.start, 0
    abbreviation = _abbreviation(language)
    for found in ENDS.finditer(plain):
        if _ends(plain, found, abbreviation):
            yield from _trimmed(plain, begun, found.end(), offset)
            begun = found.end()
    yield from _trimmed(plain, begun, len(plain), offset)


def _ends(plain: str, found: re.Match[str], abbreviation: re.Pattern[str]) -> bool:
    following = plain[found.end() :].lstrip()[:1]
    if following and not (following.isupper() or following.isdigit() or following in OPENING):
        return False
    apart = found.end() == len(plain) or plain[found.end()].isspace()
    if not apart and following not in OPENING:
        return False
    before = plain[max(0, found.start() - LONGEST_ABBREVIATION) : found.start()]
    return not (found[0] == "." and abbreviation.search(before))


@cache
def _abbreviation(language: str) -> re.Pattern[str]:
    """Ends what stands before a full stop that ends no sentence; a letter alone is an initial."""
    words = one_of(vocabulary("small_words", language)["abbreviations"])
    return re.compile(rf"\b(?:{words}|[A-Z]|[A-Z]\.[A-Z])$", re.IGNORECASE)


def _trimmed(plain: str, start: int, end: int, offset: int) -> Iterator[Span]:
    piece = plain[start:end]
    begins = start + len(piece) - len(piece.lstrip())
    ends = end - (len(piece) - len(piece.rstrip()))
    if begins < ends:
        yield Span(offset + begins, offset + ends)
