"""Writes the places of a gazetteer, with their names and what lies in what."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from db.models import Containment, Location, Name
from db.models.terms import LocationKind, NameKind, Precision
from db.write import Changes, put_all, remove_marked, replace_all, rows_of
from seeds.camps import staying
from seeds.gazetteer import Place, check_places, other_slugs, read_places
from seeds.known import Known, taken, unknown
from seeds.problems import Problems

LANGUAGES = ("az", "hy", "ru")


@dataclass
class GazetteerFile:
    """A file of places. What is wrong with it that no database is needed for is noted."""

    path: Path
    problems: Problems
    places: list[Place]

    def write(self, session: Session, changes: Changes) -> list[str]:
        """Checks it against the database and writes it; gives what else is to be told.

        Raises RefusedReading with all that is wrong, before anything is written.
        """
        known = Known(session)
        problems = self.problems.copy()
        check_parents(self.places, known, problems)
        check_taken(self.places, known, problems)
        problems.refuse()
        write_places(self.places, known, session, changes)
        return staying(session, Location, (place["id"] for place in self.places))


def open_gazetteer(path: Path, text: str, problems: Problems) -> GazetteerFile:
    """Raises RefusedReading where it has not the columns of a gazetteer."""
    places = read_places(text, problems)
    check_places(places, problems)
    return GazetteerFile(path, problems, places)


def check_parents(places: list[Place], known: Known, problems: Problems) -> None:
    slugs = known.places | {place["id"]: 0 for place in places}
    for place in places:
        for _, parent, _ in place.parents():
            if parent not in slugs:
                problems.add_at(place.line, f"{place['id']}: {unknown('place', parent, slugs)}")


def check_taken(places: list[Place], known: Known, problems: Problems) -> None:
    """A slug, also as an alias, finds one place."""
    others = taken(known.places, known.place_aliases, {place["id"] for place in places})
    for place in places:
        for slug in (place["id"], *place.several("aliases")):
            if slug in others:
                problems.add_at(
                    place.line,
                    f"{place['id']}: {slug!r} is another place's alias or id already.",
                )


def write_places(places: list[Place], known: Known, session: Session, changes: Changes) -> None:
    found = rows_of(session, Location, "slug", (place["id"] for place in places))
    wanted = [Location.model_validate(columns(place)) for place in places]
    rows = put_all(session, found, wanted, ("slug",), changes)
    session.flush()
    keys = [row.id for row in rows]
    ids = known.places | {row.slug: row.id or 0 for row in rows}

    slugs = other_slugs(places)
    names = [
        Name.model_validate({**values, "location_id": ids[place["id"]]})
        for place in places
        for values in names_of(place, slugs[place["id"]])
    ]
    found_names = rows_of(session, Name, "location_id", keys)
    key = ("location_id", "kind", "language", "value")
    replace_all(session, found_names, names, key, changes)

    within = [
        Containment.model_validate(values) for place in places for values in within_of(place, ids)
    ]
    found_within = rows_of(session, Containment, "location_id", keys)
    replace_all(session, found_within, within, ("location_id", "parent_id", "basis"), changes)
    remove_marked(session, changes)


def columns(place: Place) -> dict[str, Any]:
    latitude, longitude = place.point or (None, None)
    licence = f"; licence: {place['source_licence']}" if place["source_licence"] else ""
    return {
        "slug": place["id"],
        "kind": LocationKind[place["kind"]],
        "name": place["name"],
        "description": place["admin_type"] or None,
        "latitude": latitude,
        "longitude": longitude,
        "precision": Precision[place["precision"]],
        "disputed": place["disputed"] == "yes",
        "wikidata_id": place["wikidata_id"] or None,
        "geonames_id": int(place["geonames_id"]) if place["geonames_id"] else None,
        "iso_code": place["iso_3166"] or None,
        "source": place["source"] + licence if place["source"] else None,
        "note": place.note,
    }


def names_of(place: Place, slugs: list[str]) -> list[dict[str, Any]]:
    """Its names in three languages, its other spellings, its other slugs.

    A spelling that is its label or a name in a language already is no row of its own.
    """
    labels = [(place[f"name_{language}"], language) for language in LANGUAGES]
    rows: list[dict[str, Any]] = [
        {"value": value, "language": language, "kind": NameKind.LABEL}
        for value, language in labels
        if value
    ]
    taken = {place["name"], *(value for value, _ in labels)}
    spelled = [part.strip() for part in place["name"].split("/")] + place.several("spellings")
    rows += [
        {"value": value, "language": None, "kind": NameKind.SPELLING}
        for value in dict.fromkeys(spelled)
        if value and value not in taken
    ]
    return rows + [{"value": value, "language": None, "kind": NameKind.SLUG} for value in slugs]


def within_of(place: Place, ids: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {"location_id": ids[place["id"]], "parent_id": ids[parent], "basis": ground, "until": until}
        for ground, parent, until in place.parents()
    ]
