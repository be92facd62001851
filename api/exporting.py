"""The commands that export the whole knowledge and take it back: `export`, and parts of others."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from api.settings import Settings
from api.terminal import counted
from db.engine import open_engine
from db.errors import BadInput
from db.migrate import require_current
from seeds.exports.load import check_export, load_export, open_export
from seeds.exports.opening import is_export
from seeds.exports.save import save_export, write_export
from seeds.report import FileReport

STANDARD_OUTPUT = "-"


def add_export_arguments(command: ArgumentParser) -> None:
    command.add_argument(
        "file", metavar="FILE", help=".ndjson, .ndjson.gz or .zip; -: NDJSON to standard output"
    )
    command.add_argument(
        "--all",
        dest="everything",
        action="store_true",
        help="with drafts and with what was rejected or withdrawn, which readers do not see: a "
        "whole backup, not to be handed on",
    )


def run_export(options: Namespace) -> int:
    url = Settings.from_environment().database_url
    engine = open_engine(url, read_only=True)
    try:
        require_current(engine)
    finally:
        engine.dispose()
    if options.file == STANDARD_OUTPUT:
        return to_standard_output(url, options.everything)
    rows = save_export(url, Path(options.file), counted("Exporting"), everything=options.everything)
    seen = "with drafts and what is withdrawn" if options.everything else "what readers may see"
    print(f"{options.file}: exported; {rows} rows, {seen}")
    return 0


def to_standard_output(url: str, everything: bool) -> int:
    try:
        write_export(url, "", sys.stdout.buffer, counted("Exporting"), everything=everything)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Who read it has enough. Python would tell so once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


def only_export(files: Sequence[Path]) -> Path | None:
    """The export among the files of a command, which then has to be the only one.

    An export is everything: what else there is comes after it, by a command of its own.
    """
    exports = [file for file in files if is_export(file)]
    if exports and len(files) > 1:
        raise BadInput(
            f"{exports[0]} is an export, which goes into an empty database: load it first, by "
            "itself, then the other files."
        )
    return exports[0] if exports else None


def load_only(engine: sa.Engine, path: Path) -> FileReport:
    """Loads an export."""
    export = open_export(path)
    with counted("Loading")(sum(export.counts.values())) as advance:
        return load_export(engine, path, export, advance)


def check_only(path: Path) -> str:
    """Checks an export by loading it where it is not kept, and says that it is right."""
    export = open_export(path)
    rows = sum(export.counts.values())
    with TemporaryDirectory() as folder, counted("Checking")(rows) as advance:
        check_export(path, export, Path(folder), advance)
    return f"{path}: right; an export of {rows} rows, revision {export.header.revision}"
