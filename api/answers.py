"""Answers in the shape that GraphQL clients know: JSON with `data` and `errors`."""

from collections.abc import Mapping
from typing import Any

import orjson
from fastapi import Request, Response
from starlette.types import Send

JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"


def answer(
    request: Request,
    content: bytes | Mapping[str, Any],
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The content as JSON, in the media type that the client asked for."""
    kind = GRAPHQL_JSON if accepts_graphql_json(request) else JSON
    body = content if isinstance(content, bytes) else orjson.dumps(content)
    return Response(body, status, headers, media_type=f"{kind}; charset=utf-8")


async def send_data(request: Request, data: bytes, send: Send) -> None:
    """Sends what an operation gave, as JSON: what `answer` does, with nothing in between."""
    body = b'{"data":' + data + b"}"
    kind = GRAPHQL_JSON if accepts_graphql_json(request) else JSON
    headers = [
        (b"content-length", str(len(body)).encode()),
        (b"content-type", f"{kind}; charset=utf-8".encode()),
        (b"vary", b"Accept"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def failure(
    request: Request,
    status: int,
    code: str,
    message: str,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A request that was not carried out."""
    errors = [{"message": message, "extensions": {"code": code}}]
    return answer(request, {"errors": errors}, status, headers)


def accepts_graphql_json(request: Request) -> bool:
    """Whether the client knows GraphQL's own media type, and so its meaning of the status."""
    return GRAPHQL_JSON in request.headers.get("accept", "").lower()


def is_browser(request: Request) -> bool:
    """Whether a person is asking for a page: programs do not ask for text/html alone."""
    accepted = request.headers.get("accept", "").lower()
    return request.method in ("GET", "HEAD") and "text/html" in accepted and "json" not in accepted
