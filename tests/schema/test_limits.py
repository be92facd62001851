"""What a query costs, and each limit by its setting."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql import get_introspection_query

from schema.build import schema
from schema.limits import Limits
from schema.operations import Operations, Ready, Refused
from tests.api.opening import opened
from tests.conftest import settings_for
from tests.questions import QUESTIONS


def ready(query: str, limits: Limits | None = None, **variables: Any) -> Ready:
    operations = Operations(limits or Limits())
    return operations.ready(operations.find(query, None), variables)


@pytest.mark.parametrize(
    ("query", "cost", "depth"),
    [
        ("{ __typename }", 0, 1),
        ("{ statements { nodes { text } } }", 20, 3),
        ("{ statements(first: 5) { nodes { text } } }", 5, 3),
        ("{ statements(last: 7) { edges { node { text } } } }", 7, 4),
        ("{ statements(first: 5) { nodes { text } edges { node { slug } } } }", 10, 4),
        ("{ statements(first: 5) { pageInfo { hasNextPage } } }", 0, 3),
        ("{ statements { totalCount } }", 100, 2),
        ("{ statements(first: 5) { nodes { document { title } } } }", 10, 4),
        ("{ statements(first: 5) { nodes { document { text } } } }", 110, 4),
        ("{ statements(first: 5) { nodes { speakers { name } } } }", 30, 4),
        ("{ events(first: 5) { nodes { claims(first: 4) { nodes { act } } } } }", 25, 5),
        ('{ event(by: {slug: "a"}) { claims { nodes { act } } } }', 21, 4),
        ('{ nodes(ids: ["Actor:1", "Actor:2"]) { id } }', 2, 2),
        ('{ node(id: "Actor:1") { id ... on Actor { name } } }', 1, 2),
        ('{ search(text: "a", first: 10) { nodes { matched } } }', 1000, 3),
        ('{ search(text: "a", first: 10) { nodes { node { id } } } }', 1010, 4),
        ("{ statements { groups(by: SIDE) { count } } }", 200, 3),
        ('{ detect(text: "Shusha") { form } }', 1006, 2),
        ('{ detect(text: "") { candidates { node { id } } } }', 1100, 4),
        ("{ __schema { queryType { fields { name } } } }", 4, 4),
        ("{ a: statements { nodes { id } } b: statements { nodes { id } } }", 40, 3),
        ("{ statements { nodes { id } } statements { nodes { text } } }", 20, 3),
        ("{ ...A ...A } fragment A on Query { statements { nodes { id } } }", 20, 3),
        ("{ ... on Query { sides { nodes { slug } } } sides { nodes { name } } }", 20, 3),
    ],
)
def test_a_query_costs_the_rows_that_it_may_read(query: str, cost: int, depth: int) -> None:
    found = ready(query)

    assert (found.cost, found.operation.measured.depth) == (cost, depth)


SIZED = """query ($n: Int = 3, $ids: [ID!]!) {
    events(first: $n) { nodes { claims(last: $n) { nodes { id } } } } nodes(ids: $ids) { id } }"""


@pytest.mark.parametrize(
    ("variables", "cost"),
    [({}, 12), ({"n": 10}, 110), ({"n": None}, 420), ({"ids": ["Actor:1"] * 4}, 16)],
)
def test_variables_tell_how_large_pages_are(variables: dict[str, Any], cost: int) -> None:
    assert ready(SIZED, **({"ids": []} | variables)).cost == cost


def test_the_length_of_a_text_to_look_for_names_in_counts() -> None:
    query = "query ($t: String!) { detect(text: $t) { form } }"

    assert [ready(query, t="a" * length).cost for length in (0, 1, 50_000)] == [1000, 1001, 51_000]


def test_the_schema_counts_with_all_its_types() -> None:
    types = len(schema._schema.type_map)

    assert ready("{ __schema { types { name } } }").cost == 1 + types
    assert ready("{ __schema { types { fields { name } } } }").cost == 1 + types * (1 + 2)


def test_many_values_of_a_row_count_as_further_rows() -> None:
    values = " ".join(f"a{at}: text" for at in range(75))

    assert ready(f"{{ statements(first: 10) {{ nodes {{ {values} }} }} }}").cost == 40


def test_what_fragments_repeat_is_looked_at_once() -> None:
    step = "x: document { statements(first: 1) { nodes { ...F%d } } } "
    step += step.replace("x:", "y:")
    fragments = [f"fragment F{at} on Statement {{ {step % (at + 1, at + 1)} }}" for at in range(7)]
    query = f"{{ statements(first: 1) {{ nodes {{ ...F0 }} }} }} {' '.join(fragments)}"

    found = ready(f"{query} fragment F7 on Statement {{ id }}")

    assert found.cost == sum(2**at for at in range(8)) + sum(2**at for at in range(1, 8))


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_each_question_is_within_the_limits(question: Any) -> None:
    operations = Operations(Limits())

    operations.ready(operations.find(question.query, None), question.variables)


def test_introspection_is_within_the_limits() -> None:
    assert ready(get_introspection_query()).operation.is_introspection


# ── Each limit ───────────────────────────────────────────────────────────────────────────────

FILTER = "query ($w: StatementFilter) { statements(where: $w) { totalCount } }"
IN = {"slug": {"in": ["a", "b", "c"]}}
NOT: dict[str, Any] = {"not": {"not": {"not": {}}}}
NODES = '{ nodes(ids: ["Actor:1", "Actor:2", "Actor:3"]) { id } }'

WIDE = "{ sides(where: {or: [{}, {}, {}]}) { totalCount } }"
DEEP = "{ sides(where: {not: {not: {not: {}}}}) { totalCount } }"

LIMITED: list[tuple[str, int, str, dict[str, Any], str]] = [
    ("max_query_length", 20, "{ __typename }     # a word", {}, "TOO_COMPLEX"),
    ("max_tokens", 3, "{ a: __typename }", {}, "TOO_COMPLEX"),
    ("max_depth", 2, "{ sides { nodes { slug } } }", {}, "TOO_COMPLEX"),
    ("max_aliases", 1, "{ a: __typename b: __typename }", {}, "TOO_COMPLEX"),
    ("max_cost", 19, "{ sides { nodes { slug } } }", {}, "TOO_COMPLEX"),
    ("max_page_size", 10, "{ sides(first: 11) { nodes { slug } } }", {}, "BAD_USER_INPUT"),
    ("max_page_size", 10, "{ sides(last: 11) { nodes { slug } } }", {}, "BAD_USER_INPUT"),
    ("max_ids", 2, NODES, {}, "BAD_USER_INPUT"),
    ("max_search_length", 3, '{ search(text: "abcd") { totalCount } }', {}, "BAD_USER_INPUT"),
    ("max_detect_length", 3, '{ detect(text: "abcd") { form } }', {}, "BAD_USER_INPUT"),
    ("max_list_length", 2, FILTER, {"w": IN}, "TOO_COMPLEX"),
    ("max_list_length", 2, WIDE, {}, "TOO_COMPLEX"),
    ("max_filter_depth", 3, FILTER, {"w": NOT}, "TOO_COMPLEX"),
    ("max_filter_depth", 3, DEEP, {}, "TOO_COMPLEX"),
]


@pytest.mark.parametrize(("name", "most", "query", "variables", "code"), LIMITED)
def test_each_limit_is_a_setting(
    name: str, most: int, query: str, variables: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        ready(query, Limits.model_validate({name: most}), **variables)
    ready(query, Limits.model_validate({name: most + 30}), **variables)

    (error,) = refused.value.errors
    assert (error.extensions or {})["code"] == code
    assert f"{most:,}" in error.message or str(most) in error.message


def test_each_limit_is_among_those_tried() -> None:
    tried = {name for name, *_ in LIMITED}

    assert tried == set(Limits.model_fields) - {"introspection"}


# ── Told to clients ──────────────────────────────────────────────────────────────────────────


async def test_the_cost_is_told_to_whom_asks(reader: httpx.AsyncClient) -> None:
    body = {"query": "{ sides(first: 2) { nodes { slug } } }"}

    silent = await reader.post("/graphql", json=body)
    told = await reader.post("/graphql", json=body | {"extensions": {"cost": True}})

    cost = {"rows": 2, "maxRows": 100_000, "depth": 3, "maxDepth": 25}
    assert "extensions" not in silent.json()
    assert told.json() == silent.json() | {"extensions": {"cost": cost}}


async def test_one_bad_id_does_not_lose_the_rest(reader: httpx.AsyncClient) -> None:
    query = """query ($ids: [ID!]!) { good: nodes(ids: $ids) { id } none: node(id: "x") { id }
        one: node(id: "Actor:1") { id } single: nodes(ids: "y") { id } }"""

    answer = await reader.post(
        "/graphql", json={"query": query, "variables": {"ids": ["Actor:1", "====", "Actor:2"]}}
    )

    found = answer.json()
    assert answer.status_code == 200
    assert found["data"] == {
        "good": [{"id": "Actor:1"}, None, {"id": "Actor:2"}],
        "none": None,
        "one": {"id": "Actor:1"},
        "single": [None],
    }
    places = [each["path"] for each in found["errors"]]
    assert sorted(places) == [["good", 1], ["none"], ["single", 0]]
    assert {each["extensions"]["code"] for each in found["errors"]} == {"BAD_USER_INPUT"}
    assert all("not an id of this service" in each["message"] for each in found["errors"])


async def test_an_answer_that_is_too_long_is_not_sent(
    reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.prepared.LONGEST_ANSWER", 1000)
    nested = "claims { event { title claims(first: 90) { nodes { proposition } } } }"

    answer = await reader.post(
        "/graphql", json={"query": f"{{ statements(first: 100) {{ nodes {{ {nested} }} }} }}"}
    )

    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "TOO_COMPLEX"
    assert "longer than" in error["message"]


async def test_introspection_can_be_switched_off(shipped: str, tmp_path: Path) -> None:
    hidden = settings_for(shipped, tmp_path).model_copy(update={"introspection": False})
    async with opened(hidden) as http:
        asked = await http.post("/graphql", json={"query": "{ __schema { types { name } } }"})
        wrong = await http.post("/graphql", json={"query": "{ statments { totalCount } }"})
        name = await http.post("/graphql", json={"query": "{ __typename }"})
        sdl = await http.get("/graphql/schema")
        places = await http.get("/")

    codes = {each["extensions"]["code"] for each in asked.json()["errors"]}
    assert codes == {"GRAPHQL_VALIDATION_FAILED"}
    assert "Did you mean" not in wrong.text
    assert name.json() == {"data": {"__typename": "Query"}}
    assert sdl.status_code == 404
    assert "schema" not in places.json()
