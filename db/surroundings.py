"""The words around a name in a text: those nearest to it, and those of the list it stands in."""

import re
from dataclasses import dataclass

from db.names import Words

PARTING = re.compile(r"[.,;:!?…•()\[\]{}]|\n\s*(?:\n|[-–—*])")
"""What parts words that stand next to each other: a sign, an empty line, an item of a list."""

LISTING = {"and", "or", "the"}
LONGEST_STEP = 4
"""So many words may stand between two names of a list, such as a name that is not known."""


@dataclass(frozen=True)
class Span:
    """Words of a text by their numbers; `end` is the one after the last."""

    start: int
    end: int


def parted(words: Words, word: int) -> bool:
    """Whether a sign parts a word from the one before it."""
    return PARTING.search(words.gap(word)) is not None


def before(words: Words, span: Span, count: int = 6) -> list[str]:
    """The words before a span that no sign parts from it, the nearest first, without articles."""
    found: list[str] = []
    for word in range(span.start, max(span.start - count, 0), -1):
        if parted(words, word):
            break
        found.append(words.folded[word - 1])
    return [word for word in found if word != "the"]


def after(words: Words, span: Span, count: int = 6) -> list[str]:
    """The words after a span that no sign parts from it, the nearest first."""
    found: list[str] = []
    for word in range(span.end, min(span.end + count, len(words.folded))):
        if parted(words, word):
            break
        found.append(words.folded[word])
    return found


def lists(words: Words, spans: list[Span]) -> list[Span]:
    """For each of the spans, in text order, the whole list it stands in, such as "A, B and C"."""
    found: list[Span] = []
    first = 0
    for number, span in enumerate(spans):
        if number + 1 == len(spans) or not listed(words, span, spans[number + 1]):
            found += [Span(spans[first].start, span.end)] * (number + 1 - first)
            first = number + 1
    return found


def listed(words: Words, span: Span, following: Span) -> bool:
    """Whether two names are of one list: nothing but commas, "and", names between them."""
    if following.start - span.end > LONGEST_STEP:
        return False
    between = range(span.end, following.start)
    gaps = [words.gap(word).strip() for word in range(span.end, following.start + 1)]
    return (
        all(gap in ("", ",", "&") for gap in gaps)
        and all(words.folded[w] in LISTING or capital(words, w) for w in between)
        and (any(gaps) or any(words.folded[word] in ("and", "or") for word in between))
    )


def capital(words: Words, word: int) -> bool:
    return words.text[words.starts[word]].isupper()


def shown(words: Words, start: int, end: int) -> str:
    """Words as the text has them, on one line."""
    return " ".join(words.text[words.starts[start] : words.ends[end - 1]].split())
