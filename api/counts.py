"""What is counted of requests; api/metrics.py tells it."""

from functools import cache

from prometheus_client import Counter, Gauge, Histogram

from api.note import Note

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
WAITING = Gauge(
    "event_knowledge_waiting_queries",
    "Queries that wait for their turn, by what they wait for.",
    ["kind"],
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
