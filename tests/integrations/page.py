"""docs/integrations.md, and the running of what it says.

Its examples are one way from the first to the last, in one folder: `sh` is run by a shell, `python`
by Python, and the block after it is what it prints. A block with a name is a file.
"""

import re
import shutil
import subprocess
import sys
from os import environ, pathsep
from pathlib import Path

from tests.api.serving import PATIENCE
from tests.integrations.jq import put_command
from tests.test_docs import FENCED, PAGES, Block, blocks

PAGE = "docs/integrations.md"
HOST = "http://127.0.0.1:8000"
"""Where the page has its service."""

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
AN_INSTANT = "2026-01-05T09:00:00.000000Z"
"""What the page shows for when rows were written, which is another time for each database."""

RUN = {"sh": ["sh", "-ec"], "python": [sys.executable, "-W", "error", "-c"]}
OUTPUT = {"text", "csv", "json"}

ADDRESS = re.compile(r"(?:https?://[\w.:]+)?(/v1/[^\s`\"'()|…{]+)")


def text() -> str:
    return PAGES[PAGE].read_text("utf-8")


def put_files(folder: Path, service: str) -> None:
    """Writes the files of the page, which then ask that service."""
    for block in blocks(PAGE):
        if block.name:
            (folder / block.name).write_text(block.text.replace(HOST, service), "utf-8")


def printed(block: Block, folder: Path, service: str) -> str:
    """What an example prints, as the page would show it."""
    assert shutil.which("curl"), f"The examples of {PAGE} need curl: install it."
    commands = folder / "bin"
    put_command(commands)
    ran = subprocess.run(
        [*RUN[block.language], block.text.replace(HOST, service)],
        cwd=folder,
        env=environ
        | {"NO_PROXY": "127.0.0.1", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
        | {"PATH": f"{commands}{pathsep}{environ['PATH']}"},
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    output = ran.stdout.decode().replace(service, HOST).replace("\r\n", "\n")
    assert ran.returncode == 0, f"{block.text}{output}{ran.stderr.decode()}"
    return INSTANT.sub(AN_INSTANT, output)


def addresses() -> list[str]:
    """Those that are named beside the examples, such as those of feeds."""
    found = ADDRESS.findall(FENCED.sub("", text()))
    return sorted({each.rstrip(".,;:") for each in found})
