"""What holds for every row, whoever writes it: the database itself refuses what breaks a rule."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from pydantic import ValidationError
from sqlmodel import Session

from db import models
from db.models import terms
from tests.factories import (
    added,
    make_actor,
    make_claim,
    make_conflict,
    make_document,
    make_event,
    make_location,
    make_side,
    make_statement,
)

BROKEN = {
    "a kind that is no word of ours": "UPDATE event SET kind = 'AGGRESSION'",
    "half a point": "UPDATE location SET latitude = 39.8",
    "a span that ends before it starts": 'UPDATE statement SET start = 7, "end" = 3',
    "an event that is part of itself": "UPDATE event SET part_of_id = id",
    "a statement that answers itself": "UPDATE statement SET in_reply_to_id = id",
    "a claim about an event without facet": "UPDATE claim SET facet = NULL",
    "a claim without event with facet": "UPDATE claim SET event_id = NULL",
    "a slug that is taken": "UPDATE event SET slug = 'same'",
    "an unknown actor": "UPDATE attribution SET actor_id = 999999",
    "an actor that is deleted while in use": "DELETE FROM actor",
    "a place in itself": "UPDATE containment SET parent_id = location_id",
}


def make_one_of_each(session: Session) -> None:
    actor = make_actor(session)
    make_side(session, make_conflict(session), "a-side", actor)
    make_claim(session, make_statement(session, speakers=[actor]), make_event(session))
    first, second = make_location(session), make_location(session)
    added(
        session,
        models.Containment(location_id=first.id, parent_id=second.id, basis=terms.Basis.GEOGRAPHIC),
    )
    session.commit()


@pytest.mark.parametrize("statement", BROKEN.values(), ids=BROKEN.keys())
def test_the_database_refuses(session, database, statement):
    make_one_of_each(session)

    with pytest.raises(sa.exc.IntegrityError), database.begin() as connection:
        connection.exec_driver_sql(statement)


def test_a_figure_has_its_bounds_in_order(session):
    claim = make_claim(session, make_statement(session))
    span = {
        name: getattr(claim, name)
        for name in ("document_id", "start", "end", "start_utf16", "end_utf16")
    }
    kinds = {"metric": terms.Metric.KILLED, "population": terms.Population.ALL}

    session.add(models.Figure(claim_id=claim.id, minimum=3, maximum=2, **kinds, **span))

    with pytest.raises(sa.exc.IntegrityError):
        session.flush()


def test_a_key_is_never_used_again(session):
    first = make_actor(session)
    session.commit()
    key = first.id
    session.delete(first)
    session.commit()

    second = make_actor(session)

    assert key is not None
    assert second.id is not None
    assert second.id > key


def test_a_change_counts_the_revision_and_writing_the_same_does_not(session):
    actor = make_actor(session, "One name", updated_at=datetime(2020, 11, 4, tzinfo=UTC))
    session.commit()

    actor.name = "One name"
    session.commit()
    unchanged = actor.revision
    actor.name = "Another name"
    session.commit()

    assert (unchanged, actor.revision) == (1, 2)
    assert actor.updated_at > datetime(2020, 11, 4, tzinfo=UTC)


def test_texts_are_folded_when_they_are_written(session):
    place = make_location(session, "Şuşa/Շուշի")
    folded = place.name_folded
    place.name = "Шуша"
    session.flush()

    assert (folded, place.name_folded) == ("susa/shushi", "shusha")


def test_a_missing_date_sorts_before_every_other_by_a_key_of_the_database(session, database):
    for start, end in [(None, None), ("2020-11-04", None), (None, "2020-10-01")]:
        make_event(session, happened_start=start, happened_end=end)
    session.commit()

    with database.connect() as connection:
        keys = connection.exec_driver_sql("SELECT happened_key FROM event ORDER BY 1").scalars()

        assert list(keys) == ["0001-01-01", "2020-10-01", "2020-11-04"]


WRONG_VALUES = {
    "an empty name": (models.Actor, {"slug": "a", "kind": "PERSON", "name": ""}),
    "a slug with capitals": (models.Actor, {"slug": "A", "kind": "PERSON", "name": "A"}),
    "a kind that is none": (models.Actor, {"slug": "a", "kind": "HERO", "name": "A"}),
    "a latitude off the earth": (
        models.Location,
        {
            "slug": "a",
            "kind": "CITY",
            "name": "A",
            "precision": "EXACT",
            "latitude": 91,
            "longitude": 0,
        },
    ),
    "a day that is written otherwise": (
        models.Event,
        {"slug": "a", "kind": "BATTLE", "title": "A", "happened_start": "4.11.2020"},
    ),
}


@pytest.mark.parametrize(("model", "values"), WRONG_VALUES.values(), ids=WRONG_VALUES.keys())
def test_the_class_refuses_before_the_database_has_to(model, values):
    with pytest.raises(ValidationError):
        model.model_validate(values)


def test_spans_are_found_in_the_text_by_their_positions(session):
    document = make_document(session, "Before. The words. After.")

    statement = make_statement(session, "The words.", document=document)

    assert document.text[statement.start : statement.end] == "The words."


def test_each_filter_and_order_that_is_offered_has_an_index(database):
    from schema.offers import filterable, orderable

    inspector = sa.inspect(database)
    for model in models.Table.__subclasses__():
        name = str(model.__tablename__)
        leading = {next(iter(index["column_names"])) for index in inspector.get_indexes(name)}
        leading |= {next(iter(c["column_names"])) for c in inspector.get_unique_constraints(name)}
        leading |= {"id", *(key.removesuffix("_key") for key in leading if key)}

        wanted = {field for field, _ in orderable(model)} | set(filterable(model))

        assert wanted - set(model.folded) <= leading, name
