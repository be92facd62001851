"""Lists over links: what an actor said, what was said of an event, what happened at a place."""

from typing import Any

from db import models
from db.models import terms
from tests.factories import (
    added,
    make_actor,
    make_claim,
    make_event,
    make_location,
    make_statement,
)


async def test_what_two_links_lead_to_is_listed_once(session, graphql):
    ministry = make_actor(session)
    event = make_event(session)
    twice = make_statement(session, "Twice.", [ministry], said_start="2020-11-04")
    make_claim(session, twice, event)
    make_claim(session, twice, event)
    quoted_again = added(
        session,
        models.Appearance(
            statement_id=twice.id, position=1, text="Twice.",
            directness=terms.Directness.REPORTED_SPEECH, **span_of_row(twice),
        ),
    )  # fmt: skip
    added(
        session,
        models.Attribution(
            statement_id=twice.id, appearance_id=quoted_again.id, actor_id=ministry.id,
            **span_of_row(twice),
        ),
    )  # fmt: skip
    once = make_statement(session, "Once.", [ministry], said_start="2020-11-03")
    make_claim(session, once, event)
    session.commit()

    data = await graphql(
        """{ actors { nodes { statements(first: 2) { totalCount nodes { text }
                              pageInfo { hasNextPage } } } }
             events { nodes { statements(last: 5) { nodes { text } } } } }"""
    )

    texts = [{"text": "Twice."}, {"text": "Once."}]
    of_actor, of_event = data["actors"]["nodes"][0], data["events"]["nodes"][0]
    assert of_actor["statements"] == {
        "totalCount": 2, "nodes": texts, "pageInfo": {"hasNextPage": False},
    }  # fmt: skip
    assert of_event["statements"]["nodes"] == texts


def span_of_row(statement: models.Statement) -> dict[str, Any]:
    names = ("document_id", "start", "end", "start_utf16", "end_utf16")
    return {name: getattr(statement, name) for name in names}


async def test_a_link_that_is_not_public_hides_no_later_one(session, graphql):
    place = make_location(session)
    event = make_event(session)
    for review in (terms.Review.DRAFT, terms.Review.PUBLISHED):
        claim = make_claim(session, make_statement(session, review=review), event)
        setting = {"claim_id": claim.id, "event_id": event.id, "location_id": place.id}
        added(session, models.Setting(**setting))
    session.commit()

    found = await graphql("{ locations { nodes { events { nodes { id } totalCount } } } }")
    event.review = terms.Review.WITHDRAWN
    session.commit()
    withdrawn = await graphql("{ locations { nodes { events { nodes { id } totalCount } } } }")

    nodes = [{"id": f"Event:{event.id}"}]
    assert found["locations"]["nodes"] == [{"events": {"nodes": nodes, "totalCount": 1}}]
    assert withdrawn["locations"]["nodes"] == [{"events": {"nodes": [], "totalCount": 0}}]


async def test_pages_over_links_are_the_same_forwards_and_backwards(session, graphql):
    ministry = make_actor(session)
    for number in range(12):
        day = f"2020-11-{1 + number // 5:02d}" if number else None
        make_statement(session, f"Statement {number}.", [ministry], said_start=day)
    session.commit()
    whole = "{ actors { nodes { statements(first: 100) { nodes { text } } } } }"
    page = """query ($first: Int, $after: Cursor, $last: Int, $before: Cursor) { actors { nodes {
        statements(first: $first, after: $after, last: $last, before: $before) {
            nodes { text } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }"""

    async def walked(size: str, cursor: str, end: str, more: str) -> list[Any]:
        at, pages = None, []
        while True:
            found = await graphql(page, **{size: 5, cursor: at})
            (actor,) = found["actors"]["nodes"]
            pages.append(actor["statements"]["nodes"])
            if not actor["statements"]["pageInfo"][more]:
                return pages
            at = actor["statements"]["pageInfo"][end]

    expected = (await graphql(whole))["actors"]["nodes"][0]["statements"]["nodes"]
    forwards = await walked("first", "after", "endCursor", "hasNextPage")
    backwards = await walked("last", "before", "startCursor", "hasPreviousPage")

    assert len(expected) == 12
    assert [node for nodes in forwards for node in nodes] == expected
    assert [node for nodes in reversed(backwards) for node in nodes] == expected
