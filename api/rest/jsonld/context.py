"""What the words of a document mean."""

from typing import Any

from api.rest.links import Links

SCHEMA_ORG = "https://schema.org/"
WEB_ANNOTATION = "http://www.w3.org/ns/oa#"
ACTIVITY_STREAMS = "https://www.w3.org/ns/activitystreams#"
XSD = "http://www.w3.org/2001/XMLSchema#"

SCHEMA_ORG_IRIS = [
    "about",
    "additionalType",
    "author",
    "containedInPlace",
    "interpretedAsClaim",
    "isBasedOn",
    "isPartOf",
    "memberOf",
    "publisher",
    "sameAs",
    "spatialCoverage",
    "spokenByCharacter",
    "subjectOf",
    "superEvent",
    "url",
]
"""Words of schema.org whose values are things or addresses."""

OWN_IRIS = {
    "act": "Claim.act",
    "attestation": "Event.attestation",
    "channel": "Statement.channel",
    "conflict": "Side.conflict",
    "definedIn": "Event.definedIn",
    "directness": "Appearance.directness",
    "facet": "Claim.facet",
    "inReplyTo": "Statement.inReplyTo",
    "precision": "Location.precision",
    "sides": "Statement.sides",
    "stance": "Claim.stance",
    "via": "Statement.via",
    "voice": "Claim.voice",
    "wording": "Appearance.wording",
}
"""Our words whose values are things, or words of ours; and the field that describes each."""

OWN_VALUES = {
    "disputed": "Location.disputed",
    "edition": "Document.edition",
    "happened": "FuzzyDate.edtf",
}
"""Our words whose values are values."""

COUNT = "xsd:nonNegativeInteger"
UTF16 = ("startUtf16", "endUtf16")


def context(links: Links) -> dict[str, Any]:
    return {
        "@version": 1.1,
        "@vocab": SCHEMA_ORG,
        "oa": WEB_ANNOTATION,
        "as": ACTIVITY_STREAMS,
        "xsd": XSD,
        "ek": links.terms,
        **{name: {"@type": "@id"} for name in SCHEMA_ORG_IRIS},
        "datePublished": {"@type": "Date"},
        **{name: {"@id": f"ek:{field}", "@type": "@id"} for name, field in OWN_IRIS.items()},
        **{name: f"ek:{field}" for name, field in OWN_VALUES.items()},
        "next": {"@id": "as:next", "@type": "@id"},
        "source": {"@id": "oa:hasSource", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        **{name: {"@id": f"oa:{name}", "@type": COUNT} for name in ("start", "end")},
        **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix")},
        **{name: {"@id": f"ek:Span.{name}", "@type": COUNT} for name in UTF16},
    }
