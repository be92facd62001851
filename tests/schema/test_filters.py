"""Filters: each operator, relations, and what is refused."""

import pytest
from sqlmodel import Session

from db import models
from db.models import terms
from tests.conftest import answer
from tests.factories import (
    added,
    make_actor,
    make_claim,
    make_conflict,
    make_containment,
    make_document,
    make_event,
    make_location,
    make_side,
    make_statement,
)

EVENTS = {
    # title, kind, subkind, start, end
    "Shelling of Şuşa": ("EXPLOSION_OR_REMOTE_VIOLENCE", "SHELLING", "2020-11-04", "2020-11-04"),
    "Battle": ("BATTLE", None, "2020-11-03T20:00", "2020-11-04T04:00"),
    "War": ("CONFLICT", None, "2020-09-27", None),
    "Talks": ("DIPLOMACY", "CONSULTATION", None, "2020-11-05"),
    "Rumour": ("PROTEST", None, None, None),
}

CASES = {
    "eq": ("{title: {eq: \"Battle\"}}", {"Battle"}),
    "eq is exact": ("{title: {eq: \"battle\"}}", set()),
    "neq": ("{kind: {neq: BATTLE}}", {"Shelling of Şuşa", "War", "Talks", "Rumour"}),
    "neq leaves out what is missing": ("{subkind: {neq: SHELLING}}", {"Talks"}),
    "in": ("{kind: {in: [BATTLE, PROTEST]}}", {"Battle", "Rumour"}),
    "in an empty list": ("{kind: {in: []}}", set()),
    "contains": ("{title: {contains: \"l\"}}", {"Shelling of Şuşa", "Battle", "Talks"}),
    "contains in any script": ("{title: {contains: \"ШУСА\"}}", set()),
    "contains without diacritics": ("{title: {contains: \"SUSA\"}}", {"Shelling of Şuşa"}),
    "contains what a pattern would mean": ("{title: {contains: \"%\"}}", set()),
    "startsWith": ("{title: {startsWith: \"shell\"}}", {"Shelling of Şuşa"}),
    "startsWith the whole": ("{title: {startsWith: \"war\"}}", {"War"}),
    "isNull": ("{subkind: {isNull: true}}", {"Battle", "War", "Rumour"}),
    "isNull false": ("{subkind: {isNull: false}}", {"Shelling of Şuşa", "Talks"}),
    "overlaps": (
        "{happened: {overlaps: {from: \"2020-11-04\", to: \"2020-11-04\"}}}",
        {"Shelling of Şuşa", "Battle", "War", "Talks"},
    ),
    "overlaps reaches the last hour of its last day": (
        "{happened: {overlaps: {from: \"2020-11-03\", to: \"2020-11-03\"}}}",
        {"Battle", "War", "Talks"},
    ),
    "before": ("{happened: {before: \"2020-11-05\"}}", {"Shelling of Şuşa", "Battle"}),
    "after": ("{happened: {after: \"2020-11-02\"}}", {"Shelling of Şuşa", "Battle"}),
    "a date that is missing": ("{happened: {isNull: true}}", {"Rumour"}),
    "two fields": ("{kind: {eq: BATTLE}, title: {eq: \"War\"}}", set()),
    "and": ("{and: [{title: {contains: \"a\"}}, {kind: {eq: CONFLICT}}]}", {"War"}),
    "and of none": ("{and: []}", set(EVENTS)),
    "or": ("{or: [{title: {eq: \"War\"}}, {title: {eq: \"Talks\"}}]}", {"War", "Talks"}),
    "or of none": ("{or: []}", set()),
    "not": ("{not: {title: {contains: \"a\"}}}", {"Rumour"}),
    "not has what is missing": (
        "{not: {subkind: {eq: SHELLING}}}",
        set(EVENTS) - {"Shelling of Şuşa"},
    ),
    "nested": (
        "{not: {or: [{kind: {eq: BATTLE}},"
        " {and: [{kind: {eq: PROTEST}}, {not: {title: {eq: \"x\"}}}]}]}}",
        {"Shelling of Şuşa", "War", "Talks"},
    ),
    "to one": ("{partOf: {title: {eq: \"War\"}}}", {"Battle"}),
    "to one, any": ("{partOf: {}}", {"Battle"}),
    "to one, none": ("{not: {partOf: {}}}", set(EVENTS) - {"Battle"}),
    "some": ("{parts: {some: {kind: {eq: BATTLE}}}}", {"War"}),
    "none": ("{parts: {none: {}}}", set(EVENTS) - {"War"}),
    "some and none": ("{parts: {some: {}, none: {kind: {eq: BATTLE}}}}", set()),
    "an empty filter": ("{}", set(EVENTS)),
    "the time of change": ("{updatedAt: {gte: \"2020-11-04T08:00:00+04:00\"}}", set(EVENTS)),
    "a time of change to come": ("{updatedAt: {gt: \"2999-01-01T00:00:00Z\"}}", set()),
}  # fmt: skip


def make_events(session: Session) -> None:
    made = {}
    for title, (kind, subkind, start, end) in EVENTS.items():
        made[title] = make_event(
            session,
            title,
            kind=terms.EventKind[kind],
            subkind=terms.EventSubkind[subkind] if subkind else None,
            happened_start=start,
            happened_end=end,
        )
    made["Battle"].part_of_id = made["War"].id
    session.commit()


async def test_each_operator_finds_what_it_says(session, graphql):
    make_events(session)

    found = {}
    for name, (where, _) in CASES.items():
        data = await graphql(f"{{ events(where: {where}) {{ totalCount nodes {{ title }} }} }}")
        found[name] = {node["title"] for node in data["events"]["nodes"]}
        assert data["events"]["totalCount"] == len(found[name])

    assert found == {name: expected for name, (_, expected) in CASES.items()}


async def test_values_among_variables_find_the_same_as_values_in_the_query(session, graphql):
    make_events(session)
    query = "query ($where: EventFilter) { events(where: $where) { nodes { title } } }"
    given = [
        ({"kind": {"in": ["BATTLE", "PROTEST"]}}, {"Battle", "Rumour"}),
        ({"kind": {"in": ["CONFLICT"]}}, {"War"}),
        ({"title": {"contains": "a"}, "kind": {"eq": "CONFLICT"}}, {"War"}),
        ({"or": [{"title": {"eq": "War"}}, {"title": {"eq": "Talks"}}]}, {"War", "Talks"}),
        ({"happened": {"isNull": True}}, {"Rumour"}),
        ({"happened": {"isNull": False}}, set(EVENTS) - {"Rumour"}),
        ({}, set(EVENTS)),
    ]

    for where, expected in given:
        data = await graphql(query, where=where)
        assert {node["title"] for node in data["events"]["nodes"]} == expected, where


async def test_a_variable_without_value_leaves_its_filter_out(session, graphql):
    make_events(session)
    query = """query ($kind: EventKind, $titles: [String!]) {
        events(where: {kind: {eq: $kind}, title: {in: $titles}}) { totalCount } }"""

    assert (await graphql(query))["events"]["totalCount"] == 5
    assert (await graphql(query, kind="BATTLE"))["events"]["totalCount"] == 1
    assert (await graphql(query, titles=["War", "Talks"]))["events"]["totalCount"] == 2


async def test_statements_of_a_side_on_a_day(session, graphql, sql):
    conflict = make_conflict(session)
    speakers = {slug: make_actor(session, slug) for slug in ("armenia", "azerbaijan")}
    for slug, speaker in speakers.items():
        make_side(session, conflict, slug, speaker)
        make_statement(session, f"{slug} says.", [speaker], said_end="2020-11-04")
        make_statement(session, f"{slug} said.", [speaker], said_start="2020-11-05")
    session.commit()

    data = await graphql(
        """{ statements(where: {
          speakers: {some: {sides: {some: {slug: {eq: "azerbaijan"}}}}},
          said: {overlaps: {from: "2020-11-04", to: "2020-11-04"}}}) { nodes { text } } }"""
    )

    assert data == {"statements": {"nodes": [{"text": "azerbaijan says."}]}}
    assert len(sql) == 1


async def test_within_follows_containment_at_any_depth_on_its_ground_and_day(session, graphql):
    top, middle, village, other = (
        make_location(session, name, slug=name) for name in ("top", "middle", "village", "other")
    )
    added(session, models.Name(value="peak", kind=terms.NameKind.SLUG, location_id=top.id))
    make_containment(session, middle, top, basis=terms.Basis.DE_FACTO)
    make_containment(session, village, middle, basis=terms.Basis.DE_FACTO, until="2020-11")
    make_containment(session, village, other, basis=terms.Basis.DE_JURE)
    make_containment(session, top, village, basis=terms.Basis.GEOGRAPHIC)
    session.commit()

    async def places(within: str) -> set[str]:
        data = await graphql(f"{{ locations(where: {{within: {within}}}) {{ nodes {{ name }} }} }}")
        return {node["name"] for node in data["locations"]["nodes"]}

    assert await places('{slug: "top", basis: DE_FACTO}') == {"middle", "village"}
    assert await places('{slug: "peak", basis: DE_FACTO}') == {"middle", "village"}
    assert await places('{slug: "top", basis: DE_FACTO, on: "2020-11-30"}') == {"middle", "village"}
    assert await places('{slug: "top", basis: DE_FACTO, on: "2020-12-01"}') == {"middle"}
    assert await places('{slug: "other"}') == {"village", "top", "middle"}
    assert await places('{slug: "top", basis: DE_JURE}') == set()
    assert await places('{slug: "nowhere"}') == set()


async def test_only_what_is_published_is_found_through_neighbours(session, graphql):
    event = make_event(session, "Seen")
    hidden = make_event(session, "Hidden", review=terms.Review.DRAFT)
    document = make_document(session, "Public. Secret.")
    public = make_statement(session, "Public.", document=document)
    secret = make_statement(session, "Secret.", document=document, review=terms.Review.REJECTED)
    make_claim(session, public, event, proposition="public")
    make_claim(session, public, hidden, proposition="about what is hidden")
    make_claim(session, secret, event, proposition="secret")
    session.commit()

    data = await graphql(
        """{ statements { nodes { text claims { proposition } } } claims { totalCount }
        events { nodes { title claims { totalCount nodes { proposition } }
          statements { totalCount } } }
        documents { nodes { statements { totalCount } } }
        secret: events(where: {claims: {some: {proposition: {eq: "secret"}}}}) { totalCount } }"""
    )

    assert data == {
        "statements": {"nodes": [{"text": "Public.", "claims": [{"proposition": "public"}]}]},
        "claims": {"totalCount": 1},
        "events": {
            "nodes": [
                {
                    "title": "Seen",
                    "claims": {"totalCount": 1, "nodes": [{"proposition": "public"}]},
                    "statements": {"totalCount": 1},
                }
            ]
        },
        "documents": {"nodes": [{"statements": {"totalCount": 1}}]},
        "secret": {"totalCount": 0},
    }


async def test_an_instant_of_an_answer_finds_its_row_again(session, graphql):
    make_events(session)
    node = (await graphql("{ events(first: 1) { nodes { id updatedAt } } }"))["events"]["nodes"][0]
    query = """query ($at: DateTime!) {
        same: events(where: {updatedAt: {eq: $at}}) { nodes { id } }
        later: events(where: {updatedAt: {gt: $at}}) { nodes { id } } }"""

    data = await graphql(query, at=node["updatedAt"])

    assert node["id"] in [each["id"] for each in data["same"]["nodes"]]
    assert node["id"] not in [each["id"] for each in data["later"]["nodes"]]


async def test_a_side_counts_only_by_claims_that_readers_see(session, graphql):
    conflict = make_conflict(session)
    speaker = make_actor(session)
    make_side(session, conflict, "a-side", speaker)
    hidden = make_event(session, review=terms.Review.DRAFT, conflict_id=conflict.id)
    make_claim(session, make_statement(session, speakers=[speaker]), hidden)
    session.commit()

    data = await graphql(
        "{ sides { nodes { statements { totalCount } } } statements { nodes { sides { slug } } } }"
    )

    assert data == {
        "sides": {"nodes": [{"statements": {"totalCount": 0}}]},
        "statements": {"nodes": [{"sides": []}]},
    }


REFUSED = {
    "an unknown field": ('{colour: {eq: "x"}}', "colour", "GRAPHQL_VALIDATION_FAILED"),
    "an unknown operator": ('{title: {like: "x"}}', "like", "GRAPHQL_VALIDATION_FAILED"),
    "an unknown word": ("{kind: {eq: WAR}}", "WAR", "GRAPHQL_VALIDATION_FAILED"),
    "a value of another type": ("{title: {eq: 1}}", "String", "GRAPHQL_VALIDATION_FAILED"),
    "null": ("{title: {eq: null}}", "events(where).title.eq is null", "BAD_USER_INPUT"),
    "null for a field": ("{title: null}", "events(where).title is null", "BAD_USER_INPUT"),
    "null in a list": ("{title: {in: [null]}}", "null", "GRAPHQL_VALIDATION_FAILED"),
    "no day": (
        '{happened: {before: "2020-13-01"}}',
        "not a day in ISO 8601 form",
        "BAD_USER_INPUT",
    ),
    "a week date": (
        '{happened: {before: "2020-W45-3"}}',
        "not a day in ISO 8601 form",
        "BAD_USER_INPUT",
    ),
    "an instant before all time": (
        '{updatedAt: {gt: "0001-01-01T00:00:00+14:00"}}',
        "not an instant",
        "BAD_USER_INPUT",
    ),
    "a stretch turned around": (
        '{happened: {overlaps: {from: "2020-11-05", to: "2020-11-04"}}}',
        "turn them around",
        "BAD_USER_INPUT",
    ),
    "half a stretch": (
        '{happened: {overlaps: {from: "2020-11-04"}}}',
        "to",
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "an instant without offset": (
        '{updatedAt: {gt: "2020-11-04T08:00:00"}}',
        "offset",
        "BAD_USER_INPUT",
    ),
}


@pytest.mark.parametrize(("where", "reason", "code"), REFUSED.values(), ids=REFUSED.keys())
async def test_a_filter_that_cannot_be_is_refused(client, where, reason, code):
    found = await answer(client, f"{{ events(where: {where}) {{ nodes {{ id }} }} }}")

    assert found.get("data") is None
    assert reason in found["errors"][0]["message"]
    assert found["errors"][0]["extensions"]["code"] == code


@pytest.mark.parametrize(
    ("escaped", "code"),
    [(rb"a\u0000b", "BAD_USER_INPUT"), (rb"\ud800", "BAD_REQUEST")],
    ids=["NUL", "half a surrogate pair"],
)
async def test_characters_that_are_none_are_refused(client, escaped, code):
    query = "query ($text: String) { events(where: {title: {eq: $text}}) { totalCount } }"

    response = await client.post(
        "/graphql",
        content=b'{"query": "%s", "variables": {"text": "%s"}}' % (query.encode(), escaped),
        headers={"content-type": "application/json"},
    )

    found = response.json()
    assert found.get("data") is None
    assert found["errors"][0]["extensions"]["code"] == code


async def test_a_name_of_a_field_or_argument_that_is_not_there_is_told(client):
    for query in ("{ evnets { nodes { id } } }", "{ events(limit: 1) { nodes { id } } }"):
        found = await answer(client, query)

        assert found["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
        assert found["errors"][0]["locations"] == [
            {"line": 1, "column": found["errors"][0]["locations"][0]["column"]}
        ]
