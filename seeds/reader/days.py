"""Which day, or days, words mean, seen from the day of publication."""

import calendar
from datetime import date, timedelta
from functools import lru_cache

from db.models.terms import DatePrecision
from seeds.reader.atoms import Atom, Days
from seeds.reader.timerules import Found, Rule, rule

DAY = timedelta(days=1)
MONTHS = ("month", "short_month")
NUMBERS = ("number", "ordinal", "ordinal_word")
PATIENCE = 2
"""Overviews tell of what was: a day ahead is taken for so many times as far as one that is past."""

YEARS = 8
"""How many years away a 29 February may be."""

THIRDS = {"begin": 0, "early": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}


@lru_cache(maxsize=1000)
def nearest(month: int, day: int, today: date) -> date:
    """That day in the year that is nearest. Raises ValueError where no year has it."""
    days = [
        date(year, month, day)
        for year in range(max(today.year - YEARS, 1), min(today.year + YEARS, 9999) + 1)
        if day <= calendar.monthrange(year, month)[1]
    ]
    return min(days, key=lambda other: _distance(other, today))


def _distance(other: date, today: date) -> int:
    days = (other - today).days
    return days * PATIENCE if days > 0 else -days


def in_year(found: Found, month: int, day: int) -> date:
    """That day in the year that is given, else in the nearest."""
    if years := found.all("year"):
        return date(years[0], month, day)
    return nearest(month, day, found.today)


def month_of(year: int, month: int) -> Days:
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def add_months(day: date, months: int) -> date:
    """The same day of another month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _day(found: Found) -> list[Atom]:
    day = in_year(found, found.one(*MONTHS), found.one(*NUMBERS))
    return found.made("day", Days(day, day))


def _range(found: Found) -> list[Atom]:
    """Two days of one month, such as November 3-4."""
    first, last = found.all(*NUMBERS)
    start = in_year(found, found.one(*MONTHS), first)
    return found.made("days", ordered(start, start.replace(day=last)))


def _list(found: Found) -> list[Atom]:
    """Each number of "October 10, 18 and 26" is a day; the month goes to the one next to it."""
    kinds, month = found.kinds, in_year(found, found.one(*MONTHS), found.one(*NUMBERS))
    numbers = [index for index, kind in enumerate(kinds) if kind in NUMBERS]
    made = []
    for index, atom in enumerate(found.atoms[: numbers[-1] + 1]):
        if atom.kind in NUMBERS:
            day = month.replace(day=atom.value)
            start = found.atoms[0].start if index == 1 and kinds[0] in MONTHS else atom.start
            end = found.atoms[-1].end if index == numbers[-1] else atom.end
            sure = found.rule.confidence
            made.append(Atom("day", start, end, Days(day, day), sure, found.rule.name))
        elif atom.kind in {"comma", "and"}:
            made.append(atom)
    return made


def ordered(first: date, last: date) -> Days:
    """Raises ValueError where they are the other way round."""
    if first > last:
        raise ValueError(first, last)
    return Days(first, last)


def _from_to(found: Found) -> list[Atom]:
    first, last = found.all("day")
    whole = ordered(first.first, last.last)
    return found.made("days", whole._replace(part=first.part if first.part == last.part else None))


def _nth(found: Found) -> list[Atom]:
    """Reads "the 4th": of the month that makes it nearest."""
    days = []
    for months in (-1, 0, 1):
        month = add_months(found.today, months)
        if found.one("ordinal") <= calendar.monthrange(month.year, month.month)[1]:
            days.append(month.replace(day=found.one("ordinal")))
    day = min(days, key=lambda other: _distance(other, found.today))
    return found.made("day", Days(day, day))


def _named_month(found: Found) -> Days:
    month, today = found.one("month"), found.today
    if years := found.all("year"):
        return month_of(years[0], month)
    if "last" in found.kinds:
        return month_of(today.year - (month >= today.month), month)
    if "next" in found.kinds:
        return month_of(today.year + (month <= today.month), month)
    return month_of(nearest(month, 15, today).year, month)


def _month(found: Found) -> list[Atom]:
    return found.made("day", _named_month(found))


def _third(found: Found) -> list[Atom]:
    """The beginning, middle or end of a month, year or week."""
    if "month" in found.kinds:
        whole = _named_month(found)
    elif "year" in found.kinds:
        whole = Days(date(found.one("year"), 1, 1), date(found.one("year"), 12, 31))
    elif found.one("unit") == "day":
        whole = Days(found.today, found.today)
    else:
        whole = unit_at(found.one("unit"), found.today)
    length = (whole.last - whole.first).days + 1
    third = next(THIRDS[kind] for kind in found.kinds if kind in THIRDS)
    start = whole.first + DAY * (length * third // 3)
    end = whole.first + DAY * (length * (third + 1) // 3 - 1)
    return found.made("day", ordered(start, end))


def _year(found: Found) -> list[Atom]:
    year = found.one("year")
    return found.made("day", Days(date(year, 1, 1), date(year, 12, 31)))


def _years(found: Found) -> list[Atom]:
    first, last = found.all("year")
    return found.made("days", ordered(date(first, 1, 1), date(last, 12, 31)))


def _weekday(found: Found) -> list[Atom]:
    """The last such day, unless the words speak of the next or of what will be."""
    today = found.today
    back = (today.isoweekday() - found.one("weekday")) % 7
    if "last" in found.kinds:
        day, sure = today - DAY * (back or 7), 1.0
    elif "next" in found.kinds:
        day, sure = today + DAY * (7 - back), 0.9
    elif "future" in found.before():
        day, sure = today + DAY * (-back % 7), 0.7
    else:
        day, sure = today - DAY * back, 1.0
    return found.made("day", Days(day, day), sure)


def _with_weekday(found: Found) -> list[Atom]:
    """Takes the date of "Sunday, November 1"."""
    weekday, day = found.atoms[0], found.atoms[-1]
    named = weekday.kind == "short_weekday" or weekday.rule == "weekday"
    if not named or day.rule not in DATED:
        raise ValueError(weekday, day)
    return found.made("day", day.value)


def _relative(found: Found) -> list[Atom]:
    day = found.today + DAY * found.one("relative")
    return found.made("day", Days(day, day))


def _ago(found: Found) -> list[Atom]:
    number, unit = found.one("number", "count", "quantity"), found.one("unit")
    if unit in {"month", "year"}:
        whole = unit_at(unit, add_months(found.today, -number * (12 if unit == "year" else 1)))
        return found.made("day", whole, 0.7)
    day = found.today - DAY * (number * {"hour": 0, "day": 1, "week": 7}[unit])
    precision = DatePrecision.WEEK if unit == "week" else None
    return found.made("day", Days(day, day, None, precision), 1.0 if unit == "day" else 0.6)


def _past(found: Found) -> list[Atom]:
    """Counts back from the publication: "in the last 24 hours", "over the past week"."""
    number = next(iter(found.all("number", "count", "quantity")), 1)
    unit, today = found.one("unit"), found.today
    if unit in {"month", "year"}:
        first = add_months(today, -number * (12 if unit == "year" else 1))
    else:
        days = {"hour": -(-number // 24), "day": number, "week": 7 * number}[unit]
        first = today - DAY * days
    return found.made("day", Days(first, today))


def unit_at(unit: str, day: date) -> Days:
    """The week, month or year that the day is in. Raises ValueError for shorter units."""
    if unit == "week":
        monday = day - DAY * (day.isoweekday() - 1)
        return Days(monday, monday + DAY * 6, None, DatePrecision.WEEK)
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "year":
        return Days(date(day.year, 1, 1), date(day.year, 12, 31))
    raise ValueError(unit)


def _calendar(found: Found) -> list[Atom]:
    """This, the last or the next week, month or year; "earlier this" is up to the publication."""
    unit, today = found.one("unit"), found.today
    step = -1 if "last" in found.kinds else "next" in found.kinds
    months = {"month": 1, "year": 12}.get(unit, 0) * step
    near = add_months(today, months) if months else today + DAY * (7 * step)
    whole = unit_at(unit, near)
    if "earlier" in found.kinds and not step:
        whole = whole._replace(last=today)
    elif "later" in found.kinds and not step:
        whole = whole._replace(first=today)
    return found.made("day", whole)


def _weekend(found: Found) -> list[Atom]:
    saturday = found.today - DAY * ((found.today.isoweekday() - 6) % 7)
    return found.made("day", Days(saturday, saturday + DAY))


DATED = {"month_day", "day_month", ""}
"""Rules for days that are given with their month; none where it is in digits."""

N = "(number|ordinal)"
MONTH = "(month|short_month)"
YEAR = "(comma? year)?"
COUNT = "(number|count|quantity)"
BEFORE_MONTH = "(on|in|during|since|by|until|from|before|after|between|over)"

DAYS = [
    rule("range", f"{MONTH} {N} dash {N} {YEAR}", _range),
    rule("range", f"(?<=[from of between]) {MONTH} {N} (to|until|and) the? {N} {YEAR}", _range),
    rule("range", f"the? {N} (dash|to|until) the? {N} of? {MONTH} {YEAR}", _range),
    rule("range", f"(?<=between) the? {N} and the? {N} of? {MONTH} {YEAR}", _range),
    rule("list", f"{MONTH} {N} and {N} (?=other)", _list, 0.5),
    rule(
        "list", f"{MONTH} {N} (comma {N}){{0,20}} comma? and {N} {YEAR} (?!of? {MONTH}|half)", _list
    ),
    rule(
        "list", f"{N} (comma the? {N}){{0,20}} comma? and the? {N} of? the? {MONTH} {YEAR}", _list
    ),
    rule("month_day", f"{MONTH} the? {N} {YEAR}", _day),
    rule("day_month", f"(the? ordinal of?|number) {MONTH} {YEAR}", _day),
    rule("day_month", f"the? ordinal_word of {MONTH} {YEAR}", _day),
    rule(
        "nth",
        "((?<=[on since until by])|(?<=(part|night) of)) the ordinal"
        " (?=comma|stop|mark|the|at|in|from|$)",
        _nth,
        0.7,
    ),
    rule("month", f"(?<={BEFORE_MONTH}) month (?!{N}|dash|measure|name) {YEAR}", _month, 0.9),
    rule("month", "(last|next|this)? month year", _month, 0.95),
    rule("month", f"(last|next|this) month (?!{N}|dash)", _month, 0.7),
    rule("third", f"(early|mid|late) dash? month (?!{N}) {YEAR}", _third, 0.7),
    rule("third", "(early|mid|late) dash? year", _third, 0.7),
    rule("third", f"the? (begin|middle|end) of month (?!{N}) {YEAR}", _third, 0.7),
    rule("third", "the? (begin|middle|end) of ((the|this) unit|the? year)", _third, 0.6),
    rule("years", "(?<=[in from between]) year (dash|to|until|and) year", _years, 0.8),
    rule("year", "(?<=[in since from until by before after]) year", _year, 0.8),
    rule("year", "(?<=of) year", _year, 0.6),
    rule("weekday", "(?<=on) weekday", _weekday, 0.9),
    rule("weekday", "(?<!every) (last|next)? weekday", _weekday, 0.8),
    rule("weekday", "this weekday", _weekday, 0.5),
    rule("relative", "(earlier|later)? relative", _relative),
    rule("ago", f"{COUNT} unit ago", _ago, 0.9),
    rule("past", f"(in|over|during) (the|this)? last {COUNT} unit (?!of)", _past, 0.9),
    rule("past", "(in|over|during) the last unit (?!of)", _past, 0.9),
    rule("past", f"the last {COUNT} unit (?!of)", _past, 0.7),
    rule("calendar", "(earlier|later|early|late)? (this|last|next) unit (?!of)", _calendar, 0.8),
    rule("weekend", "(in|over|on|at|during|last) the? weekend", _weekend, 0.6),
]
"""Rules that make days: "day" for what is named once, "days" for a range."""

SPANS: list[Rule] = [
    rule("weekday_date", "(day|short_weekday) comma? day", _with_weekday),
    rule("from_to", "day dash day", _from_to, 0.9),
    rule("from_to", "(?<=[from of between]) day (to|until|and|dash) day", _from_to, 0.95),
    rule("from_to", "(?<=night from) day (to|until) day", _from_to, 0.95),
]
