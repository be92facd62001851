"""Finds words in a text: the characters they are, in code points and in UTF-16."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

ALIKE = str.maketrans("“”„«»‘’`–—−\u00a0\u202f\u2009\n\t\r", '"""""\'\'\'---      ')
"""Characters that are easily taken for one another, each as one."""


class Unanchored(Exception):
    """Why words could not be found, and what to do."""


@dataclass(frozen=True, order=True)
class Span:
    """Characters of a text, counted in code points; `end` is the one after the last."""

    start: int
    end: int

    def has(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Text:
    """A text in which words are looked for."""

    value: str
    wide: list[int] = field(init=False, repr=False)
    """Where the characters stand that are two units in UTF-16."""

    def __post_init__(self) -> None:
        wide = [place for place, char in enumerate(self.value) if char > "\uffff"]
        object.__setattr__(self, "wide", wide)

    @property
    def whole(self) -> Span:
        return Span(0, len(self.value))

    def words(self, span: Span) -> str:
        return self.value[span.start : span.end]

    def columns(self, span: Span) -> dict[str, int]:
        """The span as the columns of a row."""
        return {
            "start": span.start,
            "end": span.end,
            "start_utf16": span.start + bisect_left(self.wide, span.start),
            "end_utf16": span.end + bisect_left(self.wide, span.end),
        }

    def line(self, place: int) -> int:
        return self.value.count("\n", 0, place) + 1

    def paragraph(self, span: Span) -> Span:
        """The lines that the span stands on."""
        start = self.value.rfind("\n", 0, span.start) + 1
        end = self.value.find("\n", span.end)
        return Span(start, len(self.value) if end < 0 else end)

    def places(self, words: str, within: Span) -> Iterator[Span]:
        """Each place of the words within the span, overlapping ones too."""
        place = self.value.find(words, within.start, within.end)
        while place >= 0:
            yield Span(place, place + len(words))
            place = self.value.find(words, place + 1, within.end)

    def find(
        self,
        words: str,
        within: Span | None = None,
        *,
        after: str | None = None,
        nth: int | None = None,
        what: str = "the text",
    ) -> Span:
        """The one place of the words within the span; `what` says what the span is.

        Of several, `after` picks the first behind those other words, `nth` the one of that
        number; with both, it is counted behind those words. Raises Unanchored.
        """
        within = within or self.whole
        if after is not None:
            before = self._only(after, within, f"{what} (looked for as `after`)")
            within = Span(before.end, within.end)
            what = f"{what} after {brief(after)}"
            nth = nth or 1
        if nth is None:
            return self._only(words, within, what)
        found = list(self.places(words, within))
        if not found:
            raise Unanchored(self._missing(words, within, what))
        if nth > len(found):
            raise Unanchored(
                f"{brief(words)} stands {times(len(found))} in {what}: there is no number {nth}."
            )
        return found[nth - 1]

    def _only(self, words: str, within: Span, what: str) -> Span:
        found = list(self.places(words, within))
        if not found:
            raise Unanchored(self._missing(words, within, what))
        if len(found) > 1:
            lines = ", ".join(str(self.line(span.start)) for span in found[:10])
            raise Unanchored(
                f"{brief(words)} stands {times(len(found))} in {what} (text lines {lines}); tell "
                "which by `after`, by `nth` or with more words."
            )
        return found[0]

    def _missing(self, words: str, within: Span, what: str) -> str:
        advice = "copy them exactly, with their quotation marks"
        alike = self.value.translate(ALIKE).lower()
        place = alike.find(words.translate(ALIKE).lower(), within.start, within.end)
        # Lower case may lengthen a text; then the place is not that of the words.
        if place >= 0 and len(alike) == len(self.value):
            as_it_is = self.value[place : place + len(words)]
            advice = f"it has them as {brief(as_it_is, 200)}"
        return f"{brief(words)} does not stand in {what}; {advice}."


def brief(words: str, most: int = 60) -> str:
    """Words as a message cites them."""
    plain = " ".join(words.split()) if len(words) > most else words
    return repr(plain if len(plain) <= most else plain[: most - 1] + "…")


def times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
