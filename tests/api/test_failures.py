"""What goes wrong is told alike the short way and the long way, and the next request works."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from api.settings import Settings
from db.engine import open_engine
from tests.api.opening import opened
from tests.conftest import Databases, prepare_seeds, settings_for

DEEP = "{ statements { nodes " + "{ claims { statement " * 12 + "{ id }" + " } }" * 12 + " } }"
LIST = "query ($first: Int) { statements(first: $first) { nodes { id } } }"
TEXT = "query ($text: String!) { statements(where: {text: {contains: $text}}) { totalCount } }"
NUMBER = "query ($n: Int) { locations(where: {geonamesId: {eq: $n}}) { totalCount } }"
BY = 'query ($id: ID = "Actor:1") { actor(by: {id: $id}) { name } }'

WRONG: list[tuple[str, dict[str, Any] | None, str]] = [
    (DEEP, None, "more than 25 fields deep"),
    ("{ statements(first: 101) { nodes { id } } }", None, "1 to 100 rows"),
    ("{ statements(first: 1, last: 1) { nodes { id } } }", None, "not both"),
    (LIST, {"first": 101}, "1 to 100 rows"),
    (LIST, {"first": 0}, "1 to 100 rows"),
    (LIST, {"first": "5"}, "cannot represent non-integer"),
    (LIST, {"first": True}, "cannot represent non-integer"),
    (LIST, {"first": 1.5}, "cannot represent non-integer"),
    (LIST, {"first": [1]}, "cannot represent non-integer"),
    (LIST, {"first": 2**31}, "32-bit"),
    (LIST, {"first": 2**63}, "32-bit"),
    (LIST, {"first": -(2**63)}, "32-bit"),
    (NUMBER, {"n": 2**31}, "32-bit"),
    (NUMBER, {"n": None}, "is null"),
    (TEXT, None, "non-null type"),
    (TEXT, {"text": None}, "not to be None"),
    (TEXT, {"text": 5}, "non string"),
    (TEXT, {"text": {"a": 1}}, "non string"),
    (TEXT, {"text": "a\0b"}, "NUL"),
    (TEXT, {"other": "x"}, "non-null type"),
    (BY, {"id": "Actor:\0"}, "id"),
    (BY, {"id": "Actor:99999999999999999999"}, "id"),
    ('{ statements(after: "00") { nodes { id } } }', None, "not a cursor"),
    ("{ statements(first: $n) { nodes { id } } }", None, "not defined"),
]


@pytest.mark.parametrize("query, variables, words", WRONG)  # noqa: PT006
async def test_what_is_wrong_is_told_alike_both_ways(
    reader: httpx.AsyncClient, query: str, variables: dict[str, Any] | None, words: str
) -> None:
    answers = [await posted(reader, each, variables) for each in (query, the_long_way(query))]

    told = [without_places(each.json()) for each in answers]
    assert [each.status_code for each in answers] == [400, 400]
    assert told[0] == told[1]
    assert words in told[0]["errors"][0]["message"]
    assert "data" not in told[0]


async def test_a_variable_that_no_one_declared_is_left_alone(reader: httpx.AsyncClient) -> None:
    answer = await posted(reader, LIST, {"first": 1, "other": {"a": [None]}})

    assert len(answer.json()["data"]["statements"]["nodes"]) == 1


@pytest.mark.parametrize("number", ["1e400", "123456789012345678901234567890", "-1e400"])
async def test_a_number_beyond_all_numbers_is_refused(
    reader: httpx.AsyncClient, number: str
) -> None:
    body = f'{{"query": {json.dumps(LIST)}, "variables": {{"first": {number}}}}}'

    answer = await reader.post("/graphql", content=body, headers=JSON)

    assert [list(answer.json()), answer.status_code] == [["errors"], 400]


async def test_half_a_character_is_refused(reader: httpx.AsyncClient) -> None:
    body = f'{{"query": {json.dumps(TEXT)}, "variables": {{"text": "\\ud83d"}}}}'

    answer = await reader.post("/graphql", content=body, headers=JSON)

    assert [list(answer.json()), answer.status_code] == [["errors"], 400]


SEVERAL = "query A { a: __typename } query B { b: __typename }"


@pytest.mark.parametrize("name", [None, "C", "a"])
async def test_which_operation_has_to_be_told(reader: httpx.AsyncClient, name: str | None) -> None:
    body = {"query": SEVERAL, "operationName": name}

    answer = await reader.post("/graphql", json=body, headers=JSON)

    assert [list(answer.json()), answer.status_code] == [["errors"], 400]


# ── The database ─────────────────────────────────────────────────────────────────────────────

QUERY = "{ statements(first: 2) { nodes { text speakers { name } } totalCount } }"
FLAT = "{ statements(first: 2) { nodes { text } } }"


@pytest.fixture
def arranged(databases: Databases, tmp_path: Path) -> Iterator[Settings]:
    """Settings for a PostgreSQL of its own, with all that is shipped."""
    url = databases.make("postgresql", "shipped", prepare_seeds)
    yield settings_for(url, tmp_path)
    databases.drop(url)


@contextmanager
def locked(settings: Settings) -> Iterator[sa.Connection]:
    """Nobody else reads statements meanwhile."""
    engine = open_engine(settings.database_url)
    with engine.connect() as connection:
        connection.exec_driver_sql("LOCK TABLE statement IN ACCESS EXCLUSIVE MODE")
        yield connection
    engine.dispose()


CUT_OFF = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


def wait_for_a_waiter(connection: sa.Connection) -> None:
    while not connection.exec_driver_sql(WAITING).scalar():
        sleep(0.01)


@pytest.mark.parametrize("query", [QUERY, FLAT])
async def test_a_query_that_takes_too_long_is_told_so_and_the_next_one_works(
    arranged: Settings, query: str
) -> None:
    async with opened(arranged.model_copy(update={"query_timeout": 0.3})) as http:
        with locked(arranged):
            slow = await posted(http, query)
        after = await posted(http, query)

    assert [each["extensions"] for each in slow.json()["errors"]] == [{"code": "TIMEOUT"}]
    assert "data" not in slow.json()
    assert len(after.json()["data"]["statements"]["nodes"]) == 2


async def test_a_query_too_slow_for_sqlite_is_told_so_and_the_next_one_works(
    databases: Databases, tmp_path: Path
) -> None:
    url = databases.make("sqlite", "shipped", prepare_seeds)
    again = "event { claims { nodes { statement { claims { %s } } } } }"
    heavy = f"{{ statements(first: 100) {{ nodes {{ claims {{ {again % (again % 'id')} }} }} }} }}"

    async with opened(settings_for(url, tmp_path).model_copy(update=A_MOMENT | ANY_COST)) as http:
        slow = await posted(http, heavy)
        after = await posted(http, '{ side(by: {id: "Side:1"}) { slug } }')

    assert [each["extensions"] for each in slow.json()["errors"]] == [{"code": "TIMEOUT"}]
    assert "data" not in slow.json()
    assert after.json()["data"]["side"]


@pytest.mark.parametrize("query", [QUERY, FLAT])
async def test_connections_lost_between_requests_go_unnoticed(
    arranged: Settings, query: str
) -> None:
    async with opened(arranged) as http:
        before = await posted(http, query)
        engine = open_engine(arranged.database_url)
        with engine.connect() as connection:
            connection.exec_driver_sql(CUT_OFF)
        engine.dispose()
        after = await posted(http, query)

    assert len(before.json()["data"]["statements"]["nodes"]) == 2
    assert after.json() == before.json()


@pytest.mark.parametrize("query", [QUERY, FLAT])
async def test_a_connection_lost_in_the_middle_gives_the_whole_answer(
    arranged: Settings, query: str
) -> None:
    async with opened(arranged) as http:
        before = await posted(http, query)
        with locked(arranged) as connection:
            asked = asyncio.create_task(posted(http, query))
            await asyncio.to_thread(wait_for_a_waiter, connection)
            connection.exec_driver_sql(CUT_OFF)
        after = await asked

    assert len(before.json()["data"]["statements"]["nodes"]) == 2
    assert after.json() == before.json()


async def test_a_damaged_file_is_told_so_and_works_once_it_is_mended(
    databases: Databases, tmp_path: Path
) -> None:
    url = databases.make("sqlite", "shipped", prepare_seeds)
    file = Path(url.removeprefix("sqlite:///"))
    whole = await asyncio.to_thread(file.read_bytes)

    async with opened(settings_for(url, tmp_path)) as http:
        await asyncio.to_thread(file.write_bytes, b"\xff" * len(whole))
        damaged = await posted(http, QUERY)
        await asyncio.to_thread(file.write_bytes, whole)
        mended = await posted(http, QUERY)

    assert damaged.status_code == 503
    assert [each["extensions"] for each in damaged.json()["errors"]] == [{"code": "UNAVAILABLE"}]
    assert "data" not in damaged.json()
    assert len(mended.json()["data"]["statements"]["nodes"]) == 2


async def test_a_file_that_is_gone_is_told_so_and_works_once_it_is_back(
    databases: Databases, tmp_path: Path
) -> None:
    url = databases.make("sqlite", "shipped", prepare_seeds)
    file = Path(url.removeprefix("sqlite:///"))

    async with opened(settings_for(url, tmp_path)) as http:
        await asyncio.to_thread(file.rename, tmp_path / "elsewhere")
        gone = await posted(http, QUERY)
        was_made_anew = await asyncio.to_thread(file.exists)
        await asyncio.to_thread((tmp_path / "elsewhere").rename, file)
        back = await posted(http, QUERY)

    assert not was_made_anew
    assert gone.status_code == 503
    assert [each["extensions"] for each in gone.json()["errors"]] == [{"code": "UNAVAILABLE"}]
    assert len(back.json()["data"]["statements"]["nodes"]) == 2


async def test_a_writer_does_not_keep_readers_of_sqlite_waiting(
    databases: Databases, tmp_path: Path
) -> None:
    url = databases.make("sqlite", "shipped", prepare_seeds)
    engine = open_engine(url)

    async with opened(settings_for(url, tmp_path)) as http:
        with engine.connect() as connection:
            connection.exec_driver_sql("UPDATE statement SET revision = revision + 1")
            answer = await posted(http, "{ statements { nodes { revision } } }")
    engine.dispose()

    assert {node["revision"] for node in answer.json()["data"]["statements"]["nodes"]} == {1}


A_MOMENT = {"query_timeout": 1e-6}
ANY_COST = {"max_cost": 10_000_000}
JSON = {"Accept": "application/graphql-response+json", "Content-Type": "application/json"}


async def posted(
    http: httpx.AsyncClient, query: str, variables: dict[str, Any] | None = None
) -> httpx.Response:
    body = {"query": query, "variables": variables}
    return await http.post("/graphql", json=body, headers=JSON)


def the_long_way(query: str) -> str:
    """The same operation with something in it, left out, that no database answers."""
    start = query.index("{", query.index(")") if query.startswith("query (") else 0)
    return query[: start + 1] + " __schema @skip(if: true) { description } " + query[start + 1 :]


def without_places(answer: dict[str, Any]) -> dict[str, Any]:
    """The long way's query is longer: what is wrong stands further on in it."""
    for error in answer["errors"]:
        for place in error.get("locations", ()):
            place["column"] = ...
    return answer
