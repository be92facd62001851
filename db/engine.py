"""Opens an engine for a URL, and sets what SQLite and PostgreSQL need set."""

import sqlite3
from collections.abc import Mapping
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

KEPT_STATEMENTS = 200
"""How many statements a SQLite connection keeps parsed."""

MAPPED = 16 * 2**20
"""Bytes of a SQLite file that are read as memory, without a copy, by each connection. Larger, it is
faster by a little, and counts for each connection as memory of the process."""

CONNECT_TIMEOUT = 10
"""Seconds that a PostgreSQL server has to take a connection."""


def _open_sqlite(url: URL, read_only: bool, module: Any) -> sa.Engine:
    _refuse_old(module)
    engine = sa.create_engine(url, module=module)

    @sa.event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        _set_up_sqlite(connection, read_only)

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # A writer takes its place at once: two that began as readers could not both go on.
        driver: Any = connection.connection.driver_connection
        driver.execute("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def sqlite_connection(url: URL, module: Any) -> Any:
    """A connection of the driver itself, which only reads, and may be used by any thread."""
    _refuse_old(module)
    arguments, options = url.get_dialect()().create_connect_args(url)
    kept = {"check_same_thread": False, "cached_statements": KEPT_STATEMENTS}
    if url.database and not options.get("uri"):
        # Where a file is gone, SQLite would begin a new one.
        arguments, kept["uri"] = [f"{Path(url.database).absolute().as_uri()}?mode=rw"], True
    connection = module.connect(*arguments, **{**options, **kept})
    _set_up_sqlite(connection, read_only=True)
    connection.execute(f"PRAGMA mmap_size = {MAPPED}")
    return connection


def _refuse_old(module: Any) -> None:
    if module.sqlite_version_info < OLDEST_SQLITE:
        raise DatabaseUnavailable(
            f"This Python's SQLite is {module.sqlite_version}; 3.38 or newer is needed. "
            "Use a newer Python, or PostgreSQL by DATABASE_URL."
        )


def _set_up_sqlite(connection: Any, read_only: bool) -> None:
    # The driver's own way of beginning transactions gives reads no snapshot.
    connection.isolation_level = None
    connection.execute("PRAGMA busy_timeout = 10000")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA query_only = ON" if read_only else "PRAGMA journal_mode = WAL")


def _open_postgresql(url: URL, read_only: bool) -> sa.Engine:
    settings = {"default_transaction_read_only": "on"} if read_only else {}
    arguments = {"options": _options(settings), "connect_timeout": CONNECT_TIMEOUT}
    return sa.create_engine(url, connect_args=arguments, pool_pre_ping=True)


def postgresql_arguments(url: URL, settings: Mapping[str, str]) -> dict[str, Any]:
    """What the driver itself is to be given for a connection with these settings."""
    _, arguments = url.get_dialect()().create_connect_args(url)
    return {
        "connect_timeout": CONNECT_TIMEOUT,
        **arguments,
        "options": f"{arguments.get('options', '')} {_options(settings)}".strip(),
    }


def _options(settings: Mapping[str, str]) -> str:
    given = {"timezone": "UTC", "datestyle": "ISO", **settings}
    return " ".join(f"-c {name}={value}" for name, value in given.items())
