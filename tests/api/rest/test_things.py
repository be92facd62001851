"""Lists and things by their addresses: what is there, in which form, and how a refusal is told."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlmodel import Session

from api.rest.formats import OF_LISTS, OF_THINGS
from db import models
from db.models import terms
from schema.query import LISTED
from tests.api.opening import BROWSER, opened
from tests.conftest import Databases, prepare_seeds, settings_for
from tests.factories import (
    added,
    make_actor,
    make_claim,
    make_document,
    make_event,
    make_location,
    make_statement,
)


async def status(http: httpx.AsyncClient, address: str) -> int:
    return (await http.get(address)).status_code


# ── What is there ────────────────────────────────────────────────────────────────────────────────


async def test_a_thing_is_found_by_each_of_its_slugs_and_by_its_id(
    reader: httpx.AsyncClient,
) -> None:
    named = (await reader.get("/v1/locations/shusha-shushi")).json()
    by_alias = (await reader.get("/v1/locations/shusha")).json()
    by_id = (await reader.get(f"/v1/locations/{named['id']}.json")).json()

    assert named == by_alias == by_id
    assert named["url"] == "http://knowledge.example/v1/locations/shusha-shushi"
    assert (await reader.get(named["url"])).json() == named


async def test_a_claim_has_an_id_alone(reader: httpx.AsyncClient) -> None:
    [claim] = (await reader.get("/v1/claims?first=1")).json()["items"]

    assert (await reader.get(claim["url"])).json()["id"] == claim["id"]


async def test_a_document_has_its_text_where_it_stands_alone(reader: httpx.AsyncClient) -> None:
    [listed] = (await reader.get("/v1/documents?first=1")).json()["items"]
    alone = (await reader.get(listed["url"])).json()

    assert "text" not in listed
    assert alone["text"].startswith("Since September 27") or len(alone["text"]) > 1000
    assert {**alone, **listed} == alone


async def test_addresses_in_records_lead_somewhere(reader: httpx.AsyncClient) -> None:
    for name in LISTED:
        for record in (await reader.get(f"/v1/{name}?first=3")).json()["items"]:
            for key, address in record.items():
                if (key == "url" or key.endswith("_url")) and address and "/v1/" in address:
                    assert await status(reader, address) == 200, (name, key)


async def test_drafts_are_nowhere_and_what_is_withdrawn_says_so(
    session: Session, client: httpx.AsyncClient
) -> None:
    for review in terms.Review:
        slug = review.value.lower()
        document = make_document(session, "It was calm.", slug=f"text-{slug}")
        event = make_event(session, slug, slug=slug, review=review)
        statement = make_statement(session, document=document, slug=f"of-{slug}", review=review)
        make_claim(session, statement, event, proposition=slug)
    session.commit()

    found = {
        review.value: [
            await status(client, f"/v1/events/{review.value.lower()}"),
            await status(client, f"/v1/statements/of-{review.value.lower()}"),
        ]
        for review in terms.Review
    }
    withdrawn = (await client.get("/v1/events/withdrawn")).json()
    listed = {}
    for name in ("events", "statements", "claims"):
        for form in ("", ".ndjson", ".csv", ".jsonld"):
            text = (await client.get(f"/v1/{name}{form}")).text
            listed[name, form] = [each in text for each in ("published", "draft", "rejected")]

    assert found["PUBLISHED"] == found["WITHDRAWN"] == [200, 200]
    assert found["DRAFT"] == found["REJECTED"] == [404, 404]
    assert withdrawn["review"] == "WITHDRAWN"
    assert set(map(tuple, listed.values())) == {(True, False, False)}


async def test_what_is_included_is_one_level_deep(
    session: Session, client: httpx.AsyncClient
) -> None:
    actor = make_actor(session, "A", slug="a")
    added(session, models.Name(value="B", kind=terms.NameKind.SPELLING, actor_id=actor.id))
    session.commit()

    record = (await client.get("/v1/actors/a?include=names,affiliations")).json()
    plain = (await client.get("/v1/actors/a")).json()

    assert [each["value"] for each in record["names"]] == ["B"]
    assert record["affiliations"] == []
    assert "names" not in plain


async def test_pages_of_a_list_that_grows_neither_miss_nor_repeat(
    session: Session, client: httpx.AsyncClient
) -> None:
    for number in range(6):
        make_location(session, slug=f"place-{number}0")
    session.commit()
    first = (await client.get("/v1/locations?sort=slug&first=3")).json()
    make_location(session, slug="place-05")
    make_location(session, slug="place-45")
    session.commit()

    second = (await client.get(first["next"])).json()

    slugs = [each["slug"] for each in second["items"]]
    assert slugs == ["place-30", "place-40", "place-45"]


# ── In which form ────────────────────────────────────────────────────────────────────────────────

ACCEPTED = [
    # Accept, the status, the media type
    (None, 200, "application/json"),
    ("", 200, "application/json"),
    ("*/*", 200, "application/json"),
    (BROWSER["Accept"], 200, "application/json"),
    ("application/*", 200, "application/json"),
    ("text/csv", 200, "text/csv"),
    ("TEXT/CSV", 200, "text/csv"),
    ("text/csv;header=present", 200, "text/csv"),
    ("text/csv, application/json", 200, "application/json"),
    ("text/csv;q=0.5, application/json;q=0.4", 200, "text/csv"),
    ("application/x-ndjson", 200, "application/x-ndjson"),
    ("application/ld+json", 200, "application/ld+json"),
    ("text/html, */*;q=0.1", 200, "application/json"),
    ("text/html", 406, "application/problem+json"),
    ("image/*", 406, "application/problem+json"),
    ("text/csv;q=0", 406, "application/problem+json"),
    ("nonsense", 200, "application/json"),
    (";;;", 200, "application/json"),
    ("*/*," * 2000, 200, "application/json"),
]


@pytest.mark.parametrize(
    ("accept", "code", "kind"), ACCEPTED, ids=[str(c[0])[:30] for c in ACCEPTED]
)
async def test_a_client_is_given_what_it_likes_best(
    reader: httpx.AsyncClient, accept: str | None, code: int, kind: str
) -> None:
    reader.headers.pop("accept")
    headers = {} if accept is None else {"Accept": accept}

    answer = await reader.get("/v1/actors?first=1", headers=headers)

    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (code, kind)
    assert "Accept" in answer.headers["vary"].split(", ")


@pytest.mark.parametrize("name", LISTED)
async def test_an_extension_wins_over_accept_and_406_names_what_there_is(
    reader: httpx.AsyncClient, name: str
) -> None:
    [one] = (await reader.get(f"/v1/{name}?first=1")).json()["items"]
    unlike = {"Accept": "image/png"}

    for address, offered in ((f"/v1/{name}", OF_LISTS), (one["url"], OF_THINGS)):
        for form in offered[name]:
            answer = await reader.get(f"{address}.{form.extension}", headers=unlike)
            assert (answer.status_code, answer.headers["content-type"]) == (200, form.content_type)
        for extension in ("xml", "json.gz", "zip", "JSON"):
            refused = await reader.get(f"{address}.{extension}")
            assert refused.status_code == 406
            for form in offered[name]:
                assert f".{form.extension} ({form.media_type})" in refused.json()["detail"]


async def test_a_file_has_a_name_that_is_safe(reader: httpx.AsyncClient) -> None:
    shown = await reader.get("/v1/actors/azerbaijan")
    saved = await reader.get("/v1/actors.csv")
    hostile = [
        '"',
        "%22%0d%0aX-Evil:%20y",
        "a%22;filename=x",
        "%00",
        "ա",
        "../../etc/passwd",
        "a%2fb",
        "%f0%9f%98%80",
        "a" * 5000,
    ]
    answers = [await reader.get(f"/v1/actors/{each}") for each in hostile]

    assert shown.headers["content-disposition"] == 'inline; filename="azerbaijan.json"'
    assert saved.headers["content-disposition"] == 'attachment; filename="actors.csv"'
    assert {each.status_code for each in answers} == {404}
    assert not any("content-disposition" in each.headers for each in answers)
    assert not any("x-evil" in each.headers for each in answers)


# ── How a refusal is told ────────────────────────────────────────────────────────────────────────

REFUSED = [
    # method, address, status, code, parameter
    ("GET", "/v1/nothing", 404, "NOT_FOUND", None),
    ("GET", "/v1/actors/nobody", 404, "NOT_FOUND", None),
    ("GET", "/v1/actors/azerbaijan/names", 404, "NOT_FOUND", None),
    ("GET", "/v1/claims/1", 404, "NOT_FOUND", None),
    ("POST", "/v1/actors", 405, "METHOD_NOT_ALLOWED", None),
    ("DELETE", "/v1/actors/azerbaijan", 405, "METHOD_NOT_ALLOWED", None),
    ("PUT", "/v1", 405, "METHOD_NOT_ALLOWED", None),
    ("GET", "/v1/actors.xml", 406, "NOT_ACCEPTABLE", None),
    ("GET", "/v1/actors?colour=red", 400, "BAD_USER_INPUT", "colour"),
    ("GET", "/v1/actors.csv?colour=red", 400, "BAD_USER_INPUT", "colour"),
    ("GET", "/v1/actors.csv?count=true", 400, "BAD_USER_INPUT", "count"),
    ("GET", "/v1/actors?bom=true", 400, "BAD_USER_INPUT", "bom"),
    ("GET", "/v1/actors?kind=HERO", 400, "BAD_USER_INPUT", "kind"),
    ("GET", "/v1/actors?first=1e9", 400, "BAD_USER_INPUT", "first"),
    ("GET", "/v1/actors.ndjson?first=101", 400, "BAD_USER_INPUT", "first"),
    ("GET", "/v1/actors?after=00", 400, "BAD_USER_INPUT", "after"),
    ("GET", "/v1/actors/azerbaijan?kind=STATE", 400, "BAD_USER_INPUT", "kind"),
    ("GET", "/v1/actors/azerbaijan?include=x", 400, "BAD_USER_INPUT", "include"),
    ("GET", "/v1?x=1", 400, "BAD_USER_INPUT", "x"),
    ("GET", "/v1/actors?%ff=1", 400, "BAD_REQUEST", None),
    ("GET", "/v1/actors?q=%ED%A0%80", 400, "BAD_REQUEST", None),
    ("GET", "/v1/actors?q=%00", 400, "BAD_USER_INPUT", "q"),
    ("GET", "/v1/actors?q=%", 200, None, None),
    ("GET", "/v1/actors?q=%zz", 200, None, None),
    ("GET", "/v1/actors?&&first=1&", 200, None, None),
    ("GET", "/v1/events?slug=" + "a," * 9999 + "a", 400, "BAD_USER_INPUT", "slug"),
    ("GET", "/v1/events?" + "x=1&" * 999, 400, "BAD_USER_INPUT", "x"),
    ("GET", "/v1/events?" + "&".join(f"x{n}=1" for n in range(1000)), 400, "BAD_USER_INPUT", "x0"),
    ("GET", "/v1/statements?q=" + "a" * 30_000, 200, None, None),
    ("GET", "/v1/statements?q=" + "%25" * 10_000, 200, None, None),
]


@pytest.mark.parametrize(
    ("method", "address", "code", "word", "parameter"),
    REFUSED,
    ids=[f"{case[0]} {case[1][:50]}" for case in REFUSED],
)
async def test_a_refusal_is_told_as_problem_details(
    reader: httpx.AsyncClient,
    method: str,
    address: str,
    code: int,
    word: str | None,
    parameter: str | None,
) -> None:
    answer = await asyncio.wait_for(reader.request(method, address), 20)

    assert answer.status_code == code
    if code != 200:
        check_problem(answer, code, str(word))
        assert answer.json().get("parameter") == parameter


def check_problem(answer: httpx.Response, code: int, word: str) -> dict[str, Any]:
    problem: dict[str, Any] = answer.json()
    assert answer.status_code == code
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    assert problem["type"] == "about:blank"
    assert problem["status"] == code
    assert problem["title"]
    assert problem["detail"]
    assert problem["code"] == word
    return problem


async def test_405_says_what_may_be_done(reader: httpx.AsyncClient) -> None:
    answer = await reader.post("/v1/actors")

    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("form", ["", ".ndjson", ".csv", ".geojson"])
async def test_too_large_a_filter_is_refused_in_each_form(
    shipped: str, tmp_path: Path, form: str
) -> None:
    ways = [".".join(["parts"] * depth) for depth in range(1, 14)]
    heavy = "&".join(f"{way}.title.contains=a" for way in ways)
    limits = {"max_cost": 1000}

    async with opened(settings_for(shipped, tmp_path).model_copy(update=limits)) as http:
        answer = await http.get(f"/v1/events{form}?{heavy}")
        light = await http.get(f"/v1/events{form}?title.contains=a")

    check_problem(answer, 400, "TOO_COMPLEX")
    assert light.status_code == 200


async def test_who_asks_too_often_is_told_so(shipped: str, tmp_path: Path) -> None:
    limits = {"rate_limit": "3/minute"}
    async with opened(settings_for(shipped, tmp_path).model_copy(update=limits)) as http:
        answers = [await http.get("/v1/sides") for _ in range(4)]

    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    check_problem(answers[3], 429, "RATE_LIMITED")
    assert int(answers[3].headers["retry-after"]) >= 1
    assert answers[0].headers["ratelimit"].startswith('"operations";r=2')


async def test_a_long_address_counts_for_more(shipped: str, tmp_path: Path) -> None:
    limits = {"rate_limit": "10/minute"}
    async with opened(settings_for(shipped, tmp_path).model_copy(update=limits)) as http:
        answer = await http.get("/v1/sides?q=" + "a" * 8000)

    assert answer.headers["ratelimit"].startswith('"operations";r=5')


@pytest.mark.parametrize("form", ["", ".ndjson", ".csv"])
async def test_a_database_that_is_gone_is_told_and_its_return_noticed(
    databases: Databases, tmp_path: Path, form: str
) -> None:
    url = databases.make("sqlite", "shipped", prepare_seeds)
    file, away = Path(url.removeprefix("sqlite:///")), tmp_path / "away"
    async with opened(settings_for(url, tmp_path)) as http:
        await asyncio.to_thread(file.rename, away)
        gone = await http.get(f"/v1/actors{form}")
        await asyncio.to_thread(away.rename, file)
        back = await http.get(f"/v1/actors{form}")

    problem = check_problem(gone, 503, "UNAVAILABLE")
    assert gone.headers["retry-after"]
    assert str(file) not in problem["detail"]
    assert back.status_code == 200


async def test_a_failure_of_ours_is_told_without_its_words(
    databases: Databases, tmp_path: Path
) -> None:
    url = databases.make("sqlite", "shipped", prepare_seeds)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
        file.execute("DROP TABLE side_membership")
    async with opened(settings_for(url, tmp_path)) as http:
        answers = [await http.get(f"/v1/actors{form}") for form in ("", ".csv")]

    for answer in answers:
        problem = check_problem(answer, 500, "INTERNAL")
        assert answer.headers["x-request-id"] == problem["id"]
        assert "side_membership" not in answer.text
