"""What happened: events over the days of the knowledge, most of them within larger ones."""

from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from benchmarks.bulk import Bulk
from benchmarks.chance import Chance
from benchmarks.world import World
from db import models

FIRST_DAY = date(2020, 9, 27)

KINDS = {
    ("EXPLOSION_OR_REMOTE_VIOLENCE", "SHELLING"): 8,
    ("EXPLOSION_OR_REMOTE_VIOLENCE", "ROCKET_STRIKE"): 3,
    ("EXPLOSION_OR_REMOTE_VIOLENCE", "AIR_OR_DRONE_STRIKE"): 2,
    ("BATTLE", "ARMED_CLASH"): 5,
    ("BATTLE", None): 1,
    ("STRATEGIC_DEVELOPMENT", "TROOP_MOVEMENT"): 2,
    ("CEASEFIRE_VIOLATION", None): 2,
    ("DIPLOMACY", "CONSULTATION"): 2,
    ("HUMANITARIAN", None): 1,
    ("VIOLENCE_AGAINST_CIVILIANS", "CAPTURE"): 1,
}
REVIEWS = {"PUBLISHED": 20, "DRAFT": 1, "WITHDRAWN": 1}


class Happening(NamedTuple):
    """An event, as far as those who speak of it need to know it."""

    key: int
    what: str
    place: int
    """Its place's number among the settlements."""
    conflict: int | None
    part_of: int | None


def make_events(
    bulk: Bulk, chance: Chance, world: World, number: int, days: int
) -> list[Happening]:
    """Events in the order in which they happened."""
    chronicle = _chronicle(bulk)
    conflicts = dict(zip([*world.conflicts, None], [14, 4, 1], strict=True))
    larger: dict[int | None, int | None] = {key: key for key in conflicts}
    found: list[Happening] = []
    for count in range(number):
        kind, subkind = chance.draw("kind of event", KINDS)
        conflict = chance.draw("conflict", conflicts)
        place = chance.random.randrange(len(world.settlements))
        what = (subkind or kind).replace("_", " ").capitalize()
        day = FIRST_DAY + timedelta(count * days // number)
        is_large = count % 40 == 1
        part_of = conflict if is_large else larger[conflict]
        if chance.once_in(4, "event of its own"):
            part_of = None
        event = bulk.add(
            models.Event,
            slug=f"{what.lower().replace(' ', '-')}-{count + 1}",
            title=f"{what} in {world.places[world.settlements[place]]}",
            kind=kind,
            subkind=subkind,
            part_of_id=part_of,
            conflict_id=conflict,
            defined_in_id=chronicle if chance.once_in(6, "defined event") else None,
            review=chance.draw("review of event", REVIEWS),
            note=chance.words(5) if chance.once_in(10, "note on event") else None,
            **chance.fuzzy("happened", day),
        )
        if is_large:
            larger[conflict] = event
        found.append(Happening(event, what, place, conflict, part_of))
        bulk.write_some()
    return found


def _chronicle(bulk: Bulk) -> int:
    text = "A chronicle of the war."
    return bulk.add(
        models.Document,
        slug="chronicle",
        kind="ARTICLE",
        title="Chronicle",
        language="en",
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
    )
