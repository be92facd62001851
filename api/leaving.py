"""Gives work up: when its time is over, or when the client that asked for it has gone away.

asyncio.timeout does the former too, for a price that is a tenth of a small query.
"""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.requests import ClientDisconnect
from starlette.types import Receive

T = TypeVar("T")

BRIEF = 0.05
"""Seconds of work after which it is worth a look whether the client is still there."""


class GivenUp:
    """Called, it cancels the task that made it."""

    def __init__(self) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._task = task
        self._called = False

    def __call__(self) -> None:
        self._called = True
        self._task.cancel()

    def undo(self) -> bool:
        """Whether it was this that cancelled the task, which then goes on."""
        if self._called:
            self._task.uncancel()
        return self._called


async def in_time(seconds: float, work: Awaitable[T]) -> T:
    """What the work gives. Raises TimeoutError where it takes too long."""
    late = GivenUp()
    timer = asyncio.get_running_loop().call_later(seconds, late)
    try:
        return await work
    except asyncio.CancelledError:
        if late.undo():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()


async def unless_left(receive: Receive, work: Awaitable[T]) -> T:
    """What the work gives. Raises ClientDisconnect where the client went away before.

    `receive`: that of a request whose body was read, so that only its end is still to come.
    """
    watching = Watching(receive)
    try:
        return await work
    except asyncio.CancelledError:
        if watching.left.undo():
            raise ClientDisconnect from None
        raise
    finally:
        watching.end()


class Watching:
    """Watches whether a client leaves. For brief work it is a timer, no more."""

    def __init__(self, receive: Receive) -> None:
        self.left = GivenUp()
        self._receive = receive
        self._task: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(BRIEF, self._begin)

    def _begin(self) -> None:
        self._task = asyncio.ensure_future(self._watch())

    async def _watch(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.left()

    def end(self) -> None:
        self._timer.cancel()
        if self._task is not None:
            self._task.cancel()
