"""Which time of the day words mean: hours by the clock, and parts of the day."""

from datetime import date

from db.models.terms import PartOfDay
from seeds.reader.atoms import Atom, Days
from seeds.reader.days import DAY
from seeds.reader.timerules import Found, rule

NOON = 12 * 60
MIDNIGHT = 24 * 60
NAMED_DAYS = {"weekday", "relative"}
"""Rules for days whose night is the one that follows: "Sunday night"."""


def _clock(found: Found) -> list[Atom]:
    value = found.one("clock", "loose", "number")
    time = value * 60 if found.kinds[0] == "number" else value
    return found.made("clock", checked(time))


def checked(time: int) -> int:
    """Raises ValueError where the day has no such minute."""
    if time > MIDNIGHT:
        raise ValueError(time)
    return time


def _half(found: Found) -> list[Atom]:
    """Reads "8 am"; "16:40 pm" is as the clock has it."""
    value = found.one("clock", "loose", "number")
    time = value * 60 if found.kinds[0] == "number" else value
    if time < 13 * 60:
        time = time % NOON + found.one("half") * 60
    elif found.kinds[0] == "number":
        raise ValueError(time)
    return found.made("clock", checked(time))


def _midnight(found: Found) -> list[Atom]:
    """By midnight, and until it, is the end of the day; else it is the beginning."""
    ends = next(iter(found.before()), "") in {"until", "by", "before"}
    return found.made("clock", MIDNIGHT if ends else 0, 0.7)


def _clocks(found: Found) -> list[Atom]:
    return found.made("clocks", checked_range(*found.all("clock")))


def _clocks_of_number(found: Found) -> list[Atom]:
    """Reads "from 8 to 10 am": the first is in the half of the day that is nearer."""
    number, end = found.one("number") * 60, found.one("clock")
    start = number + NOON if number < NOON and number + NOON < end else number
    return found.made("clocks", checked_range(start, end))


def checked_range(start: int, end: int) -> tuple[int, int]:
    """Raises ValueError where the first is not before the second."""
    if start >= end:
        raise ValueError(start, end)
    return start, end


AT = "[at around by from since until before after to between]"
IN_PART = "((in|at|on|this|last) the? (early|late)? (part|night))"

CLOCKS = [
    rule("clock", "(clock|loose|number) half", _half, 0.95),
    rule("clock", f"(?<={AT}) loose", _clock, 0.9),
    rule("clock", "loose (?=on? day)", _clock, 0.9),
    rule("clock", "(clock|number) oclock", _clock, 0.95),
    rule("clock", f"(?<={AT}) number (?={IN_PART})", _clock, 0.8),
    rule("midnight", "(?<=[at around by from since until to between]) midnight", _midnight),
]
"""Rules that make "clock"."""

CLOCK_RANGES = [
    rule("clocks", "clock dash clock", _clocks, 0.95),
    rule("clocks", "(?<=from) clock (to|until|dash) clock", _clocks),
    rule("clocks", "(?<=between) clock and clock", _clocks),
    rule("clocks", "number dash clock", _clocks_of_number, 0.8),
    rule("clocks", "(?<=from) number (to|until) clock", _clocks_of_number, 0.9),
    rule("clocks", "(?<=between) number and clock", _clocks_of_number, 0.9),
]


def part_of(found: Found) -> PartOfDay:
    """The part of the day that is named."""
    return next(iter(found.all("part", "adverb")), PartOfDay.NIGHT)


def night_to(day: date) -> Days:
    """The night that ends on the day."""
    return Days(day - DAY, day, PartOfDay.NIGHT)


def night_from(day: date) -> Days:
    """The night that begins on the day."""
    return Days(day, day + DAY, PartOfDay.NIGHT)


def single(found: Found) -> date:
    """The day that is named. Raises ValueError where it is more, or has a part already."""
    days: Days = found.one("day")
    if days.first != days.last or days.part is not None:
        raise ValueError(days)
    return days.first


def _part_of_day(found: Found) -> list[Atom]:
    return found.made("day", Days(single(found), single(found), part_of(found)))


def _part_now(found: Found) -> list[Atom]:
    """A part of the publication day; "last evening" is the day before."""
    day = found.today - DAY * ("last" in found.kinds)
    return found.made("day", Days(day, day, part_of(found)))


def _night_now(found: Found) -> list[Atom]:
    """The night before the publication day."""
    return found.made("day", night_to(found.today))


def _overnight(found: Found) -> list[Atom]:
    return found.made("day", night_to(found.today + DAY * found.one("overnight")))


def _night_of_days(found: Found) -> list[Atom]:
    days: Days = found.one("days")
    return found.made("day", Days(days.first, days.last, PartOfDay.NIGHT))


def _night_of_day(found: Found) -> list[Atom]:
    """The night of a date is the one that ends on it, as overviews use the words."""
    return found.made("day", night_to(single(found)))


def _day_and_night(found: Found) -> list[Atom]:
    """Takes "Sunday night" for the one that follows, "November 3, at night" for the one before."""
    follows = found.atoms[0].rule in NAMED_DAYS
    day = single(found)
    return found.made("day", night_from(day) if follows else night_to(day), 0.8 if follows else 0.6)


def _after_midnight(found: Found) -> list[Atom]:
    day = single(found) if "day" in found.kinds else found.today
    return found.made("day", Days(day, day, PartOfDay.AFTER_MIDNIGHT))


def _before_midnight(found: Found) -> list[Atom]:
    day = single(found) if "day" in found.kinds else found.today - DAY
    return found.made("day", Days(day, day, PartOfDay.EVENING))


def _early_or_late(found: Found) -> list[Atom]:
    part = PartOfDay.MORNING if "early" in found.kinds else PartOfDay.EVENING
    return found.made("day", Days(single(found), single(found), part))


E = "(early|late)?"

PARTS = [
    rule("part_of_day", f"{E} the? {E} part of day", _part_of_day),
    rule("part_of_day", f"(?<=[in at on]) the? {E} part on day", _part_of_day),
    rule("part_of_day", f"day (comma? in the|at|comma at)? {E} part", _part_of_day, 0.9),
    rule("part_of_day", f"(early|late) on? day {E} part", _part_of_day, 0.9),
    rule("part_of_day", "adverb on? day", _part_of_day, 0.9),
    rule("part_of_day", "day adverb", _part_of_day, 0.9),
    rule("early_or_late", "(early|late) on? day", _early_or_late, 0.7),
    rule(
        "part",
        f"(?<=[in during since until by from before over]) the {E} part (?!of)",
        _part_now,
        0.8,
    ),
    rule("part", f"(?<=[since until by from]) {E} part (?!of)", _part_now, 0.7),
    rule("part", f"{E} (this|last) {E} part", _part_now, 0.9),
    rule("part", "adverb", _part_now, 0.8),
    rule("night_of_days", "the? night (of|from|between) days", _night_of_days, 0.95),
    rule(
        "overnight_days", "(overnight|(?<=at) night) (on|from|between|of) days", _night_of_days, 0.9
    ),
    rule("night_to", "(overnight|the? night) (into|to|before) day", _night_of_day, 0.9),
    rule("night_of", f"{E} the? night of day", _night_of_day, 0.6),
    rule("night_of", "(overnight|(?<=at) night|(?<=in the) night) on day", _night_of_day, 0.6),
    rule(
        "day_night", f"day ((comma? (at|in the))? {E} night|comma? overnight)", _day_and_night, 0.9
    ),
    rule("night", "(?<=at) night (?!of|on)", _night_now, 0.9),
    rule("night", "(?<=[during in over since until from]) the night (?!of|on)", _night_now, 0.9),
    rule("night", f"{E} (last|this) night", _night_now, 0.9),
    rule("night", "(?<=spent) the night", _night_now, 0.6),
    rule("night", "the night (?=passed)", _night_now, 0.6),
    rule("overnight", "overnight", _overnight, 0.9),
    rule("after_midnight", "after midnight (on? day)?", _after_midnight, 0.9),
    rule("before_midnight", "before midnight (on? day)?", _before_midnight, 0.5),
]
"""Rules that make a "day" with a part."""
