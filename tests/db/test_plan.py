"""Plans: compiled once, bounded in number, found again by query and shape."""

from collections.abc import Hashable

import pytest

from db import models
from db.plan import Plan, Plans, Target, plan
from db.query import Column, Compare, Connection, Const, Nodes, Order, Page, Param
from db.sqlite import DEEP
from schema.arguments import shape


def actors(**page: object) -> dict[str, Connection]:
    wanted = Page("actors", (Order("name"),), **({"first": Const(20)} | page))  # type: ignore[arg-type]  # a page's own members
    return {"actors": Connection(models.Actor, wanted, {"nodes": Nodes({"name": Column("name")})})}


def made(dialect: str = "sqlite", **page: object) -> Plan:
    return plan(actors(**page), Target(dialect, DEEP))


def test_the_least_used_plan_is_forgotten_first():
    plans = Plans(most=2)
    compiled: list[Hashable] = []

    def find(key: Hashable) -> None:
        def make() -> Plan:
            compiled.append(key)
            return made()

        plans.find(key, make)

    for key in ("a", "b", "a", "c", "a", "b"):
        find(key)

    assert compiled == ["a", "b", "c", "b"]
    assert len(plans) == 2


def test_plans_are_kept_by_the_length_of_their_sql():
    length = made().length()
    plans = Plans(most=100, most_sql=3 * length)

    for key in range(10):
        plans.find(key, made)
    plans.find(9, made)

    assert len(plans) == 3
    assert plans.known(9) is not None
    assert plans.known(6) is None


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_values_of_clients_are_bound_and_never_written_into_sql(dialect):
    value = "'; DROP TABLE actor; --"
    where = Compare("name", "eq", Param(("name",)), "actors(where).name.eq")

    found = made(dialect, where=where)

    assert value in found.statement.ask({"name": value}).binds
    assert "DROP" not in found.statement.sql


def test_a_value_in_the_query_is_bound_too():
    found = made(where=Compare("name", "contains", Const("Şuşa"), "actors(where).name.contains"))

    assert "susa" in found.statement.ask({}).binds
    assert "usa" not in found.statement.sql


SHAPES = [
    # These decide what the SQL looks like.
    ({"where": {"name": {"eq": "a"}}}, {"where": {"name": {"neq": "a"}}}, False),
    ({"where": {"or": [{}, {}]}}, {"where": {"or": [{}]}}, False),
    ({"after": None}, {"after": "AB"}, False),
    ({"after": None}, {}, False),
    ({"flag": True}, {"flag": False}, False),
    # These do not.
    ({"first": 1}, {"first": 2}, True),
    ({"where": {"name": {"eq": "a"}}}, {"where": {"name": {"eq": "b"}}}, True),
    ({"where": {"name": {"in": ["a"]}}}, {"where": {"name": {"in": ["a", "b"]}}}, True),
]


@pytest.mark.parametrize(("one", "other", "same"), SHAPES)
def test_a_plan_serves_all_variables_of_one_shape(one, other, same):
    assert (shape(one) == shape(other)) is same


async def test_one_plan_answers_each_value_and_each_page(session, graphql, client):
    from tests.factories import make_actor

    for name in "abc":
        make_actor(session, name)
    session.commit()
    query = """query ($names: [String!], $first: Int) {
        actors(where: {name: {in: $names}}, first: $first) { nodes { name } } }"""

    found = [
        [node["name"] for node in (await graphql(query, **given))["actors"]["nodes"]]
        for given in ({"names": ["a"], "first": 5}, {"names": ["a", "b", "c"], "first": 2})
    ]

    assert found == [["a"], ["a", "b"]]
    application = client._transport.app
    assert len(application.state.reader._plans) == 1


async def test_a_flag_in_the_variables_decides_what_is_read(session, graphql):
    from tests.factories import make_actor

    make_actor(session, "a")
    session.commit()
    query = """query ($flag: Boolean!) { actors { nodes {
        name @include(if: $flag) kind @skip(if: $flag) } } }"""

    with_name = await graphql(query, flag=True)
    without = await graphql(query, flag=False)

    assert with_name == {"actors": {"nodes": [{"name": "a"}]}}
    assert without == {"actors": {"nodes": [{"kind": "GOVERNMENT_BODY"}]}}
