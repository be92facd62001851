"""Stretches of a text that mean one thing about time: what the rules read and make."""

from datetime import date
from typing import Any, NamedTuple

from db.models.terms import DatePrecision, PartOfDay


class Days(NamedTuple):
    """What words say about the day: from first to last, and what else the words tell of it."""

    first: date
    last: date
    part: PartOfDay | None = None
    precision: DatePrecision | None = None
    """Where it does not follow from the days."""


class Atom(NamedTuple):
    """A stretch of the text that means one thing."""

    kind: str
    start: int
    end: int
    value: Any = None
    """By kind: a number, a part of the day, a unit, Days; minutes since midnight for a clock."""

    confidence: float = 1.0
    rule: str = ""
    """The rule that made it of others."""


Piece = tuple[str, int, int, Any]
"""An atom within a token: its kind, where it stands, its value."""
