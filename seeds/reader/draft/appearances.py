"""How words appear: who says them, by which words, and what of them is quoted."""

import re

from db.models.terms import Directness, Wording
from seeds.anchors import Span
from seeds.quotations import quotations
from seeds.reader.attribution import Saying
from seeds.reader.draft.source import Item, Source, made

QUOTED = re.compile(r"[“«‘\"]([^“”«»\"]+)[”»’\"]")
INSERTED = re.compile(r"\[[^\]\[]+\]")


def appearance(saying: Saying, source: Source) -> Item:
    """What is not clear is left open."""
    found: Item = {}
    actors = [speaker.actor for speaker in saying.speakers if speaker.actor]
    said_by = said_by_of(saying, source)
    if said_by is not None:
        found |= _speakers(saying, said_by, source.paragraph(saying.words), source)
    elif saying.speakers:
        found["open"] = [_several_times(actors) if actors else _unclear(saying, source)]
    return found | _directness(saying, source)


def said_by_of(saying: Saying, source: Source) -> Span | None:
    """The words that say who speaks, so that they stand once in the paragraph."""
    if saying.said_by is None or not any(speaker.actor for speaker in saying.speakers):
        return None
    return source.unique(saying.said_by, source.paragraph(saying.words))


def further(saying: Saying, rule: str, confidence: float, source: Source) -> Item:
    """A further place of a statement."""
    item = source.anchor(saying.words, source.whole) | appearance(saying, source)
    item["wording"] = str(Wording.SAME if rule == "same-words" else Wording.OTHER_WORDS)
    return item | {"made": made(rule, confidence)}


def _unclear(saying: Saying, source: Source) -> Item:
    candidates = [
        {"value": other, "confidence": 0.4}
        for speaker in saying.speakers
        for other in speaker.candidates
    ]
    left: Item = {"member": "speakers", "why": "Who is meant by these words is not clear."}
    if saying.said_by:
        left["words"] = source.words(saying.said_by)
    return left | ({"candidates": candidates} if candidates else {})


def _several_times(actors: list[str]) -> Item:
    return {
        "member": "speakers",
        "why": "The words that say who speaks stand several times in the paragraph.",
        "candidates": [{"value": each, "confidence": 0.8} for each in dict.fromkeys(actors)],
    }


def _speakers(saying: Saying, said_by: Span, home: Span, source: Source) -> Item:
    speaks_for = any(each.named and each.named.speaks_for for each in saying.speakers)
    if saying.relayed_by or speaks_for:
        return {"attributions": _attributions(saying, said_by, home, source)}
    actors = [speaker.actor for speaker in saying.speakers if speaker.actor]
    return {"speakers": list(dict.fromkeys(actors)), "said_by": source.words(said_by)}


def _attributions(saying: Saying, said_by: Span, home: Span, source: Source) -> list[Item]:
    found: dict[tuple[str, str], Item] = {}

    def keep(actor: str | None, role: str, words: Span) -> None:
        if actor is not None:
            item: Item = {"actor": actor}
            if role != "SPEAKER":
                item["role"] = role
            found.setdefault((actor, role), item | {"words": source.words(words)})

    for speaker in saying.speakers:
        body = speaker.named.speaks_for if speaker.named else None
        keep(body or speaker.actor, "SPEAKER", said_by)
        if body:
            keep(speaker.actor, "SPOKESPERSON", said_by)
    for speaker, words in saying.relayed_by:
        keep(speaker.actor, "REPORTER", source.unique(words, home) or said_by)
    return list(found.values())


def _directness(saying: Saying, source: Source) -> Item:
    if saying.directness is not Directness.DIRECT_QUOTE:
        return {"directness": str(saying.directness)}
    quote = _quote(saying, source)
    if quote is None:
        return {"directness": str(Directness.REPORTED_SPEECH)}
    found: Item = {"quote": quote} if quote else {}
    found["directness"] = str(Directness.DIRECT_QUOTE)
    inserted = _insertions(source.words(saying.words), quote)
    return found | ({"insertions": inserted} if inserted else {})


def _quote(saying: Saying, source: Source) -> str | None:
    """What stands inside the marks; empty where that need not be told, None where nothing does."""
    words = source.words(saying.words)
    if saying.quote is not None:
        return source.words(saying.quote) or None
    # As readings are checked: where there is one whole quotation, it is known.
    found = quotations(words)
    if found is not None and len(found) == 1:
        return ""
    inside = [quoted for quoted in QUOTED.findall(words) if quoted.strip()]
    return max(inside, key=len) if inside else None


def _insertions(words: str, quote: str) -> list[str]:
    """What editors put into the quotation, unless it stands there twice."""
    quoted = quote or "".join(words[each.start : each.end] for each in quotations(words) or ())
    return [each for each in dict.fromkeys(INSERTED.findall(quoted)) if words.count(each) == 1]
