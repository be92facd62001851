"""By which names the service is called, and what each of its answers says to browsers."""

# ruff: noqa: E501  # Tables are read row by row.

import re
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from api.origins import check_hosts, check_proxies
from api.settings import BadSettings, Settings
from tests.api.opening import BROWSER, opened
from tests.api.serving import serving

NAME = {"query": "{ __typename }"}
TRUSTED = "knowledge.example, *.Desk.example., [::1], 192.0.2.1, my_service"


async def called(settings: Settings, trusted: str, *hosts: str) -> httpx.Response:
    """The answer to a request with these lines of Host."""
    app = create_app(settings.model_copy(update={"trusted_hosts": trusted}))
    async with opened(app) as http:
        request = http.build_request("POST", "/graphql", json=NAME)
        del request.headers["host"]
        lines = [(b"Host", host.encode()) for host in hosts]
        request.headers = httpx.Headers([*request.headers.raw, *lines])
        return await http.send(request)


@pytest.mark.parametrize(
    ("host", "trusted"),
    [
        ("knowledge.example", True),
        ("knowledge.example:8000", True),
        ("knowledge.example:", True),
        ("knowledge.example.", True),
        ("knowledge.example.:443", True),
        ("KNOWLEDGE.Example", True),
        ("one.desk.example", True),
        ("one.two.desk.example:8000", True),
        ("[::1]", True),
        ("[::1]:8000", True),
        ("192.0.2.1:8000", True),
        ("my_service:8000", True),
        ("", False),
        (":8000", False),
        (".", False),
        ("desk.example", False),
        ("evildesk.example", False),
        ("other.example", False),
        ("knowledge.example.evil.example", False),
        ("evil.example:80@knowledge.example", False),
        ("knowledge.example@evil.example", False),
        ("knowledge.example:80:80", False),
        ("knowledge.example/", False),
        ("knowledge.example, evil.example", False),
        ("http://knowledge.example", False),
        ("*", False),
        ("*.desk.example.evil.example", False),
        ("::1", False),
        ("[::2]", False),
        ("[::1].evil.example", False),
        ("192.0.2.10", False),
        ("ｋnowledge.example", False),
    ],
)
async def test_it_is_called_by_the_names_that_were_set(
    settings: Settings, host: str, trusted: bool
) -> None:
    response = await called(settings, TRUSTED, host)

    assert response.status_code == (200 if trusted else 400)
    if not trusted:
        assert response.headers["content-type"] == "application/json; charset=utf-8"
        assert response.json()["errors"][0]["extensions"] == {"code": "BAD_REQUEST"}
        assert "evil" not in response.text


@pytest.mark.parametrize("hosts", [[], ["knowledge.example"] * 2, ["knowledge.example", "x"]])
async def test_a_request_names_one_host(settings: Settings, hosts: list[str]) -> None:
    response = await called(settings, TRUSTED, *hosts)

    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"] == {"code": "BAD_REQUEST"}


@pytest.mark.parametrize("trusted", ["*", "knowledge.example, *"])
@pytest.mark.parametrize("hosts", [[], ["evil.example"], ["[::1]:5"]])
async def test_any_name_will_do_where_none_are_set(
    settings: Settings, trusted: str, hosts: list[str]
) -> None:
    assert (await called(settings, trusted, *hosts)).status_code == 200


async def test_its_health_is_told_by_any_name(settings: Settings) -> None:
    async with opened(settings.model_copy(update={"trusted_hosts": "knowledge.example"})) as http:
        found = {
            path: (await http.get(path, headers={"Host": "10.0.0.7:8000"})).status_code
            for path in ("/health/live", "/health/ready", "/metrics", "/health", "/graphql/schema")
        }

    assert list(found.values()) == [200, 200, 400, 400, 400]


BAD = {
    "TRUSTED_HOSTS": [
        *("knowledge.example:8000", "http://knowledge.example", "knowledge.example/", "::1", ","),
        *("knowledge.example,", " ", "a b", "*desk.example", "desk.*", "[::1", "bücher.example"),
    ],
    "TRUSTED_PROXIES": ["proxy", "127.0.0.1:80", "10.0.0.1/8", "*", "127.0.0.1,", "10.0.0.0/33"],
    "RATE_LIMIT": ["5", "0/minute"],
    "RATE_LIMIT_BY": ["X Client"],
}


@pytest.mark.parametrize("name", BAD)
def test_a_setting_that_cannot_be_right_is_named(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for value in BAD[name]:
        monkeypatch.setenv(name, value)
        with pytest.raises(BadSettings, match=f"^{name}: .*Write"):
            Settings.from_environment()


def test_settings_that_can_be_right_are_taken() -> None:
    proxies = "127.0.0.1, 10.0.0.0/8, ::1, fd00::/8"

    assert check_hosts(TRUSTED) == TRUSTED
    assert [check_proxies(each) for each in ("", proxies)] == ["", proxies]


# ── What each answer says ────────────────────────────────────────────────────────────────────


@pytest.fixture
async def built(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service with a page, for those that call it by a name that is trusted."""
    assets = settings.web_dist / "assets"
    assets.mkdir(parents=True)
    (settings.web_dist / "index.html").write_text("<!doctype html><title>The page</title>")
    (assets / "index-0a1b2c3d.js").write_text("export {}")
    changed = {"trusted_hosts": "*.example", "rate_limit": "20/minute", "cors_origins": "loopback"}
    async with opened(settings.model_copy(update=changed)) as http:
        yield http


KINDS: dict[str, tuple[int, str, str, dict[str, Any]]] = {
    "an operation": (200, "POST", "/graphql", {"json": NAME}),
    "one by address": (200, "GET", "/graphql", {"params": NAME}),
    "its head": (200, "HEAD", "/graphql", {"params": NAME}),
    "a refused one": (400, "POST", "/graphql", {"content": b"{", "headers": {"Content-Type": "application/json"}}),
    "another type": (415, "POST", "/graphql", {"content": b"{"}),
    "the page": (200, "GET", "/graphql", {"headers": BROWSER}),
    "a file": (200, "GET", "/explorer/assets/index-0a1b2c3d.js", {}),
    "a part of a file": (206, "GET", "/explorer/assets/index-0a1b2c3d.js", {"headers": {"Range": "bytes=0-1"}}),
    "no such part": (416, "GET", "/explorer/assets/index-0a1b2c3d.js", {"headers": {"Range": "bytes=99-"}}),
    "no such file": (404, "GET", "/explorer/assets/none.js", {}),
    "a redirect": (307, "GET", "/", {"headers": BROWSER}),
    "the places": (200, "GET", "/", {}),
    "the icon": (204, "GET", "/favicon.ico", {}),
    "the schema": (200, "GET", "/graphql/schema", {}),
    "health": (200, "GET", "/health/ready", {}),
    "metrics": (200, "GET", "/metrics", {}),
    "nothing there": (404, "GET", "/nothing", {}),
    "another method": (405, "DELETE", "/graphql", {}),
    "no such type": (406, "POST", "/graphql", {"json": NAME, "headers": {"Accept": "text/csv"}}),
    "another host": (400, "GET", "/", {"headers": {"Host": "evil.test"}}),
    "a preflight": (200, "OPTIONS", "/graphql", {"headers": {"Origin": "http://localhost:1", "Access-Control-Request-Method": "POST"}}),
    "a bad preflight": (400, "OPTIONS", "/graphql", {"headers": {"Origin": "http://evil.test", "Access-Control-Request-Method": "POST"}}),
}  # fmt: skip

SERVERS = re.compile("uvicorn|starlette|fastapi|strawberry|graphql-core|python|httptools", re.I)


@pytest.mark.parametrize("kind", KINDS)
async def test_each_answer_says_what_browsers_are_to_heed(
    built: httpx.AsyncClient, kind: str
) -> None:
    status, method, path, sent = KINDS[kind]

    answer = await built.request(method, path, **sent)

    assert answer.status_code == status
    check_headers(answer)


def check_headers(answer: httpx.Response) -> None:
    names = [name.decode().lower() for name, _ in answer.headers.raw]
    policy = answer.headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert re.fullmatch("[0-9a-f]+-[0-9a-f]+", answer.headers["x-request-id"])
    assert sorted(names) == sorted({*names}), "Each header is there once."
    assert not {"server", "x-powered-by", "via"} & set(names)
    assert not SERVERS.search(str(answer.headers.raw))


async def test_what_is_known_already_says_it_too(built: httpx.AsyncClient) -> None:
    for path, headers in (("/graphql/schema", {}), ("/graphql", BROWSER)):
        first = await built.get(path, headers=headers)
        again = await built.get(path, headers=headers | {"If-None-Match": first.headers["etag"]})

        assert again.status_code == 304
        check_headers(again)


async def test_one_who_is_refused_for_asking_too_much_is_told_so_too(
    built: httpx.AsyncClient,
) -> None:
    for _ in range(21):
        answer = await built.post("/graphql", json=NAME)

    assert answer.status_code == 429
    check_headers(answer)


async def test_a_failure_inside_says_it_too(settings: Settings) -> None:
    app = create_app(settings)

    @app.get("/fail")
    async def fail() -> None:
        raise RuntimeError

    async with opened(app) as http:
        answer = await http.get("/fail")

    assert answer.status_code == 500
    check_headers(answer)


async def test_requests_have_numbers_of_their_own(http: httpx.AsyncClient) -> None:
    given = {"X-Request-Id": "of-the-client"}
    numbers = {(await http.get("/", headers=given)).headers["x-request-id"] for _ in range(10)}

    assert len(numbers) == 10
    assert "of-the-client" not in numbers


def test_what_the_server_itself_refuses_names_nothing_either(
    shipped_copy: str, tmp_path: Path
) -> None:
    with serving(tmp_path, DATABASE_URL=shipped_copy) as (_, said):
        found = re.search(r"http://([^/:]+):([0-9]+)", said[-1])
        assert found
        with socket.create_connection((found[1], int(found[2])), timeout=10) as connection:
            connection.sendall(b"nonsense\r\n\r\n")
            refused = connection.recv(10_000).decode()
        answer = httpx.get(f"{found[0]}/health/live")

    head = refused.lower().partition("\r\n\r\n")[0].split("\r\n")
    assert head[0] == "http/1.1 400 bad request"
    assert "x-content-type-options: nosniff" in head
    assert "referrer-policy: no-referrer" in head
    assert "content-security-policy: default-src 'none'; frame-ancestors 'none'" in head
    assert not SERVERS.search(refused)
    check_headers(answer)


# ── The schema is not for everyone ───────────────────────────────────────────────────────────


@pytest.fixture
async def hidden(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service that does not show its schema."""
    async with opened(settings.model_copy(update={"introspection": False})) as http:
        yield http


NEARLY = "query ($where: EventFilter, $kind: EventKind) { events(where: $where) { totalCount } }"

GUESSES: dict[str, dict[str, Any]] = {
    "a field": {"query": "{ event { totalCount } evnts { totalCount } }"},
    "a field below": {"query": "{ events { totalcount } }"},
    "an argument": {"query": "{ events(frst: 1) { totalCount } }"},
    "a type": {"query": "{ ... on Quer { __typename } }"},
    "a type of a variable": {"query": "query ($w: EventFilte) { events(where: $w) { totalCount } }"},
    "a word": {"query": "{ events(where: {kind: {eq: BATLE}}) { totalCount } }"},
    "a word as a text": {"query": '{ events(where: {kind: {eq: "BATTLE"}}) { totalCount } }'},
    "a field of a filter": {"query": "{ events(where: {tile: {eq: \"x\"}}) { totalCount } }"},
    "an operator": {"query": "{ events(where: {title: {eqs: \"x\"}}) { totalCount } }"},
    "a directive": {"query": "{ __typename @skp(if: true) }"},
    "a field of a variable": {"query": NEARLY, "variables": {"where": {"tile": {"eq": "x"}}}},
    "an operator of a variable": {"query": NEARLY, "variables": {"where": {"title": {"eqs": 1}}}},
    "a word of a variable": {"query": NEARLY, "variables": {"kind": "BATLE"}},
    "a deep word": {"query": NEARLY, "variables": {"where": {"kind": {"eq": "BATLE"}}}},
    "an order": {"query": "{ events(orderBy: [{field: TITEL}]) { totalCount } }"},
}  # fmt: skip


@pytest.mark.parametrize("guess", GUESSES)
async def test_a_hidden_schema_is_not_suggested(
    hidden: httpx.AsyncClient, http: httpx.AsyncClient, guess: str
) -> None:
    answers = [await each.post("/graphql", json=GUESSES[guess]) for each in (hidden, http)]

    codes = [answer.json()["errors"][0]["extensions"]["code"] for answer in answers]
    assert codes[0] == codes[1]
    assert codes[0] in ("GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT")
    assert "did you mean" not in answers[0].text.lower()


async def test_a_schema_that_is_shown_is_suggested(http: httpx.AsyncClient) -> None:
    answers = [(await http.post("/graphql", json=GUESSES[each])).text for each in GUESSES]

    assert sum("Did you mean" in each for each in answers) > len(GUESSES) / 2


@pytest.mark.parametrize(
    "query",
    [
        "{ __schema { description } }",
        '{ __type(name: "Query") { name } }',
        "{ a: __schema { description } __typename }",
        "{ __schema @skip(if: true) { description } __typename }",
        "{ ...F } fragment F on Query { __schema { description } }",
        "{ events { totalCount } ... { __schema { description } } }",
    ],
)
async def test_a_hidden_schema_is_not_told(hidden: httpx.AsyncClient, query: str) -> None:
    for answer in (
        await hidden.post("/graphql", json={"query": query}),
        await hidden.get("/graphql", params={"query": query}),
    ):
        assert "data" not in answer.json()
        code = answer.json()["errors"][0]["extensions"]["code"]
        assert code == "GRAPHQL_VALIDATION_FAILED"


async def test_the_file_of_a_hidden_schema_is_not_there(hidden: httpx.AsyncClient) -> None:
    answer = await hidden.get("/graphql/schema")
    known = await hidden.get("/graphql/schema", headers={"If-None-Match": "*"})

    assert [answer.status_code, known.status_code] == [404, 404]
    assert answer.json()["errors"][0]["extensions"] == {"code": "NOT_FOUND"}


async def test_names_of_types_are_told_all_the_same(hidden: httpx.AsyncClient) -> None:
    query = "{ __typename events { __typename totalCount } }"

    answer = await hidden.post("/graphql", json={"query": query})

    assert answer.json() == {
        "data": {
            "__typename": "Query",
            "events": {"__typename": "EventConnection", "totalCount": 0},
        }
    }
