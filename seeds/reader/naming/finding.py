"""What is found in a text so far, by where it stands, while its names are being read."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from db.models.terms import ActorKind
from seeds.anchors import Span
from seeds.reader.lexicon import Lexicon
from seeds.reader.naming.names import Named, Names
from seeds.reader.naming.signs import Signs

REACH = 40
"""So many characters before a word are looked at."""

STATE_REACH = 300
CALLED_REACH = 600
"""So far back stands what "its" and "the service" stand for."""


@dataclass
class Finding:
    """A text, and the names found in it so far."""

    text: str
    lexicon: Lexicon
    day: str
    signs: Signs
    names: Names = field(default_factory=Names)
    starting: dict[int, Named] = field(default_factory=dict)
    """What is named, by the first character of the name."""

    ending: dict[int, Named] = field(default_factory=dict)
    by_form: dict[Span, Named] = field(default_factory=dict)
    adjective_by_end: dict[int, tuple[Span, str]] = field(default_factory=dict)

    def keep(self, named: Named) -> None:
        """What is named by the same words before is replaced."""
        self.by_form[named.form] = named
        self.starting[named.form.start] = named
        self.ending[named.form.end] = named

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def before(self, place: int) -> str:
        return self.text[max(0, place - REACH) : place]

    def around(self, place: int) -> Iterator[Named]:
        """Names that begin at a place or not far before it."""
        for start in range(max(0, place - REACH * 2), place + 1):
            if start in self.starting:
                yield self.starting[start]

    def is_inside_known(self, span: Span) -> bool:
        return any(each.form.has(span) for each in self.around(span.start))

    def named_at(self, place: int) -> Named | None:
        """What is named there; its phrase may begin before, as "Dolvian Foreign Ministry" does."""
        if place in self.starting:
            return self.starting[place]
        return next((each for each in self.around(place) if each.span.start == place), None)

    def with_article(self, form: Span) -> Span:
        before = self.before(form.start)
        article = self.signs.kind_before_name.search(before) or self.signs.article.search(before)
        return Span(form.start - len(article[0]), form.end) if article else form

    def state(self, named: Named | None) -> str | None:
        """The state or authority that is named, also where its name is a place's."""
        if named is None:
            return None
        for slug in (named.actor, named.place, *named.candidates):
            actor = self.lexicon.actors.get(slug or "")
            if actor and actor.kind in (ActorKind.STATE, ActorKind.DE_FACTO_AUTHORITY):
                return actor.slug
        return None

    def state_before(self, place: int) -> str | None:
        """The state that was named last."""
        for start in range(place - 1, max(-1, place - STATE_REACH), -1):
            if start in self.starting and (state := self.state(self.starting[start])):
                return state
        return None

    def called(self, noun: str, place: int) -> str | None:
        """The body named before that is called by a noun: "the service"."""
        for start in range(place - 1, max(-1, place - CALLED_REACH), -1):
            named = self.starting.get(start)
            is_body = named and named.actor and not named.is_person
            if named and is_body and noun in self.words(named.form).lower():
                return named.actor
        return None
