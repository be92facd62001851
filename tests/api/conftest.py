from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from api.settings import Settings
from db.migrate import migrate
from tests.api.opening import opened
from tests.conftest import Databases, settings_for


@pytest.fixture
def settings(databases: Databases, tmp_path: Path) -> Settings:
    """Those of a service over an empty SQLite database of its own; no page was built."""
    return settings_for(databases.make("sqlite", "empty", migrate), tmp_path)


@pytest.fixture
async def http(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client of that service."""
    async with opened(settings) as client:
        yield client
