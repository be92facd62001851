"""Puts what was found in a text into the form of a reading: anchors, ids, rules, confidences."""

from collections.abc import Iterable

from seeds.reader.draft.mentions import mentions_elsewhere
from seeds.reader.draft.proposals import event, proposals
from seeds.reader.draft.source import Item, Source, made
from seeds.reader.draft.statements import statement
from seeds.reader.draft.written import Written, ids, telling_words
from seeds.reader.eventing import DraftEvent
from seeds.reader.layout import Part

__all__ = ["Source", "Written", "draft_of", "ids", "telling_words"]


def draft_of(source: Source, written: Iterable[Written], events: Iterable[DraftEvent]) -> Item:
    """The whole draft; of the events, those that a claim is about."""
    draft: Item = {}
    if source.layout.title is not None:
        draft["document"] = {"title": source.words(source.layout.title.span)}
    draft["sections"] = [_section(part, source) for part in source.layout.parts]
    draft["statements"] = [statement(each, source) for each in written]
    used = {claim.get("event") for one in draft["statements"] for claim in one["claims"]}
    draft["events"] = [event(each, source) for each in events if each.id in used]
    draft["mentions"] = list(mentions_elsewhere(source))
    if proposed := proposals(source):
        draft["proposed"] = proposed
    return draft


def _section(part: Part, source: Source) -> Item:
    words = source.words(part.span)
    section: Item = {"role": str(part.role)}
    if part.is_heading:
        section["heading"] = words
    else:
        section["begins"] = " ".join(words.split(" ")[:6])
    if part.side:
        section["side"] = part.side
    return section | {"made": made(part.rule, part.confidence)}
