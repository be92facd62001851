import json
from pathlib import Path

import pytest

from api.rest.geojson import EVENT, PLACE, collection, of_event, of_place
from schema.about import ATTRIBUTIONS
from tests.api.rest.records import HOSTILE, LINKS, record_of, records_of, swapped, with_texts

ROOT = Path(__file__).parents[3]


async def test_places_with_a_point_have_it_as_longitude_and_latitude(ask):
    place = await record_of(ask, "location", "shusha-shushi", PLACE)

    [feature] = of_place(place, LINKS)

    assert feature["geometry"] == {"type": "Point", "coordinates": [46.74989, 39.76006]}
    assert feature["properties"] == {
        "place": "shusha-shushi",
        "place_name": "Shusha/Shushi",
        "place_names": "Şuşa (az); Շուշի (hy); Шуша (ru)",
        "place_kind": "CITY",
        "precision": "EXACT",
        "disputed": True,
        "point_source": place["source"],
        "place_url": "https://knowledge.example/v1/locations/shusha-shushi",
        "description": place["description"],
        "within": "; ".join(each["slug"] for each in place["within"]),
        "wikidata_id": place["wikidataId"],
        "geonames_id": place["geonamesId"],
        "iso_code": place["isoCode"],
    }


async def test_places_without_a_point_have_no_geometry(ask):
    place = await record_of(ask, "location", "lachin-corridor", PLACE)

    [feature] = of_place(place, LINKS)

    assert feature["geometry"] is None
    assert feature["properties"]["precision"] == "AREA"


async def test_an_event_has_a_feature_for_each_claim_on_where_it_was(ask):
    event = await record_of(ask, "event", "raid-on-shushi", EVENT)

    features = of_event(event, LINKS)

    assert [each["id"] for each in features] == [each["id"] for each in event["settings"]]
    first = features[0]["properties"]
    claim = event["settings"][0]["claim"]
    assert first == {
        "event": "raid-on-shushi",
        "title": "Raid on Shusha/Shushi",
        "kind": "BATTLE",
        "subkind": "INFILTRATION",
        "attestation": "ONE_SIDE",
        "happened_start": "2020-11-04",
        "happened_end": "2020-11-04",
        "happened_edtf": "2020-11-04",
        "event_url": "https://knowledge.example/v1/events/raid-on-shushi",
        "place": "shusha-shushi",
        "place_name": "Shusha/Shushi",
        "place_names": "Şuşa (az); Շուշի (hy); Шуша (ru)",
        "place_kind": "CITY",
        "precision": "EXACT",
        "disputed": True,
        "point_source": event["settings"][0]["location"]["source"],
        "place_url": "https://knowledge.example/v1/locations/shusha-shushi",
        "relation": "TOWARDS",
        "said_by_sides": "armenia",
        "voice": "SIDE",
        "said_by": "Ministry of Defense of Nagorno-Karabakh",
        "act": "CLAIM",
        "stance": "ASSERTS",
        "proposition": claim["proposition"],
        "claim_happened_edtf": "2020-11-04",
        "claim_url": f"https://knowledge.example/v1/claims/{claim['id']}",
        "statement": "karabakh-2020-11-04-morning--raid-on-shushi",
        "statement_url": "https://knowledge.example/v1/statements/"
        "karabakh-2020-11-04-morning--raid-on-shushi",
        "source_url": claim["statement"]["sourceUrl"],
    }


async def test_an_event_that_nobody_places_tells_who_speaks_of_it(ask):
    event = await record_of(ask, "event", "truce-1-broken", EVENT)

    [feature] = of_event(event, LINKS)

    assert feature["geometry"] is None
    assert feature["id"] == event["id"]
    assert feature["properties"]["said_by_sides"] == "armenia; azerbaijan"
    assert feature["properties"]["voice"] == "SIDE; NARRATOR"
    assert feature["properties"]["place"] is None


async def test_all_features_of_a_list_have_the_same_columns_and_ids_of_their_own(ask):
    events = await records_of(ask, "events", EVENT)
    places = await records_of(ask, "locations", PLACE)

    for features in (
        [each for event in events for each in of_event(event, LINKS)],
        [each for place in places for each in of_place(place, LINKS)],
    ):
        assert len({tuple(each["properties"]) for each in features}) == 1
        assert len({each["id"] for each in features}) == len(features)
        assert all(
            value is None or isinstance(value, str | int | float)
            for each in features
            for value in each["properties"].values()
        )


async def test_the_pieces_of_a_collection_are_one_document_of_rfc_7946(ask):
    events = await records_of(ask, "events", EVENT)
    features = [each for event in events for each in of_event(event, LINKS)]

    text = b"".join(collection(features, ATTRIBUTIONS))

    document = json.loads(text)
    assert document == {
        "type": "FeatureCollection",
        "attributions": list(ATTRIBUTIONS),
        "features": features,
    }
    points = [each["geometry"]["coordinates"] for each in features if each["geometry"]]
    assert all(44 < longitude < 49 and 38 < latitude < 42 for longitude, latitude in points)


@pytest.mark.parametrize("features", [[], [{"type": "Feature"}], [{"type": "Feature"}] * 3])
def test_a_collection_of_any_length_is_json(features):
    document = json.loads(b"".join(collection(features, [])))

    assert document["features"] == features


async def test_hostile_texts_come_back_as_they_are(ask):
    event = await record_of(ask, "event", "raid-on-shushi", EVENT)
    event = with_texts(event, HOSTILE, "title", "name", "proposition", "value", "sourceUrl")

    document = json.loads(b"".join(collection(of_event(event, LINKS), [])))

    properties = document["features"][0]["properties"]
    for name in ("title", "place_name", "said_by", "proposition", "source_url"):
        assert properties[name] == HOSTILE


async def test_swapping_the_two_sides_swaps_the_features_and_changes_nothing_else(ask):
    events = await records_of(ask, "events", EVENT)

    features = [of_event(event, LINKS) for event in events]

    assert [of_event(event, LINKS) for event in swapped(events)] == swapped(features)


async def test_each_column_is_in_the_docs(ask):
    event = await record_of(ask, "event", "raid-on-shushi", EVENT)
    place = await record_of(ask, "location", "shusha-shushi", PLACE)
    features = [*of_event(event, LINKS), *of_place(place, LINKS)]

    page = (ROOT / "docs" / "formats.md").read_text("utf-8")

    for column in {name for feature in features for name in feature["properties"]}:
        assert f"`{column}`" in page
