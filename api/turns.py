"""Who is served when there is more to do than can be done at once.

Large queries have a part of the database's connections, and wait for each other; so a small one
finds a connection however many large ones there are. So do long queries that are read for the
first time, which keeps a processor busy. Who would wait too long is told to come back.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.counts import CONNECTIONS, WAITING
from db.errors import DomainError

LARGE = 2000
"""Queries that may read more rows than this are large."""

READ_AT_ONCE = 2
"""Long queries that are read for the first time."""

MOST_WAITING = 64
"""Queries that wait for one kind of turn."""

RETRY_AFTER = 5
"""Seconds after which one who was sent away is to come back."""


class Busy(DomainError):
    """More queries are waiting than will be served soon."""

    code = "UNAVAILABLE"

    def __init__(self) -> None:
        super().__init__(f"Too much is asked just now; ask again in {RETRY_AFTER} s.")


class Turn:
    """What so many have at once; others wait, in the order in which they came."""

    def __init__(self, kind: str, at_once: int, patience: float) -> None:
        """`kind`: as metrics call it; `patience`: seconds that one waits."""
        self.patience = patience
        self._free = asyncio.Semaphore(at_once)
        self._waiting = 0
        self._gauge = WAITING.labels(kind)

    @property
    def is_taken(self) -> bool:
        return self._free.locked()

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Raises Busy where the turn would not come soon."""
        if self._waiting >= MOST_WAITING:
            raise Busy
        self._waiting += 1
        try:
            with self._gauge.track_inprogress():
                async with asyncio.timeout(self.patience):
                    await self._free.acquire()
        except TimeoutError as error:
            raise Busy from error
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._free.release()


class Turns:
    """The turns of one process's queries."""

    def __init__(self, at_once: int, most: int, streams: int, patience: float) -> None:
        """`at_once`: what the database does at once; `most`: queries that are let in at all.

        `streams`: lists of any length that are sent at once.
        """
        CONNECTIONS.set(at_once)
        self.large = Turn("large", max(1, at_once // 2), patience)
        self.streams = Turn("stream", streams, patience)
        self.reading = Turn("reading", READ_AT_ONCE, patience)
        self._most = most
        self.inside = 0
        """Queries that wait or are carried out."""

    def enter(self) -> None:
        """For each query; to be followed by `leave`. Raises Busy."""
        if self.inside >= self._most:
            raise Busy
        self.inside += 1

    def leave(self) -> None:
        self.inside -= 1
