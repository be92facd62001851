"""Lists: a page at a time, or whole."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import orjson
from starlette.responses import Response

from api.rest.answers import Made, Streamed, answered, ask, not_modified
from api.rest.asking import Asking
from api.rest.formats import CSV, JSON, NDJSON, OF_LISTS, Format
from api.rest.records import table_of
from db.errors import BadParameter
from db.streams import Snapshot
from schema.plain import Listing, batches, page_tree, parted_page, read_listing

IN_PAGES = frozenset({"first", "after"})
TAKEN: Mapping[Format, frozenset[str]] = {
    JSON: frozenset({"include", "count"}),
    NDJSON: frozenset({"include"}),
    CSV: frozenset({"include", "bom"}),
}
"""What a form takes besides filters, `sort`, `first` and `after`."""


async def answer_list(asking: Asking) -> Response:
    """The list that the address names, in the form that the client wants."""
    name = asking.address.name
    kind = asking.choose(OF_LISTS[name])
    bom, listing = _read(asking, kind)
    if kind is JSON:
        return await answered(asking, kind, lambda: _page(asking, listing), name=name)
    if found := await not_modified(asking, kind):
        return found
    write = _ndjson if kind is NDJSON else _csv(bom)

    def make(snapshot: Snapshot) -> Iterator[bytes]:
        return write(snapshot, listing, asking.base)

    return Streamed(asking, kind, make, name)


def _read(asking: Asking, kind: Format) -> tuple[bool, Listing]:
    """What the parameters ask. Raises BadParameter."""
    allowed = TAKEN.get(kind, frozenset())
    for name, _ in asking.pairs:
        if name in ("include", "count", "bom") and name not in allowed:
            raise BadParameter(name, f"`{name}` is not for .{kind.extension}: leave it out.")
    flags = [text for name, text in asking.pairs if name == "bom"]
    if flags not in ([], ["true"], ["false"]):
        raise BadParameter("bom", "`bom` is to be true or false.", ("true", "false"))
    pairs = [(name, text) for name, text in asking.pairs if name != "bom"]
    return flags == ["true"], read_listing(asking.address.name, pairs, asking.service.settings)


async def _page(asking: Asking, listing: Listing) -> Made:
    found = await ask(
        asking,
        listing.key,
        lambda: page_tree(listing, listing.record()),
        listing.variables(asking.base),
        listing.cost(),
    )
    about, items = parted_page(found)
    following = next_of(asking, about["list"]["page"])
    told = {"next": following} | ({"total": about["list"]["total"]} if listing.count else {})
    body = b'{"items":' + items + b"," + orjson.dumps(told)[1:]
    headers = {"Link": f'<{following}>; rel="next"'} if following else {}
    return Made(about["about"]["revision"], body, headers)


def next_of(asking: Asking, page: Mapping[str, Any]) -> str | None:
    """The address of the page that follows, if there is one."""
    if not page["more"]:
        return None
    pairs = [(name, text) for name, text in asking.pairs if name != "after"]
    query = urlencode([*pairs, ("after", page["end"])])
    return f"{asking.base}{asking.path}?{query}"


# ── Whole lists ──────────────────────────────────────────────────────────────────────────────────


def _ndjson(snapshot: Snapshot, listing: Listing, base: str) -> Iterator[bytes]:
    for records in batches(snapshot, listing, listing.record(), base, orjson.Fragment):
        yield b"".join([orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE) for each in records])


def _csv(bom: bool) -> Callable[[Snapshot, Listing, str], Iterator[bytes]]:
    def write(snapshot: Snapshot, listing: Listing, base: str) -> Iterator[bytes]:
        selection = listing.record()
        return table_of(selection, batches(snapshot, listing, selection, base), bom=bom)

    return write
