"""Filters and orders that a client gives, as conditions and orders of db.query."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from db.errors import BadInput
from db.models.relations import relations
from db.models.table import Row
from db.query import AnyOf, Compare, Every, Has, Not, Order, Where


def snake(name: str) -> str:
    return re.sub(r"(?=[A-Z])", "_", name).lower()


def where(model: type[Row], given: Mapping[str, Any], at: str) -> Where:
    """All that is given holds."""
    return Every(tuple(_condition(model, name, value, at) for name, value in given.items()))


def _condition(model: type[Row], name: str, value: Any, at: str) -> Where:
    here = f"{at}.{name}"
    if value is None:
        raise BadInput(f"{here} is null: leave it out, or say what it has to be.")
    if name in ("and", "or"):
        parts = tuple(where(model, each or {}, f"{here}[{at_}]") for at_, each in enumerate(value))
        return Every(parts) if name == "and" else AnyOf(parts)
    if name == "not":
        return Not(where(model, value, here))
    if name == "within":
        return Compare(name, name, value, here)
    relation = relations(model).get(snake(name))
    if relation is None:
        return _tests(snake(name), value, here)
    if not relation.many:
        return Has(relation, where(relation.target, value, here))
    return Every(
        tuple(
            Has(relation, where(relation.target, each, f"{here}.{how}"), none=how == "none")
            for how, each in value.items()
            if _present(each, f"{here}.{how}")
        )
    )


def _tests(field: str, operators: Mapping[str, Any], at: str) -> Where:
    return Every(
        tuple(
            Compare(field, operator, value, f"{at}.{operator}")
            for operator, value in operators.items()
            if _present(value, f"{at}.{operator}")
        )
    )


def _present(value: Any, at: str) -> bool:
    if value is None:
        raise BadInput(f"{at} is null: leave it out, or use isNull.")
    return True


def order_by(given: Sequence[Mapping[str, Any]] | None) -> tuple[Order, ...]:
    """The orders given; none if none are."""
    return tuple(
        Order(each["field"], each.get("direction", "ASC") == "DESC") for each in given or ()
    )
