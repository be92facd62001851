"""When something was said: by the edition; not before what it tells of."""

from db.models.terms import Act, PartOfDay, Stance
from seeds.anchors import Span
from seeds.reader.claims import Fact, within
from seeds.reader.draft.source import Item, Source, made
from seeds.reader.draft.written import Written


def said(given: Written, source: Source) -> Item:
    day = source.day
    end = f"{day}T{given.hour.zfill(5).replace('.', ':')}" if given.hour else day
    if not given.saying.speakers:
        return _published(given, end, source)
    if given.saying.said_by and (told := _told(given.saying.said_by, given, source)):
        return told
    latest = max((_not_before(fact) for fact in given.facts), default="")
    if not latest or latest > day:
        return {"end": end, "made": made("by-the-edition", 0.8)}
    sure = made("speaks-of-that-day", 0.7)
    if latest == day and not given.hour:
        return {"start": day, "made": sure}
    return {"start": latest, "end": end, "made": sure}


def _published(given: Written, end: str, source: Source) -> Item:
    """The document's own words are said when it is published."""
    found: Item = {"start": end}
    part = None if given.hour else _part_of_edition(source)
    if part:
        found["part"] = str(part)
    return found | {"made": made("when-published", 0.8)}


def _part_of_edition(source: Source) -> PartOfDay | None:
    """The part of the day for which the text is, by its title: "by the morning of May 12"."""
    title = source.layout.title
    moments = within(source.moments, title.span) if title else []
    return moments[0].date.part if moments else None


def _told(said_by: Span, given: Written, source: Source) -> Item | None:
    """By the words that say who speaks: "the ministry said on May 6"."""
    words, day = given.saying.words, source.day
    moments = within(source.moments, said_by)
    told = [each.date for each in moments if not words.start <= each.start < words.end]
    if not told:
        return None
    first = min(each.start or each.end or day for each in told)
    last = max(each.end or each.start or day for each in told)
    found: Item = {"start": first}
    if last > first:
        found["end"] = last
    return found | {"made": made("told-when-said", 0.8)}


def _not_before(fact: Fact) -> str:
    """The day before which it cannot have been said."""
    if fact.moment is None or fact.stance is Stance.DENIES or not fact.event:
        return ""
    if fact.act in (Act.ANNOUNCE, Act.PROMISE, Act.DEMAND):
        return ""
    return (fact.moment.date.end or fact.moment.date.start or "")[:10]
