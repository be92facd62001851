"""The figures as Markdown: ranges over the rounds, and how many times the others' ours is."""

import platform
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median

import psutil

from benchmarks.cores import Cores
from benchmarks.load import Sample
from benchmarks.measure import CONNECTIONS, Figures, Plan
from benchmarks.queries import TITLES
from benchmarks.servers import Server

OURS = "ours"
FIGURES, GROWTH, PLAIN = "figures", "growth", "plain"
"""What stands on a page between the marks `<!-- NAME -->` and `<!-- end of NAME -->`."""


def report(figures: Figures, chosen: Sequence[Server], statements: int, where: str) -> str:
    titles = {server.name: server.title for server in chosen}
    parts = [f"{where} {statements:,} statements.", _starts(figures, titles)]
    others = [name for name in titles if name != OURS]
    if OURS in titles and others:
        parts.append(_summary(figures, titles, others))
    if figures.raw:
        parts.append(_raw(figures))
    for query in TITLES:
        for connections in CONNECTIONS:
            rows = {
                name: samples
                for name in titles
                if (samples := figures.samples.get((query, connections, name)))
            }
            if rows:
                parts.append(_table(figures, query, connections, rows, titles))
    return "\n\n".join(parts)


def heading(cores: Cores | None, plan: Plan) -> str:
    """When and where, how busy the machine was before, and for how long it was measured."""
    pinned = str(cores) if cores else "not pinned to cores"
    busy = psutil.getloadavg()[0]
    plural = "" if plan.rounds == 1 else "s"
    rounds = f"{plan.rounds} round{plural} of {plan.seconds:g} s after {plan.warm:g} s of load"
    return f"{date.today()}, {machine()}; {pinned}; load average before: {busy:.1f}; {rounds}."


def machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    return f"{_processor()}, {psutil.cpu_count()} cores, {memory:.0f} GB, {platform.system()}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _starts(figures: Figures, titles: dict[str, str]) -> str:
    rows = [
        [titles[name], f"{seconds:.2f}", f"{_most_memory(figures, name):.0f}"]
        for name, seconds in figures.starts.items()
    ]
    return markdown(["", "start to first answer, s", "most memory under load, MB"], rows)


def _summary(figures: Figures, titles: dict[str, str], others: Sequence[str]) -> str:
    """For each query, how many times another's rate ours is: at one connection, and at most."""
    rows = []
    for query, title in TITLES.items():
        cells = []
        for name in others:
            ratios = [
                ratio(ours, theirs)
                for connections in CONNECTIONS
                if (ours := figures.samples.get((query, connections, OURS)))
                and (theirs := figures.samples.get((query, connections, name)))
            ]
            cells.append("; ".join(ratios) or "does not have it")
        if any(figures.samples.get((query, each, OURS)) for each in CONNECTIONS):
            rows.append([title, *cells])
    connections = " and ".join(map(str, CONNECTIONS))
    headings = [f"ours is, at {connections} connections", *(titles[name] for name in others)]
    return markdown(headings, rows)


def _raw(figures: Figures) -> str:
    """Our statement alone beside ours with all that is around it, at its best."""
    rows = []
    for query, rate in figures.raw.items():
        ours = [
            median(each.rate for each in samples)
            for connections in CONNECTIONS
            if (samples := figures.samples.get((query, connections, OURS)))
        ]
        best = max(ours, default=0)
        rows.append([TITLES[query], figure(rate), figure(best), f"{best / rate:.0%}"])
    return markdown(["requests/s", "the statement alone, one connection", "ours", ""], rows)


def _most_memory(figures: Figures, server: str) -> float:
    found = [s.megabytes for key, all_ in figures.samples.items() if key[2] == server for s in all_]
    return max(found, default=0)


def _table(
    figures: Figures,
    query: str,
    connections: int,
    rows: dict[str, list[Sample]],
    titles: dict[str, str],
) -> str:
    size, objects = figures.sizes.get(query, (0, 0))
    ours = rows.get(OURS)
    headings = ["", "requests/s", "p50, ms", "p99, ms", "CPU, ms: server + database", "ours is"]
    lines = [
        [
            titles[name],
            spread([each.rate for each in samples]),
            spread([each.p50 for each in samples]),
            spread([each.p99 for each in samples]),
            f"{middle(samples, lambda s: s.server_cpu)} + "
            f"{middle(samples, lambda s: s.database_cpu)}",
            ratio(ours, samples) if ours and name != OURS else "",
        ]
        for name, samples in rows.items()
    ]
    plural = "" if connections == 1 else "s"
    title = f"**{TITLES[query]}** ({objects} objects, {size / 1000:.0f} kB), "
    return f"{title}{connections} connection{plural}\n\n{markdown(headings, lines)}"


def ratio(ours: Sequence[Sample], theirs: Sequence[Sample]) -> str:
    """How many times their rate ours is, round by round."""
    times = [mine.rate / other.rate for mine, other in zip(ours, theirs, strict=True)]
    return f"{spread(times)}x"


def middle(samples: Sequence[Sample], value: Callable[[Sample], float]) -> str:
    return figure(median(map(value, samples)))


def spread(values: Sequence[float]) -> str:
    """The lowest and the highest; one figure where they are the same to the reader."""
    low, high = figure(min(values)), figure(max(values))
    return low if low == high else f"{low} - {high}"


def figure(value: float) -> str:
    """To about three digits."""
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headings, ["---"] + ["---:"] * (len(headings) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def put_into(page: Path, name: str, figures: str) -> None:
    """Replaces what a page has between the two marks of that name."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, found, rest = page.read_text("utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{page} has no place for it, from {begin} to {end}")
    page.write_text(f"{before}{begin}\n\n{figures}\n\n{end}{after}", "utf-8")
