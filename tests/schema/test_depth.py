"""Deep queries: one statement as far as the parser goes, then a number fixed by the shape."""

import sqlite3
from typing import Any

import pytest

from db.engine import newest_sqlite, open_engine
from db.read import DEEP, SHALLOW, Reader, target_of
from schema import schema
from tests.conftest import answer, prepare_seeds

STEPS = {
    "nodes": "{ replies { nodes %s } }",
    "pages": "{ replies { nodes %s pageInfo { hasNextPage endCursor } } }",
    "backwards": "{ replies(last: 3) { nodes %s pageInfo { hasPreviousPage startCursor } } }",
    "edges": "{ replies { edges { cursor node %s } pageInfo { hasNextPage } } }",
    "one": "{ inReplyTo %s }",
    "whole lists": "{ text claims { act statement %s } }",
    "over links": "{ speakers { name statements { nodes %s } } }",
    "values": "{ span { exact } said { edtf } replies { nodes %s } }",
    "filters": "{ replies(where: {not: {claims: {none: {event: {}}}}}) { nodes %s } }",
    "computed": "{ claims { voice sides { slug } event { claims { nodes { statement %s } } } } }",
    "versions": "{ events { versions { claims { nodes { statement %s } } } } }",
}


def nested(step: str, times: int) -> str:
    inner = "{ id }"
    for _ in range(times):
        inner = step % inner
    return f"{{ statements(first: 3) {{ nodes {inner} }} }}"


@pytest.fixture
def sqlite_readers(databases):
    """Readers of what is shipped: by this Python's own SQLite, and by the newest one here."""
    url = databases.make("sqlite", "shipped", prepare_seeds)
    modules = {"own": sqlite3, "newest": newest_sqlite}
    readers = {
        name: Reader(open_engine(url, read_only=True, sqlite=module))
        for name, module in modules.items()
    }
    yield readers
    for each in readers.values():
        each.close()


async def asked(reader: Reader, query: str) -> Any:
    result = await schema.execute(query, context_value={"reader": reader})
    assert result.errors is None, result.errors
    return result.data


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
async def test_a_query_of_any_depth_is_answered_alike_by_each_sqlite(sqlite_readers, step):
    for times in (1, 2, 3, 4, 5, 7):
        query = nested(step, times)

        answers = [await asked(reader, query) for reader in sqlite_readers.values()]

        assert answers[0] == answers[1]


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
async def test_the_number_of_statements_is_fixed_by_the_shape(reader, sql, step):
    shallow = await answer(reader, nested(step, 1))
    after_one = len(sql)
    await answer(reader, nested(step, 6))

    assert shallow["data"]["statements"]["nodes"]
    assert after_one == 1
    assert len(sql) - after_one <= 3


def test_the_room_is_that_of_the_sqlite_in_use(tmp_path):
    url = f"sqlite:///{tmp_path}/any.db"

    own = target_of(open_engine(url, sqlite=sqlite3))
    newest = target_of(open_engine(url))

    assert own.room == (DEEP if sqlite3.sqlite_version_info >= (3, 46) else SHALLOW)
    assert newest.room == (DEEP if newest_sqlite.sqlite_version_info >= (3, 46) else SHALLOW)


async def test_a_filter_too_deep_for_one_statement_is_refused_with_its_place(reader):
    where = "{}"
    for _ in range(40):
        where = f"{{replies: {{some: {where}}}}}"

    found = await answer(reader, f"{{ statements(where: {where}) {{ totalCount }} }}")

    assert found["errors"][0]["message"] == (
        "statements is too deep: nest fewer filters in each other."
    )
    assert found["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_rows_with_several_neighbours_that_fit_are_given_once(reader):
    query = "{ claims(where: {means: {some: {}}}) { totalCount nodes { id } } }"

    claims = (await answer(reader, query))["data"]["claims"]

    ids = [node["id"] for node in claims["nodes"]]
    assert claims["totalCount"] == len(ids) == len(set(ids)) == 3
