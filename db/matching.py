"""Finds known names of actors and places in a text: for `detect`, for mentions, for the reader."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ahocorasick import KEY_SEQUENCE, STORE_ANY, Automaton

from db.likelihood import HEAD_NOUNS, Candidate, Named, rank
from db.names import Known, Words, split, utf16, words
from db.surroundings import PARTING, Span, lists

NEAR = 25
"""So many words away, a place that another lies in still tells which one is meant."""

NEIGHBOURS = 8
"""So many names on each side are looked at, which keeps the time linear."""


@dataclass(frozen=True)
class Detection:
    """A known name in a text."""

    start: int
    """First character, counted in Unicode code points."""

    end: int
    """The character after the last."""

    start_utf16: int
    end_utf16: int

    form: str
    """The name as the text has it."""

    candidates: tuple[Candidate, ...]
    """Whom or what it may mean, the more likely first."""


@dataclass(frozen=True)
class Entry:
    """What is known by one folded name."""

    length: int
    """How many words it has."""

    known: tuple[Known, ...]
    """One for each row."""

    small: bool
    """Whether it may begin with a small letter, as it does where it is written."""

    signs: frozenset[str]
    """The signs that part words elsewhere, but are part of it, such as those of "D.C."."""


@dataclass(frozen=True)
class Match:
    span: Span
    entry: Entry


class Matcher:
    """Finds names in texts. It does not change once it is built, so threads may share it."""

    def __init__(self, names: Iterable[Known]) -> None:
        # The letters of the automaton are whole words, so a match cannot begin or end in one.
        self._numbers: dict[str, int] = {}
        self._automaton = Automaton(STORE_ANY, KEY_SEQUENCE)
        for spelled, known in by_words(names).items():
            numbers = [self._numbers.setdefault(w, len(self._numbers) + 1) for w in spelled]
            self._automaton.add_word(tuple(numbers), entry(len(spelled), known))
        self._automaton.make_automaton()

    def detect(self, text: str) -> list[Detection]:
        """The names in the text, in its order. Of names that overlap, the first and longest."""
        found = split(text)
        matches = list(longest(self._matches(found)))
        spans = [match.span for match in matches]
        starts = [found.starts[span.start] for span in spans]
        ends = [found.ends[span.end - 1] for span in spans]
        candidates = (
            rank(match.entry.known, Named(found, match.span, whole, distances(matches, number)))
            for number, (match, whole) in enumerate(zip(matches, lists(found, spans), strict=True))
        )
        places = zip(starts, ends, utf16(text, starts), utf16(text, ends), strict=True)
        return [
            Detection(*place, text[place[0] : place[1]], ranked)
            for place, ranked in zip(places, candidates, strict=True)
        ]

    def _matches(self, found: Words) -> Iterator[Match]:
        """All names in the text, overlapping ones too."""
        if not self._numbers:
            return
        small_text = found.text == found.text.lower()
        numbers = tuple(self._numbers.get(word, 0) for word in found.folded)
        for last, known in self._automaton.iter(numbers):
            span = Span(last + 1 - known.length, last + 1)
            if (known.small or small_text or not begins_small(found, span)) and whole(
                found, span, known
            ):
                yield Match(span, known)


def by_words(names: Iterable[Known]) -> dict[tuple[str, ...], list[Known]]:
    found: dict[tuple[str, ...], list[Known]] = defaultdict(list)
    for known in names:
        for form in forms(known):
            if spelled := tuple(words(form.name)):
                found[spelled].append(form)
    return found


def forms(known: Known) -> Iterator[Known]:
    """The name, and what a place's label is called by: each half, without what explains it.

    "Ararat (town)" and "Ararat Province" are both called Ararat.
    """
    yield known
    if not (known.own and known.kind == "Location"):
        return
    label = known.name
    for half in label.split("/"):
        yield replace(known, name=half)
        plain = half.partition("(")[0].split()
        yield replace(known, name=" ".join(plain))
        if len(plain) > 1 and plain[-1].lower() in HEAD_NOUNS:
            yield replace(known, name=" ".join(plain[:-1]))


def entry(length: int, known: list[Known]) -> Entry:
    rows: dict[tuple[str, int], Known] = {}
    for one in known:
        key = (one.kind, one.key)
        if key not in rows or (one.own and not rows[key].own):
            rows[key] = one
    return Entry(
        length,
        tuple(rows.values()),
        any(one.name[:1].islower() for one in known),
        frozenset(sign for one in known for sign in PARTING.findall(one.name)),
    )


def begins_small(found: Words, span: Span) -> bool:
    """Ordinary words are names of villages too; a name begins with a capital, if its script has."""
    return found.text[found.starts[span.start]].islower()


def whole(found: Words, span: Span, known: Entry) -> bool:
    """Whether no sign parts the words, unless it is part of the name."""
    return all(
        sign in known.signs
        for word in range(span.start + 1, span.end)
        for sign in PARTING.findall(found.gap(word))
    )


def longest(matches: Iterable[Match]) -> Iterator[Match]:
    """Of matches that overlap, the first, and of those that begin together the longest."""
    end = 0
    for match in sorted(matches, key=lambda match: (match.span.start, -match.span.end)):
        if match.span.start >= end:
            yield match
            end = match.span.end


def distances(matches: list[Match], number: int) -> dict[int, int]:
    """The places named near by, and how many words away.

    Countries are left out: reports name them for what they do, not to say where.
    """
    found: dict[int, int] = {}
    span = matches[number].span
    for other in matches[max(number - NEIGHBOURS, 0) : number + NEIGHBOURS + 1]:
        away = max(other.span.start - span.end, span.start - other.span.end)
        if other.span != span and away <= NEAR:
            for one in other.entry.known:
                if one.kind == "Location" and one.what != "COUNTRY":
                    found[one.key] = min(away, found.get(one.key, away))
    return found
