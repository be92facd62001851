"""/openapi.json: the doors over HTTP, for programs that know OpenAPI, and for the page /docs.

FastAPI describes its routes by what they declare; described.py has what is under /graphql.
"""

import warnings
from collections.abc import Mapping
from typing import Any

import orjson
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.routing import APIRoute

from api.answers import JSON, kept
from api.described import GRAPHQL, SCHEMAS

router = APIRouter(include_in_schema=False)

DESCRIPTION = """\
Who said what about which event, where and when, each word traceable to its source.

Nearly everything is asked for at `/graphql`; [the explorer](/graphql) is made for that, with
questions that are ready to run."""


@router.api_route("/openapi.json", methods=["GET", "HEAD"])
async def openapi(request: Request) -> Response:
    """The description, which is not sent again to who has it."""
    return kept(request, Response(orjson.dumps(document(request.app)), media_type=JSON))


def document(app: FastAPI) -> dict[str, Any]:
    with warnings.catch_warnings():
        # To FastAPI, a GET and its HEAD are two of the same name.
        warnings.filterwarnings("ignore", "Duplicate Operation ID")
        made = app.openapi()
    paths = {path: _without_head(item) for path, item in made["paths"].items()}
    schemas = made.get("components", {}).get("schemas", {})
    return made | {
        "paths": GRAPHQL | paths,
        "components": {**made.get("components", {}), "schemas": SCHEMAS | schemas},
    }


def _without_head(item: Mapping[str, Any]) -> dict[str, Any]:
    """A HEAD is answered wherever a GET is; to say so each time helps nobody."""
    return {key: value for key, value in item.items() if key != "head"}


def operation_id(route: APIRoute) -> str:
    """What a generated client calls it: as we do."""
    return route.name
