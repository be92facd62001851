from typing import Any

import pytest
from pyld import jsonld  # type: ignore[import-untyped]  # It has no types.
from sqlmodel import Session

from api.rest.annotations import STATEMENT, collection, later_page, of_statement
from db import models
from db.models import terms
from tests.api.rest.records import HOSTILE, LINKS, record_of, records_of, swapped, with_texts
from tests.api.rest.test_jsonld import members, values
from tests.factories import added, make_actor, make_document, make_statement, span_of

DOCUMENT = "karabakh-2020-11-04-morning"
ADDRESS = f"https://knowledge.example/v1/documents/{DOCUMENT}"
WHERE = f'{{appearances: {{some: {{document: {{slug: {{eq: "{DOCUMENT}"}}}}}}}}}}'
ORDER = "[{field: START}]"

OA = "http://www.w3.org/ns/oa#"
OWN = "https://knowledge.example/graphql/schema#"

WEB_ANNOTATION = {
    "oa": OA,
    "as": "https://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    "Annotation": "oa:Annotation",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "SpecificResource": "oa:SpecificResource",
    "Text": "http://purl.org/dc/dcmitype/Text",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "identifying": "oa:identifying",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "first": {"@id": "as:first", "@type": "@id"},
    "next": {"@id": "as:next", "@type": "@id"},
    "partOf": {"@id": "as:partOf", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"},
    "modified": {"@id": "dcterms:modified", "@type": "xsd:dateTime"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "language": "dc:language",
    "name": "http://xmlns.com/foaf/0.1/name",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
}
"""What the W3C's context says of the words that ours has; readers of annotations come with it."""


def expanded(made: Any) -> Any:
    """All terms as addresses, by a processor that knows the W3C's context and fetches nothing."""

    def loaded(url: str, _: Any) -> Any:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        document = {"@context": WEB_ANNOTATION}
        return {"document": document, "documentUrl": url, "contextUrl": None, "contentType": None}

    return jsonld.expand(made, {"documentLoader": loaded})


async def annotated(ask: Any) -> tuple[Any, Any]:
    """The shipped overview, and all that stands in it."""
    document = await record_of(ask, "document", DOCUMENT, "slug title text language")
    statements = await records_of(ask, "statements", STATEMENT, where=WHERE, orderBy=ORDER)
    page = f"{ADDRESS}/annotations?page=1"
    made = collection(document, statements, LINKS, page=page, following=f"{page}1")
    return document, made


async def test_positions_and_words_are_those_of_the_text(ask):
    document, made = await annotated(ask)

    annotations = made["first"]["items"]
    assert len(annotations) == 16
    text = document["text"]
    in_javascript = text.encode("utf-16-le")
    for annotation in annotations:
        position, quote = annotation["target"]["selector"]
        words = quote["exact"]
        assert text[position["start"] : position["end"]] == words
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])
        units = in_javascript[2 * position["startUtf16"] : 2 * position["endUtf16"]]
        assert units.decode("utf-16-le") == words


async def test_an_annotation_says_which_statement_stands_there(ask):
    _, made = await annotated(ask)

    [annotation] = [
        each for each in made["first"]["items"] if each["body"]["id"].endswith("--raid-on-shushi")
    ]
    slug = f"{DOCUMENT}--raid-on-shushi"
    statement = await record_of(ask, "statement", slug, STATEMENT)
    [appearance] = statement["appearances"]
    assert annotation == {
        "id": f"{ADDRESS}/annotations#{appearance['id']}",
        "type": "Annotation",
        "motivation": "identifying",
        "created": appearance["createdAt"],
        "modified": max(appearance["updatedAt"], statement["updatedAt"]),
        "body": {
            "id": LINKS.thing("statements", slug),
            "type": "Text",
            "language": "en",
            "speakers": [
                {
                    "id": LINKS.thing("actors", "ministry-of-defense-of-nagorno-karabakh"),
                    "name": "Ministry of Defense of Nagorno-Karabakh",
                }
            ],
            "sides": [{"id": LINKS.thing("sides", "armenia"), "name": "Armenian side"}],
            "acts": ["ek:Act.CLAIM"],
            "events": [LINKS.thing("events", each["slug"]) for each in statement["events"]],
            "directness": "ek:Directness.REPORTED_SPEECH",
            "wording": "ek:Wording.SAME",
            "sourceUrl": appearance["sourceUrl"],
        },
        "target": {
            "type": "SpecificResource",
            "source": ADDRESS,
            "selector": annotation["target"]["selector"],
        },
    }


async def test_all_words_expand_and_all_addresses_are_whole(ask):
    _, made = await annotated(ask)

    found = expanded(made)

    assert found[0]["@type"] == ["https://www.w3.org/ns/activitystreams#OrderedCollection"]
    addresses = [*values(found, "@id"), *values(found, "@type")]
    assert {each.split("//")[0] for each in addresses} <= {"https:", "http:"}
    written = [name for name in members(without_context(made)) if name not in ("id", "type")]
    read = [name for name in members(found) if not name.startswith("@")]
    assert len(read) == len(written)
    assert values(found, f"{OWN}Span.startUtf16")
    acts = {each["@id"] for each in values(found, f"{OWN}Statement.acts")}
    assert f"{OWN}Act.ACCUSE" in acts


def without_context(made: Any) -> Any:
    return {name: value for name, value in made.items() if name != "@context"}


async def test_a_later_page_tells_of_what_it_is_part(ask):
    document = await record_of(ask, "document", DOCUMENT, "slug title")
    page = f"{ADDRESS}/annotations?page=2"

    made = later_page(document, [], LINKS, page=page, following=None)

    assert without_context(made) == {
        "id": page,
        "type": "AnnotationPage",
        "items": [],
        "partOf": {"id": f"{ADDRESS}/annotations", "type": "AnnotationCollection"},
    }


async def test_each_place_in_the_text_is_annotated_and_none_in_another(session, graphql):
    text = "“Calm.” 😀 “It was calm,” the ministry said."
    document = make_document(session, text)
    statement = make_statement(session, "“Calm.”", [make_actor(session)], document=document)
    elsewhere = make_document(session, "“Calm.” “It was calm,”")
    add_appearance(session, statement, document, "“It was calm,”", 1)
    add_appearance(session, statement, elsewhere, "“It was calm,”", 2)
    session.commit()

    found = await records_of(graphql, "statements", STATEMENT)

    made = [of_statement(each, document.slug, LINKS) for each in found]
    assert [exact(each) for each in made[0]] == ["“Calm.”", "“It was calm,”"]
    assert [exact(each) for each in of_statement(found[0], elsewhere.slug, LINKS)] == [
        "“It was calm,”"
    ]


def add_appearance(
    session: Session,
    statement: models.Statement,
    document: models.Document,
    words: str,
    position: int,
) -> None:
    span = span_of(document, words)
    if "😀" in document.text[: span["start"]]:
        span |= {"start_utf16": span["start"] + 1, "end_utf16": span["end"] + 1}
    quoted = terms.Directness.DIRECT_QUOTE
    added(
        session,
        models.Appearance(
            statement_id=statement.id, position=position, text=words, directness=quoted, **span
        ),
    )


def exact(annotation: Any) -> str:
    words: str = annotation["target"]["selector"][1]["exact"]
    return words


@pytest.mark.parametrize("text", [HOSTILE, "</script>", '"', ""])
async def test_hostile_texts_come_back_as_they_are(ask, text):
    statement = await record_of(ask, "statement", f"{DOCUMENT}--raid-on-shushi", STATEMENT)
    statement = with_texts(statement, text, "exact", "prefix", "suffix", "name")

    found = expanded(
        later_page(
            {"slug": DOCUMENT, "title": text}, [statement], LINKS, page=ADDRESS, following=None
        )
    )

    assert values(found, f"{OA}exact") == [{"@value": text}]


async def test_swapping_the_two_sides_swaps_the_annotations_and_changes_nothing_else(ask):
    statements = await records_of(ask, "statements", STATEMENT, where=WHERE)

    made = [of_statement(each, DOCUMENT, LINKS) for each in statements]

    assert [of_statement(each, DOCUMENT, LINKS) for each in swapped(statements)] == swapped(made)
