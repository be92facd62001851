"""GraphQL over HTTP beyond the audits of tests/clients: media types, kept answers, compression."""

import gzip
import json
from hashlib import sha256
from typing import Any

import brotli
import httpx
import pytest
import zstandard

from api.settings import Settings
from tests.api.opening import opened

GRAPHQL = "application/graphql-response+json"
QUERY = "{ __typename }"
WRONG = "{ nothing }"
LONG = "{ " + " ".join(f"a{at}: __typename" for at in range(90)) + " }"
HASH = sha256(QUERY.encode()).hexdigest()


async def asked(http: httpx.AsyncClient, **headers: str) -> tuple[int, str]:
    answer = await http.post("/graphql", json={"query": WRONG}, headers=headers)
    return answer.status_code, answer.headers["content-type"].partition(";")[0]


@pytest.mark.parametrize(
    ("accept", "status", "kind"),
    [
        ("", 200, "application/json"),
        ("*/*", 200, "application/json"),
        ("application/*", 200, "application/json"),
        ("application/json", 200, "application/json"),
        ("Application/JSON; charset=utf-8", 200, "application/json"),
        (GRAPHQL, 400, GRAPHQL),
        (f"{GRAPHQL}, application/json;q=0.9", 400, GRAPHQL),
        (f"{GRAPHQL};q=0.5, application/json", 200, "application/json"),
        (f"{GRAPHQL};q=0, */*", 200, "application/json"),
        (f"{GRAPHQL}, application/graphql+json, application/json, text/event-stream", 400, GRAPHQL),
        ("text/event-stream", 406, "application/json"),
        ("multipart/mixed;deferSpec=20220824", 406, "application/json"),
        ("text/html", 406, "application/json"),
        ("application/json;q=0", 406, "application/json"),
        ("nonsense", 200, "application/json"),
    ],
)
async def test_an_answer_is_of_the_media_type_that_is_liked_best(
    http: httpx.AsyncClient, accept: str, status: int, kind: str
) -> None:
    assert await asked(http, Accept=accept) == (status, kind)


# ── Kept answers ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("known", ["{}", '{}, W/"other"', "*"])
async def test_an_answer_that_is_known_is_not_sent_again(
    http: httpx.AsyncClient, known: str
) -> None:
    first = await http.get("/graphql", params={"query": QUERY})
    tag = first.headers["etag"]

    again = await http.get(
        "/graphql", params={"query": QUERY}, headers={"If-None-Match": known.format(tag)}
    )

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    assert again.headers["vary"] == first.headers["vary"]
    assert first.headers["cache-control"] == "no-cache"


async def test_an_answer_that_has_changed_is_sent(http: httpx.AsyncClient) -> None:
    answer = await http.get(
        "/graphql", params={"query": QUERY}, headers={"If-None-Match": 'W/"other"'}
    )

    assert answer.json() == {"data": {"__typename": "Query"}}


async def test_what_is_posted_and_what_is_wrong_is_not_kept(http: httpx.AsyncClient) -> None:
    posted = await http.post("/graphql", json={"query": QUERY})
    wrong = await http.get("/graphql", params={"query": WRONG})

    assert "etag" not in posted.headers
    assert "etag" not in wrong.headers


# ── Compression ──────────────────────────────────────────────────────────────────────────────

EXPANDED = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
}


@pytest.mark.parametrize("encoding", EXPANDED)
@pytest.mark.parametrize("kind", ["application/json", GRAPHQL])
async def test_a_long_answer_is_compressed(
    http: httpx.AsyncClient, encoding: str, kind: str
) -> None:
    headers = {"Accept-Encoding": encoding, "Accept": kind}
    async with http.stream("POST", "/graphql", json={"query": LONG}, headers=headers) as answer:
        body = b"".join([piece async for piece in answer.aiter_raw()])

    assert answer.headers["content-encoding"] == encoding
    assert set(answer.headers["vary"].split(", ")) >= {"Accept", "Accept-Encoding"}
    assert json.loads(EXPANDED[encoding](body))["data"]["a89"] == "Query"


@pytest.mark.parametrize("accepted", ["identity", "", "gzip;q=0"])
async def test_an_answer_is_not_compressed_for_whom_it_is_not_meant(
    http: httpx.AsyncClient, accepted: str
) -> None:
    answer = await http.post(
        "/graphql", json={"query": LONG}, headers={"Accept-Encoding": accepted}
    )

    assert "content-encoding" not in answer.headers


async def test_a_short_answer_is_not_compressed(http: httpx.AsyncClient) -> None:
    answer = await http.post(
        "/graphql", json={"query": QUERY}, headers={"Accept-Encoding": "gzip, br, zstd"}
    )

    assert "content-encoding" not in answer.headers


async def test_a_compressed_body_is_read(http: httpx.AsyncClient) -> None:
    body = gzip.compress(json.dumps({"query": QUERY}).encode())
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}

    answer = await http.post("/graphql", content=body, headers=headers)

    assert answer.json() == {"data": {"__typename": "Query"}}


# ── Queries by their hash ────────────────────────────────────────────────────────────────────


def by_hash(digest: str = HASH, **more: Any) -> dict[str, Any]:
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest}}, **more}


async def code(http: httpx.AsyncClient, body: dict[str, Any]) -> tuple[str, str]:
    (error,) = (await http.post("/graphql", json=body)).json()["errors"]
    return error["message"], error["extensions"]["code"]


async def test_a_query_is_found_by_its_hash_once_it_was_sent(http: httpx.AsyncClient) -> None:
    before = await code(http, by_hash())
    sent = await http.post("/graphql", json=by_hash(query=QUERY))
    posted = await http.post("/graphql", json=by_hash())
    got = await http.get("/graphql", params={"extensions": json.dumps(by_hash()["extensions"])})

    assert before == ("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")
    assert sent.json() == posted.json() == got.json() == {"data": {"__typename": "Query"}}


async def test_what_is_no_hash_of_the_query_is_refused(http: httpx.AsyncClient) -> None:
    other = await code(http, by_hash("0" * 64, query=QUERY))
    form = await code(http, by_hash("abc", query=QUERY))
    version = await code(
        http, {"extensions": {"persistedQuery": {"version": 2, "sha256Hash": HASH}}}
    )

    assert [other[1], form[1], version[1]] == ["BAD_USER_INPUT"] * 3
    assert (await code(http, by_hash("0" * 64)))[1] == "PERSISTED_QUERY_NOT_FOUND"


async def test_a_query_that_is_wrong_is_not_kept(http: httpx.AsyncClient) -> None:
    digest = sha256(WRONG.encode()).hexdigest()

    await http.post("/graphql", json=by_hash(digest, query=WRONG))

    assert (await code(http, by_hash(digest)))[1] == "PERSISTED_QUERY_NOT_FOUND"


async def test_queries_unused_for_longest_are_forgotten(settings: Settings) -> None:
    queries = [f"{{ a{at}: __typename }}".ljust(100) for at in range(3)]
    hashes = [sha256(each.encode()).hexdigest() for each in queries]

    async with opened(settings.model_copy(update={"max_persisted": 200})) as http:
        for digest, query in zip(hashes, queries, strict=True):
            await http.post("/graphql", json=by_hash(digest, query=query))
        answers = [(await http.post("/graphql", json=by_hash(each))).json() for each in hashes]

    assert ["data" in each for each in answers] == [False, True, True]


async def test_keeping_queries_can_be_switched_off(settings: Settings) -> None:
    async with opened(settings.model_copy(update={"max_persisted": 0})) as http:
        told = await code(http, by_hash(query=QUERY))

    assert told == ("PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED")
