"""What is searched follows from the tables, whatever was changed and by whichever session."""

import random
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from db.copies import COPIES
from db.engine import open_engine
from db.models import (
    Actor,
    Affiliation,
    Claim,
    Document,
    Event,
    Location,
    Mention,
    Name,
    Participation,
    Revision,
    SearchEntry,
    Setting,
    Statement,
    terms,
)
from db.models.table import table_of
from db.upkeep import complete
from tests.conftest import DIALECTS, prepare_seeds
from tests.factories import added


def entries(connection: sa.Connection) -> list[Any]:
    entry = SearchEntry.__table__.c  # type: ignore[attr-defined]  # SQLAlchemy adds it
    columns = [entry[name] for name in ("kind", "key", "matched", "day", "place", "text", "words")]
    return sorted(map(tuple, connection.execute(sa.select(*columns))))


def copies(connection: sa.Connection) -> dict[str, list[Any]]:
    """What links repeat of their statements and events, by table."""
    found = {}
    for each in COPIES:
        table = table_of(each.model)
        columns = [table.c[name] for name in ("id", *each.columns)]
        rows = connection.execute(sa.select(*columns).order_by(table.c.id))
        found[f"{table.name}.{each.reference}"] = list(map(tuple, rows))
    return found


def one_of(session: Session, chance: random.Random, model: Any) -> Any:
    found = session.execute(select(model).order_by(model.id)).scalars().all()
    return chance.choice(found)


def rename(session: Session, chance: random.Random) -> None:
    row = one_of(session, chance, chance.choice([Actor, Location]))
    row.name = f"Name {chance.randint(0, 99)}"


def change_name(session: Session, chance: random.Random) -> None:
    one_of(session, chance, Name).value = f"Alias {chance.randint(0, 9999)}"


def move_name(session: Session, chance: random.Random) -> None:
    row = one_of(session, chance, Name)
    if row.actor_id is not None:
        row.actor_id = one_of(session, chance, Actor).id
        row.value += f" {chance.randint(0, 9999)}"


def add_name(session: Session, chance: random.Random) -> None:
    place = one_of(session, chance, Location)
    value = f"Other {chance.randint(0, 9999)}"
    added(session, Name(location_id=place.id, value=value, kind=terms.NameKind.SPELLING))


def remove(session: Session, chance: random.Random) -> None:
    model = chance.choice([Mention, Name, Setting, Participation, Affiliation])
    session.delete(one_of(session, chance, model))


def move_mention(session: Session, chance: random.Random) -> None:
    row = one_of(session, chance, Mention)
    if row.location_id is not None:
        row.location_id = one_of(session, chance, Location).id
    row.statement_id = one_of(session, chance, Statement).id


def move_statement(session: Session, chance: random.Random) -> None:
    row = one_of(session, chance, Statement)
    shift = chance.randint(1, 5)
    for name in ("start", "start_utf16"):
        setattr(row, name, getattr(row, name) + shift)
    row.text = row.text[shift:]
    row.said_start = "2020-11-02"


def retitle(session: Session, chance: random.Random) -> None:
    row = one_of(session, chance, chance.choice([Event, Document]))
    row.title = f"Title {chance.randint(0, 99)}"


def redate(session: Session, chance: random.Random) -> None:
    row = one_of(session, chance, Event)
    row.happened_start = row.happened_end = f"2020-10-{chance.randint(10, 31)}"


def move_claim(session: Session, chance: random.Random) -> None:
    row = one_of(session, chance, Claim)
    if row.event_id is not None:
        row.event_id = one_of(session, chance, Event).id
        for model in (Participation, Setting):
            of_claim = select(model).where(model.claim_id == row.id)
            for part in session.execute(of_claim).scalars():
                part.event_id = row.event_id


def publish(session: Session, chance: random.Random) -> None:
    row = one_of(session, chance, Document)
    row.publisher_id = chance.choice([None, one_of(session, chance, Actor).id])


def propose(session: Session, chance: random.Random) -> None:
    row = one_of(session, chance, Claim)
    row.proposition = f"Something {chance.randint(0, 99)} is so"
    row.statement_id, row.position = one_of(session, chance, Statement).id, 900 + row.id


def correct(session: Session, chance: random.Random) -> None:
    row = one_of(session, chance, Document)
    row.text += f"\nCorrected {chance.randint(0, 99)}."


def review(session: Session, chance: random.Random) -> None:
    row = one_of(session, chance, chance.choice([Event, Statement]))
    row.review = chance.choice(list(terms.Review))


CHANGES = [
    rename, change_name, move_name, add_name, remove, move_mention, move_statement, retitle,
    redate, move_claim, publish, propose, correct, review,
]  # fmt: skip


@pytest.mark.parametrize("dialect", DIALECTS)
def test_after_any_changes_entries_and_copies_are_those_of_a_new_beginning(databases, dialect):
    url = databases.make(dialect, "shipped", prepare_seeds)
    engine = open_engine(url)
    chance = random.Random(11)
    for _ in range(40):
        with Session(engine) as session:
            for change in chance.choices(CHANGES, k=3):
                change(session, chance)
                if chance.random() < 0.5:
                    session.flush()
            session.commit()

    with engine.begin() as connection:
        kept = entries(connection), copies(connection)
        complete(connection)
        made_anew = entries(connection), copies(connection)

    assert kept == made_anew
    engine.dispose()
    databases.drop(url)


def test_names_have_a_revision_of_their_own(session):
    def revisions() -> dict[str, int]:
        session.expire_all()
        counted = select(Revision).where(col(Revision.name) != "state")
        return {row.name: row.number for row in session.execute(counted).scalars()}

    before = revisions()
    added(session, Actor(slug="a", kind=terms.ActorKind.PERSON, name="A"))
    session.commit()
    named = revisions()
    added(session, Event(slug="e", title="E", kind=terms.EventKind.RIOT))
    session.commit()
    after = revisions()

    assert named == {"knowledge": before["knowledge"] + 1, "names": before["names"] + 1}
    assert after == {"knowledge": named["knowledge"] + 1, "names": named["names"]}


def test_each_change_draws_a_number_for_the_state_of_the_knowledge(session):
    def state() -> int:
        session.expire_all()
        wanted = select(col(Revision.number)).where(col(Revision.name) == "state")
        return int(session.execute(wanted).scalar_one())

    drawn = {state()}
    for slug in ("a", "b", "c"):
        added(session, Event(slug=slug, title="E", kind=terms.EventKind.RIOT))
        session.commit()
        drawn.add(state())

    assert len(drawn) == 4


def test_empty_tables_are_not_looked_at_for_statistics(database):
    looked_at = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'",
        "postgresql": "SELECT count(*) FROM pg_class WHERE relname = 'claim' AND reltuples >= 0",
    }

    with database.connect() as connection:
        found = connection.exec_driver_sql(looked_at[database.dialect.name]).scalar_one()

    assert found == 0
