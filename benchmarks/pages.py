"""A page by plain GET beside the same by GraphQL, and beside 304."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from benchmarks.client import answered, connected, rate, request
from benchmarks.cores import cpu_seconds
from benchmarks.measure import Plan, say
from benchmarks.queries import Different
from benchmarks.report import figure, markdown, spread
from benchmarks.servers import Running

PAGE = "/v1/statements?first=100"
QUERY = Path(__file__).parent / "queries" / "plain" / "statements.graphql"

GRAPHQL, GET, NOT_MODIFIED = "GraphQL", "GET", "304"
ASKED = (GRAPHQL, GET, NOT_MODIFIED)


@dataclass(frozen=True)
class Rate:
    """How often a second something is answered, and milliseconds of computing for each."""

    rate: float
    cpu: float


Pages = dict[str, list[Rate]]
"""By what is asked: a rate for each round."""


def measure_pages(up: Running, plan: Plan, database: psutil.Process | None) -> Pages:
    found: Pages = {}
    address = base_of(up) + PAGE
    with connected(up.url) as line:
        head, _ = answered(line, request(address, {}), 200)
        tag = re.search(rb'\r\netag: ("[^"]+")', head, re.IGNORECASE)
        assert tag is not None
        asked = {
            GRAPHQL: (request(up.url, {}, _body()), 200),
            GET: (request(address, {}), 200),
            NOT_MODIFIED: (request(address, {"If-None-Match": tag[1].decode()}), 304),
        }
        for each in asked.values():
            rate(line, *each, plan.warm / 4)
        for number in range(plan.rounds):
            for name, each in asked.items():
                sample = _rate(up, database, partial(rate, line, *each, plan.seconds))
                found.setdefault(name, []).append(sample)
                say(f"round {number + 1}: {name}: {sample.rate:.0f}/s, CPU {sample.cpu:.2f} ms")
    return found


def _rate(
    up: Running, database: psutil.Process | None, ask: Callable[[], tuple[int, float]]
) -> Rate:
    before = cpu_seconds(up.process) + cpu_seconds(database)
    times, seconds = ask()
    used = cpu_seconds(up.process) + cpu_seconds(database) - before
    return Rate(times / seconds, used * 1000 / times)


def _body() -> bytes:
    return json.dumps({"query": QUERY.read_text("utf-8")}).encode()


def base_of(up: Running) -> str:
    return up.url.removesuffix("/graphql")


def require_same_records(up: Running) -> None:
    """Raises Different where the query asks for something else than a record has."""
    with connected(up.url) as line:
        _, by_graphql = answered(line, request(up.url, {}, _body()), 200)
        _, by_get = answered(line, request(base_of(up) + PAGE, {}), 200)
    nodes = json.loads(by_graphql)["data"]["statements"]["nodes"]
    items = [_as_node(each, base_of(up)) for each in json.loads(by_get)["items"]]
    if nodes != items:
        raise Different("A page by GET has other records than the same by GraphQL.")


def _as_node(value: Any, base: str) -> Any:
    """A record as GraphQL has it: its own address left out, those of others as their slugs."""
    if isinstance(value, list):
        return [_as_node(each, base) for each in value]
    if not isinstance(value, Mapping):
        return value
    found = {}
    for key, each in value.items():
        if key.endswith("_url") and key != "source_url":
            slug = each and {"slug": each.removeprefix(base).rpartition("/")[2]}
            found[_in_camel_case(key.removesuffix("_url"))] = slug
        elif key != "url":
            found[_in_camel_case(key)] = _as_node(each, base)
    return found


def _in_camel_case(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(each.capitalize() for each in others)


def pages_table(found: Pages) -> str:
    titles = {
        GRAPHQL: "100 statements by GraphQL",
        GET: "the same records by GET",
        NOT_MODIFIED: "304, where the client has them already",
    }
    rows = [
        [
            titles[name],
            spread([each.rate for each in samples]),
            figure(median(each.cpu for each in samples)),
            *_times(found, name),
        ]
        for name, samples in found.items()
    ]
    headings = ["one connection", "requests/s", "CPU, ms", "of the rate by GraphQL", "by GET"]
    return markdown(headings, rows)


def _times(pages: Mapping[str, Sequence[Rate]], name: str) -> Iterator[str]:
    """How many times the rates of the others this one's is, round by round."""
    for other in (GRAPHQL, GET):
        pairs = zip(pages[name], pages[other], strict=True)
        times = spread([mine.rate / theirs.rate for mine, theirs in pairs])
        yield f"{times}x" if ASKED.index(name) > ASKED.index(other) else ""
