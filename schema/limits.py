"""How much one query may ask. Each limit can be set, see docs/settings.md."""

from collections.abc import Mapping
from typing import Any

from graphql import ListValueNode, ObjectValueNode, ValueNode, VariableNode
from pydantic import BaseModel, ConfigDict, Field

from db.detect import LONGEST_TEXT as LONGEST_DETECTED
from db.errors import TooComplex
from db.ids import MOST_IDS
from db.pages import LARGEST_PAGE
from db.search import LONGEST_TEXT as LONGEST_SOUGHT


class Limits(BaseModel):
    """The limits of one service."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    max_query_length: int = Field(default=50_000, ge=1, le=1_000_000)
    """Characters of a query, its comments among them."""

    max_tokens: int = Field(default=4000, ge=1, le=100_000)
    """Names, values and signs of a query, which GraphQL calls tokens; as many comments."""

    max_depth: int = Field(default=25, ge=1, le=100)
    """Fields within each other."""

    max_aliases: int = Field(default=100, ge=0, le=10_000)
    """Fields with another name than their own."""

    max_cost: int = Field(default=100_000, ge=1)
    """Rows that a query may read, by its page sizes; see docs/limits.md."""

    max_page_size: int = Field(default=LARGEST_PAGE, ge=1, le=LARGEST_PAGE)
    """Rows of one page."""

    max_ids: int = Field(default=MOST_IDS, ge=1, le=MOST_IDS)
    """Ids in `nodes`."""

    max_search_length: int = Field(default=LONGEST_SOUGHT, ge=1, le=LONGEST_SOUGHT)
    """Characters of the text that is sought by `search`."""

    max_detect_length: int = Field(default=LONGEST_DETECTED, ge=1, le=LONGEST_DETECTED)
    """Characters of the text in which `detect` finds names."""

    max_list_length: int = Field(default=1000, ge=1, le=100_000)
    """Values in one list of a filter, such as that of `in` or `or`; in all variables 10 times as
    many."""

    max_filter_depth: int = Field(default=15, ge=1, le=500)
    """Objects within each other in a filter: those of `and`, `or`, `not` and of relations."""

    introspection: bool = True
    """Whether a client may ask for the schema, by GraphQL and at `/graphql/schema`."""


def weigh(value: ValueNode, limits: Limits) -> tuple[int, list[str]]:
    """How many objects and values of objects stand in an argument, and the variables in it.

    A list of plain values is one of them. Raises TooComplex for lists too long or too deep.
    """
    number, names = 0, []
    pending: list[tuple[ValueNode, int]] = [(value, 0)]
    while pending:
        node, depth = pending.pop()
        if isinstance(node, VariableNode):
            names.append(node.name.value)
        elif isinstance(node, ListValueNode):
            _check_list(len(node.values), limits)
            pending.extend((each, depth) for each in node.values)
        elif isinstance(node, ObjectValueNode):
            _check_depth(depth, limits)
            number += 1 + len(node.fields)
            pending.extend((each.value, depth + 1) for each in node.fields)
    return number, names


def weight_of(value: Any) -> int:
    """Likewise of a variable's value."""
    number = 0
    pending = [value]
    while pending:
        each = pending.pop()
        if isinstance(each, dict):
            number += 1 + len(each)
            pending.extend(each.values())
        elif isinstance(each, list) and each and isinstance(each[0], dict):
            pending.extend(each)
    return number


def check_variables(variables: Mapping[str, Any], limits: Limits) -> None:
    """Likewise for the variables that a client gives, before anything is made of them."""
    pending = [(each, 0) for each in variables.values() if isinstance(each, dict | list)]
    values = 0
    while pending:
        value, depth = pending.pop()
        if isinstance(value, dict):
            _check_depth(depth, limits)
            depth += 1
        else:
            _check_list(len(value), limits)
        values += len(value)
        if values > 10 * limits.max_list_length:
            raise TooComplex(
                f"The variables have more than {10 * limits.max_list_length:,} values; give fewer."
            )
        inner = value.values() if isinstance(value, dict) else value
        pending.extend((each, depth) for each in inner if isinstance(each, dict | list))


def _check_list(length: int, limits: Limits) -> None:
    if length > limits.max_list_length:
        raise TooComplex(
            f"A list has {length:,} values; up to {limits.max_list_length:,} are taken. "
            "Ask for a part of them at a time."
        )


def _check_depth(depth: int, limits: Limits) -> None:
    if depth >= limits.max_filter_depth:
        raise TooComplex(
            f"A filter has more than {limits.max_filter_depth} objects within each other; "
            "put less into each other."
        )
