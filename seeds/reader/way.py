"""The way of a text through the rules: from its characters to a draft reading."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa

from seeds.anchors import Span
from seeds.reader.attribution import Context, Known, Saying, Signs, sayings, says
from seeds.reader.claims import Told, facts, spread
from seeds.reader.draft import Source, Written, draft_of, ids
from seeds.reader.eventing import Events
from seeds.reader.layout import Item, lay_out
from seeds.reader.lexicon import Lexicon
from seeds.reader.moments import moments
from seeds.reader.naming import names_in
from seeds.reader.replies import join_places, link_replies
from seeds.reader.sentences import paragraph
from seeds.reader.sides import Sides
from seeds.reader.stored import Conflict

Read = Callable[[str, date], dict[str, Any]]


def rules(engine: sa.Engine, language: str = "en") -> Read:
    """A reader by rules, which knows the names that a database has now."""
    lexicon = Lexicon(engine, language)
    return lambda text, published_on: read(text, published_on, lexicon)


def read(text: str, published_on: date, lexicon: Lexicon) -> dict[str, Any]:
    """A draft reading of a text, in the published form of readings but for `document`."""
    return _Reading(text, published_on, lexicon).draft()


class _Reading:
    """One text being read."""

    def __init__(self, text: str, published_on: date, lexicon: Lexicon) -> None:
        self.text = text
        self.published = published_on
        self.lexicon = lexicon
        self.language = lexicon.language
        self.signs = Signs.of(self.language)
        self.names = names_in(text, lexicon, published_on.isoformat())
        self.sides = Sides(text, self.names, lexicon)
        self.moments = moments(text, published_on, self.language)
        self.layout = lay_out(text, self.sides.heading, self._says, self.language)

    def draft(self) -> dict[str, Any]:
        headed = {part.side for part in self.layout.parts if part.side}
        conflict = self.sides.conflict(headed, self.published.isoformat())
        written = join_places(list(self._written(conflict)), self.text, self.language)
        ids(written, self.text, self.language)
        self._claims(written)
        events = Events(self.lexicon, self.published, conflict)
        events.assign((number, each.saying, each.facts) for number, each in enumerate(written))
        link_replies(written, self.text, self.language)
        return draft_of(self._source(conflict), written, events.found)

    def _source(self, conflict: Conflict | None) -> Source:
        return Source(
            self.text,
            self.published,
            self.layout,
            self.names,
            self.moments,
            self.lexicon,
            conflict,
        )

    def _says(self, span: Span) -> bool:
        return says(paragraph(self.text, span), self.names, self.signs)

    def _claims(self, written: list[Written]) -> None:
        told = Told(self.text, self.names, self.moments, self.lexicon)
        claims = spread([facts(each.saying, told) for each in written], told)
        for each, of_it in zip(written, claims, strict=True):
            each.facts = of_it

    def _written(self, conflict: Conflict | None) -> Iterator[Written]:
        """The sayings of each item. Whom pronouns stand for is forgotten where a part begins."""
        heads = tuple(conflict.sides[side] for side in sorted(conflict.sides)) if conflict else ()
        context, part = Context(heads=heads), None
        for item in self.layout.items:
            begins = part is None or item.part is None or item.part.is_heading
            if item.part is not part and begins:
                context = Context(heads=heads)
            part = item.part
            for saying in self._sayings(item, context):
                hour, side = (part.hour, part.side) if part else (None, None)
                yield Written(saying, [], hour, side)

    def _sayings(self, item: Item, context: Context) -> list[Saying]:
        side = item.part.side if item.part else None
        known = Known(
            self.language,
            self.names,
            self.signs,
            context,
            self.sides.names_of,
            lambda bare: self.sides.speaker(bare, side),
            self.lexicon.heads,
        )
        return sayings(paragraph(self.text, item.span), known)
