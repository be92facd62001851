"""A reading laid over its text: each item with the characters it stands on.

Takes drafts as they come: a reading is a plain dict, a member may be missing, and words that are
not where they should be are looked for elsewhere or stand nowhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from db.names import words as folded_words
from seeds.anchors import Span, Text, Unanchored
from seeds.locating import BEFORE_A_LINE

Data = Mapping[str, Any]
Characters = frozenset[int]
"""Places in a text; of letters and digits alone, so that quotation marks and dots do not count."""

NOWHERE: Characters = frozenset()


@dataclass(frozen=True, eq=False)
class Item:
    """Something that a reading has found, and where."""

    data: Data
    at: Characters = NOWHERE
    line: int = 0
    """Of the text, counted from 1; 0 where it stands nowhere."""

    words: str = ""
    of: int = -1
    """The number of the statement that it is a part of."""

    said_by: Characters = NOWHERE
    """Of an appearance: the words that say who speaks."""


@dataclass(frozen=True)
class Known:
    """What is known of a conflict beside the text."""

    places: Mapping[str, str] = field(default_factory=dict)
    """The slug of each place by its aliases."""

    events: Mapping[str, Data] = field(default_factory=dict)
    """What other files define, by slug."""


@dataclass(frozen=True, eq=False)
class Laid:
    """A reading, laid over its text."""

    text: Text
    reading: Data
    known: Known = Known()

    @cached_property
    def sections(self) -> list[Item]:
        found, behind = [], 0
        for section in many(self.reading, "sections"):
            words = section.get("heading") or section.get("begins") or ""
            span = self._begins_a_line(words, behind)
            behind = span.end if span else behind
            found.append(self._item(section, span))
        return found

    @cached_property
    def lines(self) -> list[Item]:
        """The lines of the text, empty ones too."""
        found, start = [], 0
        for line in self.text.value.splitlines(keepends=True):
            found.append(self._item({}, Span(start, start + len(line.rstrip()))))
            start += len(line)
        return found

    @cached_property
    def statements(self) -> list[Item]:
        return [
            self._item(data, self._find(data, [self.text.whole]), of=number)
            for number, data in enumerate(many(self.reading, "statements"))
        ]

    @cached_property
    def appearances(self) -> list[Item]:
        """The principal appearance of each statement, followed by its further ones."""
        return [
            self._appearance(data, statement.of)
            for statement in self.statements
            for data in (statement.data, *many(statement.data, "appearances"))
        ]

    @cached_property
    def claims(self) -> list[Item]:
        found = []
        for statement in self.statements:
            home = self._find(statement.data, [self.text.whole])
            for claim in many(statement.data, "claims"):
                span = self._find(claim, [home]) if claim.get("words") and home else None
                found.append(self._item(claim, span or home, of=statement.of))
        return found

    @cached_property
    def events(self) -> list[Item]:
        """What it defines or claims about; each stands on the words of the claims about it."""
        claimed: dict[str, list[Item]] = {}
        for claim in self.claims:
            if claim.data.get("event"):
                claimed.setdefault(claim.data["event"], []).append(claim)
        defined = {event.get("id", ""): event for event in many(self.reading, "events")}
        every = {slug: self.known.events.get(slug, {"id": slug}) for slug in claimed} | defined
        return [self._event(data, claimed.get(slug, [])) for slug, data in every.items()]

    @cached_property
    def mentions(self) -> list[Item]:
        """Each name in the text once, though several statements may have it.

        Those of statements are looked for in their words and in those that say who speaks.
        """
        found = [self._mention(data, [self.text.whole]) for data in many(self.reading, "mentions")]
        for statement in self.statements:
            homes = list(self._homes(statement.data))
            found += [self._mention(data, homes) for data in many(statement.data, "mentions")]
        return list({(self.meant(item.data), item.at): item for item in reversed(found)}.values())

    def proposed(self, kind: str) -> list[Item]:
        """New `actors` or `places`."""
        return [
            self._item(data, self._find(data, [self.text.whole]))
            for data in many(self.reading.get("proposed") or {}, kind)
        ]

    def who(self, actor: str | None) -> str:
        """An actor's slug; of one that is proposed the name, since slugs are the reader's own."""
        return self._new.get(actor or "", actor or "")

    def where(self, location: str | None) -> str:
        """A place's slug, whichever of its aliases is given."""
        return self.known.places.get(location or "", location or "")

    def meant(self, mention: Data) -> str:
        """The actor or the place of a mention."""
        if mention.get("actor"):
            return f"actor {self.who(mention['actor'])}"
        return f"place {self.where(mention.get('location'))}"

    def speakers(self, appearance: Data) -> Iterator[tuple[str, str, str]]:
        """Who says it: the actor, the role, the words."""
        for given in many(appearance, "attributions"):
            role, words = given.get("role") or "SPEAKER", given.get("words") or ""
            yield self.who(given.get("actor")), role, words
        for slug in many(appearance, "speakers"):
            yield self.who(slug), "SPEAKER", appearance.get("said_by") or ""

    @cached_property
    def _new(self) -> dict[str, str]:
        proposed = many(self.reading.get("proposed") or {}, "actors")
        return {actor.get("id"): f"({plain(actor.get('name') or '')})" for actor in proposed}

    def characters(self, span: Span) -> Characters:
        """Letters and digits of the span."""
        value = self.text.value
        return frozenset(at for at in range(span.start, span.end) if value[at].isalnum())

    def between(self, at: Characters) -> str:
        """The text from the first of the characters to the last."""
        return self.text.value[min(at) : max(at) + 1] if at else ""

    def _appearance(self, data: Data, of: int) -> Item:
        span = self._find(data, [self.text.whole])
        said_by: set[int] = set()
        for home in self._said_by(data, span):
            said_by |= self.characters(home)
        return self._item(data, span, of=of, said_by=frozenset(said_by))

    def _said_by(self, appearance: Data, span: Span | None) -> Iterator[Span]:
        for *_, words in self.speakers(appearance):
            found = span and self._find({"words": words}, [self.text.paragraph(span)])
            if found:
                yield found

    def _homes(self, statement: Data) -> Iterator[Span]:
        appearances = [statement, *many(statement, "appearances")]
        spans = [self._find(data, [self.text.whole]) for data in appearances]
        yield from (span for span in spans if span)
        for data, span in zip(appearances, spans, strict=True):
            yield from self._said_by(data, span)

    def _mention(self, data: Data, homes: list[Span]) -> Item:
        span = self._find(data, homes)
        form = self._find({"words": data.get("form") or ""}, [span]) if span else None
        return self._item(data, form or span)

    def _event(self, data: Data, claims: list[Item]) -> Item:
        at = frozenset[int]().union(*(claim.at for claim in claims))
        line = min((claim.line for claim in claims), default=0)
        return Item(data, at, line, data.get("title") or data.get("id") or "")

    def _item(self, data: Data, span: Span | None, **members: Any) -> Item:
        if span is None:
            return Item(data, words=data.get("words") or "", **members)
        at, line = self.characters(span), self.text.line(span.start)
        return Item(data, at, line, self.text.words(span), **members)

    def _find(self, data: Data, homes: list[Span]) -> Span | None:
        """The words in the first home that has them; the first place where it is not clear."""
        words, nth = data.get("words") or "", data.get("nth")
        home = next((home for home in homes if next(self.text.places(words, home), None)), None)
        if not words or home is None:
            return None
        try:
            return self.text.find(words, home, after=data.get("after"), nth=nth and int(nth))
        except Unanchored:
            return next(self.text.places(words, home))

    def _begins_a_line(self, words: str, behind: int) -> Span | None:
        value = self.text.value
        if not words:
            return None
        places = list(self.text.places(words, Span(behind, len(value))))
        for span in places:
            line = value.rfind("\n", 0, span.start) + 1
            if not value[line : span.start].strip(BEFORE_A_LINE):
                return span
        return places[0] if places else None


def many(data: Data, member: str) -> list[Any]:
    """The items of a list, which may be missing."""
    return list(data.get(member) or [])


def plain(name: str) -> str:
    """A name or words as they are compared: folded, without their article."""
    found = folded_words(name)
    return " ".join(found[1:] if found[:1] == ["the"] else found)
