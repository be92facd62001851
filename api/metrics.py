"""/metrics: how much is asked, how long it takes and what goes wrong, for Prometheus.

Of several processes each tells what all have counted, by files that `event-knowledge serve` makes
room for; see prometheus_client's multiprocess mode.
"""

import hmac
import os
from functools import cache

from fastapi import APIRouter, Request, Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from starlette.exceptions import HTTPException

from api.note import Note

router = APIRouter()

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder of the files that several processes count in."""

REQUESTS = Counter(
    "event_knowledge_requests", "Requests that were answered.", ["door", "method", "status"]
)
ERRORS = Counter("event_knowledge_errors", "Errors that were told, by their codes.", ["code"])
SECONDS = Histogram(
    "event_knowledge_request_seconds",
    "Time from a request's headers to its answer's end.",
    ["door"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
COST = Histogram(
    "event_knowledge_operation_cost_rows",
    "Rows that an operation may read.",
    buckets=(1, 10, 100, 1000, 5000, 10_000, 50_000, 100_000, 1_000_000),
)
LARGE_QUERIES = Gauge(
    "event_knowledge_large_queries",
    "Large queries, which wait for each other: those waiting, and those carried out.",
    ["state"],
    multiprocess_mode="livesum",
)
CONNECTIONS = Gauge(
    "event_knowledge_database_connections",
    "Queries that the database is asked at once, at most.",
    multiprocess_mode="livesum",
)

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def count(note: Note, method: str, seconds: float) -> None:
    """Counts a request that was answered."""
    method = method if method in METHODS else "other"
    _requests(note.door, method, note.status).inc()
    _seconds(note.door).observe(seconds)
    if note.cost is not None:
        COST.observe(note.cost)
    for code in note.codes:
        ERRORS.labels(code).inc()


# To find what counts for some labels takes longer than to count.
@cache
def _requests(door: str, method: str, status: int) -> Counter:
    return REQUESTS.labels(door, method, str(status))


@cache
def _seconds(door: str) -> Histogram:
    return SECONDS.labels(door)


@router.api_route("/metrics", methods=["GET", "HEAD"])
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
