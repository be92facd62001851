"""Fills empty tables with the rows of an export, some at a time: memory stays flat."""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import psycopg
import sqlalchemy as sa

from db.bulk import insert_many
from db.export import copied, later_references, model_named, references
from db.migrate import brief
from db.models import Table
from db.models.table import table_of
from db.names import fold
from seeds.exports.form import Advance
from seeds.exports.opening import Entry, Export, refuse
from seeds.exports.rows import checked
from seeds.exports.standing import Texts, derived_where_it_stands

AT_ONCE = 1000
"""Rows that are written at once."""

BYTES_AT_ONCE = 4 * 2**20
"""Their length in the file."""


REFUSED = (
    sa.exc.IntegrityError,
    sa.exc.DataError,
    psycopg.IntegrityError,
    psycopg.DataError,
)
"""How it is told that a database does not take rows: by SQLAlchemy, or by the driver itself."""


class Later(NamedTuple):
    """A reference to a row that comes later than its own."""

    place: str
    model: type[Table]
    column: str
    id: int
    to: int


class Filling:
    """Takes rows one by one, checks each, and writes them when there are many.

    Of each row that was written its key is kept, eight bytes, to know that references lead to it.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self.counts: Counter[type[Table]] = Counter()
        self._connection = connection
        self._texts = Texts(connection)
        self._ids: defaultdict[type[Table], array[int]] = defaultdict(lambda: array("q"))
        self._later: list[Later] = []

    def fill(self, export: Export, advance: Advance) -> None:
        """Raises RefusedReading for the first row that is wrong."""
        for model, entries in _batches(export.rows()):
            rows = [self._row(model, entry) for entry in entries]
            self._write(model, rows, [entry.place for entry in entries])
            self.counts[model] += len(rows)
            advance(len(rows))
        self._refer()

    def last_id(self, model: type[Table]) -> int:
        """The highest key in a table."""
        ids = self._ids[model]
        return ids[-1] if ids else 0

    def _row(self, model: type[Table], entry: Entry) -> dict[str, Any]:
        values = checked(model, entry.place, entry.row)
        key = values["id"]
        if key <= self.last_id(model):
            refuse(entry.place, f"Rows come in the order of `id`, and {key} is not after the last.")
        later = self._later_references(model, values, entry.place)
        for column, target in references(model).items():
            if column not in later and not self._has(target, values[column], key, model):
                refuse(entry.place, f"`{column}` is {values[column]}: there is no such row.")
        self._ids[model].append(key)
        derived = derived_where_it_stands(model, values, entry.place, self._texts)
        folded = {to: fold(values[of]) for of, to in model.folded.items()}
        # What is copied of other rows is copied when all are there.
        copies = {column: model.model_fields[column].default for column in copied(model)}
        return values | later | derived | folded | copies

    def _later_references(
        self, model: type[Table], values: dict[str, Any], place: str
    ) -> dict[str, None]:
        """The columns that lead to rows which are not there yet, and that wait as null."""
        key = values["id"]
        found = [name for name in later_references(model) if (values[name] or 0) > key]
        self._later += [Later(place, model, name, key, values[name]) for name in found]
        return dict.fromkeys(found)

    def _has(self, target: type[Table], key: int | None, own: int, model: type[Table]) -> bool:
        if key is None or (target is model and key == own):
            return True
        ids = self._ids[target]
        place = bisect_left(ids, key)
        return place < len(ids) and ids[place] == key

    def _write(self, model: type[Table], rows: list[dict[str, Any]], places: list[str]) -> None:
        """Writes the rows together; if the database refuses, one by one, to know which."""
        try:
            with self._connection.begin_nested():
                insert_many(self._connection, table_of(model), rows)
        except REFUSED:
            for row, place in zip(rows, places, strict=True):
                self._write_one(model, row, place)
            raise

    def _write_one(self, model: type[Table], row: dict[str, Any], place: str) -> None:
        try:
            self._connection.execute(sa.insert(table_of(model)), row)
        except (sa.exc.IntegrityError, sa.exc.DataError) as error:
            refuse(place, f"The database does not take it: {brief(error)}.")

    def _refer(self) -> None:
        """Fills in the references to rows that came later."""
        waiting: defaultdict[tuple[type[Table], str], list[dict[str, int]]] = defaultdict(list)
        for place, model, column, key, to in self._later:
            if not self._has(model, to, 0, model):
                refuse(place, f"`{column}` is {to}: there is no such row.")
            waiting[model, column].append({"key": key, "to": to})
        for (model, column), values in waiting.items():
            table = table_of(model)
            update = sa.update(table).where(table.c.id == sa.bindparam("key"))
            self._connection.execute(update.values({column: sa.bindparam("to")}), values)


def _batches(entries: Iterator[Entry]) -> Iterator[tuple[type[Table], list[Entry]]]:
    """Entries of one table that stand together, as many as are written at once."""
    batch: list[Entry] = []
    length = 0
    for entry in entries:
        is_full = len(batch) == AT_ONCE or length > BYTES_AT_ONCE
        if batch and (is_full or entry.table != batch[0].table):
            yield _model_of(batch[0]), batch
            batch, length = [], 0
        batch.append(entry)
        length += len(entry.row)
    if batch:
        yield _model_of(batch[0]), batch


def _model_of(entry: Entry) -> type[Table]:
    model = model_named(entry.table)
    if model is None:
        refuse(entry.place, f"There is no table {entry.table!r}.")
    return model
