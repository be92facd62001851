"""Records as rows of a table: what lies within a record has columns of its own.

The columns follow from what is asked for alone, so that they are the same whatever is found: those
of a date are `said_start`, `said_end`; of several neighbours `speakers_slug`, `speakers_name`, in
which their values are parted by semicolons.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from api.rest.comma_separated import BYTE_ORDER_MARK, Cell, written
from db.query import Alone, Column, Distinct, Field, GlobalId, One, Prefixed, Rows, ValueObject

Cut = Callable[[Any], Cell]
"""Takes a cell out of a record."""

PLAIN = (Alone, Column, GlobalId, Prefixed)

BETWEEN = "; "


def table_of(
    selection: Mapping[str, Field], batches: Iterable[Iterable[Any]], *, bom: bool
) -> Iterator[bytes]:
    """The records as CSV, many at a time, after a line with the columns' names."""
    columns = columns_of(selection)
    cuts = [cut for _, cut in columns]
    # It goes along with the first rows: where those fail, nothing has been sent yet.
    head = (BYTE_ORDER_MARK if bom else b"") + written([[name for name, _ in columns]])
    for records in batches:
        yield head + written([[cut(record) for cut in cuts] for record in records])
        head = b""
    if head:
        yield head


def columns_of(selection: Mapping[str, Field]) -> Sequence[tuple[str, Cut]]:
    """The names of the columns, and what takes each out of a record.

    A neighbour's address may be told already: it has one column all the same.
    """
    found: dict[str, Cut] = {}
    for key, field in selection.items():
        for name, cut in _columns(key, field):
            found.setdefault(name, cut)
    return list(found.items())


def _columns(key: str, field: Field) -> Iterator[tuple[str, Cut]]:
    match field:
        case ValueObject(_, parts):
            for part in parts:
                yield f"{key}_{part}", _within(key, part)
        case One(_, selection):
            assert isinstance(selection, Mapping)
            for name, cut in columns_of(selection):
                yield f"{key}_{name}", _of_one(key, cut)
        case Rows(_, selection, _):
            assert isinstance(selection, Mapping)
            for name, cut in columns_of(selection):
                yield f"{key}_{name}", _of_several(key, cut)
        case Distinct():
            yield key, lambda record: BETWEEN.join(record[key])
        case _:
            assert isinstance(field, PLAIN)
            yield key, lambda record: record[key]


def _within(key: str, part: str) -> Cut:
    return lambda record: record[key][part]


def _of_one(key: str, cut: Cut) -> Cut:
    def of_one(record: Any) -> Cell:
        found = record[key]
        return None if found is None else cut(found)

    return of_one


def _of_several(key: str, cut: Cut) -> Cut:
    def of_several(record: Any) -> Cell:
        return BETWEEN.join([_told(cut(each)) for each in record[key]])

    return of_several


def _told(cell: Cell) -> str:
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)
