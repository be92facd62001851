"""That plain GET can ask whatever GraphQL can."""

from typing import Any

import pytest
from graphql import get_named_type

from schema.limits import Limits
from schema.parameters import OF_LISTS, OPERATORS, read_filter
from schema.plain import read_listing
from schema.query import LISTED
from schema.records import includable
from schema.where import snake
from tests.schema.random_values import SCHEMA

LIMITS = Limits()


@pytest.mark.parametrize("name", LISTED)
def test_whatever_graphql_filters_by_has_a_parameter(name: str) -> None:
    kind: Any = SCHEMA.type_map[f"{LISTED[name].__name__}Filter"]

    for field, each in kind.fields.items():
        if field not in ("and", "or", "not"):
            for parameter, value in ways(snake(field), get_named_type(each.type)):
                found = read_filter(name, {parameter: [value]}, LIMITS)
                if "exists" not in parameter:
                    assert list(found) == [field]


def ways(parameter: str, kind: Any) -> list[tuple[str, str]]:
    """Parameters for each operator of a filter's field, with values that may be."""
    fields = kind.fields
    if "some" in fields or "and" in fields:
        return [(f"{parameter}.exists", "true"), (f"{parameter}.exists", "false")]
    if kind.name == "FuzzyDateFilter":
        found = {"overlaps": "", "before": ".lt", "after": ".gt", "isNull": ".is_null"}
        return [
            (parameter + found[each], "true" if each == "isNull" else "2020-11-04")
            for each in fields
        ]
    if kind.name == "WithinFilter":
        return [(parameter, "a")]
    made = []
    for operator, each in fields.items():
        named: Any = get_named_type(each.type)
        value = VALUES.get(named.name) or next(iter(named.values))
        how = "" if operator in ("eq", "in") else f".{snake(operator)}"
        assert not how or how[1:] in OPERATORS
        made.append((parameter + how, value))
    return made


VALUES = {
    "String": "a",
    "Int": "1",
    "Float": "1.5",
    "Boolean": "true",
    "Date": "2020-11-04",
    "DateTime": "2020-11-04T08:00:00Z",
    "PartialDate": "2020-11",
}


@pytest.mark.parametrize("name", LISTED)
def test_whatever_graphql_orders_by_has_a_sort(name: str) -> None:
    kind: Any = SCHEMA.type_map[f"{LISTED[name].__name__}OrderField"]

    for field in kind.values:
        sort = field.lower()
        for sign, direction in (("", "ASC"), ("-", "DESC")):
            found = read_listing(name, [("sort", sign + sort)], LIMITS)
            assert [dict(each) for each in found.order_by] == [
                {"field": sort, "direction": direction}
            ]


@pytest.mark.parametrize("name", LISTED)
def test_no_filter_is_called_as_a_parameter_of_all_lists(name: str) -> None:
    kind: Any = SCHEMA.type_map[f"{LISTED[name].__name__}Filter"]

    assert not {snake(field) for field in kind.fields} & {*OF_LISTS, "bom", "q", "bbox"}
    assert "exists" not in includable(LISTED[name])
