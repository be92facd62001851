import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.api.serving import PATIENCE, serving
from tests.conftest import Databases, prepare_seeds


@dataclass(frozen=True)
class Served:
    """A service, and the database that it serves."""

    address: str
    database_url: str


def served(databases: Databases, folder: Path) -> Iterator[Served]:
    """All that is shipped, for pages of any host to read."""
    url = databases.make("sqlite", "shipped", prepare_seeds)
    with serving(folder, DATABASE_URL=url, CORS_ORIGINS="*") as (_, said):
        [address] = re.findall(r"(http://\S+)/graphql", said[-1])
        yield Served(address, url)


@pytest.fixture(scope="package")
def service(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service that is only read."""
    for each in served(databases, tmp_path_factory.mktemp("integrations")):
        yield each.address


@pytest.fixture
def changing(databases: Databases, tmp_path: Path) -> Iterator[Served]:
    """One whose knowledge a test may change."""
    yield from served(databases, tmp_path)


@pytest.fixture
def http(service: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service, trust_env=False, timeout=PATIENCE) as client:
        yield client
