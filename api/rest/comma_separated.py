"""A table as CSV (RFC 4180), as the explorer's `web/src/csv.ts` writes it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

Cell = str | int | float | bool | None

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
"""Excel takes a file without it to be in the old encoding of the country."""

AT_ONCE = 1000
"""Rows that are written together."""

DANGEROUS = frozenset("=+-@＝＋－＠\t\r\n")
"""What a spreadsheet would run a text for that begins with it, whoever wrote it."""

NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
"""A number that is given as a text is none to run."""


def lines(
    columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, bom: bool = False
) -> Iterator[bytes]:
    """The columns, then the rows, many at a time. `bom`: for Excel, which needs a mark."""
    yield (BYTE_ORDER_MARK if bom else b"") + written([columns])
    pending = iter(rows)
    while batch := list(islice(pending, AT_ONCE)):
        yield written(batch)


def written(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The lines of some rows."""
    return put([cell_text(cell) for cell in row] for row in rows)


def put(rows: Iterable[Sequence[str]]) -> bytes:
    """The lines of some rows whose cells are written already."""
    # An empty cell that is alone would be an empty line, which is no row to every reader.
    lines = [",".join(cells) or '""' * len(cells) for cells in rows]
    return "".join([f"{line}\r\n" for line in lines]).encode()


def cell_text(cell: Cell) -> str:
    """The cell as it is written. Millions are, in half the time of Python's `csv`."""
    if isinstance(cell, str):
        if cell[:1] in DANGEROUS and not NUMBER.fullmatch(cell):
            cell = f"'{cell}"
        if "," in cell or '"' in cell or "\n" in cell or "\r" in cell:
            return '"' + cell.replace('"', '""') + '"'
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return plain(cell) if isinstance(cell, float) else str(cell)


def plain(number: float) -> str:
    """A number without an exponent, and without a `.0` that not every database gives."""
    text = repr(number)
    if text.endswith(".0"):
        return text[:-2]
    return format(Decimal(text), "f") if "e" in text else text
