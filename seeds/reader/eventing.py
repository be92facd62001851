"""Which events the claims of a draft are about: what is told twice is proposed as one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from db.models.terms import (
    Act,
    EventKind,
    EventSubkind,
    Facet,
    ParticipationRole,
    Population,
    Stance,
)
from seeds.reader.attribution import Saying
from seeds.reader.claims import Cue, Fact, Part
from seeds.reader.lexicon import Lexicon
from seeds.reader.slugs import Slugs, slug_of
from seeds.reader.stored import Conflict
from seeds.reader.titles import title, titles
from seeds.reading import Date


@dataclass(frozen=True)
class Sight:
    """What one claim tells of an event: in which saying, when, where and who."""

    number: int
    happened: Date | None
    places: frozenset[str]
    parts: frozenset[str]

    @classmethod
    def of(cls, fact: Fact, number: int) -> "Sight":
        time = fact.about or fact.moment
        places = frozenset(place.location for place in fact.places)
        parts = frozenset(part.actor for part in fact.parts)
        return cls(number, time.date if time else None, places, parts)


@dataclass
class DraftEvent:
    """An event that claims of the draft are about."""

    id: str
    title: str
    kind: EventKind
    subkind: EventSubkind | None
    happened: Date | None
    places: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    rule: str = "told-once"
    confidence: float = 0.7
    by: str | None = None
    """Whose accusation it is, where each side makes one of the other."""

    sayings: set[int] = field(default_factory=set)

    def see(self, sight: Sight) -> None:
        self.places |= sight.places
        self.parts |= sight.parts
        self.sayings.add(sight.number)
        self.happened = self.happened or sight.happened


LOOKED_AT = 100
"""So many events before are looked at, whether something is told a second time."""


@dataclass
class Events:
    """The events of one draft."""

    lexicon: Lexicon
    published: date
    conflict: Conflict | None
    found: list[DraftEvent] = field(default_factory=list)
    _slugs: Slugs = field(default_factory=Slugs)

    def assign(self, told: Iterable[tuple[int, Saying, list[Fact]]]) -> None:
        """Gives each claim its event: first those that tell of it, then those that deny it."""
        told = list(told)
        for denials in (False, True):
            for number, saying, facts in told:
                for fact in facts:
                    if _denies(fact) is denials:
                        self._assign(number, saying, facts, fact)
        for _, _, facts in told:
            for fact in facts:
                if fact.event is None:
                    fact.facet = None
                else:
                    self._sides_of(fact)

    def _sides_of(self, fact: Fact) -> None:
        """The sides themselves take part in what is told of both."""
        truce = fact.cue is not None and fact.cue.kind is EventKind.CEASEFIRE
        if truce and fact.facet is Facet.OCCURRENCE:
            fact.parts += self._both(fact, ParticipationRole.PARTY, "truce-of-the-sides", 0.5)
        if fact.on_both_sides and fact.facet is Facet.CASUALTIES:
            fact.parts += self._both(fact, ParticipationRole.VICTIM, "on-both-sides", 0.8)

    def _both(
        self, fact: Fact, role: ParticipationRole, rule: str, confidence: float
    ) -> list[Part]:
        known = {part.actor for part in fact.parts}
        heads = self.conflict.sides.values() if self.conflict else ()
        return [Part(head, role, rule, confidence) for head in heads if head not in known]

    def _assign(self, number: int, saying: Saying, facts: list[Fact], fact: Fact) -> None:
        if not fact.tells or fact.facet is None:
            return
        if fact.cue is None or fact.rule == "casualties":
            self._casualties(facts, fact)
        if fact.event or fact.cue is None:
            return
        if self.conflict is not None and is_of_whole(fact, self.conflict):
            fact.event = self.conflict.slug
            return
        sight = Sight.of(fact, number)
        known = self._alike(fact, fact.cue, sight)
        if known is None and not _denies(fact):
            known = self._new(fact, fact.cue, saying, sight)
        elif known is not None and number not in known.sayings:
            known.rule, known.confidence = "told-twice", 0.6
        if known is not None:
            known.see(sight)
            fact.event = known.id

    def _casualties(self, facts: list[Fact], fact: Fact) -> None:
        """Those of another event of the saying, else of the war, else an event of their own."""
        others = [each.event for each in facts if each.event and each is not fact]
        if others:
            fact.event = others[-1]
        elif self.conflict and is_of_war(fact):
            fact.event = self.conflict.slug
        elif fact.places or fact.moment:
            people = {figure.population for figure in fact.figures}
            civil = people <= {Population.CIVILIANS, Population.UNSTATED}
            kind = EventKind.VIOLENCE_AGAINST_CIVILIANS if civil else EventKind.BATTLE
            subkind = None if civil else EventSubkind.OTHER
            noun = titles(self.lexicon.language)["casualties"]
            fact.cue = Cue(kind, subkind, noun, Facet.CASUALTIES, fact.words)

    def _alike(self, fact: Fact, cue: Cue, sight: Sight) -> DraftEvent | None:
        """The event before that is most alike, the first of several."""
        ranked = [
            (self._likeness(event, fact, sight), event)
            for event in self.found[-LOOKED_AT:]
            if (event.kind, event.subkind) == (cue.kind, cue.subkind)
        ]
        likeness, event = max(ranked, key=lambda one: one[0], default=(0, None))
        return event if likeness else None

    def _likeness(self, event: DraftEvent, fact: Fact, sight: Sight) -> int:
        """By time, accusation, places, and how near the sayings are; 0 where it is another."""
        if not compatible(event.happened, sight.happened, self.published):
            return 0
        one_of_two = event.kind is not EventKind.CEASEFIRE_VIOLATION and event.by != fact.by
        if one_of_two and fact.facet is Facet.RESPONSIBILITY:
            return 0
        shared = sight.places & event.places
        if shared:
            return 2 + len(shared)
        if sight.places:
            return 0
        if not event.places and (sight.number in event.sayings or sight.happened):
            return 2
        near = {sight.number, sight.number - 1} & event.sayings
        denies = fact.act in (Act.DENY, Act.REJECT) and sight.parts & event.parts
        return 1 if near or denies else 0

    def _new(self, fact: Fact, cue: Cue, saying: Saying, sight: Sight) -> DraftEvent:
        given = title(fact, cue, saying, self.lexicon, self.conflict)
        day = (sight.happened.start or sight.happened.end) if sight.happened else None
        base = slug_of(f"{given} {day[:10] if day else self.published.isoformat()}") or "event"
        slug = self._slugs.take(base)
        event = DraftEvent(slug, given, cue.kind, cue.subkind, sight.happened, by=fact.by)
        self.found.append(event)
        return event


def _denies(fact: Fact) -> bool:
    return fact.stance is Stance.DENIES or fact.act in (Act.DENY, Act.REJECT)


def is_of_war(fact: Fact) -> bool:
    """Casualties of no day and no place, or since a day, are those of the whole conflict."""
    if fact.moment is None:
        return not fact.places
    long = fact.moment.date
    several = long.start and long.end and (long.end[:10] > long.start[:10]) and not long.part
    return fact.moment.since or bool(several and not fact.places)


def is_of_whole(fact: Fact, conflict: Conflict) -> bool:
    """Fighting since the conflict began is the conflict."""
    if fact.moment is None or not fact.moment.since:
        return False
    if fact.cue is None or fact.cue.subkind is not EventSubkind.ARMED_CLASH:
        return False
    return (fact.moment.date.start or "")[:10] == (conflict.start or "-")[:10]


def compatible(one: Date | None, other: Date | None, published: date) -> bool:
    """Whether both may be one time; one that is not told may be any."""
    if one is None or other is None:
        return True
    first, last = one.start or "", one.end or one.start or "9"
    other_first, other_last = other.start or "", other.end or other.start or "9"
    if one.ongoing:
        last = published.isoformat()
    if other.ongoing:
        other_last = published.isoformat()
    return first[:10] <= other_last[:10] and other_first[:10] <= last[:10]
