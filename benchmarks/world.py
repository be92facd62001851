"""Who and where: conflicts and their camps, actors with posts and names, places within places."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from benchmarks.bulk import Bulk
from benchmarks.chance import SCRIPTS, Chance, in_script
from db import models

KINDS = {
    "PERSON": 14,
    "GOVERNMENT_BODY": 4,
    "MEDIA": 2,
    "NGO": 1,
    "INTERNATIONAL_ORGANIZATION": 1,
    "DE_FACTO_AUTHORITY": 1,
    "NON_STATE_ARMED_GROUP": 1,
    "UNKNOWN": 1,
}
INSTITUTIONS = {
    "Republic of {}": "STATE",
    "Ministry of Defense of {}": "GOVERNMENT_BODY",
    "Armed Forces of {}": "ARMED_FORCES",
    "Foreign Ministry of {}": "GOVERNMENT_BODY",
    "Civilians of {}": "CIVILIANS",
}


@dataclass
class Camp:
    """A side of a conflict, with the keys of its members, those first who speak the most."""

    side: int
    country: str
    members: list[int] = field(default_factory=list)

    @property
    def forces(self) -> int:
        return self.members[2]

    @property
    def civilians(self) -> int:
        return self.members[4]


@dataclass
class World:
    """What documents can speak of, by key."""

    conflicts: dict[int, list[Camp]] = field(default_factory=dict)
    actors: dict[int, str] = field(default_factory=dict)
    others: list[int] = field(default_factory=list)
    """Actors of no camp."""
    media: list[int] = field(default_factory=list)
    places: dict[int, str] = field(default_factory=dict)
    settlements: list[int] = field(default_factory=list)
    """Those that things happen in, next to each other if they are near."""

    day: date = date(2020, 9, 27)
    """The day of the text that is written."""
    claims: int = 0
    """So many have been made."""

    @property
    def camps(self) -> list[Camp]:
        return [camp for camps in self.conflicts.values() for camp in camps]


def make_world(bulk: Bulk, chance: Chance, statements: int) -> World:
    world = World()
    for number in range(2):
        _conflict(bulk, chance, world, number)
    for number in range(8 + statements // 25):
        _actor(bulk, chance, world, number)
    _places(bulk, chance, world, 12 + min(statements // 10, 30_000))
    bulk.write_some()
    return world


def _conflict(bulk: Bulk, chance: Chance, world: World, number: int) -> None:
    place = chance.name()
    conflict = bulk.add(
        models.Event,
        slug=f"conflict-{number}",
        title=f"War of {place}",
        kind="CONFLICT",
        review="PUBLISHED",
        happened_start=f"20{20 - number}-09-01",
        happened_precision="LONGER",
        happened_ongoing=number == 0,
        conflict_id=number + 1,
    )
    world.conflicts[conflict] = []
    for _ in range(2):
        country = chance.name()
        slug, name = f"side-of-{country.lower()}", f"Side of {country}"
        camp = Camp(bulk.add(models.Side, slug=slug, name=name, conflict_id=conflict), country)
        world.conflicts[conflict].append(camp)
        for pattern, kind in INSTITUTIONS.items():
            actor = _named(bulk, chance, world, pattern.format(country), kind)
            _member(bulk, camp, actor)


def _actor(bulk: Bulk, chance: Chance, world: World, number: int) -> None:
    kind = chance.draw("kind of actor", KINDS)
    if number < 2:
        kind = "MEDIA"
    name = f"{chance.name()} {chance.name()}" if kind == "PERSON" else chance.name()
    actor = _named(bulk, chance, world, name, kind)
    if kind == "MEDIA":
        world.media.append(actor)
    camp = chance.random.choice(world.camps)
    if kind == "MEDIA" or chance.once_in(4, "actor of no camp"):
        world.others.append(actor)
    else:
        since = chance.draw("member since", {None: 6, "2020": 1, "2020-10": 1})
        until = chance.draw("member until", {None: 6, "2021-06-30": 1})
        _member(bulk, camp, actor, since=since, until=until)
    if chance.once_in(9, "actor of two camps"):
        _member(bulk, world.camps[0 if camp in world.camps[2:] else 2], actor)
    if kind in ("PERSON", "GOVERNMENT_BODY"):
        bulk.add(
            models.Affiliation,
            actor_id=actor,
            organization_id=chance.random.choice(camp.members[:4]),
            role=chance.random.choice(["Minister", "Aide", "Spokesperson", "Department"]),
            since=chance.draw("post since", {None: 3, "2018": 1, "2020-03": 1}),
            until=chance.draw("post until", {None: 5, "2022": 1}),
        )


def _named(bulk: Bulk, chance: Chance, world: World, name: str, kind: str) -> int:
    number = len(world.actors) + 1
    wikidata = f"Q{number}" if chance.once_in(3, "actor in Wikidata") else None
    slug = f"{name.lower().replace(' ', '-')}"
    actor = bulk.add(models.Actor, slug=slug, kind=kind, name=name, wikidata_id=wikidata)
    world.actors[actor] = name
    _names(bulk, chance, world, name, actor_id=actor)
    return actor


def _names(bulk: Bulk, chance: Chance, world: World, name: str, **owner: int) -> None:
    """Other names of an actor or a place: in other languages, of one side, as another slug."""
    for language in SCRIPTS:
        if chance.once_in(3, f"name in {language}"):
            kind = chance.draw("kind of name", {"LABEL": 3, "SPELLING": 1})
            value = in_script(name, language)
            bulk.add(models.Name, value=value, language=language, kind=kind, **owner)
    if chance.once_in(6, "name of a side"):
        side = chance.random.choice(world.camps).side if world.camps else None
        value = chance.name()
        bulk.add(models.Name, value=value, kind="SPELLING", used_by_id=side, **owner)
    if chance.once_in(9, "another slug"):
        bulk.add(models.Name, value=chance.name().lower(), kind="SLUG", **owner)


def _member(bulk: Bulk, camp: Camp, actor: int, **when: Any) -> None:
    bulk.add(models.SideMembership, actor_id=actor, side_id=camp.side, **when)
    camp.members.append(actor)


# ── Places ───────────────────────────────────────────────────────────────────────────────────


def _places(bulk: Bulk, chance: Chance, world: World, number: int) -> None:
    """Countries, disputed territories, districts, towns and villages, and sites in them."""
    countries = [_place(bulk, chance, world, "COUNTRY") for _ in range(3)]
    territories = [_place(bulk, chance, world, "TERRITORY") for _ in range(2)]
    for territory in territories:
        _inside(bulk, territory, countries[0])
    districts, towns = [], []
    for _ in range(max(2, number // 40)):
        district = _place(bulk, chance, world, "REGION")
        districts.append(district)
        _inside(bulk, district, chance.random.choice(countries))
        if chance.once_in(3, "disputed district"):
            _inside(bulk, district, chance.random.choice(territories), "DE_FACTO", until="2020-11")
    for district in districts:
        town = _place(bulk, chance, world, "CITY")
        towns.append(town)
        _inside(bulk, town, district)
    while len(world.places) < number:
        kind = chance.draw("kind of place", {"VILLAGE": 10, "SITE": 2, "CORRIDOR": 1})
        place = _place(bulk, chance, world, kind)
        at = len(world.places) * len(districts) // (number + 1)
        if kind == "SITE":
            _inside(bulk, place, towns[at], "GEOGRAPHIC")
        else:
            _inside(bulk, place, districts[at])
        if chance.once_in(8, "another district"):
            other = districts[at - 1]
            _inside(
                bulk, place, other, "DE_FACTO", since=chance.draw("since", {None: 1, "1994": 1})
            )


def _place(bulk: Bulk, chance: Chance, world: World, kind: str) -> int:
    name, number = chance.name(), len(world.places) + 1
    disputed = kind == "TERRITORY" or chance.once_in(10, "disputed place")
    label = f"{name}/{chance.name()}" if disputed else name
    pointless = kind == "TERRITORY" or chance.once_in(20, "place without point")
    place = bulk.add(
        models.Location,
        slug=label.lower().replace("/", "-"),
        kind=kind,
        name=label,
        description=f"{chance.words(1)} district" if kind == "REGION" else None,
        latitude=None if pointless else round(chance.random.uniform(38.5, 41.9), 5),
        longitude=None if pointless else round(chance.random.uniform(44.5, 50.4), 5),
        precision="AREA" if pointless else chance.draw("precision", {"EXACT": 5, "NEAR": 1}),
        disputed=disputed,
        wikidata_id=f"Q{10**6 + number}" if chance.once_in(3, "place in Wikidata") else None,
        geonames_id=number if chance.once_in(4, "place in GeoNames") else None,
        iso_code=f"X{number}" if kind == "COUNTRY" else None,
        source=None if pointless else "A survey, public domain",
        note=chance.words(6) if chance.once_in(12, "note on place") else None,
    )
    world.places[place] = label
    if kind not in ("COUNTRY", "TERRITORY"):
        world.settlements.append(place)
    _names(bulk, chance, world, name, location_id=place)
    return place


def _inside(
    bulk: Bulk,
    place: int,
    parent: int,
    basis: str = "DE_JURE",
    since: str | None = None,
    until: str | None = None,
) -> None:
    bulk.add(
        models.Containment,
        location_id=place,
        parent_id=parent,
        basis=basis,
        since=since,
        until=until,
    )
