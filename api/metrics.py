"""/metrics: how much is asked, how long it takes and what goes wrong, for Prometheus.

Of several processes each tells what all have counted, by files that `event-knowledge serve` makes
room for; see prometheus_client's multiprocess mode.
"""

import hmac
import os

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from starlette.exceptions import HTTPException

from api.described import refusals

router = APIRouter(tags=["Metrics"])

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder of the files that several processes count in."""


@router.api_route(
    "/metrics",
    methods=["GET", "HEAD"],
    response_class=PlainTextResponse,
    responses=refusals(401, 404, 431),
)
async def metrics(request: Request) -> Response:
    """What was counted, in Prometheus' text format."""
    settings = request.app.state.settings
    if not settings.metrics:
        raise HTTPException(404, "Metrics are not shown here.")
    if settings.metrics_token and not _has_token(request, settings.metrics_token):
        raise HTTPException(401, "Send the token of METRICS_TOKEN.", {"WWW-Authenticate": "Bearer"})
    headers = {"Cache-Control": "no-store"}
    return Response(generate_latest(_registry()), headers=headers, media_type=CONTENT_TYPE_LATEST)


def _has_token(request: Request, token: str) -> bool:
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    is_given = hmac.compare_digest(given.strip().encode(), token.encode())
    return kind.lower() == "bearer" and is_given


def _registry() -> CollectorRegistry:
    if FOLDER not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # The library leaves it so
    return registry


def forget_process(pid: int) -> None:
    """A process that has ended has nothing waiting any more; what it counted stays."""
    mark_process_dead(pid)  # type: ignore[no-untyped-call]  # The library leaves it so
