"""Readers: what makes a draft reading of a text. There is one by rules; others may be installed.

An installation brings its own as an entry point of the group `event_knowledge.readers`: a function
`read(text: str, published_on: date) -> dict` that gives a reading as `seeds/reading.schema.json`
has it, without `document` or with members of it. What it gives is checked like any other.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from db.engine import open_engine, parse_url
from db.errors import BadInput, DatabaseUnavailable
from db.migrate import migrate, require_current
from seeds.load import load
from seeds.reader import rules
from seeds.shipped import shipped_files

Read = Callable[[str, date], dict[str, Any]]

GROUP = "event_knowledge.readers"
OURS = "rules"


def read(text: str, published_on: date) -> dict[str, Any]:
    """Our reader, with the names that come with the service: for readers that build on it."""
    engine = shipped_knowledge()
    try:
        return rules(engine)(text, published_on)
    finally:
        engine.dispose()


def find_reader(name: str, engine: sa.Engine) -> Read:
    """The reader of that name; ours knows the names that the database has.

    Raises BadInput where there is none, or where it cannot be imported.
    """
    if name == OURS:
        return rules(engine)
    found = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in found:
        names = ", ".join(sorted({OURS, *found}))
        raise BadInput(f"There is no reader {name!r}; there are: {names}.")
    try:
        reader: Read = found[name].load()
    except Exception as error:
        # It is code of others, and may fail in any way.
        raise BadInput(
            f"The reader {name!r} cannot be imported: {type(error).__name__}: {error}. Check its "
            "installation."
        ) from error
    return reader


def shipped_knowledge(files: Iterable[Path] = ()) -> sa.Engine:
    """A database in memory with the actors and places that come with the service, and those files.

    Raises RefusedReading for files that are.
    """
    engine = open_engine("sqlite://")
    migrate(engine)
    load(engine, [*(path for path in shipped_files() if path.parent.name != "overviews"), *files])
    return engine


def database_there(url: str) -> tuple[sa.Engine | None, str]:
    """The database of that URL, to be read, where it is there and current; else why it is not."""
    parsed = parse_url(url)
    is_path = parsed.get_backend_name() == "sqlite" and not parsed.query.get("uri")
    # Where there is no file, SQLite would make an empty one.
    if is_path and not (parsed.database and Path(parsed.database).is_file()):
        return None, "There is no database yet."
    engine = open_engine(url, read_only=True)
    try:
        require_current(engine)
    except DatabaseUnavailable as error:
        engine.dispose()
        return None, error.message
    return engine, ""


@dataclass(frozen=True)
class Knowledge:
    """What a reader may know: names, and the documents of a desk."""

    names: sa.Engine
    """The database with the actors and places that are known."""

    documents: sa.Engine | None
    """The desk's database, where it has one."""

    note: str | None = None
    """What to tell of it."""


@contextmanager
def known_engine(url: str, files: Iterable[Path] = ()) -> Iterator[Knowledge]:
    """What the database of that URL knows; where it is not there, what comes with the service.

    With files of actors and places: what comes with the service, and they.
    """
    files = list(files)
    desk, why = database_there(url)
    names = desk if desk is not None and not files else shipped_knowledge(files)
    note = None
    if desk is None:
        beside = " and those of the files given" if files else ""
        note = f"{why} The names known are those that come with the service{beside}."
    try:
        yield Knowledge(names, desk, note)
    finally:
        names.dispose()
        if desk is not None:
            desk.dispose()
