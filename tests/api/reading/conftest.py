"""A desk: a folder with a text, and a database."""

from pathlib import Path

import pytest

from api.settings import Settings
from tests.api.reading.commands import TEXT
from tests.conftest import Databases, prepare_seeds
from tests.seeds.reader_of_tests import install


@pytest.fixture(autouse=True)
def folder(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder with a text, readers that are installed elsewhere, and no database."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    install(tmp_path_factory.mktemp("installed"), monkeypatch)
    Path("day.txt").write_text(TEXT, "utf-8")
    return tmp_path


@pytest.fixture
def desk(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with all that is shipped, as the desk's own."""
    url = databases.make("sqlite", "shipped", prepare_seeds)
    monkeypatch.setenv("DATABASE_URL", url)
    return url
