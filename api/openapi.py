"""/openapi.json: the doors over HTTP, for programs that know OpenAPI, and for the page /docs.

FastAPI describes its routes by what they declare; described.py has what is under /graphql, and
rest/described what is under /v1, which both stand beside its router.
"""

import warnings
from collections.abc import Mapping
from typing import Any

import orjson
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.routing import APIRoute

from api.answers import JSON, kept
from api.described import GRAPHQL, SCHEMAS
from api.rest.described import description

router = APIRouter(include_in_schema=False)

DESCRIPTION = """\
Who said what about which event, where and when, each word traceable to its source.

- With plain GET, at the addresses under `/v1`: lists with filters, orders and pages, as JSON, CSV,
  NDJSON, GeoJSON, JSON-LD or feeds; single things; and questions that are ready to ask. Nothing is
  needed but a browser, `curl` or a spreadsheet. [What there is](/v1).
- With GraphQL, at `/graphql`: whatever belongs together in one request, neighbours at any depth.
  [The explorer](/graphql) is made for that."""


@router.api_route("/openapi.json", methods=["GET", "HEAD"])
async def openapi(request: Request) -> Response:
    """The description, which is not sent again to who has it."""
    return kept(request, Response(_written(request.app), media_type=JSON))


def _written(app: FastAPI) -> bytes:
    """The description as it is sent. It is long, and the same as long as the service runs."""
    if not hasattr(app.state, "openapi"):
        app.state.openapi = orjson.dumps(document(app))
    written: bytes = app.state.openapi
    return written


def document(app: FastAPI) -> dict[str, Any]:
    with warnings.catch_warnings():
        # To FastAPI, a GET and its HEAD are two of the same name.
        warnings.filterwarnings("ignore", "Duplicate Operation ID")
        made = app.openapi()
    paths = {path: _without_head(item) for path, item in made["paths"].items()}
    plain = description(app.state.settings)
    components = plain.components | made.get("components", {})
    schemas = made.get("components", {}).get("schemas", {})
    components["schemas"] = SCHEMAS | plain.components["schemas"] | schemas
    return made | {
        "paths": plain.paths | GRAPHQL | paths,
        "components": components,
        "tags": [*plain.tags, *({"name": each} for each in OTHER_TAGS)],
    }


OTHER_TAGS = ("GraphQL", "Health", "Metrics")


def _without_head(item: Mapping[str, Any]) -> dict[str, Any]:
    """A HEAD is answered wherever a GET is; to say so each time helps nobody."""
    return {key: value for key, value in item.items() if key != "head"}


def operation_id(route: APIRoute) -> str:
    """What a generated client calls it: as we do."""
    return route.name
