"""Claims in the form of a reading."""

from db.models.terms import Act, Stance
from seeds.anchors import Span
from seeds.reader.claims import Fact
from seeds.reader.draft.source import Item, Source, made
from seeds.reader.draft.written import Written
from seeds.reader.figures import Figure
from seeds.reading import Date


def claim(fact: Fact, given: Written, source: Source) -> Item:
    principal = given.saying.words
    words = Span(max(fact.words.start, principal.start), min(fact.words.end, principal.end))
    is_part = len(given.facts) > 1 and words != principal and words.end > words.start
    home = words if is_part else principal
    found: Item = {"act": str(fact.act)}
    if fact.by:
        found["by"] = fact.by
    if is_part:
        found |= source.anchor(words, principal)
    if fact.event:
        found |= {"event": fact.event, "facet": str(fact.facet)}
    if fact.stance is not Stance.ASSERTS:
        found["stance"] = str(fact.stance)
    found |= _when(fact, source)
    if fact.event or fact.act is Act.ACCUSE:
        found["participants"] = _participants(fact)
    if fact.event:
        found |= _of_event(fact, home, principal, source)
    found["made"] = made(fact.rule, fact.confidence)
    return {key: value for key, value in found.items() if value not in ([], None)}


def _when(fact: Fact, source: Source) -> Item:
    if fact.is_state and fact.event:
        return {"happened": {"end": source.day, "made": made("so-by-the-edition", 0.5)}}
    if fact.moment is None:
        return {}
    sure = made(fact.moment.rule, fact.moment.confidence)
    return {"happened": date_item(fact.moment.date) | {"made": sure}}


def date_item(given: Date) -> Item:
    found: Item = {key: day for key, day in (("start", given.start), ("end", given.end)) if day}
    if given.part:
        found["part"] = str(given.part)
    if given.precision:
        found["precision"] = str(given.precision)
    if given.ongoing:
        found["ongoing"] = True
    return found


def _participants(fact: Fact) -> list[Item]:
    return [
        {"actor": part.actor, "role": str(part.role), "made": made(part.rule, part.confidence)}
        for part in fact.parts
    ]


def _of_event(fact: Fact, home: Span, principal: Span, source: Source) -> Item:
    """Where it was, its figures and arms, each anchored in the claim's words if they have it."""
    figures = (_figure(each, home, principal, source) for each in fact.figures)
    return {
        "at": [
            {
                "location": place.location,
                "relation": str(place.relation),
                "made": made(place.rule, place.confidence),
            }
            for place in fact.places
        ],
        "figures": [each for each in figures if each],
        "means": [
            {
                "kind": str(each.kind),
                **source.anchor(each.span, home),
                "made": made("word-for-arms", 0.8),
            }
            for each in fact.means
            if home.has(each.span)
        ],
    }


def _figure(figure: Figure, home: Span, principal: Span, source: Source) -> Item | None:
    within = next((each for each in (home, principal) if each.has(figure.span)), None)
    if within is None:
        return None
    item: Item = {"metric": str(figure.metric)}
    if figure.minimum is not None:
        item["minimum"] = figure.minimum
    if figure.maximum is not None:
        item["maximum"] = figure.maximum
    item["population"] = str(figure.population)
    item |= source.anchor(figure.span, within)
    return item | {"made": made(figure.rule, figure.confidence)}
