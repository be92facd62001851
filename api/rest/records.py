"""Records as rows of a table: what lies within a record has columns of its own.

The columns follow from what is asked for alone, so that they are the same whatever is found: those
of a date are `said_start`, `said_end`; of several neighbours `speakers_slug`, `speakers_name`, in
which their values are parted by semicolons.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from api.rest.comma_separated import BYTE_ORDER_MARK, Cell, cell_text, plain, put, written
from db.query import Alone, Column, Distinct, Field, GlobalId, One, Prefixed, Rows, ValueObject

Made = str
"""What takes something out of a record, as an expression of Python: as code, a row takes a third of
the time that calls for each of its cells take. Keys are GraphQL names; values stand in no code."""

Cut = tuple[Made, bool]
"""A value, and whether it is an id of ours, which stands in a table as it is."""

PLAIN = (Alone, Column, GlobalId, Prefixed)

BETWEEN = "; "


def table_of(
    selection: Mapping[str, Field], batches: Iterable[Iterable[Any]], *, bom: bool
) -> Iterator[bytes]:
    """The records as CSV, many at a time, after a line with the columns' names."""
    columns = columns_of(selection, "record")
    # It goes along with the first rows: where those fail, nothing has been sent yet.
    head = (BYTE_ORDER_MARK if bom else b"") + written([list(columns)])
    row_of = _function(
        [cell if as_it_is else f"text({cell})" for cell, as_it_is in columns.values()]
    )
    for records in batches:
        yield head + put(map(row_of, records))
        head = b""
    if head:
        yield head


def columns_of(selection: Mapping[str, Field], at: Made) -> dict[str, Cut]:
    """The columns by their names, with what takes each out of the record that `at` gives.

    A neighbour's address may be told already: it has one column all the same.
    """
    found: dict[str, Cut] = {}
    for key, field in selection.items():
        for name, cut in _columns(key, field, f"{at}[{key!r}]"):
            found.setdefault(name, cut)
    return found


def _columns(key: str, field: Field, at: Made) -> Iterator[tuple[str, Cut]]:
    match field:
        case ValueObject(_, parts):
            for part in parts:
                yield f"{key}_{part}", (f"{at}[{part!r}]", False)
        case One(_, selection):
            assert isinstance(selection, Mapping)
            for name, (cell, _) in columns_of(selection, at).items():
                yield f"{key}_{name}", (f"(None if {at} is None else {cell})", False)
        case Rows(_, selection, _):
            assert isinstance(selection, Mapping)
            for name, (cell, _) in columns_of(selection, "each").items():
                together = f"between.join([told({cell}) for each in {at}])"
                yield f"{key}_{name}", (together, False)
        case Distinct():
            yield key, (f"between.join({at})", False)
        case _:
            assert isinstance(field, PLAIN)
            yield key, (at, isinstance(field, GlobalId))


def _function(cells: Iterable[Made]) -> Callable[[Any], Sequence[str]]:
    given = {"text": cell_text, "told": _told, "between": BETWEEN}
    function: Callable[[Any], Sequence[str]] = eval(f"lambda record: ({', '.join(cells)},)", given)
    return function


def _told(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, float):
        return plain(cell)
    return str(cell).lower() if isinstance(cell, bool) else str(cell)
