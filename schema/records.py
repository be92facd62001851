"""What plain GET tells of a row: its record, which follows from its table.

A record has the columns, the value objects, addresses of the rows that foreign keys lead to, and,
in short, the neighbours that people expect to see at once. Others come when they are asked for by
`include`, one level deep.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from db import models
from db.models.relations import Relation, relations
from db.models.table import Row as Row
from db.models.table import Table, table_of
from db.query import (
    Alone,
    Column,
    Field,
    GlobalId,
    One,
    Page,
    Param,
    Prefixed,
    Rows,
    Selection,
    ValueObject,
)
from schema.offers import acts, columns
from schema.pages import orders_of
from schema.query import LISTED

NAMES = {model: name for name, model in LISTED.items()}
"""The lists by their tables."""

EXPECTED: Mapping[type[Row], tuple[str, ...]] = {
    models.Actor: ("sides",),
    models.Statement: ("speakers", "sides"),
    models.Location: ("within",),
    models.Event: ("participants", "locations"),
    models.Claim: ("sides",),
}
"""Neighbours that are told in short, whoever asks."""

ON_REQUEST = ("citation", "context")
"""Value objects that take as long to make as all else of a record."""

LONG = ("text",)
"""Columns of documents that lists leave out."""


@dataclass(frozen=True)
class Included:
    """Something that can be asked for by `include`."""

    name: str
    doc: str


@cache
def includable(model: type[Row]) -> dict[str, Included]:
    """Neighbours of which there are few, and value objects that take long to make."""
    found = {
        name: Included(name, relation.doc)
        for name, relation in relations(model).items()
        if relation.whole or not relation.many
    }
    values = model.values if issubclass(model, Table) else {}
    return found | {name: Included(name, values[name].doc) for name in ON_REQUEST if name in values}


@lru_cache(1000)
def record(
    model: type[Row], include: frozenset[str] = frozenset(), *, whole: bool = False
) -> Mapping[str, Field]:
    """The record of a row, as a selection; `whole`: with what lists leave out."""
    found = _shallow(model, whole=whole)
    for name in EXPECTED.get(model, ()):
        if name not in include:
            found[name] = _neighbours(relations(model)[name], in_short=True)
    for name in includable(model):
        if name in include:
            relation = relations(model).get(name)
            found[name] = _neighbours(relation, in_short=False) if relation else _value(model, name)
    return found


def _shallow(model: type[Row], *, whole: bool = False) -> dict[str, Field]:
    """What a row has by itself, and where it leads."""
    found: dict[str, Field] = {}
    if issubclass(model, Table):
        found["id"] = GlobalId(model.__name__)
    if address := _address(model):
        found["url"] = address
    left_out = () if whole or model is not models.Document else LONG
    found |= {_key(model, name): Column(name) for name in columns(model) if name not in left_out}
    for name in model.values if issubclass(model, Table) else ():
        if name not in ON_REQUEST:
            found[name] = _value(model, name)
    found |= acts(model)
    for name, relation in relations(model).items():
        address = _address(relation.target)
        if not relation.many and address:
            found[f"{name}_url"] = Alone(relation, address)
    return found


def _neighbours(relation: Relation, *, in_short: bool) -> Field:
    target = relation.target
    selection: Selection = _in_short(target) if in_short else _shallow(target)
    if not relation.many:
        return One(relation, selection)
    return Rows(relation, selection, Page(relation.name, orders_of(relation.order)))


def _in_short(model: type[Row]) -> dict[str, Field]:
    """How a row is told from others."""
    address = _address(model)
    label = "name" if "name" in table_of(model).c else "title"
    assert address is not None
    return {"slug": Column("slug"), label: Column(label), "url": address}


def _address(model: type[Row]) -> Prefixed | None:
    """Where a row is found by itself: by its slug, else by its id."""
    name = NAMES.get(model)
    if name is None:
        return None
    key = Column("slug") if "slug" in table_of(model).c else GlobalId(model.__name__)
    return Prefixed(Param(("addresses", name)), key)


def addresses(base: str) -> dict[str, str]:
    """The variable `addresses`: what the address of a thing of each list begins with."""
    return {name: f"{base}/v1/{name}/" for name in LISTED}


def _key(model: type[Row], column: str) -> str:
    """What a column is told as: `url` is the address of the record, wherever its source is."""
    return "source_url" if (model, column) == (models.Document, "url") else column


def _value(model: Any, name: str) -> ValueObject:
    """A value object; the words of a span only where the row does not have them already."""
    value = model.values[name]
    parts: Iterable[str] = value.parts
    if value.kind == "Span":
        around = {"prefix", "suffix"} | ({"exact"} if "text" in columns(model) else set())
        parts = [part for part in parts if part not in around]
    return ValueObject(name, {part: part for part in parts})
