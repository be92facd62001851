from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from api.settings import Settings
from db.engine import open_engine
from db.migrate import migrate
from tests.api.opening import opened
from tests.conftest import settings_for


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Those of a service over an empty SQLite database of its own; no page was built."""
    url = f"sqlite:///{tmp_path}/knowledge.db"
    engine = open_engine(url)
    migrate(engine)
    engine.dispose()
    return settings_for(url, tmp_path)


@pytest.fixture
async def http(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client of that service."""
    async with opened(settings) as client:
        yield client
