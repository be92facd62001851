"""What a table offers to readers: its columns, what to filter by, what to order by."""

from datetime import date, datetime
from typing import Any, get_args, get_origin

import sqlalchemy as sa

from db.models.computed import COMPUTED
from db.models.relations import relations
from db.models.table import Row, Table, table_of
from db.models.terms import Term
from db.query import Distinct
from schema.scalars import Date, DateTime, PartialDate
from schema.terms import enumeration

TYPES: dict[Any, Any] = {
    str: str, int: int, float: float, bool: bool, date: Date, datetime: DateTime,
}  # fmt: skip
PARTIAL_DATES = {"since", "until"}


def columns(model: type[Row]) -> dict[str, tuple[Any, bool, str]]:
    """The columns that readers see: their type, whether they may be missing, their meaning."""
    table = table_of(model)
    found = {}
    for name, field in model.model_fields.items():
        if name in table.c and name not in hidden(model) and field.description:
            kind, optional = unwrapped(field.annotation)
            found[name] = (output(name, kind), optional, field.description)
    for name, computed in COMPUTED[model].items():
        found[name] = (output(name, computed.type), computed.optional, computed.doc)
    return found


def hidden(model: type[Row]) -> set[str]:
    """Columns that stand for something else: keys, members of value objects, folded texts."""
    names = {column.name for column in table_of(model).c if column.foreign_keys}
    if issubclass(model, Table):
        names |= {"id", *model.folded.values()}
        for value in model.values.values():
            names |= set(value.columns)
    return names


def unwrapped(annotation: Any) -> tuple[Any, bool]:
    """The type without `None`, and whether `None` was there."""
    if get_origin(annotation) is None:
        return annotation, False
    kinds = [kind for kind in get_args(annotation) if kind is not type(None)]
    return kinds[0], len(kinds) < len(get_args(annotation))


def output(name: str, kind: Any) -> Any:
    if isinstance(kind, type) and issubclass(kind, Term):
        return enumeration(kind)
    return PartialDate if name in PARTIAL_DATES else TYPES[kind]


def filterable(model: type[Row]) -> dict[str, Any]:
    """Columns that rows can be filtered by: those that lead an index, and the folded texts."""
    table = table_of(model)
    leading = {next(iter(index.columns)).name for index in table.indexes}
    leading |= {
        next(iter(constraint.columns)).name
        for constraint in table.constraints
        if isinstance(constraint, sa.UniqueConstraint) and len(constraint.columns) == 1
    }
    folded = set(model.folded) if issubclass(model, Table) else set()
    leading |= {name.removesuffix("_key") for name in leading} | folded
    return {name: kind for name, (kind, _, _) in columns(model).items() if name in leading}


def orderable(model: type[Row]) -> list[tuple[str, str]]:
    """Fields that rows can be ordered by, and what each is."""
    told = {name: doc for name, (_, _, doc) in columns(model).items()}
    told["id"] = "The key: the order in which rows were first written."
    if issubclass(model, Table):
        told |= {name: value.doc for name, value in model.values.items()}
        told["start"] = "Where it begins in the text."
    return [(name, told[name]) for name in ("id", *model.orders)]


def acts(model: type[Row]) -> dict[str, Distinct]:
    """Different values among neighbours: the acts of a statement are its claims'."""
    found = relations(model).get("claims")
    return {"acts": Distinct(found, "act")} if model.__name__ == "Statement" and found else {}
