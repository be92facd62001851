"""The service that clients ask: a process of its own, with all that is shipped."""

import re
from collections.abc import Iterator

import pytest

from tests.api.serving import serving
from tests.conftest import Databases, prepare_seeds


@pytest.fixture(scope="package")
def service(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address at which it takes queries."""
    url = databases.make("sqlite", "shipped", prepare_seeds)
    with serving(tmp_path_factory.mktemp("clients"), DATABASE_URL=url) as (_, said):
        [address] = re.findall(r"http://\S+/graphql", said[-1])
        yield address
