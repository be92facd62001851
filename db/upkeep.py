"""Brings what follows from the tables up to date before each commit of a session.

That is: the texts that are searched (db/search_entries.py), and how often the knowledge and the
names in it have changed; what links copy, db/copies.py has copied before. What changed is noted as
rows are flushed. Statements that write many rows at once are not seen: who removes rows so notes
them (db/write.py), who fills a database calls `complete`.
"""

from collections import defaultdict
from itertools import permutations
from secrets import randbits
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, SessionTransaction

from db.copies import copy_all
from db.models import (
    Actor,
    Affiliation,
    Appearance,
    Claim,
    Containment,
    Document,
    Event,
    Location,
    Mention,
    Name,
    Revision,
    Statement,
    Table,
)
from db.models.statements import derive
from db.models.table import table_of
from db.models.terms import SearchKind
from db.row_names import found_by_names_of
from db.search_entries import write_entries

SEARCHED = {
    Actor: SearchKind.ACTOR,
    Location: SearchKind.LOCATION,
    Statement: SearchKind.STATEMENT,
    Event: SearchKind.EVENT,
    Document: SearchKind.DOCUMENT,
}
PARTS = {"statement_id": SearchKind.STATEMENT, "event_id": SearchKind.EVENT}
MENTIONS = {**PARTS, "document_id": SearchKind.DOCUMENT}
"""The columns by which any row belongs to what is searched."""

NAMES = {"actor_id": SearchKind.ACTOR, "location_id": SearchKind.LOCATION}
"""The columns by which names and posts do."""

BELONGING = {Name: NAMES, Affiliation: NAMES, Mention: MENTIONS}

KNOWLEDGE, RENAMED, REVIEWED, RETEXTED = "knowledge", "names", "reviewed", "retexted"
STATE = "state"

WRITERS = 7163215
"""The number of the lock that writers share on PostgreSQL; any number of our own."""

Noted = defaultdict[str, set[Any]]
"""Keys by kind; the kinds and keys of what has other names; whether anything changed."""


def note(session: Session, row: Any, *, whole: bool = True) -> None:
    """Notes that a row was written or removed; unless `whole`, only some of its columns were."""
    if not isinstance(row, Table):
        return
    noted = noted_in(session)
    noted[KNOWLEDGE].add(type(row).__name__)
    kind = SEARCHED.get(type(row))
    if kind is not None:
        noted[kind].add(row.id)
    for column, owner in BELONGING.get(type(row), PARTS).items():
        noted[owner] |= values_of(row, column)
    if isinstance(row, (Actor, Location)) and (whole or differs(row, "name", "kind")):
        noted[RENAMED].add((kind, row.id))
    if isinstance(row, Name):
        for column, owner in NAMES.items():
            noted[RENAMED] |= {(owner, key) for key in values_of(row, column)}
    if isinstance(row, Containment):
        # The matcher knows in what places lie; no entry tells it.
        noted[RENAMED].add(("CONTAINMENT", row.id))
    if isinstance(row, (Statement, Event)) and differs(row, "review"):
        noted[REVIEWED].add((kind, row.id))
    if isinstance(row, Document) and not whole and differs(row, "text"):
        noted[RETEXTED].add(row.id)


def differs(row: Table, *columns: str) -> bool:
    """Whether one of the columns has another value than it had."""
    changes = sa.inspect(row).attrs
    return any(changes[column].history.has_changes() for column in columns)


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
        renamed = [key for of, key in noted[RENAMED] if of == kind]
        for each, keys in found_by_names_of(session, kind.value.lower(), renamed).items():
            found[each] |= keys
    documents = sa.select(table_of(Statement).c.document_id)
    reviewed = [key for of, key in noted[REVIEWED] if of == SearchKind.STATEMENT]
    if reviewed:
        # What a statement names is told by its document while it is public.
        among = table_of(Statement).c.id.in_(reviewed)
        found[SearchKind.DOCUMENT] |= set(session.execute(documents.where(among)).scalars())
    # What a claim says is told by its statement and its event while both are public.
    claim = table_of(Claim)
    ends = {SearchKind.STATEMENT: claim.c.statement_id, SearchKind.EVENT: claim.c.event_id}
    for (one, near), (other, far) in permutations(ends.items()):
        reviewed = [key for of, key in noted[REVIEWED] if of == one]
        if reviewed:
            beyond = sa.select(far).where(near.in_(reviewed), far.is_not(None))
            found[other] |= set(session.execute(beyond).scalars())
    return found


def after_flush(session: Session, _context: Any) -> None:
    for row in (*session.new, *session.deleted):
        note(session, row)
    for row in session.dirty:
        if session.is_modified(row, include_collections=False):
            note(session, row, whole=False)


def before_commit(session: Session) -> None:
    session.flush()
    if "noted" not in session.info:
        return
    # Two writers would each leave out what the other one writes.
    lock_out_writers(session)
    anchor_anew(session)
    noted: Noted = session.info.pop("noted")
    write_entries(session, concerned(session, noted))
    revision = table_of(Revision)
    counted = [name for name in (KNOWLEDGE, RENAMED) if noted[name]]
    session.execute(
        sa.update(revision).where(revision.c.name.in_(counted)).values(number=revision.c.number + 1)
    )
    if noted[KNOWLEDGE]:
        renew_state(session.connection())


def renew_state(connection: sa.Connection) -> None:
    """Lets caches know that what they have may not be so any more.

    By chance, since a database that was restored may come to the same revision another way.
    """
    revision = table_of(Revision)
    connection.execute(
        sa.update(revision).where(revision.c.name == STATE).values(number=randbits(31))
    )


def anchor_anew(session: Session) -> None:
    """Where statements stand in documents whose text is another one now."""
    for document in noted_in(session)[RETEXTED]:
        models: tuple[Any, ...] = (Statement, Appearance)
        for model in models:
            wanted = sa.select(model).where(model.document_id == document)
            for row in session.execute(wanted).scalars():
                derive(session.connection(), row)
    session.flush()


def lock_out_writers(session: Session) -> None:
    """Lets one writer in at a time until the transaction ends; SQLite does so by itself."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITERS)))


def after_soft_rollback(session: Session, undone: SessionTransaction) -> None:
    # What is noted too much, when a savepoint alone is undone, does no harm.
    if not undone.nested:
        session.info.pop("noted", None)


def complete(connection: sa.Connection) -> None:
    """Writes all copies and entries anew: after tables were changed, or filled by other means."""
    copy_all(connection)
    with Session(connection) as session:
        write_entries(session, None)
    renew_state(connection)
    gather_statistics(connection)


def gather_statistics(connection: sa.Connection) -> None:
    """Lets the database look at how its tables are filled; without that it plans by guesses.

    Not where there is nothing yet: PostgreSQL would plan for empty tables as long as a connection
    lasts, even if that fills them.
    """
    if not any(_has_rows(connection, model) for model in SEARCHED):
        return
    connection.exec_driver_sql("ANALYZE")
    if connection.dialect.name == "sqlite":
        # It takes looking an order up for each word of a vocabulary for cheap, and sorts it all.
        connection.exec_driver_sql(
            "UPDATE sqlite_stat1 SET stat = stat || ' noskipscan' WHERE idx IS NOT NULL"
        )
        connection.exec_driver_sql("ANALYZE sqlite_schema")


def _has_rows(connection: sa.Connection, model: type[Table]) -> bool:
    found = connection.execute(sa.select(table_of(model).c.id).limit(1))
    return found.first() is not None


sa.event.listen(Session, "after_flush", after_flush)
sa.event.listen(Session, "before_commit", before_commit)
sa.event.listen(Session, "after_soft_rollback", after_soft_rollback)
