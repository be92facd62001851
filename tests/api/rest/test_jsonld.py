from typing import Any

import pytest
from pyld import jsonld  # type: ignore[import-untyped]  # It has no types.

from api.rest.jsonld import NODES, SELECTIONS, SELECTIONS_ALONE, document, graph
from tests.api.rest.records import HOSTILE, LINKS, record_of, records_of, swapped, with_texts

SCHEMA = "https://schema.org/"
OA = "http://www.w3.org/ns/oa#"
OWN = "https://knowledge.example/graphql/schema#"

PAGE = "https://knowledge.example/v1/things.jsonld"
FOLLOWING = "https://knowledge.example/v1/things.jsonld?after=cursor"


def expanded(made: Any) -> list[Any]:
    """All terms as addresses, by a processor that fetches nothing."""

    def refuse(url: str, _: Any) -> Any:
        raise AssertionError(f"A reader has to fetch {url}")

    found: list[Any] = jsonld.expand(made, {"documentLoader": refuse})
    return found


def members(thing: Any) -> list[str]:
    """The names of all members at any depth; addresses and values have none of their own."""
    if isinstance(thing, list):
        return [name for each in thing for name in members(each)]
    if not isinstance(thing, dict) or "@value" in thing:
        return []
    names = [name for name in thing if name != "@id"]
    return [*names, *(name for key in names for name in members(thing[key]))]


def values(thing: Any, name: str) -> list[Any]:
    """What all members of this name have, at any depth."""
    if isinstance(thing, list):
        return [value for each in thing for value in values(each, name)]
    if not isinstance(thing, dict):
        return []
    own = thing.get(name, [])
    found = own if isinstance(own, list) else [own]
    return [*found, *(value for each in thing.values() for value in values(each, name))]


def local(name: str) -> str:
    return name.removeprefix(SCHEMA).removeprefix(OA).rsplit(".", 1)[-1].rsplit("#", 1)[-1]


SPELLED = {"source": "hasSource", "selector": "hasSelector", "happened": "edtf"}
"""The words of ours that are not called as the end of their address is."""


@pytest.mark.parametrize("kind", SELECTIONS)
async def test_lists_expand_offline_and_lose_nothing(ask, kind):
    records = await records_of(ask, kind, SELECTIONS[kind])

    made = graph(kind, records, LINKS, page=PAGE, following=FOLLOWING, attributions=["Thanks."])

    found = expanded(made)
    assert len(found) == len(records) + 1
    written = sorted(SPELLED.get(name, name) for name in members(made["@graph"]))
    assert sorted(local(name) for name in members(found)) == written


@pytest.mark.parametrize("kind", SELECTIONS)
async def test_all_addresses_are_whole(ask, kind):
    records = await records_of(ask, kind, SELECTIONS[kind])

    found = expanded(
        graph(kind, records, LINKS, page=PAGE, following=None, attributions=["Thanks."])
    )

    addresses = [*values(found, "@id"), *values(found, "@type")]
    assert addresses
    assert {each.split("//")[0] for each in addresses} <= {"https:", "http:"}


@pytest.mark.parametrize("kind", SELECTIONS)
async def test_each_thing_has_its_address_and_a_type_of_schema_org(ask, kind):
    records = await records_of(ask, kind, SELECTIONS[kind])

    found = expanded([document(kind, record, LINKS) for record in records])

    keys = [record.get("slug") or record["id"] for record in records]
    assert [each["@id"] for each in found] == [LINKS.thing(kind, key) for key in keys]
    types = {local(name) for each in found for name in each["@type"]}
    assert types == TYPES[kind]


TYPES = {
    "actors": {
        "GovernmentOrganization",
        "NewsMediaOrganization",
        "Organization",
        "Person",
        "Thing",
    },
    "statements": {"Quotation", "Statement"},
    "locations": {"AdministrativeArea", "City", "Country", "Place"},
    "events": {"Event"},
    "documents": {"NewsArticle"},
    "claims": {"Claim"},
    "sides": {"DefinedTerm"},
}


async def test_a_page_tells_the_address_of_the_next(ask):
    sides = await records_of(ask, "sides", SELECTIONS["sides"])

    made = graph("sides", sides, LINKS, page=PAGE, following=FOLLOWING, attributions=["Thanks."])

    page = expanded(made)[0]
    assert page == {
        "@id": PAGE,
        "@type": [
            f"{SCHEMA}CollectionPage",
            "https://www.w3.org/ns/activitystreams#OrderedCollectionPage",
        ],
        f"{SCHEMA}creditText": [{"@value": "Thanks."}],
        "https://www.w3.org/ns/activitystreams#next": [{"@id": FOLLOWING}],
    }


async def test_an_event_alone_has_the_claims_about_it_and_is_placed_by_none(ask):
    record = await record_of(ask, "event", "raid-on-shushi", SELECTIONS_ALONE["events"])

    [event] = expanded(document("events", record, LINKS))

    assert not {f"{SCHEMA}location", f"{SCHEMA}organizer", f"{SCHEMA}performer"} & set(event)
    claims = event[f"{SCHEMA}subjectOf"]
    assert len(claims) == len(record["claims"]["nodes"]) > 0
    for claim in claims:
        assert [each["@id"] for each in claim[f"{SCHEMA}about"]] == [event["@id"]]
        assert [each["@id"] for each in claim[f"{SCHEMA}author"]] == [
            LINKS.thing("actors", "ministry-of-defense-of-nagorno-karabakh")
        ]
        [place] = claim[f"{SCHEMA}spatialCoverage"]
        assert place[f"{SCHEMA}roleName"] == [{"@id": f"{OWN}SettingRelation.TOWARDS"}]


async def test_the_words_of_a_statement_are_selected_in_its_document(ask):
    slug = "karabakh-2020-11-04-morning--raid-on-shushi"
    record = await record_of(ask, "statement", slug, SELECTIONS["statements"])

    [statement] = expanded(document("statements", record, LINKS))

    [appearance] = statement[f"{SCHEMA}isBasedOn"]
    source = LINKS.thing("documents", "karabakh-2020-11-04-morning")
    assert appearance[f"{OA}hasSource"] == [{"@id": source}]
    position, quote = appearance[f"{OA}hasSelector"]
    assert position["@type"] == [f"{OA}TextPositionSelector"]
    [start] = position[f"{OA}start"]
    assert start["@value"] == record["appearances"][0]["span"]["start"]
    assert start["@type"] == "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
    assert quote[f"{OA}exact"] == [{"@value": record["text"]}]


async def test_each_of_two_who_accuse_the_other_is_the_author_of_a_claim_of_their_own(ask):
    slug = "karabakh-2020-11-04-morning--each-accuses-the-other-of-shelling"
    record = await record_of(ask, "statement", slug, SELECTIONS["statements"])

    made = document("statements", record, LINKS)

    authors = [[one["name"] for one in each["author"]] for each in made["interpretedAsClaim"]]
    assert authors == [["Azerbaijan"], ["Armenia"]]
    assert [each["name"] for each in made["author"]] == ["Armenia", "Azerbaijan"]


async def test_what_the_document_says_itself_has_its_publisher_as_author(ask):
    slug = "karabakh-2020-11-04-morning--thousands-killed"
    record = await record_of(ask, "statement", slug, SELECTIONS["statements"])

    made = document("statements", record, LINKS)

    assert [each["name"] for each in made["author"]] == ["JAMnews"]
    assert made["interpretedAsClaim"][0]["voice"] == "ek:Voice.NARRATOR"


async def test_a_place_without_a_point_has_no_coordinates(ask):
    corridor = await record_of(ask, "location", "lachin-corridor", SELECTIONS["locations"])
    city = await record_of(ask, "location", "shusha-shushi", SELECTIONS["locations"])

    assert "geo" not in document("locations", corridor, LINKS)
    assert document("locations", city, LINKS)["geo"]["latitude"] == 39.76006


async def test_a_place_lies_in_larger_ones_on_told_grounds(ask):
    record = await record_of(ask, "location", "shusha-shushi", SELECTIONS["locations"])

    [place] = expanded(document("locations", record, LINKS))

    grounds = [each["basis"] for each in record["containments"]]
    roles = place[f"{SCHEMA}containedInPlace"]
    assert [each[f"{SCHEMA}roleName"][0]["@id"] for each in roles] == [
        f"{OWN}Basis.{ground}" for ground in grounds
    ]
    assert len(set(grounds)) > 1


async def test_only_a_document_alone_has_its_text(ask):
    slug = "karabakh-2020-11-04-morning"
    listed = await record_of(ask, "document", slug, SELECTIONS["documents"])
    alone = await record_of(ask, "document", slug, SELECTIONS_ALONE["documents"])

    assert "articleBody" not in document("documents", listed, LINKS)
    [found] = expanded(document("documents", alone, LINKS))
    assert found[f"{SCHEMA}articleBody"] == [{"@value": alone["text"], "@language": "en"}]


async def test_all_kinds_of_actors_have_a_type(ask):
    data = await ask('{ __type(name: "ActorKind") { enumValues { name } } }')
    person = await record_of(ask, "actor", "ilham-aliyev", SELECTIONS["actors"])

    for kind in data["__type"]["enumValues"]:
        assert document("actors", person | {"kind": kind["name"]}, LINKS)["@type"]


async def test_hostile_texts_come_back_as_they_are(ask):
    statements = await records_of(ask, "statements", SELECTIONS["statements"])
    hostile = with_texts(statements, HOSTILE, "text", "exact", "name", "title", "proposition")

    found = expanded([document("statements", each, LINKS) for each in hostile])

    assert {each["@value"] for each in values(found, f"{OA}exact")} == {HOSTILE}
    assert {each["@value"] for each in values(found, f"{SCHEMA}name")} == {HOSTILE}


@pytest.mark.parametrize("kind", SELECTIONS)
async def test_swapping_the_two_sides_swaps_the_nodes_and_changes_nothing_else(ask, kind):
    records = await records_of(ask, kind, SELECTIONS[kind])

    nodes = [NODES[kind](record, LINKS) for record in records]

    assert [NODES[kind](record, LINKS) for record in swapped(records)] == swapped(nodes)
