"""The vocabularies as GraphQL enumerations, and enumerations of fields and directions."""

from collections.abc import Iterable
from enum import Enum
from functools import cache

import strawberry

from db.models.terms import Term


@cache
def enumeration(term: type[Term]) -> type[Term]:
    """The vocabulary, described word by word."""
    strawberry.enum(term, description=described(term))
    for value, member in zip(term.__strawberry_definition__.values, term, strict=True):  # type: ignore[attr-defined]  # strawberry adds it
        value.description = member.description
    return term


def described(thing: type) -> str:
    """A class's docstring on one line."""
    return " ".join((thing.__doc__ or "").split())


def field_enumeration(name: str, fields: Iterable[tuple[str, str]], doc: str) -> type[Enum]:
    """An enumeration of fields: each is written in capitals and has its own description."""
    described_fields = list(fields)
    made = Enum(name, {field.upper(): field for field, _ in described_fields})  # type: ignore[misc]  # names are known when this runs
    strawberry.enum(made, description=doc)
    for value, (_, description) in zip(
        made.__strawberry_definition__.values,  # type: ignore[attr-defined]  # strawberry adds it
        described_fields,
        strict=True,
    ):
        value.description = description
    return made


@strawberry.enum(description="Which way a list is ordered.")
class OrderDirection(Enum):
    ASC = strawberry.enum_value("ASC", description="Smallest, earliest or first in alphabet first.")
    DESC = strawberry.enum_value("DESC", description="Largest, latest or last in alphabet first.")
