"""How a database would carry a statement out: which tables it reads, and how."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import orjson
import psycopg
import sqlalchemy as sa
from psycopg import sql

from db.compile import compile_roots
from db.models.table import Table
from db.prepared import asked
from db.query import Connection
from db.steps import Ask

SMALL = {"side"}
"""Tables that have a few rows however much is known."""


@dataclass(frozen=True)
class Read:
    """One table's part in a plan."""

    table: str
    by_index: bool
    """Whether rows are looked up in an index by their values."""

    as_page: bool
    """Whether rows come in the order of the page, and no more than it needs are read."""

    told: str


def reads(connection: sa.Connection, select: sa.Select[Any]) -> list[Read]:
    """What the database would read for a statement, whatever the values of its binds."""
    wanted = asked(select, connection.dialect.name)
    if connection.dialect.name == "sqlite":
        explain = f"EXPLAIN QUERY PLAN {wanted.sql}"
        rows = connection.exec_driver_sql(explain, tuple(wanted.binds)).all()
        return list(_sqlite([Step(*row) for row in rows]))
    return list(_postgresql(explained(connection, wanted, "FORMAT JSON"), as_page=False))


def reads_of(connection: sa.Connection, rows: Connection) -> list[Read]:
    """What the database would read for a list at the root of a query."""
    return reads(connection, compile_roots({"rows": rows}, connection.dialect.name))


def cost(connection: sa.Connection, rows: Connection) -> int:
    """How much work a list is: steps of SQLite's machine, or pages that PostgreSQL touches."""
    dialect = connection.dialect.name
    wanted = asked(compile_roots({"rows": rows}, dialect), dialect)
    if dialect == "postgresql":
        done = explained(connection, wanted, "ANALYZE, BUFFERS, FORMAT JSON")
        return int(done["Shared Hit Blocks"] + done["Shared Read Blocks"])
    driver: Any = connection.connection.driver_connection
    steps = count()
    driver.set_progress_handler(lambda: next(steps) < 0, 1)
    connection.exec_driver_sql(wanted.sql, tuple(wanted.binds)).all()
    driver.set_progress_handler(None, 0)
    return next(steps)


def answer(connection: sa.Connection, rows: Connection) -> Any:
    """What the database answers."""
    dialect = connection.dialect.name
    wanted = asked(compile_roots({"rows": rows}, dialect), dialect)
    if dialect == "sqlite":
        found = connection.exec_driver_sql(wanted.sql, tuple(wanted.binds)).scalar_one()
        return orjson.loads(found)
    driver: Any = connection.connection.driver_connection
    with psycopg.RawCursor(driver) as cursor:
        ((found,),) = cursor.execute(wanted.sql, wanted.binds).fetchall()
    return orjson.loads(found)


def explained(connection: sa.Connection, wanted: Ask, how: str) -> Any:
    """PostgreSQL's plan for a prepared statement, which serves all values of its binds."""
    driver: Any = connection.connection.driver_connection
    binds = ", ".join(sql.Literal(bind).as_string(driver) for bind in wanted.binds)
    with psycopg.RawCursor(driver) as cursor:
        cursor.execute("SET plan_cache_mode = force_generic_plan")
        cursor.execute(f"PREPARE wanted AS {wanted.sql}")
        execute = f"EXECUTE wanted({binds})" if binds else "EXECUTE wanted"
        ((found,),) = cursor.execute(f"EXPLAIN ({how}) {execute}").fetchall()
        cursor.execute("DEALLOCATE wanted")
    return found[0]["Plan"]


WAYS_PAST_INDEXES = ("seqscan", "bitmapscan", "hashjoin", "mergejoin", "material", "sort")
"""What PostgreSQL prefers in small tables, and takes in any table where no index serves."""


def show_indexes(connection: sa.Connection) -> None:
    """Lets PostgreSQL show what indexes can serve, until the transaction ends."""
    if connection.dialect.name == "postgresql":
        for way in WAYS_PAST_INDEXES:
            connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")


def read_whole(found: list[Read], *, paged: bool) -> list[str]:
    """How the large tables are read that are read from end to end.

    `paged`: the statement asks for a page, and need not be read to its end.
    """
    return [
        each.told
        for each in found
        if not (each.by_index or (paged and each.as_page) or each.table in SMALL)
    ]


# ── SQLite ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Step:
    """A line of EXPLAIN QUERY PLAN."""

    key: int
    parent: int
    _unused: int
    detail: str


def _sqlite(steps: list[Step]) -> Iterator[Read]:
    by_key = {step.key: step for step in steps}
    for step in steps:
        found = re.match(r"(SCAN|SEARCH) (\w+)", step.detail)
        table = re.sub(r"_\d+$", "", found[2]) if found else ""
        if found and table in Table.metadata.tables:
            as_page = found[1] == "SCAN" and _is_page(step, steps, by_key)
            # With ANY, all of an index is passed through, part by part.
            by_index = found[1] == "SEARCH" and "ANY(" not in step.detail
            yield Read(table, by_index, as_page, step.detail)


def _is_page(step: Step, steps: list[Step], by_key: dict[int, Step]) -> bool:
    """Whether it is the outermost loop of a list that needs no sorting."""
    beside = [each for each in steps if each.parent == step.parent]
    loops = [each for each in beside if each.detail.startswith(("SCAN", "SEARCH"))]
    sorted_whole = any("B-TREE FOR ORDER BY" in each.detail for each in beside)
    above = by_key.get(step.parent)
    while above is not None:
        if re.match("CORRELATED|LIST|MATERIALIZE", above.detail):
            return False
        above = by_key.get(above.parent)
    return loops[0] is step and not sorted_whole


# ── PostgreSQL ───────────────────────────────────────────────────────────────────────────────

IN_ORDER = {"Limit", "Subquery Scan", "Nested Loop", "Incremental Sort", "Result", "Memoize"}
"""What passes rows on as they come, and asks for no more than are taken."""


def _postgresql(node: dict[str, Any], *, as_page: bool) -> Iterator[Read]:
    kind = node["Node Type"]
    below = kind == "Limit" or (as_page and kind in IN_ORDER)
    if "Relation Name" in node:
        by_index = _has_condition(node)
        walks = as_page and kind in ("Index Scan", "Index Only Scan")
        yield Read(node["Relation Name"], by_index, walks, _told(node))
    for each in node.get("Plans", []):
        outer = each["Parent Relationship"] in ("Outer", "Subquery")
        yield from _postgresql(each, as_page=below and outer)


def _has_condition(node: dict[str, Any]) -> bool:
    """Whether each index that a scan uses is searched by values."""
    used = [each for each in node.get("Plans", []) if each["Node Type"].startswith("Bitmap")]
    return all(map(_has_condition, used)) if used else "Index Cond" in node


def _told(node: dict[str, Any]) -> str:
    kept = ("Node Type", "Relation Name", "Index Name", "Index Cond", "Filter")
    return json.dumps({name: node[name] for name in kept if name in node})
