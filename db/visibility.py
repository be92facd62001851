"""Which rows readers may see: what is public, with all that it is visible with."""

from typing import Any

import sqlalchemy as sa

from db.json_sql import constant, unindexed
from db.models import Claim
from db.models.relations import relations
from db.models.table import Row, table_of

Rows = sa.FromClause
Condition = sa.ColumnElement[bool]


def exists(rows: Rows, *conditions: Condition, each: bool = False) -> Condition:
    """Whether there is such a row.

    The limit changes nothing but what SQLite 3.51.0 and 3.51.1 make of it: without it they turn
    some EXISTS into joins and give a row once for each row that exists. The offset changes nothing
    but what PostgreSQL makes of it: it asks for `each` row, by an index, where it would read all
    rows that may be asked for.
    """
    one: Any = sa.literal_column("1")
    found = sa.select(one).select_from(rows).where(*conditions).limit(one)
    return (found.offset(sa.literal_column("0")) if each else found).exists()


def _reviewed(review: Any, states: tuple[str, ...]) -> Condition:
    return sa.or_(*(unindexed(review) == constant(state) for state in states))


PUBLIC = ("PUBLISHED",)
ADDRESSABLE = ("PUBLISHED", "WITHDRAWN")
"""What can be found by its address: what is withdrawn stays there and says so."""


def visible(
    model: type[Row], row: Rows, came_from: type[Row] | None, states: tuple[str, ...] = PUBLIC
) -> list[Condition]:
    """That readers may see the row: it is public, and so are those it is visible with.

    The row one came from is seen already and not asked about again.
    """
    conditions: list[Condition] = []
    if "review" in row.c:
        conditions.append(_reviewed(row.c.review, states))
    for name in getattr(model, "visible_with", ()):
        relation = relations(model)[name]
        if relation.target is came_from:
            continue
        copied = f"{name}_review"
        if copied in row.c:
            seen = _reviewed(row.c[copied], states)
            conditions.append(sa.or_(row.c[copied].is_(None), seen) if relation.nullable else seen)
            continue
        if relation.target is Claim and "statement_review" in row.c:
            # It has copies of what the claim has copies of.
            conditions += visible(relation.target, row, came_from, states)
            continue
        owner = table_of(relation.target).alias()
        seen = exists(
            owner,
            owner.c.id == row.c[relation.local],
            *visible(relation.target, owner, came_from, states),
            each=relation.nullable,
        )
        conditions.append(
            sa.or_(row.c[relation.local].is_(None), seen) if relation.nullable else seen
        )
    return conditions
