"""How plain GET sends what it answers: whole, or in pieces as they are made."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Iterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from api.answers import PIECE, STALLED, Answer, ClientStalled
from api.graphql import UNPARSED
from api.leaving import unless_left
from api.note import note_of
from api.rest.asking import Asking
from api.rest.caching import cache_headers, etag_of, has_any, known
from api.rest.formats import Format
from db.errors import TooComplex, TooSlow
from db.query import Roots
from db.streams import Snapshot, state
from schema.plain import ABOUT, state_told


@dataclass(frozen=True)
class Made:
    """An answer, the state of the knowledge that it is of, and headers of its own."""

    state: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


NOTHING: Mapping[str, Any] = MappingProxyType({})


async def ask(
    asking: Asking,
    key: Hashable,
    make: Callable[[], Roots],
    variables: Mapping[str, Any] = NOTHING,
    cost: int = 1,
) -> bytes:
    """The database's answer as JSON. `cost`: rows that may be read for it.

    Raises TooComplex, Busy, and what the Reader raises.
    """
    service, request = asking.service, asking.request
    check_cost(asking, cost)
    service.turns.enter()
    try:
        return await unless_left(
            service.clock, request.receive, _text(asking, key, make, variables, cost)
        )
    finally:
        service.turns.leave()


async def _text(
    asking: Asking,
    key: Hashable,
    make: Callable[[], Roots],
    variables: Mapping[str, Any],
    cost: int,
) -> bytes:
    service, query = asking.service, asking.request.scope["query_string"]

    async def text(is_large: bool) -> bytes:
        return await service.reader.text(("plain", key), make, variables, is_large=is_large)

    if len(query) <= UNPARSED:
        return await service.in_turn(cost, text)
    # A long address has a large filter, whose SQL takes long to write the first time.
    async with service.turns.reading.taken():
        return await service.in_turn(cost, text)


def check_cost(asking: Asking, cost: int) -> None:
    """Raises TooComplex where more is asked than may be at once."""
    most = asking.service.settings.max_cost
    note_of(asking.request.scope).cost = cost
    if cost > most:
        raise TooComplex(
            f"This may read {cost:,} rows; up to {most:,} may be read at once. Ask for a smaller "
            "page, include less, or filter by less."
        )


async def current_state(asking: Asking) -> str:
    return state_told(await ask(asking, "state", lambda: {"about": ABOUT}))


async def answered(
    asking: Asking, kind: Format, make: Callable[[], Awaitable[Made]], *, name: str
) -> Response:
    """An answer that is whole before it is sent; or that the client has it already.

    `name`: of the file, where it is saved as one.
    """
    if found := await not_modified(asking, kind):
        return found
    made = await make()
    headers = _headers(asking, kind, made.state, name)
    if tag := known(asking.request, headers["ETag"]):
        return _unchanged(asking, tag)
    return Answer(made.body, headers={**made.headers, **headers})


async def not_modified(asking: Asking, kind: Format, *, is_there: bool = False) -> Response | None:
    """That the client has the answer already, if it has.

    One that has any answer, `*`, has it only where there is an answer. `is_there`: there is.
    """
    if "if-none-match" not in asking.request.headers:
        return None
    if has_any(asking.request) and not is_there:
        return None
    current = await current_state(asking)
    tag = known(asking.request, etag_of(asking.request, asking.base, current, kind.media_type))
    return None if tag is None else _unchanged(asking, tag)


def _unchanged(asking: Asking, tag: str) -> Response:
    headers = cache_headers(asking.service.settings, tag, varies=asking.varies)
    # What compresses tells of the encoding in answers that it looks at, of which this is none.
    headers["Vary"] = "Accept, Accept-Encoding" if asking.varies else "Accept-Encoding"
    return Response(status_code=304, headers=headers)


def _headers(asking: Asking, kind: Format, current: str, name: str) -> dict[str, str]:
    tag = etag_of(asking.request, asking.base, current, kind.media_type)
    shown = "attachment" if kind.is_file else "inline"
    return {
        **cache_headers(asking.service.settings, tag, varies=asking.varies),
        "Content-Type": kind.content_type,
        "Content-Disposition": f'{shown}; filename="{name}.{kind.extension}"',
    }


class Streamed(Response):
    """An answer of any length, which is made while it is sent, of one snapshot.

    `make` gives the pieces. What goes wrong before the first is answered as an error.
    """

    def __init__(
        self, asking: Asking, kind: Format, make: Callable[[Snapshot], Iterator[bytes]], name: str
    ) -> None:
        self._asking = asking
        self._kind = kind
        self._make = make
        self._name = name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raises Busy, TooSlow, ClientStalled, ClientDisconnect."""
        # A server takes what is sent to one who left, and says nothing.
        work = self._in_turn(send, is_head=scope["method"] == "HEAD")
        await unless_left(self._asking.service.clock, receive, work)

    async def _in_turn(self, send: Send, *, is_head: bool) -> None:
        service, seconds = self._asking.service, self._asking.service.settings.stream_timeout
        async with service.turns.streams.taken():
            try:
                async with asyncio.timeout(seconds):
                    await self._sent(send, is_head=is_head)
            except TimeoutError as error:
                raise TooSlow(seconds) from error

    async def _sent(self, send: Send, *, is_head: bool) -> None:
        def pieces(snapshot: Snapshot) -> Iterator[str | bytes]:
            yield state(snapshot)
            yield from self._make(snapshot)

        async with aclosing(self._asking.service.reader.pieces(pieces)) as made:
            current, first = str(await anext(made)), await anext(made, b"")
            await send(self._start(current))
            await _in_time(send, first)
            if not is_head:
                async for piece in made:
                    await _in_time(send, piece)
        await send({"type": "http.response.body", "body": b""})

    def _start(self, current: str) -> Message:
        headers = _headers(self._asking, self._kind, current, self._name)
        told = [(name.lower().encode(), text.encode()) for name, text in headers.items()]
        return {"type": "http.response.start", "status": 200, "headers": told}


async def _in_time(send: Send, made: str | bytes) -> None:
    """Sends what was made, and lets others have their turn between its pieces."""
    for start in range(0, len(made), PIECE):
        piece = made[start : start + PIECE]
        try:
            async with asyncio.timeout(STALLED):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
                await asyncio.sleep(0)
        except TimeoutError as error:
            raise ClientStalled from error
