"""The databases that are measured on: filled, made alike for all servers, and looked at."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import sqlalchemy as sa
from sqlalchemy.orm import Session

from benchmarks.knowledge import fill
from db.copies import copy_all
from db.engine import open_engine
from db.migrate import migrate
from db.models import ShippedFile
from seeds.shipped import fingerprint, shipped_files
from tests import postgres

SETTINGS = {"shared_buffers": "1GB", "work_mem": "32MB", "max_wal_size": "8GB", "jit": "off"}
"""For a PostgreSQL of our own: it has room in memory for all that is asked for."""


@dataclass(frozen=True)
class Database:
    """A filled database, and values of it for the variables of the queries."""

    url: str
    variables: dict[str, str]


@contextmanager
def postgresql() -> Iterator[str]:
    """The URL of a server for databases of ours: that of TEST_DATABASE_URL, else one of its own."""
    postgres.SETTINGS.update(SETTINGS)
    with postgres.postgres_url() as url:
        yield url


@contextmanager
def filled_postgresql(server: str, statements: int) -> Iterator[Database]:
    """A database that ends with its use."""
    name = f"benchmark_{os.getpid()}_{statements}"
    owner = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    _run(owner, f"CREATE DATABASE {name}")
    url = sa.make_url(server).set(database=name)
    try:
        yield _filled(url.render_as_string(hide_password=False), statements)
    finally:
        _run(owner, f"DROP DATABASE {name} WITH (FORCE)")
        owner.dispose()


def filled_sqlite(folder: Path, statements: int) -> Database:
    return _filled(f"sqlite:///{folder}/benchmark_{statements}.db", statements)


def _filled(url: str, statements: int) -> Database:
    engine = open_engine(url)
    migrate(engine)
    fill(engine, statements)
    _note_shipped(engine)
    _make_alike(engine)
    with engine.connect() as connection:
        variables = _variables(connection)
    engine.dispose()
    return Database(url, variables)


def _note_shipped(engine: sa.Engine) -> None:
    """Keeps the service from loading what it comes with beside what is made up."""
    with Session(engine) as session, session.begin():
        for path in shipped_files():
            session.add(ShippedFile(name=path.name, sha256=fingerprint(path)))


ALIKE = (
    "UPDATE statement SET review = 'PUBLISHED' WHERE review <> 'PUBLISHED'",
    "UPDATE event SET review = 'PUBLISHED' WHERE review <> 'PUBLISHED'",
    "DELETE FROM attribution WHERE role <> 'SPEAKER'",
)
"""Only ours asks of each row whether it is public and, of a speaker, in which role. Where all are,
the others find the same objects without asking; ours still asks."""


def _make_alike(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        for statement in ALIKE:
            connection.exec_driver_sql(statement)
        copy_all(connection)
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("ANALYZE")
    if engine.dialect.name == "postgresql":
        alone = engine.execution_options(isolation_level="AUTOCOMMIT")
        # The first leaves no room where rows were; the second notes what index scans need not see.
        _run(alone, "VACUUM FULL")
        _run(alone, "VACUUM ANALYZE")


ACTOR = """
SELECT actor.slug FROM actor JOIN attribution ON attribution.actor_id = actor.id
GROUP BY actor.slug HAVING count(*) >= 10 ORDER BY count(*), actor.slug
"""
PLACE = """
SELECT location.name FROM location JOIN setting ON setting.location_id = location.id
GROUP BY location.name HAVING count(*) >= 10
ORDER BY count(*), location.name
"""


def _variables(connection: sa.Connection) -> dict[str, str]:
    """An actor of whom as many say more as say less, of those who say ten things; and a place."""
    actors, names = (connection.exec_driver_sql(each).scalars().all() for each in (ACTOR, PLACE))
    # A disputed place has two names in one.
    places = [name for name in names if "/" not in name]
    return {"slug": actors[len(actors) // 2], "text": places[len(places) // 2]}


def _run(engine: sa.Engine, statement: str) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)


def process_of(url: str) -> psutil.Process | None:
    """The PostgreSQL that all its connections are children of; none where it is elsewhere."""
    engine = sa.create_engine(url)
    try:
        with engine.connect() as connection:
            backend = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            found = psutil.Process(backend).parent()
    except psutil.NoSuchProcess:
        return None
    finally:
        engine.dispose()
    return found if found and "postgres" in found.name() else None


def environment_of(url: str) -> dict[str, str]:
    """A URL as the variables that every PostgreSQL client knows."""
    parsed = sa.make_url(url)
    given: dict[str, Any] = {
        "PGHOST": parsed.query.get("host") or parsed.host,
        "PGPORT": parsed.port,
        "PGUSER": parsed.username,
        "PGPASSWORD": parsed.password,
        "PGDATABASE": parsed.database,
    }
    return {name: str(value) for name, value in given.items() if value}
