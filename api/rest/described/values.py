"""Values as JSON Schema has them, by their types in GraphQL."""

from collections.abc import Iterable
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
)
from strawberry.utils.str_converters import to_camel_case

from api.rest.newsroom import SCHEMAS
from schema.build import schema

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
COUNT: Schema = {"type": "integer", "minimum": 0}

DAYS = "(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])"
PARTIAL_DATE = f"^[0-9]{{4}}{DAYS})?)?$"
"""A day, a month or a year."""

DAY_OR_MINUTE = f"^[0-9]{{4}}{DAYS}(T[0-9]{{2}}:[0-9]{{2}})?)?)?$"

SCALARS: dict[str, Schema] = {
    **SCHEMAS,
    "ID": TEXT,
    "String": TEXT,
    "PartialDate": {"type": "string", "pattern": DAY_OR_MINUTE},
}


def component(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def described(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def nullable(schema: Schema) -> Schema:
    kind = schema.get("type")
    return {**schema, "type": [kind, "null"]} if kind else {"anyOf": [schema, {"type": "null"}]}


def listed(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def object_of(properties: dict[str, Schema], required: Iterable[str] | None = None) -> Schema:
    """`required`: the properties that are always there; all, if not told."""
    needed = list(properties if required is None else required)
    return {"type": "object", "required": needed, "properties": properties}


def of_type(kind: GraphQLOutputType) -> Schema:
    """What a value of the type is; null, too, where it may be missing."""
    return of_value(kind.of_type) if isinstance(kind, GraphQLNonNull) else nullable(of_value(kind))


def of_value(kind: Any) -> Schema:
    """What a value of the type is where there is one."""
    if isinstance(kind, GraphQLList):
        return listed(of_type(kind.of_type))
    if isinstance(kind, GraphQLEnumType | GraphQLObjectType):
        return component(kind.name)
    return SCALARS[kind.name]


def field_of(kind: str, name: str) -> Schema:
    """A field of an object type, which is named as in Python."""
    found: Any = type_of(kind)
    field = found.fields[to_camel_case(name)]
    return described(of_type(field.type), field.description or "")


def type_of(name: str) -> GraphQLNamedType:
    return schema._schema.type_map[name]


def is_enumeration(name: str) -> bool:
    return isinstance(schema._schema.type_map.get(name), GraphQLEnumType)


def enumeration(name: str) -> Schema:
    """A vocabulary, word by word."""
    kind = type_of(name)
    assert isinstance(kind, GraphQLEnumType)
    words = {word: value.description or "" for word, value in kind.values.items()}
    told = "\n".join(f"- `{word}`: {meaning}" for word, meaning in words.items())
    return {"type": "string", "enum": list(words), "description": f"{kind.description}\n\n{told}"}
