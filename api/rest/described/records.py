"""The records of lists as JSON Schema: they follow from the selections that make them.

A record of a list is called as its type in GraphQL. Within other records it is an `ActorRow`, what
it has by itself, or an `ActorReference`, what tells it from others.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from api.rest.described.values import (
    ADDRESS,
    Schema,
    component,
    described,
    enumeration,
    field_of,
    is_enumeration,
    listed,
    nullable,
    object_of,
    type_of,
)
from db.query import Alone, Column, Distinct, Field, GlobalId, One, Prefixed, Rows, ValueObject
from schema.plain import SLUG
from schema.query import LISTED
from schema.records import Row, includable, record

Fields = Mapping[str, Field]


@cache
def record_schemas() -> dict[str, Schema]:
    """By their names: records of lists, what lies in them, value objects."""
    found: dict[str, Schema] = {}
    for model in LISTED.values():
        found[model.__name__] = _whole(model)
        for field in _all_of(model).values():
            if isinstance(field, One | Rows):
                target = field.relation.target
                found.setdefault(_name(field), _object(target, _fields(field)))
    return found | _value_objects()


def enumerations(parts: Any) -> dict[str, Schema]:
    """The vocabularies that parts of the description refer to."""
    names = sorted({name.rpartition("/")[2] for name in references(parts)})
    return {name: enumeration(name) for name in names if is_enumeration(name)}


def references(part: Any) -> Iterator[str]:
    """All that a part of the description refers to."""
    if isinstance(part, list):
        for each in part:
            yield from references(each)
    elif isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for each in part.values():
            yield from references(each)


# ── Records ──────────────────────────────────────────────────────────────────────────────────────


def _whole(model: type[Row]) -> Schema:
    """A record of a list, with all that may be included in it."""
    usual, whole = record(model), record(model, whole=True)
    properties = {key: _member(model, key, field) for key, field in whole.items()}
    for key in whole.keys() - usual.keys():
        properties[key] = _only(properties[key], "Only where one is asked for alone.")
    for name in includable(model):
        included = record(model, frozenset({name}))[name]
        told = _member(model, name, included)
        if name in usual:
            short = properties[name]["items"]
            told["items"] = {"anyOf": [short, told["items"]]}
            properties[name] = _only(told, f"In short, or with `include={name}` with all it has.")
        else:
            properties[name] = _only(told, f"Only with `include={name}`.")
    # By `fields` any of them may be left out.
    return object_of(properties, required=())


def _only(schema: Schema, when: str) -> Schema:
    return described(schema, f"{schema['description']} {when}")


def _object(model: type[Row], selection: Fields) -> Schema:
    return object_of({key: _member(model, key, field) for key, field in selection.items()})


def _all_of(model: type[Row]) -> dict[str, Field]:
    """What a record may have, each in both forms where there are two."""
    found = {f"{key} in short": field for key, field in record(model, whole=True).items()}
    return found | {name: record(model, frozenset({name}))[name] for name in includable(model)}


def _fields(field: One | Rows) -> Fields:
    assert isinstance(field.selection, Mapping)
    return field.selection


def _name(field: One | Rows) -> str:
    target = field.relation.target
    name = target.__name__
    if target not in LISTED.values():
        return name
    return f"{name}{'Row' if 'revision' in _fields(field) else 'Reference'}"


def _member(model: type[Row], key: str, field: Field) -> Schema:
    kind = model.__name__
    match field:
        case Column("slug"):
            return {**field_of(kind, "slug"), "pattern": SLUG}
        case Column(name):
            return field_of(kind, name)
        case Distinct():
            return field_of(kind, key)
        case GlobalId(name):
            words = "Never used again, and the same in GraphQL."
            return {"type": "string", "pattern": f"^{name}:[1-9][0-9]*$", "description": words}
        case Prefixed():
            return described(ADDRESS, "Where it is found by itself.")
        case Alone(relation, _):
            address = nullable(ADDRESS) if relation.nullable else ADDRESS
            return described(address, f"{relation.doc} Its address.")
        case ValueObject(name, _):
            return field_of(kind, name)
        case One(relation, _):
            one = component(_name(field))
            return described(nullable(one) if relation.nullable else one, relation.doc)
        case Rows(relation, _, _):
            return described(listed(component(_name(field))), relation.doc)
    raise AssertionError(field)


# ── Value objects ────────────────────────────────────────────────────────────────────────────────


def _value_objects() -> dict[str, Schema]:
    """By kind. A record may leave out parts that it has elsewhere."""
    parts: dict[str, list[list[str]]] = {}
    for model in LISTED.values():
        for of, selection in _selections(model):
            for field in selection.values():
                if isinstance(field, ValueObject):
                    kind = of.values[field.name].kind
                    parts.setdefault(kind, []).append(list(field.parts))
    return {kind: _value_object(kind, told) for kind, told in sorted(parts.items())}


def _selections(model: type[Row]) -> Iterator[tuple[Any, Fields]]:
    found = _all_of(model)
    yield model, found
    for field in found.values():
        if isinstance(field, One | Rows):
            yield field.relation.target, _fields(field)


def _value_object(kind: str, told: list[list[str]]) -> Schema:
    names = dict.fromkeys(name for each in told for name in each)
    properties = {name: field_of(kind, name) for name in names}
    required = [name for name in names if all(name in each for each in told)]
    return described(object_of(properties, required), type_of(kind).description or "")
