"""Writes rows in bulk, past the session: what it would derive is derived here, or by the caller."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from pydantic_core import PydanticUndefined

from db.bulk import insert_many
from db.copies import COPIES
from db.models import Claim, Event, Statement, Table
from db.models.table import OLDEST, table_of
from db.names import fold

AT_ONCE = 20_000
"""So many rows are kept in memory, or a document's more."""

KEPT = 5_000
"""So many statements are remembered, for later rows that copy of them."""

DATES: dict[type[Table], str] = {Statement: "said", Event: "happened"}

FIRST = datetime(2021, 1, 1, tzinfo=UTC)
"""When the first row is said to have been written."""


class Bulk:
    """Rows that are given keys at once and written in batches, each batch committed."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._rows: defaultdict[type[Table], list[dict[str, Any]]] = defaultdict(list)
        self._last: defaultdict[type[Table], int] = defaultdict(int)
        self._defaults: dict[type[Table], dict[str, Any]] = {}
        self._originals: dict[type[Table], dict[int, dict[str, Any]]] = {Statement: {}, Event: {}}
        self._waiting = 0

    def add(self, model: type[Table], **values: Any) -> int:
        """The key of a row to be written, of which the columns without a default are given."""
        key = self._last[model] = self._last[model] + 1
        # Rows that are loaded together have the same instant.
        written = FIRST + timedelta(minutes=key // 20)
        row = {**self._defaults_of(model), **values, "id": key}
        row |= {"created_at": written, "updated_at": written}
        for column, folded in model.folded.items():
            row[folded] = fold(row[column])
        if model in DATES:
            self._remember(model, row)
        self._rows[model].append(row)
        self._waiting += 1
        return key

    def _remember(self, model: type[Table], row: dict[str, Any]) -> None:
        """Keeps what other rows copy of a statement or an event."""
        kept, date = self._originals[model], DATES[model]
        key = row[f"{date}_start"] or row[f"{date}_end"] or OLDEST
        kept[row["id"]] = {"review": row["review"], f"{date}_key": key, "start": row.get("start")}
        if model is Statement:
            kept.pop(row["id"] - KEPT, None)

    def _copy_originals(self) -> None:
        originals = self._originals | {Claim: {row["id"]: row for row in self._rows[Claim]}}
        for copies in COPIES:
            for row in self._rows[copies.model]:
                original = originals[copies.original].get(row[copies.reference])
                if original is not None:
                    row.update((to, original[of]) for to, of in copies.columns.items())

    def _defaults_of(self, model: type[Table]) -> dict[str, Any]:
        if model not in self._defaults:
            self._defaults[model] = {
                name: None if field.default is PydanticUndefined else field.default
                for name, field in model.model_fields.items()
            }
        return self._defaults[model]

    def write_some(self) -> None:
        """Writes the rows that are waiting, if they are many."""
        if self._waiting >= AT_ONCE:
            self.write()

    def write(self) -> None:
        """Writes the rows that are waiting, those first that others refer to."""
        self._copy_originals()
        with self._connection.begin():
            for model in sorted(filter(self._rows.get, self._rows), key=_rank):
                insert_many(self._connection, table_of(model), self._rows[model])
        self._rows.clear()
        self._waiting = 0

    def count_on(self) -> None:
        """Lets the database go on counting where the keys given here end."""
        if self._connection.dialect.name == "postgresql":
            for model, last in self._last.items():
                sequence = f"pg_get_serial_sequence('{table_of(model).name}', 'id')"
                self._connection.exec_driver_sql(f"SELECT setval({sequence}, {last})")
            self._connection.commit()


def _rank(model: type[Table]) -> int:
    return [table.name for table in Table.metadata.sorted_tables].index(table_of(model).name)
