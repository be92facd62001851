"""Names, and how they are compared: any spelling or script of a name folds to the same text."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from unicodedata import category

from anyascii import anyascii

# Two letters are one vowel; anyascii renders them one by one, as "ow".
ARMENIAN_U = (("ու", "u"), ("Ու", "U"), ("ՈՒ", "U"))

# What is folded as one: the rest of `fold` goes character by character.
PIECE = re.compile("|".join(letters for letters, _ in ARMENIAN_U) + "|.", re.DOTALL)

ASCII_BOUNDARY = r"\x00-/:-@\[-`{-\x7f"
RUN = re.compile(f"[^{ASCII_BOUNDARY}]+")
"""ASCII letters and digits, and all beyond ASCII; in that, boundaries are yet to be found."""

LONGEST_WORD = 200
"""Longer words are compared by their beginning: an index of PostgreSQL takes no long ones."""

NOT_PLAIN = re.compile("[^a-z0-9]+")
WIDE = re.compile("[\U00010000-\U0010ffff]")
JOINERS = "\u00ad\u200c\u200d"
"""The soft hyphen and the two that say how letters join: they stand inside words."""


@dataclass(frozen=True)
class Known:
    """A name of an actor or a place. A slug is none."""

    name: str
    """As it is written. A label of two names, "Shusha/Shushi", stands for each and for both."""

    kind: Literal["Actor", "Location"]

    key: int
    """The primary key of the row."""

    what: str
    """The row's own kind, such as "STATE" or "CITY"."""

    own: bool
    """Whether it is the row's own label and not one of its other names."""

    within: frozenset[int] = frozenset()
    """Of a place, the keys of larger places it lies in."""


@dataclass(frozen=True)
class Words:
    """The words of a text in order: folded, and where in the text each stands."""

    text: str
    folded: list[str]
    starts: list[int]
    ends: list[int]

    def gap(self, word: int) -> str:
        """What stands before a word and after the one before it."""
        return self.text[self.ends[word - 1] if word else 0 : self.starts[word]]


def fold(text: str) -> str:
    """The form in which names and texts are compared: ASCII letters, lower case.

    "Şuşa", "ŞUŞA" and "Susa" fold alike. A letter of another script becomes its usual Latin
    rendering: "Шуша" is "shusha", "Շուշի" is "shushi". Nothing is stemmed.
    """
    for letters, sound in ARMENIAN_U:
        text = text.replace(letters, sound)
    return anyascii(text).lower()


def words(text: str) -> list[str]:
    """The words of a text, folded: each of the letters a to z and digits alone.

    Whatever is neither letter nor digit parts words: "Nagorno-Karabakh" is two. Marks belong to
    their letter, and what folds to a sign, such as the soft sign of "Кельбаджар", is left out.
    """
    return split(text).folded


def split(text: str) -> Words:
    """The words of a text, and where they stand."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for run in RUN.finditer(text):
        if run[0].isascii():
            folded.append(run[0].lower()[:LONGEST_WORD])
            starts.append(run.start())
            ends.append(run.end())
            continue
        for word, start, end in words_of_run(run[0], run.start()):
            folded.append(word[:LONGEST_WORD])
            starts.append(start)
            ends.append(end)
    return Words(text, folded, starts, ends)


def words_of_run(run: str, at: int) -> Iterator[tuple[str, int, int]]:
    """The words of what has no ASCII boundary and begins at `at`: folded, with start and end."""
    heard: list[str] = []
    start = end = at
    for piece in PIECE.finditer(run):
        sounds = sound(piece[0])
        if sounds is None:
            if any(heard):
                yield "".join(heard), start, end
            heard = []
        elif heard or piece[0].isalnum():
            start = start if heard else at + piece.start()
            end = at + piece.end()
            heard.append(sounds)
    if any(heard):
        yield "".join(heard), start, end


@lru_cache(4096)
def sound(piece: str) -> str | None:
    """What a piece of a word folds to, letters and digits alone; of what parts words, None."""
    if piece.isalnum() or piece in JOINERS or category(piece).startswith("M"):
        return NOT_PLAIN.sub("", fold(piece))
    return None


def utf16(text: str, places: list[int]) -> list[int]:
    """Places in a text that are counted in code points, counted in UTF-16 units."""
    wide = [found.start() for found in WIDE.finditer(text)]
    return [place + bisect_left(wide, place) for place in places]
