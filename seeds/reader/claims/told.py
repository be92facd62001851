"""What claims are looked for in: the text and all that was found in it."""

from bisect import bisect_left
from dataclasses import dataclass

from seeds.anchors import Span
from seeds.reader.claims.fact import Cue
from seeds.reader.claims.signs import Signs
from seeds.reader.lexicon import Lexicon
from seeds.reader.moments import Moment
from seeds.reader.naming import Names

MOST = 200
"""So many times or adjectives of one saying are looked at."""


def within(moments: list[Moment], span: Span) -> list[Moment]:
    """The times that are told in a span."""
    first = bisect_left(moments, span.start, key=lambda each: each.start)
    last = bisect_left(moments, span.end, key=lambda each: each.start)
    return [each for each in moments[first : min(last, first + MOST)] if each.end <= span.end]


@dataclass
class Told:
    """A text, with its names and times."""

    text: str
    names: Names
    moments: list[Moment]
    lexicon: Lexicon

    @property
    def language(self) -> str:
        return self.lexicon.language

    @property
    def signs(self) -> Signs:
        return Signs.of(self.language)

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def moments_in(self, span: Span) -> list[Moment]:
        return within(self.moments, span)

    def adjectives_in(self, span: Span) -> list[tuple[Span, str]]:
        """Words such as "Dolvian", and whose they are."""
        adjectives = self.names.adjectives
        first = bisect_left(adjectives, span.start, key=lambda each: each[0].start)
        last = bisect_left(adjectives, span.end, key=lambda each: each[0].start)
        return adjectives[first : min(last, first + MOST)]

    def cue_in(self, span: Span) -> Cue | None:
        """The most telling words of an event."""
        words = self.words(span)
        for each in self.signs.events:
            if found := each.words.search(words):
                place = Span(span.start + found.start(), span.start + found.end())
                return Cue(each.kind, each.subkind, each.noun, each.facet, place)
        return None
