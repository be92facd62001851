"""How much a client may ask, and what it is told of that."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request

from api.app import create_app
from api.rates import CLIENTS, LONGEST_KEY, RateLimited, Rates, check_header, check_rate
from api.settings import Settings
from tests.api.opening import BROWSER, opened
from tests.api.serving import PATIENCE, serving

NAME = {"query": "{ __typename }"}
JSON_OF_GRAPHQL = {"Accept": "application/graphql-response+json"}
Calling = Callable[[str], httpx.AsyncClient]


@asynccontextmanager
async def limited(settings: Settings, **changed: Any) -> AsyncIterator[Calling]:
    """Gives a client for each address that calls a service of three operations a minute."""
    app = create_app(settings.model_copy(update={"rate_limit": "3/minute"} | changed))
    async with opened(app):
        yield lambda address: client_at(address, app)


def client_at(address: str, app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app, client=(address, 1)),
        base_url="http://knowledge.example",
    )


async def statuses(http: httpx.AsyncClient, times: int, **options: Any) -> list[int]:
    return [(await http.post("/graphql", json=NAME, **options)).status_code for _ in range(times)]


# ── What is told ─────────────────────────────────────────────────────────────────────────────

ITEM = re.compile(r'"(?P<name>[a-z]+)"(?P<parameters>(;[a-z][a-z0-9_.*-]*=-?[0-9]{1,15})+)')
"""An item of a list of structured fields (RFC 9651): a text with parameters that are numbers."""


def parsed(header: str) -> tuple[str, dict[str, int]]:
    """The one item of a RateLimit or RateLimit-Policy field."""
    item = ITEM.fullmatch(header)
    assert item, header
    pairs = (each.split("=") for each in item["parameters"][1:].split(";"))
    return item["name"], {name: int(value) for name, value in pairs}


async def test_three_are_answered_and_the_fourth_is_refused(settings: Settings) -> None:
    async with limited(settings) as calling, calling("192.0.2.1") as http:
        answers = [await http.post("/graphql", json=NAME) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.json().get("data") for answer in answers[:3]] == [{"__typename": "Query"}] * 3
    for answer, left in zip(answers, [2, 1, 0, 0], strict=True):
        assert parsed(answer.headers["ratelimit-policy"]) == ("operations", {"q": 3, "w": 60})
        name, told = parsed(answer.headers["ratelimit"])
        assert (name, told["r"], sorted(told)) == ("operations", left, ["r", "t"])
        assert 0 < told["t"] <= 60
    refused = answers[3]
    assert 1 <= int(refused.headers["retry-after"]) <= 20
    assert refused.headers["content-type"] == "application/json; charset=utf-8"
    assert list(refused.json()) == ["errors"]
    assert refused.json()["errors"][0]["extensions"] == {"code": "RATE_LIMITED"}
    assert refused.headers["retry-after"] in refused.json()["errors"][0]["message"]


async def test_a_burst_may_be_smaller_than_the_quota(settings: Settings) -> None:
    rate = "60/minute burst 2"
    async with limited(settings, rate_limit=rate) as calling, calling("192.0.2.1") as http:
        answers = [await http.post("/graphql", json=NAME) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert parsed(answers[0].headers["ratelimit-policy"]) == ("operations", {"q": 60, "w": 60})
    assert parsed(answers[0].headers["ratelimit"])[1]["r"] == 1
    assert answers[2].headers["retry-after"] == "1"


async def test_a_client_of_graphql_s_own_media_type_is_refused_in_it(settings: Settings) -> None:
    async with limited(settings) as calling, calling("192.0.2.1") as http:
        await statuses(http, 3)
        refused = await http.post("/graphql", json=NAME, headers=JSON_OF_GRAPHQL)

    assert refused.status_code == 429
    assert refused.headers["content-type"].startswith("application/graphql-response+json")


async def test_posts_and_gets_count_together_whatever_becomes_of_them(settings: Settings) -> None:
    async with limited(settings) as calling, calling("192.0.2.1") as http:
        posted = await http.post("/graphql", json=NAME)
        wrong = await http.post("/graphql/", content=b"{")
        got = await http.get("/graphql", params=NAME)
        refused = [
            await http.get("/graphql", params=NAME),
            await http.head("/graphql", params=NAME),
            await http.post("/graphql", json=NAME),
        ]

    assert [each.status_code for each in (posted, wrong, got)] == [200, 415, 200]
    assert parsed(wrong.headers["ratelimit"])[1]["r"] == 1
    assert [each.status_code for each in refused] == [429] * 3


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_page_of_an_allowed_origin_may_read_the_refusal(
    settings: Settings, method: str
) -> None:
    desk = "https://desk.example"
    sent: dict[str, Any] = {"params": NAME} if method == "GET" else {"json": NAME}
    async with limited(settings, cors_origins=desk) as calling, calling("192.0.2.1") as http:
        await statuses(http, 3)
        refused = await http.request(method, "/graphql", headers={"Origin": desk}, **sent)

    assert refused.status_code == 429
    assert refused.headers["access-control-allow-origin"] == desk
    shown = {each.strip() for each in refused.headers["access-control-expose-headers"].split(",")}
    assert shown >= {"RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id"}
    assert {"ratelimit", "ratelimit-policy", "retry-after"} <= set(refused.headers)


async def test_health_metrics_pages_and_preflights_are_not_limited(settings: Settings) -> None:
    free = ["/", "/health/live", "/health/ready", "/metrics", "/graphql/schema", "/nothing"]
    preflight = {"Origin": "https://desk.example", "Access-Control-Request-Method": "POST"}
    changed = {"cors_origins": "https://desk.example"}
    async with limited(settings, **changed) as calling, calling("192.0.2.1") as http:
        await statuses(http, 4)
        answers = [await http.get(path) for path in free]
        answers.append(await http.get("/graphql", headers=BROWSER))
        answers.append(await http.options("/graphql", headers=preflight))

    assert [each.status_code for each in answers] == [200, 200, 200, 200, 200, 404, 503, 200]
    assert not any("ratelimit" in each.headers for each in answers)


async def test_off_limits_nothing(settings: Settings) -> None:
    async with limited(settings, rate_limit="off") as calling, calling("192.0.2.1") as http:
        answer = await http.post("/graphql", json=NAME)
        many = await statuses(http, 20)

    assert "ratelimit" not in answer.headers
    assert set(many) == {200}


# ── Who it is ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("first", "second", "are_one"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", True),
        ("2001:db8:0:1::1", "2001:0DB8:0000:0001::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("fe80::1%eth0", "fe80::2%eth0", True),
    ],
)
async def test_clients_are_told_apart_by_their_networks(
    settings: Settings, first: str, second: str, are_one: bool
) -> None:
    async with limited(settings) as calling, calling(first) as one, calling(second) as other:
        assert await statuses(one, 4) == [200, 200, 200, 429]
        assert await statuses(other, 1) == [429 if are_one else 200]


async def test_clients_are_told_apart_by_a_header_of_the_proxy(settings: Settings) -> None:
    async with (
        limited(settings, rate_limit_by="X-Client") as calling,
        calling("192.0.2.1") as http,
        calling("192.0.2.2") as elsewhere,
    ):
        assert await statuses(http, 4, headers={"X-Client": "a"}) == [200, 200, 200, 429]
        assert await statuses(http, 1, headers={"x-client": "b"}) == [200]
        assert await statuses(elsewhere, 1, headers={"X-Client": "a"}) == [429]
        # Those without it are one.
        assert await statuses(http, 3) == [200] * 3
        assert await statuses(elsewhere, 1) == [429]


@pytest.mark.parametrize(("proxies", "believed"), [("127.0.0.1,10.0.0.0/8", True), ("", False)])
def test_a_proxy_is_believed_only_where_it_is_trusted(
    shipped_copy: str, tmp_path: Path, proxies: str, believed: bool
) -> None:
    settings = {"RATE_LIMIT": "3/minute", "TRUSTED_PROXIES": proxies, "DATABASE_URL": shipped_copy}
    with serving(tmp_path, PATIENCE, **settings) as (_, said):
        address = re.search(r"http://[^/]+", said[-1])
        assert address

        def status(forwarded: str) -> int:
            headers = {"X-Forwarded-For": forwarded}
            return httpx.post(f"{address[0]}/graphql", json=NAME, headers=headers).status_code

        one = [status("203.0.113.1") for _ in range(4)]
        # What stands before is what the client itself made up, after it come further proxies.
        made_up = [status("203.0.113.5, 203.0.113.1"), status("203.0.113.1, 10.1.2.3")]
        other = [status("203.0.113.2"), status("2001:db8::1")]

    assert one == [200, 200, 200, 429]
    assert made_up == [429, 429]
    assert other == [200, 200] if believed else [429, 429]


def test_those_without_an_address_are_one_client() -> None:
    rates = Rates("1/day")
    of_a_unix_socket = Request({"type": "http", "client": None, "headers": []})
    rates.count(of_a_unix_socket)

    with pytest.raises(RateLimited):
        rates.count(of_a_unix_socket)


# ── Memory ───────────────────────────────────────────────────────────────────────────────────


def request_of(address: str, **headers: str) -> Request:
    lines = [(name.encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "client": (address, 1), "headers": lines})


def test_as_many_clients_are_remembered_as_there_is_room_for() -> None:
    rates = Rates("1/day")
    rates.count(request_of("192.0.2.1"))
    rates.count(request_of("192.0.2.2"))

    for number in range(CLIENTS - 1):
        rates.count(request_of(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"))

    # The one unseen for longest is forgotten, and begins anew.
    with pytest.raises(RateLimited):
        rates.count(request_of("192.0.2.2"))
    rates.count(request_of("192.0.2.1"))


def test_of_what_a_client_is_told_apart_by_little_is_remembered() -> None:
    long = "a" * LONGEST_KEY
    by_header, by_address = Rates("1/day", "x"), Rates("1/day")
    by_header.count(request_of("192.0.2.1", x=long + "b"))
    by_address.count(request_of(long + "b"))

    with pytest.raises(RateLimited):
        by_header.count(request_of("192.0.2.1", x=long + "c"))
    with pytest.raises(RateLimited):
        by_address.count(request_of(long + "c"))


# ── Settings ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("rate", ["off", "1/second", "10/s", "600/minute burst 50", "1000/day"])
def test_what_is_a_rate_is_taken(rate: str) -> None:
    assert check_rate(rate) == rate


@pytest.mark.parametrize(
    "rate",
    [
        *("", "5", "0/minute", "-1/minute", "1.5/minute", "5/fortnight", "5/minute burst 0"),
        *("1/second, 5/minute", f"{10**15}/day", "OFF", "on"),
    ],
)
def test_what_is_no_rate_is_refused(rate: str) -> None:
    with pytest.raises(ValueError, match="is not a rate"):
        check_rate(rate)


@pytest.mark.parametrize("name", ["X Client", "X-Client:", "X-Клиент", "X-Client, X-Other"])
def test_what_is_no_header_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is not the name of a header"):
        check_header(name)


async def test_that_a_proxy_counts_as_one_client_is_said_once_in_the_log(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    limited = settings.model_copy(update={"rate_limit": "1/minute"})
    async with opened(limited) as http:
        for _ in range(3):
            await http.get(
                "/graphql",
                params={"query": "{ __typename }"},
                headers={"X-Forwarded-For": "192.0.2.1"},
            )

    told = [each for each in caplog.records if each.msg == "a_proxy_counts_as_one_client"]
    assert len(told) == 1
