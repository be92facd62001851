"""Places: a point where there is one, all names, and what each lies in on which ground."""

from typing import Any

from api.rest.jsonld.node import (
    NAMES,
    Node,
    Record,
    in_role,
    other_names,
    present,
    reference,
    wikidata,
    word,
)
from api.rest.links import Links

PLACE = f"""
slug kind name description latitude longitude precision disputed
wikidataId geonamesId isoCode {NAMES}
containments {{ basis since until parent {{ slug name }} }}
"""

TYPES = {"COUNTRY": "Country", "REGION": "AdministrativeArea", "CITY": "City"}
"""By kind; others are a Place."""


def node(place: Record, links: Links) -> Node:
    return {
        "@id": links.thing("locations", place["slug"]),
        "@type": TYPES.get(place["kind"], "Place"),
        "name": place["name"],
        "disputed": place["disputed"],
        **present(
            additionalType=word("LocationKind", place["kind"]),
            alternateName=other_names(place),
            description=place["description"],
            geo=_point(place),
            precision=word("Precision", place["precision"]),
            sameAs=[*wikidata(place), *_geonames(place)],
            identifier=_code(place["isoCode"]),
            containedInPlace=[_within(each, links) for each in place["containments"]],
        ),
    }


def _point(place: Record) -> dict[str, Any] | None:
    if place["latitude"] is None or place["longitude"] is None:
        return None
    point = {"latitude": place["latitude"], "longitude": place["longitude"]}
    return {"@type": "GeoCoordinates", **point}


def _geonames(place: Record) -> list[str]:
    return [f"https://sws.geonames.org/{place['geonamesId']}/"] if place["geonamesId"] else []


def _code(iso: str | None) -> Node | None:
    return {"@type": "PropertyValue", "propertyID": "ISO 3166", "value": iso} if iso else None


def _within(containment: Record, links: Links) -> Node:
    """On which ground and when: by recognized borders and by who held it are two relations."""
    return in_role(
        "containedInPlace",
        reference(links, "locations", containment["parent"]),
        roleName={"@id": word("Basis", containment["basis"])},
        startDate=containment["since"],
        endDate=containment["until"],
    )
