"""What a clause tells: an event, whom it hit, with which arms; or nothing that happened."""

from collections.abc import Iterator
from dataclasses import replace

from db.models.terms import Act, EventKind, EventSubkind, Facet, Metric
from seeds.anchors import Span
from seeds.reader.arms import Means, means
from seeds.reader.attribution import Saying
from seeds.reader.claims.acts import act_in, facet_of, is_not_told, stance_of
from seeds.reader.claims.fact import ARMED, Cue, Fact
from seeds.reader.claims.told import Told
from seeds.reader.figures import Figure, figures

PEOPLE = (Metric.KILLED, Metric.INJURED, Metric.CASUALTIES, Metric.MISSING)


def facts_of(piece: Span, saying: Saying, told: Told) -> Iterator[Fact]:
    act = act_in(piece, saying, told)
    fact = Fact(piece, act, stance_of(saying, act))
    if is_not_told(piece, act, told):
        yield replace(fact, rule="not-told-as-happened", confidence=0.6)
        return
    cue = told.cue_in(piece)
    numbers = list(figures(told.words(piece), piece.start, told.language))
    hit = [each for each in numbers if each.metric in PEOPLE]
    if cue and hit and not _is_same(cue, hit) and not cue.facet:
        yield from _event_and_casualties(fact, cue, numbers, told)
    elif hit and (cue is None or (_is_same(cue, hit) and not _of_people(cue))):
        yield _casualties(replace(fact, cue=cue, figures=numbers))
    elif cue is None:
        yield replace(fact, figures=numbers, rule="no-event-words", confidence=0.5)
    else:
        yield from _event(replace(fact, cue=cue, figures=numbers), cue, told)


def _casualties(fact: Fact) -> Fact:
    return replace(fact, facet=Facet.CASUALTIES, rule="casualties", confidence=0.8)


def _event(fact: Fact, cue: Cue, told: Told) -> Iterator[Fact]:
    """That it happened; what came of it and whether it was meant to are claims of their own."""
    words = told.words(fact.words)
    fact = replace(
        fact,
        facet=facet_of(cue, fact.act),
        means=_means(fact.words, told) if cue.kind in ARMED and cue.facet is None else [],
        rule="event-words",
        confidence=0.75,
    )
    yield from _with_arms_apart(fact, told)
    alone = replace(fact, means=[], figures=[])
    if told.signs.outcome.search(words):
        yield replace(alone, facet=Facet.OUTCOME, rule="outcome-words")
    if told.signs.intent.search(words) and fact.act is Act.ACCUSE:
        yield replace(alone, facet=Facet.INTENT, rule="intent-words")


def _with_arms_apart(fact: Fact, told: Told) -> Iterator[Fact]:
    """… have been fighting with the use of artillery: with what is a claim of its own."""
    used = told.signs.arms_used.search(told.text, fact.words.start, fact.words.end)
    if not used or not fact.means or used.start() > fact.means[0].span.start:
        yield fact
        return
    before = Span(fact.words.start, used.start() - 1)
    yield replace(fact, words=before, means=[])
    arms = Span(used.start(), fact.words.end)
    yield replace(fact, words=arms, facet=Facet.MEANS, rule="arms-used", figures=[])


def _event_and_casualties(
    fact: Fact, cue: Cue, numbers: list[Figure], told: Told
) -> Iterator[Fact]:
    """Two were injured in an attack on the town: that it happened, and whom it hit."""
    piece = fact.words
    first = min(each.span.start for each in numbers)
    last = max(each.about.end for each in numbers)
    if first <= piece.start + 4 and last <= cue.span.start:
        article = told.signs.article.search(told.text[last : cue.span.start])
        start = last + article.start() if article else cue.span.start
        event, hit = Span(start, piece.end), Span(piece.start, last)
    else:
        event, hit = piece, Span(first, last)
    yield replace(
        fact,
        words=event,
        facet=cue.facet or Facet.OCCURRENCE,
        cue=cue,
        means=_means(event, told),
        rule="event-words",
        confidence=0.7,
    )
    yield _casualties(replace(fact, words=hit, cue=cue, figures=numbers))


def _means(span: Span, told: Told) -> list[Means]:
    return means(told.words(span), span.start, told.language)


def _of_people(cue: Cue) -> bool:
    return cue.subkind is EventSubkind.CAPTURE or cue.kind is EventKind.HUMANITARIAN


def _is_same(cue: Cue, numbers: list[Figure]) -> bool:
    """Whether the words of the event are those of the casualties."""
    return any(each.about.has(cue.span) for each in numbers)
