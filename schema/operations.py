"""Reads queries: parsed, within the limits, valid. What was read is kept for the next time."""

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
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    parse,
    validate,
)
from graphql.execution.values import VariableValues, get_variable_values
from graphql.language import FieldNode, FragmentSpreadNode, InlineFragmentNode, SelectionSetNode
from graphql.validation.specified_rules import recommended_rules, specified_rules
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from db.errors import BadInput, DomainError, TooComplex
from schema.build import schema
from schema.cost import worth
from schema.errors import tell_apart, told
from schema.limits import Limits, check_variables
from schema.measure import Measured, measure

MOST_KEPT = 500_000
"""In characters, of all operations that are kept: read, each takes some 130 to 240 bytes."""

LONGEST_KEPT = 20_000
"""In characters. What is longer is read anew each time."""

RULES = (
    *specified_rules,
    *recommended_rules,
    MaybeNullValidationRule,
    OneOfInputValidationRule,
)


class Refused(Exception):
    """A query that is not carried out, with all that is wrong with it."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__(errors)
        tell_apart(errors)
        self.errors = errors


class WhichOperation(DomainError):
    """A query in which the operation to carry out is not to be found."""

    code = "OPERATION_RESOLUTION_FAILURE"


class NotServed(DomainError):
    """An operation of a kind that is not served."""

    code = "BAD_REQUEST"

    def __init__(self, kind: OperationType) -> None:
        super().__init__(f"A {kind.value} is not served here.")
        self.kind = kind


@dataclass(frozen=True, eq=False)
class Operation:
    """A valid operation within the limits."""

    document: DocumentNode
    node: OperationDefinitionNode
    key: bytes
    """The same for the same query and name: what plans are found by, which outlive it."""

    measured: Measured

    roots: frozenset[str]
    """The names of the root fields."""

    @property
    def name(self) -> str | None:
        return self.node.name.value if self.node.name else None

    @property
    def introspects(self) -> bool:
        """Whether it asks for the schema, if only beside other things."""
        return not INTROSPECTION.isdisjoint(self.roots)

    @property
    def is_introspection(self) -> bool:
        """Whether it asks for the schema alone."""
        return self.introspects and all(each.startswith("__") for each in self.roots)


INTROSPECTION = frozenset({"__schema", "__type"})


@dataclass(frozen=True)
class Ready:
    """An operation with the values of its variables, and the rows that it may read."""

    operation: Operation
    variables: VariableValues
    given: Mapping[str, Any]
    """The values as the client gave them."""

    cost: int


class Operations:
    """The operations of one service. Safe among threads.

    Past `most` characters of queries, those unused for longest are forgotten.
    """

    def __init__(self, limits: Limits, most: int = MOST_KEPT) -> None:
        self.limits = limits
        self._most = most
        self._found: OrderedDict[tuple[str, str | None], Operation] = OrderedDict()
        self._kept = 0
        self._lock = Lock()

    def known(self, query: str, name: str | None) -> Operation | None:
        key = (query, name)
        with self._lock:
            found = self._found.get(key)
            if found is not None:
                self._found.move_to_end(key)
            return found

    def find(self, query: str, name: str | None) -> Operation:
        """Raises Refused, WhichOperation, NotServed."""
        found = self.known(query, name)
        if found is not None:
            return found
        made = read(query, name, self.limits)
        if len(query) > LONGEST_KEPT:
            return made
        with self._lock:
            if (query, name) not in self._found:
                self._kept += len(query)
            self._found[query, name] = made
            while self._kept > self._most:
                (forgotten, _), _ = self._found.popitem(last=False)
                self._kept -= len(forgotten)
        return made

    def ready(self, operation: Operation, variables: Mapping[str, Any] | None) -> Ready:
        """Raises Refused where a variable's value cannot be right, or asks for too much."""
        given = variables or {}
        coerced = self._coerced(operation, given)
        try:
            for check in operation.measured.checks:
                check.carry_out(coerced.coerced)
            cost = worth(operation.measured.cost, coerced.coerced)
            if cost > self.limits.max_cost:
                raise TooComplex(
                    f"The query may read {cost:,} rows; up to {self.limits.max_cost:,} may be read "
                    "at once. Ask for smaller pages, or for fewer lists within each other."
                )
        except DomainError as error:
            raise Refused([told(error)]) from error
        return Ready(operation, coerced, given, cost)

    def _coerced(self, operation: Operation, given: Mapping[str, Any]) -> VariableValues:
        definitions = operation.node.variable_definitions
        if not definitions:
            return NO_VARIABLES
        try:
            check_variables(given, self.limits)
        except TooComplex as error:
            raise Refused([told(error)]) from error
        found = get_variable_values(
            schema._schema,
            definitions,
            dict(given),
            hide_suggestions=not self.limits.introspection,
        )
        if isinstance(found, VariableValues):
            return found
        raise Refused(found)


NO_VARIABLES = VariableValues({}, {})


def read(query: str, name: str | None, limits: Limits) -> Operation:
    """Raises Refused, WhichOperation, NotServed."""
    try:
        document = _parsed(query, limits)
        node = _chosen(document, name)
        measured = measure(schema._schema, document, node, limits)
    except (BadInput, TooComplex) as error:
        raise Refused([told(error)]) from error
    except GraphQLError as error:
        raise Refused([error]) from error
    rules = RULES if limits.introspection else (*RULES, NoSchemaIntrospectionCustomRule)
    hidden = not limits.introspection
    wrong = validate(schema._schema, document, rules, hide_suggestions=hidden)
    if wrong:
        raise Refused([_told_wrong(each) for each in wrong])
    roots = frozenset(_root_names(document, node))
    key = sha256(f"{name}\n{query}".encode(errors="surrogatepass")).digest()
    return Operation(document, node, key, measured, roots)


def _told_wrong(error: GraphQLError) -> GraphQLError:
    if isinstance(error.original_error, ValueError):
        # Python reads no whole number of thousands of digits, which graphql-core leaves to it.
        return GraphQLError("A number in the query is too long.", error.nodes)
    return error


def _parsed(query: str, limits: Limits) -> DocumentNode:
    if len(query) > limits.max_query_length:
        raise TooComplex(
            f"The query has {len(query):,} characters; up to {limits.max_query_length:,} are read."
        )
    most = limits.max_tokens
    return parse(query, max_lexical_tokens=most, max_comments=most)


def _chosen(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    found = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    named = [each for each in found if name is None or (each.name and each.name.value == name)]
    if len(named) > 1 and name is None:
        raise WhichOperation("`query` has several operations: say which one in `operationName`.")
    if not named:
        raise WhichOperation(
            "`query` has no operation."
            if name is None
            else f"There is no operation named {name!r} in `query`."
        )
    kind = named[0].operation
    if kind is not OperationType.QUERY:
        raise NotServed(kind)
    return named[0]


def _root_names(document: DocumentNode, node: OperationDefinitionNode) -> Iterator[str]:
    """The names of all root fields, also of those that a directive leaves out."""
    fragments = {
        each.name.value: each.selection_set
        for each in document.definitions
        if isinstance(each, FragmentDefinitionNode)
    }
    pending: list[SelectionSetNode] = [node.selection_set]
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
