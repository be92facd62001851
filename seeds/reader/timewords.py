"""Cuts a text into the words that may tell a time, and what is between them."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from db.models.terms import PartOfDay
from seeds.reader.atoms import Atom, Piece
from seeds.reader.timedigits import of_digits, of_iso

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
    "zones": "zone",
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

LONGEST = 40
"""No word or number that tells a time is longer."""

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
"""Each alternative takes all it can and has no need to go back; addresses are taken whole."""


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


@lru_cache(maxsize=10_000)
def _read(group: str, token: str, language: str) -> list[Piece]:
    """What a token is, by the group of the expression that found it."""
    if len(token) == LONGEST:
        return [("other", 0, LONGEST, None)]
    if group in {"word", "phrase"}:
        kind, value = _lookup(token, language)
        return [(kind, 0, len(token), value)]
    if group == "iso":
        return of_iso(token)
    if group == "ending":
        return of_digits(token, vocabulary(language))
    return [("other" if group == "address" else group, 0, len(token), None)]


def _lookup(word: str, language: str) -> tuple[str, Any]:
    words = _lexicon(language)
    key = " ".join(word.replace("’", "'").split())
    capital = words.get(key.capitalize()) or words.get(key) if key[:1].isupper() else None
    return capital or words.get(key.lower()) or ("other", None)


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
