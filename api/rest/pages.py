"""Pages of lists, which are whole before they are sent."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import orjson

from api.rest import feeds, jsonld
from api.rest.answers import Made, ask
from api.rest.asking import Asking
from api.rest.entries import Entry
from api.rest.formats import ATOM, JSON, JSON_FEED, JSONLD, Format
from db.query import Selection
from schema.about import ATTRIBUTIONS
from schema.plain import Listing, page_tree, parted_page, selection_of

NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class Page:
    """A page of a list: its records as JSON, and where it stands."""

    asking: Asking
    listing: Listing
    state: str
    items: bytes
    following: str | None
    """The address of the next page, if there is one."""

    total: int | None

    def records(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = orjson.loads(self.items)
        return found

    def made(self, body: bytes) -> Made:
        headers = {"Link": f'<{self.following}>; rel="next"'} if self.following else {}
        return Made(self.state, body, headers)

    @property
    def address(self) -> str:
        asking = self.asking
        query = asking.request.scope["query_string"].decode("latin-1")
        return f"{asking.base}{asking.path}{f'?{query}' if query else ''}"


async def read_page(asking: Asking, listing: Listing, kind: Format, selection: Selection) -> Page:
    found = await ask(
        asking,
        # By the extension alone, annotations of statements would be taken for linked data.
        (kind, listing.key),
        lambda: page_tree(listing, selection),
        listing.variables(asking.base),
        listing.cost(selection),
    )
    told, items = parted_page(found)
    page = told["list"]["page"]
    following = following_of(asking, page["end"]) if page["more"] else None
    total = told["list"].get("total")
    return Page(asking, listing, told["about"]["state"], items, following, total)


def following_of(asking: Asking, cursor: str) -> str:
    """The address of what comes after the cursor."""
    pairs = [(name, text) for name, text in asking.pairs if name != "after"]
    return f"{asking.base}{asking.path}?{urlencode([*pairs, ('after', cursor)])}"


async def json_page(asking: Asking, listing: Listing) -> Made:
    page = await read_page(asking, listing, JSON, listing.record())
    told = {"next": page.following} | ({} if page.total is None else {"total": page.total})
    return page.made(b'{"items":' + page.items + b"," + orjson.dumps(told)[1:])


async def jsonld_page(asking: Asking, listing: Listing) -> Made:
    selection = selection_of(listing.name, jsonld.SELECTIONS[listing.name])
    page = await read_page(asking, listing, JSONLD, selection)
    found = jsonld.graph(
        listing.name,
        page.records(),
        asking.links,
        page=page.address,
        following=page.following,
        attributions=ATTRIBUTIONS,
    )
    return page.made(orjson.dumps(found))


async def atom_page(asking: Asking, listing: Listing) -> Made:
    page, feed, entries = await _feed(asking, listing, ATOM)
    return page.made(feeds.atom(feed, entries))


async def json_feed_page(asking: Asking, listing: Listing) -> Made:
    page, feed, entries = await _feed(asking, listing, JSON_FEED)
    return page.made(orjson.dumps(feeds.json_feed(feed, entries)))


async def _feed(
    asking: Asking, listing: Listing, kind: Format
) -> tuple[Page, feeds.Feed, Sequence[Entry]]:
    name = listing.name
    page = await read_page(asking, listing, kind, selection_of(name, feeds.SELECTIONS[name]))
    filters = sorted(pair for pair in asking.pairs if pair[0] not in ("first", "after"))
    query = f"?{urlencode(filters)}" if filters else ""
    told = "; ".join(f"{each}: {text}" for each, text in filters if each != "sort")
    feed = feeds.Feed(
        title=f"{name.capitalize()}{f' ({told})' if told else ''}",
        name=f"{name}{query}",
        url=page.address,
        page=f"{asking.base}/v1/{name}{query}",
        following=page.following,
        updated=NEVER,
        rights=" ".join(ATTRIBUTIONS),
    )
    entries = [feeds.ENTRIES[name](record, asking.links) for record in page.records()]
    return page, feed, entries


PAGES: Mapping[Format, Callable[[Asking, Listing], Awaitable[Made]]] = {
    JSON: json_page,
    JSONLD: jsonld_page,
    ATOM: atom_page,
    JSON_FEED: json_feed_page,
}
