"""What attribution finds: sayings, with who says them and by which verb."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from db.models.terms import Act, Channel, Directness, Stance
from seeds.anchors import Span
from seeds.reader.naming import Named


@dataclass(frozen=True)
class Speaker:
    """Who speaks, and the words that name it. Without an actor it is not clear who is meant."""

    actor: str | None
    span: Span
    named: Named | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verb:
    """A verb of saying, and what it makes of what is said."""

    act: str
    """An act, or RESPOND."""

    span: Span
    words: str
    stance: Stance = Stance.ASSERTS


@dataclass
class Saying:
    """Words, and who says them; without speakers they are the document's own."""

    words: Span
    speakers: list[Speaker] = field(default_factory=list)
    said_by: Span | None = None
    directness: Directness = Directness.NARRATOR
    verb: Verb | None = None
    rule: str = "nobody-named"
    confidence: float = 0.8
    quote: Span | None = None
    """Where the words have several quotations or none that is whole."""

    channel: Channel | None = None
    via: str | None = None
    responds: bool = False
    """Whether it is said in answer to somebody."""

    relayed_by: list[tuple[Speaker, Span]] = field(default_factory=list)
    """Who tells that it was said, and the words for that."""

    answered: list[Speaker] = field(default_factory=list)
    """Whose words are answered, where the text names them."""

    cited: bool = False
    """Whether it is another's words that somebody answers: a further place of a statement."""

    accused: Named | None = None
    """Who is accused, by the words before what is said."""

    mutual: bool = False
    """Whether each of the speakers says it of the other."""

    sentence: Span | None = None


@dataclass
class Context:
    """Whom pronouns stand for: who spoke last."""

    person: Speaker | None = None
    body: Speaker | None = None
    last: list[Speaker] = field(default_factory=list)
    said: Saying | None = None
    """The last saying that somebody is named for, in the same paragraph."""

    heads: tuple[str, ...] = ()
    """The states whose sides "both sides" are."""

    def spoke(self, saying: Saying) -> None:
        self.said = saying
        # Who relays another's words is who goes on to speak.
        self.last = [who for who, _ in saying.relayed_by] or saying.speakers
        for speaker in self.last:
            self.stands(speaker)

    def stands(self, speaker: Speaker) -> None:
        """From now on, "he", "she" or "it" is this one."""
        named = speaker.named
        if named is not None and named.is_person:
            self.person = speaker
            if named.speaks_for:
                self.body = replace(speaker, actor=named.speaks_for, named=None)
        elif speaker.actor:
            self.body = speaker


BareBody = Callable[[Named], Speaker]
"""Who is meant by a body that is called by its kind alone."""

NamesOf = Callable[[str], tuple[str, ...]]
"""The names of an actor, to tell whether "the ministry" is one."""


def act_of(verb: Verb | None) -> Act | None:
    """What is done by the verb; none where it only says that somebody answers."""
    return Act.__members__.get(verb.act) if verb else None
