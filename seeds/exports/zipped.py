"""An export as a ZIP of CSV files, one for each table, with a manifest to check them by."""

from collections.abc import Iterator
from hashlib import sha256
from io import RawIOBase
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import orjson

from db.export import columns, exported, read_rows, table_name
from db.models import Table
from db.streams import Snapshot
from seeds.exports.cells import line_of
from seeds.exports.form import Advance, Header, Part, header_of, unseen

README, MANIFEST = "README.txt", "manifest.json"
EXPLAINED = Path(__file__).with_name("zip_readme.txt")
"""What a ZIP says of itself."""

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of all files in it: the first that a ZIP can have."""


class Described(Part):
    """What the manifest tells of a file: its rows without the header, and its SHA-256."""

    rows: int
    sha256: str


class Manifest(Header):
    """What a ZIP tells of itself, and of each of its files."""

    files: dict[str, Described]


def zipped(
    snapshot: Snapshot, *, everything: bool = False, advance: Advance = unseen
) -> Iterator[bytes]:
    """The export in pieces; `everything`, or what readers may see.

    The same knowledge makes the same bytes, on each database.
    """
    sink = Sink()
    header = header_of(snapshot, everything)
    files: dict[str, Described] = {}
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        archive.writestr(_entry(README), EXPLAINED.read_bytes())
        for model in exported():
            hashed, rows = sha256(), 0
            with archive.open(_entry(name_of(model)), "w", force_zip64=True) as file:
                for text, number in _texts(snapshot, model, everything):
                    content = text.encode()
                    file.write(content)
                    hashed.update(content)
                    rows += number
                    advance(number)
                    if piece := sink.taken():
                        yield piece
            files[name_of(model)] = Described(rows=rows, sha256=hashed.hexdigest())
        manifest = Manifest(**header.model_dump(), files=files)
        told = orjson.dumps(manifest.model_dump(), option=orjson.OPT_INDENT_2)
        archive.writestr(_entry(MANIFEST), told + b"\n")
    yield sink.taken()


def name_of(model: type[Table]) -> str:
    """The file of a table."""
    return f"{table_name(model)}.csv"


def _texts(snapshot: Snapshot, model: type[Table], everything: bool) -> Iterator[tuple[str, int]]:
    """A table as CSV in pieces, and how many rows are in each."""
    yield line_of([column.name for column in columns(model)]), 0
    for rows in read_rows(snapshot, model, everything=everything):
        yield "".join(map(line_of, rows)), len(rows)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, LONG_AGO)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    # Else it depends on the system on which the file is made.
    entry.create_system = 3
    return entry


class Sink(RawIOBase):
    """Keeps what is written until it is taken; one cannot go back in it."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self._kept.append(bytes(content))
        return len(content)

    def taken(self) -> bytes:
        """What was written since."""
        kept = b"".join(self._kept)
        self._kept.clear()
        return kept
