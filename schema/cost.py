"""Costs: numbers of rows, some of which the values of variables decide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import IntValueNode, ListValueNode, StringValueNode, ValueNode, VariableNode

from db.pages import DEFAULT_PAGE, LARGEST_PAGE
from schema.limits import weight_of

LONGEST_NUMBER = 20
"""In digits."""


@dataclass(frozen=True)
class Given:
    """A value as it stands in the query, or that of a variable."""

    node: ValueNode

    def of(self, variables: Mapping[str, Any]) -> Any:
        if isinstance(self.node, VariableNode):
            return variables.get(self.node.name.value)
        if isinstance(self.node, ListValueNode):
            return tuple(Given(each) for each in self.node.values)
        if isinstance(self.node, IntValueNode):
            return int(self.node.value[:LONGEST_NUMBER])  # What is longer, validation refuses.
        return self.node.value if isinstance(self.node, StringValueNode) else None


@dataclass(frozen=True)
class Size:
    """How many rows a list has at most: what `first` or `last` says, or a number of ids."""

    values: tuple[Given, ...]

    def of(self, variables: Mapping[str, Any]) -> int:
        found = [number_of(each.of(variables)) for each in self.values]
        wanted = max((each for each in found if each is not None), default=DEFAULT_PAGE)
        return max(0, min(wanted, LARGEST_PAGE))  # Beyond, it is refused.

    def is_fixed(self) -> bool:
        return not _any_variable(self.values)


def _any_variable(values: Iterable[Given]) -> bool:
    return any(isinstance(each.node, VariableNode) for each in values)


def number_of(value: Any) -> int | None:
    """A number as it is, and that of a list's values; one value may stand for a list of one."""
    if isinstance(value, list | tuple):
        return len(value)
    if isinstance(value, str):
        return 1
    return value if isinstance(value, int) else None


@dataclass(frozen=True)
class Length:
    """How many characters a text has."""

    values: tuple[Given, ...]

    def of(self, variables: Mapping[str, Any]) -> int:
        found = [each.of(variables) for each in self.values]
        return max((len(each) for each in found if isinstance(each, str)), default=0)

    def is_fixed(self) -> bool:
        return not _any_variable(self.values)


@dataclass(frozen=True)
class Weight:
    """How much stands in a variable that is a filter, or a part of one."""

    name: str


Factor = int | Size | Length | Weight


@dataclass(frozen=True, eq=False)
class Sum:
    """A cost that depends on variables: a number, and costs that count so many times."""

    number: int
    parts: tuple[tuple[Factor, "Cost"], ...]


Cost = int | Sum


def plus(costs: Iterable[Cost]) -> Cost:
    number, parts = 0, []
    for each in costs:
        if isinstance(each, int):
            number += each
        else:
            parts.append((1, each))
    return Sum(number, tuple(parts)) if parts else number


def times(size: Factor, cost: Cost) -> Cost:
    if isinstance(size, Size | Length) and size.is_fixed():
        size = size.of({})
    if isinstance(size, int) and isinstance(cost, int):
        return size * cost
    return 0 if cost == 0 else Sum(0, ((size, cost),))


def worth(cost: Cost, variables: Mapping[str, Any]) -> int:
    """The number of rows, once the variables are known."""
    if isinstance(cost, int):
        return cost
    known: dict[int, int] = {}
    weights: dict[str, int] = {}

    def factor(size: Factor) -> int:
        if isinstance(size, int):
            return size
        if isinstance(size, Size | Length):
            return size.of(variables)
        if size.name not in weights:
            weights[size.name] = weight_of(variables.get(size.name))
        return weights[size.name]

    def count(each: Cost) -> int:
        if isinstance(each, int):
            return each
        if id(each) not in known:
            known[id(each)] = each.number + sum(
                factor(size) * count(part) for size, part in each.parts
            )
        return known[id(each)]

    return count(cost)
