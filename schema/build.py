"""Puts the schema together, and lets its fields take their values from the database's answer."""

from typing import Any

import strawberry
from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLResolveInfo
from strawberry.schema.config import StrawberryConfig

from schema import types
from schema.query import Query
from schema.scalars import SCALARS
from schema.selection import TYPE_KEY


def from_answer(source: Any, info: "GraphQLResolveInfo[Any]", **_arguments: Any) -> Any:
    """A field's value stands in the answer under the key that the client asked for."""
    return source[info.path.key]


def type_in_answer(source: Any, _info: Any, _type: Any) -> str:
    name: str = source[TYPE_KEY]
    return name


def answered_by_the_database(made: strawberry.Schema) -> strawberry.Schema:
    """Lets graphql-core complete the database's answer instead of calling resolvers."""
    for kind in made._schema.type_map.values():
        if kind.name.startswith("__"):
            continue
        if isinstance(kind, GraphQLObjectType):
            kind.is_type_of = None
            for field in kind.fields.values():
                field.resolve = from_answer
        elif isinstance(kind, GraphQLInterfaceType):
            kind.resolve_type = type_in_answer
    return made


def node_types() -> list[type]:
    """All types that have an id, also those that no root field leads to."""
    found = (each for each in vars(types).values() if isinstance(each, type))
    return [each for each in found if types.Node in each.__mro__[1:]]


schema = answered_by_the_database(
    strawberry.Schema(query=Query, types=node_types(), config=StrawberryConfig(scalar_map=SCALARS))
)
