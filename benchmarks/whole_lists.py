"""Whole lists by plain GET beside their SELECT alone, and the memory that sending them takes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter

import psutil

from api.settings import Settings
from benchmarks.client import streamed
from benchmarks.cores import cpu_seconds, resident_megabytes
from benchmarks.limit import Spent, tools
from benchmarks.measure import Plan, say
from benchmarks.pages import base_of
from benchmarks.queries import Different
from benchmarks.report import markdown, spread
from benchmarks.servers import Running

LISTS = ("statements.ndjson", "statements.csv", "events.geojson")
"""What is measured. Of GeoJSON the SELECT is another, so it has no limit here."""


@dataclass
class Lists:
    """What was measured: for each round what it took, and the memory."""

    statements: int
    limits: dict[str, list[Spent]] = field(default_factory=dict)
    """By tool: of the list of statements."""

    lists: dict[str, list[Spent]] = field(default_factory=dict)
    memory: dict[str, tuple[float, float]] = field(default_factory=dict)
    """By list: megabytes of the serving process before, and at most while it was sent."""


class Watch:
    """What a server holds of memory, looked at while it answers."""

    def __init__(self, process: psutil.Process) -> None:
        self._process = process
        self._next = 0.0
        self.before = self.most = resident_megabytes(process)

    def look(self) -> None:
        if perf_counter() > self._next:
            self.most = max(self.most, resident_megabytes(self._process))
            self._next = perf_counter() + 0.05


def measure_lists(up: Running, plan: Plan, database: psutil.Process | None, found: Lists) -> None:
    statements = found.statements
    limits = tools(up.server.database, "statements", Settings(), database)
    for number in range(plan.rounds):
        for tool in limits:
            spent = tool.read()
            found.limits.setdefault(tool.title, []).append(spent)
            _say_spent(number, tool.title, spent, statements)
        for title in LISTS:
            watch = Watch(up.process)
            spent = _stream(up, title, statements, database, watch)
            found.lists.setdefault(title, []).append(spent)
            before, most = found.memory.get(title, (watch.before, 0))
            found.memory[title] = before, max(most, watch.most)
            _say_spent(number, title, spent, statements)
            say(f"{watch.before:.0f} MB before, {watch.most:.0f} MB at most")


def _stream(
    up: Running, title: str, statements: int, database: psutil.Process | None, watch: Watch
) -> Spent:
    began, used, of_database = perf_counter(), cpu_seconds(up.process), cpu_seconds(database)
    _, ends = streamed(f"{base_of(up)}/v1/{title}", watch.look)
    wall = perf_counter() - began
    if title == "statements.ndjson" and ends < statements:
        raise Different(f"{title} has {ends} lines, of {statements}.")
    used_now, of_database_now = cpu_seconds(up.process), cpu_seconds(database)
    return Spent(wall, used_now - used, of_database_now - of_database)


def _say_spent(number: int, title: str, spent: Spent, rows: int) -> None:
    cpu = f"CPU {spent.client_cpu:.2f} + {spent.database_cpu:.2f} s"
    say(f"round {number + 1}: {title}: {spent.wall:.2f} s, {cpu}, {rows / spent.wall:.0f} rows/s")


def lists_table(found: Lists) -> str:
    statements = found.statements
    limit = next(iter(found.limits.values()))
    rows = []
    for title, samples in (*found.limits.items(), *found.lists.items()):
        of_statements = title in found.limits or title.startswith("statements")
        before, most = found.memory.get(title, (0, 0))
        rows.append(
            [
                title,
                spread([statements / s.wall for s in samples]) if of_statements else "",
                spread([s.wall for s in samples]),
                spread([s.cpu for s in samples]),
                _share(limit, samples, "wall") if of_statements else "",
                _share(limit, samples, "cpu") if of_statements else "",
                f"{before:.0f}, {most:.0f}" if most else "",
            ]
        )
    headings = ["whole list", "rows/s", "s", "CPU, s", "of the limit", "by CPU"]
    return markdown([*headings, "resident before, at most, MB"], rows)


def _share(limit: Sequence[Spent], samples: Sequence[Spent], what: str) -> str:
    """The limit is what its first row took, in the same round."""
    pairs = zip(limit, samples, strict=True)
    return spread([getattr(first, what) / getattr(other, what) for first, other in pairs])
