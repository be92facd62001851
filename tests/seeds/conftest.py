from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from db.migrate import migrate
from seeds.load import load
from tests.conftest import Databases
from tests.seeds.border import written


@pytest.fixture
def empty(databases: Databases) -> Iterator[sa.Engine]:
    """A SQLite database without any knowledge, for what is alike on all."""
    with databases.open("sqlite", "empty", migrate) as engine:
        yield engine


@pytest.fixture
def named(databases: Databases, tmp_path: Path) -> Iterator[sa.Engine]:
    """Likewise, with the actors and places of the border conflict."""
    files = written(tmp_path)[:2]

    def prepare(engine: sa.Engine) -> None:
        migrate(engine)
        load(engine, files)

    with databases.open("sqlite", "named", prepare) as engine:
        yield engine
