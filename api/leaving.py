"""Gives work up: when its time is over, or when the client that asked for it has gone away.

asyncio.timeout, and a timer of the event loop, would take a tenth of a small query's time each.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from starlette.requests import ClientDisconnect
from starlette.types import Receive

T = TypeVar("T")

BRIEF = 0.05
"""Seconds of work after which it is worth a look whether the client is still there."""

STEP = 0.05
"""Seconds between looks at what is due."""


class Clock:
    """Calls what is due, some time after it is. Of one event loop."""

    def __init__(self) -> None:
        self._due: dict[Callable[[], None], float] = {}
        self._is_going = False

    def after(self, seconds: float, call: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()
        self._due[call] = loop.time() + seconds
        if not self._is_going:
            self._is_going = True
            loop.call_later(STEP, self._look, loop)

    def forget(self, call: Callable[[], None]) -> None:
        self._due.pop(call, None)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        now = loop.time()
        for call in [each for each, when in self._due.items() if when <= now]:
            del self._due[call]
            call()
        self._is_going = bool(self._due)
        if self._is_going:
            loop.call_later(STEP, self._look, loop)


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
        """Whether it was this alone that cancelled the task, which then goes on."""
        return self._called and self._task.uncancel() == 0


async def in_time(clock: Clock, seconds: float, work: Awaitable[T]) -> T:
    """What the work gives. Raises TimeoutError where it takes too long."""
    late = GivenUp()
    clock.after(seconds, late)
    try:
        return await work
    except asyncio.CancelledError:
        if late.undo():
            raise TimeoutError from None
        raise
    finally:
        clock.forget(late)


async def unless_left(clock: Clock, receive: Receive, work: Awaitable[T]) -> T:
    """What the work gives. Raises ClientDisconnect where the client went away before.

    `receive`: that of a request whose body was read, so that only its end is still to come.
    """
    watching = Watching(receive)
    clock.after(BRIEF, watching)
    try:
        return await work
    except asyncio.CancelledError:
        if watching.left.undo():
            raise ClientDisconnect from None
        raise
    finally:
        clock.forget(watching)
        watching.end()


class Watching:
    """Watches whether a client leaves, once it is called."""

    def __init__(self, receive: Receive) -> None:
        self.left = GivenUp()
        self._receive = receive
        self._task: asyncio.Task[None] | None = None

    def __call__(self) -> None:
        self._task = asyncio.ensure_future(self._watch())

    async def _watch(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.left()

    def end(self) -> None:
        if self._task is not None:
            self._task.cancel()
