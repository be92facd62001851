"""What claims are made of: facts in the making, with their events' words and participants."""

from dataclasses import dataclass, field

from db.models.terms import Act, EventKind, EventSubkind, Facet, ParticipationRole, Stance
from seeds.anchors import Span
from seeds.reader.arms import Means
from seeds.reader.figures import Figure
from seeds.reader.moments import Moment
from seeds.reader.placing import Place

ARMED = (
    EventKind.EXPLOSION_OR_REMOTE_VIOLENCE,
    EventKind.BATTLE,
    EventKind.CONFLICT,
    EventKind.VIOLENCE_AGAINST_CIVILIANS,
)


@dataclass(frozen=True)
class Cue:
    """Words by which an event is known, as they stand in the text."""

    kind: EventKind
    subkind: EventSubkind | None
    noun: str
    facet: Facet | None
    span: Span


@dataclass
class Part:
    """A participant of what is claimed."""

    actor: str
    role: ParticipationRole
    rule: str
    confidence: float
    span: Span | None = None
    """The words that name it, where no name does: "Dolvian drones"."""


@dataclass
class Fact:
    """A claim in the making."""

    words: Span
    act: Act
    stance: Stance = Stance.ASSERTS
    facet: Facet | None = None
    cue: Cue | None = None
    moment: Moment | None = None
    places: list[Place] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    means: list[Means] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    rule: str = "whole-saying"
    confidence: float = 0.6
    by: str | None = None
    """Which of two speakers says it."""

    about: Moment | None = None
    """The time of what it is about, where its own words do not tell that."""

    event: str | None = None
    on_both_sides: bool = False
    is_state: bool = False
    """Whether it is told as being so when the text came out: "the army is in X"."""

    @property
    def tells(self) -> bool:
        """Whether it tells of something that happened, or is denied to have."""
        return self.cue is not None or bool(self.figures)
