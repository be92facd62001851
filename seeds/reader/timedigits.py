"""What a number may tell of a time, by how it is written."""

import re
from datetime import date
from typing import Any

from seeds.reader.atoms import Days, Piece

DIGITS = re.compile(r"[0-9]+(?:[.,:/][0-9]+)*")

SHAPES = [
    ("day", re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")),
    ("clock", re.compile(r"(\d{1,2}):(\d\d)")),
    ("loose", re.compile(r"(\d{1,2})[.,](\d\d)")),
    ("year", re.compile(r"((?:19|20)\d\d)")),
    ("number", re.compile(r"(\d{1,2})")),
    ("count", re.compile(r"(\d{3})")),
]
"""Kinds of what is written in digits."""


def of_iso(token: str) -> list[Piece]:
    """A day, and the minute if there is one."""
    length = len("2020-11-04")
    try:
        day = date.fromisoformat(token[:length])
        pieces: list[Piece] = [("day", 0, length, Days(day, day))]
        if token[length:]:
            end = length + len("T08:00")
            hour, minute = token[length + 1 : end].split(":")
            pieces.append(("clock", length + 1, end, minutes(int(hour), int(minute))))
    except ValueError:
        return [("other", 0, len(token), None)]
    return pieces


def of_digits(token: str, words: dict[str, Any]) -> list[Piece]:
    """A number with what is written to it: "8", "8:30", "8am", "4th"; "8mm" is none."""
    match = DIGITS.match(token)
    digits = match.group() if match else ""
    kind, value = _shape(digits)
    ending = token[len(digits) :].lower()
    if ending in words["halves"] and kind != "other":
        half = words["halves"][ending]
        return [(kind, 0, len(digits), value), ("half", len(digits), len(token), half)]
    if ending:
        kind = "ordinal" if kind == "number" and ending in words["ordinal_endings"] else "other"
    return [(kind, 0, len(token), value)]


def _shape(digits: str) -> tuple[str, Any]:
    """The kind and value of what is written in digits; "other" where it is no time or count."""
    for kind, shape in SHAPES:
        if len(digits) <= len("04.11.2020") and (match := shape.fullmatch(digits)):
            try:
                return _valued(kind, [int(part) for part in match.groups()])
            except ValueError:
                return "other", None
    return "other", None


def _valued(kind: str, numbers: list[int]) -> tuple[str, Any]:
    if kind == "day":
        day = date(numbers[2], numbers[1], numbers[0])
        return kind, Days(day, day)
    if kind in {"clock", "loose"}:
        return kind, minutes(*numbers)
    if kind == "number" and not 1 <= numbers[0] <= 31:
        return "count", numbers[0]
    return kind, numbers[0]


def minutes(hour: int, minute: int) -> int:
    """Minutes since midnight. Raises ValueError where the day has no such minute."""
    if minute > 59 or hour * 60 + minute > 24 * 60:
        raise ValueError(hour, minute)
    return hour * 60 + minute
