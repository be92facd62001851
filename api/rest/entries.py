"""What a feed tells of statements and of events, whichever format it is written in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any
from uuid import UUID, uuid5

from api.rest.links import Links

Record = Mapping[str, Any]

STATEMENT = """
slug text sourceUrl createdAt updatedAt acts
document { slug title language publisher { slug name } }
citation { text } speakers { slug name } sides { slug name } events { slug title }
"""

EVENT = """
slug title kind createdAt updatedAt attestation happened { edtf } locations { slug name }
versions { voice side { slug name } claims(first: 1) { nodes { id } } }
"""

SELECTIONS = {"statements": STATEMENT, "events": EVENT}
"""What a record must have, by the list it is of."""

NAMESPACE = UUID("5d0d1b3e-6f0b-4b63-8f0a-2f5e1c1f7c55")
"""Of the names from which ids are made. It must stay: readers know entries by their ids."""

LONGEST_TITLE = 80
"""In characters of the words that are in it."""

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML has no room for, or only in vain."""

ATTESTATIONS = {
    "DISPUTED": "accounts of it contradict each other",
    "BOTH_SIDES": "two or more sides speak of it and do not contradict each other",
    "ONE_SIDE": "one side alone speaks of it",
    "OTHER_ONLY": "only speakers of no side speak of it",
    "NARRATOR_ONLY": "only documents speak of it, in their own voice",
}
VOICES = {"OTHER": "speakers of no side", "NARRATOR": "documents in their own voice"}


@dataclass(frozen=True)
class Author:
    name: str
    url: str


@dataclass(frozen=True)
class Category:
    """`term` is one of those of `scheme`; people read the label."""

    term: str
    scheme: str
    label: str


@dataclass(frozen=True)
class Entry:
    id: str
    title: str
    url: str
    """Ours."""

    source_url: str | None
    """Where the words stand that it is about."""

    html: str
    language: str
    authors: tuple[Author, ...]
    """None where it is the desk's own; then the feed's author stands for it."""

    categories: tuple[Category, ...]
    published: datetime
    updated: datetime


def id_of(name: str) -> str:
    """The same wherever it is served, so that no reader shows an entry anew when a service moves.

    It is made from what a thing is called, such as `statements/SLUG`: a name in the sense of
    RFC 9562 (UUID version 5) needs neither a host nor a registered name.
    """
    return f"urn:uuid:{uuid5(NAMESPACE, name)}"


def of_statement(statement: Record, links: Links) -> Entry:
    """Somebody's words with their source; the publisher's where the document itself speaks."""
    document = statement["document"]
    said_by = [each["name"] for each in statement["speakers"]] or [document["title"]]
    return Entry(
        id=id_of(f"statements/{statement['slug']}"),
        title=plain(f"{', '.join(said_by)}: {first_words(statement['text'])}"),
        url=links.thing("statements", statement["slug"]),
        source_url=statement["sourceUrl"],
        html=_words(statement, links),
        language=plain(document["language"]),
        authors=_authors(statement, links),
        categories=(
            *_categories("sides", "name", statement["sides"], links),
            *(Category(act, f"{links.terms}Act", in_words(act)) for act in statement["acts"]),
            *_categories("events", "title", statement["events"], links),
        ),
        published=_instant(statement["createdAt"]),
        updated=_instant(statement["updatedAt"]),
    )


def of_event(event: Record, links: Links) -> Entry:
    """An event under its neutral title, and who speaks of it: no account of what happened."""
    kind = event["kind"]
    told = [each["side"] for each in event["versions"] if each["side"] and _speaks(each)]
    return Entry(
        id=id_of(f"events/{event['slug']}"),
        title=plain(event["title"]),
        url=links.thing("events", event["slug"]),
        source_url=None,
        html="".join(f"<p>{_escaped(line)}</p>" for line in _lines(event)),
        language="en",
        authors=(),
        categories=(
            *_categories("sides", "name", told, links),
            Category(kind, f"{links.terms}EventKind", in_words(kind)),
            *_categories("locations", "name", event["locations"], links),
        ),
        published=_instant(event["createdAt"]),
        updated=_instant(event["updatedAt"]),
    )


ENTRIES = {"statements": of_statement, "events": of_event}
"""Makes the entry of a record, by the list it is of."""


def first_words(text: str) -> str:
    """The beginning of a text on one line, ended where no word is cut if there is such a place."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_TITLE:
        return line
    beginning = line[: LONGEST_TITLE + 1].rpartition(" ")[0] or line[:LONGEST_TITLE]
    return f"{beginning.rstrip(' ,;:–-')} …"


def in_words(word: str) -> str:
    return word.replace("_", " ").capitalize()


def _words(statement: Record, links: Links) -> str:
    language = _escaped(statement["document"]["language"])
    source = _escaped(
        statement["sourceUrl"] or links.thing("documents", statement["document"]["slug"])
    )
    paragraphs = "".join(f"<p>{_escaped(line)}</p>" for line in statement["text"].splitlines())
    return (
        f'<blockquote cite="{source}" lang="{language}" dir="auto">{paragraphs}</blockquote>'
        f'<p><a href="{source}">{_escaped(statement["citation"]["text"])}</a></p>'
    )


def _authors(statement: Record, links: Links) -> tuple[Author, ...]:
    actors = statement["speakers"] or [statement["document"]["publisher"]]
    return tuple(
        Author(plain(each["name"]), links.thing("actors", each["slug"])) for each in actors if each
    )


def _lines(event: Record) -> Iterable[str]:
    """What is told of an event, line by line."""
    yield f"Kind: {in_words(event['kind'])}."
    if event["happened"]["edtf"]:
        yield f"When, as the desk files it: {event['happened']['edtf']}."
    if event["locations"]:
        places = ", ".join(each["name"] for each in event["locations"])
        yield f"Where, according to any claim: {places}."
    if event["attestation"]:
        yield f"Who speaks of it: {ATTESTATIONS[event['attestation']]}."
    yield from _voices("It is spoken of by", event, speaking=True)
    yield from _voices("No statement is kept here from", event, speaking=False)


def _voices(beginning: str, event: Record, *, speaking: bool) -> Iterable[str]:
    voices = [_voice(each) for each in event["versions"] if _speaks(each) == speaking]
    if voices:
        yield f"{beginning}: {', '.join(voices)}."


def _speaks(version: Record) -> bool:
    return bool(version["claims"]["nodes"])


def _voice(version: Record) -> str:
    name: str = version["side"]["name"] if version["side"] else VOICES[version["voice"]]
    return name


def _categories(
    kind: str, label: str, records: Iterable[Record], links: Links
) -> Iterable[Category]:
    return (Category(each["slug"], links.listed(kind), plain(each[label])) for each in records)


def plain(text: str) -> str:
    """With a sign where there is a character that XML has no room for."""
    return UNWRITABLE.sub("\ufffd", text)


def _escaped(text: str) -> str:
    return escape(plain(text))


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
