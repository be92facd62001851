"""Answers an operation with the database's own JSON where it can; else graphql-core completes it.

The short way is for operations that read what follows from tables, which is all but introspection.
It is taken where nothing is wrong; what is wrong is told by the long way, in graphql-core's words.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    parse,
    specified_rules,
)
from graphql.execution.values import VariableValues, get_variable_values
from graphql.language import (
    FieldNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    SelectionSetNode,
)
from strawberry.schema.schema import validate_document
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType as Kind

from db.errors import BadInput, DomainError
from db.read import Reader
from schema.arguments import shape
from schema.build import schema
from schema.errors import tell_apart, told
from schema.selection import read_operation

LONGEST_KEPT = 20_000
"""In characters. What is longer is read anew each time, and beside the event loop."""

MOST_KEPT = 500_000
"""In characters, of all operations that are kept: read, each takes some 130 bytes."""


@dataclass(frozen=True, eq=False)
class Operation:
    """A valid operation that the database alone can answer."""

    document: DocumentNode
    node: OperationDefinitionNode
    key: bytes
    """The same for the same query and name: what plans are found by, which outlive it."""


async def execute(
    query: str,
    variables: dict[str, Any] | None,
    operation_name: str | None,
    reader: Reader,
    *,
    allowed: frozenset[Kind],
    extensions: dict[str, Any] | None = None,
) -> bytes | ExecutionResult:
    """The answer's `data` as JSON, or the result of the long way.

    Raises CannotGetOperationTypeError or InvalidOperationTypeError where there is no one operation
    to run, or one that is not allowed.
    """
    if len(query) <= LONGEST_KEPT:
        operation = operations.find(query, operation_name)
    else:
        operation = await asyncio.to_thread(operation_of, query, operation_name)
    if operation is not None:
        given = _variables(operation, variables)
        if given is not None:
            return await _short(operation, given, reader)
    return await schema.execute(
        query,
        variable_values=variables,
        context_value={"reader": reader},
        operation_name=operation_name,
        allowed_operation_types=allowed,
        operation_extensions=extensions,
    )


def _variables(operation: Operation, given: Mapping[str, Any] | None) -> VariableValues | None:
    """The values coerced by graphql-core; none where one does not fit."""
    definitions = operation.node.variable_definitions
    if not definitions:
        return NO_VARIABLES
    found = get_variable_values(schema._schema, definitions, dict(given or {}))
    return found if isinstance(found, VariableValues) else None


NO_VARIABLES = VariableValues({}, {})


async def _short(
    operation: Operation, variables: VariableValues, reader: Reader
) -> bytes | ExecutionResult:
    key = (operation.key, shape(variables.coerced))

    def tree() -> Any:
        document, node = operation.document, operation.node
        return read_operation(schema._schema, document, node, variables, whole=True)

    try:
        return await reader.text(key, tree, variables.coerced)
    except DomainError as error:
        failed = told(error)
    except GraphQLError as error:
        failed = error
    except RecursionError as error:
        failed = told(BadInput("The query is too deep: nest fewer fields."))
        failed.__cause__ = error
    except Exception as error:
        failed = GraphQLError(str(error), original_error=error)
    tell_apart([failed])
    return PreExecutionError(data=None, errors=[failed])


class Operations:
    """The operations that were found to be answered by the database, and those that were not.

    Safe among threads. Past `most` characters of queries, those unused for longest are forgotten.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._found: OrderedDict[tuple[str, str | None], Operation | None] = OrderedDict()
        self._kept = 0
        self._lock = Lock()

    def find(self, query: str, name: str | None) -> Operation | None:
        """None for what takes the long way."""
        key = (query, name)
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        made = operation_of(query, name)
        with self._lock:
            if key not in self._found:
                self._kept += len(query)
            self._found[key] = made
            while self._kept > self._most:
                (forgotten, _), _ = self._found.popitem(last=False)
                self._kept -= len(forgotten)
        return made


operations = Operations()
"""Of all applications in this process: they have one schema."""


def operation_of(query: str, name: str | None) -> Operation | None:
    try:
        document = parse(query)
        if validate_document(schema._schema, document, specified_rules):
            return None
    except (GraphQLError, RecursionError):
        return None
    found = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    named = [each for each in found if name is None or (each.name and each.name.value == name)]
    if len(named) != 1 or named[0].operation is not OperationType.QUERY:
        return None
    digest = sha256(f"{name}\n{query}".encode(errors="surrogatepass")).digest()
    operation = Operation(document, named[0], digest)
    return None if any(map(_is_introspection, _root_names(operation))) else operation


def _is_introspection(name: str) -> bool:
    return name in ("__schema", "__type")


def _root_names(operation: Operation) -> Iterator[str]:
    """The names of all root fields, also of those that a directive leaves out."""
    fragments = {
        each.name.value: each.selection_set
        for each in operation.document.definitions
        if isinstance(each, FragmentDefinitionNode)
    }
    pending: list[SelectionSetNode] = [operation.node.selection_set]
    seen = set()
    while pending:
        for each in pending.pop().selections:
            if isinstance(each, FieldNode):
                yield each.name.value
            elif isinstance(each, InlineFragmentNode):
                pending.append(each.selection_set)
            elif isinstance(each, FragmentSpreadNode) and each.name.value not in seen:
                seen.add(each.name.value)
                pending.append(fragments[each.name.value])
