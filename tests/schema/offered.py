"""The filters and orders that the schema offers, as db.query has them, with likely values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputField,
    GraphQLInputObjectType,
    get_named_type,
)

from db import models
from db.models.relations import relations
from db.models.table import Row
from db.query import Compare, Const, Every, Has, Items, Order, Where
from schema import schema

VALUES: dict[str, Any] = {
    "String": "sarabad",
    "Int": 3,
    "Float": 40.5,
    "Boolean": False,
    "Date": "2020-10-10",
    "DateTime": "2021-01-01T10:00:00+00:00",
    "PartialDate": "2020-10",
}
DAY, NEXT_DAY = Const("2020-10-10"), Const("2020-10-11")


@dataclass(frozen=True)
class Offered:
    """One operator of one field of a filter, or one way to ask about neighbours."""

    model: type[Row]
    field: str
    operator: str
    where: Where

    def __str__(self) -> str:
        return f"{self.model.__name__}.{self.field}.{self.operator}"

    @property
    def is_of_neighbours(self) -> bool:
        return isinstance(self.where, Has)


def filters() -> Iterator[Offered]:
    """What each filter of the schema offers, but for `and`, `or` and `not`."""
    for model, kind in inputs("Filter"):
        for name, field in kind.fields.items():
            if name not in ("and", "or", "not"):
                for operator, where in of_field(model, name, field):
                    yield Offered(model, name, operator, where)


def inputs(suffix: str) -> Iterator[tuple[type[Row], Any]]:
    """The inputs that are made for a table or view, and which."""
    for name, kind in schema._schema.type_map.items():
        model = getattr(models, name.removesuffix(suffix), None)
        if name.endswith(suffix) and isinstance(model, type) and issubclass(model, Row):
            yield model, kind


def of_field(model: type[Row], name: str, field: GraphQLInputField) -> Iterator[tuple[str, Where]]:
    column, kind = snake(name), get_named_type(field.type)
    assert isinstance(kind, GraphQLInputObjectType)
    relation = relations(model).get(column)
    if kind.name == "WithinFilter":
        yield "within", Compare(name, name, {"slug": Const("sarabad")}, "")
    elif relation is not None:
        for operator in ("some", "none") if relation.many else ("is",):
            yield operator, Has(relation, Every(), none=operator == "none")
    else:
        for operator, of in kind.fields.items():
            yield operator, Compare(column, operator, value(operator, of), "")


def value(operator: str, field: GraphQLInputField) -> Any:
    kind = get_named_type(field.type)
    if operator == "overlaps":
        return {"from": DAY, "to": NEXT_DAY}
    given = next(iter(kind.values)) if isinstance(kind, GraphQLEnumType) else VALUES[kind.name]
    return Items((Const(given), Const(given))) if operator == "in" else Const(given)


def orders(model: type[Row]) -> list[tuple[Order, ...]]:
    """The orders that a list of the table can have: its own, and those by one field."""
    fields = [
        column(word.value)
        for each, kind in inputs("OrderField")
        if each is model
        for word in kind.values.values()
    ]
    return [
        own_order(model),
        *((Order(field, down),) for field in fields for down in (False, True)),
    ]


def column(word: Any) -> str:
    return str(getattr(word, "value", word))


def own_order(model: type[Row]) -> tuple[Order, ...]:
    names = model.order.split()
    return tuple(Order(name.removeprefix("-"), name.startswith("-")) for name in names)


def snake(name: str) -> str:
    return re.sub(r"(?=[A-Z])", "_", name).lower()
