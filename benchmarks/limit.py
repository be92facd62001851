"""A list's own SELECT in the hands of the database's fastest tool: what export can reach at most.

For PostgreSQL `COPY ... TO STDOUT`, for SQLite its shell; and, of SQLite, the SELECT alone through
the library that the service uses, since a system's shell is often of another version.
"""

import re
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter, process_time
from typing import Any

import psutil
import psycopg

from benchmarks.cores import cpu_seconds
from db.engine import newest_sqlite, parse_url, postgresql_arguments
from db.postgresql import SETTINGS
from db.steps import Ask
from db.streams import snapshot
from db.whole import whole_list
from schema.limits import Limits
from schema.plain import read_listing, rows_tree

BASE = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Spent:
    """What reading all rows took."""

    wall: float
    """Seconds, as all that follow."""

    client_cpu: float
    database_cpu: float

    @property
    def cpu(self) -> float:
        return self.client_cpu + self.database_cpu


@dataclass(frozen=True)
class Tool:
    title: str
    read: Callable[[], Spent]


def statement_of(name: str, dialect: str, limits: Limits) -> Ask:
    """The SELECT of which the service makes the whole list of that name."""
    listing = read_listing(name, [], limits)
    whole = whole_list(rows_tree(listing, listing.record()), dialect)
    return whole.statement.ask(listing.variables(BASE))


def written_out(ask: Ask, dialect: str) -> str:
    """The statement with its binds in it, for tools that take a text alone."""
    if dialect == "postgresql":
        return re.sub(r"\$(\d+)", lambda found: _literal(ask.binds[int(found[1]) - 1]), ask.sql)
    parts = ask.sql.split("?")
    assert len(parts) == len(ask.binds) + 1
    values = [_literal(each) for each in ask.binds]
    return parts[0] + "".join(
        f"{value}{part}" for value, part in zip(values, parts[1:], strict=True)
    )


def _literal(value: Any) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return "NULL" if value is None else str(value)


def tools(url: str, name: str, limits: Limits, database: psutil.Process | None) -> Sequence[Tool]:
    """The limit comes first; none on SQLite where its shell is not installed."""
    dialect = "sqlite" if url.startswith("sqlite") else "postgresql"
    ask = statement_of(name, dialect, limits)
    text = written_out(ask, dialect)
    if dialect == "postgresql":
        return [Tool("`COPY ... TO STDOUT`", lambda: copied(url, text, database))]
    alone = Tool(
        f"the SELECT alone, SQLite {newest_sqlite.sqlite_version}", lambda: fetched(url, ask)
    )
    shell = shutil.which("sqlite3")
    if shell is None:
        print("-- There is no sqlite3 here: the shell of SQLite is left out.")
        return [alone]
    version = subprocess.run([shell, "--version"], capture_output=True, text=True, timeout=60)
    title = f"`sqlite3 -csv`, SQLite {version.stdout.split()[0]}"
    return [Tool(title, lambda: dumped(shell, url, text)), alone]


def copied(url: str, text: str, database: psutil.Process | None) -> Spent:
    arguments = postgresql_arguments(parse_url(url), SETTINGS)
    with psycopg.connect(**arguments) as connection, connection.cursor() as cursor:
        began, used, of_database = perf_counter(), process_time(), cpu_seconds(database)
        with cursor.copy(f"COPY ({text}) TO STDOUT") as rows:
            for _ in rows:
                pass
        wall, client = perf_counter() - began, process_time() - used
        return Spent(wall, client, cpu_seconds(database) - of_database)


def dumped(shell: str, url: str, text: str) -> Spent:
    file = str(parse_url(url).database)
    with tempfile.TemporaryFile("w+") as script:
        # As text of an argument it would be too long for some systems.
        script.write(f"{text};\n")
        script.seek(0)
        before, began = _of_children(), perf_counter()
        done = subprocess.run(
            [shell, "-readonly", "-csv", file],
            stdin=script,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        wall = perf_counter() - began
    if done.returncode or done.stderr:
        raise RuntimeError(done.stderr)
    return Spent(wall, _of_children() - before, 0)


def fetched(url: str, ask: Ask) -> Spent:
    with snapshot(url, timeout=600) as found:
        began, used = perf_counter(), process_time()
        for _ in found.rows(ask):
            pass
        return Spent(perf_counter() - began, process_time() - used, 0)


def _of_children() -> float:
    """CPU seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
