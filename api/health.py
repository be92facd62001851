"""Is the process up, does the database answer: for containers and load balancers."""

import logging

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from db.errors import DatabaseUnavailable

router = APIRouter(prefix="/health")
logger = logging.getLogger(__name__)

NOT_KEPT = {"Cache-Control": "no-store"}


@router.api_route("/live", methods=["GET", "HEAD"])
async def live() -> JSONResponse:
    """The process answers. Where it does not, start it anew."""
    return JSONResponse({"status": "live"}, headers=NOT_KEPT)


@router.api_route("/ready", methods=["GET", "HEAD"])
async def ready(request: Request) -> JSONResponse:
    """The database answers too. Where it does not, send requests elsewhere meanwhile."""
    try:
        await request.app.state.reader.ping()
    except DatabaseUnavailable as error:
        logger.warning("not_ready", extra={"fields": {"reason": error.message}})
        return JSONResponse({"status": "database unavailable"}, 503, NOT_KEPT)
    return JSONResponse({"status": "ready"}, headers=NOT_KEPT)
