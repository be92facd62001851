"""Keyset cursors: where a row stands in an order, as an opaque text that SQL itself can write.

A cursor is the order's name, a line break and the row's keys as a JSON array, in hexadecimal
digits. Of another order it is refused by its name.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
import sqlalchemy as sa

from db.binds import LARGEST_INTEGER, bind, checked_text
from db.errors import BadInput
from db.json_sql import concatenated, constant, exact_instant, hexadecimal, leaf, list_of
from db.models.table import Row, order_key, table_of
from db.query import Order, Value

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT = re.compile(DAY.pattern + r" [0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(\+00)?")
"""As the databases write them; Python takes more forms, of which PostgreSQL takes only some."""

LONGEST = 4000
"""No cursor of ours is longer, in characters."""


@dataclass(frozen=True)
class Key:
    """One of the columns that rows are ordered by."""

    name: str
    type: Any
    descending: bool


def keys_of(model: type[Row], order: Sequence[Order]) -> tuple[Key, ...]:
    """The columns of an order; always ended by the primary key, so that no two rows tie.

    The primary key takes the direction of the first column, so that one index serves both.
    """
    table = table_of(model)
    named = [(order_key(table, item.field), item.descending) for item in order]
    descending = order[0].descending if order else False
    named += [(column, descending) for column in table.primary_key]
    keys: dict[str, Key] = {}
    for column, downwards in named:
        keys.setdefault(column.name, Key(column.name, column.type, downwards))
    return tuple(keys.values())


def ordering(row: sa.FromClause, keys: Sequence[Key], *, backwards: bool = False) -> list[Any]:
    return [
        row.c[key.name].desc() if key.descending != backwards else row.c[key.name].asc()
        for key in keys
    ]


def order_name(model: type[Row], keys: Sequence[Key]) -> str:
    words = [("-" if key.descending else "+") + key.name for key in keys]
    return f"{model.__name__}{''.join(words)}"


def cursor_of(model: type[Row], row: sa.FromClause, keys: Sequence[Key]) -> Any:
    """The cursor of a row, as SQL."""
    values = list_of(_exactly(row.c[key.name]) for key in keys)
    return hexadecimal(concatenated(constant(order_name(model, keys) + "\n"), values))


def _exactly(column: Any) -> Any:
    kind = getattr(column.type, "impl_instance", column.type)
    return exact_instant(column) if isinstance(kind, sa.DateTime) else leaf(column)


def beyond(
    model: type[Row], row: sa.FromClause, keys: Sequence[Key], cursor: Value, at: str, *, end: bool
) -> sa.ColumnElement[bool]:
    """That the row comes after the cursor; with `end`, before it."""
    bounds = [
        bind(cursor, _key_at(model, tuple(keys), number, at), key.type)
        for number, key in enumerate(keys)
    ]
    columns = [row.c[key.name] for key in keys]
    upwards = [key.descending == end for key in keys]
    if len(set(upwards)) == 1:
        left, right = sa.tuple_(*columns), sa.tuple_(*bounds)
        return left > right if upwards[0] else left < right
    return _stepwise(model, columns, keys, upwards, cursor, at)


def _stepwise(
    model: type[Row],
    columns: list[Any],
    keys: Sequence[Key],
    upwards: list[bool],
    cursor: Value,
    at: str,
) -> sa.ColumnElement[bool]:
    """The same for mixed directions: a bound on the first key, and the steps below it."""

    def bound(number: int) -> Any:
        return bind(cursor, _key_at(model, tuple(keys), number, at), keys[number].type)

    def further(number: int) -> Any:
        column = columns[number]
        return column > bound(number) if upwards[number] else column < bound(number)

    condition = further(len(keys) - 1)
    for number in range(len(keys) - 2, -1, -1):
        same = columns[number] == bound(number)
        condition = sa.or_(further(number), sa.and_(same, condition))
    first = columns[0]
    return sa.and_(first >= bound(0) if upwards[0] else first <= bound(0), condition)


def _key_at(model: type[Row], keys: tuple[Key, ...], number: int, at: str) -> Callable[[Any], Any]:
    return lambda text: decode(str(text), order_name(model, keys), keys, at)[number]


def decode(text: str, name: str, keys: Sequence[Key], at: str) -> list[Any]:
    """The keys in a cursor. Raises BadInput for what is no cursor, or one of another order."""
    try:
        if len(text) > LONGEST:
            raise ValueError
        found, _, values = bytes.fromhex(text).decode().partition("\n")
        decoded = orjson.loads(values)
    except ValueError as error:
        raise BadInput(f"{at} is not a cursor; use one that an answer gave.") from error
    if found != name or not isinstance(decoded, list) or len(decoded) != len(keys):
        raise BadInput(f"{at} is a cursor of another list or order; start again without it.")
    for value, key in zip(decoded, keys, strict=True):
        if not _fits(value, key):
            raise BadInput(f"{at} is not a cursor; use one that an answer gave.")
    return decoded


def _fits(value: Any, key: Key) -> bool:
    kind = getattr(key.type, "impl_instance", key.type)
    if isinstance(kind, sa.Integer):
        return type(value) is int and abs(value) <= LARGEST_INTEGER
    if not isinstance(value, str):
        return False
    try:
        checked_text(value, "")
        if isinstance(kind, sa.DateTime):
            return bool(INSTANT.fullmatch(value) and datetime.fromisoformat(value))
        if isinstance(kind, sa.Date):
            return bool(DAY.fullmatch(value) and date.fromisoformat(value))
    except (ValueError, BadInput):
        return False
    return True
