"""Tells what of a draft an editor has to decide: what is open, proposed, or less than sure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from seeds.anchors import brief
from seeds.drafted import made_items, open_entries
from seeds.items import Candidate, ProposedActor, ProposedPlace
from seeds.problems import Problems, Where, label
from seeds.reading import Reading

DOUBTFUL_BELOW = 0.5


@dataclass(frozen=True)
class Told:
    """A line for people, without its end, and what it is about: a terminal may colour it."""

    RIGHT: ClassVar[str] = "right"
    LEFT: ClassVar[str] = "left"
    OPEN: ClassVar[str] = "open"
    PROPOSED: ClassVar[str] = "proposed"
    DOUBTFUL: ClassVar[str] = "doubtful"
    WRONG: ClassVar[str] = "wrong"

    line: str
    about: str


def undecided(reading: Reading, problems: Problems) -> Iterator[Told]:
    """The lines on what is to be decided, by where it stands in the file."""
    for about, title, entries in (
        (Told.OPEN, "still open", open_lines(reading, problems)),
        (Told.PROPOSED, "proposed, and to be made known", proposed_lines(reading)),
        (Told.DOUBTFUL, f"less sure than {DOUBTFUL_BELOW}", doubtful_lines(reading, problems)),
    ):
        found = sorted((problems.line(where), words) for where, words in entries)
        if found:
            yield Told(f"  {title}: {len(found)}", about)
        for line, words in found:
            yield Told(f"    {problems.file}:{line}: {words}", about)


Entries = Iterator[tuple[Where, str]]


def open_lines(reading: Reading, problems: Problems) -> Entries:
    for where, _, entry in open_entries(reading):
        words = f", {brief(entry.words)}" if entry.words else ""
        why = f" ({entry.why})" if entry.why else ""
        perhaps = "; ".join(map(candidate, entry.candidates))
        asked = f": {perhaps}" if perhaps else ""
        item = label(where[:-2], problems.data)
        yield where, f"{item}: {entry.member}{words}{why}{asked}"


def proposed_lines(reading: Reading) -> Entries:
    if reading.proposed is None:
        return
    for place, actor in enumerate(reading.proposed.actors):
        yield ("proposed", "actors", place), proposed_actor(actor)
    for place, each in enumerate(reading.proposed.places):
        yield ("proposed", "places", place), proposed_place(each)


def proposed_actor(actor: ProposedActor) -> str:
    facts = [actor.kind.value, actor.name, actor.role]
    facts += [f"of {actor.organization}" if actor.organization else None]
    facts += [f"side {actor.side}" if actor.side else None]
    known = ", ".join(fact for fact in facts if fact)
    return f"actor {actor.id}: {known}: {brief(actor.words)}"


def proposed_place(place: ProposedPlace) -> str:
    kind = f" ({place.kind.value})" if place.kind else ""
    perhaps = "; ".join(
        each if isinstance(each, str) else candidate(each) for each in place.candidates
    )
    return f"place {brief(place.words)}{kind}" + (f": {perhaps}" if perhaps else "")


def doubtful_lines(reading: Reading, problems: Problems) -> Entries:
    for where, made in made_items(reading):
        if made.confidence < DOUBTFUL_BELOW:
            item = label(where, problems.data)
            yield where, f"{item}: {made.confidence:g} by {made.rule}"


def candidate(given: Candidate) -> str:
    why = f" ({given.why})" if given.why else ""
    return f"{given.value} {given.confidence:g}{why}"
