"""Opens an export in NDJSON: once to know that it is whole, once more for its rows."""

import gzip
import zlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import IO, Annotated, Any

import orjson
from pydantic import Field

from seeds.exports.form import LONGEST_ROW, MOST_PACKED, ROOM, Header, Part
from seeds.exports.opening import (
    Entry,
    header_in,
    json_in,
    refuse,
    require_tables,
    validated,
)

CUT_OFF = "It is cut off: it has no line `manifest` at its end. Copy it whole, or export it anew."


class Manifest(Part):
    """How many rows each table has, and the SHA-256 of all lines before."""

    counts: dict[str, Annotated[int, Field(ge=0)]]
    sha256: str


class End(Part):
    """The last line."""

    manifest: Manifest


class NdjsonExport:
    """An export in NDJSON, packed by gzip or not. Opening raises RefusedReading."""

    def __init__(self, path: Path) -> None:
        self._path = path
        first, last, self._end, found = self._whole()
        self.header: Header = header_in(f"{path}:1", first)
        if self._end < 2 or not last.startswith(b'{"manifest"') or not last.endswith(b"\n"):
            refuse(path, CUT_OFF)
        place = f"{path}:{self._end}"
        manifest: Manifest = validated(place, End, last).manifest
        if found != manifest.sha256:
            refuse(
                path,
                f"It is damaged, or was changed: its SHA-256 is {found}, and by its last line it "
                f"was {manifest.sha256}. Copy it anew, or export it anew.",
            )
        require_tables(place, "counts", manifest.counts)
        self.counts: Mapping[str, int] = manifest.counts

    def rows(self) -> Iterator[Entry]:
        for number, line in enumerate(self._lines(), 1):
            if 1 < number < self._end:
                yield entry(f"{self._path}:{number}", line)

    def _whole(self) -> tuple[bytes, bytes, int, str]:
        """The first line, the last, its number, and the SHA-256 of those before it."""
        hashed, first, last, number = sha256(), b"", b"", 0
        for line in self._lines():
            hashed.update(last)
            first, last, number = first or line, line, number + 1
        return first, last, number, hashed.hexdigest()

    def _lines(self) -> Iterator[bytes]:
        """The lines. Raises RefusedReading where the file cannot be read, or fills memory."""
        path = self._path
        is_packed = path.name.lower().endswith(".gz")
        try:
            most = path.stat().st_size * (MOST_PACKED if is_packed else 1) + ROOM
            with gzip.open(path) if is_packed else path.open("rb") as file:
                yield from self._lines_of(file, most)
        except FileNotFoundError:
            refuse(path, "There is no such file; check its name.")
        except (gzip.BadGzipFile, zlib.error):
            refuse(path, "It is damaged, or not packed by gzip. Copy it anew, or export it anew.")
        except EOFError:
            refuse(path, CUT_OFF)
        except OSError as error:
            refuse(path, f"It cannot be read: {error.strerror}.")

    def _lines_of(self, file: IO[bytes] | Any, most: int) -> Iterator[bytes]:
        number, length = 1, 0
        while line := file.readline(LONGEST_ROW):
            length += len(line)
            if len(line) >= LONGEST_ROW:
                refuse(f"{self._path}:{number}", f"A line has more than {LONGEST_ROW:,} bytes.")
            if length > most:
                refuse(self._path, f"It unpacks to more than {MOST_PACKED} times its length.")
            yield line
            number += 1


def entry(place: str, line: bytes) -> Entry:
    found = json_in(line)
    match found:
        case {"table": str(table), "row": dict(row)} if len(found) == 2:
            return Entry(place, table, orjson.dumps(row))
    refuse(place, 'It is no row; one is {"table": "...", "row": {...}}.')
