"""Finds what stands inside quotation marks."""

from seeds.anchors import Span, Unanchored

PAIRS = {"“": "”", "„": "“", "«": "»", "‘": "’", '"': '"'}


def quote_of(words: str) -> str:
    """What stands inside the only quotation of the words. Raises Unanchored."""
    found = quotations(words)
    if found is None or len(found) != 1:
        number = "are several" if found else "is no whole one"
        raise Unanchored(
            f"there must be one quotation in the words of a DIRECT_QUOTE, and there {number}; "
            "give what was said as `quote`"
        )
    return words[found[0].start : found[0].end]


def quotations(words: str) -> list[Span] | None:
    """The outermost quotations, without their marks; none where marks do not match."""
    found: list[Span] = []
    place = 0
    while place < len(words):
        closing = PAIRS.get(words[place])
        if closing is None:
            if words[place] in "”»":
                return None
            place += 1
            continue
        end = _end(words, place, closing)
        if end is None:
            return None
        found.append(Span(place + 1, end))
        place = end + 1
    return found


def _end(words: str, start: int, closing: str) -> int | None:
    """Where the quotation that begins at `start` is closed; marks of its own kind may nest."""
    if closing == "’":
        return _end_of_single(words, start)
    opening, depth = words[start], 0
    for place in range(start + 1, len(words)):
        if words[place] == closing:
            if depth == 0:
                return place
            depth -= 1
        elif words[place] == opening:
            depth += 1
    return None


def _end_of_single(words: str, start: int) -> int | None:
    """The same for ‘ ’, whose end is also the apostrophe: clear only where one fits."""
    following = words.find("‘", start + 1)
    limit = len(words) if following < 0 else following
    fitting = [
        place
        for place in range(start + 1, limit)
        if words[place] == "’" and not words[place + 1 : place + 2].isalnum()
    ]
    return fitting[0] if len(fitting) == 1 else None
