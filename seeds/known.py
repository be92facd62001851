"""The names that files of knowledge refer to, and the keys of the rows they mean."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from sqlalchemy.orm import Session
from sqlmodel import col, select

from db.models import Actor, Document, Event, Location, Name, Side, Statement
from db.models.terms import EventKind, NameKind, Review
from db.write import AT_ONCE
from seeds.problems import Problems, Where

ADVICE = {
    "actor": "define it in an actors.yaml and load that first",
    "place": "add it to a gazetteer.csv and load that first",
    "side": "define it in an actors.yaml and load that first",
    "event": "define it under `events` of a reading and load that first, or along with this",
}


@dataclass(frozen=True)
class Defined:
    """An event that the database has."""

    id: int
    slug: str
    kind: EventKind
    review: Review
    defined_in: int | None
    """The key of the document whose reading defines it."""
    part_of: str | None
    conflict: int | None


class Known:
    """What a database knows by name."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.actor_aliases = _aliases(session, Name.actor_id)
        self.place_aliases = _aliases(session, Name.location_id)
        self.actors = self.actor_aliases | _slugs(session, Actor)
        self.places = self.place_aliases | _slugs(session, Location)
        self.sides = _slugs(session, Side)
        self._events: dict[str, Defined | None] = {}

    def event(self, slug: str) -> Defined | None:
        self.learn_events([slug])
        return self._events[slug]

    def learn_events(self, slugs: Iterable[str]) -> None:
        """Reads at once what is not known yet of the events that will be asked for."""
        new = [slug for slug in dict.fromkeys(slugs) if slug not in self._events]
        for start in range(0, len(new), AT_ONCE):
            some = new[start : start + AT_ONCE]
            self._events |= dict.fromkeys(some) | self._read_events(some)

    def statement(self, slug: str, but_of: int) -> int | None:
        """The key of a statement, unless it is one of the document with that key."""
        of_others = (col(Statement.slug) == slug, col(Statement.document_id) != but_of)
        return self.session.execute(select(col(Statement.id)).where(*of_others)).scalar()

    def definer(self, event: Defined) -> str:
        """Where an event is defined, in words."""
        if event.defined_in is None:
            return "in a file of actors"
        document = self.session.get(Document, event.defined_in)
        return f"in the reading of {document.slug!r}" if document else "in another reading"

    def forget_events(self) -> None:
        """To be called when events were written: they are read anew."""
        self._events.clear()

    def _read_events(self, slugs: Iterable[str]) -> dict[str, Defined]:
        parent = Event.__table__.alias()  # type: ignore[attr-defined]  # SQLModel sets it
        statement = (
            select(Event, parent.c.slug)
            .outerjoin(parent, parent.c.id == col(Event.part_of_id))
            .where(col(Event.slug).in_(list(slugs)))
        )
        return {
            event.slug: Defined(
                id=event.id or 0,
                slug=event.slug,
                kind=event.kind,
                review=event.review,
                defined_in=event.defined_in_id,
                part_of=part_of,
                conflict=event.conflict_id,
            )
            for event, part_of in self.session.execute(statement)
        }


def taken(
    known: Mapping[str, int], aliases: Mapping[str, int], redefined: Collection[str]
) -> set[str]:
    """Slugs and aliases of rows that a file leaves as they are; its own rows cannot have them.

    `known` has the keys by slug and alias, `aliases` those by alias alone, and `redefined` are
    the slugs of the file's own rows.
    """
    own = {known[slug] for slug in redefined if slug in known and slug not in aliases}
    return {name for name, key in known.items() if key not in own}


def require(
    problems: Problems, where: Where, kind: str, slug: str, known: Mapping[str, Any]
) -> None:
    """Notes where a name is unknown, with the nearest name that is known."""
    if slug not in known:
        problems.add_shared(where, unknown(kind, slug, known))


def unknown(kind: str, slug: str, known: Iterable[str]) -> str:
    near = get_close_matches(slug, known, n=1)
    guess = f"did you mean {near[0]!r}? Else " if near else ""
    return f"{kind} {slug!r} is not known; {guess}{ADVICE[kind]}."


def proposed(slug: str) -> str:
    return (
        f"actor {slug!r} is proposed in this reading and not known yet: put it into an actors.yaml "
        "and load that first."
    )


def _slugs(session: Session, model: type[Actor] | type[Location] | type[Side]) -> dict[str, int]:
    rows = session.execute(select(col(model.slug), col(model.id)))
    return {slug: key for slug, key in rows if key is not None}


def _aliases(session: Session, key: Any) -> dict[str, int]:
    statement = select(col(Name.value), col(key)).where(
        col(Name.kind) == NameKind.SLUG, col(key).is_not(None)
    )
    return dict(session.execute(statement).all())
