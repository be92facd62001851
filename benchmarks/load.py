"""Asks a server once, or puts load on it for some seconds."""

import json
import subprocess
import tempfile
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from benchmarks.cores import Cores, cpu_seconds, on_core, resident_megabytes
from benchmarks.servers import Running

SCRIPT = Path(__file__).parent / "load.js"
LEAD = 1
"""Seconds of load before each measurement, so that caches are the server's own again."""

PATIENCE = 120
"""Seconds that one answer, or the end of a load, may take beyond what was asked for."""


@dataclass(frozen=True)
class Sample:
    """What came of one load."""

    rate: float
    """Requests a second."""

    p50: float
    """Milliseconds, as p99."""

    p99: float
    server_cpu: float
    """Milliseconds of computing for each request, as database_cpu."""

    database_cpu: float
    megabytes: float
    """Resident memory of the server at the end."""


class Failed(Exception):
    """A server did not answer all requests."""


def ask(url: str, body: bytes) -> bytes:
    request = urllib.request.Request(url, body, {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return bytes(answer.read())


@dataclass(frozen=True)
class Loader:
    """Puts load on servers, and sees what they and the database use."""

    node: str
    cores: Cores | None
    database: psutil.Process | None

    def put(
        self, running: Running, url: str, body: bytes, connections: int, seconds: float
    ) -> Sample:
        """Raises Failed where an answer is no success, or none comes in PATIENCE."""
        server = running.process
        before = cpu_seconds(server), cpu_seconds(self.database)
        found = self._load(url, body, connections, seconds)
        if found["failures"]:
            raise Failed(f"{running.server.title}: {found}")
        if not found["requests"]:
            # So slow that the time was over before the first answer.
            if seconds > PATIENCE:
                raise Failed(f"{running.server.title} did not answer in {seconds:.0f} seconds")
            return self.put(running, url, body, connections, seconds * 4)
        after = cpu_seconds(server), cpu_seconds(self.database)
        for_server, for_database = (
            (late - early) * 1000 / found["all"] for early, late in zip(before, after, strict=True)
        )
        rate = found["requests"] / found["seconds"]
        memory = resident_megabytes(server)
        return Sample(rate, found["p50"], found["p99"], for_server, for_database, memory)

    def _load(self, url: str, body: bytes, connections: int, seconds: float) -> dict[str, Any]:
        with tempfile.NamedTemporaryFile() as file:
            file.write(body)
            file.flush()
            numbers = map(str, (connections, seconds, LEAD))
            command = [self.node, str(SCRIPT), url, file.name, *numbers]
            with on_core(self.cores.load if self.cores else None):
                done = subprocess.run(
                    command, capture_output=True, text=True, timeout=LEAD + seconds + PATIENCE
                )
        if done.returncode:
            raise RuntimeError(done.stderr)
        found: dict[str, Any] = json.loads(done.stdout)
        return found
