"""Finds known names of actors and places in a text: for `detect`, for mentions, for the reader."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from ahocorasick import Automaton

from db.likelihood import HEAD_NOUNS, Candidate, Named, only, rank
from db.names import Known, Words, split, utf16, words
from db.surroundings import PARTING, Span, around, lists

NEAR = 25
"""So many words away, a place that another lies in still tells which one is meant."""

BACKWARDS = 3
"""A place named before counts as so many words farther: texts write "X of the Y district"."""

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

    capitals: bool
    """Whether it is written in capitals alone, as "US" is."""

    signs: frozenset[str]
    """The signs that part words elsewhere, but are part of it, such as those of "D.C."."""

    several_places: bool
    alone: tuple[Candidate, ...]
    """What is to be said of it where only one thing is known by the name."""


class TooManyNames(Exception):
    """A text with more known names than are to be told; its argument is how many."""


class Match(NamedTuple):
    span: Span
    entry: Entry


class Matcher:
    """Finds names in texts. It does not change once it is built, so threads may share it."""

    def __init__(self, names: Iterable[Known]) -> None:
        self._automaton = Automaton()
        for spelled, known in by_words(names).items():
            self._automaton.add_word(spaced(spelled), entry(len(spelled), known))
        self._automaton.make_automaton()

    def detect(self, text: str, most: int | None = None) -> list[Detection]:
        """The names in the text, in its order. Of names that overlap, the first and longest.

        Raises TooManyNames where there are more than `most`, before it is told what they mean,
        which is most of the work.
        """
        found = split(text)
        matches = list(longest(self._matches(found)))
        if most is not None and len(matches) > most:
            raise TooManyNames(len(matches))
        spans = [match.span for match in matches]
        starts = [found.starts[span.start] for span in spans]
        ends = [found.ends[span.end - 1] for span in spans]
        candidates = self._ranked(found, matches, lists(found, spans))
        places = zip(starts, ends, utf16(text, starts), utf16(text, ends), strict=True)
        return [
            Detection(*place, text[place[0] : place[1]], ranked)
            for place, ranked in zip(places, candidates, strict=True)
        ]

    def _ranked(
        self, found: Words, matches: list[Match], whole_lists: list[Span]
    ) -> Iterator[tuple[Candidate, ...]]:
        for number, (match, whole_list) in enumerate(zip(matches, whole_lists, strict=True)):
            entry, span = match.entry, match.span
            if len(entry.known) == 1:
                yield entry.alone
                continue
            at_name = around(found, span)
            at_list = at_name if whole_list == span else around(found, whole_list)
            near = distances(matches, number) if entry.several_places else {}
            begins = span.start == whole_list.start
            yield rank(entry.known, Named(at_name, at_list, begins, near))

    def _matches(self, found: Words) -> Iterator[Match]:
        """All names in the text, overlapping ones too."""
        if not len(self._automaton):
            return
        small_text = found.text == found.text.lower()
        line = spaced(found.folded)
        words_before, counted = 0, 0
        for end, known in self._automaton.iter(line):
            words_before += line.count(" ", counted, end)
            counted = end
            span = Span(words_before - known.length, words_before)
            if capitals_fit(found, span, known, small_text) and whole(found, span, known):
                yield Match(span, known)


def spaced(folded: Iterable[str]) -> str:
    """Words with a space on each side, so that no match begins or ends inside of one."""
    return f" {' '.join(folded)} "


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
        all(one.name.isupper() for one in known),
        frozenset(sign for one in known for sign in PARTING.findall(one.name)),
        sum(kind == "Location" for kind, _ in rows) > 1,
        only(next(iter(rows.values()))),
    )


def capitals_fit(found: Words, span: Span, known: Entry, small_text: bool) -> bool:
    """Whether it can be a name: ordinary words are names of villages too, and "us" is a word."""
    if known.capitals:
        return found.text[found.starts[span.start] : found.ends[span.end - 1]].isupper()
    small = found.text[found.starts[span.start]].islower()
    return not small or known.small or small_text


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
        away = max(other.span.start - span.end, span.start - other.span.end + BACKWARDS)
        if other.span != span and away <= NEAR:
            for one in other.entry.known:
                if one.kind == "Location" and one.what != "COUNTRY":
                    found[one.key] = min(away, found.get(one.key, away))
    return found
