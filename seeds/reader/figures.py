"""Numbers of people and arms, in digits or words, with what became of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from db.models.terms import Metric, Population
from seeds.anchors import Span
from seeds.reader.words import one_of, vocabulary, whole

MOST = 10_000_000
"""A larger number is no figure."""

REACH = 90
"""So many characters behind the people, what became of them is told."""

REACH_BEFORE = 40

PUNCTUATION = re.compile(r"[.,;]")
BETWEEN_DIGITS = re.compile(r"[ ,]")


@dataclass(frozen=True)
class Figure:
    span: Span
    metric: Metric
    minimum: int | None
    maximum: int | None
    population: Population
    rule: str
    confidence: float
    about: Span
    """The words that tell what became of them."""


@dataclass(frozen=True)
class Signs:
    """The words of figures, as regular expressions made of the vocabulary."""

    counted: re.Pattern[str]
    number_alone: re.Pattern[str]
    one_person: re.Pattern[str]
    joined: re.Pattern[str]
    """Before a number that goes on with what became of the people before."""

    stop: re.Pattern[str]
    """Behind it, nothing is told of the people before."""

    among: re.Pattern[str]
    vague: frozenset[str]
    numbers: dict[str, int]
    bounds: dict[str, re.Pattern[str]]
    populations: dict[Population, re.Pattern[str]]
    metrics: dict[Metric, re.Pattern[str]]
    none: re.Pattern[str]
    nobody: re.Pattern[str]

    @classmethod
    @cache
    def of(cls, language: str) -> "Signs":
        actors, events = vocabulary("actors", language), vocabulary("events", language)
        small, given = vocabulary("small_words", language), vocabulary("numbers", language)
        bounds, one, joined = given["bounds"], given["one_person"], one_of(small["and"])
        bound = rf"(?:(?P<bound>{one_of(word for words in bounds.values() for word in words)})\s+)?"
        return cls(
            counted=_counted(bound, given, actors),
            number_alone=re.compile(
                rf"(?P<and>\b{joined}\s+){bound}(?P<number>\d{{1,7}})"
                rf"\s+{one_of(given['verbs_of_numbers'])}\s+",
                re.IGNORECASE,
            ),
            one_person=re.compile(
                rf"\b{one_of(one['articles'])}\s+(?:{one_of(one['aged'])}\s+)?"
                rf"(?P<noun>[\w-]+)\s+{one_of(one['verbs'])}\s",
                re.IGNORECASE,
            ),
            joined=re.compile(rf"(?:,|\b{joined})\s+$"),
            stop=re.compile(rf"[.;]|,\s+(?!{one_of(given['further_numbers'])}|\d)"),
            among=re.compile(rf"\s+{one_of(given['among'])}\s+[^.,]{{3,60}}"),
            vague=frozenset(given["vague"]),
            numbers=given["numbers"],
            bounds={name: whole(words) for name, words in bounds.items()},
            populations={
                Population[name]: whole(words) for name, words in actors["populations"].items()
            },
            metrics={Metric[name]: whole(words) for name, words in events["metrics"].items()},
            none=whole(events["no_casualties"]),
            nobody=re.compile(
                rf"{one_of(given['no'])}\s+\w+|\w+(?:\s+{one_of(given['no_one'])})?", re.IGNORECASE
            ),
        )


def _counted(bound: str, given: Any, actors: Any) -> re.Pattern[str]:
    """A number and a noun: "at least two of the wounded soldiers"."""
    people = one_of(word for words in actors["populations"].values() for word in words)
    number = one_of([*given["numbers"], *given["vague"]])
    nouns = given["before_nouns"]
    return re.compile(
        rf"\b{bound}(?P<number>\d{{1,3}}(?:[ ,]\d{{3}})+\b|\d{{1,7}}\b|{number}\b)(?!-)"
        rf"(?:\s+{one_of(nouns['of'])})?(?:\s+{one_of(nouns['whose'])})?"
        rf"(?P<between>(?:\s+[\w-]+){{0,2}}?)\s+"
        rf"(?:(?P<people>(?:{one_of(nouns['became'])}\s+)?{people})"
        rf"|(?P<things>{one_of(actors['equipment'])}))\b",
        re.IGNORECASE,
    )


def figures(plain: str, offset: int, language: str) -> Iterator[Figure]:
    """The numbers of people and arms in words, with what became of them; each place once."""
    signs = Signs.of(language)
    taken: list[Span] = []
    for each in chain(
        _nobody(plain, offset, signs),
        _one_person(plain, offset, signs),
        _with_nouns(plain, offset, signs),
        _numbers_alone(plain, offset, signs),
    ):
        if not any(each.span.start < other.end and other.start < each.span.end for other in taken):
            taken.append(each.span)
            yield each


def _nobody(plain: str, offset: int, signs: Signs) -> Iterator[Figure]:
    """Nobody was hurt."""
    for found in signs.none.finditer(plain):
        words = signs.nobody.match(found[0])
        end = found.start() + (len(words[0]) if words else len(found[0]))
        span = Span(offset + found.start(), offset + end)
        about = Span(offset + found.start(), offset + found.end())
        metric, population = Metric.CASUALTIES, Population.UNSTATED
        yield Figure(span, metric, 0, 0, population, "no-casualties", 0.9, about)


def _one_person(plain: str, offset: int, signs: Signs) -> Iterator[Figure]:
    """A 44-year-old farmer was killed."""
    for found in signs.one_person.finditer(plain):
        population = _population(found["noun"], signs)
        is_person = any(each.fullmatch(found["noun"]) for each in signs.populations.values())
        rest = plain[found.end() : found.end() + REACH]
        for metric in (Metric.KILLED, Metric.INJURED):
            after = signs.metrics[metric].match(rest)
            if after and is_person:
                span = Span(offset + found.start(), offset + found.end("noun"))
                about = Span(offset + found.start(), offset + found.end() + after.end())
                yield Figure(span, metric, 1, 1, population, "one-person", 0.8, about)


def _with_nouns(plain: str, offset: int, signs: Signs) -> Iterator[Figure]:
    """Two soldiers were killed, and at least ten civilians."""
    last: Metric | None = None
    for found in signs.counted.finditer(plain):
        told = _metric(plain, found, signs)
        if told is None and (last is None or not signs.joined.search(plain[: found.start()])):
            continue
        last, about = told or (last, Span(*found.span()))
        assert last is not None
        population = Population.UNSTATED
        if not found["things"]:
            population = _population_of(plain, found, about.end, signs)
        yield Figure(
            Span(offset + found.start(), offset + found.end()),
            last,
            *_bounds(found, signs),
            population,
            "number-and-noun",
            0.85,
            Span(offset + about.start, offset + about.end),
        )


def _numbers_alone(plain: str, offset: int, signs: Signs) -> Iterator[Figure]:
    """… and more than 230 have been injured: people are meant, those of before."""
    for found in signs.number_alone.finditer(plain):
        for metric in (Metric.KILLED, Metric.INJURED, Metric.MISSING, Metric.CAPTURED):
            after = signs.metrics[metric].match(plain, found.end())
            if after:
                start = offset + found.end("and")
                yield Figure(
                    Span(start, offset + found.end("number")),
                    metric,
                    *_bounds(found, signs),
                    _population_before(plain, found.start(), signs),
                    "number-alone",
                    0.6,
                    Span(start, offset + after.end()),
                )


def _metric(plain: str, found: re.Match[str], signs: Signs) -> tuple[Metric, Span] | None:
    """What became of them, by the words themselves, by those behind, else by those before."""
    lost = Metric.EQUIPMENT_LOST
    metrics = {
        metric: words
        for metric, words in signs.metrics.items()
        if (metric is lost) == _of_things(found)
    }
    for metric, words in metrics.items():
        if words.search(found[0]):  # "eleven fallen soldiers", "twenty-one wounded"
            return metric, Span(*found.span())
    return (
        _metric_right_before(plain, found, metrics)
        or _metric_behind(plain, found, metrics, signs)
        or _metric_before(plain, found, metrics)
    )


def _metric_right_before(
    plain: str, found: re.Match[str], metrics: dict[Metric, re.Pattern[str]]
) -> tuple[Metric, Span] | None:
    """Killed two people and wounded five: the verb stands right before its number."""
    first = max(0, found.start() - REACH_BEFORE)
    before = plain[first : found.start()].rstrip()
    for metric, words in metrics.items():
        led = list(words.finditer(before))
        if led and led[-1].end() == len(before):
            return metric, Span(first + led[-1].start(), found.end())
    return None


def _of_things(found: re.Match[str]) -> bool:
    return bool(found["things"])


def _metric_behind(
    plain: str, found: re.Match[str], metrics: dict[Metric, re.Pattern[str]], signs: Signs
) -> tuple[Metric, Span] | None:
    end = min(len(plain), found.end() + REACH)
    stop = signs.stop.search(plain, found.end(), end)
    end = stop.start() if stop else end
    behind = [
        (after.start(), metric, Span(found.start(), after.end()))
        for metric, words in metrics.items()
        if (after := words.search(plain, found.end(), end))
    ]
    nearest = min(behind, key=lambda one: one[0], default=None)
    return nearest[1:] if nearest else None


def _metric_before(
    plain: str, found: re.Match[str], metrics: dict[Metric, re.Pattern[str]]
) -> tuple[Metric, Span] | None:
    first = max(0, found.start() - REACH_BEFORE)
    before = plain[first : found.start()]
    for metric, words in metrics.items():
        led = list(words.finditer(before))
        if led and not PUNCTUATION.search(before, led[-1].end()):
            return metric, Span(first + led[-1].start(), found.end())
    return None


def _bounds(found: re.Match[str], signs: Signs) -> tuple[int | None, int | None]:
    """Least and most."""
    word = " ".join(found["number"].lower().split())
    digits = BETWEEN_DIGITS.sub("", word)
    number = int(digits) if digits.isdigit() else signs.numbers.get(word)
    if word in signs.vague or number is None or number > MOST:
        return None, None
    words = found["bound"]
    kinds = (name for name, each in signs.bounds.items() if words and each.fullmatch(words))
    by_kind = {
        "": (number, number),
        "at_least": (number, None),
        "more_than": (number + 1, None),
        "at_most": (None, number),
        "about": (None, None),
    }
    return by_kind[next(kinds, "")]


def _population_before(plain: str, place: int, signs: Signs) -> Population:
    before = [each for each in signs.counted.finditer(plain, 0, place) if each["people"]]
    return _population(before[-1][0], signs) if before else Population.UNSTATED


def _population_of(plain: str, found: re.Match[str], end: int, signs: Signs) -> Population:
    among = signs.among.match(plain, end)
    return _population(found[0] + (among[0] if among else ""), signs)


def _population(words: str, signs: Signs) -> Population:
    """Whom the words count; soldiers and civilians together are all."""
    both = (Population.MILITARY, Population.CIVILIANS)
    if all(signs.populations[name].search(words) for name in both):
        return Population.ALL
    found = (name for name, each in signs.populations.items() if each.search(words))
    return next(found, Population.UNSTATED)
