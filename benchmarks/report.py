"""The figures as Markdown: ranges over the rounds, and how many times the others' ours is."""

import platform
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median

import psutil

from benchmarks.load import Sample
from benchmarks.measure import CONNECTIONS, Figures
from benchmarks.queries import TITLES
from benchmarks.servers import Server

OURS = "ours"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def report(figures: Figures, chosen: Sequence[Server], statements: int, cores: str) -> str:
    titles = {server.name: server.title for server in chosen}
    parts = [
        f"{date.today()}, {machine()}; {cores}. {statements:,} statements.",
        _starts(figures, titles),
    ]
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
    return _markdown(["", "start to first answer, s", "most memory under load, MB"], rows)


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
    return f"{title}{connections} connection{plural}\n\n{_markdown(headings, lines)}"


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


def _markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headings, ["---"] + ["---:"] * (len(headings) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def put_into(page: Path, figures: str) -> None:
    """Replaces the figures that a page has between its two marks."""
    text = page.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}", "utf-8")
