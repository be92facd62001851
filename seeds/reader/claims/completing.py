"""When and where what is claimed happened, and what goes on from one claim to the next."""

import re
from dataclasses import replace
from itertools import pairwise

from db.models.terms import EventKind, Facet, SettingRelation
from seeds.reader.attribution import Saying
from seeds.reader.claims.fact import Cue, Fact
from seeds.reader.claims.participants import participants
from seeds.reader.claims.told import Told
from seeds.reader.placing import Place, places

STOP = re.compile(r"[.!?]\s")
MOVES = (EventKind.HUMANITARIAN, EventKind.STRATEGIC_DEVELOPMENT)


def complete(found: list[Fact], saying: Saying, told: Told) -> None:
    """When, where and who, of each claim; what is told of a saying's first claim goes on."""
    event: Fact | None = None
    for fact in found:
        _when(fact, told)
        if fact.tells:
            _where(fact, told)
        if fact.facet is Facet.CASUALTIES and event is not None:
            fact.cue, fact.rule = event.cue, "casualties-of-event"
        elif fact.cue is not None:
            event = fact
        fact.parts = participants(fact, saying, told)
        words = told.words(fact.words)
        now = fact.moment is None and fact.cue is not None
        fact.is_state = now and told.signs.is_so.search(words) is not None
        fact.on_both_sides = told.signs.on_both_sides.search(words) is not None
    for before, fact in pairwise(found):
        _go_on(before, fact, told)


def _when(fact: Fact, told: Told) -> None:
    moments = told.moments_in(fact.words)
    fact.moment = moments[0] if moments else None
    if fact.moment and told.signs.of_a_day.search(told.text[fact.words.start : fact.moment.start]):
        # "The truce of May 6" says which truce, not when it was broken.
        fact.about, fact.moment = fact.moment, None


def _where(fact: Fact, told: Told) -> None:
    moves = fact.cue is not None and fact.cue.kind in MOVES
    named = told.names.within(fact.words)
    fact.places = places(told.text, fact.words, named, told.lexicon, moves)


def _go_on(before: Fact, fact: Fact, told: Told) -> None:
    """The time goes on within a sentence, the place also where the event does."""
    if not fact.cue:
        return
    same_sentence = not STOP.search(told.text[before.words.start : fact.words.start])
    if fact.moment is None and same_sentence and fact.facet is not Facet.CASUALTIES:
        fact.moment = before.moment
    if not fact.places and (same_sentence or fact.cue is before.cue):
        fact.places = [_hit(place, fact.cue) for place in before.places]


def _hit(place: Place, cue: Cue) -> Place:
    """A place that was gone towards is one that is fired at."""
    strikes = cue.kind is EventKind.EXPLOSION_OR_REMOTE_VIOLENCE
    towards = place.relation is SettingRelation.TOWARDS
    return replace(place, relation=SettingRelation.IN) if strikes and towards else place
