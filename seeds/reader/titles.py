"""Neutral titles of events: what and where; whose accusation, where nobody else tells of it."""

from typing import Any

from db.models.terms import Act, Facet, SettingRelation
from seeds.reader.attribution import Saying
from seeds.reader.claims import Cue, Fact
from seeds.reader.lexicon import Lexicon
from seeds.reader.stored import Conflict
from seeds.reader.words import vocabulary

MOST_PLACES = 3


def titles(language: str) -> Any:
    """The forms of titles."""
    return vocabulary("events", language)["titles"]


def title(fact: Fact, cue: Cue, saying: Saying, lexicon: Lexicon, conflict: Conflict | None) -> str:
    forms = titles(lexicon.language)
    found = cue.noun
    if names := [lexicon.places[place.location].name for place in fact.places]:
        near = fact.places[0].relation in (SettingRelation.NEAR, SettingRelation.TOWARDS)
        listed = ", ".join(names[:MOST_PLACES])
        if len(names) > MOST_PLACES:
            listed = forms["more"].format(places=listed)
        found = forms["near" if near else "in"].format(what=found, places=listed)
    sides = _sides(fact, saying, lexicon)
    if fact.act is Act.ACCUSE and len(sides) == 1 and fact.facet is Facet.RESPONSIBILITY:
        names_of_sides = conflict.names if conflict else {}
        side = names_of_sides.get(sides.pop(), forms["one_side"])
        found = forms["accusation"].format(what=found, side=side)
    return found


def _sides(fact: Fact, saying: Saying, lexicon: Lexicon) -> set[str]:
    actors = [fact.by] if fact.by else [each.actor for each in saying.speakers]
    return {
        side
        for actor in actors
        if actor in lexicon.actors
        for side in lexicon.actors[actor or ""].sides
    }
