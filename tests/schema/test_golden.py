"""Golden queries: the query, its answer, and its SQL on each database.

They are the best introduction to the system: read `tests/queries/`. `make golden` writes answers
and SQL anew; the difference is reviewed like code.
"""

import json
import os
from pathlib import Path

import pytest

from tests.conftest import answer

FOLDER = Path("tests/queries")
QUERIES = sorted(path.stem for path in FOLDER.glob("*.graphql"))


def compare(path: Path, found: str) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(found, "utf-8")
    assert path.read_text("utf-8") == found


@pytest.mark.parametrize("name", QUERIES)
async def test_a_golden_query_has_its_answer_and_its_sql(reader, shipped, sql, name):
    found = await answer(reader, (FOLDER / f"{name}.graphql").read_text("utf-8"))

    assert "errors" not in found
    dialect = shipped.partition(":")[0].partition("+")[0]
    text = "\n\n".join(readable(statement) for statement in sql)
    compare(FOLDER / f"{name}.json", json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    compare(FOLDER / f"{name}.{dialect}.sql", text + "\n")


def readable(statement: str) -> str:
    """Without the blanks at line ends that SQLAlchemy leaves."""
    return "\n".join(line.rstrip() for line in statement.splitlines())
