"""Who takes part in what is claimed, and in which role."""

from collections.abc import Iterator

from db.models.terms import Act, ActorKind, EventKind, EventSubkind, ParticipationRole
from seeds.anchors import Span
from seeds.reader.attribution import Saying
from seeds.reader.claims.fact import ARMED, Cue, Fact, Part
from seeds.reader.claims.told import Told
from seeds.reader.naming import Named

LED = 14
"""So many characters before a name have the "by"."""

FARTHEST = 50
"""So many characters, at most, are between who does something and the words for it."""


def participants(fact: Fact, saying: Saying, told: Told) -> list[Part]:
    """Each actor once, in the role that is surest."""
    found: dict[str, Part] = {}
    for part in _parts(fact, saying, told):
        found.setdefault(part.actor, part)
    return list(found.values())


def _parts(fact: Fact, saying: Saying, told: Told) -> Iterator[Part]:
    if fact.act is Act.ACCUSE:
        yield from _accused(fact, saying, told)
    if fact.cue is not None:
        yield from _named(fact, fact.cue, told)
        yield from _by_adjectives(fact, fact.cue, told)


def _accused(fact: Fact, saying: Saying, told: Told) -> Iterator[Part]:
    """Who is accused before the words, or charged in them: the subject of the verb."""
    role = ParticipationRole.ALLEGED_PERPETRATOR
    if saying.accused and saying.accused.actor:
        yield Part(saying.accused.actor, role, "who-is-accused", 0.9)
        return
    for each in told.names.within(fact.words):
        if each.actor and told.signs.charged.match(told.text, each.form.end):
            yield Part(each.actor, role, "subject-of-charge", 0.6)


def _named(fact: Fact, cue: Cue, told: Told) -> Iterator[Part]:
    for each in told.names.within(fact.words):
        if each.actor and each.kind != ActorKind.MEDIA:
            led = told.text[max(fact.words.start, each.span.start - LED) : each.span.start]
            role = _led_role(cue, led, told) or _role(cue, _between(each, cue, told), each)
            if role is not None:
                yield Part(each.actor, role, "beside-event-words", 0.7)


def _between(named: Named, cue: Cue, told: Told) -> str | None:
    """What stands between a name and the words of the event; None where the name is behind."""
    if named.form.end <= cue.span.start:
        return told.text[named.form.end : cue.span.start]
    return "" if named.form.start <= cue.span.start < named.form.end else None


def _led_role(cue: Cue, led: str, told: Told) -> ParticipationRole | None:
    if not told.signs.by.search(led):
        return None
    if told.signs.mediating.search(led) or cue.kind is EventKind.CEASEFIRE:
        return ParticipationRole.MEDIATOR
    return ParticipationRole.ALLEGED_PERPETRATOR


def _role(cue: Cue, between: str | None, named: Named) -> ParticipationRole | None:
    if named.kind == ActorKind.CIVILIANS:
        return ParticipationRole.TARGET if cue.kind in ARMED else None
    if between is None or "," in between or len(between) > FARTHEST:
        return None
    if cue.kind in (EventKind.DIPLOMACY, EventKind.CEASEFIRE):
        return ParticipationRole.PARTY
    if cue.kind is EventKind.BATTLE and cue.subkind is EventSubkind.ARMED_CLASH:
        return ParticipationRole.BELLIGERENT
    if cue.subkind is EventSubkind.TROOP_MOVEMENT:
        return ParticipationRole.PRESENT
    if cue.kind in ARMED or cue.subkind in (EventSubkind.CONTROL_CHANGE, EventSubkind.CAPTURE):
        return ParticipationRole.ALLEGED_PERPETRATOR
    return None


def _by_adjectives(fact: Fact, cue: Cue, told: Told) -> Iterator[Part]:
    """Dolvian drones, Dolvian-Karsian talks."""
    for span, owner in told.adjectives_in(fact.words):
        if span.end > fact.words.end:
            continue
        if group := told.signs.group.match(told.text, span.end):
            actor = told.lexicon.body_called(owner, told.signs.groups_belong_to) or owner
            lost = cue.kind is EventKind.STRATEGIC_DEVELOPMENT and cue.subkind is EventSubkind.OTHER
            role = ParticipationRole.TARGET if lost else ParticipationRole.ALLEGED_PERPETRATOR
            words = Span(span.start, group.end())
            yield Part(actor, role, "group-of-a-state", 0.5, words)
        elif cue.kind is EventKind.DIPLOMACY:
            yield Part(owner, ParticipationRole.PARTY, "adjective-of-talks", 0.7, span)
