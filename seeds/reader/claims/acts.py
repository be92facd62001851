"""What is done by saying something, and how it stands to what is told."""

from db.models.terms import Act, Facet, Stance
from seeds.anchors import Span
from seeds.reader.attribution import Saying, act_of
from seeds.reader.claims.fact import Cue
from seeds.reader.claims.told import Told

BY_VERB = (
    Act.DENY,
    Act.ACCUSE,
    Act.REJECT,
    Act.CONFIRM,
    Act.DEMAND,
    Act.APPEAL,
    Act.WARN,
    Act.PROMISE,
    Act.OFFER,
)
"""Acts of verbs that count, whatever the words themselves do."""

OF_NO_EVENT = (Act.DEMAND, Act.APPEAL, Act.WARN, Act.PROMISE, Act.OFFER, Act.ASSERT_RIGHT)


def act_in(piece: Span, saying: Saying, told: Told) -> Act:
    """What is done by saying it: by the verb, unless the words themselves do something."""
    if not saying.speakers:
        return Act.REPORT
    by_verb, words = act_of(saying.verb), told.words(piece)
    if by_verb in BY_VERB:
        return by_verb
    by_words = next((act for act, pattern in told.signs.acts if pattern.search(words)), None)
    if by_words is not None:
        return by_words
    return by_verb if by_verb in (Act.ANNOUNCE, Act.COMMENT) else Act.CLAIM


def stance_of(saying: Saying, act: Act) -> Stance:
    if act in (Act.DENY, Act.REJECT):
        return Stance.DENIES
    return saying.verb.stance if saying.verb else Stance.ASSERTS


def is_not_told(piece: Span, act: Act, told: Told) -> bool:
    """Whether nothing is told to have happened: "would", "if", a demand."""
    if act in OF_NO_EVENT:
        return True
    hedged = told.signs.not_told.search(told.words(piece)) is not None
    return hedged and act not in (Act.DENY, Act.ANNOUNCE)


def facet_of(cue: Cue, act: Act) -> Facet:
    """The question about an event that a claim answers."""
    return cue.facet or (Facet.RESPONSIBILITY if act is Act.ACCUSE else Facet.OCCURRENCE)
