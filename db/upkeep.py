"""Brings what follows from the tables up to date before each commit of a session.

That is: the texts that are searched (db/search_entries.py), and how often the knowledge and the
names in it have changed. What changed is noted as rows are written, so that no writer can forget.
"""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.models import (
    Actor,
    Affiliation,
    Document,
    Event,
    Location,
    Name,
    Revision,
    Statement,
    Table,
)
from db.models.table import table_of
from db.models.terms import SearchKind
from db.search_entries import found_by_names_of, write_entries

SEARCHED = {
    Actor: SearchKind.ACTOR,
    Location: SearchKind.LOCATION,
    Statement: SearchKind.STATEMENT,
    Event: SearchKind.EVENT,
    Document: SearchKind.DOCUMENT,
}
PARTS = {"statement_id": SearchKind.STATEMENT, "event_id": SearchKind.EVENT}
"""The columns by which any row belongs to what is searched."""

NAMES = {"actor_id": SearchKind.ACTOR, "location_id": SearchKind.LOCATION}
"""The columns by which names and posts do."""

KNOWLEDGE, RENAMED = "knowledge", "names"

Noted = defaultdict[str, set[Any]]
"""Keys by kind; the kinds and keys of what has other names; whether anything changed."""


def note(session: Session, row: Any) -> None:
    """Notes that a row was written or removed."""
    if not isinstance(row, Table):
        return
    noted = noted_in(session)
    noted[KNOWLEDGE].add(type(row).__name__)
    kind = SEARCHED.get(type(row))
    if kind is not None:
        noted[kind].add(row.id)
    for column, owner in (PARTS | NAMES if isinstance(row, (Name, Affiliation)) else PARTS).items():
        noted[owner] |= values_of(row, column)
    if isinstance(row, (Actor, Location)):
        noted[RENAMED].add((kind, row.id))
    if isinstance(row, Name):
        for column, owner in NAMES.items():
            noted[RENAMED] |= {(owner, key) for key in values_of(row, column)}


def values_of(row: Table, column: str) -> set[int]:
    """What a column has, and what it had before."""
    if not hasattr(row, column):
        return set()
    before = sa.inspect(row).attrs[column].history.deleted or ()
    return {key for key in (getattr(row, column), *before) if key is not None}


def noted_in(session: Session) -> Noted:
    """What was noted since the last commit."""
    found: Noted = session.info.setdefault("noted", defaultdict(set))
    return found


def concerned(session: Session, noted: Noted) -> dict[SearchKind, set[int]]:
    """All rows whose entries may differ now, by kind."""
    found = {kind: set(noted[kind]) for kind in SearchKind}
    for kind in (SearchKind.ACTOR, SearchKind.LOCATION):
        renamed = [key for of, key in noted[RENAMED] if of is kind]
        for each, keys in found_by_names_of(session, kind.value.lower(), renamed).items():
            found[each] |= keys
    return found


def after_flush(session: Session, _context: Any) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        note(session, row)


def before_commit(session: Session) -> None:
    session.flush()
    noted: Noted | None = session.info.pop("noted", None)
    if noted is None:
        return
    write_entries(session, concerned(session, noted))
    revision = table_of(Revision)
    counted = [name for name in (KNOWLEDGE, RENAMED) if noted[name]]
    session.execute(
        sa.update(revision).where(revision.c.name.in_(counted)).values(number=revision.c.number + 1)
    )


def after_rollback(session: Session) -> None:
    session.info.pop("noted", None)


def complete(connection: sa.Connection) -> None:
    """Writes all entries anew: after the tables were changed, or filled by other means."""
    with Session(connection) as session:
        write_entries(session, None)


sa.event.listen(Session, "after_flush", after_flush)
sa.event.listen(Session, "before_commit", before_commit)
sa.event.listen(Session, "after_rollback", after_rollback)
