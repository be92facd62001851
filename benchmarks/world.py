"""What documents can speak of: camps, actors, places; and how each is called."""

from dataclasses import dataclass, field
from datetime import date

from benchmarks.bulk import Bulk
from benchmarks.chance import SCRIPTS, Chance, in_script
from db import models


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


def add_names(bulk: Bulk, chance: Chance, world: World, name: str, **owner: int) -> None:
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
