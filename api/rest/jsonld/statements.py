"""Statements, where they stand, and the claims that they make."""

from api.rest.jsonld.actors import NAMED, named
from api.rest.jsonld.node import (
    SPAN,
    Node,
    Record,
    excerpt,
    in_language,
    in_role,
    present,
    reference,
    references,
    word,
)
from api.rest.links import Links

CLAIM_ITSELF = f"""
id act proposition facet stance voice {SPAN}
happened {{ edtf }} by {{ {NAMED} }} event {{ slug title }} sides {{ slug name }}
participations {{ role actor {{ {NAMED} }} }}
settings {{ relation location {{ slug name }} }}
"""
SPOKEN = f"""
slug speakers {{ {NAMED} }} document {{ slug title language publisher {{ {NAMED} }} }}
"""
CLAIM = f"{CLAIM_ITSELF} statement {{ {SPOKEN} }}"
STATEMENT = f"""
{SPOKEN} text channel sourceUrl said {{ edtf }} citation {{ text }}
via {{ {NAMED} }} inReplyTo {{ slug }} sides {{ slug name }} events {{ slug title }}
appearances {{ directness wording document {{ slug }} {SPAN} }}
claims {{ {CLAIM_ITSELF} }}
"""


def node(statement: Record, links: Links) -> Node:
    """A Quotation where the text quotes, else a Statement: the document's words for what was said.

    Its claims are the desk's reading of it, which is what `interpretedAsClaim` means.
    """
    document = statement["document"]
    authors = _authors(statement, statement["speakers"], links)
    quoted = statement["appearances"][0]["directness"] == "DIRECT_QUOTE"
    via = statement["via"]
    return {
        "@id": links.thing("statements", statement["slug"]),
        "@type": "Quotation" if quoted else "Statement",
        "text": in_language(statement["text"], document["language"]),
        "isPartOf": reference(links, "documents", document),
        "isBasedOn": [_appearance(each, links) for each in statement["appearances"]],
        "creditText": statement["citation"]["text"],
        **present(
            author=authors,
            spokenByCharacter=authors if quoted else None,
            url=statement["sourceUrl"],
            temporal=statement["said"]["edtf"],
            channel=word("Channel", statement["channel"]),
            via=named(via, links) if via else None,
            inReplyTo=reference(links, "statements", statement["inReplyTo"]),
            sides=references(links, "sides", statement["sides"]),
            about=references(links, "events", statement["events"]),
            interpretedAsClaim=[_claim(each, statement, links) for each in statement["claims"]],
        ),
    }


def claim_node(claim: Record, links: Links) -> Node:
    statement = claim["statement"]
    return {
        **_claim(claim, statement, links),
        "isPartOf": reference(links, "statements", statement),
    }


def _claim(claim: Record, statement: Record, links: Links) -> Node:
    """One thing that a statement says; when and where are as it says, and nobody else's word."""
    speakers = [claim["by"]] if claim["by"] else statement["speakers"]
    return {
        "@id": links.thing("claims", claim["id"]),
        "@type": "Claim",
        "text": claim["proposition"],
        "appearance": excerpt(links, statement["document"], claim["span"]),
        **present(
            author=_authors(statement, speakers, links),
            about=reference(links, "events", claim["event"]),
            temporalCoverage=claim["happened"]["edtf"],
            spatialCoverage=[_setting(each, links) for each in claim["settings"]],
            mentions=[_participation(each, links) for each in claim["participations"]],
            act=word("Act", claim["act"]),
            stance=word("Stance", claim["stance"]),
            facet=word("Facet", claim["facet"]),
            voice=word("Voice", claim["voice"]),
            sides=references(links, "sides", claim["sides"]),
        ),
    }


def _authors(statement: Record, speakers: list[Record], links: Links) -> list[Node]:
    """Whose words they are: the publisher's where the document itself speaks."""
    publisher = statement["document"]["publisher"]
    return [named(each, links) for each in speakers or [publisher] if each]


def _appearance(appearance: Record, links: Links) -> Node:
    return excerpt(
        links,
        appearance["document"],
        appearance["span"],
        directness=word("Directness", appearance["directness"]),
        wording=word("Wording", appearance["wording"]),
    )


def _setting(setting: Record, links: Links) -> Node:
    place = reference(links, "locations", setting["location"])
    relation = {"@id": word("SettingRelation", setting["relation"])}
    return in_role("spatialCoverage", place, roleName=relation)


def _participation(participation: Record, links: Links) -> Node:
    role = {"@id": word("ParticipationRole", participation["role"])}
    return in_role("mentions", named(participation["actor"], links), roleName=role)
