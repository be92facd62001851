"""The statements of a text as W3C Web Annotations, for programs that highlight them in it.

An annotation says of a stretch of the document's unmodified text which statement stands there. It
selects by position, counted in Unicode code points as the Web Annotation Data Model asks, and by
the words with what stands around them. Browsers count UTF-16 code units: `startUtf16` and
`endUtf16` are ours.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from api.rest.links import Links

Record = Mapping[str, Any]

STATEMENT = """
slug updatedAt acts
speakers { slug name } sides { slug name } events { slug }
appearances {
  id createdAt updatedAt directness wording sourceUrl document { slug language }
  span { start end startUtf16 endUtf16 exact prefix suffix }
}
"""


def context(links: Links) -> list[Any]:
    """The W3C's, which readers of annotations know without fetching it, and ours."""
    count = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
    own = {
        "speakers": "Statement.speakers",
        "sides": "Statement.sides",
        "acts": "Statement.acts",
        "events": "Statement.events",
        "directness": "Appearance.directness",
        "wording": "Appearance.wording",
        "sourceUrl": "Appearance.sourceUrl",
    }
    words = {name: {"@id": links.terms + field, "@type": "@id"} for name, field in own.items()}
    positions = {
        name: {"@id": f"{links.terms}Span.{name}", "@type": count}
        for name in ("startUtf16", "endUtf16")
    }
    return [
        "http://www.w3.org/ns/anno.jsonld",
        {"ek": links.terms, **words, **positions},
    ]


def collection(
    document: Record,
    statements: Iterable[Record],
    links: Links,
    *,
    page: str,
    following: str | None,
) -> dict[str, Any]:
    """All annotations of a text, the first page of them within.

    `page` and `following` are the addresses of that page and of the next.
    """
    return {
        "@context": context(links),
        "id": links.annotations(document["slug"]),
        "type": "AnnotationCollection",
        "label": document["title"],
        "first": _page(document, statements, links, page, following),
    }


def later_page(
    document: Record,
    statements: Iterable[Record],
    links: Links,
    *,
    page: str,
    following: str | None,
) -> dict[str, Any]:
    """A page after the first, as it is asked for alone."""
    return {
        "@context": context(links),
        **_page(document, statements, links, page, following),
        "partOf": {"id": links.annotations(document["slug"]), "type": "AnnotationCollection"},
    }


def _page(
    document: Record,
    statements: Iterable[Record],
    links: Links,
    page: str,
    following: str | None,
) -> dict[str, Any]:
    slug = document["slug"]
    made = {
        "id": page,
        "type": "AnnotationPage",
        "items": [each for one in statements for each in of_statement(one, slug, links)],
    }
    return made | ({"next": following} if following else {})


def of_statement(statement: Record, document: str, links: Links) -> list[dict[str, Any]]:
    """One for each place where it stands in the document, whether it is the principal one."""
    return [
        _annotation(statement, appearance, links)
        for appearance in statement["appearances"]
        if appearance["document"]["slug"] == document
    ]


def _annotation(statement: Record, appearance: Record, links: Links) -> dict[str, Any]:
    document = appearance["document"]
    return {
        "id": f"{links.annotations(document['slug'])}#{appearance['id']}",
        "type": "Annotation",
        # What stands there is told which statement it is, not what it is like.
        "motivation": "identifying",
        "created": appearance["createdAt"],
        "modified": max(appearance["updatedAt"], statement["updatedAt"]),
        "body": _body(statement, appearance, links),
        "target": {
            "type": "SpecificResource",
            "source": links.thing("documents", document["slug"]),
            "selector": _selectors(appearance["span"]),
        },
    }


def _body(statement: Record, appearance: Record, links: Links) -> dict[str, Any]:
    """The statement, and what tells apart one highlighted stretch from another."""
    source = {"sourceUrl": appearance["sourceUrl"]} if appearance["sourceUrl"] else {}
    return {
        "id": links.thing("statements", statement["slug"]),
        "type": "Text",
        "language": appearance["document"]["language"],
        "speakers": _named("actors", statement["speakers"], links),
        "sides": _named("sides", statement["sides"], links),
        "acts": [f"ek:Act.{act}" for act in statement["acts"]],
        "events": [links.thing("events", each["slug"]) for each in statement["events"]],
        "directness": f"ek:Directness.{appearance['directness']}",
        "wording": f"ek:Wording.{appearance['wording']}",
        **source,
    }


def _named(kind: str, records: Iterable[Record], links: Links) -> list[dict[str, str]]:
    return [{"id": links.thing(kind, each["slug"]), "name": each["name"]} for each in records]


def _selectors(span: Record) -> list[dict[str, Any]]:
    position = {name: span[name] for name in ("start", "end", "startUtf16", "endUtf16")}
    words = {name: span[name] for name in ("exact", "prefix", "suffix")}
    return [
        {"type": "TextPositionSelector", **position},
        {"type": "TextQuoteSelector", **words},
    ]
