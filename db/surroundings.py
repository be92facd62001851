"""The words around a name in a text: those nearest to it, and those of the list it stands in."""

import re
from typing import NamedTuple

from db.names import Words

PARTING = re.compile(r"[.,;:!?…•()\[\]{}]|\n\s*(?:\n|[-–—*])")
"""What parts words that stand next to each other: a sign, an empty line, an item of a list."""

REACH = 6
"""So many words on each side are looked at."""

APOSTROPHES = ("'", "’", "‘", "`")
LISTING = {"and", "the"}
LONGEST_STEP = 4
"""So many words may stand between two names of a list, such as a name that is not known."""


class Span(NamedTuple):
    """Words of a text by their numbers; `end` is the one after the last."""

    start: int
    end: int


class Around(NamedTuple):
    """The words next to a name or a list of names, the nearest first."""

    before: list[str]
    after: list[str]

    owns: bool
    """Whether it is "X’s" something; that "s" is not among the words after."""


def parted(words: Words, word: int) -> bool:
    """Whether a sign parts a word from the one before it."""
    gap = words.gap(word)
    return gap != " " and PARTING.search(gap) is not None


def around(words: Words, span: Span) -> Around:
    """The words next to a span that no sign parts from it, without articles before it."""
    before: list[str] = []
    for word in range(span.start, max(span.start - REACH, 0), -1):
        if parted(words, word):
            break
        if words.folded[word - 1] != "the":
            before.append(words.folded[word - 1])
    following: list[str] = []
    for word in range(span.end, min(span.end + REACH, len(words.folded))):
        if parted(words, word):
            break
        following.append(words.folded[word])
    owns = following[:1] == ["s"] and words.gap(span.end) in APOSTROPHES
    return Around(before, following[1:] if owns else following, owns)


def lists(words: Words, spans: list[Span]) -> list[Span]:
    """For each of the spans, in text order, the whole list it stands in, such as "A, B and C".

    Without "and" it is none: in "toward Moscow, Yerevan said" the two are strangers.
    """
    found: list[Span] = []
    first = 0
    for number, span in enumerate(spans):
        if number + 1 < len(spans) and listed(words, span, spans[number + 1]):
            continue
        whole = Span(spans[first].start, span.end)
        one_list = "and" in words.folded[whole.start : whole.end]
        members = spans[first : number + 1]
        found += [whole] * len(members) if one_list else members
        first = number + 1
    return found


def listed(words: Words, span: Span, following: Span) -> bool:
    """Whether two names are of one list: nothing but commas, "and", names between them."""
    if following.start - span.end > LONGEST_STEP:
        return False
    between = range(span.end, following.start)
    gaps = [words.gap(word).strip() for word in range(span.end, following.start + 1)]
    joined = any(gaps) or "and" in words.folded[span.end : following.start]
    return (
        joined
        and all(gap in ("", ",", "&") for gap in gaps)
        and all(words.folded[word] in LISTING or capital(words, word) for word in between)
    )


def capital(words: Words, word: int) -> bool:
    return words.text[words.starts[word]].isupper()
