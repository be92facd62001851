"""What an opened export is, and what has to be right before its rows are read."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, Protocol

import orjson
from pydantic import ValidationError

from db.errors import RefusedReading
from db.export import exported, table_name
from db.migrate import known_revisions, newest_revision
from seeds.exports.form import FORMAT, VERSION, Header
from seeds.shapes import reason_of

SUFFIXES = (".ndjson", ".ndjson.gz", ".zip")


class Entry(NamedTuple):
    """A row as it stands in a file: where, of which table, and its columns as JSON."""

    place: str
    table: str
    row: bytes


class Export(Protocol):
    """An export that is whole and of this version's tables."""

    header: Header
    counts: Mapping[str, int]
    """How many rows of each table it says to have."""

    def rows(self) -> Iterator[Entry]:
        """Its rows. Raises RefusedReading for one that has not the form of a row."""


def is_export(path: Path) -> bool:
    """Whether a file is an export by its name."""
    return path.name.lower().endswith(SUFFIXES)


def refuse(place: object, reason: str) -> NoReturn:
    """Says what is wrong and where: in a file, or on a line of it."""
    raise RefusedReading([f"{place}: {reason}"])


def header_in(place: object, content: bytes, model: type[Header] = Header) -> Any:
    """What an export tells of itself. Raises RefusedReading unless this version can take it."""
    told = json_in(content)
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        refuse(place, "It is no export as `event-knowledge export` makes them.")
    if told.get("version") != VERSION:
        refuse(
            place,
            f"It is an export of version {told.get('version')}, and known here is {VERSION}; use "
            "the version of Event Knowledge that made it, or a newer one.",
        )
    header = validated(place, model, content)
    require_revision(place, header.schema_revision)
    require_tables(place, "last_ids", header.last_ids)
    return header


def validated(place: object, model: Any, content: bytes) -> Any:
    """What JSON holds as an object of the class. Raises RefusedReading."""
    try:
        return model.model_validate_json(content)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        refuse(place, reason_of(detail, detail["loc"]))


def json_in(content: bytes) -> Any:
    """What JSON holds; None where it is none."""
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        return None


def require_revision(place: object, found: str) -> None:
    newest = newest_revision()
    if found == newest:
        return
    advice = (
        "make it anew: let this version migrate the database it is from, and export that"
        if found in known_revisions()
        else "load it with the version of Event Knowledge that made it, or a newer one"
    )
    refuse(
        place,
        f"It has the tables of schema revision {found}, and here are those of {newest}; {advice}.",
    )


def require_tables(place: object, what: str, found: Mapping[str, Any]) -> None:
    tables = [table_name(model) for model in exported()]
    require_names(place, f"the tables in `{what}`", tables, list(found))


def require_names(place: object, what: str, wanted: Sequence[str], found: Sequence[str]) -> None:
    """That there are just those names, each once. Raises RefusedReading."""
    unknown = [name for name in found if name not in wanted]
    missing = [name for name in wanted if name not in found]
    twice = [name for name in dict.fromkeys(found) if found.count(name) > 1]
    for names, problem in ((unknown, "not known"), (missing, "missing"), (twice, "there twice")):
        if names:
            refuse(place, f"Of {what}, {problem}: {', '.join(map(repr, names))}.")
