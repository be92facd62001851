"""Argument values as plain data in which each variable stays a place to find its value."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from graphql import (
    GraphQLInputType,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    ValueNode,
    VariableNode,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
)
from graphql.language import FieldNode
from graphql.pyutils import Undefined
from graphql.type import GraphQLField
from graphql.utilities.coerce_input_value import coerce_input_literal

from db.errors import BadInput
from db.models.terms import Term
from db.query import Const, Items, Param

Lifted = Any
"""None, a Value, a member of a structural enumeration, or mappings and lists of those."""


def arguments_of(
    field: GraphQLField, node: FieldNode, variables: Mapping[str, Any]
) -> dict[str, Lifted]:
    """The arguments that are given, by name; without those whose variable has no value.

    Raises BadInput for null where there has to be a value, which a variable with a default may be.
    """
    found = {}
    for argument in node.arguments or ():
        name = argument.name.value
        kind = field.args[name].type
        value = from_literal(argument.value, kind, variables)
        if value is None and is_non_null_type(kind):
            raise BadInput(f"{node.name.value}({name}:) is null: give a value.")
        if value is not Undefined:
            found[name] = value
    return found


def from_literal(node: ValueNode, kind: GraphQLInputType, variables: Mapping[str, Any]) -> Lifted:
    """A value as it stands in the query. Undefined for a variable that has no value."""
    if is_non_null_type(kind):
        kind = kind.of_type
    if isinstance(node, VariableNode):
        name = node.name.value
        if name not in variables:
            return Undefined
        return from_variable(variables[name], kind, (name,))
    if isinstance(node, NullValueNode):
        return None
    if is_list_type(kind):
        return _list_literal(node, kind.of_type, variables)
    if is_input_object_type(kind):
        return _object_literal(node, kind, variables)
    return leaf(coerce_input_literal(node, kind))


def _object_literal(node: ValueNode, kind: Any, variables: Mapping[str, Any]) -> Lifted:
    assert isinstance(node, ObjectValueNode)
    values = {
        each.name.value: from_literal(each.value, kind.fields[each.name.value].type, variables)
        for each in node.fields
    }
    return {name: value for name, value in values.items() if value is not Undefined}


def _list_literal(node: ValueNode, item: Any, variables: Mapping[str, Any]) -> Lifted:
    nodes = node.values if isinstance(node, ListValueNode) else (node,)
    values = [from_literal(each, item, variables) for each in nodes]
    values = [None if value is Undefined else value for value in values]
    if is_input_object_type(item.of_type if is_non_null_type(item) else item):
        return values
    return Items(tuple(Const(None) if value is None else value for value in values))


def from_variable(value: Any, kind: GraphQLInputType, path: tuple[str | int, ...]) -> Lifted:
    """A variable's coerced value; what becomes part of the SQL as it is, the rest as places."""
    if is_non_null_type(kind):
        kind = kind.of_type
    if value is None:
        return None
    if is_input_object_type(kind):
        return {
            name: from_variable(each, kind.fields[name].type, (*path, name))
            for name, each in value.items()
        }
    if is_list_type(kind):
        item = kind.of_type
        if is_input_object_type(item.of_type if is_non_null_type(item) else item):
            return [from_variable(each, item, (*path, at)) for at, each in enumerate(value)]
        return Param(path)
    return leaf(value) if is_structural(value) else Param(path)


def is_structural(value: Any) -> bool:
    """Whether a value decides what the SQL looks like: a direction, a field to order by, a flag."""
    return isinstance(value, bool) or (isinstance(value, Enum) and not isinstance(value, Term))


def leaf(value: Any) -> Lifted:
    structural = is_structural(value) and not isinstance(value, bool)
    return value.value if structural else Const(value)


def shape(value: Any) -> Any:
    """What of the variables decides the SQL: keys, lengths of lists of objects, nulls, order.

    A plan serves all values of one shape. A flag at the top may be that of `@include`.
    """
    if isinstance(value, Mapping):
        return tuple((name, shape(each)) for name, each in sorted(value.items()))
    if isinstance(value, list):
        return tuple(shape(each) for each in value if isinstance(each, Mapping))
    if value is None or is_structural(value):
        return value
    return ...
