"""A sentence in which attributions are looked for, and what may be looked up in it."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from db.models.terms import ActorKind, Channel, Directness, Stance
from seeds.anchors import Span
from seeds.reader.attribution.saying import BareBody, Context, NamesOf, Speaker, Verb
from seeds.reader.attribution.signs import Signs
from seeds.reader.naming import Names
from seeds.reader.sentences import Paragraph


@dataclass
class Known:
    """What is known when a paragraph is read."""

    language: str
    names: Names
    signs: Signs
    context: Context
    names_of: NamesOf
    bare: BareBody
    states: frozenset[str]
    """States and authorities, whose capitals speak for them."""


@dataclass
class Sentence:
    """A sentence of a paragraph. Offsets count from its first character."""

    whole: Paragraph
    span: Span
    known: Known

    @property
    def signs(self) -> Signs:
        return self.known.signs

    @property
    def context(self) -> Context:
        return self.known.context

    @property
    def names(self) -> Names:
        return self.known.names

    @property
    def plain(self) -> str:
        """Its words, with quotations hidden."""
        return self.whole.part(self.span)

    def place(self, offset: int) -> int:
        """Where a character of it stands in the text."""
        return self.span.start + offset

    def places(self, start: int, end: int) -> Span:
        """The same of several."""
        return Span(self.place(start), self.place(end))

    @property
    def quotes(self) -> list[Span]:
        quotes = self.whole.quotes
        first = bisect_left(quotes, self.span.start, key=lambda each: each.start)
        last = bisect_left(quotes, self.span.end, key=lambda each: each.start)
        return [quote for quote in quotes[first:last] if quote.end <= self.span.end]

    def verb_at(self, offset: int) -> Verb | None:
        """The verb of saying behind who speaks, with adverbs between."""
        found = self.signs.verbs.behind_subject.match(self.plain, offset)
        verb = self.signs.verbs.any.match(self.plain, found.end() if found else offset)
        return self.verb(verb) if verb else None

    def verb(self, found: re.Match[str]) -> Verb:
        """What a verb does that was found in the plain words."""
        words, verbs = found[0], self.signs.verbs
        act = next((name for name, each in verbs.acts.items() if each.fullmatch(words)), "CLAIM")
        stances = (stance for stance, each in verbs.stances.items() if each.fullmatch(words))
        span = self.places(found.start(), found.end())
        return Verb(act, span, words.lower(), next(stances, Stance.ASSERTS))

    def channel(self, span: Span) -> tuple[Channel | None, str | None]:
        """How the words were brought out, and through whom."""
        part = self.whole.part(span)
        channels = (name for name, each in self.signs.channels.items() if each.search(part))
        channel = next(channels, None)
        if channel is Channel.INTERVIEW and not self.signs.interview.search(part):
            channel = None
        media = (each.actor for each in self.names.within(span) if each.kind == ActorKind.MEDIA)
        return channel, next(media, None)

    def directness(self, span: Span) -> Directness:
        quoted = any(span.start <= quote.start and quote.end <= span.end for quote in self.quotes)
        return Directness.DIRECT_QUOTE if quoted else Directness.REPORTED_SPEECH


@dataclass(frozen=True)
class Clause:
    """A verb of saying and whose it is; what is said stands behind it."""

    sentence: Sentence
    said_from: int
    """Where the words that say who speaks begin in the text."""

    speakers: list[Speaker]
    verb: Verb
    rule: str

    @property
    def behind(self) -> int:
        """Where the verb ends in the sentence."""
        return self.verb.span.end - self.sentence.span.start
