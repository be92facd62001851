"""Writes many rows at once, in the fastest way that each database has."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

import sqlalchemy as sa


def insert_many(
    connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Adds rows that have the same columns. On PostgreSQL what it refuses is told by the driver."""
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
    else:
        connection.execute(table.insert(), rows)


def _copy(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    columns = list(rows[0])
    names = ", ".join(f'"{name}"' for name in columns)
    # SQLAlchemy has no COPY, which is several times as fast.
    driver: Any = connection.connection.driver_connection
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row([_as_text(row[name]) for name in columns])


def _as_text(value: Any) -> Any:
    return value.name if isinstance(value, Enum) else value
