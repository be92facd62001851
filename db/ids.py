"""Global ids: the type's name, a colon and the key, such as "Statement:17". Opaque to clients."""

import re
from collections.abc import Callable
from typing import Any

import orjson
import sqlalchemy as sa

from db.binds import LARGEST_INTEGER, bind, checked
from db.errors import BadInput
from db.models.table import Row, Table
from db.query import Param, Value

FORM = re.compile(r"([A-Z][A-Za-z]*):([1-9][0-9]{0,9})")
MOST_IDS = 100


def parse(text: Any, at: str) -> tuple[str, int]:
    """The type's name and the key. Raises BadInput for what is no id of ours."""
    match = FORM.fullmatch(str(checked(text, at)))
    if match is None or match[1] not in _types() or int(match[2]) > LARGEST_INTEGER:
        raise BadInput(f"{at} is not an id of this service; use one that an answer gave.")
    return match[1], int(match[2])


def _types() -> set[str]:
    return {model.__name__ for model in Table.__subclasses__()}


def key_for(model: type[Row], value: Value, at: str, *, strict: bool = False) -> Any:
    """The key as a bind parameter; null where the id is of another type, or no id at all.

    `strict`: either is an error.
    """

    def decode(text: Any) -> int | None:
        if not strict and problem_with(text, at):
            return None
        found, key = parse(text, at)
        if found == model.__name__:
            return key
        if strict:
            raise BadInput(f"{at} is the id of a {found}, not of a {model.__name__}.")
        return None

    return bind(value, decode, sa.Integer())


def problem_with(text: Any, at: str) -> str | None:
    """What is wrong with an id, for answers in which it does not stand alone."""
    try:
        parse(text, at)
    except BadInput as error:
        return error.message
    return None


def parsed_ids(at: str) -> Callable[[Any], str]:
    """Many ids, as one JSON text of [type, key] pairs; what is no id is of no type."""

    def decode(values: Any) -> str:
        if len(values) > MOST_IDS:
            raise BadInput(f"{at}: up to {MOST_IDS} ids at once; {len(values)} were given.")
        pairs = [("", 0) if problem_with(text, at) else parse(text, at) for text in values]
        return orjson.dumps(pairs).decode()

    return decode


KEYS = "$keys"
"""Where keys of our own are given: no variable of a client's is called so."""


def keys_given() -> Any:
    """The keys given, bound as one JSON text."""
    return bind(Param((KEYS,)), lambda found: orjson.dumps(found).decode(), sa.String())
