"""Places that no gazetteer has, or not in this spelling: proposed with what they may be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from db.models.terms import LocationKind
from db.names import fold
from seeds.anchors import Span
from seeds.reader.lexicon import Lexicon
from seeds.reader.naming import CAPITALIZED, Names
from seeds.reader.words import one_of, vocabulary

LIKE = 0.88
"""So alike, by Jaro and Winkler, are two spellings that may be of one name."""

MOST = 3
AROUND = 60
"""So many characters around a name, it may be known as part of another."""

NAME = re.compile(rf"{CAPITALIZED}(?:\s{CAPITALIZED})?")


@dataclass(frozen=True)
class UnknownPlace:
    span: Span
    name: str
    kind: LocationKind | None
    candidates: tuple[tuple[str, float], ...]
    rule: str


@cache
def _rules(language: str) -> dict[str, re.Pattern[str]]:
    """What stands around the names of places, by the rule."""
    given, small = vocabulary("places", language), vocabulary("small_words", language)
    nouns, name = one_of(given["kinds"]), NAME.pattern
    listed = rf"(?P<names>{name}(?:(?:,\s+|\s+{one_of(small['and'])}\s+){name})*)"
    several = rf"\b(?P<noun>{nouns})(?:{one_of(given['plurals'])})?"
    return {
        "place-noun": re.compile(rf"{several}\s+{one_of(small['of'])}\s+{listed}"),
        "noun-behind": re.compile(
            rf"(?P<names>{name})\s+(?P<noun>{one_of(given['kinds_behind'])})\b"
        ),
        "place-preposition": re.compile(
            rf"\b{one_of(given['before_unknown'])}\s+(?P<names>{name})"
        ),
    }


def unknown_places(text: str, names: Names, lexicon: Lexicon) -> Iterator[UnknownPlace]:
    """Each name once, by the first rule that finds it."""
    seen: set[str] = set()
    for rule, found in _found(text, lexicon.language):
        kind = _kind(found.groupdict().get("noun"), lexicon.language)
        for each in NAME.finditer(text, found.start("names"), found.end("names")):
            span = Span(*each.span())
            if each[0] not in seen and not _is_known(span, names):
                seen.add(each[0])
                yield UnknownPlace(span, each[0], kind, candidates(each[0], lexicon), rule)


def _found(text: str, language: str) -> Iterator[tuple[str, re.Match[str]]]:
    for rule, pattern in _rules(language).items():
        for found in pattern.finditer(text):
            yield rule, found


def _kind(noun: str | None, language: str) -> LocationKind | None:
    kinds = vocabulary("places", language)["kinds"]
    return LocationKind[kinds[noun]] if noun else None


def _is_known(span: Span, names: Names) -> bool:
    around = names.within(Span(max(0, span.start - AROUND), span.end + AROUND))
    overlaps = any(each.form.start < span.end and span.start < each.form.end for each in around)
    return overlaps or any(
        one.start < span.end and span.start < one.end for one, _ in names.adjectives
    )


def candidates(name: str, lexicon: Lexicon) -> tuple[tuple[str, float], ...]:
    """The known places that are spelled nearly so, the most alike first."""
    choices = _spellings(lexicon)
    found: dict[str, float] = {}
    ranked = process.extract(
        fold(name),
        list(choices),
        scorer=JaroWinkler.normalized_similarity,
        limit=2 * MOST,
        score_cutoff=LIKE,
    )
    for spelling, likeness, _ in ranked:
        found.setdefault(choices[spelling], round(likeness, 2))
    return tuple(found.items())[:MOST]


@lru_cache(4)
def _spellings(lexicon: Lexicon) -> dict[str, str]:
    return {fold(name): slug for slug, place in lexicon.places.items() for name in place.names}
