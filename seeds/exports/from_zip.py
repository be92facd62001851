"""Opens an export in a ZIP: once to know that it is whole, once more for its rows."""

import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

import orjson

from db.export import columns, exported, table_name
from db.models import Table
from seeds.exports.cells import NotCsv, read_csv
from seeds.exports.form import MOST_PACKED, ROOM, Header
from seeds.exports.opening import Entry, header_in, refuse, require_names
from seeds.exports.zipped import MANIFEST, README, Manifest, name_of

CHUNK = 2**20

LONGEST_MANIFEST = 2**20
"""Bytes."""

ENCRYPTED = 1


class ZipExport:
    """An export in a ZIP. Opening raises RefusedReading."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._opened() as archive:
            self._require_form(archive)
            manifest: Manifest = header_in(f"{path}/{MANIFEST}", archive.read(MANIFEST), Manifest)
            names = [name_of(model) for model in exported()]
            require_names(f"{path}/{MANIFEST}", "the files", names, list(manifest.files))
            require_names(path, "the files in it", [README, *names, MANIFEST], archive.namelist())
            for name, described in manifest.files.items():
                self._require_hash(archive, name, described.sha256)
        self.header: Header = manifest
        self.counts: Mapping[str, int] = {
            table_name(model): manifest.files[name_of(model)].rows for model in exported()
        }

    def rows(self) -> Iterator[Entry]:
        with self._opened() as archive:
            for model in exported():
                with archive.open(name_of(model)) as file:
                    yield from self._rows_of(model, file)

    def _rows_of(self, model: type[Table], file: IO[bytes]) -> Iterator[Entry]:
        table, place = table_name(model), f"{self._path}/{name_of(model)}"
        header: list[Any] | None = None
        try:
            for line, values in read_csv(file):
                if header is None:
                    header = values
                    wanted = [column.name for column in columns(model)]
                    require_names(f"{place}:1", "the columns", wanted, list(map(str, header)))
                elif len(values) != len(header):
                    refuse(f"{place}:{line}", f"It has {len(values)} cells, not {len(header)}.")
                else:
                    row = dict(zip(header, values, strict=True))
                    yield Entry(f"{place}:{line}", table, orjson.dumps(row))
        except NotCsv as wrong:
            refuse(f"{place}:{wrong.line}", str(wrong))
        if header is None:
            refuse(place, "It is empty; its first line has the names of the columns.")

    def _require_form(self, archive: ZipFile) -> None:
        """That it unpacks to what memory and disk can be given, and has a manifest."""
        path, entries = self._path, archive.infolist()
        most = path.stat().st_size * MOST_PACKED + ROOM
        if sum(entry.file_size for entry in entries) > most:
            refuse(path, f"It unpacks to more than {MOST_PACKED} times its length.")
        if any(entry.flag_bits & ENCRYPTED for entry in entries):
            refuse(path, "It is encrypted; exports are not.")
        if MANIFEST not in archive.namelist():
            refuse(path, f"It is no export: it has no {MANIFEST}.")
        if archive.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
            refuse(f"{path}/{MANIFEST}", f"It has more than {LONGEST_MANIFEST:,} bytes.")

    def _require_hash(self, archive: ZipFile, name: str, wanted: str) -> None:
        hashed = sha256()
        with archive.open(name) as file:
            while chunk := file.read(CHUNK):
                hashed.update(chunk)
        if hashed.hexdigest() != wanted:
            refuse(
                f"{self._path}/{name}",
                f"It was changed: its SHA-256 is {hashed.hexdigest()}, and by {MANIFEST} it was "
                f"{wanted}. Export it anew.",
            )

    @contextmanager
    def _opened(self) -> Iterator[ZipFile]:
        """The archive. Raises RefusedReading where it cannot be read."""
        path = self._path
        try:
            with ZipFile(path) as archive:
                yield archive
        except FileNotFoundError:
            refuse(path, "There is no such file; check its name.")
        except (BadZipFile, EOFError, NotImplementedError, zlib.error) as error:
            refuse(
                path,
                f"It is no ZIP, cut off or damaged ({error}). Copy it whole, or export it anew.",
            )
        except OSError as error:
            refuse(path, f"It cannot be read: {error.strerror}.")
