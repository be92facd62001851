"""How our answers slow down as the knowledge grows."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.databases import filled_postgresql
from benchmarks.load import Loader
from benchmarks.measure import Plan, say
from benchmarks.queries import TITLES
from benchmarks.report import figure, markdown
from benchmarks.servers import running, servers


def growth(server: str, sizes: Sequence[int], plan: Plan, loader: Loader) -> dict[str, list[float]]:
    """By query: the p50 of ours at one connection, in milliseconds, for each size."""
    found = [_of_size(server, size, plan, loader) for size in sizes]
    return {query: [each[query] for each in found] for query in plan.queries}


def _of_size(server: str, size: int, plan: Plan, loader: Loader) -> dict[str, float]:
    say(f"making up {size} statements")
    core = loader.cores.server if loader.cores else None
    with filled_postgresql(server, size) as database:
        ours = servers(database.url, "", Path(), loader.node)[0]
        found = {}
        with running(ours, core) as up:
            for query in plan.queries:
                body = ours.queries[query].body(database.variables)
                loader.put(up, up.url, body, 1, plan.warm)
                sample = loader.put(up, up.url, body, 1, plan.seconds)
                say(f"{query}: p50 {sample.p50:.2f} ms, p99 {sample.p99:.2f} ms")
                found[query] = sample.p50
        return found


def growth_table(sizes: Sequence[int], found: dict[str, list[float]]) -> str:
    headings = ["p50, ms", *(f"{size:,}" for size in sizes), "growth"]
    rows = [
        [TITLES[query], *map(figure, times), f"{figure(times[-1] / times[0])}x"]
        for query, times in found.items()
    ]
    return markdown(headings, rows)
