"""Asks SQLite: in threads, each with a connection of its own, so that nobody else waits."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from math import inf
from threading import local
from time import monotonic
from typing import Any, TypeVar

import sqlalchemy as sa

from db.engine import newest_sqlite, sqlite_connection
from db.errors import DatabaseUnavailable, DomainError, TooComplex, TooSlow
from db.plan import TOO_DEEP, Target
from db.prepared import TOO_LONG
from db.steps import Done, Rows, Steps, advance

T = TypeVar("T")

logger = logging.getLogger(__name__)

THREADS = 4
"""Operations that run at once."""

SHALLOW, DEEP = 20, 50
"""The room for one statement, in the units of db/split.py."""

FIXED_STACK = 84
"""How deep a statement's text may be where the parser's stack has a fixed size."""

DEEP_SQLITE = (3, 46)
"""From this version on SQLite's parser grows its stack as it needs; before, the stack is fixed."""

TOO_MUCH = {
    "parser stack overflow": TOO_DEEP,
    "Expression tree is too large": TOO_DEEP,
    "string or blob too big": TOO_LONG,
}
"""How SQLite says that a statement is too deep or too wide for it, or its answer too long."""

WRONG_SQL = 1
"""SQLite's code where a statement is at fault, or the tables it asks: not the file."""

STRIDE = 20_000
"""After so many steps of SQLite's machine the time is looked at: some milliseconds."""


class Sqlite:
    """One SQLite file, which is only read."""

    at_once = THREADS

    def __init__(self, url: sa.URL, timeout: float, module: Any = newest_sqlite) -> None:
        self._url = url
        self._timeout = timeout
        self._module = module
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="reader")
        self._own = local()
        self._opened: list[Any] = []
        self.target = target_of(module)

    async def open(self) -> None:
        """A thread opens the file when it is first asked."""

    async def close(self) -> None:
        self._threads.shutdown()
        for connection in self._opened:
            connection.close()

    async def run(self, steps: Callable[[], Steps[T]], *, together: bool) -> T:
        """Carries the steps out; those that belong `together` in one snapshot.

        Raises TooComplex for what is too deep for SQLite, TooSlow for what takes too long,
        DatabaseUnavailable where the file cannot be read.
        """
        running = Running(self._timeout)
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._threads, self._run, steps(), together, running)
        except asyncio.CancelledError:
            running.stop()
            raise
        except DatabaseUnavailable:
            # The driver's own words tell of files and SQL: they are for the log alone.
            logger.error("database_unavailable", exc_info=True)
            raise

    def _run(self, steps: Steps[T], together: bool, running: "Running") -> T:
        try:
            return self._carried_out(steps, together, running)
        except self._module.DatabaseError as error:
            failure = failure_of(error, self._timeout)
            if failure is None or isinstance(failure, DatabaseUnavailable):
                self._forget()
            if failure is None:
                raise
            raise failure from error

    def _carried_out(self, steps: Steps[T], together: bool, running: "Running") -> T:
        connection = self._connection()
        self._own.running = running
        running.begin()
        if together:
            connection.execute("BEGIN")
        try:
            rows: Rows | None = None
            while not isinstance(wanted := advance(steps, rows), Done):
                logger.debug("statement", extra={"sql": wanted.sql})
                rows = connection.execute(wanted.sql, wanted.binds).fetchall()
            return wanted.result
        finally:
            # After some failures SQLite has rolled back by itself.
            if together and connection.in_transaction:
                connection.execute("ROLLBACK")

    def _connection(self) -> Any:
        """The thread's own."""
        own = self._own
        if getattr(own, "connection", None) is None:
            own.connection = connection = sqlite_connection(self._url, self._module)
            self._opened.append(connection)
            connection.set_progress_handler(lambda: own.running.is_over(), STRIDE)
        return own.connection

    def _forget(self) -> None:
        """Lets this thread open the file anew."""
        connection = getattr(self._own, "connection", None)
        if connection is not None:
            self._own.connection = None
            self._opened.remove(connection)
            connection.close()


def failure_of(error: Exception, timeout: float) -> DomainError | None:
    """What an error of the driver's means; None where it is a failure of our own."""
    words = str(error)
    if words == "interrupted":
        return TooSlow(timeout)
    for told, message in TOO_MUCH.items():
        if told in words:
            return TooComplex(message)
    if getattr(error, "sqlite_errorcode", WRONG_SQL) & 0xFF == WRONG_SQL:
        return None
    return DatabaseUnavailable()


class Running:
    """An operation that is carried out: until when, unless it is stopped before."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._until = inf
        self._stopped = False

    def begin(self) -> None:
        self._until = monotonic() + self._seconds

    def stop(self) -> None:
        """Nobody waits for it any more."""
        self._stopped = True

    def is_over(self) -> bool:
        return self._stopped or monotonic() > self._until


def target_of(module: Any) -> Target:
    """What plans have to heed of a SQLite, by its version; no database is asked."""
    deep = module.sqlite_version_info >= DEEP_SQLITE
    return Target("sqlite", DEEP) if deep else Target("sqlite", SHALLOW, FIXED_STACK)
