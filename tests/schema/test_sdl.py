"""The schema as it is published."""

from pathlib import Path

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType

from schema import schema


def test_the_committed_schema_is_current():
    assert Path("schema/schema.graphql").read_text("utf-8") == schema.as_str() + "\n"


def test_every_type_field_argument_and_word_has_a_description():
    missing = []
    for kind in schema._schema.type_map.values():
        if kind.name.startswith("__") or kind.name in ("Int", "Float", "String", "Boolean", "ID"):
            continue
        if not kind.description:
            missing.append(kind.name)
        if isinstance(kind, GraphQLEnumType):
            missing += [f"{kind.name}.{n}" for n, v in kind.values.items() if not v.description]
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            for name, field in kind.fields.items():
                if not field.description:
                    missing.append(f"{kind.name}.{name}")
                arguments = getattr(field, "args", {})
                missing += [
                    f"{kind.name}.{name}({a})" for a, v in arguments.items() if not v.description
                ]

    assert missing == []


def test_page_sizes_have_their_default_in_the_schema():
    sdl = schema.as_str()

    assert sdl.count("first: Int = 20") == sdl.count("first: Int")
