"""Sayings on their way into the draft, with their ids."""

from dataclasses import dataclass, field
from functools import cache

from db.names import words as folded_words
from seeds.reader.attribution import Saying
from seeds.reader.claims import Fact
from seeds.reader.slugs import Slugs
from seeds.reader.words import vocabulary


@dataclass
class Written:
    """A saying, its claims, and how it belongs to others."""

    saying: Saying
    facts: list[Fact]
    hour: str | None
    """Of the update that it stands in."""

    side: str | None
    """That of the section, as context alone."""

    id: str = ""
    further: list[tuple[Saying, str, float]] = field(default_factory=list)
    """Further places of the same words: the rule that joined them, and its confidence."""

    answers: "Written | None" = None
    """What it answers, where the text cites that."""

    reply_to: str | None = None
    reply_candidates: list[tuple[str, float]] = field(default_factory=list)


def ids(written: list[Written], text: str, language: str) -> None:
    """Gives each statement an id of its own, of its first words."""
    slugs = Slugs()
    for each in written:
        words = text[each.saying.words.start : each.saying.words.end]
        chosen = telling_words(words, language)[:5]
        base = "-".join(word[:20] for word in chosen) or "statement"
        each.id = slugs.take(base)


def telling_words(text: str, language: str) -> list[str]:
    """The words of a text, folded, without those that tell nothing."""
    small = _telling_nothing(language)
    return [word for word in folded_words(text) if len(word) > 2 and word not in small]


@cache
def _telling_nothing(language: str) -> frozenset[str]:
    return frozenset(vocabulary("small_words", language)["telling_nothing"])
