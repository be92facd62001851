"""Lists and things for plain GET, as trees of db.query.

Filters, orders and pages are those of GraphQL: the same code makes them of the same inputs.
"""

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import Any, Literal

import orjson
from graphql import GraphQLInputType, parse
from graphql.language import OperationDefinitionNode
from graphql.utilities import coerce_input_value

from db.binds import LARGEST_INTEGER
from db.cursor import decode, keys_of, order_name
from db.errors import BadInput, BadParameter
from db.ids import FORM
from db.models.actors import SLUG as SLUG
from db.models.table import Row
from db.pages import DEFAULT_PAGE as DEFAULT_PAGE
from db.query import (
    About,
    ByKey,
    Connection,
    Field,
    Nodes,
    One,
    Page,
    PageInfo,
    Param,
    Roots,
    Rows,
    Selection,
    TotalCount,
)
from db.streams import Snapshot
from db.whole import batches as batches_of
from db.whole import whole_list
from schema.arguments import from_variable, shape
from schema.build import schema
from schema.given import Given
from schema.limits import Limits, weight_of
from schema.measure import COUNT, FILTER, NEIGHBOURS
from schema.operations import NO_VARIABLES
from schema.pages import orders_of
from schema.parameters import OF_LISTS, read_filter
from schema.query import LISTED
from schema.records import addresses, includable, record
from schema.selection import read_operation
from schema.where import order_by, where

OF_ONE = ("include", "fields")
"""Parameters of one thing."""

ABOUT = About({"state": "state"})


@dataclass(frozen=True)
class Shown:
    """What of records is told."""

    include: frozenset[str] = frozenset()
    """Neighbours and other things that are told because they are asked for."""

    fields: frozenset[str] = frozenset()
    """The fields that are told besides; all, if none are named."""

    def record(self, model: type[Row], *, whole: bool = False) -> Mapping[str, Field]:
        """The fields of a record that are told, in the order that they always have."""
        found, wanted = record(model, self.include, whole=whole), self.fields | self.include
        return {key: each for key, each in found.items() if not self.fields or key in wanted}


@dataclass(frozen=True)
class Listing:
    """A list that is asked for: which, of what rows, in which order, which stretch of it."""

    name: str
    where: Mapping[str, Any]
    """The filter, as GraphQL would have it."""

    order_by: Sequence[Mapping[str, Any]]
    shown: Shown
    first: int | None
    """The size of the page; None where none is asked for."""

    size: int
    """Likewise, what it then is."""

    after: str | None
    count: bool

    @property
    def model(self) -> type[Row]:
        return LISTED[self.name]

    @cached_property
    def key(self) -> Hashable:
        """What the SQL depends on."""
        shapes = shape({"where": self.where, "orderBy": list(self.order_by)})
        directions = tuple((each["field"], each["direction"]) for each in self.order_by)
        return (self.name, self.shown, shapes, directions, self.after is None, self.count)

    def variables(self, base: str) -> dict[str, Any]:
        """`base`: what addresses of this service begin with."""
        found = {"where": self.where, "first": self.size, "after": self.after}
        return {**found, "addresses": addresses(base)}

    def cost(self, selection: Selection) -> int:
        """Rows that a page may read, reckoned as for GraphQL."""
        rows = self.size * rows_of(selection)
        return rows + FILTER * weight_of(self.where) + (COUNT if self.count else 0)

    def record(self) -> Mapping[str, Field]:
        return self.shown.record(self.model)


def rows_of(selection: Selection) -> int:
    """How many rows one record may read, itself among them."""
    rows = 1
    for field in selection.values() if isinstance(selection, Mapping) else ():
        if isinstance(field, One):
            rows += rows_of(field.selection)
        elif isinstance(field, Rows):
            rows += NEIGHBOURS * rows_of(field.selection)
        elif isinstance(field, Connection):
            size = field.page.first.given({}) if field.page.first else DEFAULT_PAGE
            nodes = [each for each in field.parts.values() if isinstance(each, Nodes)]
            rows += size * sum(rows_of(each.selection) for each in nodes)
    return rows


SHORT = 1000
"""Characters of parameters up to which is kept what they were read as: many ask for the same."""


def read_listing(name: str, pairs: Sequence[tuple[str, str]], limits: Limits) -> Listing:
    """The list of that name as the parameters of an address ask for it.

    Raises BadParameter, and BadInput for what filters refuse as a whole.
    """
    length = sum(len(parameter) + len(text) for parameter, text in pairs)
    read = _kept_listing if length <= SHORT else _read_listing
    return read(name, tuple(pairs), limits)


def _read_listing(name: str, pairs: Sequence[tuple[str, str]], limits: Limits) -> Listing:
    given: dict[str, list[str]] = {}
    for parameter, text in pairs:
        given.setdefault(parameter, []).append(text)
    own = {each: Given(each, given.pop(each), limits) for each in OF_LISTS if each in given}
    for each in own.values():
        each.check()
    model = LISTED[name]
    order, first = _order(model, own.get("sort")), _first(own.get("first"), limits)
    return Listing(
        name=name,
        where=_coerced(f"{model.__name__}Filter", read_filter(name, given, limits)),
        order_by=order,
        shown=_shown(model, own),
        first=first,
        size=first or min(DEFAULT_PAGE, limits.max_page_size),
        after=_after(model, order, own.get("after")),
        count=own["count"].flag() if "count" in own else False,
    )


_kept_listing = lru_cache(1000)(_read_listing)


def read_shown(name: str, pairs: Sequence[tuple[str, str]], limits: Limits) -> Shown:
    """What is to be told of one thing of a list. Raises BadParameter."""
    given: dict[str, list[str]] = {}
    for parameter, text in pairs:
        if parameter not in OF_ONE:
            words = f"`{parameter}` is not known: of one thing there are `include` and `fields`."
            raise BadParameter(parameter, words, OF_ONE)
        given.setdefault(parameter, []).append(text)
    own = {parameter: Given(parameter, texts, limits) for parameter, texts in given.items()}
    for each in own.values():
        each.check()
    return _shown(LISTED[name], own, whole=True)


def key_of(name: str, text: str) -> Literal["id", "slug"] | None:
    """Which key of a thing an address has; None where it can be none of this list's."""
    model, found = LISTED[name], FORM.fullmatch(text)
    if found and found[1] == model.__name__ and int(found[2]) <= LARGEST_INTEGER:
        return "id"
    return "slug" if "slug" in model.model_fields and re.fullmatch(SLUG, text) else None


def _order(model: type[Row], given: Given | None) -> list[dict[str, Any]]:
    """The order, as GraphQL would have it; empty where none is asked for."""
    fields = ["id", *model.orders]
    found = []
    for text in given.parted() if given else ():
        field = text.removeprefix("-")
        if field not in fields:
            allowed = [sign + each for each in fields for sign in ("", "-")]
            raise given.wrong(f"has {text!r}, by which nothing is ordered here.", allowed)  # type: ignore[union-attr]  # it was given
        found.append({"field": field, "direction": "DESC" if text.startswith("-") else "ASC"})
    return found


def _shown(model: type[Row], own: Mapping[str, Given], *, whole: bool = False) -> Shown:
    include = _among(own.get("include"), includable(model), "which cannot be included here")
    told = record(model, include, whole=whole)
    return Shown(include, _among(own.get("fields"), told, "which no record has here"))


def _among(given: Given | None, allowed: Collection[str], otherwise: str) -> frozenset[str]:
    """The words that are given, all of which are allowed. Raises BadParameter."""
    found = given.parted() if given else []
    for word in found:
        if given and word not in allowed:
            raise given.unknown(f"has {word!r}, {otherwise}.", word, sorted(allowed))
    return frozenset(found)


def _first(given: Given | None, limits: Limits) -> int | None:
    if given is None:
        return None
    text, most = given.one(), limits.max_page_size
    if not re.fullmatch("[0-9]{1,10}", text) or not 1 <= int(text) <= most:
        raise given.wrong(f"is {text!r}: a page has from 1 to {most} rows.")
    return int(text)


def _after(model: type[Row], order: Sequence[Mapping[str, Any]], given: Given | None) -> str | None:
    if given is None:
        return None
    text = given.one()
    keys = keys_of(model, order_by(order) or orders_of(model.order))
    try:
        decode(text, order_name(model, keys), keys, "`after`")
    except BadInput as error:
        raise BadParameter(given.name, error.message) from error
    return text


def _coerced(kind: str, value: Any) -> Any:
    """As graphql-core makes it of a variable, which is where enumerations get their values."""
    wanted: GraphQLInputType = schema._schema.type_map[kind]  # type: ignore[assignment]  # by its name
    return coerce_input_value(value, wanted)


# ── Trees ────────────────────────────────────────────────────────────────────────────────────────


def page_tree(listing: Listing, selection: Selection) -> Roots:
    """A page as it is sent: after what is to be known of it, `items`, which nobody reads again."""
    parts: dict[str, Any] = {"total": TotalCount()} if listing.count else {}
    parts["page"] = PageInfo({"more": "hasNextPage", "end": "endCursor"})
    parts["items"] = Nodes(selection)
    return {"about": ABOUT, "list": Connection(listing.model, _page(listing), parts)}


def parted_page(answer: bytes) -> tuple[dict[str, Any], bytes]:
    """What is told of a page, and its items as they are: they may be long, and are JSON already."""
    told, _, items = answer.partition(b',"items":')
    return orjson.loads(told + b"}}"), items.removesuffix(b"}}")


def state_told(answer: bytes) -> str:
    """The state of the knowledge that an answer with ABOUT in it is of."""
    return str(orjson.loads(answer)["about"]["state"])


def rows_tree(listing: Listing, selection: Selection) -> Connection:
    """The rows of the list, from `after` if it is given to the end; or the first of them."""
    page = _page(listing)
    wanted = page if listing.first is not None else replace(page, first=None)
    return Connection(listing.model, wanted, {"items": Nodes(selection)})


def batches(
    snapshot: Snapshot,
    listing: Listing,
    selection: Selection,
    base: str,
    nested: Callable[[str], Any] = orjson.loads,
) -> Iterator[Iterable[dict[str, Any]]]:
    """The records of a list, many at a time; see `rows_tree`, and db/whole.py for `nested`."""
    found = whole_list(rows_tree(listing, selection), snapshot.dialect, nested)
    return batches_of(snapshot, found, listing.variables(base))


def _page(listing: Listing) -> Page:
    kind: Any = schema._schema.type_map[f"{listing.model.__name__}Filter"]
    filters = from_variable(listing.where, kind, ("where",))
    return Page(
        at=listing.name,
        order=order_by(listing.order_by) or orders_of(listing.model.order),
        where=where(listing.model, filters, "where"),
        first=Param(("first",)),
        after=Param(("after",)) if listing.after is not None else None,
    )


def thing_tree(name: str, by: Literal["id", "slug"], selection: Selection) -> Roots:
    """One row, whose id or slug is the variable `key`."""
    return {"about": ABOUT, "thing": ByKey(LISTED[name], by, Param(("key",)), selection, name)}


@cache
def selection_of(name: str, fields: str) -> Selection:
    """What fields in GraphQL's language ask of the rows of a list."""
    document = parse(f"{{ {name} {{ nodes {{ {fields} }} }} }}")
    (operation,) = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    roots = read_operation(schema._schema, document, operation, NO_VARIABLES, whole=True)
    connection = roots[name]
    assert isinstance(connection, Connection)
    nodes = connection.parts["nodes"]
    assert isinstance(nodes, Nodes)
    return nodes.selection
