"""What a database knows by name: actors, places and conflicts, as the reader needs them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session
from sqlmodel import col, select

from db.detect import gather_names
from db.models import Actor, Affiliation, Containment, Event, Location, Name, Side, SideMembership
from db.models.terms import ActorKind, EventKind, NameKind
from db.names import Known


@dataclass
class KnownActor:
    slug: str
    kind: ActorKind
    name: str
    names: list[str] = field(default_factory=list)
    """All of them, its label first."""

    sides: list[str] = field(default_factory=list)
    posts: list[tuple[str, str, str | None, str | None]] = field(default_factory=list)
    """Organization's slug, role, since, until."""


@dataclass
class KnownPlace:
    slug: str
    kind: str
    name: str
    names: list[str] = field(default_factory=list)
    """All of them, its label first; of a label of two names, each."""

    within: frozenset[str] = frozenset()
    """Slugs of the larger places it lies in, at any depth."""


@dataclass
class Conflict:
    slug: str
    start: str | None
    end: str | None
    sides: dict[str, str] = field(default_factory=dict)
    """Its sides: the slug of each, and of the state that heads it."""

    names: dict[str, str] = field(default_factory=dict)
    """What its sides are called."""


GROUPS = {ActorKind.CIVILIANS, ActorKind.DE_FACTO_AUTHORITY, ActorKind.ARMED_FORCES}


def names(session: Session) -> list[Known]:
    """All names of actors and places but slugs, as `detect` takes them, and those of groups."""
    gathering = gather_names()
    query = next(gathering)
    while True:
        try:
            query = gathering.send(session.execute(query))
        except StopIteration as done:
            return [form for known in done.value for form in _forms(known)]


def _forms(known: Known) -> Iterator[Known]:
    yield known
    name = known.name
    if known.kind == "Actor" and known.what in GROUPS and " " in name:
        # "civilians in X", "leadership of X": a label's capital is no part of the name.
        yield replace(known, name=name[0].lower() + name[1:], own=False)


def actors(session: Session) -> dict[str, KnownActor]:
    rows = {row.id: row for row in session.execute(select(Actor)).scalars()}
    found = {
        row.slug: KnownActor(row.slug, row.kind, row.name, [row.name]) for row in rows.values()
    }
    names = select(Name).where(col(Name.actor_id).is_not(None), col(Name.kind) != NameKind.SLUG)
    for name in session.execute(names.order_by(col(Name.id))).scalars():
        found[rows[name.actor_id].slug].names.append(name.value)
    posts = select(Affiliation).order_by(col(Affiliation.id))
    for post in session.execute(posts).scalars():
        person, organization = rows[post.actor_id], rows[post.organization_id]
        found[person.slug].posts.append((organization.slug, post.role, post.since, post.until))
    sides = select(SideMembership, Side.slug).join(
        Side, col(Side.id) == col(SideMembership.side_id)
    )
    for membership, side in session.execute(sides):
        found[rows[membership.actor_id].slug].sides.append(side)
    return found


def places(session: Session) -> dict[str, KnownPlace]:
    rows = {row.id: row for row in session.execute(select(Location)).scalars()}
    above: dict[int, set[int]] = {}
    for one in session.execute(select(Containment)).scalars():
        above.setdefault(one.location_id, set()).add(one.parent_id)
    found = {}
    for key, row in rows.items():
        within = frozenset(rows[upper].slug for upper in _all_above(key or 0, above))
        labels = row.name.split("/")
        found[row.slug] = KnownPlace(row.slug, str(row.kind), row.name, labels, within)
    names = select(Name).where(col(Name.location_id).is_not(None), col(Name.kind) != NameKind.SLUG)
    for name in session.execute(names.order_by(col(Name.id))).scalars():
        found[rows[name.location_id].slug].names.append(name.value)
    return found


def _all_above(key: int, above: dict[int, set[int]]) -> set[int]:
    seen: set[int] = set()
    pending = [key]
    while pending:
        new = above.get(pending.pop(), set()) - seen
        seen |= new
        pending += new
    return seen


def conflicts(session: Session, known: dict[str, KnownActor]) -> list[Conflict]:
    rows = select(Event).where(col(Event.kind) == EventKind.CONFLICT).order_by(col(Event.id))
    found = []
    for event in session.execute(rows).scalars():
        camps = select(col(Side.slug), col(Side.name)).where(col(Side.conflict_id) == event.id)
        names = {row[0]: row[1] for row in session.execute(camps)}
        heads = {}
        for side in names:
            members = [actor for actor in known.values() if side in actor.sides]
            states = [actor.slug for actor in members if actor.kind is ActorKind.STATE]
            heads[side] = (states or [actor.slug for actor in members] or [side])[0]
        found.append(Conflict(event.slug, event.happened_start, event.happened_end, heads, names))
    return found
