"""Attestation is derived in SQL; here it is derived again in plain Python and compared."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import select

from db import models
from db.attestation import derive_attestations
from db.models.terms import (
    Act,
    ActorKind,
    AttributionRole,
    Directness,
    DocumentKind,
    EventKind,
    Facet,
    ParticipationRole,
    Review,
    Stance,
)

SPAN = {"start": 0, "end": 4, "start_utf16": 0, "end_utf16": 4}


@dataclass
class World:
    """Rows that a test makes, by the names it gives them."""

    session: Session
    actors: dict[str, int] = field(default_factory=dict)
    sides: dict[str, int] = field(default_factory=dict)
    war: int = 0
    document: int = 0
    count: int = 0

    def add(self, row: models.Table) -> int:
        self.session.add(row)
        self.session.flush()
        assert row.id is not None
        return row.id

    def next(self) -> str:
        self.count += 1
        return f"row-{self.count}"


def world(session: Session) -> World:
    """Two camps of a war with two actors each, one that changed camps, one of no camp."""
    made = World(session)
    made.war = event(made, EventKind.CONFLICT)
    made.document = made.add(
        models.Document(
            slug="text",
            kind=DocumentKind.OVERVIEW,
            title="Text",
            language="en",
            text="Word",
            sha256=64 * "0",
            published_on=date(2020, 11, 4),
        )
    )
    for name in ("north", "south"):
        made.sides[name] = made.add(models.Side(slug=name, name=name, conflict_id=made.war))
    for name in ("north-1", "north-2", "south-1", "south-2", "turncoat", "observer", "agency"):
        made.actors[name] = made.add(
            models.Actor(slug=name, name=name, kind=ActorKind.GOVERNMENT_BODY)
        )
        if name[:5] in made.sides:
            member(made, name, name[:5])
    member(made, "turncoat", "north", until="2020-10")
    member(made, "turncoat", "south", since="2020-11-01")
    return made


def member(
    made: World, actor: str, side: str, since: str | None = None, until: str | None = None
) -> None:
    made.add(
        models.SideMembership(
            actor_id=made.actors[actor], side_id=made.sides[side], since=since, until=until
        )
    )


def event(
    made: World, kind: EventKind = EventKind.BATTLE, review: Review = Review.PUBLISHED
) -> int:
    slug = made.next()
    key = made.add(models.Event(slug=slug, title=slug, kind=kind, review=review))
    row = made.session.get_one(models.Event, key)
    row.conflict_id = key if kind is EventKind.CONFLICT else made.war
    made.session.flush()
    return key


def claim(
    made: World,
    about: int,
    speakers: list[str],
    stance: Stance = Stance.ASSERTS,
    facet: Facet = Facet.OCCURRENCE,
    *,
    accused: str | None = None,
    by: str | None = None,
    said: str | None = None,
    review: Review = Review.PUBLISHED,
    reporter: str | None = None,
) -> None:
    """A statement of the speakers, of the narrator where there are none, that makes one claim."""
    there = {"document_id": made.document, **SPAN}
    statement = made.add(
        models.Statement(
            **there, slug=made.next(), text="Word", review=review, said_start=said, said_end=said
        )
    )
    directness = Directness.REPORTED_SPEECH if speakers else Directness.NARRATOR
    appearance = made.add(
        models.Appearance(
            **there, statement_id=statement, position=0, text="Word", directness=directness
        )
    )
    roles = [(name, AttributionRole.SPEAKER) for name in speakers]
    roles += [(reporter, AttributionRole.REPORTER)] if reporter else []
    for name, role in roles:
        made.add(
            models.Attribution(
                **there,
                statement_id=statement,
                appearance_id=appearance,
                actor_id=made.actors[name],
                role=role,
            )
        )
    key = made.add(
        models.Claim(
            **there,
            statement_id=statement,
            position=0,
            event_id=about,
            by_id=made.actors[by] if by else None,
            act=Act.CLAIM,
            proposition="Word",
            facet=facet,
            stance=stance,
        )
    )
    if accused:
        made.add(
            models.Participation(
                claim_id=key,
                event_id=about,
                actor_id=made.actors[accused],
                role=ParticipationRole.ALLEGED_PERPETRATOR,
            )
        )


def attestation(made: World, about: int) -> str | None:
    derive_attestations(made.session, [about])
    found = made.session.get_one(models.Event, about).attestation
    return None if found is None else str(found)


DENIES, RESPONSIBILITY = Stance.DENIES, Facet.RESPONSIBILITY

CASES: dict[str, tuple[list[dict[str, Any]], str | None]] = {
    "nobody speaks of it": ([], None),
    "the narrator alone": ([{"speakers": []}], "NARRATOR_ONLY"),
    "one of no camp": ([{"speakers": []}, {"speakers": ["observer"]}], "OTHER_ONLY"),
    "one side": ([{"speakers": ["observer"]}, {"speakers": ["north-1"]}], "ONE_SIDE"),
    "two of one side": ([{"speakers": ["north-1"]}, {"speakers": ["north-2"]}], "ONE_SIDE"),
    "both sides": ([{"speakers": ["north-1"]}, {"speakers": ["south-1"]}], "BOTH_SIDES"),
    "both sides together": ([{"speakers": ["north-1", "south-1"]}], "BOTH_SIDES"),
    "a claim by one of two speakers": (
        [{"speakers": ["north-1", "south-1"], "by": "north-1"}],
        "ONE_SIDE",
    ),
    "who reports it is no voice": (
        [{"speakers": ["north-1"], "reporter": "south-1"}],
        "ONE_SIDE",
    ),
    "a draft does not count": (
        [{"speakers": ["north-1"]}, {"speakers": ["south-1"], "review": Review.DRAFT}],
        "ONE_SIDE",
    ),
    "a withdrawn denial does not count": (
        [
            {"speakers": ["north-1"]},
            {"speakers": ["south-1"], "stance": DENIES, "review": Review.WITHDRAWN},
        ],
        "ONE_SIDE",
    ),
    "a side denies": (
        [{"speakers": ["north-1"]}, {"speakers": ["south-1"], "stance": DENIES}],
        "DISPUTED",
    ),
    "a side denies something else": (
        [
            {"speakers": ["north-1"]},
            {"speakers": ["south-1"], "stance": DENIES, "facet": Facet.CASUALTIES},
        ],
        "BOTH_SIDES",
    ),
    "a side questions": (
        [{"speakers": ["north-1"]}, {"speakers": ["south-1"], "stance": Stance.QUESTIONS}],
        "BOTH_SIDES",
    ),
    "one camp contradicts itself": (
        [{"speakers": ["north-1"]}, {"speakers": ["north-2"], "stance": DENIES}],
        "ONE_SIDE",
    ),
    "the narrator is contradicted": (
        [{"speakers": []}, {"speakers": ["north-1"], "stance": DENIES}],
        "DISPUTED",
    ),
    "two of no camp contradict each other": (
        [{"speakers": ["observer"]}, {"speakers": ["agency"], "stance": DENIES}],
        "DISPUTED",
    ),
    "one of no camp contradicts itself": (
        [{"speakers": ["observer"]}, {"speakers": ["observer"], "stance": DENIES}],
        "OTHER_ONLY",
    ),
    "each accuses the other": (
        [
            {"speakers": ["north-1"], "facet": RESPONSIBILITY, "accused": "south-2"},
            {"speakers": ["south-1"], "facet": RESPONSIBILITY, "accused": "north-2"},
        ],
        "DISPUTED",
    ),
    "one accuses the other": (
        [
            {"speakers": ["north-1"], "facet": RESPONSIBILITY, "accused": "south-2"},
            {"speakers": ["south-1"], "facet": RESPONSIBILITY},
        ],
        "BOTH_SIDES",
    ),
    "each accuses somebody of no camp": (
        [
            {"speakers": ["north-1"], "facet": RESPONSIBILITY, "accused": "observer"},
            {"speakers": ["south-1"], "facet": RESPONSIBILITY, "accused": "observer"},
        ],
        "BOTH_SIDES",
    ),
    "a side and one of no camp accuse each other": (
        [
            {"speakers": ["north-1"], "facet": RESPONSIBILITY, "accused": "observer"},
            {"speakers": ["observer"], "facet": RESPONSIBILITY, "accused": "north-2"},
        ],
        "DISPUTED",
    ),
    "each accuses the other of something else": (
        [
            {"speakers": ["north-1"], "accused": "south-2"},
            {"speakers": ["south-1"], "accused": "north-2"},
        ],
        "BOTH_SIDES",
    ),
    "each accuses its own": (
        [
            {"speakers": ["north-1"], "facet": RESPONSIBILITY, "accused": "north-2"},
            {"speakers": ["south-1"], "facet": RESPONSIBILITY, "accused": "south-2"},
        ],
        "BOTH_SIDES",
    ),
    "one who changed camps, before": (
        [
            {"speakers": ["north-1"], "said": "2020-10-31"},
            {"speakers": ["turncoat"], "stance": DENIES, "said": "2020-10-31"},
        ],
        "ONE_SIDE",
    ),
    "one who changed camps, after": (
        [
            {"speakers": ["north-1"], "said": "2020-10-31"},
            {"speakers": ["turncoat"], "stance": DENIES, "said": "2020-11-01T10:00"},
        ],
        "DISPUTED",
    ),
    "one who changed camps, by the day of publication": (
        [{"speakers": ["south-1"]}, {"speakers": ["turncoat"], "stance": DENIES}],
        "ONE_SIDE",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_attestation_tells_who_speaks_of_an_event(database: sa.Engine, case: str) -> None:
    claims, expected = CASES[case]
    with Session(database) as session:
        made = world(session)
        about = event(made)
        for values in claims:
            claim(made, about, **values)

        assert attestation(made, about) == expected


def test_an_event_that_is_not_public_has_none(database: sa.Engine) -> None:
    with Session(database) as session:
        made = world(session)
        about = event(made, review=Review.DRAFT)
        claim(made, about, ["north-1"])

        assert attestation(made, about) is None


def test_only_a_change_counts_as_a_revision(database: sa.Engine) -> None:
    with Session(database) as session:
        made = world(session)
        about = event(made)
        claim(made, about, ["north-1"])

        revisions = []
        for speaker in ("north-2", "north-2", "south-1", "south-2"):
            claim(made, about, [speaker])
            derive_attestations(session)
            revisions.append(session.get_one(models.Event, about).revision)

    assert [revision - revisions[0] for revision in revisions] == [0, 0, 1, 1]


@pytest.mark.parametrize("seed", range(3))
def test_python_derives_the_same_for_random_knowledge(database: sa.Engine, seed: int) -> None:
    random = Random(seed)
    with Session(database) as session:
        made = world(session)
        names = [[], *([name] for name in made.actors), ["north-1", "south-1"]]
        for _ in range(25):
            review = random.choice([Review.PUBLISHED] * 5 + [Review.DRAFT])
            about = event(made, review=review)
            for _ in range(random.randint(0, 4)):
                claim(
                    made,
                    about,
                    random.choice(names),
                    random.choice([Stance.ASSERTS, Stance.ASSERTS, Stance.DENIES]),
                    random.choice([Facet.OCCURRENCE, Facet.RESPONSIBILITY]),
                    accused=random.choice([None, *made.actors]),
                    said=random.choice([None, "2020-10-31", "2020-11-04T08:00"]),
                    review=random.choice([Review.PUBLISHED] * 5 + [Review.WITHDRAWN]),
                )
        derive_attestations(session)

        stored = {
            row.id: row.attestation for row in session.execute(select(models.Event)).scalars()
        }

        assert {key: found and str(found) for key, found in stored.items()} == derived(session)
        assert len(set(stored.values())) >= 5


Voice = tuple[str, int]
Heard = tuple[models.Claim, set[Voice], set[Voice]]
"""A claim, whose word it is, and the camps, or actors of no camp, that it accuses."""


def derived(session: Session) -> dict[int | None, str | None]:
    """Attestation of all events by the rule of design, section 2, from the rows alone."""
    claims = defaultdict(list)
    for claim in session.execute(select(models.Claim)).scalars():
        statement = session.get_one(models.Statement, claim.statement_id)
        if statement.review is Review.PUBLISHED:
            claims[claim.event_id].append(heard(session, claim, statement))
    return {
        event.id: outcome(claims[event.id]) if event.review is Review.PUBLISHED else None
        for event in session.execute(select(models.Event)).scalars()
    }


def heard(session: Session, claim: models.Claim, statement: models.Statement) -> Heard:
    document = session.get_one(models.Document, claim.document_id)
    day = (statement.said_end or str(document.published_on))[:10]
    speakers = {
        row.actor_id
        for row in session.execute(select(models.Attribution)).scalars()
        if row.statement_id == statement.id and row.role is not AttributionRole.REPORTER
    }
    accused = {
        row.actor_id
        for row in session.execute(select(models.Participation)).scalars()
        if row.claim_id == claim.id and row.role is ParticipationRole.ALLEGED_PERPETRATOR
    }
    against = voices(session, accused, day) if accused else set()
    return claim, voices(session, {claim.by_id} if claim.by_id else speakers, day), against


def sides_on(session: Session, actor: int, day: str) -> set[int]:
    return {
        row.side_id
        for row in session.execute(select(models.SideMembership)).scalars()
        if row.actor_id == actor
        and (row.since or "") <= day
        and (row.until is None or day[: len(row.until)] <= row.until)
    }


def voices(session: Session, speakers: set[int], day: str) -> set[Voice]:
    found = {("NARRATOR", 0)} if not speakers else set()
    for actor in speakers:
        sides = sides_on(session, actor, day)
        found |= {("SIDE", side) for side in sides} or {("OTHER", actor)}
    return found


def outcome(claims: list[Heard]) -> str | None:
    for (one, ours, we_accuse), (other, theirs, they_accuse) in product(claims, repeat=2):
        if one.facet is not other.facet or one.stance is not Stance.ASSERTS:
            continue
        if other.stance is DENIES and any(a != b for a in ours for b in theirs):
            return "DISPUTED"
        if one.facet is RESPONSIBILITY and other.stance is Stance.ASSERTS:
            for a, b in product(ours, theirs):
                if a != b and b in we_accuse and a in they_accuse:
                    return "DISPUTED"
    found = {voice for _, ours, _ in claims for voice in ours}
    sides = {key for kind, key in found if kind == "SIDE"}
    if sides:
        return "BOTH_SIDES" if len(sides) > 1 else "ONE_SIDE"
    kinds = {kind for kind, _ in found}
    return "OTHER_ONLY" if "OTHER" in kinds else "NARRATOR_ONLY" if kinds else None
