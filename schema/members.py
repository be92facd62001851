"""What a field of the schema reads, and what a member of a value object is called in tables."""

from typing import Any

from graphql import GraphQLObjectType
from graphql.execution.collect_fields import FieldDetailsList


def reads(parent: GraphQLObjectType, details: FieldDetailsList) -> Any:
    """What a field reads, as its derivation noted."""
    field = parent.fields[details[0].node.name.value]
    return field.extensions["strawberry-definition"].metadata["reads"]


def column_name(kind: GraphQLObjectType, field: str) -> str:
    """A field's name as tables spell it: `start_utf16` of `startUtf16`."""
    name: str = kind.fields[field].extensions["strawberry-definition"].python_name
    return name
