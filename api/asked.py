"""Reads what a request asks: from its body, or from its address."""

import zlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

import mimeparse
import orjson
from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from api.leaving import Clock, in_time
from api.note import header
from api.persisted import PersistedQueries

CLOSE = {"Connection": "close"}
"""What is left of a request that was not read to its end is not read either."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks."""

    query: str
    variables: dict[str, Any] | None
    operation_name: str | None
    extensions: dict[str, Any]
    digest: str | None
    """The hash under which the client will ask for the query the next time."""

    @property
    def wants_cost(self) -> bool:
        return self.extensions.get("cost") is True


def check_content_type(request: Request) -> None:
    """Refuses what is not JSON: a page of another origin may send some of that unasked."""
    given = header(request.scope, b"content-type") or ""
    if given == "application/json":
        return
    try:
        kind, subkind, parameters = mimeparse.parse_mime_type(given.lower())
    except mimeparse.MimeTypeParseException:
        kind, subkind, parameters = "", "", {}
    if (kind, subkind) != ("application", "json"):
        raise HTTPException(415, "Send the operation as JSON, with Content-Type: application/json.")
    if parameters.get("charset", "utf-8") not in ("utf-8", "utf8"):
        raise HTTPException(415, "JSON is read in UTF-8 alone; leave the charset out.")


async def in_body(
    request: Request, persisted: PersistedQueries, clock: Clock, longest: int, seconds: float
) -> Asked:
    """Raises HTTPException for what cannot be read, ClientDisconnect where nobody is left."""
    check_content_type(request)
    try:
        body = await in_time(clock, seconds, _body(request, longest))
    except TimeoutError as error:
        message = f"The body did not come within {seconds:g} s."
        raise HTTPException(408, message, CLOSE) from error
    return asked(_json(_expanded(request, body, longest), "The body"), persisted)


def in_address(request: Request, persisted: PersistedQueries) -> Asked:
    """Likewise, from the parameters of the address."""
    _check_encoding(request.scope["query_string"])
    values: dict[str, Any] = {name: text or None for name, text in request.query_params.items()}
    for name in ("variables", "extensions"):
        if values.get(name):
            values[name] = _json(values[name], f"`{name}`")
    return asked(values, persisted)


async def _body(request: Request, longest: int) -> bytes:
    told = header(request.scope, b"content-length") or ""
    if told.isdecimal() and int(told) > longest:
        raise _too_long(longest)
    body = bytearray()
    while True:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        if len(body) > longest:
            raise _too_long(longest)
        if not message.get("more_body", False):
            return bytes(body)


def _too_long(longest: int) -> HTTPException:
    return HTTPException(413, f"The body is longer than {longest:,} bytes.", CLOSE)


def _expanded(request: Request, body: bytes, longest: int) -> bytes:
    """The body as it was before it was compressed, which may not be too long either."""
    encoding = (header(request.scope, b"content-encoding") or "identity").strip().lower()
    if encoding == "identity":
        return body
    if encoding not in ("gzip", "x-gzip"):
        message = "A body may be compressed by gzip, and by nothing else."
        raise HTTPException(415, message, {"Accept-Encoding": "gzip"})
    expanding = zlib.decompressobj(wbits=31)
    try:
        found = expanding.decompress(body, longest + 1)
    except zlib.error as error:
        raise HTTPException(400, "The body is not compressed by gzip, or is damaged.") from error
    if len(found) > longest:
        raise HTTPException(413, f"The body is longer than {longest:,} bytes, expanded.")
    if not expanding.eof or expanding.unused_data:
        raise HTTPException(400, "The body is cut off, or has more after its end.")
    return found


def _check_encoding(query_string: bytes) -> None:
    """What is no UTF-8 would be read as other characters."""
    try:
        unquote_to_bytes(query_string).decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, "The address is not in UTF-8.") from error


def _json(text: str | bytes, name: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        # Its own words may quote what was sent, or tell of the parser.
        place = f"line {error.lineno}, column {error.colno}"
        raise HTTPException(400, f"{name} is not JSON in UTF-8: see {place}.") from error


def asked(values: Any, persisted: PersistedQueries) -> Asked:
    """Raises HTTPException for members that cannot be right."""
    if isinstance(values, list):
        raise HTTPException(400, "One operation goes in each request; lists are not taken.")
    if not isinstance(values, dict):
        raise HTTPException(400, 'The body is to be a JSON object such as {"query": "..."}.')
    query = _member(values, "query", str, "a string")
    extensions = _member(values, "extensions", dict, "an object") or {}
    _member(extensions, "cost", bool, "true or false")
    digest = None
    if extensions.get("persistedQuery") is not None:
        digest, query = persisted.look_up(extensions["persistedQuery"], query)
    if not query:
        raise HTTPException(400, "There is no `query`: the operation to run, as a string.")
    return Asked(
        query,
        _member(values, "variables", dict, "an object"),
        # Clients send an empty name where there is none.
        _member(values, "operationName", str, "a string") or None,
        extensions,
        digest,
    )


def _member(values: dict[str, Any], name: str, kind: type, words: str) -> Any:
    value = values.get(name)
    if value is not None and not isinstance(value, kind):
        raise HTTPException(400, f"`{name}` is to be {words}.")
    return value
