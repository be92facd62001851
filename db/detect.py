"""Names of actors and places in a text that is pasted, and the rows they may mean."""

from collections.abc import Generator, Iterable, Mapping
from functools import cache
from typing import Any

import orjson
import sqlalchemy as sa

from db.binds import bind, checked
from db.errors import BadInput
from db.likelihood import Candidate
from db.matching import Detection, Matcher, TooManyNames
from db.models import Actor, Containment, Location, Name, Revision
from db.models.table import Row, table_of
from db.models.terms import NameKind
from db.names import Known
from db.prepared import asked
from db.query import Candidates, Constant, Detect, Param
from db.steps import Ask, Steps

LONGEST_TEXT = 50_000
"""In characters: several overviews."""

MOST_NAMES = 1000
"""In one text: each comes with all that is asked of what it may mean."""

DETECTED = "$detected"
"""Where the rows that names may mean are given, by root field; no variable is called so."""

MEANT: dict[str, type[Row]] = {"Actor": Actor, "Location": Location}


class Names:
    """The matcher of all names known, built anew when names have changed. Safe among threads."""

    def __init__(self) -> None:
        self._built: tuple[int, Matcher] | None = None

    def current(self, dialect: str) -> Steps[Matcher]:
        """The matcher of the names that the snapshot has in which the steps are carried out."""
        ((number,),) = yield names_revision(dialect)
        built = self._built
        if built is None or built[0] != number:
            # Two may build it at once; that costs less than waiting in steps for each other.
            names = yield from known_names(dialect)
            self._built = built = number, Matcher(names)
        return built[1]


@cache
def names_revision(dialect: str) -> Ask:
    revision = table_of(Revision)
    return asked(sa.select(revision.c.number).where(revision.c.name == "names"), dialect)


def known_names(dialect: str) -> Steps[list[Known]]:
    """All names of actors and places, but slugs."""
    gathering = gather_names()
    query = next(gathering)
    while True:
        rows = yield asked(query, dialect)
        try:
            query = gathering.send(rows)
        except StopIteration as done:
            found: list[Known] = done.value
            return found


def gather_names() -> Generator[sa.Select[Any], Iterable[Any], list[Known]]:
    """The same, for whoever carries out the queries that it yields."""
    containment, name = table_of(Containment), table_of(Name)
    within: dict[int, set[int]] = {}
    pairs = sa.select(containment.c.location_id, containment.c.parent_id)
    for location, parent in (yield pairs):
        within.setdefault(location, set()).add(parent)
    found: list[Known] = []
    for kind in ("Actor", "Location"):
        table, owner = table_of(MEANT[kind]), name.c[f"{kind.lower()}_id"]
        labels = sa.select(table.c.id, table.c.kind, table.c.name, sa.true()).order_by(table.c.id)
        others = (
            sa.select(table.c.id, table.c.kind, name.c.value, sa.false())
            .join(name, owner == table.c.id)
            .where(name.c.kind != NameKind.SLUG)
            .order_by(name.c.id)
        )
        for query in (labels, others):
            for key, what, value, own in (yield query):
                lies_in = frozenset(within.get(key, ())) if kind == "Location" else frozenset()
                found.append(Known(value, kind, key, str(what), bool(own), lies_in))
    return found


def detections(
    fields: Mapping[str, Detect], variables: Mapping[str, Any], matcher: Matcher
) -> dict[str, list[Detection]]:
    """The names in the text of each field. Raises BadInput for a text that is too long."""
    found = {}
    for key, field in fields.items():
        at = f"{field.at}(text:)"
        text = str(checked(field.text.given(variables), at))
        if len(text) > LONGEST_TEXT:
            raise BadInput(
                f"{at} has {len(text)} characters; up to {LONGEST_TEXT} are read. Give it in parts."
            )
        try:
            found[key] = matcher.detect(text, MOST_NAMES)
        except TooManyNames as error:
            (number,) = error.args
            raise BadInput(
                f"{at} has {number} names that are known; up to {MOST_NAMES} are told. "
                "Give it in parts."
            ) from error
    return found


def rows_meant(found: list[Detection]) -> list[tuple[str, int]]:
    """Each row that a name may mean, once."""
    return list(
        dict.fromkeys(
            (candidate.kind, candidate.key) for each in found for candidate in each.candidates
        )
    )


def rows_given(key: str) -> Any:
    """The rows of a root field's candidates, bound as one JSON text."""
    return bind(Param((DETECTED, key)), lambda rows: orjson.dumps(rows).decode(), sa.String())


def told(field: Detect, found: list[Detection], objects: Any) -> list[dict[str, Any]]:
    """The detections by the keys asked for; `objects` has the rows meant, from the database."""
    place = {row: number for number, row in enumerate(rows_meant(found))}
    return [
        {key: _part(part, each, objects.get(key), place) for key, part in field.parts.items()}
        for each in found
    ]


def _part(part: Any, found: Detection, objects: Any, place: Mapping[tuple[str, int], int]) -> Any:
    if part == "form":
        return found.form
    if isinstance(part, Candidates):
        return [_candidate(part, each, objects, place) for each in found.candidates]
    if isinstance(part, Constant):
        return part.text
    return {
        key: member.text if isinstance(member, Constant) else getattr(found, member)
        for key, member in part.items()
    }


def _candidate(
    part: Candidates, found: Candidate, objects: Any, place: Mapping[tuple[str, int], int]
) -> dict[str, Any]:
    number = place[found.kind, found.key]
    made = {}
    for key, member in part.parts.items():
        if isinstance(member, Constant):
            made[key] = member.text
        else:
            made[key] = found.why if member == "why" else objects[key][number]
    return made
