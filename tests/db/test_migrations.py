"""Migrations make the tables and views that the models declare, on both databases."""

import re

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlmodel import SQLModel

from db.engine import open_engine
from db.errors import DatabaseUnavailable
from db.migrate import migrate, newest_revision, require_current
from db.migrations.columns import is_compared
from db.models.views import View
from tests.conftest import DIALECTS


def test_migrated_tables_are_those_of_the_models(database):
    with database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_compared})

        assert compare_metadata(context, SQLModel.metadata) == []


def test_check_constraints_are_those_of_the_models(database):
    declared = {
        (table.name, constraint.name)
        for table in SQLModel.metadata.tables.values()
        if not table.info.get("view")
        for constraint in table.constraints
        if isinstance(constraint, sa.CheckConstraint)
    }
    inspector = sa.inspect(database)

    found = {
        (table, constraint["name"])
        for table in inspector.get_table_names()
        if not table.startswith("search_word")
        for constraint in inspector.get_check_constraints(table)
    }

    assert found == declared


def test_migrated_views_are_those_of_the_models(database):
    for view in View.__subclasses__():
        name = str(view.__tablename__)
        with database.begin() as connection:
            connection.exec_driver_sql(f"CREATE VIEW declared AS {view.definition}")
            migrated, declared = (definition(connection, each) for each in (name, "declared"))
            connection.exec_driver_sql("DROP VIEW declared")

        assert migrated == declared


def definition(connection: sa.Connection, view: str) -> str:
    """The SELECT of a view, as the database keeps it."""
    text = str(sa.inspect(connection).get_view_definition(view))
    return " ".join(re.sub(r"(?is)^\s*create view \w+ as", "", text).split())


def test_text_sorts_by_code_points_whatever_the_locale(database):
    collations = {
        "sqlite": "SELECT count(*) FROM pragma_table_info('actor') WHERE name = 'slug'",
        "postgresql": "SELECT count(*) FROM information_schema.columns WHERE collation_name = 'C'"
        " AND table_name = 'actor' AND column_name IN ('slug', 'name', 'name_folded', 'kind')",
    }

    with database.connect() as connection:
        found = connection.exec_driver_sql(collations[database.dialect.name]).scalar_one()

    assert found == {"sqlite": 1, "postgresql": 4}[database.dialect.name]


def test_migrating_again_changes_nothing(database):
    migrate(database)

    require_current(database)


@pytest.mark.parametrize(
    ("revision", "reason"), [("9999", "newer than this version"), (None, "older than this version")]
)
def test_a_database_of_another_version_is_told_from_ours(database, revision, reason):
    with database.begin() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")
        if revision:
            connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{revision}')")

    with pytest.raises(DatabaseUnavailable, match=reason):
        require_current(database)


def test_a_newer_database_is_not_migrated(database):
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(DatabaseUnavailable, match=f"newest known here is {newest_revision()}"):
        migrate(database)


def test_a_file_that_is_no_database_is_told(tmp_path):
    path = tmp_path / "notes.db"
    path.write_text("These are notes, and long enough to be looked at as a database. " * 20)

    with pytest.raises(DatabaseUnavailable, match="not a database"):
        migrate(open_engine(f"sqlite:///{path}"))

    assert path.read_text().startswith("These are notes")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("nonsense", "not a database URL"),
        ("mysql://localhost/x", "kind 'mysql'"),
        ("", "not a database URL"),
    ],
)
def test_a_url_of_no_database_of_ours_is_told_without_repeating_it(url, reason):
    with pytest.raises(DatabaseUnavailable, match=reason):
        open_engine(url)


def test_a_password_is_not_told(tmp_path):
    engine = open_engine("postgresql://someone:secret@127.0.0.1:1/nowhere")

    with pytest.raises(DatabaseUnavailable) as refused:
        migrate(engine)

    assert "secret" not in refused.value.message
    assert "127.0.0.1" in refused.value.message


def test_rows_from_before_get_what_later_versions_keep_of_them(databases):
    for dialect in DIALECTS:
        url = databases.make(dialect, "first", lambda engine: migrate(engine, "0001"))
        engine = open_engine(url)
        with engine.begin() as connection:
            for statement in ROWS_OF_0001:
                connection.exec_driver_sql(statement)

        migrate(engine)

        with engine.connect() as connection:
            found = connection.exec_driver_sql(
                "SELECT context_start, context_end, context_start_utf16, statement.fragment,"
                " appearance.fragment FROM statement JOIN appearance ON TRUE"
            ).one()
            sought = connection.exec_driver_sql(
                "SELECT count(*) FROM search_entry WHERE kind = 'STATEMENT'"
            ).scalar_one()
        assert tuple(found) == (2, 14, 3, "calm.", "calm.")
        assert sought == 2, "its words, and what stands around them"
        engine.dispose()
        databases.drop(url)


STAMPS = "revision, created_at, updated_at"
STAMPED = "1, '2020-11-04 00:00:00', '2020-11-04 00:00:00'"
SPAN = "9, 14, 10, 15"
ROWS_OF_0001 = [
    f"INSERT INTO document (id, {STAMPS}, slug, kind, title, title_folded, language, text, sha256)"
    f" VALUES (1, {STAMPED}, 'a', 'OVERVIEW', 'A', 'a', 'en', '😀\nIt was calm.', 'x')",
    f'INSERT INTO statement (id, {STAMPS}, document_id, start, "end", start_utf16, end_utf16,'
    " said_precision, said_ongoing, slug, text, text_folded, review)"
    f" VALUES (1, {STAMPED}, 1, {SPAN}, 'UNKNOWN', FALSE, 'a--1', 'calm.', 'calm.', 'PUBLISHED')",
    f'INSERT INTO appearance (id, {STAMPS}, statement_id, document_id, start, "end", start_utf16,'
    " end_utf16, position, text, directness, wording)"
    f" VALUES (1, {STAMPED}, 1, 1, {SPAN}, 0, 'calm.', 'NARRATOR', 'SAME')",
]
