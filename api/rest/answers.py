"""How plain GET sends what it answers: whole, or in pieces as they are made."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Hashable, Iterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.answers import STALLED, Answer, ClientStalled
from api.leaving import unless_left
from api.note import note_of
from api.rest.asking import Asking
from api.rest.caching import cache_headers, etag_of, has_any, known
from api.rest.formats import Format
from db.errors import TooComplex
from db.query import Roots
from db.streams import Snapshot, revision
from schema.plain import ABOUT, revision_told

Pieces = AsyncGenerator[int | bytes, None]
"""The revision of the knowledge, then the answer."""


@dataclass(frozen=True)
class Made:
    """An answer, the revision of the knowledge that it is of, and headers of its own."""

    revision: int
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
    note_of(request.scope).cost = cost
    if cost > service.settings.max_cost:
        raise TooComplex(
            f"This may read {cost:,} rows; up to {service.settings.max_cost:,} may be read at "
            "once. Ask for a smaller page, or include less."
        )
    service.turns.enter()
    try:
        work = service.in_turn(
            cost,
            lambda is_large: service.reader.text(
                ("plain", key), make, variables, is_large=is_large
            ),
        )
        return await unless_left(service.clock, request.receive, work)
    finally:
        service.turns.leave()


async def current_revision(asking: Asking) -> int:
    return revision_told(await ask(asking, "revision", lambda: {"about": ABOUT}))


async def answered(
    asking: Asking, kind: Format, make: Callable[[], Awaitable[Made]], *, name: str
) -> Response:
    """An answer that is whole before it is sent; or that the client has it already.

    `name`: of the file, where it is saved as one.
    """
    if found := await not_modified(asking, kind):
        return found
    made = await make()
    if has_any(asking.request):
        return _unchanged(
            asking, etag_of(asking.request, asking.base, made.revision, kind.media_type)
        )
    return Answer(
        made.body, headers={**made.headers, **_headers(asking, kind, made.revision, name)}
    )


async def not_modified(asking: Asking, kind: Format, *, is_there: bool = False) -> Response | None:
    """That the client has the answer already, if it has.

    One that has any answer, `*`, has it only where there is an answer. `is_there`: there is.
    """
    if "if-none-match" not in asking.request.headers:
        return None
    if has_any(asking.request) and not is_there:
        return None
    current = await current_revision(asking)
    tag = known(asking.request, etag_of(asking.request, asking.base, current, kind.media_type))
    return None if tag is None else _unchanged(asking, tag)


def _unchanged(asking: Asking, tag: str) -> Response:
    headers = cache_headers(asking.service.settings, tag, varies=asking.varies)
    return Response(status_code=304, headers=headers)


def _headers(asking: Asking, kind: Format, current: int, name: str) -> dict[str, str]:
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
        """Raises Busy, TooSlow, ClientStalled."""
        service = self._asking.service

        def pieces(snapshot: Snapshot) -> Iterator[int | bytes]:
            yield revision(snapshot)
            yield from self._make(snapshot)

        async with service.turns.streams.taken(), aclosing(service.reader.pieces(pieces)) as made:
            async with asyncio.timeout(service.settings.stream_timeout):
                await self._send(made, send, is_head=scope["method"] == "HEAD")

    async def _send(self, made: Pieces, send: Send, *, is_head: bool) -> None:
        current, first = int(await anext(made)), await anext(made, b"")
        headers = _headers(self._asking, self._kind, current, self._name)
        start = {"type": "http.response.start", "status": 200}
        await send(
            {**start, "headers": [(k.lower().encode(), v.encode()) for k, v in headers.items()]}
        )
        if is_head:
            await send({"type": "http.response.body", "body": b""})
            return
        await _in_time(send, first)
        async for piece in made:
            await _in_time(send, piece)
        await send({"type": "http.response.body", "body": b""})


async def _in_time(send: Send, piece: int | bytes) -> None:
    try:
        async with asyncio.timeout(STALLED):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
    except TimeoutError as error:
        raise ClientStalled from error
