"""What is under /graphql, in the words of OpenAPI, and how each door tells that it refused.

It stands apart from the routes since a posted operation passes FastAPI by, and is read without it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from api import errors
from api.answers import GRAPHQL_JSON, JSON
from db.errors import DomainError
from schema import errors as graphql_errors

# ── Answers ──────────────────────────────────────────────────────────────────────────────────────

REFUSED = {
    400: "The request is not as described, or its operation cannot begin: a mistake in the query, "
    "or variables that do not fit. A client that accepts `application/json` alone is answered "
    "200 where it is the operation that is wrong, as such clients expect.",
    401: "The token is missing, or another.",
    404: "It is not here, or was switched off.",
    405: "This method is not for that: a mutation is sent by POST.",
    406: "The client accepts no media type that is served here.",
    408: "The body did not come in time.",
    413: "The body is too long, or would be when it is expanded.",
    415: "The body is of another media type than `application/json`, or compressed otherwise than "
    "by gzip.",
    429: "This client has asked too often; `Retry-After` says when to ask again.",
    431: "The address and headers are too long.",
    500: "Something went wrong on our side, and was logged.",
    503: "The database does not answer or gave up on a query that takes too long, or too much is "
    "asked just now; `Retry-After` may say when to ask again.",
}
"""What each status says when a request was not carried out."""


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These answers, for the `responses` of a route."""
    content = _content("Failure")
    return {str(each): {"description": REFUSED[each], "content": content} for each in statuses}


def _content(name: str) -> dict[str, Any]:
    """A schema as JSON, in either media type that a client may ask for."""
    schema = {"schema": {"$ref": f"#/components/schemas/{name}"}}
    return {JSON: schema, GRAPHQL_JSON: schema}


def _codes() -> list[str]:
    of_http = {*errors.CODES.values(), errors.BAD_REQUEST, *errors.STATUSES}
    of_graphql = {graphql_errors.PARSE, graphql_errors.VALIDATION, graphql_errors.INPUT}
    return sorted(of_http | of_graphql | set(_codes_of(DomainError)))


def _codes_of(kind: type[DomainError]) -> Iterator[str]:
    yield kind.code
    for each in kind.__subclasses__():
        yield from _codes_of(each)


CODES = _codes()
"""All that `extensions.code` may be."""


_POSITIVE = {"type": "integer", "minimum": 1}
_FAILURES = {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/Error"}}
SCHEMAS: dict[str, Any] = {
    "Operation": {
        "type": "object",
        "properties": {
            "query": {
                "type": "string",
                "minLength": 1,
                "description": "A GraphQL document with the operation to run; not needed where a "
                "hash is known.",
            },
            "variables": {
                "type": ["object", "null"],
                "description": "Values of the operation's variables, by name.",
            },
            "operationName": {
                "type": ["string", "null"],
                "description": "Which operation to run, where the document has several; an empty "
                "name is none.",
            },
            "extensions": {"$ref": "#/components/schemas/Extensions"},
        },
    },
    "Extensions": {
        "type": ["object", "null"],
        "properties": {
            "cost": {
                "type": ["boolean", "null"],
                "description": "Whether `extensions.cost` of the answer is to tell the cost.",
            },
            "persistedQuery": {
                "type": ["object", "null"],
                "description": "The query's hash, as Apollo's clients send it (automatic persisted "
                "queries).",
                "required": ["version", "sha256Hash"],
                "properties": {
                    "version": {"const": 1},
                    "sha256Hash": {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"},
                },
            },
        },
    },
    "Answer": {
        "type": "object",
        "properties": {
            "data": {
                "type": ["object", "null"],
                "description": "What was asked for, keyed as asked; missing where the "
                "operation could not begin.",
            },
            "errors": _FAILURES,
            "extensions": {"type": "object"},
        },
        "anyOf": [{"required": ["data"]}, {"required": ["errors"]}],
        "additionalProperties": False,
    },
    "Failure": {
        "type": "object",
        "required": ["errors"],
        "properties": {"errors": _FAILURES, "extensions": {"type": "object"}},
    },
    "Error": {
        "type": "object",
        "required": ["message", "extensions"],
        "properties": {
            "message": {"type": "string", "description": "What is wrong, for people."},
            "locations": {
                "type": "array",
                "description": "Where in the query.",
                "items": {
                    "type": "object",
                    "required": ["line", "column"],
                    "properties": {"line": _POSITIVE, "column": _POSITIVE},
                },
            },
            "path": {
                "type": "array",
                "description": "Which field of the answer.",
                "items": {"type": ["string", "integer"]},
            },
            "extensions": {
                "type": "object",
                "required": ["code"],
                "properties": {
                    "code": {
                        "type": "string",
                        "enum": CODES,
                        "description": "What is wrong, for programs.",
                    },
                    "id": {
                        "type": "string",
                        "description": "Where in our log it is, if it was our fault.",
                    },
                },
            },
        },
        "additionalProperties": False,
    },
}


# ── GraphQL ──────────────────────────────────────────────────────────────────────────────────────

EXAMPLE = {
    "query": "query Said($first: Int) {\n  statements(first: $first) {\n    nodes { text "
    "speakers { name } }\n  }\n}",
    "variables": {"first": 3},
}


def _parameters() -> list[dict[str, Any]]:
    """The members of an operation, each a parameter; an object is written as JSON."""
    members: Mapping[str, Any] = SCHEMAS["Operation"]["properties"]
    query, *others = [_parameter(name, member) for name, member in members.items()]
    return [query | {"example": EXAMPLE["query"]}, *others]


def _parameter(name: str, member: Mapping[str, Any]) -> dict[str, Any]:
    told = {key: text for key, text in member.items() if key == "description"}
    if "object" in member.get("type", "object"):
        written: dict[str, Any] = {"content": {JSON: {"schema": {"type": "object"}}}}
    else:
        written = {"schema": {"type": "string", "minLength": member.get("minLength", 0)}}
    return {"name": name, "in": "query", **told, **written}


def _sdl() -> dict[str, Any]:
    etag = {"ETag": {"schema": {"type": "string"}, "description": "For `If-None-Match`."}}
    return {
        "tags": ["GraphQL"],
        "summary": "The whole schema",
        "description": "In GraphQL's schema language, with a description of each field.",
        "operationId": "schema",
        "parameters": [
            {
                "name": "If-None-Match",
                "in": "header",
                "description": "The ETag of the schema that one has.",
                "schema": {"type": "string"},
            }
        ],
        "responses": {
            "200": {
                "description": "The schema.",
                "headers": etag,
                "content": {"text/plain": {"schema": {"type": "string"}}},
            },
            "304": {"description": "It has not changed.", "headers": etag},
            **refusals(404, 431),
        },
    }


_ANSWERED = {"200": {"description": "What the operation gave.", "content": _content("Answer")}}
GRAPHQL: dict[str, Any] = {
    "/graphql": {
        "post": {
            "tags": ["GraphQL"],
            "summary": "Run an operation",
            "description": "One operation in each request; lists are not taken.",
            "operationId": "execute",
            "requestBody": {
                "required": True,
                "content": {
                    JSON: {
                        "schema": {"$ref": "#/components/schemas/Operation"},
                        "example": EXAMPLE,
                    }
                },
            },
            "responses": _ANSWERED | refusals(400, 406, 408, 413, 415, 429, 431, 500, 503),
        },
        "get": {
            "tags": ["GraphQL"],
            "summary": "Run a query from the address",
            "description": "For what only reads. A browser that asks for a page gets the "
            "explorer here.",
            "operationId": "query",
            "parameters": _parameters(),
            "responses": _ANSWERED | refusals(400, 405, 406, 429, 431, 500, 503),
        },
    },
    "/graphql/schema": {"get": _sdl()},
}
"""Paths and what is done there."""
