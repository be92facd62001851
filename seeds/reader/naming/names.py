"""What naming finds: names with who or what they stand for, and actors proposed as new."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from db.models.terms import ActorKind
from seeds.anchors import Span
from seeds.reader.lexicon import Body
from seeds.reader.slugs import slug_of

LOOKED_BACK = 100
"""So many names before a place are looked at."""

LAST_BODY = "?"
"""A spokesperson speaks for the body that spoke last: "the ministry's spokesman"."""


@dataclass(frozen=True)
class Proposed:
    """An actor that is not known yet."""

    id: str
    kind: ActorKind
    name: str
    span: Span
    """The words that tell of it."""

    role: str | None = None
    organization: str | None = None
    rule: str = ""
    confidence: float = 0.6


@dataclass(frozen=True)
class Named:
    """A name in the text, or a phrase that stands for one."""

    span: Span
    """The phrase: with its article, with the post of a person."""

    form: Span
    """The name alone."""

    actor: str | None = None
    place: str | None = None
    kind: str = ""
    """The actor's or the place's own kind."""

    rule: str = "known-name"
    confidence: float = 0.9
    body: Body | None = None
    speaks_for: str | None = None
    """Of a spokesperson, the body."""

    candidates: tuple[str, ...] = ()
    """What else it may mean."""

    @property
    def is_person(self) -> bool:
        return self.kind == ActorKind.PERSON


@dataclass
class Names:
    """All that a text names, in its order, and what is proposed."""

    found: list[Named] = field(default_factory=list)
    bare: dict[int, Named] = field(default_factory=dict)
    """Bodies that are called by their kind alone, "the General Staff", by where the word begins."""

    bare_phrases: dict[int, Named] = field(default_factory=dict)
    """The same, by where the phrase begins."""

    proposed: dict[str, Proposed] = field(default_factory=dict)
    adjectives: list[tuple[Span, str]] = field(default_factory=list)
    """Words such as "Dolvian", and whose they are."""

    def before(self, place: int) -> Iterator[Named]:
        """What is named before a place, the nearest first, as far as it is looked back."""
        last = bisect_left(self.found, place, key=lambda each: each.form.start)
        yield from reversed(self.found[max(0, last - LOOKED_BACK) : last])

    def propose_name(self, name: str, span: Span) -> Proposed | None:
        """Somebody who is known by nothing but a name that speaks; None where it has no letters."""
        slug = slug_of(name)
        if not slug:
            return None
        kind, rule = ActorKind.UNKNOWN, "name-that-speaks"
        new = Proposed(slug, kind, " ".join(name.split()), span, rule=rule, confidence=0.5)
        return self.proposed.setdefault(slug, new)

    def within(self, span: Span) -> list[Named]:
        first = bisect_left(self.found, span.start, key=lambda each: each.form.start)
        found = []
        for each in self.found[first:]:
            if each.form.start >= span.end:
                break
            if each.form.end <= span.end:
                found.append(each)
        return found
