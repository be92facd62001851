"""Claims that are several: of several days, places or truces, or of each of two speakers."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from db.models.terms import EventKind, EventSubkind, ParticipationRole
from seeds.anchors import Span
from seeds.reader.attribution import Saying
from seeds.reader.claims.fact import Fact, Part
from seeds.reader.claims.told import Told
from seeds.reader.moments import Moment

MOST_TRUCES = 5
"""So many truces that were told of last may be meant by "the truce"."""


def for_each_day(fact: Fact, told: Told) -> list[Fact]:
    """A truce that was declared on three days is three."""
    days = told.moments_in(fact.words)
    if fact.cue is None or fact.cue.kind is not EventKind.CEASEFIRE or len(days) < 2:
        return [fact]
    return [replace(fact, moment=day, rule="one-for-each-day") for day in days]


def for_each_place(fact: Fact, told: Told) -> Iterator[Fact]:
    """The army is in A and not far from B: one may be denied without the other."""
    moved = fact.cue is not None and fact.cue.subkind is EventSubkind.TROOP_MOVEMENT
    is_at = told.signs.is_at.search(told.words(fact.words))
    if not moved or len(fact.places) < 2 or not is_at:
        yield fact
        return
    for number, place in enumerate(fact.places, 1):
        last = number == len(fact.places)
        words = Span(fact.words.start, fact.words.end if last else place.span.end)
        yield replace(fact, words=words, places=[place], rule="one-for-each-place")


def each_way(found: list[Fact], saying: Saying) -> Iterator[Fact]:
    """What each of two says of the other is two claims."""
    first, second = saying.speakers[0].actor, saying.speakers[1].actor
    for fact in found:
        for by, other in ((first, second), (second, first)):
            role = ParticipationRole.ALLEGED_PERPETRATOR
            parts = [Part(other, role, "each-other", 0.8)] if other else []
            yield replace(fact, by=by, parts=parts, rule="each-other")


def spread(told_by: Iterable[list[Fact]], told: Told) -> list[list[Fact]]:
    """What is said of "the truce" is said of each truce that was told of before."""
    days: dict[str | None, Moment] = {}
    return [[each for fact in facts for each in _of_truces(fact, days, told)] for facts in told_by]


def _of_truces(fact: Fact, days: dict[str | None, Moment], told: Told) -> Iterator[Fact]:
    """`days` has the truces told of before, and gets that of the fact."""
    kind = fact.cue.kind if fact.cue else None
    if kind is EventKind.CEASEFIRE and fact.moment:
        days[fact.moment.date.start] = fact.moment
    words = told.words(fact.words)
    broken = kind is EventKind.CEASEFIRE_VIOLATION and told.signs.truce.search(words)
    if not broken or not days or told.moments_in(fact.words):
        yield fact
        return
    each_time = told.signs.each_time.search(words)
    for day in list(days.values())[-MOST_TRUCES:]:
        moment = day if each_time else None
        yield replace(fact, moment=moment, about=day, rule="of-each-truce")
