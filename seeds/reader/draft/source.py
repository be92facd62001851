"""The text of a draft with what was found in it, and how places in it are told: by their words."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from seeds.anchors import Span
from seeds.reader.layout import Layout
from seeds.reader.lexicon import Lexicon
from seeds.reader.moments import Moment
from seeds.reader.naming import Names
from seeds.reader.stored import Conflict

Item = dict[str, Any]
"""Part of a reading, in its published form."""

MOST_STEPS = 12
"""So many words more, at most, tell which of several places is meant."""

STEP = 60
"""So many characters before are looked at for the word before."""

WORD_BEHIND = re.compile(r"\W*\w*")
WORD_BEFORE = re.compile(r"\w*\W*$")


def made(rule: str, confidence: float) -> Item:
    return {"rule": rule, "confidence": round(confidence, 2)}


@dataclass
class Source:
    """What a draft is made of, but for its statements and events."""

    text: str
    published: date
    layout: Layout
    names: Names
    moments: list[Moment]
    lexicon: Lexicon
    conflict: Conflict | None
    places: dict[str, list[int]] = field(default_factory=dict)
    """Where words stand in the text, once looked up."""

    @property
    def whole(self) -> Span:
        return Span(0, len(self.text))

    @property
    def day(self) -> str:
        """Of publication."""
        return self.published.isoformat()

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def paragraph(self, span: Span) -> Span:
        start = self.text.rfind("\n", 0, span.start) + 1
        end = self.text.find("\n", span.end)
        return Span(start, len(self.text) if end < 0 else end)

    def anchor(self, span: Span, home: Span) -> Item:
        """The words of a span, and which of several places in the home it is."""
        words = self.words(span)
        if home == self.whole:
            places = self.places.setdefault(words, [])
            places += [] if places else self._occurrences(words, home)
        else:
            places = list(self._occurrences(words, home))
        if len(places) <= 1:
            return {"words": words}
        return {"words": words, "nth": bisect_left(places, span.start) + 1}

    def _occurrences(self, words: str, home: Span) -> Iterator[int]:
        place = self.text.find(words, home.start, home.end)
        while place >= 0:
            yield place
            place = self.text.find(words, place + 1, home.end)

    def unique(self, span: Span, home: Span) -> Span | None:
        """The span, with so many words more that it stands in the home once; none if it is not."""
        for _ in range(MOST_STEPS):
            words = self.words(span)
            first = self.text.find(words, home.start, home.end)
            if first == span.start and self.text.find(words, first + 1, home.end) < 0:
                return span
            span = self._wider(span, home)
        return None

    def _wider(self, span: Span, home: Span) -> Span:
        """With a word more behind it, else before it."""
        behind = WORD_BEHIND.match(self.text, span.end, home.end)
        if behind and behind.end() > span.end:
            return Span(span.start, behind.end())
        before = WORD_BEFORE.search(self.text[max(home.start, span.start - STEP) : span.start])
        step = len(before[0]) if before and before[0] else 1
        return Span(max(home.start, span.start - step), span.end)
