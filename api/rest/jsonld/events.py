"""Events: by what to find them, and which claims are about them."""

from api.rest.jsonld.node import Node, Record, present, reference, word
from api.rest.jsonld.statements import CLAIM, claim_node
from api.rest.links import Links

EVENT = """
slug title kind subkind attestation happened { start end edtf }
partOf { slug title } definedIn { slug title }
"""
EVENT_WITH_CLAIMS = EVENT + f"claims(first: 100) {{ nodes {{ {CLAIM} }} }}"


def node(event: Record, links: Links) -> Node:
    claims = event["claims"]["nodes"] if "claims" in event else []
    kinds = word("EventKind", event["kind"]), word("EventSubkind", event["subkind"])
    return {
        "@id": links.thing("events", event["slug"]),
        "@type": "Event",
        "name": event["title"],
        **present(
            additionalType=[kind for kind in kinds if kind],
            startDate=event["happened"]["start"],
            endDate=event["happened"]["end"],
            happened=event["happened"]["edtf"],
            attestation=word("Attestation", event["attestation"]),
            superEvent=reference(links, "events", event["partOf"]),
            definedIn=reference(links, "documents", event["definedIn"]),
            subjectOf=[claim_node(claim, links) for claim in claims],
        ),
    }
