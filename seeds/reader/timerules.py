"""Rules that make atoms of atoms: a pattern over their kinds, and a function for what it finds."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from math import prod
from typing import Any, NamedTuple

from seeds.reader.atoms import Atom

KINDS = """
month short_month weekday short_weekday relative part adverb overnight clock half unit quantity
ordinal_word ordinal number count year loose day possessive dash comma money measure stop mark
other label name zone

on at in of the and since from to into until by before after between around during over this last
next ago earlier later early mid late begin middle end weekend night midnight oclock spent passed
perfect future every

days clocks moment
"""
"""Kinds of atoms: those of texts, those of little words, those that only rules make."""

LETTERS = {kind: chr(0x4E00 + index) for index, kind in enumerate(re.findall(r"\w+", KINDS))}
"""A text's atoms are looked at as a string of these, so that `re` finds what follows what."""

SENTENCE = 60
"""As many atoms of a sentence are looked at for its verb, to either side."""


class Found:
    """Atoms that a rule's pattern found, among all of the text."""

    def __init__(self, rule: "Rule", everything: list[Atom], first: int, end: int, today: date):
        self.rule, self.today = rule, today
        self.everything, self.first, self.end = everything, first, end
        self.atoms = everything[first:end]

    @cached_property
    def kinds(self) -> list[str]:
        return [atom.kind for atom in self.atoms]

    def all(self, *kinds: str) -> list[Any]:
        """The values of the atoms of these kinds."""
        return [atom.value for atom in self.atoms if atom.kind in kinds]

    def one(self, *kinds: str) -> Any:
        """The value of the first atom of these kinds. Raises ValueError where there is none."""
        if not (values := self.all(*kinds)):
            raise ValueError(kinds)
        return values[0]

    def before(self) -> Iterable[str]:
        """Kinds back to the beginning of the sentence, the nearest first."""
        return self._sentence(reversed(self.everything[max(self.first - SENTENCE, 0) : self.first]))

    def after(self) -> Iterable[str]:
        """Kinds on to the end of the sentence."""
        return self._sentence(self.everything[self.end : self.end + SENTENCE])

    def _sentence(self, atoms: Iterable[Atom]) -> Iterable[str]:
        for atom in atoms:
            if atom.kind == "stop":
                return
            yield atom.kind

    def made(self, kind: str, value: Any, confidence: float = 1.0) -> list[Atom]:
        """One atom of all that was found, as sure as its parts and the rule together."""
        sure = prod(atom.confidence for atom in self.atoms) * self.rule.confidence * confidence
        start, end = self.atoms[0].start, self.atoms[-1].end
        return [Atom(kind, start, end, value, sure, self.rule.name)]


class Rule(NamedTuple):
    """What is found by a pattern, and what is made of it."""

    name: str
    pattern: re.Pattern[str]
    make: Callable[[Found], list[Atom]]
    """Raises ValueError where what was found is no time, such as February 30."""

    confidence: float


def rule(
    name: str, pattern: str, make: Callable[[Found], list[Atom]], confidence: float = 1.0
) -> Rule:
    """A rule. In its pattern, words are kinds of atoms; all else is as in a regular expression."""
    letters = re.sub("[a-z_]+", lambda match: LETTERS[match.group()], pattern)
    return Rule(name, re.compile(letters.replace(" ", "")), make, confidence)


def apply(rules: list[Rule], atoms: list[Atom], today: date) -> list[Atom]:
    """The atoms, with those that rules find replaced: the first, then the longest wins."""
    letters = "".join(LETTERS[atom.kind] for atom in atoms)
    places = sorted(
        (match.start(), -match.end(), order)
        for order, rule in enumerate(rules)
        for match in rule.pattern.finditer(letters)
    )
    result: list[Atom] = []
    done = 0
    for first, minus_end, order in places:
        if first < done:
            continue
        try:
            made = rules[order].make(Found(rules[order], atoms, first, -minus_end, today))
        except (ValueError, OverflowError):
            continue
        result += atoms[done:first] + made
        done = -minus_end
    return result + atoms[done:]
