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
from db.json_sql import as_key, concatenated, constant, exact_instant, hexadecimal, leaf, list_of
from db.models.table import Row, order_key, table_of
from db.query import Items, Order, Value

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT = re.compile(DAY.pattern + r" [0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(\+00)?")
"""As the databases write them; Python takes more forms, of which PostgreSQL takes only some."""

LONGEST = 100_000
"""In characters. No cursor of ours is longer, unless a title has more than 8,000 characters."""


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


@dataclass(frozen=True)
class Mark:
    """What a list is of besides its table and order, such as what was sought: cursors carry it."""

    value: Value
    decode: Callable[[Any], str]


def cursor_of(
    model: type[Row], row: sa.FromClause, keys: Sequence[Key], mark: Mark | None = None
) -> Any:
    """The cursor of a row, as SQL."""
    values = list_of(_exactly(row.c[key.name]) for key in keys)
    name = order_name(model, keys)
    if mark is None:
        return hexadecimal(concatenated(constant(name + "\n"), values))
    marked = bind(mark.value, mark.decode, sa.String())
    return hexadecimal(concatenated(constant(name), marked, constant("\n"), values))


def _exactly(column: Any) -> Any:
    kind = getattr(column.type, "impl_instance", column.type)
    return exact_instant(column) if isinstance(kind, sa.DateTime) else leaf(column)


def beyond(
    model: type[Row],
    row: sa.FromClause,
    keys: Sequence[Key],
    cursor: Value,
    at: str,
    *,
    end: bool,
    mark: Mark | None = None,
) -> sa.ColumnElement[bool]:
    """That the row comes after the cursor; with `end`, before it."""

    def bound(number: int) -> Any:
        read = _key_at(order_name(model, keys), tuple(keys), number, at, mark)
        given = Items((cursor, mark.value)) if mark else cursor
        return bind(given, read, keys[number].type)

    columns = [row.c[key.name] for key in keys]
    upwards = [key.descending == end for key in keys]
    if len(set(upwards)) == 1:
        *bounds, last = [bound(number) for number in range(len(keys))]
        bounds.append(as_key(last) if bounds and keys[-1].name == "id" else last)
        left, right = sa.tuple_(*columns), sa.tuple_(*bounds)
        return left > right if upwards[0] else left < right
    return _stepwise(columns, upwards, bound)


def _stepwise(
    columns: list[Any], upwards: list[bool], bound: Callable[[int], Any]
) -> sa.ColumnElement[bool]:
    """The same for mixed directions: a bound on the first key, and the steps below it."""

    def further(number: int) -> Any:
        column = columns[number]
        return column > bound(number) if upwards[number] else column < bound(number)

    condition = further(len(columns) - 1)
    for number in range(len(columns) - 2, -1, -1):
        same = columns[number] == bound(number)
        condition = sa.or_(further(number), sa.and_(same, condition))
    first = columns[0]
    return sa.and_(first >= bound(0) if upwards[0] else first <= bound(0), condition)


def _key_at(
    name: str, keys: tuple[Key, ...], number: int, at: str, mark: Mark | None
) -> Callable[[Any], Any]:
    """Reads one key of a cursor; where lists are marked, of a cursor and what makes the mark."""
    if mark is None:
        return lambda text: decode(str(text), name, keys, at)[number]

    def read(given: Any) -> Any:
        cursor, value = given
        return decode(str(cursor), name + mark.decode(value), keys, at)[number]

    return read


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
