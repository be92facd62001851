"""Values to try, of what is shipped. Tests ask for each of them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

DOCUMENT = "karabakh-2020-11-04-morning"

THINGS: Mapping[str, str] = {
    "actors": "hikmet-hajiyev",
    "statements": f"{DOCUMENT}--hajiyev-replies",
    "locations": "shusha-shushi",
    "events": "truce-1-broken",
    "documents": DOCUMENT,
    "claims": "Claim:1",
    "sides": "armenia",
}
"""A slug, or an id, of each list."""

ASKED: Mapping[str, tuple[dict[str, str], ...]] = {
    "actors": (
        {"kind": "ARMED_FORCES,GOVERNMENT_BODY", "sort": "name"},
        {"side": "armenia,azerbaijan", "include": "affiliations", "first": "5"},
    ),
    "statements": (
        {"said": "2020-11-04", "side": "armenia,azerbaijan", "include": "citation", "first": "5"},
        {"claims.act": "ASSERT_RIGHT,DEMAND,OFFER", "include": "claims"},
        {"q": "Степанакерт", "count": "true"},
    ),
    "locations": (
        {"within": "nagorno-karabakh", "within.basis": "DE_FACTO", "kind": "CITY"},
        {"names.value.starts_with": "Xank", "include": "names"},
        {"bbox": "46.5,39.5,47,40", "precision": "EXACT", "first": "5"},
    ),
    "events": (
        {"attestation": "DISPUTED", "include": "versions"},
        {"happened.gte": "2020-10", "happened.lte": "2020-11-04", "sort": "-happened,title"},
        {"claims.figures.metric": "KILLED", "locations.exists": "true"},
    ),
    "documents": (
        {"published_on.gte": "2020-11-01", "include": "publisher"},
        {"statements.speakers.slug": "ilham-aliyev"},
    ),
    "claims": (
        {"act": "ACCUSE", "event": "truce-1-broken", "include": "by,participations"},
        {"stance": "ASSERTS", "facet": "CASUALTIES", "sort": "happened"},
    ),
    "sides": ({"member": "ilham-aliyev", "include": "conflict"},),
}
"""What people ask of each list."""

SLUGS: Mapping[str, list[str]] = {
    "by": ["vagharshak-harutyunyan"],
    "conflict": ["karabakh-war-2020"],
    "content": ["shusha-shushi"],
    "defined_in": [DOCUMENT],
    "district": ["lachin"],
    "document": [DOCUMENT],
    "event": ["truce-1-broken"],
    "in_reply_to": [f"{DOCUMENT}--right-to-counter-strike"],
    "location": ["lachin-corridor"],
    "member": ["ilham-aliyev", "nikol-pashinyan"],
    "part": ["truce-1-broken"],
    "part_of": ["karabakh-war-2020"],
    "participant": ["armenia", "azerbaijan"],
    "publisher": ["jamnews"],
    "reply": [f"{DOCUMENT}--hajiyev-replies"],
    "side": ["armenia", "azerbaijan"],
    "speaker": ["hikmet-hajiyev", "vagharshak-harutyunyan"],
    "statement": [THINGS["statements"]],
    "via": ["la-repubblica"],
    "within": ["nagorno-karabakh"],
}
"""By the parameter: neighbours of things."""

VALUES: Mapping[str, Any] = {
    "bbox": "46.5,39.5,47,40",
    "geonames_id": 147626,
    "iso_code": "AZ-LAC",
    "latitude": 39.78311,
    "longitude": 46.38206,
    "name": "Shusha/Shushi",
    "position": 0,
    "proposition": "There were no casualties",
    "q": "Shu",
    "sha256": "4794c0f3083465982ea6f5d1f44270f6cede0e8cc4a64f86e4322dfbe2ecd79c",
    "text": "Shushi",
    "title": "Raid on Shusha/Shushi",
    "wikidata_id": "Q31493",
}
KINDS: Mapping[str, Any] = {
    "Boolean": True,
    "Date": "2020-11-04",
    "DateTime": "2020-11-04T08:00:00Z",
    "PartialDate": "2020-11-04",
}
"""By the type: what has none of its own."""


def addresses(name: str) -> list[str]:
    """Addresses of the list with what people ask of it."""
    return [f"/v1/{name}?{urlencode(each, safe=',', quote_via=quote)}" for each in ASKED[name]]
