"""Lists: a page at a time, or whole."""

from collections.abc import Mapping

from starlette.responses import Response

from api.rest.answers import Streamed, answered, check_cost, not_modified
from api.rest.asking import Asking
from api.rest.formats import ATOM, CSV, JSON, JSON_FEED, NDJSON, OF_LISTS, Format
from api.rest.pages import PAGES
from api.rest.whole import WHOLE, Writing
from db.errors import BadParameter
from schema.plain import Listing, read_listing

TAKEN: Mapping[Format, frozenset[str]] = {
    JSON: frozenset({"include", "fields", "count"}),
    NDJSON: frozenset({"include", "fields"}),
    CSV: frozenset({"include", "fields", "bom"}),
}
"""What a form takes besides filters, `sort`, `first` and `after`."""

FOR_SOME = frozenset[str]().union(*TAKEN.values())
"""What some forms take, and others do not."""

NEWEST = "-updated_at"
"""The order of feeds, where none is asked for: readers show what is new to them."""


async def answer_list(asking: Asking) -> Response:
    """The list that the address names, in the form that the client wants."""
    name = asking.address.name
    kind = asking.choose(OF_LISTS[name])
    pairs, bom = _parameters(asking, kind)
    if kind in (ATOM, JSON_FEED) and not any(given == "sort" for given, _ in pairs):
        pairs = [*pairs, ("sort", NEWEST)]
    listing = read_listing(name, pairs, asking.service.settings)
    if kind in PAGES:
        return await answered(asking, kind, lambda: PAGES[kind](asking, listing), name=name)
    if found := await not_modified(asking, kind, is_there=True):
        return found
    return _streamed(asking, kind, listing, bom)


def _streamed(asking: Asking, kind: Format, listing: Listing, bom: bool) -> Response:
    # However many rows there are; but a filter is to be no heavier than a page's may be.
    check_cost(asking, listing.cost({}))
    writing = Writing(listing, asking.links, bom)
    return Streamed(asking, kind, lambda snapshot: WHOLE[kind](writing, snapshot), listing.name)


def _parameters(asking: Asking, kind: Format) -> tuple[list[tuple[str, str]], bool]:
    """What there is for lists, and whether `bom` is asked for. Raises BadParameter."""
    taken = TAKEN.get(kind, frozenset())
    for name, _ in asking.pairs:
        if name in FOR_SOME - taken:
            raise BadParameter(name, f"`{name}` is not for .{kind.extension}: leave it out.")
    return [pair for pair in asking.pairs if pair[0] != "bom"], asking.flag("bom")
