"""A table as CSV (RFC 4180), as the explorer's `web/src/csv.ts` writes it."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import StringIO
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
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([[_safe(cell) for cell in r] for r in rows])
    return text.getvalue().encode()


def _safe(cell: Cell) -> Cell:
    """The cell as it is to be written. Millions are: the frequent kind comes first."""
    if isinstance(cell, str):
        if cell[:1] in DANGEROUS and not NUMBER.fullmatch(cell):
            return f"'{cell}"
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return plain(cell) if isinstance(cell, float) else cell


def plain(number: float) -> str:
    """A number without an exponent, and without a `.0` that not every database gives."""
    text = repr(number)
    if text.endswith(".0"):
        return text[:-2]
    return format(Decimal(text), "f") if "e" in text else text
