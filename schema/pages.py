"""Which stretch of a list is asked for, from its arguments."""

from collections.abc import Mapping
from typing import Any

from db.errors import BadInput
from db.models.table import Row
from db.pages import DEFAULT_PAGE
from db.query import Const, Order, Page
from schema.where import order_by, where


def orders_of(fields: str) -> tuple[Order, ...]:
    """An order as tables and relations write it."""
    return tuple(Order(name.removeprefix("-"), name.startswith("-")) for name in fields.split())


def page(model: type[Row], arguments: Mapping[str, Any], at: str, order: str) -> Page:
    """Which stretch of a list is wanted, from either end but not from both.

    `order`: that of the list where none is asked for.
    """
    first, last = arguments.get("first"), arguments.get("last")
    if first is not None and last is not None:
        raise BadInput(f"{at}: give `first` or `last`, not both.")
    if first is None and last is None:
        first = Const(DEFAULT_PAGE)
    filters = arguments.get("where")
    return Page(
        at=at,
        order=order_by(arguments.get("orderBy")) or orders_of(order),
        where=where(model, filters or {}, f"{at}(where)"),
        first=first,
        last=last,
        after=arguments.get("after"),
        before=arguments.get("before"),
    )
