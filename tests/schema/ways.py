"""The two ways to answer an operation, in this process: see schema/execute.py."""

from collections.abc import Mapping
from typing import Any

import orjson
from graphql import GraphQLError

from db.read import Reader
from schema.execute import Answer, by_graphql_core, execute
from schema.limits import Limits
from schema.operations import Operations, Ready, Refused

ANYTHING = Limits(
    max_query_length=1_000_000,
    max_tokens=100_000,
    max_depth=100,
    max_aliases=10_000,
    max_cost=10**15,
    max_list_length=100_000,
    max_filter_depth=500,
)
"""For what a client could not ask, such as depths beyond those that databases can take."""

operations = Operations(ANYTHING)

Given = Mapping[str, Any] | None


def ready(query: str, variables: Given = None, name: str | None = None) -> Ready:
    return operations.ready(operations.find(query, name), variables)


async def short_way(
    reader: Reader, query: str, variables: Given = None, name: str | None = None
) -> Answer:
    """As clients are answered."""
    return await execute(ready(query, variables, name), reader, is_large=False)


async def long_way(
    reader: Reader, query: str, variables: Given = None, name: str | None = None
) -> Answer:
    """As graphql-core completes the answer."""
    return await by_graphql_core(ready(query, variables, name), reader)


async def data_of(reader: Reader, query: str, variables: Given = None) -> Any:
    """The data, the long way; what is wrong fails the test."""
    try:
        answer = await long_way(reader, query, variables)
    except Refused as error:
        raise AssertionError(error.errors) from error
    assert answer.errors == []
    return orjson.loads(answer.data)


def told(errors: list[GraphQLError]) -> list[dict[str, Any]]:
    return [dict(error.formatted) for error in errors]
