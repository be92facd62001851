from pathlib import Path

from tests.clients.node import node, project, tool


def test_relay_compiles_fragments_and_runs_them(service: str, tmp_path: Path) -> None:
    app = project("relay", tmp_path)

    tool("relay-compiler", "relay.config.json", folder=app)

    node("--test-reporter=spec", "run.cjs", folder=app, SERVICE=service)
