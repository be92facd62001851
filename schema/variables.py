"""The variables of a newsroom question: what each may be, and their values from an address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import graphql
import orjson
from graphql.language import (
    ArgumentNode,
    ObjectFieldNode,
    OperationDefinitionNode,
    VariableDefinitionNode,
    VariableNode,
)

from db.binds import checked_text
from db.errors import BadInput, BadParameter
from schema.build import schema
from schema.newsroom import Question

WANTED = {"Int": "a whole number of 32 bits", "Float": "a number", "Boolean": "true or false"}
"""Types whose values are no texts in JSON."""


@dataclass(frozen=True)
class Variable:
    """What may stand in place of the example that a question comes with."""

    name: str
    kind: graphql.GraphQLScalarType | graphql.GraphQLEnumType
    """The type of a value; where it takes several, of each."""

    is_list: bool
    is_optional: bool
    """Whether the question is answered without it too."""

    example: Any
    description: str
    """What it means at the place where the query has it."""

    @property
    def allowed(self) -> tuple[str, ...]:
        """All the words that it may be; empty where there are too many to tell."""
        if isinstance(self.kind, graphql.GraphQLEnumType):
            return tuple(self.kind.values)
        return ("true", "false") if self.kind.name == "Boolean" else ()


@cache
def variables_of(question: Question) -> tuple[Variable, ...]:
    """All of them, in the order of the query."""
    document = graphql.parse(question.query)
    [operation] = document.definitions
    places = Places(graphql.TypeInfo(schema._schema))
    graphql.visit(document, graphql.TypeInfoVisitor(places.types, places))
    definitions = cast(OperationDefinitionNode, operation).variable_definitions
    return tuple(_variable(question, each, places.meanings) for each in definitions or ())


def _variable(
    question: Question, definition: VariableDefinitionNode, meanings: dict[str, str]
) -> Variable:
    name = definition.variable.name.value
    kind = cast(graphql.GraphQLInputType, graphql.type_from_ast(schema._schema, definition.type))
    return Variable(
        name,
        cast(Any, graphql.get_named_type(kind)),
        is_list=graphql.is_list_type(graphql.get_nullable_type(kind)),
        is_optional=not graphql.is_non_null_type(kind),
        example=question.variables[name],
        description=meanings[name],
    )


class Places(graphql.Visitor):
    """Where a query has its variables, and what the schema says about the place."""

    def __init__(self, types: graphql.TypeInfo) -> None:
        super().__init__()
        self.types = types
        self.meanings: dict[str, str] = {}
        self._within: list[str] = []
        """The descriptions of all that the place lies in, the nearest last."""

    def enter_argument(self, *_: Any) -> None:
        argument = self.types.get_argument()
        self._within = [argument.description or ""] if argument else []

    def enter_object_field(self, node: ObjectFieldNode, *_: Any) -> None:
        within = graphql.get_named_type(self.types.get_parent_input_type())
        fields = cast(graphql.GraphQLInputObjectType, within).fields
        # An operator says little: what is compared is told by the field that has it.
        is_operator = "isNull" in fields
        told = self._within[-1] if is_operator else fields[node.name.value].description
        self._within.append(told or "")

    def leave_object_field(self, *_: Any) -> None:
        self._within.pop()

    def enter_variable(self, node: VariableNode, _key: Any, parent: Any, *_: Any) -> None:
        if isinstance(parent, ArgumentNode | ObjectFieldNode):
            self.meanings.setdefault(node.name.value, self._within[-1])


def asked(
    question: Question, parameters: Sequence[tuple[str, str]], besides: Sequence[str] = ()
) -> tuple[str, dict[str, Any]]:
    """The query, and its variables as a client of GraphQL would send them.

    A variable that is not given has the value of its example; one that is given empty is left out,
    if it can be. `besides`: the parameters that are not about the question. Raises BadParameter.
    """
    variables = {each.name: each for each in variables_of(question)}
    values = dict(question.variables)
    for name, texts in _by_name(parameters):
        if name in variables:
            values[name] = _value(variables[name], texts)
        elif name not in besides:
            known = (*variables, *besides)
            raise BadParameter(
                name, f"There is no parameter `{name}` here, only {_listed(known)}.", known
            )
    return question.query, {name: value for name, value in values.items() if value is not None}


def _by_name(parameters: Sequence[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    for name in dict.fromkeys(name for name, _ in parameters):
        yield name, [text for each, text in parameters if each == name]


def _value(variable: Variable, texts: list[str]) -> Any:
    """The value that is given, as JSON has it; None for none."""
    name = variable.name
    if variable.is_list:
        texts = [item.strip() for text in texts for item in text.split(",") if item.strip()]
    elif len(texts) > 1:
        raise BadParameter(name, f"`{name}` is given {len(texts)} times, and takes one value.")
    if not any(texts):
        if variable.is_optional:
            return None
        raise BadParameter(name, f"`{name}` is empty.", variable.allowed)
    values = [_read(variable, text) for text in texts]
    return values if variable.is_list else values[0]


def _read(variable: Variable, text: str) -> Any:
    name, kind, allowed = variable.name, variable.kind, variable.allowed
    if isinstance(kind, graphql.GraphQLEnumType):
        if text not in allowed:
            message = f"`{name}` is {text!r}, which is none of {_listed(allowed)}."
            raise BadParameter(name, message, allowed)
        return text
    try:
        value = orjson.loads(text) if kind.name in WANTED else checked_text(text, f"`{name}`")
        kind.parse_value(value)
    except BadInput as error:
        raise BadParameter(name, error.message) from error
    except (graphql.GraphQLError, ValueError) as error:
        # A scalar of our own says itself what it wants.
        told = f"{text!r} is not {WANTED[kind.name]}." if kind.name in WANTED else str(error)
        raise BadParameter(name, f"`{name}`: {told}", allowed) from error
    return value


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
