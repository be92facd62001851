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
    fields = getattr(kind, "fields", {})  # A union has none.
    if field.name.value not in fields:
        return ""  # It is the name of the type, which each has.
    of = fields[field.name.value].type
    inner = field.selection_set
    value = _fields(inner, graphql.get_named_type(of)) if inner else ""
    return [value] if graphql.is_list_type(graphql.get_nullable_type(of)) else value
