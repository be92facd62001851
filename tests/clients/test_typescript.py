import shutil
from pathlib import Path

from tests.api.serving import ROOT
from tests.clients.node import project, tool


def test_types_are_made_of_the_schema_and_all_questions(tmp_path: Path) -> None:
    app = project("typed", tmp_path)
    shutil.copytree(ROOT / "schema" / "questions", app / "questions")

    tool("graphql-codegen", "--config", "codegen.mjs", folder=app)

    tool("tsc", "--project", "tsconfig.json", folder=app)
