"""Which parameters a list has, as far as they can be told one by one.

They are those one step deep. A name may go on through neighbours, which is told in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graphql import GraphQLInputObjectType, GraphQLNamedType, GraphQLString, get_named_type

from schema.build import schema
from schema.days import SAYS
from schema.parameters import (
    BY_TEXT,
    ON_MAP,
    OPERATORS,
    PLACES,
    filter_of,
    names_of,
    shorthands_of,
    singular_of,
)
from schema.where import snake


@dataclass(frozen=True)
class Offer:
    """A parameter that there is: its name, its kind of value, what it means."""

    name: str
    kind: GraphQLNamedType
    doc: str
    many: bool = False
    """Whether several values may be given."""

    parted: bool = True
    """Whether commas part them; else the parameter is given once for each, as in running text."""


BOX = (
    "Places in a box: its west, south, east and north in degrees, parted by commas. One whose west "
    "lies east of its east goes over the antimeridian."
)


SHORT = {
    "place": "The place, named in its words or told by a claim.",
    "speaker": "Somebody who speaks of it.",
    "side": "A side that speaks of it, whatever the sides of the conflict are.",
}
"""What stands for a longer way, besides `q` and `within`."""


def offered(name: str) -> Iterator[Offer]:
    """The filters of a list; neighbours are meant by their slugs."""
    fields = [way.partition(".")[0] for way in BY_TEXT[name]]
    yield Offer("q", GraphQLString, f"Has this in its {' or '.join(fields)}.")
    top = filter_of(name)
    names = names_of(top)
    for parameter, key in names.items():
        if parameter in shorthands_of(name):
            continue
        if names.get(singular_of(parameter), "") == key and singular_of(parameter) != parameter:
            continue  # Told in the singular.
        inner: GraphQLInputObjectType = get_named_type(top.fields[key].type)
        yield from _offered(parameter, inner, top.fields[key].description or "")
    for parameter in shorthands_of(name):
        if parameter in SHORT:
            yield Offer(parameter, GraphQLString, f"{SHORT[parameter]} By slug.", many=True)
    if name in PLACES:
        yield from _within("Lies, as any claim places it, in a larger place.")
    if name in ON_MAP:
        yield Offer("bbox", GraphQLString, BOX)


def _offered(parameter: str, kind: GraphQLInputObjectType, doc: str) -> Iterator[Offer]:
    if kind.name == "FuzzyDateFilter":
        return _stretches(parameter, doc)
    if kind.name == "WithinFilter":
        return _within(doc)
    target = get_named_type(kind.fields["some"].type) if "some" in kind.fields else kind
    return (
        _neighbour(parameter, target, doc)
        if "and" in target.fields
        else _value(parameter, kind, doc)
    )


def _neighbour(parameter: str, target: GraphQLInputObjectType, doc: str) -> Iterator[Offer]:
    if "slug" in target.fields:
        yield Offer(parameter, GraphQLString, f"{doc} By slug.", many=True)


def _value(parameter: str, kind: GraphQLInputObjectType, doc: str) -> Iterator[Offer]:
    for key, field in kind.fields.items():
        named = get_named_type(field.type)
        if key == "eq":
            parted = kind.name != "TextFilter"
            yield Offer(parameter, named, doc, many="in" in kind.fields, parted=parted)
        elif snake(key) in OPERATORS:
            yield Offer(f"{parameter}.{snake(key)}", named, f"{doc} {field.description}")


def _stretches(parameter: str, doc: str) -> Iterator[Offer]:
    """The comparisons of a fuzzy date, which are ours and no fields of its filter."""
    for operator, words in SAYS.items():
        kind = schema._schema.type_map["Boolean" if operator == "is_null" else "PartialDate"]
        yield Offer(f"{parameter}.{operator}".rstrip("."), kind, f"{doc} {words}")


def _within(doc: str) -> Iterator[Offer]:
    fields = filter_of("locations").fields["within"]
    inner: GraphQLInputObjectType = get_named_type(fields.type)
    for key, field in inner.fields.items():
        parameter = "within" if key == "slug" else f"within.{snake(key)}"
        words = f"{doc} {field.description}" if key == "slug" else f"`within`: {field.description}"
        yield Offer(parameter, get_named_type(field.type), words)
