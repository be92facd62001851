"""What values can be compared with: an input for each kind of value."""

import sys
from functools import cache
from typing import Any

import strawberry
from strawberry import UNSET

from db.models import terms
from db.models.terms import Term
from schema.scalars import Date, DateTime, PartialDate
from schema.terms import enumeration

SAYS = {
    "eq": "Equal to this.",
    "neq": "Present and not equal to this.",
    "in_": "One of these.",
    "lt": "Less than this, or before it.",
    "lte": "At most this, or not after it.",
    "gt": "More than this, or after it.",
    "gte": "At least this, or not before it.",
    "contains": "Has this in it; spelling, case and script of letters do not matter.",
    "starts_with": "Begins with this; spelling, case and script of letters do not matter.",
    "is_null": "Missing, or with `false`, present.",
}
SAME = ("eq", "neq", "in_", "is_null")
ORDERED = ("eq", "neq", "in_", "lt", "lte", "gt", "gte", "is_null")
INSTANT = ("eq", "neq", "lt", "lte", "gt", "gte", "is_null")
FOLDED = ("eq", "neq", "in_", "contains", "starts_with", "is_null")


def comparison(name: str, kind: Any, operators: tuple[str, ...], doc: str) -> Any:
    """An input with these operators over values of that kind."""
    kinds = {"in_": list[kind], "is_null": bool}
    namespace: dict[str, Any] = {
        "__module__": __name__,
        "__annotations__": {each: kinds.get(each, kind) | None for each in operators},
    }
    for each in operators:
        words = each.rstrip("_").split("_")
        public = words[0] + "".join(word.capitalize() for word in words[1:])
        namespace[each] = strawberry.field(name=public, description=SAYS[each], default=UNSET)
    made = strawberry.input(type(name, (), namespace), name=name, description=doc)
    setattr(sys.modules[__name__], name, made)
    return made


TextFilter = comparison("TextFilter", str, FOLDED, "About a text. All that is given holds.")
StringFilter = comparison(
    "StringFilter", str, SAME, "About a code or an address. All that is given holds."
)
IntFilter = comparison("IntFilter", int, ORDERED, "About a whole number. All that is given holds.")
FloatFilter = comparison("FloatFilter", float, ORDERED, "About a number. All that is given holds.")
BooleanFilter = comparison("BooleanFilter", bool, ("eq", "is_null"), "About a yes or no.")
DateFilter = comparison("DateFilter", Date, ORDERED, "About a day. All that is given holds.")
DateTimeFilter = comparison(
    "DateTimeFilter", DateTime, INSTANT, "About an instant. All that is given holds."
)
PartialDateFilter = comparison(
    "PartialDateFilter",
    PartialDate,
    ORDERED,
    "About a day, month or year; compared as texts, so a month comes before its days.",
)
BY_KIND: dict[Any, Any] = {
    str: StringFilter,
    int: IntFilter,
    float: FloatFilter,
    bool: BooleanFilter,
    Date: DateFilter,
    DateTime: DateTimeFilter,
    PartialDate: PartialDateFilter,
}


def column_filter(kind: Any, folded: bool) -> Any:
    """The input for a column of that kind; `folded` where its folded text is kept too."""
    if isinstance(kind, type) and issubclass(kind, Term):
        return term_filter(kind)
    return TextFilter if folded else BY_KIND[kind]


@cache
def term_filter(term: type[Term]) -> Any:
    doc = f"About a word of {term.__name__}. All that is given holds."
    return comparison(f"{term.__name__}Filter", enumeration(term), SAME, doc)


@strawberry.input(description="A stretch of days, both ends included.")
class DaysInput:
    from_: Date = strawberry.field(name="from", description="The first day.")
    to: Date = strawberry.field(description="The last day.")


@strawberry.input(description="About a fuzzy date. All that is given holds.")
class FuzzyDateFilter:
    overlaps: DaysInput | None = strawberry.field(
        default=UNSET,
        description="May have a day in common with this stretch; an open end has no bound.",
    )
    before: Date | None = strawberry.field(
        default=UNSET, description="Ended before this day began."
    )
    after: Date | None = strawberry.field(
        default=UNSET, description="Began after this day had ended."
    )
    is_null: bool | None = strawberry.field(default=UNSET, description=SAYS["is_null"])


enumeration(terms.Basis)


@strawberry.input(description="Lies in a larger place, at any depth.")
class WithinFilter:
    slug: str = strawberry.field(description="The larger place's slug, or another that finds it.")
    basis: terms.Basis | None = strawberry.field(
        default=UNSET, description="On this ground alone; on any, if not given."
    )
    on: Date | None = strawberry.field(
        default=UNSET, description="As it was on this day; at any time, if not given."
    )
