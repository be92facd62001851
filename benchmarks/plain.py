"""Plain GET: a page beside the same by GraphQL and beside 304; whole lists beside their SELECT."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.cores import Cores, on_core
from benchmarks.databases import process_of
from benchmarks.measure import Plan, say
from benchmarks.pages import Pages, measure_pages, pages_table, require_same_records
from benchmarks.servers import Server, running
from benchmarks.whole_lists import Lists, lists_table, measure_lists
from db.engine import open_engine

SERVE = (sys.executable, "-m", "api.cli", "serve")


@dataclass(frozen=True)
class Found:
    """What was measured on one database."""

    title: str
    pages: Pages
    lists: Lists


def measure_plain(url: str, plan: Plan, cores: Cores | None) -> Found:
    """Figures of the service on a filled database."""
    is_sqlite = url.startswith("sqlite")
    title = "SQLite" if is_sqlite else "PostgreSQL"
    database = None if is_sqlite else process_of(url)
    server = Server(title, f"Event Knowledge, {title}", "ours", SERVE, url)
    lists = Lists(_how_many(url))
    say(f"starting {server.title}")
    core, load = (cores.server, cores.load) if cores else (None, None)
    with running(server, core) as up, on_core(load):
        require_same_records(up)
        pages = measure_pages(up, plan, database)
        measure_lists(up, plan, database, lists)
    return Found(title, pages, lists)


def _how_many(url: str) -> int:
    """The statements that a list has."""
    engine = open_engine(url, read_only=True)
    with engine.connect() as connection:
        count = "SELECT count(*) FROM statement WHERE review = 'PUBLISHED'"
        found: int = connection.exec_driver_sql(count).scalar_one()
    engine.dispose()
    return found


def plain_table(found: Sequence[Found]) -> str:
    parts = []
    for each in found:
        title = f"**On {each.title}**, {each.lists.statements:,} statements"
        parts += [title, pages_table(each.pages), lists_table(each.lists)]
    return "\n\n".join(parts)
