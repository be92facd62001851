"""Asks PostgreSQL: on the event loop, over a pool of connections that keep prepared statements."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import psycopg
import sqlalchemy as sa
from psycopg.errors import QueryCanceled, StatementTooComplex
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from db.engine import postgresql_arguments
from db.errors import DatabaseUnavailable, TooComplex, TooSlow
from db.plan import TOO_DEEP, Target
from db.steps import Ask, Done, Rows, Steps, advance

T = TypeVar("T")

Connection = psycopg.AsyncConnection[tuple[Any, ...]]

logger = logging.getLogger(__name__)

CONNECTIONS = 8
"""Statements that run at once, for each process."""

PATIENCE = 5.0
"""Seconds that an operation waits for a connection."""

PREPARED_STATEMENTS = 2000
"""How many prepared statements a connection keeps: more than there are plans."""

ROOM = 50
"""The room for one statement, in the units of db/split.py."""

SETTINGS = {
    # A generic plan is made once; the wide statements here cost more to plan than to run.
    "plan_cache_mode": "force_generic_plan",
    # For answers of some milliseconds, compiling a statement takes longer than it saves.
    "jit": "off",
    "default_transaction_read_only": "on",
    "default_transaction_isolation": r"repeatable\ read",
}


class Postgresql:
    """One PostgreSQL database, which is only read.

    Each statement is a transaction of its own, in one round trip, unless several belong together.
    """

    at_once = CONNECTIONS

    def __init__(self, url: sa.URL, timeout: float) -> None:
        self._timeout = timeout
        settings = SETTINGS | {"statement_timeout": str(int(timeout * 1000))}
        self._pool: AsyncConnectionPool[Connection] = AsyncConnectionPool(
            kwargs=postgresql_arguments(url, settings)
            | {
                "autocommit": True,
                "prepare_threshold": 0,
                # Takes statements as they are: the usual one would read each of them anew.
                "cursor_factory": psycopg.AsyncRawCursor,
            },
            configure=_keep_prepared,
            min_size=1,
            max_size=CONNECTIONS,
            timeout=PATIENCE,
            open=False,
        )
        self.target = Target("postgresql", ROOM)

    async def open(self) -> None:
        """Begins to connect; it is not waited for."""
        await self._pool.open()

    async def close(self) -> None:
        await self._pool.close()

    async def run(self, steps: Callable[[], Steps[T]], *, together: bool) -> T:
        """Carries the steps out; those that belong `together` in one snapshot.

        Raises TooComplex for what is too deep for PostgreSQL, TooSlow for what takes too long,
        DatabaseUnavailable where the server does not answer.
        """
        try:
            if not together:
                return await self._connected(lambda each: _one_by_one(steps(), each))
            # The database stops a statement; of several, each might take that long.
            async with asyncio.timeout(PATIENCE + self._timeout):
                return await self._connected(lambda each: _together(steps(), each))
        except (QueryCanceled, TimeoutError) as error:
            raise TooSlow(self._timeout) from error
        except StatementTooComplex as error:
            raise TooComplex(TOO_DEEP) from error
        except (psycopg.OperationalError, PoolTimeout) as error:
            # The driver's own words tell of hosts and SQL: they are for the log alone.
            logger.error("database_unavailable", exc_info=True)
            raise DatabaseUnavailable() from error

    async def _connected(self, work: Callable[[Connection], Awaitable[T]]) -> T:
        """Does the work on a connection; where that turns out to be lost, once more on another."""
        try:
            return await self._on_one(work)
        except Lost:
            # A server that was started anew has lost them all.
            await self._pool.check()
            return await self._on_one(work)

    async def _on_one(self, work: Callable[[Connection], Awaitable[T]]) -> T:
        connection = await self._pool.getconn()
        try:
            return await work(connection)
        except psycopg.OperationalError as error:
            if connection.broken:
                raise Lost(*error.args) from error
            raise
        finally:
            # Whoever waited may have left: the connection goes back all the same.
            await asyncio.shield(self._pool.putconn(connection))


class Lost(psycopg.OperationalError):
    """The connection broke before an answer came."""


async def _keep_prepared(connection: Connection) -> None:
    connection.prepared_max = PREPARED_STATEMENTS


async def _one_by_one(steps: Steps[T], connection: Connection) -> T:
    rows: Rows | None = None
    while not isinstance(wanted := advance(steps, rows), Done):
        rows = await _rows(connection, wanted)
    return wanted.result


async def _together(steps: Steps[T], connection: Connection) -> T:
    """In one snapshot, and what Python has to do in a thread: it may be a long text's matching."""
    rows: Rows | None = None
    async with connection.transaction():
        while not isinstance(wanted := await asyncio.to_thread(advance, steps, rows), Done):
            rows = await _rows(connection, wanted)
    return wanted.result


async def _rows(connection: Connection, wanted: Ask) -> Rows:
    logger.debug("statement", extra={"sql": wanted.sql})
    cursor = connection.cursor()
    await cursor.execute(wanted.sql, wanted.binds)
    return await cursor.fetchall()
