"""What caches are told: when an answer is still good, for whom, and in which encoding."""

import asyncio
import gzip
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from tests.api.opening import opened
from tests.conftest import Databases, prepare_seeds, settings_for
from tests.factories import make_actor

ADDRESSES = [
    "/v1",
    "/v1/actors",
    "/v1/actors?first=3",
    "/v1/actors.json",
    "/v1/actors.ndjson",
    "/v1/actors.csv",
    "/v1/actors.csv?bom=true",
    "/v1/actors.jsonld",
    "/v1/locations.geojson",
    "/v1/events.atom",
    "/v1/events.feed.json",
    "/v1/actors/azerbaijan",
    "/v1/locations/shusha-shushi.geojson",
    "/v1/documents/karabakh-2020-11-04-morning/annotations",
]
PLAINLY = {"Accept-Encoding": "identity"}
EXPECTED = {"x-request-id"}
"""Headers that differ each time."""


def headers_of(answer: httpx.Response) -> dict[str, str]:
    return {name: text for name, text in answer.headers.items() if name not in EXPECTED}


@pytest.mark.parametrize("address", ADDRESSES)
async def test_an_answer_is_known_again_in_each_encoding(
    reader: httpx.AsyncClient, address: str
) -> None:
    for encoding in ("identity", "gzip", "br", "zstd"):
        accepted = {"Accept-Encoding": encoding}
        answer = await reader.get(address, headers=accepted)
        tag = answer.headers["etag"]
        again = await reader.get(address, headers={**accepted, "If-None-Match": tag})
        listed = f'"x", W/{tag} , "y"'
        weakly = await reader.get(address, headers={**accepted, "If-None-Match": listed})

        assert answer.status_code == 200
        assert tag.startswith('"')
        compressed = answer.headers.get("content-encoding")
        assert tag.endswith(f'-{compressed}"' if compressed else tag[-5:])
        for unchanged in (again, weakly):
            assert (unchanged.status_code, unchanged.content) == (304, b"")
            for name in ("etag", "cache-control"):
                assert unchanged.headers[name] == answer.headers[name]
            assert varies(unchanged) == {"accept-encoding"} | varies(answer)
            assert "content-disposition" not in unchanged.headers


@pytest.mark.parametrize("address", ADDRESSES)
async def test_head_tells_what_get_would(reader: httpx.AsyncClient, address: str) -> None:
    for encoding in ("identity", "gzip"):
        accepted = {"Accept-Encoding": encoding}
        got = await reader.get(address, headers=accepted)
        head = await reader.head(address, headers=accepted)

        assert (head.status_code, head.content) == (200, b"")
        assert headers_of(head) == headers_of(got)


async def test_the_tag_is_of_the_address_the_form_and_the_host(reader: httpx.AsyncClient) -> None:
    tags = [(await reader.get(each, headers=PLAINLY)).headers["etag"] for each in ADDRESSES]
    asked: list[dict[str, str]] = [{"Accept": "text/csv"}, {"Host": "other.example"}]
    tags += [
        (await reader.get("/v1/actors", headers={**PLAINLY, **each})).headers["etag"]
        for each in asked
    ]

    assert len(set(tags)) == len(tags)


async def test_a_change_of_what_is_known_changes_each_tag(
    session: Any, client: httpx.AsyncClient
) -> None:
    make_actor(session, slug="one")
    session.commit()
    addresses = ["/v1", "/v1/actors", "/v1/actors.csv", "/v1/actors/one", "/v1/sides"]
    before = {each: (await client.get(each)).headers["etag"] for each in addresses}

    make_actor(session, slug="two")
    session.execute(sa.text("UPDATE revision SET number = number + 1 WHERE name = 'knowledge'"))
    session.commit()

    for address, tag in before.items():
        after = await client.get(address, headers={"If-None-Match": tag})
        assert (after.status_code, after.headers["etag"] != tag) == (200, True)


NOT_KNOWN = ["/v1/actors/nobody", "/v1/actors/azerbaijan?x=1", "/v1/actors?x=1", "/v1/actors.csv?x"]


@pytest.mark.parametrize("address", NOT_KNOWN)
async def test_what_is_not_there_is_not_unchanged(reader: httpx.AsyncClient, address: str) -> None:
    plain = await reader.get(address)
    conditional = await reader.get(address, headers={"If-None-Match": "*"})

    assert plain.status_code >= 400
    assert conditional.status_code == plain.status_code
    assert "etag" not in plain.headers
    assert plain.headers["cache-control"] == "no-store"


async def test_whatever_is_there_is_unchanged_for_who_has_anything(
    reader: httpx.AsyncClient,
) -> None:
    for address in ADDRESSES:
        assert (await reader.get(address, headers={"If-None-Match": "*"})).status_code == 304


@pytest.mark.parametrize("tags", ["", '""', "x", 'W/"x"', '"x', ",,,", '"é"'])
async def test_another_tag_is_answered_in_full(reader: httpx.AsyncClient, tags: str) -> None:
    answer = await reader.get("/v1/sides", headers=[(b"If-None-Match", tags.encode())])

    assert answer.status_code == 200


async def test_how_long_an_answer_is_good_is_a_setting(shipped: str, tmp_path: Path) -> None:
    settings = settings_for(shipped, tmp_path)
    async with opened(settings) as http:
        always = await http.get("/v1/sides")
    async with opened(settings.model_copy(update={"max_age": 60})) as http:
        kept = await http.get("/v1/sides")
        stream = await http.get("/v1/sides.csv")

    assert always.headers["cache-control"] == "no-cache"
    assert kept.headers["cache-control"] == "public, max-age=60"
    assert stream.headers["cache-control"] == "public, max-age=60"


async def test_a_cache_is_told_what_an_answer_depends_on_whoever_asks(
    shipped: str, tmp_path: Path
) -> None:
    settings = settings_for(shipped, tmp_path)
    allowed = settings.model_copy(update={"cors_origins": "https://desk.example"})
    async with opened(allowed) as http:
        http.headers.pop("accept-encoding")
        chosen = await http.get("/v1/actors")
        named = await http.get("/v1/actors.json")
        page = await http.get("/v1/actors.json", headers={"Origin": "https://desk.example"})

    assert varies(chosen) == {"accept", "accept-encoding", "origin"}
    assert varies(named) == {"accept-encoding", "origin"}
    assert varies(page) == varies(named)
    assert page.headers["access-control-allow-origin"] == "https://desk.example"
    exposed = page.headers["access-control-expose-headers"].lower()
    assert {"etag", "link", "content-disposition"} <= set(exposed.split(", "))


def varies(answer: httpx.Response) -> set[str]:
    return {each.strip().lower() for each in answer.headers.get("vary", "").split(",")}


async def test_pages_of_other_origins_may_ask_first(shipped: str, tmp_path: Path) -> None:
    settings = settings_for(shipped, tmp_path).model_copy(update={"cors_origins": "*"})
    asked = {"Origin": "https://x.example", "Access-Control-Request-Method": "GET"}
    async with opened(settings) as http:
        preflight = await http.options("/v1/actors", headers=asked)
        plain = await http.options("/v1/actors")
        refused = await http.get("/v1/actors?x=1", headers={"Origin": "https://x.example"})

    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert (plain.status_code, plain.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (400, "*")


async def test_long_answers_are_compressed_and_short_ones_are_not(
    reader: httpx.AsyncClient,
) -> None:
    async with reader.stream("GET", "/v1/actors.csv", headers={"Accept-Encoding": "gzip"}) as sent:
        raw = b"".join([piece async for piece in sent.aiter_raw()])
    plain = await reader.get("/v1/actors.csv", headers=PLAINLY)
    short = await reader.get("/v1/actors/azerbaijan", headers={"Accept-Encoding": "gzip"})

    assert sent.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == plain.content
    assert "content-encoding" not in short.headers


# ── Addresses in answers ─────────────────────────────────────────────────────────────────────────


async def test_addresses_begin_with_that_by_which_the_service_is_called(
    shipped: str, tmp_path: Path
) -> None:
    settings = settings_for(shipped, tmp_path)
    public = settings.model_copy(update={"public_url": "https://desk.example/knowledge"})
    async with opened(settings) as http:
        called = await http.get("/v1/actors?first=1", headers={"Host": "[::1]:8000"})
        refused = [
            await http.get("/v1/actors", headers=[(b"host", host)])
            for host in (b"a b", b"a/b", b'a">', b"a@b", b"a:b", b"\xff", b"a\\b")
        ]
    async with opened(public) as http:
        told = await http.get("/v1/actors?first=1", headers={"Host": "a b"})

    for answer, base in ((called, "http://[::1]:8000"), (told, "https://desk.example/knowledge")):
        assert answer.json()["items"][0]["url"].startswith(f"{base}/v1/actors/")
        assert answer.json()["next"].startswith(f"{base}/v1/actors?first=1&after=")
        assert f"<{base}/v1/" in answer.headers["link"]
    assert [each.status_code for each in refused] == [400] * len(refused)


# ── Who asks at once ─────────────────────────────────────────────────────────────────────────────


async def test_linked_data_and_annotations_of_the_same_statements_are_not_mixed_up(
    databases: Databases, tmp_path: Path
) -> None:
    url = await asyncio.to_thread(databases.make, "sqlite", "shipped", prepare_seeds)
    document = "karabakh-2020-11-04-morning"
    same = f"/v1/statements.jsonld?sort=start&appearances.document={document}"
    async with opened(settings_for(url, tmp_path)) as http:
        first = await http.get(f"/v1/documents/{document}/annotations")
        second = await http.get(same)

    assert first.json()["type"] == "AnnotationCollection"
    assert second.json()["@graph"]
