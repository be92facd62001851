"""CSV in which nothing is lost: text is quoted, all else is not, and an empty cell is null.

So an empty text, `""`, is told from what is missing. Numbers and truth values are written as JSON
has them. Otherwise it is CSV as RFC 4180 has it: UTF-8, a header, lines that end in CR LF.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import orjson

from seeds.exports.form import LONGEST_ROW

END = "\r\n"
CELL = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n$)')


class NotCsv(Exception):
    """Why a file is not CSV as we write it; the line is that on which the row begins."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


class Lines(Protocol):
    """A file that is read line by line."""

    def readline(self, limit: int, /) -> bytes: ...


def line_of(row: Sequence[Any]) -> str:
    """A row as CSV."""
    return ",".join(map(cell, row)) + END


def cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    return orjson.dumps(value).decode()


def read_csv(file: Lines) -> Iterator[tuple[int, list[Any]]]:
    """The rows with the line on which each begins, the header included. Raises NotCsv."""
    line = 1
    while record := _record(file, line):
        try:
            text = record.decode()
        except UnicodeDecodeError:
            raise NotCsv(line, "It is not UTF-8.") from None
        yield line, _cells(text, line)
        line += record.count(b"\n")


def _record(file: Lines, line: int) -> bytes:
    """The bytes of a row: lines until each quotation that was begun has an end."""
    lines: list[bytes] = []
    length, quotes = 0, 0
    while not lines or quotes % 2:
        found = file.readline(LONGEST_ROW)
        length += len(found)
        if length >= LONGEST_ROW:
            raise NotCsv(line, f"A row has more than {LONGEST_ROW:,} bytes.")
        if not found:
            if lines:
                raise NotCsv(line, "A quotation has no end.")
            return b""
        quotes += found.count(b'"')
        lines.append(found)
    return b"".join(lines)


def _cells(text: str, line: int) -> list[Any]:
    values: list[Any] = []
    place = 0
    while found := CELL.match(text, place):
        values.append(_value(found, line))
        place = found.end()
        if found[3] == END:
            return values
    raise NotCsv(line, f"Cell {len(values) + 1} is not written as CSV with CR LF at line ends.")


def _value(found: re.Match[str], line: int) -> Any:
    if found[1] is not None:
        return found[1].replace('""', '"')
    if not found[2]:
        return None
    try:
        return orjson.loads(found[2])
    except orjson.JSONDecodeError:
        raise NotCsv(line, f"{found[2]!r} is no number or truth value; quote text.") from None
