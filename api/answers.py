"""Answers in the shape that GraphQL clients know: JSON with `data` and `errors`."""

import asyncio
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from http import HTTPStatus
from typing import Any

import mimeparse
import orjson
from fastapi import Request, Response
from starlette._utils import get_route_path
from starlette.types import Receive, Scope, Send

from api.note import header

JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"
PROBLEM_JSON = "application/problem+json"

PLAIN = "/v1"
"""What the addresses of plain GET begin with."""

PIECE = 256 * 1024
"""Bytes that are sent at once: between pieces of a long answer others have their turn."""

STALLED = 20
"""Seconds that a client may take to read a piece; then it is given up."""


MOST_UNSENT = 256 * 2**20
"""Bytes of long answers that clients have not read yet, from which on it is much."""


class Unsent:
    """The long answers of this process that clients have not read yet."""

    bytes = 0

    def is_much(self) -> bool:
        return self.bytes > MOST_UNSENT


unsent = Unsent()


class Answer(Response):
    """A response that is sent piece by piece where it is long."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send_whole(send, self.status_code, self.raw_headers, bytes(self.body))


async def send_whole(
    send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes
) -> None:
    """Raises ClientStalled where the client does not take what it asked for."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    if len(body) <= PIECE:
        await send({"type": "http.response.body", "body": body})
        return
    unsent.bytes += len(body)
    try:
        for start in range(0, len(body), PIECE):
            piece, more = body[start : start + PIECE], start + PIECE < len(body)
            async with asyncio.timeout(STALLED):
                await send({"type": "http.response.body", "body": piece, "more_body": more})
                await asyncio.sleep(0)
    except TimeoutError as error:
        raise ClientStalled from error
    finally:
        unsent.bytes -= len(body)


class ClientStalled(Exception):
    """A client that does not read its answer."""


def answer(
    request: Request,
    content: bytes | Mapping[str, Any],
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The content as JSON, in the media type that the client asked for."""
    kind = media_type(header(request.scope, b"accept")) or JSON
    body = content if isinstance(content, bytes) else orjson.dumps(content)
    return Answer(body, status, headers, media_type=f"{kind}; charset=utf-8")


def kept(request: Request, response: Response) -> Response:
    """The response, to be kept by the client; or that it has not changed since it was kept."""
    # Weak, since the same is sent in several encodings.
    etag = f'W/"{blake2b(response.body, digest_size=16).hexdigest()}"'
    response.headers.update({"ETag": etag, "Cache-Control": "no-cache"})
    if not is_known(request, etag):
        return response
    told = {name: value for name, value in response.headers.items() if name in KEPT_HEADERS}
    return Response(status_code=304, headers=told)


def encoded(etag: str, encoding: str) -> str:
    """The tag of an answer in an encoding: a strong one is of other bytes (RFC 9110, 8.8.3.3)."""
    return etag if etag.startswith("W/") else f'{etag[:-1]}-{encoding}"'


KEPT_HEADERS = {"etag", "cache-control", "vary"}


def is_known(request: Request, etag: str) -> bool:
    """Whether a client has what it asks for already (RFC 9110, section 13.1.2)."""
    given = request.headers.get("if-none-match", "")
    tags = {each.strip().removeprefix("W/") for each in given.split(",")}
    return "*" in tags or etag.removeprefix("W/") in tags


def failure(
    request: Request,
    status: int,
    code: str,
    message: str,
    headers: Mapping[str, str] | None = None,
    **particulars: Any,
) -> Response:
    """A request that was not carried out. `particulars` are told beside the code."""
    headers = {**NOT_KEPT, **(headers or {})}
    if is_plain(request.scope):
        return problem(status, code, message, headers, **particulars)
    errors = [{"message": message, "extensions": {"code": code, **particulars}}]
    return answer(request, {"errors": errors}, status, headers)


def is_plain(scope: Scope) -> bool:
    """Whether a request is for plain GET, which tells otherwise what is wrong."""
    path = get_route_path(scope)
    return path == PLAIN or path.startswith(f"{PLAIN}/")


def problem(
    status: int, code: str, message: str, headers: Mapping[str, str], **particulars: Any
) -> Response:
    """A request that was not carried out, as problem details (RFC 9457)."""
    content = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": message,
        "code": code,
        **particulars,
    }
    return Response(orjson.dumps(content), status, headers, media_type=PROBLEM_JSON)


NOT_KEPT = {"Vary": "Accept", "Cache-Control": "no-store"}
"""What is wrong now may not be so the next time."""


@lru_cache(256)
def media_type(accept: str | None) -> str | None:
    """Which of the two a client is answered in; none where it takes neither.

    GraphQL's own, which gives statuses their meaning, is for clients that name it.
    """
    if not accept or not accept.strip():
        return JSON
    offered = [JSON, GRAPHQL_JSON] if GRAPHQL_JSON in accept.lower() else [JSON]
    try:
        # Of those that a client likes as much, the last is taken.
        return mimeparse.best_match(offered, accept.lower()) or None
    except mimeparse.MimeTypeParseException:
        return JSON


def is_browser(request: Request) -> bool:
    """Whether a person is asking for a page: programs do not ask for text/html alone."""
    accepted = request.headers.get("accept", "").lower()
    return request.method in ("GET", "HEAD") and "text/html" in accepted and "json" not in accepted
