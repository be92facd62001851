"""Deep queries: one statement as far as the parser goes, then a number fixed by the shape."""

import random
import sqlite3

import pytest
from graphql import OperationDefinitionNode, parse
from graphql.execution.values import VariableValues, get_variable_values

from db import models
from db.engine import newest_sqlite
from db.models.relations import relations
from db.models.table import Row
from db.plan import MOST_LEVELS
from db.read import Reader
from db.split import levels
from db.sqlite import DEEP, DEEP_SQLITE, SHALLOW, target_of
from schema import schema
from schema.derive import camel
from schema.selection import read_operation
from tests.api.opening import opened
from tests.conftest import answer, prepare_seeds, settings_for
from tests.schema.ways import ANYTHING, data_of

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


def deepenings(step: str) -> list[int]:
    """How often a step can be taken: as often as queries may be deep."""
    return [
        times for times in range(1, MOST_LEVELS) if depth_of(nested(step, times)) <= MOST_LEVELS
    ]


def depth_of(query: str) -> int:
    document = parse(query)
    (operation,) = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    variables = get_variable_values(schema._schema, (), {})
    assert isinstance(variables, VariableValues)
    roots = read_operation(schema._schema, document, operation, variables)
    return max(map(levels, roots.values()))


def nested(step: str, times: int) -> str:
    inner = "{ id }"
    for _ in range(times):
        inner = step % inner
    return f"{{ statements(first: 3) {{ nodes {inner} }} }}"


@pytest.fixture
async def boundless(shipped, tmp_path):
    """A client of a service that leaves it to the database what is too much."""
    boundless = {**ANYTHING.model_dump(), "query_timeout": 3600}
    settings = settings_for(shipped, tmp_path).model_copy(update=boundless)
    async with opened(settings) as http:
        yield http


@pytest.fixture
async def sqlite_readers(databases):
    """Readers of what is shipped: by this Python's own SQLite, and by the newest one here."""
    url = databases.make("sqlite", "shipped", prepare_seeds)
    modules = {"own": sqlite3, "newest": newest_sqlite}
    readers = {name: Reader(url, sqlite=module) for name, module in modules.items()}
    yield readers
    for each in readers.values():
        await each.close()


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
async def test_a_query_of_any_depth_is_answered_alike_by_each_sqlite(sqlite_readers, step):
    for times in deepenings(step):
        query = nested(step, times)

        answers = [await data_of(reader, query) for reader in sqlite_readers.values()]

        assert answers[0] == answers[1]


WORDS = "text speakers { name sides { slug } } citation { text } context { text } sourceUrl"
SEARCH = """{ search(text: "Karabakh") { totalCount pageInfo { hasNextPage } edges { cursor node {
  matched snippet { text spans { start } } node { id ...Found } } } } }
fragment Found on Node { __typename
  ... on Statement { %(words)s claims { act event { title locations { name within { name } } } } }
  ... on Location { events { edges { node { title } } pageInfo { hasNextPage } } }
  ... on Actor { statements { nodes { %(words)s } } }
  ... on Event { versions { voice claims { nodes { statement { %(words)s } } } } } }"""
DETECT = """{ detect(text: "Baku, Shushi and Hikmet Hajiyev") { form candidates { why node { id
  ... on Location { events { nodes { title claims { nodes { statement { %(words)s } } } } } }
  ... on Actor { statements { edges { node { %(words)s } } pageInfo { endCursor } } } } } } }"""
GROUPS = """{ actors { nodes { statements { nodes { %(words)s } groups(by: SPEAKER) {
  key count node { ... on Actor { statements { edges { node { %(words)s } } } } } } } }
  groups(by: SIDE) { key node { ... on Side {
    members { nodes { statements { nodes { text } } } } } } } } }"""


@pytest.mark.parametrize("query", [SEARCH, DETECT, GROUPS], ids=["search", "detect", "groups"])
async def test_what_is_found_is_answered_alike_by_each_sqlite(sqlite_readers, query):
    answers = [
        await data_of(reader, query % {"words": WORDS}) for reader in sqlite_readers.values()
    ]

    assert answers[0] == answers[1]


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
async def test_the_number_of_statements_is_fixed_by_the_shape(reader, sql, step):
    shallow = await answer(reader, nested(step, 1))
    after_one = len(sql)
    await answer(reader, nested(step, deepenings(step)[-1]))

    assert shallow["data"]["statements"]["nodes"]
    deep = newest_sqlite.sqlite_version_info >= DEEP_SQLITE
    assert after_one <= (1 if deep else 3)
    assert len(sql) - after_one <= (3 if deep else 6)


def test_the_room_is_that_of_the_sqlite_in_use():
    own, newest = target_of(sqlite3), target_of(newest_sqlite)

    assert own.room == (DEEP if sqlite3.sqlite_version_info >= DEEP_SQLITE else SHALLOW)
    assert newest.room == (DEEP if newest_sqlite.sqlite_version_info >= DEEP_SQLITE else SHALLOW)


async def test_a_filter_too_deep_for_one_statement_is_refused_with_its_place(boundless):
    where = "{}"
    for _ in range(40):
        where = f"{{replies: {{some: {where}}}}}"

    found = await answer(boundless, f"{{ statements(where: {where}) {{ totalCount }} }}")

    assert found["errors"][0]["message"] == (
        "statements is too deep: nest fewer filters in each other."
    )
    assert found["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_rows_with_several_neighbours_that_fit_are_given_once(reader):
    query = "{ claims(where: {means: {some: {}}}) { totalCount nodes { id } } }"

    claims = (await answer(reader, query))["data"]["claims"]

    ids = [node["id"] for node in claims["nodes"]]
    assert claims["totalCount"] == len(ids) == len(set(ids)) == 3


CITED = ("actor", "statement", "location", "event", "document", "side")
ROOTS = (
    '{{ {name}(by: {{id: "{model}:1"}}) {body} }}',
    "{{ {name}s(first: 2) {{ nodes {body} }} }}",
    "{{ {name}s(last: 2) {{ edges {{ cursor node {body} }} pageInfo {{ hasPreviousPage }} }} }}",
    '{{ node(id: "{model}:1") {{ ... on {model} {body} }} }}',
    '{{ nodes(ids: ["{model}:1"]) {{ ... on {model} {body} }} }}',
)
LISTS = (
    "{field}(first: 2) {{ nodes {body} }}",
    "{field}(first: 2) {{ edges {{ node {body} }} pageInfo {{ endCursor }} }}",
    "{field}(last: 2) {{ nodes {body} }}",
)


def chain(chance: random.Random, model: type[Row], length: int) -> str:
    """A selection that goes from neighbour to neighbour, over any relation."""
    if length == 0:
        return "{ __typename }"
    relation = chance.choice(list(relations(model).values()))
    body = chain(chance, relation.target, length - 1)
    field = camel(relation.name)
    if relation.many and not relation.whole:
        return "{ " + chance.choice(LISTS).format(field=field, body=body) + " }"
    return f"{{ {field} {body} }}"


def random_query(chance: random.Random) -> str:
    name = chance.choice(CITED)
    model = getattr(models, name.capitalize())
    body = chain(chance, model, chance.randint(1, 6))
    return chance.choice(ROOTS).format(name=name, model=model.__name__, body=body)


async def test_random_walks_over_all_relations_are_answered_alike_by_each_sqlite(sqlite_readers):
    chance = random.Random(4)
    for _ in range(150):
        query = random_query(chance)

        answers = [await data_of(reader, query) for reader in sqlite_readers.values()]

        assert answers[0] == answers[1], query


async def test_a_query_deeper_than_any_newsroom_asks_is_refused(boundless):
    query = "{ id }"
    for _ in range(MOST_LEVELS):
        query = f"{{ claims {{ statement {query} }} }}"

    found = await answer(boundless, f"{{ statements {{ nodes {query} }} }}")

    assert found["errors"][0]["message"] == (
        f"The query is more than {MOST_LEVELS} lists and rows deep: nest fewer fields."
    )
    assert found["errors"][0]["extensions"]["code"] == "TOO_COMPLEX"


async def test_a_filter_too_wide_for_the_database_is_refused_and_not_its_failure(boundless):
    wide = [{"slug": {"eq": str(number)}} for number in range(2000)]
    query = "query ($where: ActorFilter) { actors(where: $where) { totalCount } }"

    found = await answer(boundless, query, {"where": {"or": wide}})

    assert found.get("data") == {"actors": {"totalCount": 0}} or (
        found["errors"][0]["extensions"]["code"] == "TOO_COMPLEX"
    )


async def test_a_variable_may_have_any_name(sqlite_readers):
    inner = "claims(first: $keys) { nodes { statement { id } } }"
    query = f"""query ($keys: Int) {{ events(first: 2) {{ nodes {{ claims(first: $keys) {{
        nodes {{ statement {{ events {{ {inner} }} }} }} }} }} }} }}"""

    for each in sqlite_readers.values():
        assert await data_of(each, query, {"keys": 3})
