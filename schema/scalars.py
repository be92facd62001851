"""Scalars of our own. Their values are texts all the way: the database compares them as such."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import NewType

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

from db.models.values import PARTIAL_DATE

Cursor = NewType("Cursor", str)
Date = NewType("Date", str)
DateTime = NewType("DateTime", str)
PartialDate = NewType("PartialDate", str)


def checked(wanted: str, parse: Callable[[str], object]) -> Callable[[object], str]:
    """A parser that gives the text back where `parse` takes it."""

    def parser(value: object) -> str:
        try:
            if not isinstance(value, str):
                raise ValueError
            parse(value)
        except ValueError as error:
            raise GraphQLError(f"{value!r} is not {wanted}.") from error
        return value

    return parser


def calendar_day(text: str) -> None:
    """Takes `2020-11-04`, and no other form that Python would read."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError
    date.fromisoformat(text)


def partial_date(text: str) -> None:
    if not re.fullmatch(PARTIAL_DATE.strip("^$"), text):
        raise ValueError
    date.fromisoformat(text + "0001-01-01"[len(text) :])


def to_utc(text: str) -> str:
    """An instant in UTC, whichever offset it is given with."""
    moment = datetime.fromisoformat(text)
    if moment.utcoffset() is None:
        raise ValueError
    try:
        return moment.astimezone(UTC).isoformat()
    except OverflowError as error:
        raise ValueError from error


def in_utc(value: object) -> str:
    parse = checked(
        "an instant with its offset in ISO 8601 form, such as 2020-11-04T08:00:00Z", to_utc
    )
    return to_utc(parse(value))


SCALARS: Mapping[object, ScalarDefinition] = {
    Cursor: strawberry.scalar(
        name="Cursor",
        description="Where a row stands in a list and order: opaque, good for that list and order "
        "alone, stable while rows are added.",
        parse_value=checked("a cursor", str),
    ),
    Date: strawberry.scalar(
        name="Date",
        description="A calendar day in ISO 8601 form: 2020-11-04.",
        specified_by_url="https://scalars.graphql.org/andimarek/local-date.html",
        parse_value=checked("a day in ISO 8601 form, such as 2020-11-04", calendar_day),
    ),
    DateTime: strawberry.scalar(
        name="DateTime",
        description="An instant in UTC, in ISO 8601 form, to the microsecond: "
        "2020-11-04T08:00:00.000000Z. One with another offset is taken too.",
        specified_by_url="https://scalars.graphql.org/andimarek/date-time.html",
        parse_value=in_utc,
    ),
    PartialDate: strawberry.scalar(
        name="PartialDate",
        description="A calendar day, month or year in ISO 8601 form, as exactly as it is known: "
        "2020-11-04, 2020-11 or 2020; where a time is known, local time: 2020-11-04T08:00.",
        parse_value=checked("a day, month or year, such as 2020-11-04 or 2020-11", partial_date),
    ),
}
