"""Accounts for every character of a text: what a reading says nothing of is shown."""

import unicodedata
from collections.abc import Iterable

from db.models.terms import SectionRole
from seeds.anchors import Span, Text
from seeds.locating import Located, appearances, naming
from seeds.problems import Where
from seeds.reading import Reading

SAYING_NOTHING = (SectionRole.TITLE, SectionRole.CAPTION, SectionRole.RELATED_LINKS)
"""Sections that are accounted for by what they are."""

BULLETS = "▪■●◦‣►▶◆○□+*|"
"""Marks of a list that are no punctuation by Unicode."""


def not_accounted_for(reading: Reading, located: Located) -> list[Span]:
    """The stretches of the text that the reading leaves out, in their order.

    They are in no appearance and no words of an attribution, in no heading, title, caption or
    links, and more than white space, bullet marks and punctuation.
    """
    return gaps(located.text, accounted_for(reading, located))


def accounted_for(reading: Reading, located: Located) -> list[Span]:
    """The spans that are accounted for; they may overlap."""
    ways: list[Where] = [
        ("sections", place)
        for place, section in enumerate(reading.sections)
        if section.role in SAYING_NOTHING
    ]
    for place, statement in enumerate(reading.statements):
        for at, appearance in appearances(statement, ("statements", place)):
            ways.append(at)
            ways += naming(appearance, at)
    return [*located.headings, *(located.spans[way] for way in ways if way in located.spans)]


def gaps(text: Text, spans: Iterable[Span]) -> list[Span]:
    """What stands between the spans, trimmed; stretches that say nothing are left out."""
    found: list[Span] = []
    behind = 0
    for span in [*sorted(spans), Span(len(text.value), len(text.value))]:
        if span.start > behind:
            found += _saying(text, Span(behind, span.start))
        behind = max(behind, span.end)
    return found


def _saying(text: Text, gap: Span) -> list[Span]:
    places = [place for place in range(gap.start, gap.end) if not says_nothing(text.value[place])]
    return [Span(places[0], places[-1] + 1)] if places else []


def says_nothing(char: str) -> bool:
    """Whether a character is white space, a bullet mark, punctuation or invisible."""
    return char.isspace() or char in BULLETS or unicodedata.category(char)[0] in "PZC"
