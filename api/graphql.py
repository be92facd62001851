"""/graphql: an operation comes by POST or GET, its answer goes out as JSON.

Strawberry's own router is not used: it answers a malformed body with plain text or a failure, and
its answers pass through more hands than an operation that is one SQL statement needs. An operation
that is posted passes FastAPI's router by, whose work costs as much as all the rest of ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response
from graphql import GraphQLError
from starlette.datastructures import State
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType

from api.answers import accepts_graphql_json, answer, is_browser, send_data
from db.read import Reader
from schema import execute, schema

router = APIRouter()

LONGEST_BODY = 1_000_000
"""Bytes of a request's body."""

READING = frozenset({OperationType.QUERY})
READING_AND_WRITING = READING | {OperationType.MUTATION}


@dataclass(frozen=True)
class Asked:
    """What a request asks."""

    query: str
    variables: dict[str, Any] | None
    operation_name: str | None
    extensions: dict[str, Any] | None


# Both spellings are served: a redirect would name the host that the caller named.
PATHS = ("/graphql", "/graphql/")


class Posted:
    """An operation that is posted, as an ASGI application. `state` has the reader."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        asked = await _posted(request)
        result = await _execute(asked, READING_AND_WRITING, self._state.reader)
        if isinstance(result, bytes):
            await send_data(request, result, send)
        else:
            await _answer(request, result)(scope, receive, send)


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
    if request.method == "POST":
        asked, allowed = await _posted(request), READING_AND_WRITING
    else:
        asked, allowed = _in_address(request), READING
    return _answer(request, await _execute(asked, allowed, request.app.state.reader))


@router.api_route("/graphql/schema", methods=["GET", "HEAD"])
async def sdl(request: Request) -> Response:
    """The whole schema in GraphQL's schema language."""
    text, etag = _sdl()
    headers = {"ETag": etag, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(text, headers=headers, media_type="text/plain; charset=utf-8")


@cache
def _sdl() -> tuple[bytes, str]:
    text = schema.as_str().encode()
    return text, f'"{sha256(text).hexdigest()[:32]}"'


async def _posted(request: Request) -> Asked:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, "Send the operation as JSON, with Content-Type: application/json.")
    return _asked(_json(await _body(request), "The body"))


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise HTTPException(413, f"The body is longer than {LONGEST_BODY} bytes.")
    return bytes(body)


def _in_address(request: Request) -> Asked:
    values: dict[str, Any] = {name: text or None for name, text in request.query_params.items()}
    for name in ("variables", "extensions"):
        if values.get(name):
            values[name] = _json(values[name], f"`{name}`")
    return _asked(values)


def _json(text: str | bytes, name: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise HTTPException(400, f"{name} is not JSON in UTF-8: {error}.") from error


def _asked(values: Any) -> Asked:
    if isinstance(values, list):
        raise HTTPException(400, "One operation goes in each request; lists are not taken.")
    if not isinstance(values, dict):
        raise HTTPException(400, 'The body is to be a JSON object such as {"query": "..."}.')
    query = _member(values, "query", str, "a string")
    if not query:
        raise HTTPException(400, "There is no `query`: the operation to run, as a string.")
    return Asked(
        query=query,
        variables=_member(values, "variables", dict, "an object"),
        operation_name=_member(values, "operationName", str, "a string"),
        extensions=_member(values, "extensions", dict, "an object"),
    )


def _member(values: dict[str, Any], name: str, kind: type, words: str) -> Any:
    value = values.get(name)
    if value is not None and not isinstance(value, kind):
        raise HTTPException(400, f"`{name}` is to be {words}.")
    return value


async def _execute(
    asked: Asked, allowed: frozenset[OperationType], reader: Reader
) -> bytes | ExecutionResult:
    try:
        return await execute(
            asked.query,
            asked.variables,
            asked.operation_name,
            reader,
            allowed=allowed,
            extensions=asked.extensions,
        )
    except CannotGetOperationTypeError as error:
        raise HTTPException(400, _which(asked.operation_name)) from error
    except InvalidOperationTypeError as error:
        kind = error.operation_type.value
        if kind == "mutation":
            message = "A mutation is sent by POST; GET changes nothing."
            raise HTTPException(405, message, {"Allow": "POST"}) from error
        raise HTTPException(400, f"A {kind} is not served here.") from error


def _which(name: str | None) -> str:
    if name:
        return f"There is no operation named {name!r} in `query`."
    return "`query` is to have one operation, or `operationName` to say which of several to run."


def _answer(request: Request, result: bytes | ExecutionResult) -> Response:
    """An operation that could not begin has no `data`, not even null, as GraphQL has it."""
    if isinstance(result, bytes):
        return answer(request, b'{"data":' + result + b"}", headers=VARY)
    # What is wrong with variables has no path: no field was looked at.
    errors = result.errors or []
    began = not isinstance(result, PreExecutionError) and (
        result.data is not None or all(error.path for error in errors)
    )
    content: dict[str, Any] = {"data": result.data} if began else {}
    if errors:
        content["errors"] = [error.formatted for error in errors]
    if result.extensions:
        content["extensions"] = result.extensions
    return answer(request, content, _status(request, began, errors), VARY)


VARY = {"Vary": "Accept"}
"""The media type of an answer, and whether it is a page, is the client's choice."""


def _status(request: Request, began: bool, errors: Sequence[GraphQLError]) -> int:
    """200 for what began, else whose fault it was.

    Clients of plain application/json take any other status for a failure of the network.
    """
    if began or not accepts_graphql_json(request):
        return 200
    codes = {(error.extensions or {}).get("code") for error in errors}
    return next((status for code, status in OUR_FAULT.items() if code in codes), 400)


OUR_FAULT = {"INTERNAL": 500, "UNAVAILABLE": 503, "TIMEOUT": 503}
