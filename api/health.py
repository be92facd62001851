"""Is the process up, does the database answer: for containers and load balancers."""

import logging
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from db.errors import DatabaseUnavailable, TooSlow

PREFIX = "/health"

router = APIRouter(prefix=PREFIX, tags=["Health"])
logger = logging.getLogger(__name__)

NOT_KEPT = {"Cache-Control": "no-store"}


class Live(BaseModel):
    """The process answers."""

    status: Literal["live"] = "live"


class Ready(BaseModel):
    """So does the database."""

    status: Literal["ready"] = "ready"


class Away(BaseModel):
    """The database does not."""

    status: Literal["database unavailable"] = "database unavailable"


@router.api_route("/live", methods=["GET", "HEAD"], response_model=Live)
async def live() -> JSONResponse:
    """The process answers. Where it does not, start it anew."""
    return JSONResponse(Live().model_dump(), headers=NOT_KEPT)


AWAY: dict[int | str, dict[str, Any]] = {
    503: {"model": Away, "description": "The database does not answer."}
}


@router.api_route("/ready", methods=["GET", "HEAD"], response_model=Ready, responses=AWAY)
async def ready(request: Request) -> JSONResponse:
    """The database answers too. Where it does not, send requests elsewhere meanwhile."""
    try:
        await request.app.state.reader.ping()
    except (DatabaseUnavailable, TooSlow) as error:
        logger.warning("not_ready", extra={"fields": {"reason": error.message}})
        return JSONResponse(Away().model_dump(), 503, NOT_KEPT)
    return JSONResponse(Ready().model_dump(), headers=NOT_KEPT)
