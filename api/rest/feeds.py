"""Feeds of statements and events: Atom (RFC 4287) and JSON Feed 1.1, of the same entries.

Nothing in a feed depends on when it is written: the same entries give the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from feedgenerator import Atom1Feed  # type: ignore[import-untyped]  # It has no types.

from api.rest.entries import ENTRIES, SELECTIONS, Entry, id_of, plain

AUTHOR = "Event Knowledge"
LANGUAGE = "en"
"""Of what the desk writes; an entry has that of its words."""

__all__ = ["ENTRIES", "SELECTIONS", "Feed", "atom", "json_feed"]


@dataclass(frozen=True)
class Feed:
    """What is told of a feed beside its entries."""

    title: str
    """In words what is in it, such as "Statements of the Ministry of Defense"."""

    name: str
    """What it is whatever host serves it and whichever page it is: `statements?` and its filter."""

    url: str
    """Where this page of it is served, in its own format."""

    page: str
    """Where the same list is for people or programs of another format."""

    following: str | None
    """Where the next page of it is."""

    updated: datetime
    """As of when there is nothing in it, if it has no entries."""

    rights: str
    """Whom to credit."""


def atom(feed: Feed, entries: Sequence[Entry]) -> bytes:
    written = _Atom(
        title=plain(feed.title),
        link=feed.page,
        description=None,
        language=LANGUAGE,
        author_name=AUTHOR,
        feed_url=feed.url,
        feed_copyright=feed.rights,
        feed_guid=id_of(feed.name),
        following=feed.following,
        updated=_newest(feed, entries),
    )
    for entry in entries:
        written.add_item(
            title=entry.title,
            link=entry.source_url or entry.url,
            description=None,
            content=entry.html,
            unique_id=entry.id,
            pubdate=entry.published,
            updateddate=entry.updated,
            entry=entry,
        )
    stream = BytesIO()
    written.write(stream, "utf-8")
    return stream.getvalue()


class _Atom(Atom1Feed):  # type: ignore[misc]  # The library has no types.
    """With what the library has no argument for: several authors, pages, categories of a scheme."""

    def latest_post_date(self) -> datetime:
        """As told: the library's own, of a feed without entries, would be now."""
        updated: datetime = self.feed["updated"]
        return updated

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["following"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["following"]})

    def item_attributes(self, item: Any) -> dict[str, str]:
        language = item["entry"].language
        return {} if language == LANGUAGE else {"xml:lang": language}

    def add_item_elements(self, handler: Any, item: Any) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for author in entry.authors:
            handler.startElement("author", {})
            handler.addQuickElement("name", author.name)
            handler.addQuickElement("uri", author.url)
            handler.endElement("author")
        if entry.source_url:
            handler.addQuickElement("link", "", {"rel": "related", "href": entry.url})
        for each in entry.categories:
            told = {"term": each.term, "scheme": each.scheme, "label": each.label}
            handler.addQuickElement("category", "", told)


def json_feed(feed: Feed, entries: Sequence[Entry]) -> dict[str, Any]:
    next_page = {"next_url": feed.following} if feed.following else {}
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": plain(feed.title),
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "description": feed.rights,
        "language": LANGUAGE,
        "authors": [{"name": AUTHOR}],
        **next_page,
        "items": [_item(entry) for entry in entries],
    }


def _item(entry: Entry) -> dict[str, Any]:
    external = {"external_url": entry.source_url} if entry.source_url else {}
    authors = [{"name": each.name, "url": each.url} for each in entry.authors]
    return {
        "id": entry.id,
        "url": entry.url,
        **external,
        "title": entry.title,
        "content_html": entry.html,
        "language": entry.language,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        **({"authors": authors} if authors else {}),
        "tags": [each.label for each in entry.categories],
    }


def _newest(feed: Feed, entries: Sequence[Entry]) -> datetime:
    return max((entry.updated for entry in entries), default=feed.updated)
