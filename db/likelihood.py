"""Which of the actors and places of one name a text means: the more likely first, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from db.names import Known
from db.roles import Reading, Role, role_of
from db.surroundings import Around

DISTRICTS = ("REGION", "TERRITORY")
TOWNS = ("CITY", "VILLAGE")
VILLAGES = ("VILLAGE", "CITY")

HEAD_NOUNS = {
    **dict.fromkeys(("region", "district", "raion", "rayon", "province", "marz"), DISTRICTS),
    **dict.fromkeys(("city", "town"), TOWNS),
    **dict.fromkeys(("village", "settlement"), VILLAGES),
}
"""For a noun that says what a place is, the kinds it speaks for."""
PLURALS = {
    **{f"{noun}s": kinds for noun, kinds in HEAD_NOUNS.items() if noun != "city"},
    "cities": TOWNS,
}
"""Of these, a list shares one: "the villages of A, B and C"."""

BY_DEFAULT = ("CITY", "VILLAGE", "COUNTRY", "TERRITORY", "REGION")
"""Texts mean the town more often than the district that is called after it."""

FAR = 1_000_000
NOUN = {
    "REGION": "a district",
    "TERRITORY": "a territory",
    "CITY": "a town",
    "VILLAGE": "a village",
}


@dataclass(frozen=True)
class Candidate:
    """An actor or a place that a name may mean."""

    kind: Literal["Actor", "Location"]

    key: int
    """The primary key of its row."""

    why: str
    """Why it stands where it does among the candidates: a sentence for readers."""


@dataclass(frozen=True)
class HeadNoun:
    """A noun that stands with a name, and the kinds of places it speaks for."""

    word: str
    kinds: tuple[str, ...]


NO_NOUN = HeadNoun("", ())


@dataclass(frozen=True)
class Named:
    """Where a name stands: what is around it, around its list, and which places are near."""

    at_name: Around
    at_list: Around
    """The same as `at_name` where it stands in no list."""

    begins_list: bool
    distances: dict[int, int]
    """Of places that are named near by, how many words away."""


def rank(known: Sequence[Known], named: Named) -> tuple[Candidate, ...]:
    """What a name that is shared may mean, the more likely first."""
    actors = ranked_actors([one for one in known if one.kind == "Actor"])
    places = ranked_places([one for one in known if one.kind == "Location"], named)
    if not actors or not places:
        return tuple(candidate(*one) for one in actors or places)
    return tuple(candidate(*one) for one in weighed(actors, places, named))


def only(known: Known) -> tuple[Candidate, ...]:
    """What a name means that nothing else has."""
    return (candidate(known, "Nothing else is known by this name."),)


def candidate(known: Known, why: str) -> Candidate:
    return Candidate(known.kind, known.key, why)


Reasoned = list[tuple[Known, str]]


def ranked_actors(actors: list[Known]) -> Reasoned:
    ordered = sorted(actors, key=lambda one: (not one.own, one.key))
    return [
        (one, "It is called so." if one.own else "This is another name of it.") for one in ordered
    ]


def weighed(actors: Reasoned, places: Reasoned, named: Named) -> Reasoned:
    """Actors and places of one name.

    A town that speaks is no place here, and one that says where something is, no actor. A country
    is always both, and one of them more likely.
    """
    settled = places[0][0].what in TOWNS
    reading = reading_of(named)
    actors_first = reading.role in (Role.ACTOR, Role.RATHER_ACTOR) or (
        reading.role is Role.OPEN and not settled
    )
    first, second = (actors, places) if actors_first else (places, actors)
    lead = [(first[0][0], reason(reading, settled)), *first[1:]]
    if settled and reading.role in (Role.ACTOR, Role.PLACE):
        return lead
    other = "a place" if actors_first else "an actor"
    return [*lead, *((one, f"It is the name of {other} too.") for one, _ in second)]


def reading_of(named: Named) -> Reading:
    """What the name stands for. Where a noun says what sort of place it is, it is the place."""
    noun = head_noun(named)
    if noun.word:
        return Reading(Role.PLACE, noun.word)
    return role_of(named.at_name, named.at_list, named.begins_list)


def reason(reading: Reading, settled: bool) -> str:
    if reading.role is Role.ACTOR:
        return f'"{reading.words}" stands with it: it speaks, acts or is spoken to.'
    if reading.role is Role.RATHER_ACTOR:
        return f'"{reading.words}" stands with it: who acts is meant more often than where.'
    if reading.role is Role.PLACE:
        return f'"{reading.words}" stands with it: it says where.'
    if settled:
        return "No word near it tells whether the place or who acts there is meant."
    return "No word near it tells; who acts is meant more often than where."


def ranked_places(places: list[Known], named: Named) -> Reasoned:
    """Places of one name.

    A noun that stands with it decides. Then a place's own name counts for more than another, the
    town for more than the district, and what lies in a place named near by for more than the rest.
    """
    noun = head_noun(named)

    def distance(place: Known) -> int:
        return min((named.distances.get(key, FAR) for key in place.within), default=FAR)

    def order(place: Known) -> tuple[int, bool, int, int, int]:
        by_default = position(place.what, BY_DEFAULT)
        return (
            position(place.what, noun.kinds),
            not place.own,
            by_default,
            distance(place),
            place.key,
        )

    ordered = sorted(places, key=order)
    if len(ordered) == 1:
        return [(ordered[0], "No other place is known by this name.")]
    return [(place, why_place(place, noun, ordered, distance(place))) for place in ordered]


def why_place(place: Known, noun: HeadNoun, others: list[Known], distance: int) -> str:
    what = NOUN.get(place.what, "a place")
    if place.what in noun.kinds:
        why = f'The word "{noun.word}" stands with it: {what}'
    elif noun.word:
        why = f'It is {what}, but the word "{noun.word}" stands with it'
    elif any(other.own != place.own for other in others):
        why = f"It is {what} {'called so' if place.own else 'for which this is another name'}"
    elif place.what in TOWNS and any(other.what in DISTRICTS for other in others):
        why = f"It is {what}, which texts mean more often than a district of the same name"
    elif place.what in DISTRICTS and any(other.what in TOWNS for other in others):
        why = f"It is {what}, which texts mean less often than a town of the same name"
    else:
        why = f"It is {what}"
    if distance < FAR:
        why += "; a place that it lies in is named near by"
    return f"{why}."


def position(kind: str, kinds: tuple[str, ...]) -> int:
    return kinds.index(kind) if kind in kinds else len(kinds)


def head_noun(named: Named) -> HeadNoun:
    """The noun that says what the name names: "the Terter region", "villages of A, B and C"."""
    for around, nouns in ((named.at_name, HEAD_NOUNS), (named.at_list, PLURALS)):
        following = "".join(around.after[:1])
        if following in nouns and not around.owns:
            return HeadNoun(following, nouns[following])
        preposition, noun = [*around.before, "", ""][:2]
        if preposition == "of" and noun in nouns:
            # "The villages of Terter": those of a district, for one village is not several.
            one = nouns is PLURALS and named.at_list is named.at_name
            return HeadNoun(noun, DISTRICTS if one else nouns[noun])
    return NO_NOUN
