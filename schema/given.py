"""A parameter of an address as it was given, and its values as GraphQL takes them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from math import inf, isinf
from typing import Any

from graphql import GraphQLEnumType, GraphQLError

from db.binds import checked_text
from db.errors import BadInput, BadParameter
from schema.limits import Limits


@dataclass(frozen=True)
class Given:
    """A parameter as it was given, all its values together."""

    name: str
    texts: Sequence[str]
    limits: Limits

    def wrong(self, words: str, allowed: Sequence[str] = ()) -> BadParameter:
        return BadParameter(self.name, f"`{self.name}` {words}", allowed)

    def unknown(self, words: str, word: str, allowed: Sequence[str]) -> BadParameter:
        """That a word is none of those allowed; the nearest of them may have been meant."""
        alike = {each.lower().replace("_", ""): each for each in allowed}
        near = get_close_matches(word.lower().replace("_", ""), alike, n=1)
        return self.wrong(f"{words} Did you mean `{alike[near[0]]}`?" if near else words, allowed)

    def one(self) -> str:
        if len(self.texts) > 1:
            raise self.wrong("is given more than once: give one value.")
        return self.texts[0]

    def flag(self) -> bool:
        text = self.one()
        if text not in ("true", "false"):
            raise self.wrong(f"is {text!r}: write true or false.", ("true", "false"))
        return text == "true"

    def parted(self) -> list[str]:
        """Values of which none has a comma in it."""
        parts = [part for text in self.texts for part in text.split(",")]
        if "" in parts:
            raise self.wrong("has an empty value: leave it out, with its comma.")
        most = self.limits.max_list_length
        if len(parts) > most:
            raise self.wrong(f"has {len(parts):,} values; up to {most:,} are taken.")
        return parts

    def check(self) -> None:
        """Raises BadParameter for what is wrong whatever the parameter is."""
        if len(self.texts) > self.limits.max_list_length:
            raise self.wrong(f"is given more than {self.limits.max_list_length:,} times.")
        for text in self.texts:
            if not text:
                raise self.wrong("is empty: leave it out, or give a value.")
            try:
                checked_text(text, f"`{self.name}`")
            except BadInput as error:
                raise BadParameter(self.name, error.message) from error
        if self.name.count(".") >= self.limits.max_filter_depth:
            raise self.wrong(f"has more than {self.limits.max_filter_depth} names in it.")


def value_of(kind: Any, text: str, given: Given) -> Any:
    """A value as JSON has it. Raises BadParameter for what GraphQL would not take."""
    if isinstance(kind, GraphQLEnumType):
        if text not in kind.values:
            raise given.unknown(
                f"is {text!r}, which is no word of {kind.name}.", text, list(kind.values)
            )
        return text
    read = SCALARS.get(kind.name)
    try:
        if read is not None:
            return read(text)
        kind.parse_value(text)
    except (GraphQLError, ValueError) as error:
        wanted = WANTED.get(kind.name)
        words = f"is {text!r}, which is not {wanted}." if wanted else f"cannot be: {error}"
        raise given.wrong(words) from error
    return text


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError
    return text == "true"


NUMBER = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?")
"""As programs write numbers, also very small ones."""


def number_in(text: str) -> float:
    number = float(text) if NUMBER.fullmatch(text) else inf
    if isinf(number):
        raise ValueError
    return number


def _whole_number(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,10}", text):
        raise ValueError
    number = int(text)
    if not -(2**31) <= number < 2**31:
        raise ValueError
    return number


DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

ENDS = {
    "gte": "T00:00:00Z",
    "lt": "T00:00:00Z",
    "gt": "T23:59:59.999999Z",
    "lte": "T23:59:59.999999Z",
}
"""Which instant of a day (UTC) is meant where instants are compared by this operator."""


def instant_of(operator: str, text: str) -> str:
    """The instant that a day stands for; any other text as it is."""
    return f"{text}{ENDS[operator]}" if operator in ENDS and DAY.fullmatch(text) else text


SCALARS: Mapping[str, Callable[[str], Any]] = {
    "Boolean": _boolean,
    "Float": number_in,
    "Int": _whole_number,
    "String": str,
}
WANTED = {
    "Boolean": "true or false",
    "Float": "a number",
    "Int": "a 32-bit whole number",
}
