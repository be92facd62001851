"""What a field of the schema reads, and what a member of a value object is called in tables."""

from typing import Any

from graphql import GraphQLField, GraphQLObjectType
from graphql.execution.collect_fields import FieldDetailsList


def reads(parent: GraphQLObjectType, details: FieldDetailsList) -> Any:
    """What a field reads, as its derivation noted."""
    return reads_of(parent.fields[details[0].node.name.value])


def reads_of(field: GraphQLField) -> Any:
    """Likewise; None for what is GraphQL's own or stands for itself."""
    definition = field.extensions.get("strawberry-definition")
    return definition and definition.metadata.get("reads")


def column_name(kind: GraphQLObjectType, field: str) -> str:
    """A field's name as tables spell it: `start_utf16` of `startUtf16`."""
    name: str = kind.fields[field].extensions["strawberry-definition"].python_name
    return name
