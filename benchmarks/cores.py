"""Which core runs what, and what a process has used of it.

The server has a core for itself. The database and the load have the next two, or share the second
where there are only two; where there is one, all share it, and where the system cannot pin, all
run anywhere: the figures then say less about the server alone.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class Cores:
    server: int
    database: int
    load: int

    def __str__(self) -> str:
        kinds = {"server": self.server, "database": self.database, "load": self.load}
        return ", ".join(f"{kind} on core {core}" for kind, core in kinds.items())


def cores_here() -> Cores | None:
    """None where processes cannot be pinned."""
    if not hasattr(os, "sched_getaffinity"):
        return None
    free = sorted(os.sched_getaffinity(0))
    return Cores(*(free[min(wanted, len(free) - 1)] for wanted in range(3)))


@contextmanager
def on_core(core: int | None) -> Iterator[None]:
    """What is started in between runs on that core, with all its threads."""
    if core is None:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def family(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def pin(process: psutil.Process, core: int | None) -> None:
    """Pins a running process, what it has started, and what it will start."""
    if core is not None:
        for each in family(process):
            with suppress(psutil.NoSuchProcess):  # A connection may end meanwhile.
                each.cpu_affinity([core])


def cpu_seconds(process: psutil.Process | None) -> float:
    """Of a process and all it has started: what they have computed, in user and system mode."""
    used = 0.0
    for each in family(process) if process else []:
        with suppress(psutil.NoSuchProcess):
            times = each.cpu_times()
            used += times.user + times.system
            # Of those that have ended, such as a closed connection's; not told by every system.
            used += getattr(times, "children_user", 0) + getattr(times, "children_system", 0)
    return used


def resident_megabytes(process: psutil.Process) -> float:
    return float(sum(each.memory_info().rss for each in family(process)) / 1e6)
