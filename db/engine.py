"""Opens an engine for a URL, and sets what SQLite and PostgreSQL need set."""

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

import db.upkeep  # noqa: F401  # every session keeps what follows from the tables up to date
from db.errors import DatabaseUnavailable

newest_sqlite: Any = sqlite3
"""The DB-API module with the newest SQLite here: it reads deeper queries in one statement."""

with suppress(ImportError):
    from pysqlite3 import dbapi2

    newest_sqlite = dbapi2

PREPARED_STATEMENTS = 2000
"""How many prepared statements a PostgreSQL connection keeps: more than there are plans."""


def open_engine(url: str, *, read_only: bool = False, sqlite: Any = newest_sqlite) -> sa.Engine:
    """An engine for the URL. Connects with the first use, not before.

    `sqlite`: the DB-API module for SQLite. Raises DatabaseUnavailable for a URL that is none or
    names a database of another kind.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed, read_only, sqlite)
    return _open_postgresql(parsed, read_only)


def parse_url(url: str) -> URL:
    try:
        parsed = make_url(url)
    except sa.exc.ArgumentError as error:
        # The URL itself may hold a password: it is not repeated.
        raise DatabaseUnavailable(
            "DATABASE_URL is not a database URL; write sqlite:///FILE or "
            "postgresql://USER:PASSWORD@HOST/DATABASE."
        ) from error
    kind = parsed.drivername.partition("+")[0]
    if kind == "sqlite":
        return parsed.set(drivername="sqlite")
    if kind in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    raise DatabaseUnavailable(
        f"DATABASE_URL names a database of kind {kind!r}; there are sqlite and postgresql."
    )


def make_room(url: str) -> None:
    """Makes the folder of a SQLite file where it is missing."""
    parsed = parse_url(url)
    is_path = parsed.database and not parsed.query.get("uri")
    if parsed.get_backend_name() == "sqlite" and is_path:
        try:
            Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseUnavailable(
                f"The folder of the database cannot be made: {error.strerror}."
            ) from error


OLDEST_SQLITE = (3, 38, 0)
"""The first that has all that our statements use."""


def _open_sqlite(url: URL, read_only: bool, module: Any) -> sa.Engine:
    if module.sqlite_version_info < OLDEST_SQLITE:
        raise DatabaseUnavailable(
            f"This Python's SQLite is {module.sqlite_version}; 3.38 or newer is needed. "
            "Use a newer Python, or PostgreSQL by DATABASE_URL."
        )
    engine = sa.create_engine(url, module=module)

    @sa.event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        # The driver's own way of beginning transactions gives reads no snapshot.
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout = 10000")
        connection.execute("PRAGMA foreign_keys = ON")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA journal_mode = WAL")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # A writer takes its place at once: two that began as readers could not both go on.
        driver: Any = connection.connection.driver_connection
        driver.execute("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def _open_postgresql(url: URL, read_only: bool) -> sa.Engine:
    settings = {"timezone": "UTC", "datestyle": "ISO"}
    if read_only:
        # A generic plan is made once; the wide statements of the reader cost more to plan
        # than to run.
        settings |= {
            "plan_cache_mode": "force_generic_plan",
            "default_transaction_read_only": "on",
            "default_transaction_isolation": r"repeatable\ read",
        }
    engine = sa.create_engine(
        url,
        connect_args={
            "prepare_threshold": 0 if read_only else 5,
            "connect_timeout": 10,
            "options": " ".join(f"-c {name}={value}" for name, value in settings.items()),
        },
        pool_pre_ping=True,
    )

    @sa.event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        connection.prepared_max = PREPARED_STATEMENTS

    return engine
