"""Source texts: overviews with what each side says, who says it, and what it says about events."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from benchmarks.bulk import Bulk
from benchmarks.chance import Chance
from benchmarks.claims import write_claims
from benchmarks.draft import Draft, Place
from benchmarks.events import FIRST_DAY, Happening
from benchmarks.world import Camp, World
from db import models

DOCUMENTS = {"OVERVIEW": 6, "ARTICLE": 2, "COMMUNIQUE": 1, "INTERVIEW": 1}
REVIEWS = {"PUBLISHED": 27, "DRAFT": 1, "WITHDRAWN": 1, "REJECTED": 1}
CHANNELS = {
    None: 8,
    "INTERVIEW": 1,
    "BRIEFING": 1,
    "WRITTEN": 2,
    "SOCIAL_MEDIA": 1,
    "SPEECH": 1,
}
REMEMBERED = 200
"""Among so many statements before it one is answered, or told again."""


@dataclass
class Told:
    """A statement that later texts may answer or tell again."""

    key: int
    text: str
    speakers: list[int]
    appearances: int = 1


class Writer:
    """Writes documents one by one, in the order of their days."""

    def __init__(
        self, bulk: Bulk, chance: Chance, world: World, events: Sequence[Happening], days: int
    ) -> None:
        self.bulk, self.chance, self.world = bulk, chance, world
        self._events, self._days = events, days
        self._told: deque[Told] = deque(maxlen=REMEMBERED)
        self._documents = 1
        self._statements = self._sections = self._appearances = 0

    def write(self, share: float, statements: int) -> None:
        """Writes a document with so many statements, when that share of the days has passed."""
        day = self.world.day = FIRST_DAY + timedelta(int(share * self._days))
        self._documents += 1
        number, draft = self._documents, Draft(self.bulk)
        publisher = self.chance.skewed(self.world.media)
        kind = self.chance.draw("kind of document", DOCUMENTS)
        self._title = f"Fighting in {self.world.camps[0].country}. {kind.capitalize()} {number}"
        slug = f"{kind.lower()}-{number}"
        told_before = list(self._told)
        self._open(draft)
        for camp, count in zip([*self.world.camps[:2], None], _parted(statements), strict=True):
            self._heading(draft, camp)
            for _ in range(count):
                self._statement(draft, slug, day, camp, share)
            if told_before and self.chance.once_in(2, "told again"):
                self._tell_again(draft, self.chance.random.choice(told_before), publisher)
        url = f"https://news.example/{slug}" + ("#text" if number % 9 == 0 else "")
        draft.finish(
            slug=slug,
            kind=kind,
            title=self._title,
            publisher_id=None if self.chance.once_in(8, "no publisher") else publisher,
            url=None if self.chance.once_in(8, "no address") else url,
            published_on=None if self.chance.once_in(12, "no day") else day,
            edition=self.chance.draw("edition", {None: 4, "morning": 1, "evening": 1}),
            language=self.chance.draw("language", {"en": 8, "ru": 1}),
            note=self.chance.words(6) if self.chance.once_in(9, "note") else None,
        )
        self.bulk.write_some()

    def _open(self, draft: Draft) -> None:
        chance, world = self.chance, self.world
        # Beyond the first plane a character has two units in UTF-16.
        mark = "📍 " if chance.once_in(3, "mark") else ""
        title = draft.write(mark + self._title)
        draft.write("\n")
        place = chance.random.choice(list(world.camps))
        draft.write("The war goes on. ")
        named = draft.write(world.actors[place.members[0]])
        lead = Place(title.end + 1, draft.write(f" {chance.words(30)}.").end)
        draft.write("\n")
        self._section(draft, title, "TITLE")
        self._section(draft, lead, "LEAD")
        mention = {"form": world.actors[place.members[0]], "actor_id": place.members[0]}
        draft.stand(models.Mention, named, role="NAMED", resolved="IN_TEXT", **mention)

    def _heading(self, draft: Draft, camp: Camp | None) -> None:
        heading = f"Information from {camp.country}" if camp else "Other news"
        place = draft.write(heading)
        draft.write("\n")
        side, role = (camp.side, "SIDE") if camp else (None, "OTHER")
        self._section(draft, place, role, heading=heading, side_id=side)

    def _section(self, draft: Draft, place: Place, role: str, **values: Any) -> None:
        draft.stand(models.Section, place, role=role, **values)
        self._sections += 1

    # ── Statements ───────────────────────────────────────────────────────────────────────────

    def _statement(
        self, draft: Draft, slug: str, day: date, camp: Camp | None, share: float
    ) -> None:
        chance = self.chance
        self._statements += 1
        key, speakers = self._statements, self._speakers(camp)
        quoted = bool(speakers) and chance.once_in(3, "quoted")
        draft.write("• ")
        start = draft.write("“" if quoted else "").start
        write_claims(draft, chance, self.world, key, camp, speakers, self._subjects(share))
        place = Place(start, draft.write("”" if quoted else "").end)
        text = draft.words(place)
        channel = chance.draw("channel", CHANNELS)
        answered = (
            self._told[-1 - int(chance.random.random() ** 2 * len(self._told))]
            if (self._told and chance.once_in(8, "answer"))
            else None
        )
        draft.stand(
            models.Statement,
            place,
            slug=f"{slug}--s{key}",
            text=text,
            section_id=self._sections,
            channel=channel,
            via_id=chance.skewed(self.world.media) if channel == "INTERVIEW" else None,
            in_reply_to_id=answered.key if answered else None,
            review=chance.draw("review", REVIEWS),
            note=chance.words(5) if chance.once_in(12, "note on statement") else None,
            **chance.fuzzy("said", day - timedelta(chance.random.randrange(2))),
        )
        directness = "REPORTED_SPEECH" if speakers else "NARRATOR"
        self._appear(
            draft,
            place,
            statement_id=key,
            position=0,
            text=text,
            quote=text.strip("“”") if quoted else None,
            directness="DIRECT_QUOTE" if quoted else directness,
        )
        self._attribute(draft, key, speakers)
        draft.write("\n")
        self._told.append(Told(key, text, speakers))

    def _appear(self, draft: Draft, place: Place, **values: Any) -> None:
        draft.stand(models.Appearance, place, section_id=self._sections, **values)
        self._appearances += 1
        bracket = values["text"].find("[")
        if bracket >= 0:
            end = values["text"].index("]") + 1
            inserted = Place(place.start + bracket, place.start + end)
            draft.stand(models.Insertion, inserted, appearance_id=self._appearances)

    def _speakers(self, camp: Camp | None) -> list[int]:
        chance = self.chance
        if camp is None:
            narrated = chance.once_in(2, "narrated")
            return [] if narrated else [chance.skewed(self.world.others)]
        if chance.once_in(12, "narrated for a side"):
            return []
        first = chance.skewed(camp.members)
        second = chance.skewed(camp.members) if chance.once_in(10, "two speakers") else first
        return [first] if first == second else [first, second]

    def _attribute(self, draft: Draft, statement: int, speakers: list[int]) -> None:
        if not speakers:
            return
        draft.write(" – ")
        names = " and ".join(self.world.actors[speaker] for speaker in speakers)
        place = draft.write(f"{names} said")
        for number, speaker in enumerate(speakers):
            second = number > 0 and self.chance.once_in(2, "spokesperson")
            role = "SPOKESPERSON" if second else "SPEAKER"
            self._attribution(draft, place, statement, speaker, role)

    def _attribution(
        self, draft: Draft, place: Place, statement: int, actor: int, role: str
    ) -> None:
        draft.stand(
            models.Attribution,
            place,
            statement_id=statement,
            appearance_id=self._appearances,
            actor_id=actor,
            role=role,
        )

    def _tell_again(self, draft: Draft, told: Told, reporter: int) -> None:
        """The words of an earlier statement, or others that mean the same."""
        same = not self.chance.once_in(4, "other words")
        draft.write("• ")
        place = draft.write(told.text if same else self.chance.words(15))
        self._appear(
            draft,
            place,
            statement_id=told.key,
            position=told.appearances,
            text=draft.words(place),
            directness="REPORTED_SPEECH" if told.speakers else "NARRATOR",
            wording="SAME" if same else "OTHER_WORDS",
        )
        told.appearances += 1
        if told.speakers:
            draft.write(", ")
            words = draft.write(f"{self.world.actors[reporter]} reported")
            self._attribution(draft, words, told.key, told.speakers[0], "SPEAKER")
            if reporter != told.speakers[0]:
                self._attribution(draft, words, told.key, reporter, "REPORTER")
        draft.write("\n")

    def _subjects(self, share: float) -> Sequence[Happening]:
        """The events of about that time."""
        nearest = int(share * len(self._events))
        return self._events[max(0, nearest - 40) : nearest + 10]


def _parted(statements: int) -> tuple[int, int, int]:
    """So many for each of two sides, and the others."""
    side = statements * 2 // 5
    return side, side, statements - 2 * side
