"""How well a draft reading agrees with the one made by hand.

Each score compares facts, which are right, missed (the draft has them not) or extra (the draft
alone has them). Facts that belong to a statement, an appearance or a claim are right only where
that was found: words that were not found cost all that is said of them. What a draft leaves `open`
counts as missed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from seeds.anchors import Text, brief
from tests.evaluation import facts
from tests.evaluation.facts import Fact
from tests.evaluation.laid import NOWHERE, Data, Item, Known, Laid
from tests.evaluation.matching import Keyed, keyed, likeness

HALF = 0.5
"""From this likeness on, the words that say who speaks count as found."""


@dataclass(frozen=True)
class Score:
    """How many facts are right, and which are not."""

    right: int = 0
    missed: list[Fact] = field(default_factory=list)
    extra: list[Fact] = field(default_factory=list)

    @property
    def counts(self) -> tuple[int, int, int]:
        return self.right, len(self.missed), len(self.extra)

    @property
    def precision(self) -> float | None:
        """The part of the draft's facts that is right; none where it has no facts."""
        return _part(self.right, self.right + len(self.extra))

    @property
    def recall(self) -> float | None:
        """The part of the gold facts that the draft has; none where there are none."""
        return _part(self.right, self.right + len(self.missed))

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two."""
        return _part(2 * self.right, 2 * self.right + len(self.missed) + len(self.extra))

    def __add__(self, other: "Score") -> "Score":
        missed, extra = self.missed + other.missed, self.extra + other.extra
        return Score(self.right + other.right, missed, extra)


def _part(of: int, whole: int) -> float | None:
    return of / whole if whole else None


Scores = dict[str, Score]


def scores(text: str, gold: Data, draft: Data, known: Known | None = None) -> Scores:
    """All scores of a draft of the text."""
    known = known or Known()
    ours, theirs = keyed(Laid(Text(text), gold, known), Laid(Text(text), draft, known))
    return {name: measure(ours, theirs) for name, (_, measure) in MEASURES.items()}


def summed(each: Iterable[Scores]) -> Scores:
    total = dict.fromkeys(MEASURES, Score())
    for one in each:
        total = {name: score + one[name] for name, score in total.items()}
    return total


Measure = Callable[[Keyed, Keyed], Score]


def of(read: Callable[[Keyed], Iterable[Fact]]) -> Measure:
    """The score of what `read` finds in both readings."""

    def measure(gold: Keyed, draft: Keyed) -> Score:
        ours, theirs = Counter(read(gold)), Counter(read(draft))
        found = {None, *gold.statements} & {None, *draft.statements}
        missed, extra = (
            [replace(fact, follows=fact.statement not in found) for fact in wrong.elements()]
            for wrong in (ours - theirs, theirs - ours)
        )
        return Score((ours & theirs).total(), missed, extra)

    return measure


def noise(gold: Keyed, draft: Keyed) -> Score:
    """Headings, and lines without any statement: missed where the draft has a statement in them."""
    taken = NOWHERE.union(*(item.at for item in draft.laid.appearances))
    places = list(noises(gold.laid))
    missed = [
        Fact(place.at, place.line, brief(place.words)) for place in places if place.at & taken
    ]
    return Score(len(places) - len(missed), missed)


def noises(gold: Laid) -> Iterator[Item]:
    """What is in no statement: headings, and whole lines."""
    stated = NOWHERE.union(*(item.at | item.said_by for item in gold.appearances))
    headings = [section for section in gold.sections if section.data.get("heading")]
    yield from headings
    headed = NOWHERE.union(*(heading.at for heading in headings))
    yield from (line for line in gold.lines if line.at and not line.at & (stated | headed))


def said_by(gold: Keyed, draft: Keyed) -> Score:
    """The words that say who speaks: found where at least half of their characters are."""
    ours = dict(zip(gold.appearances, gold.laid.appearances, strict=True))
    theirs = dict(zip(draft.appearances, draft.laid.appearances, strict=True))
    alike = {
        key
        for key in ours.keys() & theirs.keys()
        if likeness(ours[key].said_by, theirs[key].said_by) >= HALF
    }
    missed, extra = (
        [
            Fact(key, item.line, f"{brief(item.words)} {brief(laid.between(item.said_by))}")
            for key, item in items.items()
            if item.said_by and key not in alike
        ]
        for laid, items in ((gold.laid, ours), (draft.laid, theirs))
    )
    return Score(len(alike), missed, extra)


def not_invented(gold: Keyed, draft: Keyed) -> Score:
    """Extra are the draft's events on words of which the gold reading has no event at all."""
    eventful = NOWHERE.union(*(event.at for event in gold.laid.events))
    of_draft = list(zip(facts.events(draft), draft.laid.events, strict=True))
    invented = [fact for fact, event in of_draft if not event.at & eventful]
    return Score(len(of_draft) - len(invented), extra=invented)


MEASURES: dict[str, tuple[str, Measure]] = {
    "sections": ("role and side of each section, by line", of(facts.sections)),
    "noise": ("headings, captions and links that are in no statement", noise),
    "words": ("words of statements: four fifths of their characters are the same", of(facts.words)),
    "words exactly": ("words of statements, to the character", of(facts.exact_words)),
    "joins": ("appearances that are of one statement, two by two", of(facts.joins)),
    "speakers": (
        "who says it, of each appearance; nobody where the text itself speaks",
        of(facts.by_appearance(facts.speakers)),
    ),
    "speakers' roles": (
        "each speaker of an appearance with the role",
        of(facts.by_appearance(facts.roles)),
    ),
    "said by": ("the words that say who speaks: half of their characters are the same", said_by),
    "directness": (
        "directness of each appearance",
        of(facts.by_appearance(facts.member("directness"))),
    ),
    "said": ("when it was said, of each statement", of(facts.by_statement(facts.said))),
    "channels": (
        "channel and medium of each statement that has one",
        of(facts.by_statement(facts.channels)),
    ),
    "replies": ("which statement answers which, within the text", of(facts.replies)),
    "acts": (
        "the different acts of a statement's claims",
        of(facts.by_claims_of_statement(facts.member("act"))),
    ),
    "claims": (
        "claims of a found statement, by words that they share",
        of(facts.by_claim(facts.claims)),
    ),
    "acts of claims": ("act of each claim", of(facts.by_claim(facts.member("act")))),
    "stances": ("stance of each claim", of(facts.by_claim(facts.member("stance", "ASSERTS")))),
    "facets": (
        "facet of each claim that is about an event",
        of(facts.by_claim(facts.member("facet"))),
    ),
    "dates": (
        "when it happened: the different dates of a statement's claims",
        of(facts.by_claims_of_statement(facts.happened)),
    ),
    "places": (
        "where: the different places and relations of a statement's claims",
        of(facts.by_claims_of_statement(facts.settings)),
    ),
    "places alone": (
        "the same without the relation",
        of(facts.by_claims_of_statement(facts.places)),
    ),
    "participants": (
        "the different actors and roles of a statement's claims",
        of(facts.by_claims_of_statement(facts.participants)),
    ),
    "figures": (
        "metric, bounds and population of a statement's figures",
        of(facts.by_claims_of_statement(facts.figures)),
    ),
    "means": (
        "kinds of arms of a statement",
        of(facts.by_claims_of_statement(facts.means)),
    ),
    "mentions": ("names on some of the same characters, and whom they mean", of(facts.mentions)),
    "events": (
        "events of one kind, in a common statement, on dates that agree",
        of(facts.events),
    ),
    "events' subkinds": ("subkind of each event", of(facts.subkinds)),
    "events of claims": ("which events each statement claims about", of(facts.subjects)),
    "events not invented": (
        "events of the draft on words of which there is an event",
        not_invented,
    ),
    "new actors": ("name, kind and organization of actors proposed", of(facts.new_actors)),
    "new places": ("words of places proposed", of(facts.new_places)),
}
"""The scores in the order of the table: what each is about, and how it is found."""
