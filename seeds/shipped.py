"""The knowledge that comes with the service, and loading what of it is missing."""

from contextlib import closing
from hashlib import sha256
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col, select

from db.models import ShippedFile
from db.write import Changes, put
from seeds.documents import document_named
from seeds.load import KnowledgeFile, load, open_file, writing
from seeds.readings import ReadingFile
from seeds.report import Report

HERE = Path(__file__).parent


def shipped_files() -> list[Path]:
    """The files that come with the service: actors, places, readings."""
    named = [HERE / "actors.yaml", HERE / "gazetteer.csv"]
    return [path for path in named if path.is_file()] + sorted((HERE / "overviews").glob("*.yaml"))


def load_missing(engine: sa.Engine, files: list[Path] | None = None) -> Report | None:
    """Loads those of the files that this database has not had yet in their present form.

    What a desk changed since by files of its own is left as it is. None where nothing was to be
    loaded. Raises RefusedReading, or DatabaseUnavailable where the database cannot be written.
    """
    files = shipped_files() if files is None else files
    had = already_loaded(engine)
    missing = [path for path in files if had.get(path.name) != fingerprint(path)]
    if not missing:
        return None
    new = [path for path in missing if path.name in had or not read_by_desk(engine, path)]
    return load(engine, new, beside=remember)


def already_loaded(engine: sa.Engine) -> dict[str, str]:
    """The files that were loaded: their names and fingerprints."""
    # A transaction of the engine begins as a writer's, and the database may be read-only.
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT name, sha256 FROM shipped_file")
        return dict(cursor.fetchall())


def fingerprint(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def read_by_desk(engine: sa.Engine, path: Path) -> bool:
    """Whether the file reads a document that a desk has a reading of already; then that stays."""
    file = open_file(path)
    if not isinstance(file, ReadingFile):
        return False
    with writing(engine, path) as session:
        there = document_named(session, file.reading.document.slug) is not None
        if there:
            remember(session, file)
    return there


def remember(session: Session, file: KnowledgeFile) -> None:
    """Notes that the file was loaded, in the transaction that loads it."""
    name = file.path.name
    found = session.execute(select(ShippedFile).where(col(ShippedFile.name) == name)).scalar()
    values = {"name": name, "sha256": fingerprint(file.path)}
    put(session, found, ShippedFile.model_validate(values), Changes())
