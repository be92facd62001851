"""Random requests, right and wrong, to the running service over all that is shipped.

`make fuzz` sends more of them, and others each time.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.serving import PATIENCE, ROOT, serving

FEW = {"/openapi.json": 2, "/graphql": 6}
"""Examples of each operation: under /v1 there are a hundred."""

LONGEST = PATIENCE if "FUZZ" not in os.environ else 24 * 3600
"""Seconds."""

CONFIGURED = ["--config-file", str(Path(__file__).with_name("fuzzing.toml"))]

# Queries that GraphQL itself refuses would be half of all.
GRAPHQL = ["--header=Accept: application/graphql-response+json", "--mode=positive"]


@pytest.fixture(scope="module")
def address(shipped: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("service")
    with serving(folder, LONGEST, DATABASE_URL=shipped) as (_, said):
        found = re.search(r"(http://\S+)/graphql", "\n".join(said))
        assert found
        yield found[1]


def how_many(path: str) -> list[str]:
    return os.environ.get("FUZZ", f"--seed 1 --max-examples {FEW[path]}").split()


@pytest.mark.parametrize(("path", "options"), [("/openapi.json", []), ("/graphql", GRAPHQL)])
def test_whatever_is_asked_is_answered_as_described(
    address: str, tmp_path: Path, path: str, options: list[str]
) -> None:
    command = [
        sys.executable,
        "-m",
        "schemathesis.cli",
        *CONFIGURED,
        "run",
        *how_many(path),
        *options,
    ]

    # It prints what it finds, with the request that shows it.
    ended = subprocess.run(
        [*command, f"{address}{path}"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=LONGEST,
        check=False,
    )

    assert ended.returncode == 0
