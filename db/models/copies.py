"""Columns of links that repeat what the link's statement or event has.

By them a list over links is found in its order, and it is told what readers may see, without
looking up each statement and event. db/copies.py keeps them like their originals.
"""

from typing import Any

import sqlalchemy as sa

from db.models.table import OLDEST, Row


class OfStatement(Row):
    """What rows repeat of their statement; it has no review where they have no statement."""

    statement_review: str | None = None
    statement_said_key: str = OLDEST
    statement_start: int = 0


class OfEvent(Row):
    """What rows repeat of their event; it has no review where they have no event."""

    event_review: str | None = None
    event_happened_key: str = OLDEST


def in_order_of_statements(table: str, near: str) -> tuple[sa.Index, ...]:
    """What it takes to find, from the row that `near` leads to, statements in their own order."""
    order = (sa.text("statement_said_key DESC"), "statement_start", sa.text("statement_id DESC"))
    return _indexes(table, near, "statement_id", order)


def in_order_of_events(table: str, near: str) -> tuple[sa.Index, ...]:
    """Likewise events."""
    return _indexes(table, near, "event_id", ("event_happened_key", "event_id"))


def told(table: str, near: str, *columns: str) -> sa.Index:
    """An index that tells by itself where the links lead that `near` has."""
    return sa.Index(f"ix_{table}_{near}_{columns[-1]}", near, *columns)


def _indexes(table: str, near: str, far: str, order: tuple[Any, ...]) -> tuple[sa.Index, ...]:
    """By order, and by pair: where two links lead to the same row, it is listed once."""
    return (
        sa.Index(f"ix_{table}_{near}_in_order", near, *order),
        sa.Index(f"ix_{table}_{near}_{far}", near, far),
    )
