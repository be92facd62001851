"""Actors, by what they are."""

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

NAMED = "slug kind name"
"""What a reference to an actor must have."""

ACTOR = f"""
{NAMED} wikidataId {NAMES}
affiliations {{ role since until organization {{ slug name }} }}
memberships {{ since until side {{ slug name }} }}
"""

TYPES = {
    "STATE": "GovernmentOrganization",
    "GOVERNMENT_BODY": "GovernmentOrganization",
    "ARMED_FORCES": "Organization",
    "DE_FACTO_AUTHORITY": "GovernmentOrganization",
    "NON_STATE_ARMED_GROUP": "Organization",
    "PERSON": "Person",
    "INTERNATIONAL_ORGANIZATION": "Organization",
    "NGO": "NGO",
    "MEDIA": "NewsMediaOrganization",
    "CIVILIANS": "Thing",
    "UNKNOWN": "Thing",
}
"""By kind. A type says what somebody does, not who recognizes it: whoever governs is a
GovernmentOrganization. A state that speaks is a body and no place: schema.org's Country is a place,
and stands for places of that kind alone. For people as a group, schema.org has no type.
"""


def node(actor: Record, links: Links) -> Node:
    return {
        **named(actor, links),
        **present(
            additionalType=word("ActorKind", actor["kind"]),
            alternateName=other_names(actor),
            sameAs=wikidata(actor),
            memberOf=[_post(each, links) for each in actor["affiliations"]],
            sides=[_membership(each, links) for each in actor["memberships"]],
        ),
    }


def named(actor: Record, links: Links) -> Node:
    """Enough to show who it is without another request."""
    return {
        "@id": links.thing("actors", actor["slug"]),
        "@type": TYPES[actor["kind"]],
        "name": actor["name"],
    }


def _post(affiliation: Record, links: Links) -> Node:
    return in_role(
        "memberOf",
        reference(links, "actors", affiliation["organization"]),
        roleName=affiliation["role"],
        startDate=affiliation["since"],
        endDate=affiliation["until"],
    ) | {"@type": "OrganizationRole"}


def _membership(membership: Record, links: Links) -> Node | None:
    side = reference(links, "sides", membership["side"])
    since, until = membership["since"], membership["until"]
    return in_role("sides", side, startDate=since, endDate=until) if since or until else side
