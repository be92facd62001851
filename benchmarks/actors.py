"""Who: two conflicts with two camps each, actors with their posts and names."""

from typing import Any

from benchmarks.bulk import Bulk
from benchmarks.chance import Chance
from benchmarks.world import Camp, World, add_names
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


def make_actors(bulk: Bulk, chance: Chance, world: World, number: int) -> None:
    """Conflicts, their camps with a state and its bodies each, and so many other actors."""
    for conflict in range(2):
        _conflict(bulk, chance, world, conflict)
    for each in range(number):
        _actor(bulk, chance, world, each)
    bulk.write_some()


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
    add_names(bulk, chance, world, name, actor_id=actor)
    return actor


def _member(bulk: Bulk, camp: Camp, actor: int, **when: Any) -> None:
    bulk.add(models.SideMembership, actor_id=actor, side_id=camp.side, **when)
    camp.members.append(actor)
