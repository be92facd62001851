"""Chance that comes out the same for the same seed: choices, names, words and days."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")

SYLLABLES = [first + second for first in "bdfghklmnprstvz" for second in "aeiou"]
ENDINGS = ("", "n", "r", "l", "ian", "abad", "kend", "shen", "lu", "var")
SCRIPTS: dict[str, Any] = {
    "ru": str.maketrans("abcdefghijklmnopqrstuvyz", "абкдефгхийклмнопкрстувыз"),
    "hy": str.maketrans(
        dict(zip("abcdefghijklmnopqrstvyz", "աբկդեֆգհիջկլմնոպքրստվյզ", strict=True)) | {"u": "ու"}
    ),
    "az": str.maketrans("sgu", "şğü"),
}
"""How names are written in other languages, letter by letter."""

DATES = {
    "DAY": 18,
    "PART_OF_DAY": 4,
    "INSTANT": 3,
    "HOUR": 2,
    "DAYS": 3,
    "WEEK": 1,
    "MONTH": 2,
    "LONGER": 3,
    "UNKNOWN": 5,
}
PARTS_OF_DAY = ("NIGHT", "AFTER_MIDNIGHT", "MORNING", "AFTERNOON", "EVENING")


class Deck(Generic[Item]):
    """Draws without putting back until none is left: what is rare occurs among few, too."""

    def __init__(self, random: Random, items: Mapping[Item, int]) -> None:
        self._random = random
        self._all = [item for item, number in items.items() for _ in range(number)]
        self._left: list[Item] = []

    def draw(self) -> Item:
        if not self._left:
            self._left = self._all.copy()
            self._random.shuffle(self._left)
        return self._left.pop()


class Chance:
    """All that is left to chance, in one sequence."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._names: set[str] = set()
        self._decks: dict[str, Deck[Any]] = {}
        self._vocabulary = [
            "".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 4)))
            for _ in range(4000)
        ]

    def draw(self, what: str, items: Mapping[Item, int]) -> Item:
        """One of the items, each as often as its number says; `what` tells the decks apart."""
        deck = self._decks.get(what)
        if deck is None:
            deck = self._decks[what] = Deck(self.random, items)
        drawn: Item = deck.draw()
        return drawn

    def once_in(self, number: int, what: str) -> bool:
        return self.draw(what, {True: 1, False: number - 1})

    def skewed(self, items: Sequence[Item]) -> Item:
        """One of the items, the first ones by far the most often."""
        return items[int(self.random.random() ** 3 * len(items))]

    def name(self) -> str:
        """A name that nothing else has."""
        while True:
            syllables = self.random.choices(SYLLABLES, k=self.random.randint(2, 3))
            name = ("".join(syllables) + self.random.choice(ENDINGS)).capitalize()
            if name not in self._names:
                self._names.add(name)
                return name

    def words(self, number: int) -> str:
        """Words of a language of its own, a few of them much more frequent than most."""
        chosen = (self._vocabulary[int(self.random.random() ** 3 * 4000)] for _ in range(number))
        return " ".join(chosen)

    def fuzzy(self, prefix: str, day: date) -> dict[str, Any]:
        """The columns of a fuzzy date near a day, known more or less exactly, or not at all."""
        precision = self.draw(f"{prefix} precision", DATES)
        start, end = self._ends(precision, day)
        part = self.random.choice(PARTS_OF_DAY) if precision == "PART_OF_DAY" else None
        return {
            f"{prefix}_start": start,
            f"{prefix}_end": end,
            f"{prefix}_precision": precision,
            f"{prefix}_part": part,
            f"{prefix}_ongoing": precision == "LONGER" and end is None,
        }

    def _ends(self, precision: str, day: date) -> tuple[str | None, str | None]:
        match precision:
            case "UNKNOWN":
                return None, None
            case "INSTANT" | "HOUR":
                minute = self.random.randrange(0, 60, 5) if precision == "INSTANT" else 0
                start = f"{day}T{self.random.randrange(24):02d}:{minute:02d}"
                return start, start
            case "DAYS" | "WEEK":
                length = 6 if precision == "WEEK" else self.random.randint(1, 4)
                return str(day), str(day + timedelta(length))
            case "MONTH":
                last = monthrange(day.year, day.month)[1]
                return str(day.replace(day=1)), str(day.replace(day=last))
            case "LONGER":
                return (str(day), None) if self.once_in(2, "open end") else (None, str(day))
        return str(day), str(day)


def in_script(name: str, language: str) -> str:
    """A name as another language writes it."""
    return name.lower().translate(SCRIPTS[language]).capitalize()
