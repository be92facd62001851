"""The file of actors: checked and written, with the sides and the conflict."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session
from sqlmodel import col, select

from db import models
from db.attestation import derive_attestations
from db.models.terms import NameKind
from db.write import Changes, put_all, remove_marked, replace_all, rows_of
from seeds.actors import Actor, Actors, Membership, Side
from seeds.checks import check_events, require_distinct
from seeds.dates import WrongDate, overlap, require_order, require_real
from seeds.events import write_events
from seeds.known import Known, require, taken
from seeds.problems import Problems, Where
from seeds.references import check_definitions, is_conflict
from seeds.shapes import shaped


@dataclass
class ActorsFile:
    """A file of actors. What is wrong with it that no database is needed for is noted."""

    path: Path
    problems: Problems
    content: Actors

    def write(self, session: Session, changes: Changes) -> list[str]:
        """Checks it against the database and writes it; gives what else is to be told.

        Raises RefusedReading with all that is wrong, before anything is written.
        """
        known = Known(session)
        problems = self.problems.copy()
        check_references(self.content, known, problems)
        problems.refuse()
        write_actors(self.content, known, session, changes)
        return staying(session, models.Actor, (actor.id for actor in self.content.actors))


def open_actors(path: Path, problems: Problems) -> ActorsFile:
    """Raises RefusedReading where it has not the form of a file of actors."""
    content = shaped(problems, Actors)
    check_events(content.events, problems)
    require_distinct(problems, ("sides",), (side.id for side in content.sides), "id")
    check_slugs(content.actors, problems)
    items = (actor.wikidata_id or actor.id for actor in content.actors)
    require_distinct(problems, ("actors",), items, "Wikidata item")
    for place, actor in enumerate(content.actors):
        check_actor(actor, ("actors", place), problems)
    return ActorsFile(path, problems, content)


def check_slugs(actors: list[Actor], problems: Problems) -> None:
    seen: set[str] = set()
    for place, actor in enumerate(actors):
        for slug in (actor.id, *aliases(actor)):
            if slug in seen:
                problems.add(("actors", place), f"The id or alias {slug!r} is given twice.")
            seen.add(slug)


def aliases(actor: Actor) -> list[str]:
    return [name.value for name in actor.names if name.kind is NameKind.SLUG]


def membership(given: str | Membership) -> Membership:
    """An actor's camp, in either form."""
    return Membership(side=given) if isinstance(given, str) else given


def check_actor(actor: Actor, where: Where, problems: Problems) -> None:
    for place, given in enumerate(actor.sides):
        camp = membership(given)
        check_dates(camp.since, camp.until, (*where, "sides", place), problems)
    for place, post in enumerate(actor.affiliations):
        at: Where = (*where, "affiliations", place)
        check_dates(post.since, post.until, at, problems)
        if post.organization == actor.id:
            problems.add(at, "It belongs to itself; name another body.")
    camps = ((m.side, m.since) for m in map(membership, actor.sides))
    require_distinct(problems, (*where, "sides"), camps, "side")
    posts = ((post.organization, post.role, post.since) for post in actor.affiliations)
    require_distinct(problems, (*where, "affiliations"), posts, "affiliation")
    names = ((name.kind, name.language, name.value) for name in actor.names)
    require_distinct(problems, (*where, "names"), names, "name")


def check_dates(since: str | None, until: str | None, where: Where, problems: Problems) -> None:
    try:
        require_real(since)
        require_real(until)
        require_order(since, until)
    except WrongDate as why:
        problems.add(where, f"The dates do not fit: {why}.")


def check_references(content: Actors, known: Known, problems: Problems) -> None:
    check_definitions(content.events, known, None, problems)
    for place, side in enumerate(content.sides):
        if not is_conflict(side.conflict, content.events, known):
            problems.add(
                ("sides", place, "conflict"),
                f"{side.conflict!r} is no event of kind CONFLICT; define one under `events`.",
            )
    sides = known.sides | {side.id: 0 for side in content.sides}
    actors = known.actors | {actor.id: 0 for actor in content.actors}
    for place, actor in enumerate(content.actors):
        check_relations(actor, ("actors", place), sides, actors, problems)
    check_taken(content.actors, known, problems)
    check_camps(content, known, problems)


def check_relations(
    actor: Actor, where: Where, sides: dict[str, int], actors: dict[str, int], problems: Problems
) -> None:
    for place, given in enumerate(actor.sides):
        require(problems, (*where, "sides", place), "side", membership(given).side, sides)
    for place, post in enumerate(actor.affiliations):
        require(problems, (*where, "affiliations", place), "actor", post.organization, actors)
    for place, name in enumerate(actor.names):
        if name.used_by is not None:
            require(problems, (*where, "names", place), "side", name.used_by, sides)


def check_taken(actors: list[Actor], known: Known, problems: Problems) -> None:
    """A slug, also as an alias, finds one actor."""
    others = taken(known.actors, known.actor_aliases, {actor.id for actor in actors})
    for place, actor in enumerate(actors):
        for slug in (actor.id, *aliases(actor)):
            if slug in others:
                problems.add(("actors", place), f"{slug!r} is another actor's alias or id already.")


def check_camps(content: Actors, known: Known, problems: Problems) -> None:
    """Nobody is in two camps of one conflict at the same time."""
    conflicts = conflict_of_sides(content.sides, known)
    for place, actor in enumerate(content.actors):
        for one, other in combinations(map(membership, actor.sides), 2):
            at_once = overlap((one.since, one.until), (other.since, other.until))
            if at_once and conflicts.get(one.side) == conflicts.get(other.side, ""):
                problems.add(
                    ("actors", place, "sides"),
                    f"It is in {one.side!r} and {other.side!r} at the same time, camps of one "
                    "conflict; give `since` and `until`, or one of them alone.",
                )


def conflict_of_sides(sides: list[Side], known: Known) -> dict[str, str]:
    found = select(col(models.Side.slug), col(models.Event.slug)).join(
        models.Event, col(models.Event.id) == col(models.Side.conflict_id)
    )
    before = dict(known.session.execute(found).all())
    return before | {side.id: side.conflict for side in sides}


def write_actors(content: Actors, known: Known, session: Session, changes: Changes) -> None:
    write_events(session, content.events, known, None, changes)
    sides = write_sides(content.sides, known, session, changes)
    found = rows_of(session, models.Actor, "slug", (actor.id for actor in content.actors))
    wanted = [
        models.Actor.model_validate(
            {"slug": actor.id, **actor.model_dump(include={"kind", "name", "wikidata_id"})}
        )
        for actor in content.actors
    ]
    rows = put_all(session, found, wanted, ("slug",), changes)
    session.flush()
    sides = known.sides | sides
    actors = known.actors | {row.slug: row.id or 0 for row in rows}
    keys = [row.id for row in rows]
    for model, values, key in (
        (
            models.Name,
            name_columns(content, sides, actors),
            ("actor_id", "kind", "language", "value"),
        ),
        (
            models.SideMembership,
            camp_columns(content, sides, actors),
            ("actor_id", "side_id", "since"),
        ),
        (
            models.Affiliation,
            post_columns(content, actors),
            ("actor_id", "organization_id", "role", "since"),
        ),
    ):
        children = [model.model_validate(columns) for columns in values]
        replace_all(session, rows_of(session, model, "actor_id", keys), children, key, changes)
    remove_marked(session, changes)
    # Whose word a claim is follows from camps.
    derive_attestations(session)


def write_sides(
    sides: list[Side], known: Known, session: Session, changes: Changes
) -> dict[str, int]:
    found = rows_of(session, models.Side, "slug", (side.id for side in sides))
    wanted = []
    for side in sides:
        conflict = known.event(side.conflict)
        assert conflict is not None
        columns = {"slug": side.id, "name": side.name, "conflict_id": conflict.id}
        wanted.append(models.Side.model_validate(columns))
    rows = put_all(session, found, wanted, ("slug",), changes)
    session.flush()
    return {row.slug: row.id or 0 for row in rows}


Columns = list[dict[str, Any]]


def name_columns(content: Actors, sides: dict[str, int], actors: dict[str, int]) -> Columns:
    return [
        {
            "actor_id": actors[actor.id],
            **name.model_dump(include={"value", "language", "kind"}),
            "used_by_id": sides[name.used_by] if name.used_by else None,
        }
        for actor in content.actors
        for name in actor.names
    ]


def camp_columns(content: Actors, sides: dict[str, int], actors: dict[str, int]) -> Columns:
    return [
        {
            "actor_id": actors[actor.id],
            "side_id": sides[camp.side],
            "since": camp.since,
            "until": camp.until,
        }
        for actor in content.actors
        for camp in map(membership, actor.sides)
    ]


def post_columns(content: Actors, actors: dict[str, int]) -> Columns:
    return [
        {
            "actor_id": actors[actor.id],
            "organization_id": actors[post.organization],
            **post.model_dump(include={"role", "since", "until"}),
        }
        for actor in content.actors
        for post in actor.affiliations
    ]


def staying(
    session: Session, model: type[models.Actor] | type[models.Location], given: Iterable[str]
) -> list[str]:
    """What to tell of rows that the file does not have: they are not deleted."""
    slugs = set(session.execute(select(col(model.slug))).scalars()) - set(given)
    if not slugs:
        return []
    shown = ", ".join(sorted(slugs)[:5]) + (", …" if len(slugs) > 5 else "")
    return [f"not in this file, and they stay: {len(slugs)} ({shown})"]
