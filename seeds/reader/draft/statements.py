"""Statements in the form of a reading, with their claims and mentions."""

from seeds.reader.draft.appearances import appearance, further
from seeds.reader.draft.claims import claim
from seeds.reader.draft.mentions import mentions
from seeds.reader.draft.source import Item, Source, made
from seeds.reader.draft.times import said
from seeds.reader.draft.written import Written

MOST_CANDIDATES = 5


def statement(given: Written, source: Source) -> Item:
    saying = given.saying
    found: Item = {"id": given.id, **source.anchor(saying.words, source.whole)}
    found |= appearance(saying, source)
    found["said"] = said(given, source)
    if saying.channel:
        found["channel"] = str(saying.channel)
    if saying.via:
        found["via"] = saying.via
    if given.reply_to:
        found["in_reply_to"] = given.reply_to
    elif given.reply_candidates:
        found.setdefault("open", []).append(_open_reply(given))
    found["review"] = "DRAFT"
    found["claims"] = [claim(fact, given, source) for fact in given.facts]
    if given.further:
        found["appearances"] = [further(*each, source) for each in given.further]
    if named := mentions(given, source):
        found["mentions"] = named
    return found | {"made": made(saying.rule, saying.confidence)}


def _open_reply(given: Written) -> Item:
    return {
        "member": "in_reply_to",
        "why": "The text says that it answers somebody, not clearly what.",
        "candidates": [
            {"value": value, "confidence": round(sure, 2)}
            for value, sure in given.reply_candidates[:MOST_CANDIDATES]
        ],
    }
