"""Exports to a file, whole or not at all, or to a stream."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from db.errors import BadInput, RefusedReading
from db.export import count_rows
from db.streams import Snapshot, snapshot
from seeds.exports.form import Advance
from seeds.exports.ndjson import ndjson, packed
from seeds.exports.opening import SUFFIXES, is_export
from seeds.exports.zipped import zipped
from seeds.sources import current_umask

PATIENCE = 600.0
"""Seconds that the next rows may take."""

Bar = Callable[[int], AbstractContextManager[Advance]]
"""Shows how far the work is, of so many rows."""


def save_export(url: str, path: Path, bar: Bar, *, everything: bool = False) -> int:
    """Exports the database at a URL to a file, in the form that its name tells, and counts rows.

    What the file was before stays until the export is whole. Raises BadInput for another name,
    RefusedReading where the file cannot be written, TooSlow or DatabaseUnavailable.
    """
    if not is_export(path):
        raise BadInput(f"{path} is no name of an export; end it in {' or '.join(SUFFIXES)}.")
    if not path.parent.is_dir():
        raise BadInput(f"There is no folder {path.parent}; make it first.")
    with whole_or_none(path) as file:
        return write_export(url, path.name.lower(), file, bar, everything=everything)


def write_export(url: str, name: str, file: IO[bytes], bar: Bar, *, everything: bool) -> int:
    """Exports to a file that is open, in the form that a name tells; see `save_export`."""
    with snapshot(url, PATIENCE) as state:
        rows = count_rows(state, everything=everything)
        with bar(rows) as advance:
            for piece in pieces(state, name, everything, advance):
                file.write(piece)
    return rows


def pieces(state: Snapshot, name: str, everything: bool, advance: Advance) -> Iterator[bytes]:
    """The export in the form that a name tells."""
    if name.endswith(".zip"):
        return zipped(state, everything=everything, advance=advance)
    lines = ndjson(state, everything=everything, advance=advance)
    return packed(lines) if name.endswith(".gz") else lines


@contextmanager
def whole_or_none(path: Path) -> Iterator[IO[bytes]]:
    """A file beside, which takes the place of the one at the path when all is written."""
    try:
        new = NamedTemporaryFile(  # noqa: SIM115  # It is closed and renamed, or removed.
            dir=path.parent, prefix=f".{path.name}.", delete=False
        )
        try:
            with new:
                yield new.file
                new.flush()
                os.fsync(new.fileno())
            os.chmod(new.name, 0o666 & ~current_umask())
            os.replace(new.name, path)
        except BaseException:
            Path(new.name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise RefusedReading([f"{path}: It cannot be written: {error.strerror}."]) from error
