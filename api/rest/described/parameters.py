"""Parameters as OpenAPI has them, from the tables by which they are read.

Parameters that are the same in all lists are described once; others have the list's name before
theirs, as in `events.kind`. Examples stand in schemas: where they stand beside them, the page /docs
fills them all in at once, and such a question makes no sense.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from api.rest.described.examples import KINDS, SLUGS, THINGS, VALUES
from api.rest.described.values import PARTIAL_DATE, SCALARS, Schema, component, is_enumeration
from api.rest.formats import Format
from api.rest.lists import FOR_SOME, TAKEN
from api.rest.newsroom import TEXT
from api.rest.pages import PAGES
from schema.limits import Limits
from schema.offered import Offer, offered
from schema.parameters import OF_LISTS
from schema.plain import DEFAULT_PAGE, SLUG
from schema.query import LISTED
from schema.records import includable, record

Parameter = dict[str, Any]

EXACT: Mapping[str, Schema] = {
    **SCALARS,
    "Int": {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1},
    "PartialDate": {"type": "string", "pattern": PARTIAL_DATE},
    "String": TEXT,
}
DEGREE = r"-?[0-9]{1,3}(\.[0-9]{1,15})?"
BOX = {"type": "string", "pattern": f"^{DEGREE}(,{DEGREE}){{3}}$"}
PAGED = ("first", "after")


class Parameters:
    """The parameters of all lists, each described once."""

    def __init__(self, limits: Limits) -> None:
        self._of_lists = {name: parameters_of(name, limits) for name in LISTED}
        self.components = {
            "ifNoneMatch": IF_NONE_MATCH,
            "first.whole": first(limits, is_whole=True),
        }
        for name, parameters in self._of_lists.items():
            for parameter in parameters.values():
                self.components[self._key(name, parameter)] = parameter

    def of_list(self, name: str, kind: Format) -> list[Parameter]:
        """References to those that a list takes in a form, in the order in which people read."""
        taken = TAKEN.get(kind, frozenset())
        found = [
            self._key(name, each)
            for own, each in self._of_lists[name].items()
            if own not in FOR_SOME or own in taken
        ]
        if not is_paged(kind):
            found = ["first.whole" if each == "first" else each for each in found]
        return [reference(each) for each in (*found, "ifNoneMatch")]

    def one(self, name: str, parameter: str) -> Parameter:
        return reference(self._key(name, self._of_lists[name][parameter]))

    def _key(self, name: str, parameter: Parameter) -> str:
        own: str = parameter["name"]
        lists = [each[own] for each in self._of_lists.values() if own in each]
        return own if all(each == parameter for each in lists) else f"{name}.{own}"


def is_paged(kind: Format) -> bool:
    """Whether a list is given page by page in it."""
    return kind in PAGES


def reference(key: str) -> Parameter:
    return {"$ref": f"#/components/parameters/{key}"}


def parameters_of(name: str, limits: Limits) -> dict[str, Parameter]:
    """By their names: filters, what is said of the list, then filters that compare otherwise."""
    filters = {each.name: _filter(each, limits) for each in offered(name)}
    plain = {own: each for own, each in filters.items() if "." not in own}
    others = {own: each for own, each in filters.items() if "." in own}
    about = {**_about(name, limits), "bom": BOM}
    assert about.keys() == {*OF_LISTS, "bom"}
    return plain | about | others


# ── Filters ──────────────────────────────────────────────────────────────────────────────────────


def _filter(offer: Offer, limits: Limits) -> Parameter:
    one = _one(offer)
    if not offer.many:
        return _query(offer.name, offer.doc, one)
    how = "Several are parted by commas." if offer.parted else "Give it again for another."
    examples = one.pop("examples", [])
    schema = {"type": "array", "items": one, "minItems": 1, "maxItems": limits.max_list_length}
    if examples:
        schema["examples"] = [examples]
    style = {"style": "form", "explode": not offer.parted}
    return {**_query(offer.name, f"{offer.doc} {how}", schema), **style}


def _one(offer: Offer) -> Schema:
    """One value, with what may stand there."""
    kind, own = offer.kind.name, offer.name.partition(".")[0]
    if is_enumeration(kind):
        return component(kind)
    schema = BOX if offer.name == "bbox" else EXACT[kind]
    if kind in KINDS:
        return {**schema, "examples": [KINDS[kind]]}
    examples = SLUGS.get(own) or ([VALUES[own]] if own in VALUES else [])
    return {**schema, **({"examples": examples} if examples else {})}


def _query(name: str, description: str, schema: Schema) -> Parameter:
    return {"name": name, "in": "query", "description": description, "schema": schema}


# ── What is said of a list ───────────────────────────────────────────────────────────────────────


def _about(name: str, limits: Limits) -> dict[str, Parameter]:
    model = LISTED[name]
    orders = [sign + field for field in ("id", *model.orders) for sign in ("", "-")]
    usual = re.sub(r"^-", "the latest or last first by ", model.order)
    sort = _several(
        "sort",
        "By what to order, the weightier first; `-` turns an order around. Without it, by "
        f"{usual}; feeds by `-updated_at`.",
        {"type": "string", "enum": orders},
        [orders[2:3]],
    )
    found = includable(model)
    told = "\n".join(f"- `{each.name}`: {each.doc}" for each in found.values())
    include = _several(
        "include",
        f"What to tell besides, one level deep.\n\n{told}",
        {"type": "string", "enum": list(found)},
        [list(found)[:2]],
    )
    fields = _several(
        "fields",
        "Which fields of a record to tell, and no others but those that are included. Without it, "
        "all.",
        {"type": "string", "enum": list(record(model))},
        [list(record(model))[:3]],
    )
    return {
        "sort": sort,
        "include": include,
        "fields": fields,
        "first": first(limits),
        "after": AFTER,
        "count": COUNT,
    }


def _several(name: str, description: str, items: Schema, examples: Iterable[Any]) -> Parameter:
    schema = {"type": "array", "items": items, "minItems": 1, "examples": list(examples)}
    return {**_query(name, description, schema), "style": "form", "explode": False}


def first(limits: Limits, *, is_whole: bool = False) -> Parameter:
    schema = {"type": "integer", "minimum": 1, "maximum": limits.max_page_size, "examples": [5]}
    if is_whole:
        return _query("first", "Rows of a page. Without it the whole list is given.", schema)
    default = min(DEFAULT_PAGE, limits.max_page_size)
    return _query("first", "Rows of a page.", {**schema, "default": default})


AFTER = _query(
    "after",
    "Only rows after this cursor. It stands in the address of the next page (`next`, and the "
    "header `Link`), and is good for the same list in the same order.",
    TEXT,
)
COUNT = _query(
    "count",
    "Whether to tell in `total` how many rows there are whatever the page.",
    {"type": "boolean", "default": False},
)
BOM = _query(
    "bom",
    "Whether the table begins with a mark by which Excel knows its encoding.",
    {"type": "boolean", "default": False},
)
IF_NONE_MATCH: Parameter = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The `ETag` of the answer that one has; while it is still so, the answer is "
    "304.",
    "schema": {"type": "string"},
}
ID = "[A-Z][A-Za-z]*:[1-9][0-9]{0,9}"


def key_of(name: str) -> Parameter:
    """The slug, or id, of a thing of a list."""
    return {
        "name": "slug",
        "in": "path",
        "required": True,
        "description": "The slug, or the id.",
        "schema": {"type": "string", "pattern": f"^({SLUG.strip('^$')}|{ID})$"},
        "example": THINGS[name],
    }
