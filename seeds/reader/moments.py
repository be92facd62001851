"""The dates and times that a text gives in words, seen from its day of publication.

A text is cut into atoms (`timewords`, `timedigits`). Rules (`timerules`) make days of them
(`days`), then clocks and parts of the day (`hours`), then moments, here. The words are in the
vocabulary of a language; the rules know only of what kind each is.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from db.models.terms import DatePrecision, PartOfDay
from seeds.reader.atoms import Atom, Days
from seeds.reader.days import DAY, DAYS, SPANS
from seeds.reader.hours import CLOCK_RANGES, CLOCKS, NOON, PARTS
from seeds.reader.timerules import Found, apply, rule
from seeds.reader.timewords import atoms
from seeds.reading import Date


@dataclass(frozen=True)
class Moment:
    """A date or time, and the words that give it, with their prepositions."""

    start: int
    """First character of the words."""

    end: int
    date: Date
    rule: str
    """The rule that made it."""

    confidence: float
    """From 0 to 1."""

    since: bool = False
    """Whether it began then and may go on."""


def moments(text: str, published_on: date, language: str = "en") -> list[Moment]:
    """What the text says of when, in its order. No two overlap."""
    parts = atoms(text, language)
    for rules in STAGES:
        parts = apply(rules, parts, published_on)
    return [part.value for part in parts if part.kind == "moment"]


def _moment(found: Found) -> list[Atom]:
    """A moment of a day, a clock or both, and of what the prepositions make of them."""
    mode = _mode(found)
    given, begun = _date(found, mode), mode in {"since", "from"}
    if mode == "since" or (mode == "from" and _goes_on(found)):
        given = given.model_copy(update={"ongoing": True, "end": None})
    [made] = found.made("moment", None, _sureness(found, mode, given))
    name = _name(found, mode)
    moment = Moment(made.start, made.end, given, name, round(made.confidence, 3), begun)
    return [made._replace(value=moment)]


def _mode(found: Found) -> str:
    """The preposition that opens or closes the time, if any; "from ... to" does neither."""
    mode = next((kind for kind in found.kinds if kind in MODES), "")
    whole = {"days", "clocks"} & set(found.kinds) or found.kinds.count("day") > 1
    return "" if mode == "from" and whole else mode


def _goes_on(found: Found) -> bool:
    """Whether the verb says so: "from 8 am, the army has been shelling"."""
    return "perfect" in found.before() or "perfect" in found.after()


def _sureness(found: Found, mode: str, given: Date) -> float:
    sure = MODES.get(mode, 1.0)
    if mode == "from" and not given.ongoing:
        sure *= 0.7
    if found.kinds in (["clock"], ["clocks"]):
        sure *= 0.6
    if "around" in found.kinds:
        sure *= 0.9
    return sure * 0.3 if _is_a_name(found) else sure


def _is_a_name(found: Found) -> bool:
    """Whether it seems to be a street: "Street of May 28", "the 28 May metro"."""
    around = [atom.kind for atom in found.everything[max(found.first - 2, 0) : found.end + 1]]
    before = around[: min(found.first, 2)]
    return before == ["name", "of"] or around[len(before) + len(found.atoms) :] == ["name"]


def _name(found: Found, mode: str) -> str:
    """The rule that tells most: the preposition, day and clock together, or what made either."""
    inner = [atom.rule or atom.kind for atom in found.atoms if atom.kind in WHEN]
    return mode or (found.rule.name if len(inner) > 1 else inner[0])


def _date(found: Found, mode: str) -> Date:
    start, end, part, precision = _bounds(found)
    if mode in {"until", "by", "before"}:
        return Date(end=end, part=part, precision=precision)
    if mode == "after":
        return Date(start=start, part=part, precision=precision or DatePrecision.LONGER)
    return Date(start=start, end=None if start == end else end, part=part, precision=precision)


def _bounds(found: Found) -> tuple[str, str, PartOfDay | None, DatePrecision | None]:
    """First and last day or minute, the part of the day, the precision where it must be said."""
    days: list[Days] = found.all("day", "days") or [Days(found.today, found.today)]
    first, last = days[0], days[-1]
    clocks = found.all("clock") or [minutes for pair in found.all("clocks") for minutes in pair]
    if not clocks:
        return first.first.isoformat(), first.last.isoformat(), first.part, first.precision
    if first.first + DAY < first.last or first.first > last.first:
        raise ValueError(days)
    start, end = _minute(first, clocks[0]), _minute(last, clocks[-1])
    on_the_hour = start.endswith(":00") and end.endswith(":00")
    return start, end, None, DatePrecision.HOUR if on_the_hour else None


def _minute(days: Days, minutes: int) -> str:
    """The minute, on the day of a night that has it; "at 8 this evening" is 20:00."""
    if days.part in HALVES and HALVES[days.part] <= minutes < NOON:
        minutes += NOON
    day = days.first if minutes >= NOON else days.last
    at = datetime.combine(day, time()) + timedelta(minutes=minutes)
    return at.isoformat(timespec="minutes")


MODES = {"since": 1.0, "from": 0.9, "until": 0.9, "by": 0.9, "before": 0.6, "after": 0.5}
"""Prepositions that leave the time open on a side, and how sure they are."""

HALVES = {PartOfDay.AFTERNOON: 60, PartOfDay.EVENING: 60, PartOfDay.NIGHT: 6 * 60}
"""In these parts of the day, a clock from that minute up to noon is one of the second half."""

WHEN = {"day", "days", "clock", "clocks"}
CLOCK = "(clock|clocks)"
LEAD = "(since|from|until|by|before|after|on|in|at|during|over|between)? around?"

MOMENTS = [
    rule("clock_to_clock", "[from between] clock on? day (to|until|and) clock on? day", _moment),
    rule("clock_of_day", f"{LEAD} {CLOCK} zone? (comma? (on|in|of)|comma)? day", _moment),
    rule("day_and_clock", f"{LEAD} day comma? {LEAD} {CLOCK}", _moment),
    rule("plain", f"{LEAD} (day|days|{CLOCK} zone?) (?!possessive)", _moment),
    rule("plain", "day (?=possessive)", _moment),
]

STAGES = [DAYS, SPANS, CLOCKS, CLOCK_RANGES, PARTS, SPANS, MOMENTS]
"""Each stage reads what the one before it made."""
