"""Rows by id and by slug."""

import pytest

from db import models
from db.models import terms
from tests.conftest import answer
from tests.factories import added, make_actor, make_event, make_location, make_statement


async def test_node_finds_a_row_of_any_type_by_its_id(session, graphql, sql):
    actor, event = make_actor(session, "Somebody"), make_event(session, "Something")
    session.commit()

    data = await graphql(
        """query ($actor: ID!, $event: ID!) {
        actor: node(id: $actor) { ...Names } event: node(id: $event) { ...Names } }
        fragment Names on Node { __typename id ... on Actor { name } ... on Event { title } }""",
        actor=f"Actor:{actor.id}",
        event=f"Event:{event.id}",
    )

    assert data == {
        "actor": {"__typename": "Actor", "id": f"Actor:{actor.id}", "name": "Somebody"},
        "event": {"__typename": "Event", "id": f"Event:{event.id}", "title": "Something"},
    }
    assert len(sql) == 1


async def test_nodes_keep_the_order_asked_and_are_null_where_nothing_is(session, graphql, sql):
    first, second = make_actor(session, "First"), make_location(session, "Second")
    session.commit()
    ids = [f"Location:{second.id}", "Actor:999999", f"Actor:{first.id}", f"Location:{second.id}"]

    data = await graphql(
        """query ($ids: [ID!]!) {
        nodes(ids: $ids) { ... on Actor { name } ... on Location { name } } }""",
        ids=ids,
    )

    assert data == {"nodes": [{"name": "Second"}, None, {"name": "First"}, {"name": "Second"}]}
    assert len(sql) == 1


async def test_every_type_with_an_id_can_be_found_by_it(client):
    query = '{ __type(name: "Node") { possibleTypes { name } } }'
    types = [
        each["name"] for each in (await answer(client, query))["data"]["__type"]["possibleTypes"]
    ]

    ids = [f"{name}:1" for name in types]
    found = await answer(client, "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ids})

    assert len(types) == 20
    assert found == {"data": {"nodes": [None] * 20}}


async def test_a_row_is_found_by_id_by_slug_and_by_another_slug(session, graphql):
    place = make_location(session, "Shusha/Shushi", slug="shusha-shushi")
    added(session, models.Name(value="shusha", kind=terms.NameKind.SLUG, location_id=place.id))
    session.commit()

    data = await graphql(
        """query ($id: ID!) { id: location(by: {id: $id}) { name }
        slug: location(by: {slug: "shusha-shushi"}) { name }
        other: location(by: {slug: "shusha"}) { name }
        list: locations(where: {slug: {eq: "shusha"}}) { nodes { name } }
        in: locations(where: {slug: {in: ["shusha", "x"]}}) { nodes { name } } }""",
        id=f"Location:{place.id}",
    )

    named = {"name": "Shusha/Shushi"}
    assert data == {
        "id": named,
        "slug": named,
        "other": named,
        "list": {"nodes": [named]},
        "in": {"nodes": [named]},
    }


async def test_what_is_not_there_is_null_and_no_error(client):
    found = await answer(
        client,
        """{ slug: actor(by: {slug: "nobody"}) { id } id: actor(by: {id: "Actor:1"}) { id }
        node(id: "Event:7") { id } }""",
    )

    assert found == {"data": {"slug": None, "id": None, "node": None}}


WRONG_IDS = {
    "garbage": ("garbage", "not an id"),
    "nothing": ("", "not an id"),
    "a number": ("1", "not an id"),
    "a type that is not": ("Ministry:1", "not an id"),
    "no key": ("Actor:", "not an id"),
    "a key below one": ("Actor:0", "not an id"),
    "a key too large": ("Actor:4294967296", "not an id"),
    "NUL": ("Actor:1\0", "NUL"),
}


@pytest.mark.parametrize(("wrong", "reason"), WRONG_IDS.values(), ids=WRONG_IDS.keys())
async def test_what_is_no_id_is_refused_with_its_place(client, wrong, reason):
    found = await answer(client, "query ($id: ID!) { node(id: $id) { id } }", {"id": wrong})

    (error,) = found["errors"]
    assert reason in error["message"]
    assert error["message"].startswith("node(id:)")
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


async def test_an_id_of_another_type_is_refused(client):
    found = await answer(client, '{ actor(by: {id: "Event:1"}) { id } }')

    assert "the id of a Event, not of a Actor" in found["errors"][0]["message"]


async def test_more_than_a_hundred_ids_are_refused(client):
    ids = ["Actor:1"] * 101

    found = await answer(client, "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ids})

    assert "up to 100" in found["errors"][0]["message"]


async def test_exactly_one_key_names_a_row(client):
    for key in ("{}", '{id: "Actor:1", slug: "x"}', "{slug: null}"):
        found = await answer(client, f"{{ actor(by: {key}) {{ id }} }}")

        assert found["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


async def test_what_is_withdrawn_is_found_by_its_address_alone_and_says_so(session, graphql):
    statement = make_statement(session, review=terms.Review.WITHDRAWN)
    draft = make_statement(session, review=terms.Review.DRAFT)
    session.commit()

    data = await graphql(
        """query ($withdrawn: String!, $draft: String!) {
        withdrawn: statement(by: {slug: $withdrawn}) { review appearances { text } }
        draft: statement(by: {slug: $draft}) { review }
        statements { totalCount } }""",
        withdrawn=statement.slug,
        draft=draft.slug,
    )

    assert data == {
        "withdrawn": {"review": "WITHDRAWN", "appearances": [{"text": "It was calm."}]},
        "draft": None,
        "statements": {"totalCount": 0},
    }
