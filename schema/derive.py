"""Turns a table into a GraphQL type, a filter, an order and a connection.

What comes out stands in `schema/schema.graphql`. Types are made with annotations that name each
other by text; Strawberry finds the names in the module of the class, so all of them stand in one
module, `schema/types.py`. Each field carries, as metadata, what it reads.
"""

import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import strawberry
from strawberry import UNSET
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument

from db.models.relations import Relation, relations
from db.models.table import Row, Table
from db.query import Column
from schema.filters import column_filter
from schema.offers import acts, columns, filterable, orderable
from schema.scalars import Cursor
from schema.terms import described, field_enumeration


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


def or_null(kind: Any) -> Any:
    """The annotation of what may be missing; a type is a class, or its name."""
    return f"{kind} | None" if isinstance(kind, str) else kind | None


def list_of(kind: Any) -> Any:
    return f"list[{kind}]" if isinstance(kind, str) else list[kind]


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
    field = strawberry.field(name=public, description=member.doc, metadata={"reads": member.reads})
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


def page_arguments(target: type[Row], order: str) -> Arguments:
    """The arguments of a list that is read page by page."""
    name = target.__name__
    return {
        "where": (or_null(f"{name}Filter"), UNSET, "Which rows; all, if not given."),
        "order_by": (
            or_null(list_of(f"{name}Order")),
            UNSET,
            f"In which order; always ended by the key. Without it: {order_told(order)}.",
        ),
        "first": (or_null(int), 20, "How many rows from the beginning, 1 to 100."),
        "after": (or_null(Cursor), UNSET, "Only rows after this cursor."),
        "last": (or_null(int), UNSET, "How many rows from the end, 1 to 100, instead of `first`."),
        "before": (or_null(Cursor), UNSET, "Only rows before this cursor."),
    }


def order_told(order: str) -> str:
    told = []
    for field in order.split():
        direction = "descending" if field.startswith("-") else "ascending"
        told.append(f"by {camel(field.removeprefix('-'))}, {direction}")
    return ", then ".join(told)


def object_type(model: type[Row]) -> Callable[[type], Any]:
    """Makes the decorated class the GraphQL type of a table, with its filter, order, connection.

    All columns, value objects and relations; a field written in the class wins.
    """

    def decorate(cls: type) -> Any:
        module, name = cls.__module__, model.__name__
        members = {**column_members(model), **relation_members(model)}
        written = set(inspect.get_annotations(cls))
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
        members[name] = Member(or_null(kind) if optional else kind, doc, Column(name))
    if issubclass(model, Table):
        for name, value in model.values.items():
            members[name] = Member(value.kind, value.doc, ReadsValue(name))
    for name, distinct in acts(model).items():
        kind = columns(distinct.relation.target)[distinct.column][0]
        members[name] = Member(list_of(kind), "The acts of its claims.", distinct)
    return members


def relation_members(model: type[Row]) -> dict[str, Member]:
    members: dict[str, Member] = {}
    for name, relation in relations(model).items():
        target = relation.target.__name__
        reads = ReadsRelation(relation)
        if not relation.many:
            kind: Any = or_null(target) if relation.nullable else target
            members[name] = Member(kind, relation.doc, reads)
        elif relation.whole:
            members[name] = Member(list_of(target), relation.doc, reads)
        else:
            arguments = page_arguments(relation.target, relation.order)
            members[name] = Member(f"{target}Connection", relation.doc, reads, arguments)
    return members


def make_filter(module: str, model: type[Row]) -> None:
    name = model.__name__
    mine = f"{name}Filter"
    members: dict[str, Member] = {}
    for column, kind in filterable(model).items():
        doc = columns(model)[column][2]
        folded = issubclass(model, Table) and column in model.folded
        members[column] = Member(or_null(column_filter(kind, folded)), doc)
    if issubclass(model, Table):
        for value_name, value in model.values.items():
            if value.kind == "FuzzyDate":
                members[value_name] = Member(or_null("FuzzyDateFilter"), value.doc)
    for relation in relations(model).values():
        kind = f"{relation.target.__name__}{'ListFilter' if relation.many else 'Filter'}"
        members[relation.name] = Member(or_null(kind), relation.doc)
    if name == "Location":
        # At any depth, which says more than about the next larger places alone.
        members["within"] = Member(or_null("WithinFilter"), "Lies in a larger place, at any depth.")
    members |= {
        "and_": Member(or_null(list_of(mine)), "All of these hold."),
        "or_": Member(or_null(list_of(mine)), "One of these holds; none, of an empty list."),
        "not_": Member(or_null(mine), "This does not hold."),
    }
    make(module, mine, members, f"Which rows of {name}: all that is given holds.", input_type=True)
    some_none = {
        "some": Member(or_null(mine), "At least one is so; with `{}`, there is one."),
        "none": Member(or_null(mine), "None is so; with `{}`, there is none."),
    }
    make(module, f"{name}ListFilter", some_none, f"About neighbours: {name}.", input_type=True)


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
        "edges": Member(list_of(f"{name}Edge"), "The rows of the page, each with its cursor."),
        "nodes": Member(list_of(name), "The rows of the page."),
        "page_info": Member("PageInfo", "Where the page lies in the list."),
        "total_count": Member(int, "How many rows there are in all; counted when asked for."),
    }
    if model.groups:
        connection["groups"] = groups_member(module, model)
    make(module, f"{name}Connection", connection, f"A list of {name}, page by page.")


def groups_member(module: str, model: type[Row]) -> Member:
    """The facets of a list, under its own filter."""
    name = model.__name__
    ways = [(way, group.doc) for way, group in model.groups.items()]
    keys = field_enumeration(f"{name}GroupKey", ways, f"What {name} can be grouped by.")
    setattr(sys.modules[module], f"{name}GroupKey", keys)
    doc = (
        "How many of all rows that fit there are of each: days in their order, others by count; "
        "rows that have none are in no group."
    )
    return Member(list_of("Group"), doc, None, {"by": (keys, UNSET, "What to group by.")})


def key_type(module: str, model: type[Row]) -> Any:
    """The input that names one row: by its id, or by its slug where it has one."""
    name = model.__name__
    members = {
        "id": Member(or_null(strawberry.ID), "Its id."),
        "slug": Member(or_null(str), "Its slug, or another slug that finds it."),
    }
    return make(module, f"{name}Key", members, f"Names one {name}.", input_type=True, one_of=True)
