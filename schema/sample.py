"""An answer in which everything that a query asks for stands once: what its tables look like."""

from typing import Any

import graphql
from graphql.language import FieldNode, InlineFragmentNode, SelectionSetNode

from schema.build import schema


def sample(query: str) -> dict[str, Any]:
    """The data of such an answer. The query has no named fragments."""
    document = graphql.parse(query)
    [operation] = document.definitions
    assert isinstance(operation, graphql.OperationDefinitionNode)
    kind = schema._schema.query_type
    assert kind is not None
    return _fields(operation.selection_set, kind)


def _fields(selections: SelectionSetNode, kind: graphql.GraphQLNamedType) -> dict[str, Any]:
    """Of one object; of several kinds, the fields of each."""
    found: dict[str, Any] = {}
    for each in selections.selections:
        if isinstance(each, InlineFragmentNode):
            name = each.type_condition.name.value if each.type_condition else kind.name
            found |= _fields(each.selection_set, schema._schema.type_map[name])
        elif isinstance(each, FieldNode):
            key = each.alias.value if each.alias else each.name.value
            found[key] = _value(each, kind)
    return found


def _value(field: FieldNode, kind: graphql.GraphQLNamedType) -> Any:
    if not isinstance(kind, graphql.GraphQLObjectType | graphql.GraphQLInterfaceType):
        return ""  # Of a union, only the name of the type is asked for.
    definition = kind.fields.get(field.name.value)
    if definition is None:
        return ""  # The name of the type.
    of = graphql.get_named_type(definition.type)
    value = _fields(field.selection_set, of) if field.selection_set else ""
    return [value] if graphql.is_list_type(graphql.get_nullable_type(definition.type)) else value
