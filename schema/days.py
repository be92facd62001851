"""Parameters about fuzzy dates: `said=2020-11`, `said.gte=2020-11-04`, `said.lt=2020-11-05`."""

from calendar import monthrange
from typing import Any

from graphql import GraphQLError

from schema.given import Given
from schema.scalars import calendar_day, partial_date

EARLIEST, LATEST = "0001-01-01", "9999-12-31"

SAYS = {
    "": "May have been on this day, or in this month or year.",
    "gte": "May have been on this day or later; with `.lte`, within that stretch.",
    "lte": "May have been on this day or earlier; with `.gte`, within that stretch.",
    "gt": "Began after this day, month or year had ended.",
    "lt": "Ended before this day, month or year began.",
    "is_null": "Is not known; with `false`, is known.",
}
"""What can be asked of a fuzzy date, and how."""


def read_stretch(inside: dict[str, Any], rest: list[str], given: Given) -> None:
    """Puts what is given into a FuzzyDateFilter. Raises BadParameter."""
    operator = rest[0] if rest else ""
    if len(rest) > 1 or operator not in SAYS:
        at = given.name.removesuffix(".".join(rest)).strip(".")
        allowed = [f"{at}.{each}".strip(".") for each in SAYS]
        raise given.wrong("is not known: there is no such way to compare a date.", allowed)
    if operator == "is_null":
        inside["isNull"] = given.flag()
        return
    first, last = days_of(given)
    match operator:
        case "gt":
            _once(inside, "after", last, given)
        case "lt":
            _once(inside, "before", first, given)
        case "gte":
            _overlap(inside, {"from": first}, given)
        case "lte":
            _overlap(inside, {"to": last}, given)
        case "":
            _overlap(inside, {"from": first, "to": last}, given)


def days_of(given: Given) -> tuple[str, str]:
    """The first and the last day of a day, month or year."""
    text = given.one()
    try:
        partial_date(text)
        last = text
        if len(text) == 4:
            last = f"{text}-12"
        if len(last) == 7:
            last = f"{last}-{monthrange(int(last[:4]), int(last[5:]))[1]:02}"
        calendar_day(last)
    except (ValueError, GraphQLError) as error:
        raise given.wrong(
            f"is {text!r}, which is no day, month or year such as 2020-11-04, 2020-11 or 2020."
        ) from error
    return f"{text}{EARLIEST[len(text) :]}", last


def _once(inside: dict[str, Any], key: str, day: str, given: Given) -> None:
    if key in inside:
        raise given.wrong("is given twice.")
    inside[key] = day


def _overlap(inside: dict[str, Any], ends: dict[str, str], given: Given) -> None:
    stretch = inside.setdefault("overlaps", {"from": EARLIEST, "to": LATEST})
    for end, day in ends.items():
        if stretch[end] not in (EARLIEST, LATEST):
            raise given.wrong("is given twice, or along with another end.")
        stretch[end] = day
    if stretch["from"] > stretch["to"]:
        raise given.wrong(
            f"is turned around: from {stretch['from']} to {stretch['to']} is no stretch."
        )
