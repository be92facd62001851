"""Events, and the actors and places that are proposed as new, in the form of a reading."""

from seeds.reader.draft.claims import date_item
from seeds.reader.draft.source import Item, Source, made
from seeds.reader.eventing import DraftEvent
from seeds.reader.naming import Proposed
from seeds.reader.unknown import UnknownPlace, unknown_places


def event(given: DraftEvent, source: Source) -> Item:
    item: Item = {"id": given.id, "title": given.title, "kind": str(given.kind)}
    if given.subkind:
        item["subkind"] = str(given.subkind)
    item["happened"] = date_item(given.happened) if given.happened else {"end": source.day}
    if source.conflict:
        item["part_of"] = source.conflict.slug
    return item | {"review": "DRAFT", "made": made(given.rule, given.confidence)}


def proposals(source: Source) -> Item:
    """Empty where nothing new is named."""
    unknown = unknown_places(source.text, source.names, source.lexicon)
    found = {
        "actors": [_actor(each, source) for each in source.names.proposed.values()],
        "places": [_place(each, source) for each in unknown],
    }
    return {key: items for key, items in found.items() if items}


def _actor(given: Proposed, source: Source) -> Item:
    item: Item = {"id": given.id, "kind": str(given.kind), "name": given.name}
    if given.role:
        item["role"] = given.role
    if given.organization:
        item["organization"] = given.organization
    item["words"] = source.words(given.span)
    return item | {"made": made(given.rule, given.confidence)}


def _place(given: UnknownPlace, source: Source) -> Item:
    item: Item = {"words": source.words(given.span)}
    if given.kind:
        item["kind"] = str(given.kind)
    item["candidates"] = [
        {"value": slug, "confidence": likeness, "why": "It is spelled nearly so."}
        for slug, likeness in given.candidates
    ]
    return item | {"made": made(given.rule, 0.5)}
