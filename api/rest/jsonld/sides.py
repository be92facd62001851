"""Sides of conflicts.

A side is a word by which a desk sorts who speaks, and no body that anybody founded or joined: a
DefinedTerm, not an Organization.
"""

from api.rest.jsonld.node import Node, Record, reference
from api.rest.links import Links

SIDE = "slug name conflict { slug title }"


def node(side: Record, links: Links) -> Node:
    return {
        "@id": links.thing("sides", side["slug"]),
        "@type": "DefinedTerm",
        "name": side["name"],
        "termCode": side["slug"],
        "conflict": reference(links, "events", side["conflict"]),
    }
