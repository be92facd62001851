"""Texts that are to be read, and where their drafts go: nothing that is there is overwritten."""

import os
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import NamedTemporaryFile

from db.errors import BadInput, RefusedReading

STANDARD_INPUT = "standard input"
LATEST = timezone(timedelta(hours=14))
"""Where each day begins first."""


@dataclass(frozen=True)
class Target:
    """Where a draft goes."""

    reading: Path | None
    """Its file; none for standard output."""

    text: Path | None
    """Where the text is to be put, so that it stands beside its reading; none if it does."""

    name: str
    """The name of the text's file, as the reading gives it."""


def publication_day(given: str | None) -> date:
    """Raises BadInput where it is missing, no day, or in the future."""
    if given is None:
        raise BadInput(
            "Tell by --published-on when the text was published, such as --published-on "
            "2020-11-04: what it says of days is read from there."
        )
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", given):
        raise BadInput(f"{given!r} is no day; write --published-on like 2020-11-04.")
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise BadInput(f"{given} is not in the calendar; check --published-on.") from None
    if day > datetime.now(LATEST).date():
        raise BadInput(f"{given} is in the future; check --published-on.")
    return day


def targets(texts: list[Path | None], out: Path | None, force: bool) -> list[Target]:
    """Where the drafts of the texts go; none of the texts is standard input.

    Raises BadInput where they cannot go there, or would take the place of what is there.
    """
    if len(texts) > 1 and (out is None or not out.is_dir()):
        raise BadInput("There are several texts: name by -o a folder for their drafts.")
    found = [target(text, out) for text in texts]
    files = [each.reading for each in found if each.reading is not None]
    for file in files:
        if files.count(file) > 1:
            raise BadInput(f"{file} would be the draft of two texts; give them other names.")
    for text, each in zip(texts, found, strict=True):
        check_free(text, each, force)
    return found


def target(text: Path | None, out: Path | None) -> Target:
    if out is None:
        return Target(None, None, text.name if text else "text.txt")
    reading = out / f"{text.stem if text else 'text'}.yaml" if out.is_dir() else out
    if reading.suffix.lower() not in (".yaml", ".yml"):
        raise BadInput(f"{reading} is no name of a reading; end it in .yaml.")
    if not reading.parent.is_dir():
        raise BadInput(f"There is no folder {reading.parent}; make it first.")
    if text is None:
        beside = reading.with_suffix(".txt")
        return Target(reading, beside, beside.name)
    beside = reading.parent / text.name
    return Target(reading, None if beside.resolve() == text.resolve() else beside, text.name)


def check_free(text: Path | None, to: Target, force: bool) -> None:
    for path in (to.reading, to.text):
        if path is None or force or not path.exists():
            continue
        if path == to.text and text is not None and same(path, text):
            continue
        raise BadInput(f"{path} is there already; name another by -o, or overwrite it by --force.")


def same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()


def save(content: bytes, path: Path) -> None:
    """Writes a file whole or not at all. Raises RefusedReading where it cannot be written."""
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as new:
            new.write(content)
        # Such files are for their owner alone until they are given the usual rights.
        os.chmod(new.name, 0o666 & ~current_umask())
        os.replace(new.name, path)
    except OSError as error:
        raise RefusedReading([f"{path}: It cannot be written: {error.strerror}."]) from error


def current_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
