"""What of a text has the words that were sought: a stretch of it, cut where no name is cut."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from db.names import Words, split, utf16
from db.query import Constant, Snippet
from db.row_names import NAMES_APART
from db.search import Sought

ROOM = 90
"""So many characters before and after the first word that was sought, or a little more."""

LONGEST = 400
"""No snippet is longer by more than a word, in characters."""

PARTICLES = frozenset(
    {"a", "al", "and", "bin", "da", "de", "der", "for", "la", "of", "the", "van", "von"}
)
"""Words that stand within names."""

MOST_NAMES = 5
"""So many names are shown after a label."""

ENDS = ".!?;:…"


@dataclass(frozen=True)
class Cut:
    """A stretch of a text, and where in it the words stand that were sought."""

    text: str
    spans: list[tuple[int, int]]


def cut(text: str, sought: Sought) -> Cut:
    """The line that has most of what was sought, or a stretch of it around the first of it."""
    wanted = wanted_in(sought)
    found = split(text)
    spans = list(found_spans(found, wanted))
    start, end = best_line(text, spans)
    if NAMES_APART in text[start:end]:
        return names_with(text[start:end], wanted)
    within = [span for span in spans if start <= span[0] and span[1] <= end]
    if end - start > 2 * ROOM:
        around = within[0] if within else first_word(found, start, end)
        start, end = stretch(found, around, start, end)
    shown = text[start:end]
    start += len(shown) - len(shown.lstrip())
    shown = shown.strip()
    return Cut(
        shown,
        [
            (first - start, last - start)
            for first, last in within
            if start <= first and last <= start + len(shown)
        ],
    )


def names_with(line: str, wanted: list[tuple[str, ...]]) -> Cut:
    """Of a line of names the label, and those that have what was sought."""
    _, label, *others = line.split(NAMES_APART)
    kept = [name for name in others if any(found_spans(split(name), wanted))]
    shown = " · ".join([label, *kept[:MOST_NAMES]])
    return Cut(shown, list(found_spans(split(shown), wanted)))


def wanted_in(sought: Sought) -> list[tuple[str, ...]]:
    """What is marked: phrases as they were quoted, and each other word."""
    quoted = {word for phrase in sought.phrases for word in phrase}
    alone = [(word,) for word in dict.fromkeys(sought.words) if word not in quoted]
    return [*sought.phrases, *alone]


def found_spans(found: Words, wanted: list[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Where words and phrases stand, in order, without overlaps."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in wanted:
        by_first.setdefault(phrase[0], []).append(phrase)
    at = 0
    while at < len(found.folded):
        lengths = [
            len(phrase)
            for phrase in by_first.get(found.folded[at], ())
            if tuple(found.folded[at : at + len(phrase)]) == phrase
        ]
        if lengths:
            last = at + max(lengths) - 1
            yield found.starts[at], found.ends[last]
            at = last
        at += 1


def best_line(text: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """The line on which most of the spans begin, the first of equals."""
    lines: dict[int, int] = {}
    for start, _ in spans:
        line = line_at(text, start)
        lines[line] = lines.get(line, 0) + 1
    # What a text itself says is shown rather than other names of what it names.
    words = [line for line in lines if not text.startswith(NAMES_APART, line)]
    start = max(words or lines, key=lambda line: lines[line], default=0)
    # A phrase may go on in the next line.
    last = max((last for first, last in spans if line_at(text, first) == start), default=start)
    end = text.find("\n", last)
    return start, len(text) if end < 0 else end


def line_at(text: str, place: int) -> int:
    """Where the line begins that a place is in."""
    return text.rfind("\n", 0, place) + 1


def first_word(found: Words, start: int, end: int) -> tuple[int, int]:
    """A place to cut around where nothing is marked."""
    for first, last in zip(found.starts, found.ends, strict=True):
        if start <= first and last <= end:
            return first, last
    return start, start


def stretch(found: Words, span: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """A stretch around a span, widened until no name is cut, within `start` and `end`."""
    words = range(len(found.folded))
    first = next((word for word in words if found.starts[word] >= span[0]), 0)
    last = next((word for word in words if found.ends[word] >= span[1]), first)
    while first > 0 and found.starts[first - 1] >= start:
        wide, wider = (span[0] - found.starts[word] for word in (first, first - 1))
        if wider > LONGEST // 2 or (wide >= ROOM and may_cut(found, first)):
            break
        first -= 1
    while last + 1 < len(found.folded) and found.ends[last + 1] <= end:
        wide, wider = (found.ends[word] - span[1] for word in (last, last + 1))
        if wider > LONGEST // 2 or (wide >= ROOM and may_cut(found, last + 1)):
            break
        last += 1
    at_start = first == 0 or found.starts[first - 1] < start
    at_end = last + 1 == len(found.folded) or found.ends[last + 1] > end
    return start if at_start else found.starts[first], end if at_end else found.ends[last]


def may_cut(found: Words, word: int) -> bool:
    """Whether a text may be cut before a word: no name goes on there, and no character.

    A name goes on where a word beside has a capital letter, or stands within names; unless a
    sentence ends there.
    """
    gap = found.gap(word)
    if not gap or gap[-1] not in " \t\n([“«‘\"'":
        return False
    if any(sign in gap for sign in ENDS):
        return True
    beside = (word - 1, word)
    capital = any(found.text[found.starts[each]].isupper() for each in beside)
    return not capital and not any(found.folded[each] in PARTICLES for each in beside)


def shown(snippet: Snippet, text: str, sought: Sought) -> dict[str, Any]:
    """The snippet of a text, by the keys asked for."""
    made = cut(text, sought)
    return {key: _part(part, made) for key, part in snippet.parts.items()}


def _part(part: Any, made: Cut) -> Any:
    if isinstance(part, Constant):
        return part.text
    if part == "text":
        return made.text
    return [span_of(made.text, span, part) for span in made.spans]


def span_of(text: str, span: tuple[int, int], parts: Any) -> dict[str, Any]:
    """A span's members, by the keys asked for."""
    start_utf16, end_utf16 = utf16(text, list(span))
    members: Mapping[str, int] = {
        "start": span[0],
        "end": span[1],
        "start_utf16": start_utf16,
        "end_utf16": end_utf16,
    }
    return {
        key: part.text if isinstance(part, Constant) else members[part]
        for key, part in parts.items()
    }
