"""Runs the clients and tools of this folder by Node."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.api.serving import PATIENCE, ROOT

FOLDER = Path(__file__).parent
MODULES = FOLDER / "node_modules"


def node(*command: str | Path, folder: Path = FOLDER, **environment: str) -> str:
    """What a program prints. One that fails, fails the test with all that it said."""
    assert MODULES.exists(), "There are no clients to test with: `make test` installs them."
    # Where there is no Node, bootstrap.sh has put one beside Python.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        [shutil.which("node", path=path) or "node", *command],
        cwd=folder,
        env=os.environ | {"PATH": path, "NO_COLOR": "1"} | environment,
        capture_output=True,
        check=False,
        text=True,
        timeout=PATIENCE,
    )
    assert ran.returncode == 0, f"{ran.stdout}{ran.stderr}"
    return ran.stdout


def tool(name: str, *arguments: str | Path, folder: Path) -> str:
    """Likewise, of a command that a package brings."""
    return node((MODULES / ".bin" / name).resolve(), *arguments, folder=folder)


def project(name: str, folder: Path) -> Path:
    """A front end's sources, the schema and packages, copied to where tools may write."""
    copied = Path(shutil.copytree(FOLDER / name, folder / name))
    shutil.copy(ROOT / "schema" / "schema.graphql", copied)
    (copied / "node_modules").symlink_to(MODULES, target_is_directory=True)
    return copied
