"""What plain GET answers: with which headers, and what it says when it does not."""

from collections.abc import Mapping
from typing import Any

from api.answers import JSON, PROBLEM_JSON
from api.rest.described.values import Schema, component

Response = dict[str, Any]

HEADERS: Mapping[str, str] = {
    "ETag": "Tells this answer from others; for `If-None-Match`.",
    "Link": 'The address of the next page, if there is one: `<...>; rel="next"`.',
    "Content-Disposition": "What to call it as a file, and whether a browser is to save it.",
    "RateLimit": "What is left to this client, where that is limited.",
    "RateLimit-Policy": "How much a client may ask, where that is limited.",
    "Retry-After": "Seconds after which to ask again.",
}
REFUSED: Mapping[int, tuple[str, str]] = {
    400: (
        "BadRequest",
        "A parameter that is not known, or a value that it cannot have; `parameter` names it and "
        "`allowed` has what may stand there. Or more rows than may be read at once.",
    ),
    404: ("NotFound", "There is nothing at this address."),
    406: (
        "NotAcceptable",
        "It is not given in this form: no such extension, or none that `Accept` takes.",
    ),
    429: ("TooManyRequests", "This client has asked too often; `Retry-After` says when it may."),
    431: ("HeadTooLarge", "The address and headers are too long."),
    500: ("Failed", "Something went wrong on our side, and was logged."),
    503: (
        "Unavailable",
        "The database does not answer or gave up on what takes too long, or too much is asked just "
        "now; `Retry-After` may say when to ask again.",
    ),
}
"""By status: the name of the response, and what it says."""

LATER = (429, 503)
UNREADABLE = (400, 431)
TOLD = ("ETag", "Content-Disposition", "RateLimit", "RateLimit-Policy")


def headers() -> dict[str, Any]:
    return {
        name: {"description": words, "schema": {"type": "string"}}
        for name, words in HEADERS.items()
    }


def responses() -> dict[str, Response]:
    """Those that many operations have in common, by their names."""
    problem = {PROBLEM_JSON: {"schema": component("Problem")}}
    refused = {
        name: {"description": words, "content": problem | _unread(status)} | _retrying(status)
        for status, (name, words) in REFUSED.items()
    }
    unchanged = {
        "description": "What the client has is still so.",
        "headers": _told("ETag"),
    }
    return {"NotModified": unchanged, **refused}


def _unread(status: int) -> dict[str, Any]:
    """What is told where a request cannot be read: not even where it goes to is known."""
    return {JSON: {"schema": component("Failure")}} if status in UNREADABLE else {}


def _retrying(status: int) -> dict[str, Any]:
    return {"headers": _told("Retry-After")} if status in LATER else {}


def _told(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def answers(
    description: str, content: Mapping[str, Schema], *, paged: bool = False
) -> dict[str, Response]:
    """All that an operation may answer. `content`: schemas by media type.

    `paged`: whether a header may tell the address of the next page.
    """
    found: dict[str, Response] = {
        "200": {
            "description": description,
            "headers": _told(*TOLD, *(["Link"] if paged else [])),
            "content": {kind: {"schema": schema} for kind, schema in content.items()},
        },
        "304": {"$ref": "#/components/responses/NotModified"},
    }
    for status, (name, _) in REFUSED.items():
        found[str(status)] = {"$ref": f"#/components/responses/{name}"}
    return found
