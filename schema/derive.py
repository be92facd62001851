"""Turns a table into a GraphQL type, a filter, an order and a connection.

What comes out stands in `schema/schema.graphql`. Types are made with annotations that name each
other by text; Strawberry finds the names in the module of the class, so all of them stand in one
module, `schema/types.py`. Each field carries, as metadata, what it reads.
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Optional, Union, get_args, get_origin

import sqlalchemy as sa
import strawberry
from strawberry import UNSET
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument

from db.models.computed import COMPUTED
from db.models.relations import Relation, relations
from db.models.table import Row, Table, table_of
from db.models.terms import Term
from db.models.values import Value
from db.query import Column, Distinct, GlobalId
from schema.filters import column_filter
from schema.scalars import Cursor, Date, DateTime, PartialDate
from schema.terms import described, enumeration, field_enumeration

TYPES: dict[Any, Any] = {
    str: str, int: int, float: float, bool: bool, date: Date, datetime: DateTime,
}  # fmt: skip
PARTIAL_DATES = {"since", "until"}


@dataclass(frozen=True)
class ReadsValue:
    """A value object of the table."""

    name: str


@dataclass(frozen=True)
class ReadsRelation:
    """Neighbours of the row."""

    relation: Relation


def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


# ── What a table offers ──────────────────────────────────────────────────────────────────────


def columns(model: type[Row]) -> dict[str, tuple[Any, bool, str]]:
    """The columns that readers see: their type, whether they may be missing, their meaning."""
    table = table_of(model)
    found = {}
    for name, field in model.model_fields.items():
        if name in table.c and name not in hidden(model) and field.description:
            kind, optional = unwrapped(field.annotation)
            found[name] = (output(name, kind), optional, field.description)
    for name, computed in COMPUTED[model].items():
        found[name] = (output(name, computed.type), False, computed.doc)
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
    leading = {tuple(index.columns)[0].name for index in table.indexes}
    leading |= {
        tuple(constraint.columns)[0].name
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


# ── Making types ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Member:
    """A field to be: its annotation, its description, what it reads, its arguments."""

    annotation: Any
    doc: str
    reads: Any = None
    arguments: "Arguments | None" = None
    default: Any = None


Arguments = dict[str, tuple[Any, Any, str]]
"""Each argument's annotation, default and description."""


def make(
    module: str,
    name: str,
    members: dict[str, Member],
    doc: str,
    *,
    bases: tuple[type, ...] = (),
    input_type: bool = False,
    one_of: bool = False,
) -> Any:
    """A Strawberry type of that name, put into the module where others find it."""
    namespace: dict[str, Any] = {
        "__module__": module,
        "__annotations__": {key: member.annotation for key, member in members.items()},
        **{key: _field(module, key, member, input_type) for key, member in members.items()},
    }
    plain = type(name, bases, namespace)
    if input_type:
        made = strawberry.input(plain, name=name, description=doc, one_of=one_of)
    else:
        made = strawberry.type(plain, name=name, description=doc)
    setattr(sys.modules[module], name, made)
    return made


def _field(module: str, name: str, member: Member, input_type: bool) -> Any:
    public = camel(name.rstrip("_"))
    if input_type:
        default = UNSET if member.default is None else member.default
        return strawberry.field(name=public, description=member.doc, default=default)
    field = strawberry.field(
        name=public, description=member.doc, metadata={"reads": member.reads}
    )
    if member.arguments is not None:
        # No resolver declares them: answers come from the database's JSON.
        field.arguments = [
            StrawberryArgument(
                python_name=argument,
                graphql_name=camel(argument),
                type_annotation=StrawberryAnnotation(
                    annotation, namespace=sys.modules[module].__dict__
                ),
                description=doc,
                default=default,
            )
            for argument, (annotation, default, doc) in member.arguments.items()
        ]
    return field


def page_arguments(target: type[Row]) -> Arguments:
    """The arguments of a list that is read page by page."""
    name = target.__name__
    return {
        "where": (Optional[f"{name}Filter"], UNSET, "Which rows; all, if not given."),
        "order_by": (
            Optional[list[f"{name}Order"]],  # type: ignore[valid-type]  # named by text
            UNSET,
            f"In which order; always ended by the key. Without it: {order_told(target)}.",
        ),
        "first": (Optional[int], 20, "How many rows from the beginning, 1 to 100."),
        "after": (Optional[Cursor], UNSET, "Only rows after this cursor."),
        "last": (Optional[int], UNSET, "How many rows from the end, 1 to 100, instead of `first`."),
        "before": (Optional[Cursor], UNSET, "Only rows before this cursor."),
    }


def order_told(target: type[Row]) -> str:
    field = target.order.removeprefix("-")
    return f"by {camel(field)}, {'descending' if target.order.startswith('-') else 'ascending'}"


def object_type(model: type[Row]) -> Callable[[type], Any]:
    """Makes the decorated class the GraphQL type of a table, with its filter, order, connection.

    All columns, value objects and relations; a field written in the class wins.
    """

    def decorate(cls: type) -> Any:
        module, name = cls.__module__, model.__name__
        members = {**column_members(model), **relation_members(model)}
        written = set(cls.__dict__.get("__annotations__", {}))
        kept = {key: member for key, member in members.items() if key not in written}
        made = make(module, name, kept, described(model), bases=(cls,))
        make_filter(module, model)
        make_order(module, model)
        make_connection(module, model)
        return made

    return decorate


def column_members(model: type[Row]) -> dict[str, Member]:
    members: dict[str, Member] = {}
    for name, (kind, optional, doc) in columns(model).items():
        members[name] = Member(Optional[kind] if optional else kind, doc, Column(name))
    if issubclass(model, Table):
        for name, value in model.values.items():
            members[name] = value_member(name, value)
    for name, distinct in acts(model).items():
        kind = columns(distinct.relation.target)[distinct.column][0]
        members[name] = Member(list[kind], "The acts of its claims.", distinct)  # type: ignore[valid-type]  # a type found at run time
    return members


def value_member(name: str, value: Value) -> Member:
    annotation = value.kind if value.kind == "Span" else Optional[value.kind]
    return Member(annotation if value.kind == "Span" else value.kind, value.doc, ReadsValue(name))


def relation_members(model: type[Row]) -> dict[str, Member]:
    members: dict[str, Member] = {}
    for name, relation in relations(model).items():
        target = relation.target.__name__
        reads = ReadsRelation(relation)
        if not relation.many:
            kind: Any = Optional[target] if relation.nullable else target
            members[name] = Member(kind, relation.doc, reads)
        elif relation.whole:
            members[name] = Member(list[target], relation.doc, reads)  # type: ignore[valid-type]  # named by text
        else:
            arguments = page_arguments(relation.target)
            members[name] = Member(f"{target}Connection", relation.doc, reads, arguments)
    return members


def make_filter(module: str, model: type[Row]) -> None:
    name = model.__name__
    mine = f"{name}Filter"
    members: dict[str, Member] = {}
    for column, kind in filterable(model).items():
        doc = columns(model)[column][2]
        folded = issubclass(model, Table) and column in model.folded
        members[column] = Member(Optional[column_filter(kind, folded)], doc)
    if issubclass(model, Table):
        for value_name, value in model.values.items():
            if value.kind == "FuzzyDate":
                members[value_name] = Member(Optional["FuzzyDateFilter"], value.doc)
    for relation in relations(model).values():
        kind = f"{relation.target.__name__}{'ListFilter' if relation.many else 'Filter'}"
        members[relation.name] = Member(Optional[kind], relation.doc)
    if name == "Location":
        doc = "Lies in a larger place, at any depth."
        members["within_place"] = Member(Optional["WithinFilter"], doc)
        members["within"] = members.pop("within_place")
    members |= {
        "and_": Member(Optional[list[mine]], "All of these hold."),  # type: ignore[valid-type]  # named by text
        "or_": Member(Optional[list[mine]], "One of these holds; none, of an empty list."),  # type: ignore[valid-type]  # named by text
        "not_": Member(Optional[mine], "This does not hold."),
    }
    make(module, mine, members, f"Which rows of {name}: all that is given holds.", input_type=True)
    some_none = {
        "some": Member(Optional[mine], "At least one is so; with `{}`, there is one."),
        "none": Member(Optional[mine], "None is so; with `{}`, there is none."),
    }
    make(
        module, f"{name}ListFilter", some_none, f"About neighbours: {name}.", input_type=True
    )


def make_order(module: str, model: type[Row]) -> None:
    name = model.__name__
    fields = field_enumeration(
        f"{name}OrderField", orderable(model), f"What {name} can be ordered by."
    )
    setattr(sys.modules[module], f"{name}OrderField", fields)
    members = {
        "field": Member(fields, "The field; a missing value sorts before every other."),
        "direction": Member("OrderDirection", "Which way.", default="ASC"),
    }
    make(module, f"{name}Order", members, f"An order of {name}.", input_type=True)


def make_connection(module: str, model: type[Row]) -> None:
    name = model.__name__
    edge = {
        "cursor": Member(Cursor, "Where the row stands in this list and order."),
        "node": Member(name, "The row."),
    }
    make(module, f"{name}Edge", edge, f"A row of a list of {name}, and where it stands.")
    connection = {
        "edges": Member(list[f"{name}Edge"], "The rows of the page, each with its cursor."),  # type: ignore[valid-type]  # named by text
        "nodes": Member(list[name], "The rows of the page."),  # type: ignore[valid-type]  # named by text
        "page_info": Member("PageInfo", "Where the page lies in the list."),
        "total_count": Member(int, "How many rows there are in all; counted when asked for."),
    }
    make(module, f"{name}Connection", connection, f"A list of {name}, page by page.")


def key_type(module: str, model: type[Row]) -> Any:
    """The input that names one row: by its id, or by its slug where it has one."""
    name = model.__name__
    members = {
        "id": Member(Optional[strawberry.ID], "Its id."),
        "slug": Member(Optional[str], "Its slug, or another slug that finds it."),
    }
    return make(
        module, f"{name}Key", members, f"Names one {name}.", input_type=True, one_of=True
    )


def names_of(models: Iterable[type[Row]]) -> dict[str, type[Row]]:
    return {model.__name__: model for model in models}


__all__ = ["ReadsRelation", "ReadsValue", "Union", "camel", "key_type", "object_type"]
