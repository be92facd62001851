"""Mentions of actors and places, each anchored where it stands."""

from collections.abc import Iterator

from db.models.terms import ActorKind, MentionRole, SectionRole
from seeds.anchors import Span
from seeds.reader.attribution import Saying
from seeds.reader.draft.appearances import said_by_of
from seeds.reader.draft.source import WORD_BEFORE, Item, Source, made
from seeds.reader.draft.written import Written
from seeds.reader.naming import Named

MOST_NAMES = 100
"""So many names of one statement are told."""

AROUND = 80
"""So many characters around a name, a longer one may have it."""

MOST_STEPS = 6
"""So many words before a name, at most, tell which is meant."""

Key = tuple[Span, str | None]


def mentions(given: Written, source: Source) -> list[Item]:
    """The names in a statement's words and in those that say who speaks, at all its places."""
    sayings = [given.saying, *(each for each, _, _ in given.further)]
    homes = [each.words for each in sayings]
    homes += [said_by for each in sayings if (said_by := said_by_of(each, source))]
    found: dict[Key, Item] = {}
    for home in dict.fromkeys(homes):
        for named in source.names.within(home)[:MOST_NAMES]:
            if not _is_part_of_another(named, home, source):
                item = _mention(named, home, homes, given.saying, source)
                if item is not None:
                    found.setdefault((named.form, named.actor or named.place), item)
    for key, item in _groups(given, homes, source):
        found.setdefault(key, item)
    return list(found.values())


def mentions_elsewhere(source: Source) -> Iterator[Item]:
    """Names in headings, titles and captions."""
    for part in source.layout.parts:
        if part.is_heading or part.role in (SectionRole.CAPTION, SectionRole.RELATED_LINKS):
            for named in source.names.within(part.span):
                if not _is_part_of_another(named, part.span, source):
                    item = source.anchor(named.form, source.whole) | _whom(named)
                    yield item | {"made": made(named.rule, named.confidence)}


def _whom(named: Named) -> Item:
    return {"actor": named.actor} if named.actor else {"location": named.place}


def _is_part_of_another(named: Named, home: Span, source: Source) -> bool:
    """Whether it is part of a longer name, such as the state in its ministry's."""
    start = max(home.start, named.form.start - AROUND)
    end = min(home.end, named.form.end + AROUND)
    return any(
        other.form != named.form
        and other.form.has(named.form)
        and other.kind != ActorKind.CIVILIANS
        and (other.body is None or other.body is not named.body)
        for other in source.names.within(Span(start, end))
    )


def _mention(
    named: Named, home: Span, homes: list[Span], saying: Saying, source: Source
) -> Item | None:
    item = _placed(named.form, home, homes, source)
    if item is None:
        return None
    item |= _whom(named)
    if saying.accused is not None and named.form == saying.accused.form:
        accuses = saying.verb is None or saying.verb.act == "ACCUSE"
        item["role"] = str(MentionRole.ACCUSED if accuses else MentionRole.ADDRESSED)
    elif named.actor and named.actor == saying.via:
        item["role"] = str(MentionRole.VIA)
    return item | {"made": made(named.rule, named.confidence)}


def _placed(form: Span, home: Span, homes: list[Span], source: Source) -> Item | None:
    """The anchor of a name: by words of which the first home that has any has this one.

    Where an earlier home has the name too, words before it tell which is meant.
    """
    span = form
    for _ in range(MOST_STEPS):
        words = source.words(span)
        first = next(each for each in [*homes, home] if words in source.words(each))
        if first.has(span):
            item = source.anchor(span, first)
            return item if span == form else item | {"form": source.words(form)}
        before = WORD_BEFORE.search(source.text[home.start : span.start])
        if not before or not before[0]:
            return None
        span = Span(span.start - len(before[0]), span.end)
    return None


def _groups(given: Written, homes: list[Span], source: Source) -> Iterator[tuple[Key, Item]]:
    """Words that stand for an actor without its name: "Dolvian drones"."""
    words = given.saying.words
    parts = [part for fact in given.facts if fact.event for part in fact.parts]
    for part in parts:
        if part.span is None or not words.has(part.span):
            continue
        item = _placed(part.span, words, homes, source)
        if item is not None:
            item["actor"] = part.actor
            item["made"] = made(part.rule, part.confidence)
            yield (part.span, part.actor), item
