"""Source texts."""

from api.rest.jsonld.actors import NAMED, named
from api.rest.jsonld.node import Node, Record, in_language, present, word
from api.rest.links import Links

DOCUMENT = f"""
slug kind title url publishedOn edition language sha256 publisher {{ {NAMED} }}
"""
DOCUMENT_WITH_TEXT = DOCUMENT + "text"

TYPES = {"COMMUNIQUE": "Article"}
"""By kind; others are a NewsArticle. What a body publishes of itself is no news article."""


def node(document: Record, links: Links) -> Node:
    language, publisher = document["language"], document["publisher"]
    text = document.get("text")
    return {
        "@id": links.thing("documents", document["slug"]),
        "@type": type_of(document),
        "headline": in_language(document["title"], language),
        "inLanguage": language,
        "identifier": _digest(document["sha256"]),
        **present(
            additionalType=word("DocumentKind", document["kind"]),
            url=document["url"],
            datePublished=document["publishedOn"],
            edition=document["edition"],
            publisher=named(publisher, links) if publisher else None,
            articleBody=in_language(text, language) if text else None,
        ),
    }


def type_of(document: Record) -> str:
    return TYPES.get(document["kind"], "NewsArticle")


def _digest(sha256: str) -> Node:
    return {"@type": "PropertyValue", "propertyID": "SHA-256", "value": sha256}
