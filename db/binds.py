"""Bind parameters whose values are found in a query's variables, and how each is made of them."""

from collections.abc import Callable
from typing import Any

import orjson
import sqlalchemy as sa

from db.errors import BadInput
from db.names import fold
from db.query import Value

LARGEST_INTEGER = 2**31 - 1
AFTER_ALL = "\U0010ffff"
"""Comes after every character: a text followed by it is the end of all that start with it."""

Decode = Callable[[Any], Any]


class Bind(sa.BindParameter[Any]):
    """A bind parameter that knows where its value is found and how it is made of it."""

    inherit_cache = False
    source: Value
    decode: Decode


def bind(value: Value, decode: Decode, kind: Any) -> Bind:
    """A bind parameter of the SQL type `kind` for `decode(value)`."""
    parameter = Bind(None, None, type_=kind, unique=True, required=False)
    parameter.source = value
    parameter.decode = decode
    return parameter


def plain(at: str) -> Decode:
    """A single value, as the databases take it; refuses what only one of them would take."""
    return lambda value: checked(value, at)


def checked(value: Any, at: str) -> Any:
    if value is None:
        raise BadInput(f"{at} is null: leave it out, or use isNull.")
    if isinstance(value, str):
        return checked_text(str(getattr(value, "value", value)), at)
    if isinstance(value, int) and not -LARGEST_INTEGER - 1 <= value <= LARGEST_INTEGER:
        raise BadInput(f"{at} is {value}, which is not a 32-bit integer.")
    return value


def checked_text(text: str, at: str) -> str:
    if "\0" in text:
        raise BadInput(f"{at} has a NUL character, which no text here has.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadInput(f"{at} has half of a surrogate pair, which is not a character.") from error
    return text


def escaped(at: str) -> Decode:
    """A text as it stands within one of JSON's."""
    return lambda value: orjson.dumps(checked(value, at))[1:-1].decode()


def folded(at: str) -> Decode:
    return lambda value: _folded(value, at)


def end_of_folded(at: str) -> Decode:
    return lambda value: _folded(value, at) + AFTER_ALL


def _folded(value: Any, at: str) -> str:
    text = checked(value, at)
    found = fold(text)
    if text and not found:
        # Every text would have it in it.
        raise BadInput(f"{at} has no letter, digit or sign to compare texts by.")
    return found


def list_of_values(at: str) -> Decode:
    """A list, as one JSON text."""

    def decode(value: Any) -> str:
        if value is None:
            raise BadInput(f"{at} is null: leave it out, or give a list.")
        return orjson.dumps([checked(item, at) for item in value], default=str).decode()

    return decode


def end_of_day(at: str) -> Decode:
    """A day, as what comes after each of its times in text order."""
    return lambda value: f"{checked(value, at)}T24:00"


def start_of_stretch(at: str) -> Decode:
    """The first of two days, which must not come after the second."""

    def decode(days: Any) -> str:
        first, last = (str(checked(day, at)) for day in days)
        if first > last:
            raise BadInput(f"{at}: from {first} to {last} is no stretch; turn them around.")
        return first

    return decode


def end_of_stretch(at: str) -> Decode:
    """The second of two days, as what comes after each of its times in text order."""
    return lambda days: f"{checked(days[1], at)}T24:00"
