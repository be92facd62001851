from pathlib import Path

from tests.clients.node import project, tool


def test_the_schema_is_as_relay_and_graphql_eslint_recommend(tmp_path: Path) -> None:
    app = project("lint", tmp_path)

    tool("eslint", "--max-warnings=0", "schema.graphql", folder=app)
