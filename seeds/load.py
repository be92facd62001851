"""Loads files of knowledge into a database: one file, one transaction; twice is once.

A file is known by its name and content: `*.csv` is a gazetteer; a YAML file with `document` is a
reading, one with `actors`, `sides` or `events` a file of actors.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Protocol, TypeVar

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.orm import Session

from db.errors import DatabaseUnavailable, RefusedReading
from db.migrate import brief
from db.upkeep import gather_statistics, lock_out_writers
from db.write import Changes
from seeds.camps import ActorsFile, open_actors
from seeds.files import decode, read_bytes, read_yaml
from seeds.places import GazetteerFile, open_gazetteer
from seeds.problems import Problems
from seeds.readings import ReadingFile, open_reading
from seeds.report import FileReport, Report

KnowledgeFile = ActorsFile | GazetteerFile | ReadingFile
Beside = Callable[[Session, KnowledgeFile], None]
"""What else to write in a file's transaction."""

T = TypeVar("T")


class Watch(Protocol):
    """Gives items on, one by one, and may show how far it is: a bar on a terminal."""

    def __call__(self, items: Sequence[T], what: str, /) -> Iterable[T]: ...


def unwatched(items: Sequence[T], _what: str, /) -> Iterable[T]:
    return items


def load(
    engine: sa.Engine,
    paths: Iterable[Path | str],
    *,
    beside: Beside | None = None,
    watch: Watch = unwatched,
) -> Report:
    """Loads the files, whatever their order: actors and places first, then readings.

    Raises RefusedReading with all that is wrong. A refused file changes nothing; the others are
    loaded as far as they do not need it, and `loaded` of the exception tells what was. Raises
    DatabaseUnavailable where the database cannot be written.
    """
    return load_opened(engine, open_all(paths, watch), beside, watch)


def load_opened(
    engine: sa.Engine,
    files: Sequence[KnowledgeFile],
    beside: Beside | None = None,
    watch: Watch = unwatched,
) -> Report:
    """Loads files that were read already; see `load`."""
    report = Report()
    for stage in (ActorsFile, GazetteerFile):
        of_stage = [file for file in files if isinstance(file, stage)]
        load_stage(engine, of_stage, report, beside, watch)
    readings = in_order([file for file in files if isinstance(file, ReadingFile)])
    load_stage(engine, readings, report, beside, watch)
    if any(file.changes.wrote for file in report.files):
        with engine.begin() as connection:
            gather_statistics(connection)
    return report


def open_all(paths: Iterable[Path | str], watch: Watch = unwatched) -> list[KnowledgeFile]:
    """Reads the files, each once. Raises RefusedReading for those that have not the form."""
    files: list[KnowledgeFile] = []
    problems: list[str] = []
    for path in watch(list(dict.fromkeys(map(Path, paths))), "Reading files"):
        try:
            files.append(open_file(path))
        except RefusedReading as refusal:
            problems += refusal.problems
    if problems:
        raise RefusedReading(problems)
    return files


def open_file(path: Path) -> KnowledgeFile:
    """Reads one file. Raises RefusedReading where it has not the form of any kind."""
    content, problems = read_bytes(path), Problems(str(path))
    if path.suffix.lower() not in (".csv", ".yaml", ".yml"):
        raise RefusedReading(
            [f"{path}: It is no file of knowledge: those are .yaml and .csv files."]
        )
    text = decode(content, problems)
    if path.suffix.lower() == ".csv":
        return open_gazetteer(path, text, problems)
    read_yaml(text, problems)
    members = problems.data if isinstance(problems.data, dict) else {}
    if "document" in members:
        return open_reading(path, problems)
    if members.keys() & {"actors", "sides", "events"}:
        return open_actors(path, problems)
    problems.add((), "It has neither `document`, as a reading has, nor `actors`; add what it is.")
    problems.refuse()
    raise AssertionError


def in_order(readings: list[ReadingFile]) -> list[ReadingFile]:
    """Readings that define what others refer to come before those."""
    definers = {slug: place for place, file in enumerate(readings) for slug in file.defines}
    needs = {
        place: {definers[slug] for slug in file.refers_to if slug in definers} - {place}
        for place, file in enumerate(readings)
    }
    try:
        return [readings[place] for place in TopologicalSorter(needs).static_order()]
    except CycleError:
        # Loading tells what is not there yet.
        return readings


def load_stage(
    engine: sa.Engine,
    files: Sequence[KnowledgeFile],
    report: Report,
    beside: Beside | None,
    watch: Watch,
) -> None:
    """Loads the files, and those refused again as long as others could be loaded since.

    So an event may move from one reading to another that is given along with it.
    """
    while files:
        refused: list[KnowledgeFile] = []
        problems: list[str] = []
        for file in watch(files, "Loading"):
            try:
                report.files.append(load_file(engine, file, beside))
            except RefusedReading as refusal:
                refused.append(file)
                problems += refusal.problems
        if len(refused) == len(files):
            raise RefusedReading(problems, loaded=report.lines())
        files = refused


def load_file(engine: sa.Engine, file: KnowledgeFile, beside: Beside | None = None) -> FileReport:
    """Loads one file in a transaction of its own.

    Raises RefusedReading, or DatabaseUnavailable where the database cannot be written.
    """
    changes = Changes()
    with writing(engine, file.path) as session:
        notes = file.write(session, changes)
        if beside is not None:
            beside(session, file)
    return FileReport(file.path, changes, notes)


@contextmanager
def writing(engine: sa.Engine, path: Path) -> Iterator[Session]:
    """A transaction that writes what is in a file; what the database refuses is told of the file.

    Raises RefusedReading, or DatabaseUnavailable where the database cannot be written.
    """
    try:
        with Session(engine, autoflush=False) as session, session.begin():
            lock_out_writers(session)
            yield session
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise RefusedReading(
            [f"{path}: A {error.title} would be wrong: {place}: {first['msg']}."]
        ) from error
    except (sa.exc.IntegrityError, sa.exc.DataError) as error:
        raise RefusedReading([f"{path}: The database does not take it: {brief(error)}"]) from error
    except (sa.exc.OperationalError, sa.exc.InternalError) as error:
        raise DatabaseUnavailable(
            f"The database cannot be written: {brief(error)}. Check the rights on it, and that "
            "nobody else is writing."
        ) from error
