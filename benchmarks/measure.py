"""Measures servers side by side: each is checked, warmed, then loaded in turn, round by round."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from benchmarks.load import Loader, Sample, ask
from benchmarks.queries import Different, require_same
from benchmarks.servers import Running, Server, running

CONNECTIONS = (1, 16)


@dataclass(frozen=True)
class Plan:
    """What to measure, and for how long."""

    queries: Sequence[str]
    rounds: int
    seconds: float
    warm: float
    """Seconds of load that each query has on each server before it counts."""


@dataclass
class Figures:
    """What was measured."""

    samples: dict[tuple[str, int, str], list[Sample]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """By query, connections and server: a sample for each round."""

    starts: dict[str, float] = field(default_factory=dict)
    """By server: seconds from its start to its first answer."""

    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By query: bytes and objects of our answer."""

    raw: dict[str, float] = field(default_factory=dict)
    """By query: how often a second our statement alone is answered."""


def measure(
    chosen: Sequence[Server], plan: Plan, variables: dict[str, str], loader: Loader
) -> Figures:
    """Figures of all servers. All run, and one at a time has load."""
    figures = Figures()
    core = loader.cores.server if loader.cores else None
    with ExitStack() as stack:
        up: list[Running] = []
        for server in chosen:
            first = next((query for query in plan.queries if query in server.queries), None)
            if first is None:
                continue
            say(f"starting {server.title}")
            up.append(stack.enter_context(running(server, core)))
            ask(_url(up[-1], first), server.queries[first].body(variables))
            figures.starts[server.name] = perf_counter() - up[-1].started
        for query in plan.queries:
            _measure_query(query, up, plan, variables, loader, figures)
    return figures


def _measure_query(
    query: str,
    up: Sequence[Running],
    plan: Plan,
    variables: dict[str, str],
    loader: Loader,
    figures: Figures,
) -> None:
    bodies = {
        each.server.name: each.server.queries[query].body(variables)
        for each in up
        if query in each.server.queries
    }
    having = [each for each in up if each.server.name in bodies]
    for each in having:
        say(f"warming {each.server.title}: {query}")
        body = bodies[each.server.name]
        loader.put(each, _url(each, query), body, max(CONNECTIONS), plan.warm)
    for number in range(plan.rounds):
        for connections in CONNECTIONS:
            for each in having:
                name, url, body = each.server.name, _url(each, query), bodies[each.server.name]
                sample = loader.put(each, url, body, connections, plan.seconds)
                figures.samples[query, connections, name].append(sample)
                say(
                    f"round {number + 1}: {query} x {connections} {name}: "
                    f"{sample.rate:.0f}/s, p50 {sample.p50:.2f} ms, "
                    f"CPU {sample.server_cpu:.2f} + {sample.database_cpu:.2f} ms"
                )


def collect(
    chosen: Sequence[Server], queries: Sequence[str], variables: dict[str, str], answers: Path
) -> dict[str, bytes]:
    """Our answers, by query; Different is raised where another server has other objects."""
    ours: dict[str, bytes] = {}
    for server in sorted(chosen, key=lambda each: each.name != "ours"):
        if server.name == "fixed":
            continue
        with running(server, None) as up:
            for query in queries:
                if query in server.queries:
                    answer = ask(up.url, server.queries[query].body(variables))
                    require_same(query, ours.setdefault(query, answer), answer, server.title)
                    say(f"{server.title}: {query} is the same")
    if not ours:
        raise Different("No server was chosen that answers.")
    for query, answer in ours.items():
        (answers / query).write_bytes(answer)
    return ours


def _url(up: Running, query: str) -> str:
    return up.url.replace("/graphql", f"/{query}") if up.server.name == "fixed" else up.url


def say(words: str) -> None:
    print(f"-- {words}", flush=True)
