"""Where a statement leads: its citation, its paragraph, the address of its words."""

import datetime
from urllib.parse import unquote

from tests.factories import make_actor, make_document, make_statement

TEXT = "😀 A title\n• Before. “It was calm”, he said.\n• After."
CITATION = "citation { text speaker title publisher publishedOn start end url }"


def make_cited(session, **document):
    publisher = make_actor(session, name="A newspaper")
    values = {
        "title": "A title",
        "publisher_id": publisher.id,
        "published_on": datetime.date(2020, 11, 4),
        "url": "https://example.org/a-page",
    }
    found = make_document(session, TEXT, **(values | document))
    speakers = [make_actor(session, name=name) for name in ("Z Ministry", "An aide")]
    words = "“It was calm”"
    shift = {"start_utf16": TEXT.index(words) + 1, "end_utf16": TEXT.index(words) + len(words) + 1}
    statement = make_statement(session, words, speakers, found, slug="calm")
    for name, value in shift.items():
        setattr(statement, name, value)
    make_statement(session, "Before.", document=found, slug="narrated")
    session.commit()
    return statement


async def test_a_statement_is_cited_by_speakers_title_publisher_day_place_and_address(
    session, graphql, sql
):
    make_cited(session)

    data = await graphql('{ statement(by: {slug: "calm"}) { ' + CITATION + " } }")

    assert data["statement"]["citation"] == {
        "text": "An aide; Z Ministry, as reported in “A title” (A newspaper, 2020-11-04), "
        "characters 20–33, https://example.org/a-page",
        "speaker": "An aide; Z Ministry",
        "title": "A title",
        "publisher": "A newspaper",
        "publishedOn": "2020-11-04",
        "start": 20,
        "end": 33,
        "url": "https://example.org/a-page",
    }
    assert len(sql) == 1


async def test_what_is_not_known_is_left_out_of_a_citation(session, graphql):
    make_cited(session, publisher_id=None, published_on=None, url=None)

    data = await graphql(
        '{ statement(by: {slug: "narrated"}) { sourceUrl citation { text url } } }'
    )

    assert data["statement"] == {
        "sourceUrl": None,
        "citation": {"text": "“A title”, characters 12–19", "url": None},
    }


async def test_the_context_is_the_paragraph_and_where_the_words_stand_in_it(session, graphql):
    make_cited(session)

    data = await graphql(
        '{ statement(by: {slug: "calm"}) { context { text start end startUtf16 endUtf16 } } }'
    )

    context = data["statement"]["context"]
    assert context["text"] == "• Before. “It was calm”, he said."
    assert context["text"][context["start"] : context["end"]] == "“It was calm”"
    assert (context["startUtf16"], context["endUtf16"]) == (10, 23)


async def test_the_source_url_leads_to_the_words(session, graphql):
    make_cited(session, url="https://example.org/a-page#part")

    data = await graphql(
        '{ statement(by: {slug: "calm"}) { sourceUrl appearances { sourceUrl } } }'
    )

    url = data["statement"]["sourceUrl"]
    assert unquote(url) == "https://example.org/a-page#part:~:text=“It was calm”"
    assert data["statement"]["appearances"] == [{"sourceUrl": url}]


async def test_words_that_move_take_context_and_address_along(session, graphql):
    statement = make_cited(session)
    start = TEXT.index("After.")
    statement.start, statement.end = start, start + len("After.")
    session.commit()

    data = await graphql('{ statement(by: {slug: "calm"}) { sourceUrl context { text } } }')

    assert data["statement"]["sourceUrl"].endswith("#:~:text=After.")
    assert data["statement"]["context"]["text"] == "• After."


async def test_all_that_is_shipped_leads_to_its_words(ask):
    data = await ask(
        """{ statements(first: 100) { nodes { text sourceUrl context { text start end }
        document { url } appearances { text sourceUrl } } } }"""
    )

    for node in data["statements"]["nodes"]:
        context = node["context"]
        assert context["text"][context["start"] : context["end"]] == node["text"]
        assert "\n" not in context["text"]
        for place in (node, *node["appearances"]):
            assert place["sourceUrl"].startswith(node["document"]["url"] + "#:~:text=")
