"""Who is served when there is more to do than can be done at once.

Large queries have a part of the database's connections, and wait for each other; so a small one
finds a connection however many large ones there are. Who would wait too long is told to come back.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.counts import CONNECTIONS, LARGE_QUERIES
from db.errors import DomainError

LARGE = 5000
"""Queries that may read more rows than this are large."""

RETRY_AFTER = 5
"""Seconds after which one who was sent away is to come back."""

MOST_UNSENT = 256 * 2**20
"""Bytes of answers that clients have not read yet, from which on no large query is begun."""


WAITING, RUNNING = map(LARGE_QUERIES.labels, ("waiting", "running"))


class Busy(DomainError):
    """More queries are waiting than will be served soon."""

    code = "UNAVAILABLE"

    def __init__(self) -> None:
        super().__init__(f"Too much is asked just now; ask again in {RETRY_AFTER} s.")


class Turns:
    """The turns of one process's queries."""

    def __init__(self, at_once: int, most: int, patience: float) -> None:
        """`at_once`: what the database does at once; `most`: queries that are let in at all."""
        CONNECTIONS.set(at_once)
        self._large = asyncio.Semaphore(max(1, at_once // 2))
        self._most = most
        self._patience = patience
        self.inside = 0
        """Queries that wait or are carried out."""

        self.unsent = 0
        """Bytes of answers that clients have not read yet."""

    @asynccontextmanager
    async def large(self) -> AsyncIterator[None]:
        """Raises Busy where the turn would not come soon."""
        if self.unsent > MOST_UNSENT:
            raise Busy
        try:
            with WAITING.track_inprogress():
                async with asyncio.timeout(self._patience):
                    await self._large.acquire()
        except TimeoutError as error:
            raise Busy from error
        try:
            with RUNNING.track_inprogress():
                yield
        finally:
            self._large.release()

    def enter(self) -> None:
        """For each query; to be followed by `leave`. Raises Busy."""
        if self.inside >= self._most:
            raise Busy
        self.inside += 1

    def leave(self) -> None:
        self.inside -= 1
