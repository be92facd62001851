import json
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import feedparser  # type: ignore[import-untyped]  # It has no types.
import jsonschema_rs
import pytest

from api.rest.entries import (
    ATTESTATIONS,
    ENTRIES,
    EVENT,
    SELECTIONS,
    STATEMENT,
    first_words,
    of_event,
    of_statement,
)
from api.rest.feeds import Feed, atom, json_feed
from api.rest.links import Links
from schema.about import ATTRIBUTIONS
from tests.api.rest.feed_rules import JSON_FEED, broken_rules
from tests.api.rest.records import HOSTILE, LINKS, record_of, records_of, swapped, with_texts

FEED = Feed(
    title="Statements of Armenia",
    name="statements?speaker=armenia",
    url="https://knowledge.example/v1/statements.atom?speaker=armenia",
    page="https://knowledge.example/v1/statements?speaker=armenia",
    following="https://knowledge.example/v1/statements.atom?speaker=armenia&after=cursor",
    updated=datetime(2020, 11, 4, 8, tzinfo=UTC),
    rights=ATTRIBUTIONS[0],
)
DOCUMENT = "karabakh-2020-11-04-morning"


async def entries_of(ask: Any, kind: str) -> list[Any]:
    return [
        ENTRIES[kind](record, LINKS) for record in await records_of(ask, kind, SELECTIONS[kind])
    ]


@pytest.mark.parametrize("kind", SELECTIONS)
async def test_atom_keeps_to_rfc_4287(ask, kind):
    entries = await entries_of(ask, kind)

    written = atom(FEED, entries)

    assert broken_rules(written) == []
    parsed = feedparser.parse(written)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert [each.id for each in parsed.entries] == [entry.id for entry in entries]


@pytest.mark.parametrize("kind", SELECTIONS)
async def test_json_feed_keeps_to_its_version_1_1(ask, kind):
    entries = await entries_of(ask, kind)

    written = json.loads(json.dumps(json_feed(FEED, entries)))

    validator = jsonschema_rs.Draft202012Validator(JSON_FEED, validate_formats=True)
    assert [str(error) for error in validator.iter_errors(written)] == []
    assert [each["id"] for each in written["items"]] == [entry.id for entry in entries]


def test_a_broken_feed_breaks_rules():
    written = atom(FEED, [])

    assert broken_rules(written.replace(b"updated>", b"update>"))
    assert broken_rules(written.replace(b"author>", b"contributor>")) == []
    assert broken_rules(written.replace(b"urn:uuid:", b""))
    assert broken_rules(written.replace(b"+00:00", b""))


def test_an_empty_feed_was_updated_when_it_is_told():
    parsed = feedparser.parse(atom(FEED, []))

    assert broken_rules(atom(FEED, [])) == []
    assert parsed.feed.updated == "2020-11-04T08:00:00+00:00"


async def test_a_feed_tells_its_name_pages_and_newest_entry(ask):
    entries = await entries_of(ask, "statements")

    feed = feedparser.parse(atom(FEED, entries)).feed

    assert feed.title == FEED.title
    assert feed.rights == FEED.rights
    assert feed.id == "urn:uuid:7300ee82-f5a6-55b1-a526-b4713f1698cd"
    assert {each.rel: each.href for each in feed.links} == {
        "self": FEED.url,
        "alternate": FEED.page,
        "next": FEED.following,
    }
    assert feed.updated == max(entry.updated for entry in entries).isoformat()


async def test_the_same_entries_give_the_same_bytes_at_any_time(ask):
    records = await records_of(ask, "statements", STATEMENT)

    written = [atom(FEED, [of_statement(each, LINKS) for each in records]) for _ in range(2)]

    assert written[0] == written[1]


async def test_a_statement_tells_its_words_who_said_them_and_where_they_stand(ask):
    slug = f"{DOCUMENT}--each-accuses-the-other-of-shelling"
    record = await record_of(ask, "statement", slug, STATEMENT)

    [entry] = feedparser.parse(atom(FEED, [of_statement(record, LINKS)])).entries

    assert entry.title == (
        "Armenia, Azerbaijan: Both sides accuse each other of shelling settlements."
    )
    assert [each.name for each in entry.authors] == ["Armenia", "Azerbaijan"]
    assert entry.link == record["sourceUrl"]
    assert entry.links[1] == {
        "rel": "related",
        "href": LINKS.thing("statements", slug),
        "type": "text/html",
    }
    assert [(each.term, each.label) for each in entry.tags] == [
        ("armenia", "Armenian side"),
        ("azerbaijan", "Azerbaijani side"),
        ("ACCUSE", "Accuse"),
        *((each["slug"], each["title"]) for each in record["events"]),
    ]
    assert texts_of(of_statement(record, LINKS).html) == [
        "Both sides accuse each other of shelling settlements.",
        record["citation"]["text"],
    ]
    assert entry.published == record["createdAt"].replace("Z", "+00:00")


async def test_the_publisher_is_the_author_of_what_a_document_says_itself(ask):
    slug = f"{DOCUMENT}--thousands-killed"
    record = await record_of(ask, "statement", slug, STATEMENT)

    entry = of_statement(record, LINKS)

    assert entry.title.startswith("Fighting in Karabakh. Overview as of November 4: Thousands of")
    assert [each.name for each in entry.authors] == ["JAMnews"]


async def test_a_statement_of_a_document_without_an_address_leads_to_ours(ask):
    slug = f"{DOCUMENT}--thousands-killed"
    record = await record_of(ask, "statement", slug, STATEMENT)
    record |= {"sourceUrl": None, "document": record["document"] | {"publisher": None}}

    written = atom(FEED, [of_statement(record, LINKS)])

    assert broken_rules(written) == []
    [entry] = feedparser.parse(written).entries
    assert entry.link == LINKS.thing("statements", slug)
    assert f'href="{LINKS.thing("documents", DOCUMENT)}"' in of_statement(record, LINKS).html


async def test_an_event_tells_who_speaks_of_it_and_who_does_not(ask):
    record = await record_of(ask, "event", "raid-on-shushi", EVENT)

    entry = of_event(record, LINKS)

    assert entry.title == "Raid on Shusha/Shushi"
    assert texts_of(entry.html) == [
        "Kind: Battle.",
        "When, as the desk files it: 2020-11-04.",
        "Where, according to any claim: Shusha/Shushi.",
        "Who speaks of it: one side alone speaks of it.",
        "It is spoken of by: Armenian side.",
        "No statement is kept here from: Azerbaijani side.",
    ]
    assert [each.label for each in entry.categories] == [
        "Armenian side",
        "Battle",
        "Shusha/Shushi",
    ]


async def test_each_attestation_has_its_words(ask):
    data = await ask('{ __type(name: "Attestation") { enumValues { name } } }')

    assert list(ATTESTATIONS) == [each["name"] for each in data["__type"]["enumValues"]]


async def test_ids_are_the_same_whatever_host_serves_them(ask):
    records = await records_of(ask, "statements", STATEMENT)
    elsewhere = Links("https://elsewhere.example/knowledge")

    assert [of_statement(each, LINKS).id for each in records] == [
        of_statement(each, elsewhere).id for each in records
    ]
    assert len({of_statement(each, LINKS).id for each in records}) == len(records)


@pytest.mark.parametrize("kind", SELECTIONS)
async def test_hostile_texts_stay_texts(ask, kind):
    records = with_texts(
        await records_of(ask, kind, SELECTIONS[kind]), HOSTILE, "text", "name", "title", "language"
    )
    entries = [ENTRIES[kind](record, LINKS) for record in records]

    written = atom(FEED, entries)

    assert broken_rules(written) == []
    root = ElementTree.fromstring(written)
    contents = [each.text for each in root.iter("{http://www.w3.org/2005/Atom}content")]
    items = json_feed(FEED, entries)["items"]
    for html in [*contents, *(item["content_html"] for item in items)]:
        assert tags_of(html or "") <= {"p", "a", "blockquote"}
        assert "<script>alert('x')</script>" in "".join(texts_of(html or ""))
        assert "😀👩‍🚀 \u202eעברית\u202c العربية" in "".join(texts_of(html or ""))


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("It was calm.", "It was calm."),
        ("It was\n calm.", "It was calm."),
        ("word " * 20, "word " * 15 + "word …"),
        ("w" * 200, "w" * 80 + " …"),
        ("", ""),
    ],
)
def test_a_title_has_the_first_words(text, beginning):
    assert first_words(text) == beginning


@pytest.mark.parametrize("kind", SELECTIONS)
async def test_swapping_the_two_sides_swaps_the_entries_and_changes_nothing_else(ask, kind):
    records = await records_of(ask, kind, SELECTIONS[kind])

    def told(rows: list[Any]) -> list[Any]:
        made = json_feed(FEED, [ENTRIES[kind](each, LINKS) for each in rows])
        # An id is made from a name in which a side may stand; a title ends where words get long.
        return [
            item | {"id": None, "title": item["title"].partition(":")[0]} for item in made["items"]
        ]

    assert told(swapped(records)) == swapped(told(records))


class Read(HTMLParser):
    """The texts of a page, paragraph by paragraph, and its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag == "p":
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        self.texts[-1] += data


def read(html: str) -> Read:
    reader = Read()
    reader.feed(html)
    reader.close()
    return reader


def texts_of(html: str) -> list[str]:
    return read(html).texts


def tags_of(html: str) -> set[str]:
    return read(html).tags
