"""Places, and events where claims place them, as GeoJSON (RFC 7946) for map programs.

A feature of an event is one claim's word on where it happened. Properties are flat, since map
programs show them as the columns of a table, and all features of a list have the same; what is
several is one text with semicolons. Where a place has no point, there is no geometry.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from api.rest.links import Links

Record = Mapping[str, Any]
Feature = dict[str, Any]

PLACE = """
id slug name kind description precision disputed latitude longitude source
names { value language kind } within { slug } wikidataId geonamesId isoCode
"""

EVENT = """
id slug title kind subkind attestation happened { start end edtf }
settings {
  id relation
  location { slug name kind precision disputed latitude longitude source
    names { value language kind } }
  claim { id act stance voice proposition happened { edtf } sides { slug }
    by { name } statement { slug sourceUrl speakers { name } } }
}
versions { voice side { slug } claims(first: 1) { nodes { id } } }
"""

SELECTIONS = {"locations": PLACE, "events": EVENT}
"""What a record must have, by the list it is of."""

PLACED_COLUMNS = [
    "place",
    "place_name",
    "place_names",
    "place_kind",
    "precision",
    "disputed",
    "point_source",
    "place_url",
    "relation",
    "said_by_sides",
    "voice",
    "said_by",
    "act",
    "stance",
    "proposition",
    "claim_happened_edtf",
    "claim_url",
    "statement",
    "statement_url",
    "source_url",
]
"""What a claim and its place say in a feature of an event, in order."""

CLOSING = b"\n]}\n"
SEPARATOR = b",\n"


def opening(attributions: Iterable[str]) -> bytes:
    """All that stands before the first feature."""
    head = {"type": "FeatureCollection", "attributions": list(attributions)}
    return orjson.dumps(head).removesuffix(b"}") + b',"features":[\n'


def collection(features: Iterable[Feature], attributions: Iterable[str]) -> Iterator[bytes]:
    """A whole document, piece by piece, so that none of any length stands in memory."""
    yield opening(attributions)
    for number, feature in enumerate(features):
        yield (SEPARATOR if number else b"") + orjson.dumps(feature)
    yield CLOSING


def of_place(place: Record, links: Links) -> list[Feature]:
    properties = {
        **_place(place, links),
        "description": place["description"],
        "within": _joined(each["slug"] for each in place["within"]),
        "wikidata_id": place["wikidataId"],
        "geonames_id": place["geonamesId"],
        "iso_code": place["isoCode"],
    }
    return [_feature(place["id"], place, properties)]


def of_event(event: Record, links: Links) -> list[Feature]:
    """A feature for each claim and place; one without either for an event that nobody places."""
    common = {
        "event": event["slug"],
        "title": event["title"],
        "kind": event["kind"],
        "subkind": event["subkind"],
        "attestation": event["attestation"],
        "happened_start": event["happened"]["start"],
        "happened_end": event["happened"]["end"],
        "happened_edtf": event["happened"]["edtf"],
        "event_url": links.thing("events", event["slug"]),
    }
    if not event["settings"]:
        properties = {**common, **_nowhere(), **_unplaced(event)}
        return [_feature(event["id"], None, properties)]
    return [_setting(each, common, links) for each in event["settings"]]


FEATURES = {"locations": of_place, "events": of_event}
"""Makes the features of a record, by the list it is of."""


def _setting(setting: Record, common: Record, links: Links) -> Feature:
    place = setting["location"]
    properties = {
        **common,
        **_place(place, links),
        "relation": setting["relation"],
        **_claim(setting["claim"], links),
    }
    return _feature(setting["id"], place, properties)


def _feature(key: str, place: Record | None, properties: Record) -> Feature:
    """`key` is the id that GraphQL knows it by, which is never used again."""
    geometry = None
    if place is not None and place["latitude"] is not None and place["longitude"] is not None:
        geometry = {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]}
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": dict(properties)}


def _place(place: Record, links: Links) -> dict[str, Any]:
    return {
        "place": place["slug"],
        "place_name": place["name"],
        "place_names": names_of(place),
        "place_kind": place["kind"],
        "precision": place["precision"],
        "disputed": place["disputed"],
        "point_source": place["source"],
        "place_url": links.thing("locations", place["slug"]),
    }


def names_of(place: Record) -> str | None:
    """What it is called in each language that has a usual name: "Şuşa (az); Շուշի (hy)"."""
    return _joined(
        f"{each['value']} ({each['language']})" if each["language"] else each["value"]
        for each in place["names"]
        if each["kind"] == "LABEL"
    )


def _claim(claim: Record, links: Links) -> dict[str, Any]:
    """Whose word it is that the event was there, and where that word stands."""
    statement = claim["statement"]
    speakers = [claim["by"]] if claim["by"] else statement["speakers"]
    return {
        "said_by_sides": _joined(each["slug"] for each in claim["sides"]),
        "voice": claim["voice"],
        "said_by": _joined(each["name"] for each in speakers),
        "act": claim["act"],
        "stance": claim["stance"],
        "proposition": claim["proposition"],
        "claim_happened_edtf": claim["happened"]["edtf"],
        "claim_url": links.thing("claims", claim["id"]),
        "statement": statement["slug"],
        "statement_url": links.thing("statements", statement["slug"]),
        "source_url": statement["sourceUrl"],
    }


def _unplaced(event: Record) -> dict[str, Any]:
    """Who speaks of an event that no claim places: those whose account of it is not empty."""
    told = [each for each in event["versions"] if each["claims"]["nodes"]]
    return {
        "said_by_sides": _joined(each["side"]["slug"] for each in told if each["side"]),
        "voice": _joined(dict.fromkeys(each["voice"] for each in told)),
    }


def _nowhere() -> dict[str, None]:
    """The columns of an event's feature that a claim and its place would fill."""
    return dict.fromkeys(PLACED_COLUMNS)


def _joined(words: Iterable[str]) -> str | None:
    return "; ".join(words) or None
