"""The gazetteer: a CSV file of places, opened and checked. `seeds/places.py` writes it."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from io import StringIO

from db.models.actors import SLUG, WIKIDATA
from db.models.terms import Basis, LocationKind, Precision
from db.names import fold
from seeds.dates import WrongDate, require_real
from seeds.problems import Problems

# The order is that of the file; other columns are notes of those who made it.
NEEDED = (
    "id",
    "aliases",
    "name",
    "kind",
    "admin_type",
    "parent_id",
    "de_facto_parent_id",
    "de_facto_until",
    "disputed",
    "name_az",
    "name_hy",
    "name_ru",
    "spellings",
    "lat",
    "lon",
    "precision",
    "iso_3166",
    "wikidata_id",
    "geonames_id",
    "source",
    "source_licence",
    "notes",
)

DECIMALS = 5
"""About a metre; more would claim what no source knows."""


@dataclass(frozen=True)
class Place:
    """One row of the file: its cells by column, and the line it begins on."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column].strip()

    def several(self, column: str) -> list[str]:
        """The values of a cell that holds more than one."""
        return [value.strip() for value in self[column].split("|") if value.strip()]

    @property
    def point(self) -> tuple[float, float] | None:
        if not self["lat"] and not self["lon"]:
            return None
        return round(float(self["lat"]), DECIMALS), round(float(self["lon"]), DECIMALS)

    @property
    def note(self) -> str | None:
        """The row's notes. Where `disputed` holds a remark instead of yes or no, that too."""
        remark = self["disputed"] if self["disputed"] not in ("yes", "no", "") else ""
        return "; ".join(part for part in (remark, self["notes"]) if part) or None

    def parents(self) -> Iterator[tuple[Basis, str, str | None]]:
        """In which places it lies: on what ground, in which, until when."""
        if self["parent_id"]:
            yield basis(self), self["parent_id"], None
        if self["de_facto_parent_id"]:
            yield (Basis.DE_FACTO, self["de_facto_parent_id"], self["de_facto_until"] or None)


def other_slugs(places: list[Place]) -> dict[str, list[str]]:
    """For each place's id, the further slugs that find it: its aliases, and each of two names.

    A place that is called by two names is found by either; a name of several places finds none.
    """
    found = {place["id"]: place.several("aliases") for place in places}
    taken = Counter(slug for slugs in found.values() for slug in slugs) + Counter(found.keys())
    halves = {
        place["id"]: [slug_of(half) for half in place["name"].split("/")]
        for place in places
        if "/" in place["name"]
    }
    claimed = Counter(slug for slugs in halves.values() for slug in set(slugs))
    for key, slugs in halves.items():
        found[key] += [slug for slug in slugs if slug not in taken and claimed[slug] == 1]
    return found


def slug_of(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def basis(place: Place) -> Basis:
    """The ground of `parent_id`: recognized borders, but for two kinds of places without any.

    A de facto region is no unit of the recognized order: it lies de facto in what it belongs to.
    A geographic region has no borders at all.
    """
    if place["admin_type"].startswith("de facto region"):
        return Basis.DE_FACTO
    if place["admin_type"].startswith("geographic"):
        return Basis.GEOGRAPHIC
    return Basis.DE_JURE


def read_places(text: str, problems: Problems) -> list[Place]:
    """The rows. Raises RefusedReading where the file has not the columns."""
    reader = csv.DictReader(StringIO(text, newline=""), strict=True)
    places: list[Place] = []
    try:
        missing = [column for column in NEEDED if column not in (reader.fieldnames or ())]
        if missing:
            problems.add_at(1, f"The header has no column {', '.join(missing)}; add it.")
            problems.refuse()
        before = reader.line_num
        for cells in reader:
            if None in cells or None in cells.values():
                problems.add_at(before + 1, "The row has not as many cells as the header.")
            else:
                places.append(Place(before + 1, cells))
            before = reader.line_num
    except csv.Error as error:
        problems.add_at(reader.reader.line_num, f"It is not CSV: {error}.")
    problems.refuse()
    return places


def check_places(places: list[Place], problems: Problems) -> None:
    """Notes what is wrong with the rows, each for itself and together."""
    for place in places:
        for reason in faults(place):
            problems.add_at(place.line, f"{place['id'] or 'a row without id'}: {reason}")
    for what, columns in (
        ("id or alias", ("id", "aliases")),
        ("Wikidata item", ("wikidata_id",)),
        ("GeoNames number", ("geonames_id",)),
        ("ISO code", ("iso_3166",)),
    ):
        check_distinct(places, what, columns, problems)
    check_circles(places, problems)


def faults(place: Place) -> Iterator[str]:
    """What is wrong with a row by itself."""
    for slug in [place["id"], *place.several("aliases")]:
        if not re.fullmatch(SLUG, slug):
            yield f"{slug!r} is no id; write small letters, digits and hyphens."
    if not place["name"]:
        yield "`name` is empty; give its label."
    for column, vocabulary in (("kind", LocationKind), ("precision", Precision)):
        if place[column] not in vocabulary.__members__:
            yield f"`{column}` {place[column]!r} is none of {', '.join(vocabulary.__members__)}."
    if place["wikidata_id"] and not re.fullmatch(WIKIDATA, place["wikidata_id"]):
        yield f"`wikidata_id` {place['wikidata_id']!r} is no item such as Q227."
    if place["geonames_id"] and not re.fullmatch("[0-9]{1,9}", place["geonames_id"]):
        yield f"`geonames_id` {place['geonames_id']!r} is no number of GeoNames."
    yield from faults_of_place(place)


def faults_of_place(place: Place) -> Iterator[str]:
    try:
        point = place.point
    except ValueError:
        yield "`lat` and `lon` are decimal degrees, both or neither."
    else:
        if point and not (abs(point[0]) <= 90 and abs(point[1]) <= 180):
            yield "`lat` goes from -90 to 90 and `lon` from -180 to 180; perhaps they are swapped."
    try:
        require_real(place["de_facto_until"] or None)
    except WrongDate as why:
        yield f"`de_facto_until`: {why}."
    if len({(ground, parent) for ground, parent, _ in place.parents()}) < len([*place.parents()]):
        yield "both parents are the same on the same ground; leave one out."


def check_distinct(
    places: list[Place], what: str, columns: tuple[str, ...], problems: Problems
) -> None:
    seen: dict[str, str] = {}
    for place in places:
        for value in [value for column in columns for value in place.several(column)]:
            if value in seen:
                problems.add_at(
                    place.line, f"{place['id']}: the {what} {value!r} is that of {seen[value]} too."
                )
            seen.setdefault(value, place["id"])


def check_circles(places: list[Place], problems: Problems) -> None:
    """No place lies in itself, on any mixture of grounds."""
    lines = {place["id"]: place.line for place in places}
    graph = {place["id"]: {parent for _, parent, _ in place.parents()} for place in places}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = sorted(set(error.args[1]), key=lambda slug: lines.get(slug, 0))
        problems.add_at(
            lines.get(circle[0], 1), f"These lie in each other: {', '.join(circle)}; correct it."
        )
