"""The knowledge as it is exported: which tables and columns, in which order, and who sees what.

What follows from the rest is left out; taking an export back derives it anew. Tables come in an
order in which rows come after those that they refer to. Only rows of one table may refer to later
ones: an event to what it is part of, a statement to what it answers (see `later_references`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from db.copies import COPIES
from db.json_sql import constant, instant_text
from db.models import Actor, Document, Revision, SearchEntry, Table
from db.models.statements import ANCHORED
from db.models.table import Row, table_of
from db.prepared import asked
from db.steps import Ask
from db.streams import Snapshot
from db.visibility import Condition, exists, visible

LEFT_OUT: tuple[type[Row], ...] = (SearchEntry, Revision)
"""The tables that no export has: what is searched is derived; how often the knowledge has changed
is told of an export as a whole."""

LONG: tuple[type[Table], ...] = (Document,)
"""The tables whose rows are long: a few are read at once."""

FEW, MANY = 8, 1000
"""How many rows are read at once."""


@cache
def exported() -> tuple[type[Table], ...]:
    """The tables that are exported, those first that others refer to."""
    order = [table.name for table in SQLModel.metadata.sorted_tables]
    models = [model for model in _below(Table) if hasattr(model, "__table__")]
    return tuple(sorted(models, key=lambda model: order.index(table_name(model))))


def _below(model: type[Table]) -> Iterator[type[Table]]:
    for each in model.__subclasses__():
        yield each
        yield from _below(each)


def table_name(model: type[Row]) -> str:
    return str(model.__tablename__)


@cache
def model_named(table: str) -> type[Table] | None:
    """The exported table of that name."""
    return next((model for model in exported() if table_name(model) == table), None)


@cache
def columns(model: type[Table]) -> tuple[sa.Column[Any], ...]:
    """The columns that are exported: those that do not follow from others."""
    derived = {*model.folded.values(), *ANCHORED.get(model, ()), *copied(model)}
    return tuple(
        column
        for column in table_of(model).columns
        if column.computed is None and column.name not in derived
    )


def copied(model: type[Table]) -> set[str]:
    """The columns that repeat those of other rows."""
    return {column for each in COPIES if each.model is model for column in each.columns}


@cache
def references(model: type[Table]) -> dict[str, type[Table]]:
    """The exported columns that lead to other rows, and to rows of which table."""
    found = {}
    for column in columns(model):
        for key in column.foreign_keys:
            target = model_named(key.column.table.name)
            assert target is not None
            found[column.name] = target
    return found


@cache
def later_references(model: type[Table]) -> tuple[str, ...]:
    """The columns that may lead to rows which come later: those that lead within the table."""
    return tuple(name for name, target in references(model).items() if target is model)


# ── What is read ─────────────────────────────────────────────────────────────────────────────────


def read_rows(snapshot: Snapshot, model: type[Table], *, everything: bool) -> Iterator[list[Any]]:
    """The rows in the order of their keys, some at a time; `everything`, or what readers may see.

    Of each row there are the exported columns, in their order and as JSON has values. A reference
    to what readers may not see is null; a row that cannot be without it is left out.
    """
    ask = asked(_select(model, everything), snapshot.dialect)
    truths = [place for place, column in enumerate(columns(model)) if _is(column, sa.Boolean)]
    for rows in snapshot.rows(ask, FEW if model in LONG else MANY):
        # SQLite has no truth values of its own.
        yield [_with_truths(row, truths) for row in rows] if truths else list(rows)


def _with_truths(row: Any, places: list[int]) -> list[Any]:
    values = list(row)
    for place in places:
        if values[place] is not None:
            values[place] = bool(values[place])
    return values


def count_rows(snapshot: Snapshot, *, everything: bool) -> int:
    """How many rows an export has."""
    return sum(
        _number(snapshot, asked(_select(model, everything, sa.func.count()), snapshot.dialect))
        for model in exported()
    )


def _select(model: type[Table], everything: bool, count: Any = None) -> sa.Select[Any]:
    row = table_of(model).alias()
    seen = [] if everything else _kept(model, row)
    if count is not None:
        return sa.select(count).select_from(row).where(*seen)
    values = [_value(model, row, column, everything) for column in columns(model)]
    return sa.select(*values).where(*seen).order_by(row.c.id)


def _kept(model: type[Row], row: sa.FromClause) -> list[Condition]:
    """That readers may see the row, and all those that it cannot be without."""
    assert issubclass(model, Table)
    required = [
        _leads_to_kept(row.c[name], target)
        for name, target in references(model).items()
        if not row.c[name].nullable and _is_hidden_at_times(target)
    ]
    return [*visible(model, row, None), *required]


def _leads_to_kept(column: Any, target: type[Table]) -> Condition:
    owner = table_of(target).alias()
    return exists(owner, owner.c.id == column, *_kept(target, owner), each=True)


@cache
def _is_hidden_at_times(model: type[Table]) -> bool:
    """Whether there may be rows that readers do not see."""
    return bool(_kept(model, table_of(model).alias()))


def _value(model: type[Table], row: Any, column: sa.Column[Any], everything: bool) -> Any:
    value, target = row.c[column.name], references(model).get(column.name)
    if not everything and target is not None and column.nullable and _is_hidden_at_times(target):
        return sa.case((_leads_to_kept(value, target), value))
    if _is(column, sa.DateTime):
        return instant_text(value)
    return sa.cast(value, sa.String) if _is(column, sa.Date) else value


def _is(column: sa.Column[Any], kind: type[Any]) -> bool:
    return isinstance(getattr(column.type, "impl_instance", column.type), kind)


# ── What is told of the whole ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Whole:
    """What an export tells of the knowledge as a whole."""

    schema_revision: str
    """The migration that the database is at."""

    revision: int
    """How often the knowledge has changed."""

    last_ids: dict[str, int]
    """The highest key that was ever given in each table: none up to it is given again."""

    publishers: list[str]
    """The names of those whose texts there are, in alphabetical order."""


def read_whole(snapshot: Snapshot) -> Whole:
    dialect = snapshot.dialect
    version = sa.table("alembic_version", sa.column("version_num"))
    ((schema_revision,),) = _all(snapshot, asked(sa.select(version.c.version_num), dialect))
    revision = table_of(Revision).c
    number = sa.select(revision.number).where(revision.name == constant("knowledge"))
    document, actor = table_of(Document), table_of(Actor)
    published = sa.select(document.c.publisher_id)
    names = sa.select(actor.c.name).where(actor.c.id.in_(published))
    publishers = asked(names.order_by(actor.c.name, actor.c.id), dialect)
    return Whole(
        schema_revision,
        _number(snapshot, asked(number, dialect)),
        _last_ids(snapshot),
        [name for (name,) in _all(snapshot, publishers)],
    )


def _last_ids(snapshot: Snapshot) -> dict[str, int]:
    tables = [table_name(model) for model in exported()]
    if snapshot.dialect == "sqlite":
        sql = "SELECT name, seq FROM sqlite_sequence"
    else:
        sql = " UNION ALL ".join(
            f"SELECT '{table}', pg_sequence_last_value(pg_get_serial_sequence('{table}', 'id'))"
            for table in tables
        )
    found = dict(_all(snapshot, Ask(sql, ())))
    return {table: found.get(table) or 0 for table in tables}


def _all(snapshot: Snapshot, ask: Ask) -> list[Any]:
    return [row for rows in snapshot.rows(ask) for row in rows]


def _number(snapshot: Snapshot, ask: Ask) -> int:
    ((number,),) = _all(snapshot, ask)
    return int(number)
