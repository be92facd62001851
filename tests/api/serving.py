"""Runs `event-knowledge serve`, or another command, as a process of its own on a free port."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

from api.settings import Settings

ROOT = Path(__file__).parents[2]
GRACE = 10
"""Seconds that it has to end in order."""

PATIENCE = 300
"""Seconds after which a process is ended that has not ended by itself."""


@contextmanager
def process(
    command: list[str], folder: Path, patience: float = PATIENCE, **settings: str
) -> Iterator[subprocess.Popen[str]]:
    names = {name.upper() for name in Settings.model_fields}
    environment = {name: value for name, value in os.environ.items() if name not in names}
    with subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(ROOT), "RATE_LIMIT": "off"} | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as started:
        watchdog = Timer(patience, started.kill)
        watchdog.start()
        try:
            yield started
        finally:
            watchdog.cancel()
            end(started)


def end(started: subprocess.Popen[str]) -> None:
    """Ends it in order, so that the processes that it has begun end too."""
    started.terminate()
    try:
        started.wait(GRACE)
    except subprocess.TimeoutExpired:
        started.kill()


@contextmanager
def serving(
    folder: Path, patience: float = PATIENCE, **settings: str
) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """A running service, and what it said until it was ready."""
    with process(["api.cli", "serve"], folder, patience, PORT="0", **settings) as started:
        assert started.stdout
        assert started.stderr
        said = []
        for line in started.stdout:
            said.append(line.rstrip())
            if "curl" in line:
                break
        else:
            pytest.fail(f"It did not start: {said} {started.stderr.read()}")
        yield started, said
