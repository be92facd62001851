"""What a statement says, sentence by sentence: about whom, where, with which arms, how many."""

from collections.abc import Sequence
from typing import Any

from benchmarks.chance import Chance, in_script
from benchmarks.draft import Draft, Place
from benchmarks.events import Happening
from benchmarks.world import Camp, World
from db import models

ACTS = {"CLAIM": 6, "ANNOUNCE": 2, "CONFIRM": 1, "DENY": 1, "ACCUSE": 4, "COMMENT": 2, "REPORT": 2}
ACTS_ABOUT_NOTHING = {
    "DEMAND": 2,
    "OFFER": 2,
    "PROMISE": 1,
    "WARN": 1,
    "APPEAL": 1,
    "ASSERT_RIGHT": 1,
    "REJECT": 1,
}
FACETS = {
    "OCCURRENCE": 6,
    "RESPONSIBILITY": 5,
    "CASUALTIES": 3,
    "DAMAGE": 1,
    "CONTROL": 1,
    "COMPLIANCE": 1,
    "MEANS": 1,
    "OUTCOME": 1,
    "TIME": 1,
    "PLACE": 1,
    "INTENT": 1,
    "STATUS": 1,
}
STANCES = {"ASSERTS": 16, "DENIES": 3, "QUESTIONS": 1, "CONCEDES": 1}
ARMS = {
    "artillery": "ARTILLERY",
    "Smerch rockets": "ROCKET",
    "a ballistic missile": "MISSILE",
    "drones": "DRONE",
    "tanks": "ARMOUR",
    "small arms": "SMALL_ARMS",
    "mines": "MINE",
}
FIGURES = {
    "{} civilians were injured": ("INJURED", "CIVILIANS"),
    "{} soldiers were killed": ("KILLED", "MILITARY"),
    "{} people left their homes": ("DISPLACED", "UNSTATED"),
    "{} tanks were lost": ("EQUIPMENT_LOST", "MILITARY"),
}
RELATIONS = {"IN": 6, "NEAR": 2, "TOWARDS": 1, "FROM": 1}


def write_claims(
    draft: Draft,
    chance: Chance,
    world: World,
    statement: int,
    camp: Camp | None,
    speakers: list[int],
    events: Sequence[Happening],
) -> None:
    """Writes one to three sentences, and notes what stands in them."""
    for position in range(chance.draw("number of claims", {1: 5, 2: 3, 3: 1})):
        if position:
            draft.write(" ")
        claim = Claim(draft, chance, world, statement, speakers, position)
        if chance.once_in(9, "claim about no event"):
            claim.about_nothing(camp or chance.random.choice(world.camps))
        else:
            claim.about(chance.random.choice(events), camp)


class Claim:
    """A claim in the making. Its key is the number of claims before it, and one."""

    def __init__(
        self,
        draft: Draft,
        chance: Chance,
        world: World,
        statement: int,
        speakers: list[int],
        position: int,
    ) -> None:
        self._draft, self._chance, self._world = draft, chance, world
        self._statement, self._speakers, self._position = statement, speakers, position
        world.claims += 1
        self._key, self._start = world.claims, draft.at

    def about(self, happening: Happening, camp: Camp | None) -> None:
        chance, draft = self._chance, self._draft
        event: int | None = happening.key
        if happening.part_of and chance.once_in(40, "claim about a larger event"):
            event = happening.part_of
        accused = self._opponent(happening, camp)
        self._actor(accused.forces, "ACCUSED")
        draft.write(" shelled " if chance.once_in(2, "verb") else " attacked ")
        place = self._place(happening)
        if chance.once_in(3, "arms"):
            draft.write(" with ")
            arms = draft.write(chance.draw("arms by name", dict.fromkeys(ARMS, 1)))
            draft.stand(models.Means, arms, claim_id=self._key, kind=ARMS[draft.words(arms)])
        if chance.once_in(4, "figure"):
            self._figure()
        if chance.once_in(15, "insertion"):
            draft.write(" [in the district]")
        draft.write(f", {chance.words(chance.random.randint(6, 16))}.")
        facet = chance.draw("facet", FACETS)
        self._write(
            f"{happening.what} at {self._world.places[place]} {chance.words(3)}",
            event_id=event,
            act=chance.draw("act", ACTS),
            facet=facet,
            stance=chance.draw("stance", STANCES),
        )
        self._take_part(accused.forces, event, "ALLEGED_PERPETRATOR")
        if camp and chance.once_in(3, "victims"):
            self._take_part(
                camp.civilians, event, chance.draw("victim", {"VICTIM": 1, "TARGET": 1})
            )
        if not chance.once_in(10, "claim about no place"):
            self._set(place, event)
        if chance.once_in(6, "another place"):
            other = chance.random.choice(self._world.settlements)
            if other != place:
                self._set(other, event)

    def about_nothing(self, camp: Camp) -> None:
        chance = self._chance
        self._draft.write("It is right that ")
        self._actor(camp.members[0], "ADDRESSED")
        self._draft.write(f" will {chance.words(8)}.")
        self._write(
            f"Demand {chance.words(4)}", act=chance.draw("act on nothing", ACTS_ABOUT_NOTHING)
        )
        if chance.once_in(3, "party"):
            self._take_part(camp.members[0], None, "PARTY")

    def _opponent(self, happening: Happening, camp: Camp | None) -> Camp:
        camps = self._world.conflicts.get(happening.conflict or 0) or self._world.camps[:2]
        against = [each for each in camps if each is not camp]
        return self._chance.random.choice(against)

    def _write(self, proposition: str, **values: Any) -> None:
        chance, speakers = self._chance, self._speakers
        alone = len(speakers) > 1 and chance.once_in(2, "claim of one")
        no_date = {"happened_precision": "UNKNOWN", "happened_ongoing": False}
        dated = chance.once_in(4, "claim with a date")
        self._draft.stand(
            models.Claim,
            Place(self._start, self._draft.at),
            statement_id=self._statement,
            position=self._position,
            by_id=speakers[0] if alone else None,
            proposition=proposition,
            note=chance.words(4) if chance.once_in(15, "note on claim") else None,
            **(chance.fuzzy("happened", self._world.day) if dated else no_date),
            **values,
        )

    def _actor(self, actor: int, role: str) -> None:
        place = self._draft.write(self._world.actors[actor])
        self._mention(place, role, actor_id=actor)

    def _place(self, happening: Happening) -> int:
        settlements, chance = self._world.settlements, self._chance
        number = happening.place
        if chance.once_in(5, "place nearby"):
            number = (number + 1) % len(settlements)
        key = settlements[number]
        name = self._world.places[key].partition("/")[0]
        if chance.once_in(8, "place in another script"):
            name = in_script(name, chance.draw("script", {"ru": 1, "hy": 1, "az": 1}))
        self._mention(self._draft.write(name), "NAMED", location_id=key)
        return key

    def _mention(self, place: Place, role: str, **whom: int) -> None:
        resolved = self._chance.draw("resolved", {"IN_TEXT": 6, "BY_EDITOR": 1})
        self._draft.stand(
            models.Mention,
            place,
            statement_id=self._statement,
            form=self._draft.words(place),
            role=role,
            resolved=resolved,
            note=self._chance.words(4) if resolved == "BY_EDITOR" else None,
            **whom,
        )

    def _figure(self) -> None:
        chance = self._chance
        pattern = chance.draw("figure by words", dict.fromkeys(FIGURES, 1))
        metric, population = FIGURES[pattern]
        number = chance.draw("figure known", {True: 4, False: 1})
        least = 1 + int(chance.random.random() ** 4 * 400)
        bounds = {
            "minimum": least if number else None,
            "maximum": None if not number or chance.once_in(4, "at least") else least,
        }
        self._draft.write(", ")
        place = self._draft.write(pattern.format(least if number else "Many"))
        self._draft.stand(
            models.Figure,
            place,
            claim_id=self._key,
            metric=metric,
            population=population,
            **bounds,
        )

    def _take_part(self, actor: int, event: int | None, role: str) -> None:
        self._draft.add(
            models.Participation, claim_id=self._key, event_id=event, actor_id=actor, role=role
        )

    def _set(self, place: int, event: int | None) -> None:
        relation = self._chance.draw("relation", RELATIONS)
        values = {"event_id": event, "location_id": place, "relation": relation}
        self._draft.add(models.Setting, claim_id=self._key, **values)
