"""Fuzzy dates as readings give them, made whole."""

from datetime import date, datetime, timedelta
from typing import Any

from db.models.terms import DatePrecision
from seeds.reading import Date

DAY = len("2020-11-04")
LONG = 28
"""From so many days on, a date is no longer one of some days."""


class WrongDate(Exception):
    """What is wrong with a date, and what to do."""


def fuzzy(given: Date | None, prefix: str) -> dict[str, Any]:
    """The columns of a fuzzy date. Raises WrongDate.

    `start` alone is that one day or minute, unless it is ongoing. Where precision is not given:
    a time of day is to the minute, or to the hour where its minutes are 00; a part of the day is
    that; one day, some days, a whole calendar month are those; a longer span, and one that is open
    on a side, is LONGER; nothing at all is UNKNOWN.
    """
    given = given or Date()
    start, end = given.start, given.end
    for point in (start, end):
        require_real(point)
    if given.ongoing and end is not None:
        raise WrongDate("it is ongoing and has an end; leave one of them out")
    if end is None and not given.ongoing:
        end = start
    require_order(start, end)
    whole = given.model_copy(update={"start": start, "end": end})
    return {
        f"{prefix}_start": start,
        f"{prefix}_end": end,
        f"{prefix}_precision": given.precision or precision_of(whole),
        f"{prefix}_part": given.part,
        f"{prefix}_ongoing": given.ongoing,
    }


def precision_of(given: Date) -> DatePrecision:
    """How exactly a date is known, from what is given of it."""
    points = [point for point in (given.start, given.end) if point is not None]
    if points and all(len(point) > DAY for point in points):
        on_the_hour = all(point.endswith(":00") for point in points)
        return DatePrecision.HOUR if on_the_hour else DatePrecision.INSTANT
    if given.part is not None:
        return DatePrecision.PART_OF_DAY
    if not points:
        return DatePrecision.UNKNOWN
    if len(points) == 1:
        return DatePrecision.LONGER
    first, last = (date.fromisoformat(point[:DAY]) for point in points)
    if first == last:
        return DatePrecision.DAY
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.month == last.month:
        return DatePrecision.MONTH if first.year == last.year else DatePrecision.LONGER
    return DatePrecision.DAYS if (last - first).days + 1 < LONG else DatePrecision.LONGER


def require_real(point: str | None) -> None:
    """Raises WrongDate where a day, month, year or minute is not in the calendar."""
    if point is None:
        return
    try:
        datetime.fromisoformat(point + "-01-01"[(len(point) - 4) :] if len(point) < DAY else point)
    except ValueError:
        raise WrongDate(f"{point} is not in the calendar") from None


def require_order(start: str | None, end: str | None) -> None:
    """Raises WrongDate where the start is after the end, as far as both tell."""
    if start is not None and end is not None:
        common = min(len(start), len(end))
        if start[:common] > end[:common]:
            raise WrongDate(f"its start {start} is after its end {end}")


def overlap(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Whether two stretches of partial dates, each open where it is empty, have a day in common."""
    return _not_after(one[0], other[1]) and _not_after(other[0], one[1])


def _not_after(start: str | None, end: str | None) -> bool:
    return (start or "") <= (end + "~" if end else "~")
