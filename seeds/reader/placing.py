"""Where: the places that words name, each with how what is told relates to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from db.models.terms import LocationKind, SettingRelation
from seeds.anchors import Span
from seeds.reader.lexicon import Lexicon
from seeds.reader.naming import Named
from seeds.reader.words import one_of, vocabulary


@dataclass(frozen=True)
class Place:
    location: str
    relation: SettingRelation
    rule: str
    confidence: float
    span: Span


REACH = 90
"""So many characters before a name say how it relates to what is told."""


@dataclass(frozen=True)
class Signs:
    """What stands before the name of a place, and between two."""

    near: re.Pattern[str]
    towards: re.Pattern[str]
    away: re.Pattern[str]
    sure_away: re.Pattern[str]
    """Tells whence, also where nobody went anywhere."""

    listed: re.Pattern[str]
    far: re.Pattern[str]
    """Makes a country a place: "in Karsia"."""

    @classmethod
    @cache
    def of(cls, language: str) -> "Signs":
        given, small = vocabulary("places", language), vocabulary("small_words", language)
        the = rf"(?:{one_of(small['the'])}\s+)?"
        nouns, small_nouns = one_of(given["nouns"]), one_of(given["nouns_of_several"])
        of = one_of(small["of"])
        head = rf"{the}(?:(?:\w+\s+){{0,3}}{nouns}\s+{of}\s+)?{the}"

        def before(words: list[str]) -> re.Pattern[str]:
            return re.compile(rf"\b{one_of(words)}\s+{head}$", re.IGNORECASE)

        return cls(
            near=before(given["near"]),
            towards=before(given["towards"]),
            away=before(given["from"]),
            sure_away=re.compile(one_of(given["sure_from"])),
            listed=re.compile(
                rf"\s*(?:,|,?\s*\b{one_of(small['and'])}\b|,?\s*{one_of(given['as_well_as'])})\s*"
                rf"(?:{one_of(given['before_listed'])}\s+)?{the}"
                rf"(?:(?:\w+\s+)?{small_nouns}\s+{of}\s+)?{the}",
                re.IGNORECASE,
            ),
            far=re.compile(rf"\b{one_of(given['before_countries'])}\s+{the}$", re.IGNORECASE),
        )


def places(
    text: str, within: Span, named: Sequence[Named], lexicon: Lexicon, moves: bool
) -> list[Place]:
    """The places named in the words. `moves`: whether it is told that somebody went somewhere."""
    found: list[Place] = []
    before: Place | None = None
    for each in named:
        slug = each.place or _place_too(text, within, each, lexicon)
        if slug is None or slug not in lexicon.places:
            continue
        place = _place(text, within, replace(each, place=slug), before, lexicon, moves)
        if place is not None:
            before = place
            found.append(place)
    return _closest(found, lexicon)


def _place_too(text: str, within: Span, named: Named, lexicon: Lexicon) -> str | None:
    """The place that an actor's name is too, where the words before say where: "left for X"."""
    led = text[max(within.start, named.form.start - REACH) : named.form.start]
    signs = Signs.of(lexicon.language)
    if signs.towards.search(led) or signs.near.search(led):
        return next((slug for slug in named.candidates if slug in lexicon.places), None)
    return None


def _place(
    text: str, within: Span, named: Named, before: Place | None, lexicon: Lexicon, moves: bool
) -> Place | None:
    slug, signs = named.place or "", Signs.of(lexicon.language)
    led = text[max(within.start, named.form.start - REACH) : named.form.start]
    if lexicon.places[slug].kind == LocationKind.COUNTRY and not signs.far.search(led):
        return None
    if before is not None and before.span.end <= named.form.start:
        between = text[before.span.end : named.form.start]
        if signs.listed.fullmatch(between):
            return Place(slug, before.relation, "listed-place", before.confidence, named.form)
    relation, rule = _relation(led, signs, moves)
    return Place(slug, relation, rule, named.confidence, named.form)


def _relation(led: str, signs: Signs, moves: bool) -> tuple[SettingRelation, str]:
    """By the words before the name; and the rule."""
    if signs.near.search(led):
        return SettingRelation.NEAR, "place-near"
    if signs.towards.search(led):
        return SettingRelation.TOWARDS, "place-towards"
    if signs.away.search(led) and (moves or signs.sure_away.search(led)):
        return SettingRelation.FROM, "place-from"
    return SettingRelation.IN, "place-named"


def _closest(found: list[Place], lexicon: Lexicon) -> list[Place]:
    """Without larger places that one of the others lies in, each once."""
    slugs = {place.location for place in found}
    larger = {
        upper
        for place in found
        for upper in lexicon.places[place.location].within
        if upper in slugs and upper != place.location
    }
    kept: dict[tuple[str, SettingRelation], Place] = {}
    for place in found:
        if place.location not in larger:
            kept.setdefault((place.location, place.relation), place)
    return list(kept.values())
