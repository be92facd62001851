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

    def rows(self, ask: Ask, at_once: int = AT_ONCE) -> Iterator[Rows]:
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


def state(snapshot: Snapshot) -> str:
    """A text that no other state of the knowledge has; as db/about.py tells it."""
    asking = Ask(
        "SELECT CAST(number AS VARCHAR) FROM revision"
        " WHERE name IN ('knowledge', 'state') ORDER BY name",
        (),
    )
    [rows] = snapshot.rows(asking)
    return "-".join(number for (number,) in rows)


async def read(
    opening: AbstractContextManager[Snapshot], make: Callable[[Snapshot], Iterator[T]]
) -> AsyncGenerator[T, None]:
    """What is made of a snapshot, piece by piece.

    To be closed (`contextlib.aclosing`): only then is the snapshot let go.
    """
    loop = asyncio.get_running_loop()
    thread = ThreadPoolExecutor(1, thread_name_prefix="stream")
    opened: list[Snapshot] = []
    is_reading = is_given_up = False

    def pieces() -> Iterator[T]:
        with opening as found:
            opened.append(found)
            if not is_given_up:  # While the database was being reached.
                yield from make(found)

    made = pieces()
    try:
        while True:
            is_reading = True
            piece = await loop.run_in_executor(thread, next, made, None)
            is_reading = False
            if piece is None:
                break
            yield piece
    finally:
        is_given_up = True
        stopped = opened if is_reading else []
        # The end's turn comes after what the thread is doing, which is given up.
        ending = asyncio.gather(
            *(loop.run_in_executor(None, each.stop) for each in stopped),
            loop.run_in_executor(thread, made.close),  # type: ignore[attr-defined]  # a generator
            return_exceptions=True,
        )
        thread.shutdown(wait=False)
        for error in await asyncio.shield(ending):
            if error is not None:
                # What was given up fails as it may: nobody waits for it.
                logger.debug("given_up", exc_info=error)


# ── SQLite ───────────────────────────────────────────────────────────────────────────────────────


class SqliteSnapshot:
    """A transaction of SQLite's that only reads."""

    dialect = "sqlite"

    def __init__(self, connection: Any, timeout: float) -> None:
        self._connection = connection
        self._running = Running(timeout)
        connection.set_progress_handler(self._running.is_over, STRIDE)

    def rows(self, ask: Ask, at_once: int = AT_ONCE) -> Iterator[Rows]:
        logger.debug("statement", extra={"sql": ask.sql})
        self._running.begin()
        cursor = self._connection.execute(ask.sql, ask.binds)
        while rows := cursor.fetchmany(at_once):
            yield rows
            self._running.begin()

    def stop(self) -> None:
        self._running.stop()


@contextmanager
def _of_sqlite(url: sa.URL, timeout: float, module: Any) -> Iterator[SqliteSnapshot]:
    try:
        connection = sqlite_connection(url, module)
        try:
            # Of a file that is read through, what is mapped would only count as memory.
            connection.execute("PRAGMA mmap_size = 0")
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

    def rows(self, ask: Ask, at_once: int = AT_ONCE) -> Iterator[Rows]:
        logger.debug("statement", extra={"sql": ask.sql})
        with psycopg.RawServerCursor(self._connection, "rows") as cursor:
            cursor.execute(ask.sql, ask.binds)
            while rows := cursor.fetchmany(at_once):
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
