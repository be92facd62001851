"""Arms that a text names."""

import re
from dataclasses import dataclass
from functools import cache

from db.models.terms import MeansKind
from seeds.anchors import Span
from seeds.reader.words import vocabulary, whole


@dataclass(frozen=True)
class Means:
    span: Span
    kind: MeansKind


def means(plain: str, offset: int, language: str) -> list[Means]:
    """The arms that are named, each kind once, the longer words first."""
    found: dict[MeansKind, Means] = {}
    taken: list[Span] = []
    matches = [
        Means(Span(*each.span()), kind)
        for kind, pattern in _kinds(language).items()
        for each in pattern.finditer(plain)
    ]
    matches.sort(key=lambda one: (one.span.start - one.span.end, one.span.start))
    for each in matches:
        start, end = each.span.start, each.span.end
        if not any(start < other.end and other.start < end for other in taken):
            taken.append(each.span)
            found.setdefault(each.kind, Means(Span(offset + start, offset + end), each.kind))
    return sorted(found.values(), key=lambda one: one.span.start)


@cache
def _kinds(language: str) -> dict[MeansKind, re.Pattern[str]]:
    given = vocabulary("events", language)["means"]
    return {MeansKind[name]: whole(words) for name, words in given.items()}
