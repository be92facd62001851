"""Reads lists of any length, each from one snapshot, in pieces: memory stays flat.

Each has a thread and a connection of its own, so that a client that reads slowly takes neither from
others. How many there are at once is for the caller to limit.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol, TypeVar

import psycopg
import sqlalchemy as sa
from psycopg.errors import QueryCanceled, StatementTooComplex

from db.engine import newest_sqlite, parse_url, postgresql_arguments, sqlite_connection
from db.errors import DatabaseUnavailable, TooComplex, TooSlow
from db.plan import TOO_DEEP
from db.postgresql import SETTINGS
from db.sqlite import STRIDE, Running, failure_of
from db.steps import Ask

T = TypeVar("T")

Rows = Sequence[Sequence[Any]]

AT_ONCE = 1000
"""Rows of one piece."""

logger = logging.getLogger(__name__)


class Snapshot(Protocol):
    """One state of a database, which does not change while it is read."""

    dialect: str

    def rows(self, ask: Ask) -> Iterator[Rows]:
        """The rows of a statement, so many at a time; one statement is read after the other."""

    def stop(self) -> None:
        """Gives up what is being read; any thread may call it."""


def snapshot(
    url: str, timeout: float, sqlite: Any = newest_sqlite
) -> AbstractContextManager[Snapshot]:
    """The state of the database at a URL.

    `timeout`: seconds that the next rows may take. Reading raises TooSlow, TooComplex,
    DatabaseUnavailable.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _of_sqlite(parsed, timeout, sqlite)
    return _of_postgresql(parsed, timeout)


def revision(snapshot: Snapshot) -> int:
    """The revision of the knowledge in a snapshot."""
    asking = Ask("SELECT number FROM revision WHERE name = 'knowledge'", ())
    return int(next(snapshot.rows(asking))[0][0])


async def read(
    opening: AbstractContextManager[Snapshot], make: Callable[[Snapshot], Iterator[T]]
) -> AsyncGenerator[T, None]:
    """What is made of a snapshot, piece by piece.

    To be closed (`contextlib.aclosing`): only then is the snapshot let go.
    """
    loop = asyncio.get_running_loop()
    thread = ThreadPoolExecutor(1, thread_name_prefix="stream")
    opened: list[Snapshot] = []

    def pieces() -> Iterator[T]:
        with opening as found:
            opened.append(found)
            yield from make(found)

    made, is_done = pieces(), False
    try:
        while (piece := await loop.run_in_executor(thread, next, made, None)) is not None:
            yield piece
        is_done = True
    finally:
        if not is_done:
            for each in opened:
                loop.run_in_executor(None, each.stop)
        # Its turn comes after what the thread is doing, which was just given up.
        ending = loop.run_in_executor(thread, made.close)  # type: ignore[attr-defined]  # a generator
        thread.shutdown(wait=False)
        await asyncio.shield(ending)


# ── SQLite ───────────────────────────────────────────────────────────────────────────────────────


class SqliteSnapshot:
    """A transaction of SQLite's that only reads."""

    dialect = "sqlite"

    def __init__(self, connection: Any, timeout: float) -> None:
        self._connection = connection
        self._running = Running(timeout)
        connection.set_progress_handler(self._running.is_over, STRIDE)

    def rows(self, ask: Ask) -> Iterator[Rows]:
        logger.debug("statement", extra={"sql": ask.sql})
        self._running.begin()
        cursor = self._connection.execute(ask.sql, ask.binds)
        while rows := cursor.fetchmany(AT_ONCE):
            yield rows
            self._running.begin()

    def stop(self) -> None:
        self._running.stop()


@contextmanager
def _of_sqlite(url: sa.URL, timeout: float, module: Any) -> Iterator[SqliteSnapshot]:
    try:
        connection = sqlite_connection(url, module)
        try:
            connection.execute("BEGIN")
            yield SqliteSnapshot(connection, timeout)
        finally:
            connection.close()
    except module.DatabaseError as error:
        failure = failure_of(error, timeout)
        if failure is None:
            raise
        if isinstance(failure, DatabaseUnavailable):
            logger.error("database_unavailable", exc_info=True)
        raise failure from error


# ── PostgreSQL ───────────────────────────────────────────────────────────────────────────────────


class PostgresqlSnapshot:
    """A transaction of PostgreSQL's that only reads."""

    dialect = "postgresql"

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def rows(self, ask: Ask) -> Iterator[Rows]:
        logger.debug("statement", extra={"sql": ask.sql})
        with psycopg.RawServerCursor(self._connection, "rows") as cursor:
            cursor.execute(ask.sql, ask.binds)
            while rows := cursor.fetchmany(AT_ONCE):
                yield rows

    def stop(self) -> None:
        if not self._connection.closed:
            self._connection.cancel_safe(timeout=1)


@contextmanager
def _of_postgresql(url: sa.URL, timeout: float) -> Iterator[PostgresqlSnapshot]:
    settings = SETTINGS | {"statement_timeout": str(int(timeout * 1000))}
    try:
        with psycopg.connect(**postgresql_arguments(url, settings)) as connection:
            yield PostgresqlSnapshot(connection)
            connection.rollback()
    except QueryCanceled as error:
        raise TooSlow(timeout) from error
    except StatementTooComplex as error:
        raise TooComplex(TOO_DEEP) from error
    except psycopg.OperationalError as error:
        logger.error("database_unavailable", exc_info=True)
        raise DatabaseUnavailable() from error
