"""Takes an export back into an empty database, whole or not at all."""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.attestation import derive_attestations
from db.engine import open_engine
from db.errors import BadInput
from db.export import exported, table_name
from db.migrate import migrate, shown_url
from db.models import Revision
from db.models.table import table_of
from db.upkeep import KNOWLEDGE, RENAMED, complete, gather_statistics
from db.write import Changes
from seeds.exports.filling import Filling
from seeds.exports.form import Advance, unseen
from seeds.exports.from_ndjson import NdjsonExport
from seeds.exports.from_zip import ZipExport
from seeds.exports.opening import Export, refuse
from seeds.load import writing
from seeds.report import FileReport

ROOM_FOR_PAGES = 128 * 2**20
"""Bytes of a SQLite file that are kept in memory while it is filled."""


def open_export(path: Path) -> Export:
    """Opens an export. Raises RefusedReading unless it is whole and of this version's tables."""
    if path.name.lower().endswith(".zip"):
        return ZipExport(path)
    return NdjsonExport(path)


def load_export(
    engine: sa.Engine, path: Path, export: Export, advance: Advance = unseen
) -> FileReport:
    """Fills an empty database with an export, in one transaction.

    Raises BadInput where the database is not empty, RefusedReading for the first thing that is
    wrong in the file, DatabaseUnavailable where the database cannot be written.
    """
    with writing(engine, path) as session:
        require_empty(session)
        give_room(session.connection())
        filling = Filling(session.connection())
        filling.fill(export, advance)
        require_counts(path, export, filling)
        give_no_key_again(session.connection(), export, filling)
        derive(session, export)
    changes = Changes()
    for model, number in filling.counts.items():
        changes.count(model, "added", number)
    return FileReport(path, changes)


def check_export(path: Path, export: Export, folder: Path, advance: Advance = unseen) -> None:
    """Loads an export into a database of its own, in a folder that is removed afterwards.

    Raises as `load_export` does.
    """
    engine = open_engine(f"sqlite:///{folder / 'check.db'}")
    try:
        migrate(engine)
        load_export(engine, path, export, advance)
    finally:
        engine.dispose()


def require_empty(session: Session) -> None:
    for model in exported():
        table = table_of(model)
        if session.execute(sa.select(table.c.id).limit(1)).first() is not None:
            url = shown_url(session.connection().engine.url)
            raise BadInput(
                f"An export is loaded into an empty database, and the one at {url} has rows of "
                f"{table.name}. Name a new one by DATABASE_URL, and make its tables by "
                "`event-knowledge migrate`."
            )


def give_room(connection: sa.Connection) -> None:
    """Lets SQLite keep what it writes in memory, until the connection is closed.

    In the room that it has otherwise it writes each page of an index many times.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA cache_size = -{ROOM_FOR_PAGES // 1024}")


def require_counts(path: Path, export: Export, filling: Filling) -> None:
    for model in exported():
        table = table_name(model)
        told, found = export.counts[table], filling.counts[model]
        if told != found:
            refuse(path, f"It has {found} rows of {table}, and by its manifest {told}.")


def give_no_key_again(connection: sa.Connection, export: Export, filling: Filling) -> None:
    """Lets the database go on counting keys where the database of the export was."""
    for model in exported():
        table = table_name(model)
        last = max(export.header.last_ids[table], filling.last_id(model))
        if connection.dialect.name == "sqlite":
            _count_on_in_sqlite(connection, table, last)
        elif last:
            sequence = sa.func.pg_get_serial_sequence(table, "id")
            connection.execute(sa.select(sa.func.setval(sequence, last)))


def _count_on_in_sqlite(connection: sa.Connection, table: str, last: int) -> None:
    # SQLite's own table of counters has no key: what is there for the table is replaced.
    connection.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table})
    connection.execute(
        sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"),
        {"name": table, "last": last},
    )


def derive(session: Session, export: Export) -> None:
    """Derives what an export leaves out, and counts on where its knowledge was."""
    connection, revision = session.connection(), table_of(Revision)
    # PostgreSQL would choose hopeless plans for what follows.
    gather_statistics(connection)
    complete(connection)
    # In an export that nobody changed, events have the attestation that follows from their claims.
    derive_attestations(session)
    numbers = {KNOWLEDGE: export.header.revision, RENAMED: revision.c.number + 1}
    for name, number in numbers.items():
        named = sa.update(revision).where(revision.c.name == name)
        connection.execute(named.values(number=number))
