"""Reads the parameters of an address as the filter that GraphQL takes: `kind=BATTLE`, `said.gte=`.

A name is a way through the inputs of filters, in snake case: fields, neighbours, their fields; then
an operator, else what is said equals. So whatever GraphQL can filter by can be asked for here.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from graphql import GraphQLInputObjectType, get_named_type

from db.errors import BadParameter
from db.names import fold
from schema.build import schema
from schema.days import read_stretch
from schema.given import Given, instant_of, number_in, value_of
from schema.limits import Limits
from schema.query import LISTED
from schema.where import snake

ON_NAMES = ("name.contains", "names.value.contains")
IN_TITLE = ("title.contains",)
BY_TEXT = {
    "actors": ON_NAMES,
    "statements": ("text.contains",),
    "locations": ON_NAMES,
    "events": IN_TITLE,
    "documents": IN_TITLE,
    "claims": ("proposition.contains",),
    "sides": ("name.contains",),
}
"""What `q` is sought in."""

PLACES: Mapping[str, tuple[str, ...]] = {
    "statements": ("mentions.location", "events.locations"),
    "events": ("locations",),
    "claims": ("settings.location",),
}
"""The ways to the places of a row: `place`, and what they lie in: `within`."""

SPEAKERS: Mapping[str, tuple[str, ...]] = {
    "events": ("claims.statement.speakers",),
    "claims": ("statement.speakers",),
}
"""The ways to those who speak of it: `speaker`."""

SIDES: Mapping[str, tuple[str, ...]] = {"events": ("claims.sides",)}
"""Likewise to the sides that do: an event's own are those of its conflict."""

ON_MAP: Mapping[str, tuple[str, ...]] = {"locations": (), "events": ("locations",)}
"""The way to the places that `bbox` is about."""

OF_LISTS = ("sort", "include", "fields", "first", "after", "count")
"""Parameters that every list has besides its filters."""

EXISTS = "exists"
FOLDED = ("contains", "startsWith")
"""What compares folded texts."""

LISTS = ("some", "none")
OPERATORS = ("neq", "lt", "lte", "gt", "gte", "contains", "starts_with", "is_null")


def read_filter(name: str, given: Mapping[str, Sequence[str]], limits: Limits) -> dict[str, Any]:
    """The filter of the list of that name, as a client would send it to GraphQL.

    Raises BadParameter.
    """
    top = filter_of(name)
    where: dict[str, Any] = {}
    together: dict[str, list[dict[str, Any]]] = {}
    for parameter, texts in given.items():
        one = Given(parameter, texts, limits)
        one.check()
        if parameter == "bbox" and name in ON_MAP:
            where.setdefault("and", []).append(_box(one, ON_MAP[name]))
            continue
        first, _, rest = parameter.partition(".")
        ways = shorthands_of(name).get(first)
        if ways is None:
            if _field(top, first) is None:
                raise one.unknown("is not known.", first, known(name))
            _put(where, top, parameter.split("."), one)
            continue
        if first == "q" and rest:
            raise one.wrong("is not known: `q` has no operators.", ("q",))
        alternatives = together.setdefault(first, [{} for _ in ways])
        for way, inside in zip(ways, alternatives, strict=True):
            _put(inside, top, f"{way}.{rest}".strip(".").split("."), one)
    for alternatives in together.values():
        several = len(alternatives) > 1
        where.setdefault("and", []).append({"or": alternatives} if several else alternatives[0])
    if not _says_within_what(where):
        raise _within_nothing(given, limits)
    return where


def known(name: str) -> list[str]:
    """The parameters that the list of that name has; more follow each after a full stop."""
    shorthands = [*shorthands_of(name), *(["bbox"] if name in ON_MAP else ())]
    return sorted({*_known(filter_of(name)), *shorthands, *OF_LISTS})


@cache
def shorthands_of(name: str) -> Mapping[str, tuple[str, ...]]:
    """Parameters of a list that stand for ways, of which one is to lead to what is given."""
    found: dict[str, tuple[str, ...]] = {"q": BY_TEXT[name]}
    for parameter, ways in (("place", PLACES), ("speaker", SPEAKERS), ("side", SIDES)):
        if name in ways:
            found[parameter] = ways[name]
    if name in PLACES:
        found["within"] = tuple(f"{way}.within" for way in PLACES[name])
    return found


# ── The way through the inputs ───────────────────────────────────────────────────────────────────


def _put(
    inside: dict[str, Any], kind: GraphQLInputObjectType, way: list[str], given: Given
) -> None:
    """Puts what is given into a filter of that kind, the way the parameter's name goes."""
    key = _field(kind, way[0])
    if key is None:
        at = given.name.removesuffix(".".join(way)).strip(".")
        words = f"is not known{f' under `{at}`' if at else ''}: there is no {way[0]!r}."
        raise given.unknown(words, way[0], _known(kind))
    inner: GraphQLInputObjectType = get_named_type(kind.fields[key].type)
    rest = way[1:]
    if inner.name == "FuzzyDateFilter":
        read_stretch(inside.setdefault(key, {}), rest, given)
    elif inner.name == "WithinFilter":
        _put_within(inside.setdefault(key, {}), inner, rest, given)
    elif set(inner.fields) == set(LISTS):
        _put_neighbours(inside, key, inner, rest, given)
    elif "and" in inner.fields:
        _put_neighbour(inside, key, inner, rest, given)
    else:
        _put_value(inside.setdefault(key, {}), inner, rest, given)


def _put_neighbours(
    inside: dict[str, Any], key: str, kind: GraphQLInputObjectType, rest: list[str], given: Given
) -> None:
    found = inside.setdefault(key, {})
    if rest == [EXISTS]:
        how = "some" if given.flag() else "none"
        if set(found) - {how}:
            raise given.wrong("contradicts another parameter.")
        found.setdefault(how, {})
        return
    if "none" in found:
        raise given.wrong(f"contradicts another parameter, which says that there are no {key}.")
    target: GraphQLInputObjectType = get_named_type(kind.fields["some"].type)
    _put(found.setdefault("some", {}), target, _or_slug(target, rest, given), given)


def _put_neighbour(
    inside: dict[str, Any], key: str, kind: GraphQLInputObjectType, rest: list[str], given: Given
) -> None:
    if rest != [EXISTS]:
        _put(inside.setdefault(key, {}), kind, _or_slug(kind, rest, given), given)
    elif given.flag():
        inside.setdefault(key, {})
    else:
        inside.setdefault("and", []).append({"not": {key: {}}})


def _or_slug(kind: GraphQLInputObjectType, rest: list[str], given: Given) -> list[str]:
    """The rest of a way that ends with a neighbour, which is meant by its slug."""
    if rest or "slug" in kind.fields:
        return rest or ["slug"]
    allowed = [f"{given.name}.{each}" for each in _known(kind)]
    raise given.wrong("says nothing yet: go on with one of its fields.", allowed)


def _put_value(
    inside: dict[str, Any], kind: GraphQLInputObjectType, rest: list[str], given: Given
) -> None:
    """A comparison: with one value or several, by the operator that the way ends with, if any."""
    operator = rest[0] if rest else "eq"
    key = _field(kind, operator)
    if key is None or len(rest) > 1 or (rest and operator not in OPERATORS):
        at = given.name.removesuffix(".".join(rest)).strip(".")
        allowed = [at, *(f"{at}.{snake(each)}" for each in kind.fields if snake(each) in OPERATORS)]
        raise given.wrong(f"is not known: {'.'.join(rest)!r} is no way to compare.", allowed)
    texts = list(given.texts) if kind.name == "TextFilter" else given.parted()
    if not rest and len(texts) > 1:
        key = "in"
        if key not in kind.fields:
            raise given.wrong("takes one value.")
    if key in inside or (key == "in" and "eq" in inside):
        raise given.wrong("is given twice.")
    if key != "in":
        text = texts[0] if not rest else given.one()
        if key in FOLDED and not fold(text):
            raise given.wrong(f"is {text!r}: it has no letter, digit or sign to compare by.")
        if kind.name == "DateTimeFilter":
            text = instant_of(operator, text)
        inside[key] = value_of(get_named_type(kind.fields[key].type), text, given)
        return
    inside[key] = [value_of(get_named_type(kind.fields[key].type), text, given) for text in texts]


def _put_within(
    inside: dict[str, Any], kind: GraphQLInputObjectType, rest: list[str], given: Given
) -> None:
    key = _field(kind, rest[0] if rest else "slug")
    if key is None or len(rest) > 1:
        at = given.name.removesuffix(".".join(rest)).strip(".")
        raise given.wrong("is not known.", (at, f"{at}.basis", f"{at}.on"))
    inside[key] = value_of(get_named_type(kind.fields[key].type), given.one(), given)


def _says_within_what(where: Any) -> bool:
    """Whether each larger place that is meant is named."""
    if isinstance(where, list):
        return all(map(_says_within_what, where))
    if not isinstance(where, dict):
        return True
    return "slug" in where.get("within", {"slug"}) and all(map(_says_within_what, where.values()))


def _within_nothing(given: Mapping[str, Sequence[str]], limits: Limits) -> BadParameter:
    """What is wrong with the parameter that qualifies a larger place which nothing names."""
    ways = {each: each.rpartition(".")[0] for each in given if ".within." in f".{each}"}
    parameter = next((each for each, way in ways.items() if way not in given), next(iter(ways)))
    at = ways[parameter]
    return Given(parameter, given[parameter], limits).wrong(f"is of use with `{at}` alone.", (at,))


# ── Places on a map ──────────────────────────────────────────────────────────────────────────────


def _box(given: Given, way: Sequence[str]) -> dict[str, Any]:
    """Places in a box: its west, south, east and north, in degrees.

    One whose west lies east of its east goes over the antimeridian (RFC 7946, section 5.2).
    """
    try:
        west, south, east, north = map(number_in, given.one().split(","))
    except ValueError as error:
        words = "is to be four numbers: west, south, east, north, in degrees."
        raise given.wrong(words) from error
    if not (-90 <= south <= 90 and -90 <= north <= 90 and -180 <= west <= 180 >= east >= -180):
        raise given.wrong("has degrees that are nowhere: longitudes go to 180, latitudes to 90.")
    if south > north:
        raise given.wrong("has its south north of its north: turn them around.")
    found: dict[str, Any] = {"latitude": {"gte": south, "lte": north}}
    if west <= east:
        found["longitude"] = {"gte": west, "lte": east}
    else:
        found["or"] = [{"longitude": {"gte": west}}, {"longitude": {"lte": east}}]
    for name in reversed(way):
        found = {name: {"some": found}}
    return found


# ── What there is ────────────────────────────────────────────────────────────────────────────────


def filter_of(name: str) -> GraphQLInputObjectType:
    kind = schema._schema.type_map[f"{LISTED[name].__name__}Filter"]
    assert isinstance(kind, GraphQLInputObjectType)
    return kind


@cache
def names_of(kind: GraphQLInputObjectType) -> dict[str, str]:
    """The fields of a filter as parameters name them; several neighbours also in the singular."""
    fields = {snake(key): key for key in kind.fields if key not in ("and", "or", "not")}
    singular = {
        singular_of(name): key
        for name, key in fields.items()
        if set(getattr(get_named_type(kind.fields[key].type), "fields", ())) == set(LISTS)
    }
    return singular | fields


def singular_of(name: str) -> str:
    if name.endswith("ies"):
        return name.removesuffix("ies") + "y"
    return name if name == "means" else name.removesuffix("s")


def _field(kind: GraphQLInputObjectType, name: str) -> str | None:
    return names_of(kind).get(name)


def _known(kind: GraphQLInputObjectType) -> list[str]:
    return sorted(names_of(kind))
