"""Answers operations with the database's own JSON; graphql-core completes what asks for the schema.

An operation of fields that follow from tables, which is all but introspection, is answered as the
database wrote it. `by_graphql_core` answers any operation, and is what tests compare with.
"""

import asyncio
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from graphql import ExecutionResult, GraphQLError, execute_sync

from db.answer import written
from db.errors import BadInput, DomainError, TooComplex
from db.ids import problem_with
from db.read import Reader
from schema.arguments import shape
from schema.build import schema
from schema.cost import Given
from schema.errors import tell_apart, told
from schema.operations import Ready, Refused
from schema.selection import read_operation


@dataclass(frozen=True, slots=True)
class Answer:
    """What an operation gave: `data` as JSON, and what went wrong with a part of it."""

    data: bytes
    errors: list[GraphQLError] = field(default_factory=list)


async def execute(ready: Ready, reader: Reader, *, is_large: bool) -> Answer:
    """Raises Refused where nothing can be answered.

    `is_large`: the answer may be too long, and is to be looked at before it is sent.
    """
    operation = ready.operation
    if operation.introspects:
        return await by_graphql_core(ready, reader)

    def tree() -> Any:
        return read_operation(
            schema._schema, operation.document, operation.node, ready.variables, whole=True
        )

    variables = ready.variables.coerced
    key = (operation.key, shape(variables))
    data = await _asked(reader.text(key, tree, variables, is_large=is_large))
    return Answer(data, _bad_ids(ready)) if operation.measured.identified else Answer(data)


async def by_graphql_core(ready: Ready, reader: Reader) -> Answer:
    """The answer that graphql-core makes of the database's, or of the schema."""
    operation, variables = ready.operation, ready.variables
    found: dict[str, Any] = {}
    if not operation.is_introspection:
        key = (operation.key, shape(variables.coerced))
        found = await _asked(
            reader.answer(
                key,
                lambda: read_operation(
                    schema._schema, operation.document, operation.node, variables
                ),
                variables.coerced,
            )
        )
    result = await asyncio.to_thread(_completed, ready, found)
    errors = [*(result.errors or ()), *_bad_ids(ready)]
    tell_apart(errors)
    if result.data is None:
        raise Refused(errors)
    try:
        return Answer(written(result.data), errors)
    except TooComplex as error:
        raise Refused([told(error)]) from error


def _completed(ready: Ready, found: Mapping[str, Any]) -> ExecutionResult:
    result = execute_sync(
        schema._schema,
        ready.operation.document,
        found,
        variable_values=dict(ready.given),
        operation_name=ready.operation.name,
    )
    assert isinstance(result, ExecutionResult)
    return result


T = TypeVar("T")


async def _asked(answer: Awaitable[T]) -> T:
    """The answer of the database. Raises Refused, with what was wrong, where there is none."""
    try:
        return await answer
    except DomainError as error:
        failed = told(error)
    except GraphQLError as error:
        failed = error
    except RecursionError as error:
        failed = told(TooComplex("The query is too deep: nest fewer fields."))
        failed.__cause__ = error
    except Exception as error:
        failed = GraphQLError(str(error), original_error=error)
    raise Refused([failed])


def _bad_ids(ready: Ready) -> list[GraphQLError]:
    """What is wrong with the ids given to `node` and `nodes`; what they stand for is null."""
    found = []
    for each in ready.operation.measured.identified:
        values = each.given.of(ready.variables.coerced)
        # One id stands for a list of one.
        many = isinstance(values, list | tuple)
        for place, value in enumerate(values if many else [values]):
            text = value.of(ready.variables.coerced) if isinstance(value, Given) else value
            problem = problem_with(text, f"{each.key}({'ids' if each.is_list else 'id'}:)")
            if problem:
                path: list[str | int] = [each.key, place] if each.is_list else [each.key]
                found.append(GraphQLError(problem, path=path, extensions={"code": BadInput.code}))
    return found
