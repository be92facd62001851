"""Facets: a list's rows by groups, under its own filter."""

from collections import Counter

import pytest

from db.models import terms
from db.models.actors import SideMembership
from db.models.events import Setting
from tests.conftest import answer
from tests.factories import (
    added,
    make_actor,
    make_claim,
    make_conflict,
    make_containment,
    make_event,
    make_location,
    make_side,
    make_statement,
)

GROUP = "{ key label count truncated node { id __typename ... on Actor { name } } }"


async def test_statements_are_counted_by_speaker_with_the_actor_behind(session, graphql, sql):
    one, other = make_actor(session, "One", slug="one"), make_actor(session, "Other", slug="other")
    make_statement(session, "Both said it.", [one, other])
    make_statement(session, "One said it.", [one])
    make_statement(session, "A draft.", [other], review=terms.Review.DRAFT)
    make_statement(session, "Nobody said it.")
    session.commit()

    data = await graphql("{ statements { groups(by: SPEAKER) " + GROUP + " } }")

    assert data["statements"]["groups"] == [
        {
            "key": actor.slug,
            "label": actor.name,
            "count": count,
            "truncated": False,
            "node": {"id": f"Actor:{actor.id}", "__typename": "Actor", "name": actor.name},
        }
        for actor, count in ((one, 2), (other, 1))
    ]
    assert len(sql) == 1


async def test_groups_follow_the_filter_of_their_list_and_not_its_page(session, graphql):
    for kind in ("BATTLE", "RIOT", "RIOT"):
        for title in ("here", "there"):
            make_event(session, title, kind=terms.EventKind[kind])
    session.commit()

    data = await graphql(
        """{ events(where: {title: {eq: "here"}}, first: 1) {
            nodes { title } totalCount groups(by: KIND) { key label count } } }"""
    )

    assert data["events"] == {
        "nodes": [{"title": "here"}],
        "totalCount": 3,
        "groups": [
            {"key": "RIOT", "label": "Riot", "count": 2},
            {"key": "BATTLE", "label": "Battle", "count": 1},
        ],
    }


async def test_days_come_in_their_order_and_the_first_known_day_counts(session, graphql):
    for start, end in (
        ("2020-11-05", None),
        ("2020-11-04T08:00", "2020-11-06"),
        (None, "2020-11-04"),
        (None, None),
    ):
        make_event(session, happened_start=start, happened_end=end)
    session.commit()

    data = await graphql("{ events { groups(by: DAY) { key label count node { id } } } }")

    assert data["events"]["groups"] == [
        {"key": day, "label": day, "count": count, "node": None}
        for day, count in (("2020-11-04", 2), ("2020-11-05", 1))
    ]


async def test_a_district_is_that_of_each_ground_and_counts_an_event_once(session, graphql):
    country = make_location(session, kind=terms.LocationKind.COUNTRY)
    by_law, on_the_ground, third = (
        make_location(session, name, slug=name, kind=terms.LocationKind.REGION)
        for name in ("by-law", "on-the-ground", "third")
    )
    town = make_location(session, "town", kind=terms.LocationKind.CITY)
    make_containment(session, by_law, country)
    make_containment(session, town, by_law)
    make_containment(session, town, on_the_ground, basis=terms.Basis.DE_FACTO)
    event, elsewhere = make_event(session), make_event(session)
    for number, place in enumerate((town, by_law, third, country)):
        about = elsewhere if place is third else event
        claim = make_claim(session, make_statement(session, f"It was {number}."), about)
        added(session, Setting(claim_id=claim.id, event_id=about.id, location_id=place.id))
    session.commit()

    data = await graphql(
        """{ events { nodes { id districts { slug } }
            groups(by: DISTRICT) { key count node { ... on Location { kind } } } } }"""
    )

    assert {(each["key"], each["count"]) for each in data["events"]["groups"]} == {
        ("by-law", 1),
        ("on-the-ground", 1),
        ("third", 1),
    }
    assert {each["node"]["kind"] for each in data["events"]["groups"]} == {"REGION"}
    assert {each["slug"] for node in data["events"]["nodes"] for each in node["districts"]} == {
        "by-law",
        "on-the-ground",
        "third",
    }


async def test_of_many_groups_the_first_hundred_are_given_and_it_is_told(session, graphql):
    for number in range(101):
        make_event(session, happened_start=f"{1900 + number}-01-01")
    session.commit()

    data = await graphql("{ events { groups(by: DAY) { key truncated } } }")

    groups = data["events"]["groups"]
    assert len(groups) == 100
    assert groups[-1] == {"key": "1999-01-01", "truncated": True}


async def test_neighbours_are_grouped_below_their_row(session, graphql, sql):
    actors = [make_actor(session, name) for name in ("a", "b")]
    for actor, days in zip(actors, (["2020-11-04", "2020-11-04"], ["2020-11-05"]), strict=True):
        for day in days:
            make_statement(session, f"{actor.name} on {day}.", [actor], said_start=day)
    session.commit()

    data = await graphql(
        "{ actors { nodes { statements { totalCount groups(by: DAY) { key count } } } } }"
    )

    assert [node["statements"] for node in data["actors"]["nodes"]] == [
        {"totalCount": 2, "groups": [{"key": "2020-11-04", "count": 2}]},
        {"totalCount": 1, "groups": [{"key": "2020-11-05", "count": 1}]},
    ]
    assert len(sql) == 1


async def test_actors_are_grouped_by_camp(session, graphql):
    side = make_side(session, make_conflict(session), "north", make_actor(session))
    member = make_actor(session)
    added(session, SideMembership(actor_id=member.id, side_id=side.id, since="2019", until="2020"))
    added(session, SideMembership(actor_id=member.id, side_id=side.id, since="2021"))
    make_actor(session)
    session.commit()

    data = await graphql("{ actors { groups(by: SIDE) { key label count } } }")

    assert data["actors"]["groups"] == [{"key": "north", "label": "north side", "count": 2}]


async def test_an_unknown_way_of_grouping_is_refused(client):
    found = await answer(client, "{ documents { groups(by: KIND) { key } } }")

    assert "groups" in found["errors"][0]["message"]


WAYS = {
    "statements SPEAKER": "speakers { slug }",
    "statements SIDE": "sides { slug }",
    "statements ACT": "acts",
    "statements DIRECTNESS": "appearances { directness }",
    "statements DAY": "said { start end }",
    "statements DOCUMENT": "document { slug }",
    "events KIND": "kind",
    "events LOCATION": "locations { slug }",
    "events DISTRICT": "districts { slug }",
    "events DAY": "happened { start end }",
    "events ATTESTATION": "attestation",
    "actors KIND": "kind",
    "actors SIDE": "sides { slug }",
}


def keys_in(value):
    """The keys that a row counts for, as told by what its list shows."""
    if isinstance(value, dict) and value.keys() == {"start", "end"}:
        return {day[:10] for day in [value["start"] or value["end"]] if day}
    if isinstance(value, dict):
        return keys_in(next(iter(value.values())))
    if isinstance(value, list):
        return {key for each in value for key in keys_in(each)}
    return {value} - {None}


@pytest.mark.parametrize("way", WAYS)
async def test_groups_of_all_that_is_shipped_count_what_its_lists_show(ask, way):
    field, by = way.split()
    query = (
        f"{{ {field}(first: 100) {{ nodes {{ shown: %s }} groups(by: {by}) {{ key count }} }} }}"
    )

    found = (await ask(query.replace("%s", WAYS[way])))[field]

    expected = Counter(key for node in found["nodes"] for key in keys_in(node["shown"]))
    assert {each["key"]: each["count"] for each in found["groups"]} == expected
    assert expected
    order = [(-each["count"], each["key"]) for each in found["groups"]]
    assert [key for _, key in order] == (
        sorted(expected) if by == "DAY" else [key for _, key in sorted(order)]
    )
