"""Records as JSON-LD in the words of schema.org, for programs that read linked data.

What the words mean stands in each document (`context`), so that no reader has to fetch anything.
Where schema.org has no word (acts, stances, sides), ours are used; their addresses lead to the
schema that describes them. An event has its title, its kind and its date and no more: what is said
of it stays on claims, each with its author, which are `about` it.
"""

from collections.abc import Iterable
from typing import Any

from api.rest.jsonld import actors, documents, events, places, sides, statements
from api.rest.jsonld.context import context
from api.rest.jsonld.node import Node, Record
from api.rest.links import Links

SELECTIONS = {
    "actors": actors.ACTOR,
    "statements": statements.STATEMENT,
    "locations": places.PLACE,
    "events": events.EVENT,
    "documents": documents.DOCUMENT,
    "claims": statements.CLAIM,
    "sides": sides.SIDE,
}
"""What a record must have, by the list it is of."""

SELECTIONS_ALONE = SELECTIONS | {
    "events": events.EVENT_WITH_CLAIMS,
    "documents": documents.DOCUMENT_WITH_TEXT,
}
"""What it may have when it is asked for alone: what would make a list too long."""

NODES = {
    "actors": actors.node,
    "statements": statements.node,
    "locations": places.node,
    "events": events.node,
    "documents": documents.node,
    "claims": statements.claim_node,
    "sides": sides.node,
}
"""Makes the node of a record, by the list it is of."""


def document(kind: str, record: Record, links: Links) -> dict[str, Any]:
    """One thing."""
    return {"@context": context(links), **NODES[kind](record, links)}


def graph(
    kind: str,
    records: Iterable[Record],
    links: Links,
    *,
    page: str,
    following: str | None,
    attributions: Iterable[str],
) -> dict[str, Any]:
    """A page of a list: the page itself, with the address of the one after it, and its things."""
    collection: Node = {
        "@id": page,
        "@type": ["CollectionPage", "as:OrderedCollectionPage"],
        "creditText": list(attributions),
    }
    if following:
        collection["next"] = following
    nodes = [NODES[kind](record, links) for record in records]
    return {"@context": context(links), "@graph": [collection, *nodes]}
