"""The knowledge that is made up: it keeps the rules that real knowledge keeps."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from benchmarks.knowledge import fill
from db import models
from db.anchors import paragraph, text_fragment
from db.copies import COPIES
from db.engine import open_engine
from db.migrate import migrate
from db.models.relations import relations
from db.models.table import Table, table_of
from db.models.terms import Attestation, Review
from db.models.values import Spanned
from db.models.views import View
from db.names import fold, utf16
from tests.conftest import DIALECTS, Databases
from tests.factories import make_claim, make_event, make_statement

WORDS = {
    models.Statement: "text",
    models.Appearance: "text",
    models.Mention: "form",
    models.Section: "heading",
}


def prepare(engine: sa.Engine) -> None:
    migrate(engine)
    fill(engine, 60)


@pytest.fixture(params=DIALECTS)
def filled(request: pytest.FixtureRequest, databases: Databases) -> Iterator[sa.Engine]:
    with databases.open(request.param, "filled", prepare) as engine:
        yield engine


def rows_of(engine: sa.Engine, model: type[models.Row]) -> list[sa.Row[Any]]:
    with engine.connect() as connection:
        return list(connection.execute(sa.select(table_of(model))).all())


def test_words_stand_where_their_spans_say(filled):
    texts = {document.id: document.text for document in rows_of(filled, models.Document)}

    for model in (each for each in Table.__subclasses__() if issubclass(each, Spanned)):
        for row in rows_of(filled, model):
            text = texts[row.document_id]
            words = getattr(row, WORDS.get(model, ""), None)
            assert words in (None, text[row.start : row.end])
            assert [row.start_utf16, row.end_utf16] == utf16(text, [row.start, row.end])


def test_what_a_session_would_derive_is_derived(filled):
    texts = {document.id: document.text for document in rows_of(filled, models.Document)}

    for row in rows_of(filled, models.Statement):
        text = texts[row.document_id]
        assert (row.context_start, row.context_end) == paragraph(text, row.start, row.end)
        assert [row.context_start_utf16] == utf16(text, [row.context_start])
        assert row.fragment == text_fragment(text, row.start, row.end)
    for model in Table.__subclasses__():
        for row in rows_of(filled, model):
            for column, folded in model.folded.items():
                assert getattr(row, folded) == fold(getattr(row, column))


def test_each_table_view_and_relation_has_rows(filled):
    for model in (*Table.__subclasses__(), *View.__subclasses__()):
        if model is models.ShippedFile:
            continue
        assert rows_of(filled, model), model
        for relation in relations(model).values():
            if relation.through is None and not relation.many:
                keys = {getattr(row, relation.local) for row in rows_of(filled, model)}
                assert keys - {None}, f"{model.__name__}.{relation.name}"


def test_copies_are_like_their_originals(filled):
    with filled.begin() as connection:
        for copies in COPIES:
            table, original = table_of(copies.model), table_of(copies.original)
            joined = table.join(original, original.c.id == table.c[copies.reference])
            differ = [
                table.c[to].is_distinct_from(original.c[of]) for to, of in copies.columns.items()
            ]
            rows = sa.select(sa.func.count()).select_from(joined).where(sa.or_(*differ))
            assert connection.execute(rows).scalar_one() == 0, copies


def test_rare_words_of_the_desk_occur(filled):
    reviews = {row.review for row in rows_of(filled, models.Statement)}
    attestations = {row.attestation for row in rows_of(filled, models.Event)}

    assert reviews == set(Review)
    assert attestations >= {Attestation.DISPUTED, Attestation.BOTH_SIDES, Attestation.ONE_SIDE}


def test_references_lead_somewhere(databases):
    engine = open_engine(databases.make("sqlite", "empty", migrate))

    fill(engine, 60)

    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    engine.dispose()


def test_a_seed_makes_the_same_on_both_databases(databases):
    engines = [open_engine(databases.make(dialect, "empty", migrate)) for dialect in DIALECTS]
    for engine in engines:
        fill(engine, 40, seed=3)

    for model in Table.__subclasses__():
        first, other = (
            sorted(tuple(map(str, row)) for row in rows_of(engine, model)) for engine in engines
        )
        assert first == other, model
    for engine in engines:
        engine.dispose()


def test_rows_can_be_added_afterwards(filled):
    with Session(filled) as session:
        make_claim(session, make_statement(session), make_event(session))
        session.commit()
