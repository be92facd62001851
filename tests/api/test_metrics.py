"""What /metrics tells Prometheus, and whom."""

import re
from collections.abc import Mapping
from pathlib import Path
from time import sleep
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from api.settings import Settings
from tests.api.opening import BROWSER, opened
from tests.api.serving import serving

Samples = Mapping[tuple[str, frozenset[tuple[str, str]]], float]
"""Values by name and labels."""


def samples_of(text: str) -> Samples:
    return {
        (sample.name.removeprefix("event_knowledge_"), frozenset(sample.labels.items())): (
            sample.value
        )
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name.startswith("event_knowledge_")
    }


async def counted(http: httpx.AsyncClient) -> Samples:
    """What is told now. Applications of one process count together."""
    response = await http.get("/metrics")
    assert response.status_code == 200
    return samples_of(response.text)


def more(before: Samples, after: Samples, name: str, **labels: str) -> float:
    """By how much a value has grown."""
    key = (name, frozenset(labels.items()))
    return after.get(key, 0) - before.get(key, 0)


TOO_MUCH = "{ events(first: 100) { nodes { claims(first: 100) { nodes { statement { claims { id means { id } } } } } } } }"  # noqa: E501  # A query


async def test_requests_errors_costs_and_times_are_counted(http: httpx.AsyncClient) -> None:
    before = await counted(http)

    for query in ("{ __typename }", "{ actors(first: 7) { nodes { id } } }", "{ nope }", TOO_MUCH):
        await http.post("/graphql", json={"query": query})
    await http.get("/graphql", params={"query": "{ __typename }"})
    await http.get("/nothing")
    await http.get("/health/live")
    after = await counted(http)

    def grew(name: str, **labels: str) -> float:
        return more(before, after, name, **labels)

    assert grew("requests_total", door="graphql", method="POST", status="200") == 4
    assert grew("requests_total", door="graphql", method="GET", status="200") == 1
    assert grew("requests_total", door="other", method="GET", status="404") == 1
    # The health, and the first look at the metrics themselves.
    assert grew("requests_total", door="other", method="GET", status="200") == 2
    assert grew("errors_total", code="GRAPHQL_VALIDATION_FAILED") == 1
    assert grew("errors_total", code="TOO_COMPLEX") == 1
    assert grew("errors_total", code="NOT_FOUND") == 1
    assert grew("operation_cost_rows_count") == 3
    assert grew("operation_cost_rows_sum") == 7
    assert grew("operation_cost_rows_bucket", le="1.0") == 2
    assert grew("request_seconds_count", door="graphql") == 5
    assert grew("request_seconds_sum", door="graphql") > 0
    assert grew("request_seconds_bucket", door="graphql", le="+Inf") == 5


async def test_it_is_text_that_nobody_keeps(http: httpx.AsyncClient) -> None:
    got = await http.get("/metrics")
    asked = await http.head("/metrics")

    assert got.headers["content-type"].startswith("text/plain")
    assert got.headers["cache-control"] == "no-store"
    assert (asked.status_code, asked.content) == (200, b"")
    assert ("database_connections", frozenset()) in samples_of(got.text)


async def test_no_series_begin_by_what_clients_make_up(http: httpx.AsyncClient) -> None:
    async def ask(number: int) -> None:
        await http.get(f"/made-up/{number}")
        await http.request(f"MADE{number}", "/graphql")
        await http.post("/graphql", json={"query": f"query Made{number} {{ __typename }}"})
        await http.post("/graphql", json={"query": f"query Made{number} {{ up{number} }}"})
        await http.post("/graphql", json={"query": "{ a }", "operationName": f"Made{number}"})
        await http.post("/graphql", content=b"", headers={"Content-Type": f"made/up{number}"})
        await http.get("/graphql", params={"query": f"{{ up{number} }}"}, headers=BROWSER)
        await http.get("/", headers={"Host": f"made-up-{number}.example"})

    await ask(0)
    before = await counted(http)
    for number in range(1, 20):
        await ask(number)
    after = await counted(http)

    assert set(after) == set(before)
    assert not any("made" in value.lower() for _, labels in after for _, value in labels)


async def test_metrics_that_are_off_are_not_there(settings: Settings) -> None:
    async with opened(settings.model_copy(update={"metrics": False})) as http:
        response = await http.get("/metrics")

    assert response.status_code == 404
    assert response.json()["errors"][0]["extensions"] == {"code": "NOT_FOUND"}


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (None, 401),
        ("", 401),
        ("Bearer", 401),
        ("Bearer ", 401),
        ("Bearer wrong", 401),
        ("Bearer sécret", 401),
        ("Bearer s3cret and more", 401),
        ("Basic s3cret", 401),
        ("s3cret", 401),
        ("Bearer s3cret", 200),
        ("bearer s3cret", 200),
    ],
)
async def test_metrics_are_for_those_who_send_the_token(
    settings: Settings, given: str | None, status: int
) -> None:
    headers = {} if given is None else {b"Authorization": given.encode()}
    async with opened(settings.model_copy(update={"metrics_token": "s3cret"})) as http:
        response = await http.get("/metrics", headers=headers)

    assert response.status_code == status
    if status == 401:
        assert response.headers["www-authenticate"] == "Bearer"
        assert response.json()["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}
        assert "event_knowledge" not in response.text


PATIENCE = 10
"""Seconds until a process that has answered has counted it, too."""


def test_what_several_processes_count_is_told_as_one_sum(shipped_copy: str, tmp_path: Path) -> None:
    with serving(tmp_path, WORKERS="2", DATABASE_URL=shipped_copy) as (_, said):
        found = re.search(r"http://[^/]+", said[-1])
        assert found
        processes: set[str] = set()
        asked = 0
        while len(processes) < 2 or asked < 20:
            response = httpx.post(f"{found[0]}/graphql", json={"query": "{ __typename }"})
            processes.add(response.headers["x-request-id"].partition("-")[0])
            asked += 1
            assert asked < 1000, "One process answers everything."
        sums = [await_sum(found[0], asked) for _ in range(10)]

    assert sums == [asked] * 10


def await_sum(address: str, expected: int) -> Any:
    labels = {"door": "graphql", "method": "POST", "status": "200"}
    for _ in range(PATIENCE * 10):
        samples = samples_of(httpx.get(f"{address}/metrics").text)
        told = samples.get(("requests_total", frozenset(labels.items())))
        if told == expected:
            break
        sleep(0.1)
    return told
