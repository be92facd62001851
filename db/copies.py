"""Keeps the columns of db/models/copies.py like their originals, in the transaction that writes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.json_sql import among
from db.models import Attribution, Claim, Event, Mention, Participation, Setting, Statement
from db.models.table import Table, table_of

OF_STATEMENT = {
    "statement_review": "review",
    "statement_said_key": "said_key",
    "statement_start": "start",
}
OF_EVENT = {"event_review": "review", "event_happened_key": "happened_key"}
SAME = {column: column for column in OF_STATEMENT}


@dataclass(frozen=True)
class Copies:
    """What a table's rows copy of the row that one of their foreign keys leads to."""

    model: type[Table]
    reference: str
    original: type[Table]
    columns: Mapping[str, str]
    """For each column that copies, the one that is copied."""


COPIES = (
    Copies(Attribution, "statement_id", Statement, OF_STATEMENT),
    Copies(Mention, "statement_id", Statement, OF_STATEMENT),
    Copies(Claim, "statement_id", Statement, OF_STATEMENT),
    Copies(Claim, "event_id", Event, OF_EVENT),
    Copies(Participation, "claim_id", Claim, SAME),
    Copies(Participation, "event_id", Event, OF_EVENT),
    Copies(Setting, "claim_id", Claim, SAME),
    Copies(Setting, "event_id", Event, OF_EVENT),
)
"""In an order in which copies of copies come later."""

Changed = defaultdict[type[Table], set[int]]


def after_flush(session: Session, _context: Any) -> None:
    changed: Changed = defaultdict(set)
    models = {model for each in COPIES for model in (each.model, each.original)}
    for row in (*session.new, *session.dirty):
        if type(row) in models and session.is_modified(row, include_collections=False):
            changed[type(row)].add(row.id)
    if changed:
        copy_anew(session.connection(), changed)


def copy_anew(connection: sa.Connection, changed: Changed) -> None:
    """Copies what rows have to copy that were changed, or whose originals were."""
    for each in COPIES:
        table, reference = table_of(each.model), table_of(each.model).c[each.reference]
        concerned = sa.or_(
            _one_of(table.c.id, changed[each.model]), _one_of(reference, changed[each.original])
        )
        if changed[each.model] or changed[each.original]:
            found = sa.select(table.c.id).where(concerned)
            changed[each.model] |= set(connection.execute(found).scalars())
            connection.execute(_copied(each).where(_one_of(table.c.id, changed[each.model])))


def copy_all(connection: sa.Connection) -> None:
    """Copies all anew: after tables were filled by other means."""
    for each in COPIES:
        connection.execute(_copied(each))


def _copied(copies: Copies) -> sa.Update:
    """Writes the copies of those rows alone where they differ."""
    table, original = table_of(copies.model), table_of(copies.original).alias()
    found = sa.select(original).where(original.c.id == table.c[copies.reference])
    values = {}
    for column, copied in copies.columns.items():
        value = found.with_only_columns(original.c[copied]).scalar_subquery()
        default = copies.model.model_fields[column].default
        values[column] = value if default is None else sa.func.coalesce(value, default)
    differ = [table.c[column].is_distinct_from(value) for column, value in values.items()]
    return sa.update(table).values(values).where(sa.or_(*differ))


def _one_of(column: Any, keys: set[int]) -> Any:
    return among(column, sa.literal(orjson.dumps(sorted(keys)).decode(), sa.String()))


sa.event.listen(Session, "after_flush", after_flush)
