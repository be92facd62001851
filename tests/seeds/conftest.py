from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from db.engine import open_engine
from db.migrate import migrate
from seeds.load import load
from tests.seeds.border import written


@pytest.fixture
def empty() -> Iterator[sa.Engine]:
    """A database in memory without any knowledge, for what is alike on all."""
    engine = open_engine("sqlite://")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def memory(empty: sa.Engine, tmp_path: Path) -> sa.Engine:
    """A database in memory with the actors and places of the border conflict."""
    load(empty, written(tmp_path)[:2])
    return empty
