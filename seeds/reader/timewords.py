"""Cuts a text into the words that may tell a time, and what is between them."""

import re
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from db.models.terms import DatePrecision, PartOfDay

VOCABULARY = Path(__file__).parent / "vocabulary"

SECTIONS = {
    "months": "month",
    "abbreviated_months": "short_month",
    "weekdays": "weekday",
    "abbreviated_weekdays": "short_weekday",
    "relative_days": "relative",
    "parts": "part",
    "adverbs": "adverb",
    "nights": "overnight",
    "hours": "clock",
    "halves": "half",
    "units": "unit",
    "quantities": "quantity",
    "ordinals": "ordinal_word",
}
"""Sections of the vocabulary whose words have a value, and the kind of atom they make."""

BARE_SECTIONS = {
    "measures": "measure",
    "labels": "label",
    "names": "name",
    "false_friends": "other",
}
"""Sections that are a list of words."""

NAME_LIKE = {"relative", "part", "night", "adverb", "overnight"}
"""Kinds that are part of a name if capitalised within a sentence, as in "the Evening Beacon"."""

SHORT = {"short_month", "short_weekday"}
"""Kinds that may have a full stop."""

REPEATED = {"other", "mark", "stop"}
"""Kinds of which several in a row are as one."""

NUMERIC = {"number", "count", "ordinal", "year", "clock", "loose"}
JOINABLE = NUMERIC | {"month", "short_month", "day", "half"}
"""What a number may be joined to with a hyphen; "44-year-old" and "T-72" are no numbers."""

SHAPES = [
    ("day", re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")),
    ("clock", re.compile(r"(\d{1,2}):(\d\d)")),
    ("loose", re.compile(r"(\d{1,2})[.,](\d\d)")),
    ("year", re.compile(r"((?:19|20)\d\d)")),
    ("number", re.compile(r"(\d{1,2})")),
    ("count", re.compile(r"(\d{3})")),
]
"""Kinds of what is written in digits."""

LONGEST = 40
"""No word or number that tells a time is longer."""

DIGITS = re.compile(r"[0-9]+(?:[.,:/][0-9]+)*")

TOKEN = r"""
(?P<address>(?:https?://|www\.)\S+)
|(?P<phrase>(?<!\w)(?:{phrases})(?!\w))
|(?<![\w/=.-])(?P<iso>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}
    (?:T[0-9]{{2}}:[0-9]{{2}}[0-9:.+Z]{{0,16}})?)(?![\w/-])
|[0-9]+(?:[.,:/][0-9]+)*(?P<ending>\w*)
|(?P<word>[^\W\d_]\w*)
|(?P<possessive>['’]s(?!\w))
|(?P<dash>(?<=\w)(?:[-‐‑](?=\w)|–(?=[0-9])))
|(?P<comma>,)
|(?P<money>[$€£₽₼֏])
|(?P<measure>[%‰°])
|(?P<stop>[.!?;•\n\r\u2028\u2029])
|(?P<mark>[^\s])
"""
"""Each alternative consumes what it begins to, without going back; addresses are passed over."""


class Days(NamedTuple):
    """What words say about the day: from first to last, and what else the words tell of it."""

    first: date
    last: date
    part: PartOfDay | None = None
    precision: DatePrecision | None = None
    """Where it does not follow from the days."""


class Atom(NamedTuple):
    """A stretch of the text that means one thing."""

    kind: str
    start: int
    end: int
    value: Any = None
    """By kind: a number, a part of the day, a unit, Days; minutes since midnight for a clock."""

    confidence: float = 1.0
    rule: str = ""
    """The rule that made it of others."""


@cache
def vocabulary(language: str) -> dict[str, Any]:
    """The words of a language that tell a time, as its file has them."""
    path = VOCABULARY / language / "moments.yaml"
    words: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    return words


def atoms(text: str, language: str) -> list[Atom]:
    """The text's atoms in its order. Runs of words and marks that tell no time are one."""
    found: list[Atom] = []
    last, done = "stop", 0
    for match in _tokens(language).finditer(text):
        start, token = match.start(), match.group()
        if start < done:
            continue  # The full stop of an abbreviation.
        for kind, first, end, value in _read(match.lastgroup or "", token[:LONGEST], language):
            if kind in NAME_LIKE and _is_in_a_name(token, last):
                kind = "other"
            done = start + end + (kind in SHORT and text.startswith(".", start + end))
            if kind != last or kind not in REPEATED:
                found.append(Atom(kind, start + first, done, value))
                last = kind
    return [
        atom._replace(kind="other") if atom.kind in NUMERIC and _counts(found, index) else atom
        for index, atom in enumerate(found)
    ]


Piece = tuple[str, int, int, Any]
"""An atom within a token: its kind, where it stands, its value."""


@lru_cache(maxsize=10_000)
def _read(group: str, token: str, language: str) -> list[Piece]:
    """What a token is, by the group of the expression that found it."""
    if len(token) == LONGEST:
        return [("other", 0, LONGEST, None)]
    if group in {"word", "phrase"}:
        kind, value = _lookup(token, language)
        return [(kind, 0, len(token), value)]
    if group == "iso":
        return _of_iso(token)
    if group == "ending":
        return _of_digits(token, language)
    return [("other" if group == "address" else group, 0, len(token), None)]


def _lookup(word: str, language: str) -> tuple[str, Any]:
    words = _lexicon(language)
    key = " ".join(word.replace("’", "'").split())
    capital = words.get(key.capitalize()) or words.get(key) if key[:1].isupper() else None
    return capital or words.get(key.lower()) or ("other", None)


def _of_iso(token: str) -> list[Piece]:
    """A day, and the minute if there is one."""
    length = len("2020-11-04")
    try:
        day = date.fromisoformat(token[:length])
        pieces: list[Piece] = [("day", 0, length, Days(day, day))]
        if token[length:]:
            end = length + len("T08:00")
            pieces.append(("clock", length + 1, end, minutes(token[length + 1 : end], ":")))
    except ValueError:
        return [("other", 0, len(token), None)]
    return pieces


def _of_digits(token: str, language: str) -> list[Piece]:
    """A number with what is written to it: "8", "8:30", "8am", "4th"; "8mm" is none."""
    words = vocabulary(language)
    match = DIGITS.match(token)
    digits = match.group() if match else ""
    kind, value = _shape(digits)
    ending = token[len(digits) :].lower()
    if ending in words["halves"] and kind != "other":
        half = words["halves"][ending]
        return [(kind, 0, len(digits), value), ("half", len(digits), len(token), half)]
    if ending:
        kind = "ordinal" if kind == "number" and ending in words["ordinal_endings"] else "other"
    return [(kind, 0, len(token), value)]


def _shape(digits: str) -> tuple[str, Any]:
    """The kind and value of what is written in digits; "other" where it is no time or count."""
    for kind, shape in SHAPES:
        if len(digits) <= len("04.11.2020") and (match := shape.fullmatch(digits)):
            try:
                return _valued(kind, [int(part) for part in match.groups()])
            except ValueError:
                return "other", None
    return "other", None


def _valued(kind: str, numbers: list[int]) -> tuple[str, Any]:
    if kind == "day":
        day = date(numbers[2], numbers[1], numbers[0])
        return kind, Days(day, day)
    if kind in {"clock", "loose"}:
        return kind, minutes(f"{numbers[0]}:{numbers[1]}", ":")
    if kind == "number" and not 1 <= numbers[0] <= 31:
        return "count", numbers[0]
    return kind, numbers[0]


def minutes(clock: str, mark: str) -> int:
    """Minutes since midnight. Raises ValueError where the day has no such minute."""
    hour, minute = (int(part) for part in clock.split(mark))
    if minute > 59 or hour * 60 + minute > 24 * 60:
        raise ValueError(clock)
    return hour * 60 + minute


def _is_in_a_name(word: str, last: str) -> bool:
    return word.istitle() and last not in {"stop", "mark", "clock"}


def _counts(found: list[Atom], index: int) -> bool:
    """Whether the number counts or names something: "120 mm", "$5", "Route 4", "T-72"."""
    before, after = _kind(found, index - 1), _kind(found, index + 1)
    return (
        before in {"money", "label"}
        or after in {"measure", "money"}
        or (before == "dash" and _kind(found, index - 2) not in JOINABLE)
        or (after == "dash" and _kind(found, index + 2) not in JOINABLE)
    )


def _kind(found: list[Atom], index: int) -> str:
    return found[index].kind if 0 <= index < len(found) else "stop"


@cache
def _lexicon(language: str) -> dict[str, tuple[str, Any]]:
    """The kind and value of each word and phrase."""
    words = vocabulary(language)
    lexicon: dict[str, tuple[str, Any]] = {}
    for section, kind in SECTIONS.items():
        for word, value in words[section].items():
            lexicon[word] = kind, _meaning(kind, value)
    for kind, particles in words["particles"].items():
        lexicon |= dict.fromkeys(particles, (kind, None))
    for section, kind in BARE_SECTIONS.items():
        lexicon |= dict.fromkeys(words[section], (kind, None))
    return lexicon


def _meaning(kind: str, value: Any) -> Any:
    if kind in {"part", "adverb"}:
        return PartOfDay[value]
    return value * 60 if kind == "clock" else value


@cache
def _tokens(language: str) -> re.Pattern[str]:
    phrases = [word for word in _lexicon(language) if not word.isalpha()]
    longest_first = sorted(phrases, key=len, reverse=True)
    spelled = "|".join(re.escape(phrase) for phrase in longest_first)
    spelled = spelled.replace("'", "['’]").replace(r"\ ", r"[^\S\n\r]{1,3}")
    return re.compile(TOKEN.format(phrases=spelled), re.VERBOSE | re.IGNORECASE)
