"""Gives work up when the client that asked for it has gone away."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.requests import ClientDisconnect
from starlette.types import Receive

T = TypeVar("T")

BRIEF = 0.05
"""Seconds of work after which it is worth a look whether the client is still there."""


async def unless_left(receive: Receive, work: Awaitable[T]) -> T:
    """What the work gives. Raises ClientDisconnect where the client went away before.

    `receive`: that of a request whose body was read, so that only its end is still to come.
    """
    watching = Watching(receive)
    try:
        return await work
    except asyncio.CancelledError:
        if not watching.has_left:
            raise
        watching.working.uncancel()
        raise ClientDisconnect from None
    finally:
        watching.end()


class Watching:
    """Cancels the task that began it, once the client has left. For brief work it is a timer."""

    def __init__(self, receive: Receive) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.working = task
        self.has_left = False
        self._receive = receive
        self._task: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(BRIEF, self._begin)

    def _begin(self) -> None:
        self._task = asyncio.ensure_future(self._watch())

    async def _watch(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.has_left = True
        self.working.cancel()

    def end(self) -> None:
        self._timer.cancel()
        if self._task is not None:
            self._task.cancel()
