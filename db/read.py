"""Answers trees of db.query from one database, each operation in one snapshot."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Hashable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from db import answer, streams
from db.detect import Names
from db.engine import newest_sqlite, parse_url
from db.plan import Plan, Plans, fast_plan, plan
from db.postgresql import Postgresql
from db.query import Roots
from db.sqlite import Sqlite
from db.steps import Ask, Steps
from db.streams import Snapshot

T = TypeVar("T")

TIMEOUT: float = 10
"""Seconds after which the database gives up on a statement, if nothing else is set."""


class Reader:
    """Answers from the database at a URL. To be opened before it is asked, and closed."""

    def __init__(self, url: str, timeout: float = TIMEOUT, *, sqlite: Any = newest_sqlite) -> None:
        """`sqlite`: the DB-API module for SQLite."""
        self._url, self._timeout, self._sqlite = url, timeout, sqlite
        parsed = parse_url(url)
        self._database: Sqlite | Postgresql = (
            Sqlite(parsed, timeout, sqlite)
            if parsed.get_backend_name() == "sqlite"
            else Postgresql(parsed, timeout)
        )
        self._plans = Plans()
        self._names = Names()

    @property
    def at_once(self) -> int:
        """How many operations the database is asked at once."""
        return self._database.at_once

    async def open(self) -> None:
        await self._database.open()

    async def close(self) -> None:
        await self._database.close()

    async def text(
        self,
        key: Hashable,
        make: Callable[[], Roots],
        variables: Mapping[str, Any],
        *,
        is_large: bool = False,
    ) -> bytes:
        """The answer as JSON, to the tree that `make` gives, made only if `key` has no plan yet.

        `is_large`: it may be longer than LONGEST_ANSWER, which the database then is to see.
        Raises BadInput for a value that cannot be right, TooComplex, TooSlow, DatabaseUnavailable.
        """
        target = self._database.target
        found = await self._plan(
            (key, "text", is_large),
            lambda: fast_plan(make(), replace(target, is_large=is_large)),
        )
        return await self._database.run(
            lambda: answer.text(found, variables, target.dialect, self._names),
            together=not found.asks_once,
        )

    async def answer(
        self, key: Hashable, make: Callable[[], Roots], variables: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Likewise, as Python's objects: for an answer that is still to be completed."""
        target = self._database.target
        found = await self._plan((key, "whole"), lambda: plan(make(), target))
        whole: dict[str, Any] = await self._database.run(
            lambda: answer.whole(found, variables, target.dialect, self._names),
            together=not found.asks_once,
        )
        return whole

    def pieces(self, make: Callable[[Snapshot], Iterator[T]]) -> AsyncGenerator[T, None]:
        """What is made of one snapshot, piece by piece; to be closed, see db/streams.py."""
        return streams.read(streams.snapshot(self._url, self._timeout, self._sqlite), make)

    async def ping(self) -> None:
        """Raises DatabaseUnavailable unless the database answers."""

        def steps() -> Steps[None]:
            yield Ask("SELECT version_num FROM alembic_version", ())

        await self._database.run(steps, together=False)

    async def _plan(self, key: Hashable, make: Callable[[], Plan]) -> Plan:
        # A new plan takes some 20 milliseconds of computing: others are not to wait for it.
        known = self._plans.known(key)
        if known is not None:
            return known
        return await asyncio.to_thread(self._plans.find, key, make)
