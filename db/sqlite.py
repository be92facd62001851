"""Asks SQLite: in threads, each with a connection of its own, so that nobody else waits."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import local
from time import monotonic
from typing import Any, TypeVar

import sqlalchemy as sa

from db.engine import newest_sqlite, sqlite_connection
from db.errors import BadInput, DatabaseUnavailable, TooSlow
from db.plan import TOO_DEEP, Target
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

TOO_MUCH = ("parser stack overflow", "Expression tree is too large", "string or blob too big")
"""How SQLite says that a statement is too deep or too wide for it, or its answer too long."""

WRONG_SQL = 1
"""SQLite's code where a statement is at fault, or the tables it asks: not the file."""

STRIDE = 20_000
"""After so many steps of SQLite's machine the time is looked at: some milliseconds."""


class Sqlite:
    """One SQLite file, which is only read."""

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

        Raises BadInput for what is too deep for SQLite, TooSlow for what takes too long,
        DatabaseUnavailable where the file cannot be read.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._run, steps(), together)

    def _run(self, steps: Steps[T], together: bool) -> T:
        try:
            return self._carried_out(steps, together)
        except self._module.DatabaseError as error:
            words = str(error)
            if words == "interrupted":
                raise TooSlow(self._timeout) from error
            if any(each in words for each in TOO_MUCH):
                raise BadInput(TOO_DEEP) from error
            self._forget()
            if getattr(error, "sqlite_errorcode", WRONG_SQL) & 0xFF == WRONG_SQL:
                raise
            # The driver's own words tell of files and SQL: they are for the log alone.
            logger.error("database_unavailable", exc_info=True)
            raise DatabaseUnavailable() from error

    def _carried_out(self, steps: Steps[T], together: bool) -> T:
        connection = self._connection()
        self._own.until = monotonic() + self._timeout
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
            connection.set_progress_handler(lambda: monotonic() > own.until, STRIDE)
        return own.connection

    def _forget(self) -> None:
        """Lets this thread open the file anew."""
        connection = getattr(self._own, "connection", None)
        if connection is not None:
            self._own.connection = None
            self._opened.remove(connection)
            connection.close()


def target_of(module: Any) -> Target:
    """What plans have to heed of a SQLite, by its version; no database is asked."""
    deep = module.sqlite_version_info >= DEEP_SQLITE
    return Target("sqlite", DEEP) if deep else Target("sqlite", SHALLOW, FIXED_STACK)
