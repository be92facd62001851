"""/graphql: an operation comes by POST or GET, its answer goes out as JSON.

It follows GraphQL over HTTP (https://graphql.github.io/graphql-over-http). Strawberry's own router
is not used: it answers a malformed body with plain text or a failure, and its answers pass through
more hands than an operation that is one SQL statement needs. An operation that is posted passes
FastAPI's router by, whose work costs as much as all the rest of ours.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import cache
from typing import TypeVar

import orjson
from fastapi import APIRouter, Request, Response
from graphql import OperationType
from starlette.datastructures import State
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from api.answers import (
    GRAPHQL_JSON,
    JSON,
    NOT_KEPT,
    answer,
    is_browser,
    kept,
    media_type,
    send_whole,
    unsent,
)
from api.asked import Asked, in_address, in_body
from api.leaving import Clock, unless_left
from api.note import header, note_of
from api.persisted import PERSISTED, PersistedQueries
from api.rates import OFF, Rates
from api.settings import Settings
from api.turns import LARGE, Busy, Turns
from db.errors import DomainError
from db.read import Reader
from schema import execute, schema
from schema.errors import told
from schema.execute import Answer
from schema.operations import NotServed, Operation, Operations, Ready, Refused

T = TypeVar("T")

router = APIRouter()

# Both spellings are served: a redirect would name the host that the caller named.
PATHS = ("/graphql", "/graphql/")

UNPARSED = 2000
"""Characters of a query from which on reading it the first time is not done on the event loop."""

VARY = {"Vary": "Accept"}
"""The media type of an answer, and whether it is a page, is the client's choice."""

NOT_ACCEPTABLE = (
    f"Answers are {GRAPHQL_JSON} or {JSON}; there are no subscriptions here, and no answers that "
    "come in parts."
)

OUR_FAULT = {"INTERNAL": 500, "UNAVAILABLE": 503, "TIMEOUT": 503}


class Service:
    """What answering an operation takes; one for each application."""

    def __init__(self, settings: Settings, reader: Reader) -> None:
        self.settings = settings
        self.reader = reader
        self.operations = Operations(settings)
        self.persisted = PersistedQueries(settings.max_persisted)
        rate, by = settings.rate_limit, settings.rate_limit_by
        proxies = bool(settings.trusted_proxies)
        self.rates = None if rate == OFF else Rates(rate, by, knows_proxies=proxies)
        self.clock = Clock()
        self.turns = Turns(
            reader.at_once, settings.max_waiting, settings.max_streams, settings.query_timeout
        )

    def admit(self, request: Request) -> str:
        """The media type to answer in. Raises HTTPException, RateLimited."""
        note_of(request.scope).door = "graphql"
        if self.rates is not None:
            self.rates.count(request)
        kind = media_type(header(request.scope, b"accept"))
        if kind is None:
            raise HTTPException(406, NOT_ACCEPTABLE)
        return kind

    async def posted(self, request: Request) -> Asked:
        longest, seconds = self.settings.max_body_size, self.settings.body_timeout
        return await in_body(request, self.persisted, self.clock, longest, seconds)

    async def answer(self, request: Request, asked: Asked) -> bytes:
        """The answer as JSON. Raises Refused, HTTPException, Busy."""
        ready, done = await self.carried_out(request, asked)
        return told_of(done, self._cost(ready) if asked.wants_cost else None)

    async def carried_out(self, request: Request, asked: Asked) -> tuple[Ready, Answer]:
        """The operation, and what it gave. Raises Refused, HTTPException, Busy."""
        turns = self.turns
        turns.enter()
        try:
            ready = await self._ready(request, asked)
            note = note_of(request.scope)
            note.operation, note.cost = ready.operation.name, ready.cost
            done = await unless_left(self.clock, request.receive, self._executed(ready))
        finally:
            turns.leave()
        note.codes += [(each.extensions or {}).get("code", "") for each in done.errors]
        return ready, done

    async def _ready(self, request: Request, asked: Asked) -> Ready:
        query, name = asked.query, asked.operation_name
        operation = self.operations.known(query, name)
        if operation is None:
            operation = await self._read(request, query, name)
        if asked.digest:
            self.persisted.keep(asked.digest, query)
        return self.operations.ready(operation, asked.variables)

    async def _read(self, request: Request, query: str, name: str | None) -> Operation:
        """A query that is asked for the first time."""
        if len(query) <= UNPARSED:
            return self.operations.find(query, name)
        if self.rates is not None:
            self.rates.count(request, len(query) // UNPARSED)
        async with self.turns.reading.taken():
            return await asyncio.to_thread(self.operations.find, query, name)

    async def _executed(self, ready: Ready) -> Answer:
        return await self.in_turn(
            ready.cost, lambda is_large: execute(ready, self.reader, is_large=is_large)
        )

    async def in_turn(self, cost: int, work: Callable[[bool], Awaitable[T]]) -> T:
        """What the work gives, which is told whether it is large. Raises Busy."""
        if cost <= LARGE:
            return await work(False)
        if unsent.is_much():
            raise Busy
        async with self.turns.large.taken():
            return await work(True)

    def _cost(self, ready: Ready) -> dict[str, int]:
        limits = self.settings
        return {
            "rows": ready.cost,
            "maxRows": limits.max_cost,
            "depth": ready.operation.measured.depth,
            "maxDepth": limits.max_depth,
        }


def told_of(done: Answer, cost: dict[str, int] | None) -> bytes:
    """The members of an answer: errors first, as the specification advises."""
    if not done.errors and cost is None:
        return b'{"data":' + done.data + b"}"
    errors = [error.formatted for error in done.errors]
    parts = [b'"errors":' + orjson.dumps(errors)] if errors else []
    parts.append(b'"data":' + done.data)
    if cost is not None:
        parts.append(b'"extensions":' + orjson.dumps({"cost": cost}))
    return b"{" + b",".join(parts) + b"}"


class Posted:
    """An operation that is posted, as an ASGI application. `state` has the service."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        service: Service = self._state.service
        kind = service.admit(request)
        try:
            body = await service.answer(request, await service.posted(request))
        except (Refused, DomainError) as error:
            await _refusal(request, error)(scope, receive, send)
            return
        headers = [
            (b"content-length", str(len(body)).encode()),
            (b"content-type", f"{kind}; charset=utf-8".encode()),
            (b"vary", b"Accept"),
        ]
        await send_whole(send, 200, headers, body)


@router.api_route(PATHS[0], methods=["GET", "HEAD", "POST"])
@router.api_route(PATHS[1], methods=["GET", "HEAD", "POST"])
async def graphql(request: Request) -> Response:
    """An operation in the address, or a person who asks for the page.

    One that is posted comes here where the application is mounted in another's path.
    """
    if is_browser(request):
        response: Response = await request.app.state.explorer.page(request)
        response.headers["Vary"] = "Accept"
        return response
    service: Service = request.app.state.service
    service.admit(request)
    posted = request.method == "POST"
    try:
        asked = await service.posted(request) if posted else in_address(request, service.persisted)
        body = await service.answer(request, asked)
    except NotServed as error:
        if error.kind is OperationType.MUTATION and not posted:
            message = "A mutation is sent by POST; GET changes nothing."
            raise HTTPException(405, message, {"Allow": "POST"}) from error
        raise
    except (Refused, DomainError) as error:
        return _refusal(request, error)
    response = answer(request, body, headers=VARY)
    return response if posted else kept(request, response)


def _refusal(request: Request, error: Refused | DomainError) -> Response:
    """An operation that could not begin: it has no `data`, not even null.

    Clients of plain application/json take any status but 200 for a failure of the network.
    """
    if isinstance(error, DomainError):
        if not isinstance(error, PERSISTED):
            raise error
        error = Refused([told(error)])
    codes = [(each.extensions or {}).get("code", "") for each in error.errors]
    note_of(request.scope).codes += codes
    status = 200
    if media_type(header(request.scope, b"accept")) == GRAPHQL_JSON:
        status = next((OUR_FAULT[code] for code in codes if code in OUR_FAULT), 400)
    content = {"errors": [each.formatted for each in error.errors]}
    return answer(request, content, status, NOT_KEPT)


@router.api_route("/graphql/schema", methods=["GET", "HEAD"])
async def sdl(request: Request) -> Response:
    """The whole schema in GraphQL's schema language."""
    if not request.app.state.settings.introspection:
        raise HTTPException(404, "The schema is not shown here.")
    return kept(request, Response(_sdl(), media_type="text/plain; charset=utf-8"))


@cache
def _sdl() -> bytes:
    return schema.as_str().encode()
