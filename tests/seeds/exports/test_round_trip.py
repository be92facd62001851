"""What is exported and taken back is what it was, from either database into either."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from db.engine import open_engine
from db.migrate import migrate
from db.streams import snapshot
from seeds.exports.filling import AT_ONCE
from seeds.exports.load import load_export, open_export
from seeds.exports.save import pieces
from tests.api.opening import opened
from tests.conftest import (
    DIALECTS,
    Databases,
    answer,
    prepare_seeds,
    settings_for,
    url_of,
)
from tests.factories import make_actor, make_document, make_statement
from tests.questions import QUESTIONS
from tests.seeds.exports.worlds import FORMS, WORLDS, exported, partly_hidden, take_back
from tests.seeds.test_load import everything as all_rows

COUNTED = ("revision", "search_entry")
"""Tables whose rows have numbers of their own in each database."""


def knowledge(database: sa.Engine) -> dict[str, Any]:
    """All rows with all columns, also those that no export has."""
    found = all_rows(database)
    with database.connect() as connection:
        entries = "SELECT kind, key, matched, day, place, text, words FROM search_entry"
        searched = sorted(map(tuple, connection.exec_driver_sql(entries)))
    return {name: rows for name, rows in found.items() if name not in COUNTED} | {
        "search_entry": searched
    }


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("world", WORLDS)
def test_everything_comes_back_as_it_was_over_both_databases(
    databases: Databases, tmp_path: Path, world: str, form: str
) -> None:
    name = world.replace(" ", "_")
    with databases.open("sqlite", name, WORLDS[world]) as first:
        before, given = knowledge(first), exported(first, form, everything=True)

    with databases.open("postgresql", "empty", migrate) as second:
        take_back(second, given, tmp_path, form)
        handed_on = exported(second, form, everything=True)
    with databases.open("sqlite", "empty", migrate) as third:
        take_back(third, handed_on, tmp_path, form)
        after, again = knowledge(third), exported(third, form, everything=True)

    assert given == handed_on == again
    assert before == after


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_readers_may_see_comes_back_as_they_see_it(
    databases: Databases, tmp_path: Path, dialect: str, form: str
) -> None:
    with databases.open("sqlite", "partly_hidden", partly_hidden) as first:
        given = exported(first, form)

    with databases.open(dialect, "empty", migrate) as second:
        take_back(second, given, tmp_path, form)
        whole, seen = exported(second, form, everything=True), exported(second, form)

    assert seen == given
    assert len(whole) == pytest.approx(len(seen), abs=10)


async def test_each_question_has_the_answer_it_had(databases: Databases, tmp_path: Path) -> None:
    first = open_engine(databases.make("sqlite", "shipped", prepare_seeds))
    given = exported(first)

    with databases.open("postgresql", "empty", migrate) as second:
        take_back(second, given, tmp_path)
        answers = [await all_answers(url_of(each), tmp_path) for each in (first, second)]
    first.dispose()

    assert len(answers[0]) > 20
    assert answers[0] == answers[1]


async def all_answers(url: str, folder: Path) -> list[Any]:
    asked = [*QUESTIONS]
    async with opened(settings_for(url, folder)) as http:
        found = [await answer(http, each.query, each.variables) for each in asked]
        return [*found, await answer(http, "{ about { revision publishers } }")]


@pytest.mark.parametrize("form", FORMS)
def test_a_very_long_text_comes_back(
    session: Session, database: sa.Engine, databases: Databases, tmp_path: Path, form: str
) -> None:
    text = "It was calm,\n“quiet” and 🗺. " * 20_000
    make_document(session, text, sha256=sha256(text.encode()).hexdigest())
    session.commit()
    given = exported(database, form)

    with databases.open("sqlite", "empty", migrate) as second:
        take_back(second, given, tmp_path, form)

        assert exported(second, form) == given


def test_a_key_that_was_given_once_is_not_given_again(
    session: Session, database: sa.Engine, databases: Databases, tmp_path: Path
) -> None:
    actors = [make_actor(session) for _ in range(3)]
    session.commit()
    session.delete(actors[-1])
    session.commit()
    given = exported(database)

    for dialect in DIALECTS:
        with databases.open(dialect, "empty", migrate) as second, Session(second) as new:
            take_back(second, given, tmp_path)
            actor = make_actor(new)
            statement = make_statement(new, speakers=[actor])

            assert (actor.id, statement.id) == ((actors[-1].id or 0) + 1, 1)


def test_later_rows_may_be_referred_to(
    session: Session, database: sa.Engine, databases: Databases, tmp_path: Path
) -> None:
    text = "First. Second."
    document = make_document(session, text, sha256=sha256(text.encode()).hexdigest())
    first = make_statement(session, "First.", document=document)
    second = make_statement(session, "Second.", document=document)
    first.in_reply_to_id = second.id
    session.commit()
    given = exported(database)

    with databases.open("sqlite", "empty", migrate) as other:
        take_back(other, given, tmp_path)

        assert exported(other) == given
    assert f'"in_reply_to_id":{second.id}'.encode() in given


@pytest.mark.parametrize("form", FORMS)
def test_rows_are_read_and_written_some_at_a_time(
    databases: Databases, tmp_path: Path, form: str
) -> None:
    read: list[int] = []
    written: list[int] = []
    path = tmp_path / f"export.{form}"
    url = databases.make("sqlite", "shipped", prepare_seeds)

    with snapshot(url, 60) as state:
        path.write_bytes(b"".join(pieces(state, path.name, False, read.append)))
    export = open_export(path)
    with databases.open("sqlite", "empty", migrate) as engine:
        load_export(engine, path, export, written.append)

    assert sum(read) == sum(written) == sum(export.counts.values()) > 2 * AT_ONCE
    assert max(read) == max(written) == AT_ONCE
