"""What a feed has to keep to: RFC 4287 rule by rule, and JSON Feed 1.1 as a JSON Schema."""

import re
from collections import Counter
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
INSTANT = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\d(\.\d+)?(Z|[+-][0-2]\d:[0-5]\d)")

ONCE = {"id", "title", "updated"}
FEED_AT_MOST_ONCE = {"generator", "icon", "logo", "rights", "subtitle"}
ENTRY_AT_MOST_ONCE = {"content", "published", "rights", "source", "summary"}
ANY_NUMBER = {"author", "category", "contributor", "link"}
PERSONS = {"author", "contributor"}
DATES = {"updated", "published"}
TEXTS = {"title", "subtitle", "summary", "rights", "content"}
LINK_ATTRIBUTES = {"href", "rel", "type", "hreflang", "title", "length"}


def broken_rules(document: bytes) -> list[str]:
    """What a document does against RFC 4287; nothing, if it is well-formed and as it should be."""
    feed = ElementTree.fromstring(document)
    entries = feed.findall(f"{ATOM}entry")
    found = [] if feed.tag == f"{ATOM}feed" else ["4.1.1 The root is no feed"]
    found += _members(feed, FEED_AT_MOST_ONCE, {"entry"})
    for entry in entries:
        found += _members(entry, ENTRY_AT_MOST_ONCE, set())
        found += _about_content(entry)
    if feed.find(f"{ATOM}author") is None and any(
        entry.find(f"{ATOM}author") is None for entry in entries
    ):
        found.append("4.1.1 Neither the feed nor each entry has an author")
    versions = Counter((_text(entry, "id"), _text(entry, "updated")) for entry in entries)
    found += [f"4.1.1 {key} stands there twice" for key, count in versions.items() if count > 1]
    return found


def _members(parent: Element, at_most_once: set[str], others: set[str]) -> list[str]:
    found = []
    if (parent.text or "").strip() or any((each.tail or "").strip() for each in parent):
        found.append("Text stands between elements")
    if not set(parent.attrib) <= {XML_LANG}:
        found.append(f"{parent.tag} has attributes {sorted(parent.attrib)}")
    counts = Counter(each.tag.removeprefix(ATOM) for each in parent)
    found += [f"{name} stands there {counts[name]} times" for name in ONCE if counts[name] != 1]
    found += [f"{name} stands there twice" for name in at_most_once if counts[name] > 1]
    unknown = set(counts) - ONCE - at_most_once - ANY_NUMBER - others
    found += [f"{name} is unknown" for name in sorted(unknown)]
    found += [rule for each in parent for rule in _member(each, each.tag.removeprefix(ATOM))]
    return found + _about_links(parent)


def _member(element: Element, name: str) -> list[str]:
    """What one element does against the rules for its kind."""
    if name in PERSONS:
        return _person(element)
    if name == "category":
        fits = bool(element.get("term")) and set(element.attrib) <= {"term", "scheme", "label"}
        return [] if fits and len(element) == 0 else ["4.2.2 A category is not as it should be"]
    if name == "id":
        return [] if urlsplit(element.text or "").scheme else ["4.2.6 An id is no whole IRI"]
    if name in DATES:
        fits = INSTANT.fullmatch(element.text or "") is not None
        return [] if fits else [f"3.3 {element.text} is no instant"]
    if name in TEXTS:
        fits = element.get("type", "text") in {"text", "html"} and len(element) == 0
        return [] if fits else [f"3.1 {name} is not as it should be"]
    return []


def _person(element: Element) -> list[str]:
    counts = Counter(each.tag.removeprefix(ATOM) for each in element)
    fits = counts["name"] == 1 and counts["uri"] <= 1 and counts["email"] <= 1
    named = bool((element.findtext(f"{ATOM}name") or "").strip())
    return [] if fits and named else ["3.2 A person is not as it should be"]


def _about_links(parent: Element) -> list[str]:
    links = parent.findall(f"{ATOM}link")
    found = [
        f"4.2.7 {each.attrib} is no link"
        for each in links
        if not urlsplit(each.get("href", "")).scheme or not set(each.attrib) <= LINK_ATTRIBUTES
    ]
    alternates = Counter(
        (each.get("type"), each.get("hreflang"))
        for each in links
        if each.get("rel", "alternate") == "alternate"
    )
    found += ["4.1.1 Two links are alternate" for count in alternates.values() if count > 1]
    return found


def _about_content(entry: Element) -> list[str]:
    alternates = [
        each for each in entry.findall(f"{ATOM}link") if each.get("rel", "alternate") == "alternate"
    ]
    if entry.find(f"{ATOM}content") is None and not alternates:
        return ["4.1.2 An entry has neither content nor an alternate link"]
    return []


def _text(element: Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


TEXT = {"type": "string"}
URL = {"type": "string", "format": "uri", "pattern": "^https?://"}
RFC_3339 = {"type": "string", "format": "date-time"}
AUTHORS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"name": TEXT, "url": URL, "avatar": URL},
        "additionalProperties": False,
        "minProperties": 1,
    },
}
ITEM = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "minLength": 1},
        "url": URL,
        "external_url": URL,
        "title": TEXT,
        "content_html": TEXT,
        "content_text": TEXT,
        "summary": TEXT,
        "image": URL,
        "banner_image": URL,
        "date_published": RFC_3339,
        "date_modified": RFC_3339,
        "authors": AUTHORS,
        "tags": {"type": "array", "items": TEXT},
        "language": TEXT,
        "attachments": {"type": "array"},
    },
    "required": ["id"],
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "additionalProperties": False,
}
JSON_FEED = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": URL,
        "feed_url": URL,
        "description": TEXT,
        "user_comment": TEXT,
        "next_url": URL,
        "icon": URL,
        "favicon": URL,
        "authors": AUTHORS,
        "language": TEXT,
        "expired": {"type": "boolean"},
        "hubs": {"type": "array"},
        "items": {"type": "array", "items": ITEM},
    },
    "required": ["version", "title", "items"],
    "additionalProperties": False,
}
"""Of its own members alone: a feed may have others, with a name that begins with an underscore."""
