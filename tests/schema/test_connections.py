"""Lists page by page: order, both directions, cursors, counts."""

import random
import re
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from db.migrate import migrate
from db.models import Event
from tests.api.opening import opened
from tests.conftest import DIALECTS, answer, asking, settings_for, url_of
from tests.factories import make_actor, make_document, make_event, make_statement

ORDERS = {
    "one field": "[{field: TITLE}]",
    "descending": "[{field: HAPPENED, direction: DESC}]",
    "a missing value": "[{field: HAPPENED}]",
    "two fields": "[{field: HAPPENED, direction: DESC}, {field: TITLE, direction: DESC}]",
    "mixed directions": "[{field: HAPPENED, direction: DESC}, {field: TITLE}]",
    "the other way": "[{field: TITLE}, {field: HAPPENED, direction: DESC}]",
    "the key alone": "[{field: ID, direction: DESC}]",
}


def scatter_events(session: Session, number: int = 57) -> list[Any]:
    """Events with few titles and few dates, so that many tie; some have no date, some an end."""
    chance = random.Random(4)
    events = []
    for _ in range(number):
        day = chance.choice([None, "2020-10-18", "2020-11-04", "2020-11-04T08:00", "2020-11-05"])
        end = chance.choice([None, "2020-11-06"])
        title = chance.choice(["Éclair", "a", "B", "b", "Ş", "z"])
        events.append(make_event(session, title, happened_start=day, happened_end=end))
    session.commit()
    return events


def prepare(engine: sa.Engine) -> None:
    migrate(engine)
    with Session(engine) as session:
        scatter_events(session)


@pytest.fixture(params=DIALECTS)
async def scattered(request, databases, tmp_path):
    """These events, and what asks a service over them."""
    with databases.open(request.param, "scattered", prepare) as engine:
        with Session(engine) as session:
            events = list(session.exec(select(Event)))
        async with opened(settings_for(url_of(engine), tmp_path)) as http:
            yield events, asking(http)


def sorted_as_asked(events: list[Any], order: str) -> list[str]:
    """The ids in the order that the design gives, by Python's own sort."""
    found = sorted(events, key=lambda event: event.id, reverse="DESC" in order.partition("}")[0])
    for part in reversed(order.strip("[]").split("},")):
        descending = "DESC" in part

        def key(event: Any, part: str = part) -> Any:
            if "TITLE" in part:
                return event.title
            if "HAPPENED" in part:
                return event.happened_start or event.happened_end or ""
            return event.id

        found = sorted(found, key=key, reverse=descending)
        if descending and "ID" not in part:
            # Python keeps the sequence of equals also when it sorts in reverse.
            continue
    return [f"Event:{event.id}" for event in found]


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS.keys())
async def test_a_walk_forwards_meets_each_row_once_in_the_order_asked(scattered, order):
    events, graphql = scattered

    met: list[str] = []
    pages: list[Any] = []
    cursor = None
    while cursor is not None or not pages:
        data = await graphql(
            f"""query ($after: Cursor) {{ events(orderBy: {order}, first: 10, after: $after) {{
                edges {{ cursor node {{ id }} }}
                pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}""",
            after=cursor,
        )
        page = data["events"]
        pages.append(page["pageInfo"])
        met += [edge["node"]["id"] for edge in page["edges"]]
        assert page["pageInfo"]["startCursor"] == page["edges"][0]["cursor"]
        assert page["pageInfo"]["endCursor"] == page["edges"][-1]["cursor"]
        cursor = page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None

    assert met == sorted_as_asked(events, order)
    assert [page["hasPreviousPage"] for page in pages] == [False] + [True] * 5
    assert [page["hasNextPage"] for page in pages] == [True] * 5 + [False]


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS.keys())
async def test_a_walk_backwards_meets_the_same_rows(scattered, order):
    events, graphql = scattered

    met: list[str] = []
    pages: list[Any] = []
    cursor = None
    while cursor is not None or not pages:
        data = await graphql(
            f"""query ($before: Cursor) {{ events(orderBy: {order}, last: 10, before: $before) {{
                nodes {{ id }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
            }} }}""",
            before=cursor,
        )
        page = data["events"]
        pages.append(page["pageInfo"])
        met = [node["id"] for node in page["nodes"]] + met
        has_more = page["pageInfo"]["hasPreviousPage"]
        cursor = page["pageInfo"]["startCursor"] if has_more else None

    assert met == sorted_as_asked(events, order)
    assert [page["hasNextPage"] for page in pages] == [False] + [True] * 5


async def test_rows_added_on_the_way_neither_repeat_nor_hide_others(session, graphql):
    events = [make_event(session, title) for title in "bdfh"]
    session.commit()
    query = """query ($after: Cursor) { events(orderBy: [{field: TITLE}], first: 2, after: $after) {
        nodes { title } pageInfo { endCursor } } }"""

    first = (await graphql(query))["events"]
    make_event(session, "a")
    make_event(session, "e")
    session.delete(events[1])
    session.commit()
    second = (await graphql(query, after=first["pageInfo"]["endCursor"]))["events"]

    assert [node["title"] for node in first["nodes"]] == ["b", "d"]
    assert [node["title"] for node in second["nodes"]] == ["e", "f"]


async def test_two_cursors_give_what_lies_between(session, graphql):
    for title in "abcdef":
        make_event(session, title)
    session.commit()
    edges = (await graphql("{ events(orderBy: [{field: TITLE}]) { edges { cursor } } }"))["events"]
    cursors = [edge["cursor"] for edge in edges["edges"]]

    data = await graphql(
        """query ($after: Cursor, $before: Cursor) {
        forward: events(orderBy: [{field: TITLE}], after: $after, before: $before, first: 2) {
          nodes { title } pageInfo { hasNextPage hasPreviousPage } }
        backward: events(orderBy: [{field: TITLE}], after: $after, before: $before, last: 2) {
          nodes { title } pageInfo { hasNextPage hasPreviousPage } } }""",
        after=cursors[0],
        before=cursors[4],
    )

    info = {"hasNextPage": True, "hasPreviousPage": True}
    assert data == {
        "forward": {"nodes": [{"title": "b"}, {"title": "c"}], "pageInfo": info},
        "backward": {"nodes": [{"title": "c"}, {"title": "d"}], "pageInfo": info},
    }


async def test_an_empty_list_has_an_empty_page(session, graphql):
    data = await graphql(
        """{ events { totalCount nodes { id } edges { cursor }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
    )

    assert data == {
        "events": {
            "totalCount": 0,
            "nodes": [],
            "edges": [],
            "pageInfo": {
                "hasNextPage": False,
                "hasPreviousPage": False,
                "startCursor": None,
                "endCursor": None,
            },
        }
    }


async def test_nested_lists_have_pages_of_their_own_in_one_sql_statement(session, graphql, sql):
    for name in "ab":
        speaker = make_actor(session, name)
        document = make_document(session, "One. Two. Three.")
        for text in ("One.", "Two.", "Three."):
            make_statement(session, text, [speaker], document)
    session.commit()

    data = await graphql(
        """{ actors { nodes { name statements(orderBy: [{field: START}], first: 2) {
        totalCount nodes { text speakers { name } } pageInfo { hasNextPage } } } } }"""
    )

    assert [actor["statements"] for actor in data["actors"]["nodes"]] == [
        {
            "totalCount": 3,
            "nodes": [
                {"text": "One.", "speakers": [{"name": name}]},
                {"text": "Two.", "speakers": [{"name": name}]},
            ],
            "pageInfo": {"hasNextPage": True},
        }
        for name in "ab"
    ]
    assert len(sql) == 1


async def test_twenty_rows_are_a_page_unless_asked_otherwise(session, graphql):
    scatter_events(session, 25)

    data = await graphql(
        "{ events { nodes { id } totalCount } last: events(last: 3) { nodes { id } } }"
    )

    assert len(data["events"]["nodes"]) == 20
    assert data["events"]["totalCount"] == 25
    assert len(data["last"]["nodes"]) == 3


REFUSED = {
    "more than a page": ("first: 101", "from 1 to 100"),
    "none": ("first: 0", "from 1 to 100"),
    "fewer than none": ("first: -1", "from 1 to 100"),
    "more from the end": ("last: 101", "from 1 to 100"),
    "both ends": ("first: 1, last: 1", "not both"),
    "garbage as cursor": ('after: "garbage"', "not a cursor"),
    "an empty cursor": ('after: ""', "not a cursor"),
    "hexadecimal garbage": ('after: "ABCD"', "not a cursor"),
    "a cursor that is too long": (f'before: "{"AB" * 3000}"', "not a cursor"),
}


@pytest.mark.parametrize(("arguments", "reason"), REFUSED.values(), ids=REFUSED.keys())
async def test_a_page_that_cannot_be_is_refused_with_its_place(client, arguments, reason):
    found = await answer(client, f"{{ events({arguments}) {{ nodes {{ id }} }} }}")
    counted = await answer(client, f"{{ events({arguments}) {{ totalCount }} }}")

    (error,) = found["errors"]
    assert counted["errors"][0]["message"] == error["message"]
    assert found.get("data") is None
    assert reason in error["message"]
    assert "events" in error["message"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


async def test_a_page_size_among_the_variables_is_checked_each_time(client):
    query = "query ($first: Int) { events(first: $first) { nodes { id } } }"

    found = [await answer(client, query, {"first": size}) for size in (1, 100, 101)]

    assert [each.get("errors") is None for each in found] == [True, True, False]


async def test_a_cursor_of_another_order_or_list_is_refused(session, client, graphql):
    scatter_events(session, 3)
    make_actor(session)
    session.commit()
    cursor = (await graphql("{ events { pageInfo { endCursor } } }"))["events"]["pageInfo"]

    other_order = await answer(
        client,
        """query ($after: Cursor) {
        events(orderBy: [{field: TITLE}], after: $after) { nodes { id } } }""",
        {"after": cursor["endCursor"]},
    )
    other_list = await answer(
        client,
        "query ($after: Cursor) { actors(after: $after) { nodes { id } } }",
        {"after": cursor["endCursor"]},
    )

    for found in (other_order, other_list):
        assert "another list or order" in found["errors"][0]["message"]


ALONE = {
    "what lies before": ("pageInfo { hasPreviousPage }", {"hasPreviousPage": False}),
    "what lies after, from the end": ("pageInfo { hasNextPage }", {"hasNextPage": False}),
    "its type": ("pageInfo { __typename }", {"__typename": "PageInfo"}),
    "nothing": ("pageInfo { endCursor @skip(if: true) __typename }", {"__typename": "PageInfo"}),
}


@pytest.mark.parametrize(("asked", "expected"), ALONE.values(), ids=ALONE.keys())
@pytest.mark.parametrize("titles", ["abc", ""], ids=["rows", "no rows"])
async def test_page_info_may_be_asked_alone(session, graphql, titles, asked, expected):
    for title in titles:
        make_event(session, title)
    session.commit()
    end = "last" if "hasNextPage" in asked else "first"

    data = await graphql(f"{{ events({end}: 2) {{ totalCount {asked} }} }}")

    assert data == {"events": {"totalCount": len(titles), "pageInfo": expected}}


FORGED = [
    'Document+published_on_key+id\n["2020-W45-3",1]',
    'Document+updated_at+id\n["2020-W45-3",1]',
    'Document+updated_at+id\n["2020-11-04 08:00:00+23:59:59.5",1]',
    'Document+published_on_key+id\n["2020-11-04"]',
    'Document+published_on_key+id\n["2020-11-04","1"]',
    "Document+published_on_key+id\n{}",
]


@pytest.mark.parametrize("text", FORGED)
async def test_a_forged_cursor_is_refused_on_both_databases(client, text):
    field = "UPDATED_AT" if "updated_at" in text else "PUBLISHED_ON"
    query = f"""query ($after: Cursor) {{
        documents(orderBy: {{field: {field}}}, after: $after) {{ nodes {{ id }} }} }}"""

    found = await answer(client, query, {"after": text.encode().hex()})

    assert found["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("asked", ["nodes { id }", "nodes { title parts { nodes { id } } }"])
async def test_rows_are_counted_and_grouped_only_where_it_is_asked_for(graphql, sql, asked):
    counting = re.compile(r"count\((?!\*\) OVER)")

    await graphql(f"{{ events {{ {asked} pageInfo {{ hasNextPage }} }} }}")
    assert not any(counting.search(statement) for statement in sql)

    for count in ("totalCount", "groups(by: KIND) { count }"):
        sql.clear()
        await graphql(f"{{ events {{ {asked} {count} }} }}")
        assert counting.search(sql[0]), count
