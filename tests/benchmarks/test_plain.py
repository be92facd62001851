"""That plain GET is measured beside the same by GraphQL, and lists beside their own SELECT."""

import re

import pytest

from api.settings import Settings
from benchmarks.__main__ import main
from benchmarks.limit import statement_of, written_out
from benchmarks.whole_lists import LISTS
from db.steps import Ask
from tests.conftest import DIALECTS


def test_pages_and_lists_are_measured_on_both_databases(capsys):
    quick = ["--size", "300", "--rounds", "1", "--seconds", "0.2", "--warm", "0.2"]

    main(["--plain", *quick])

    told = capsys.readouterr().out
    assert "**On PostgreSQL**, 300 statements" in told
    assert "**On SQLite**, 300 statements" in told
    for title in ("100 statements by GraphQL", "the same records by GET", "304", *LISTS):
        assert len(re.findall(rf"^\| {re.escape(title)}.*\|$", told, re.MULTILINE)) == 2, title


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_limit_is_the_select_of_the_list_with_its_binds_in_it(dialect):
    ask = statement_of("statements", dialect, Settings())

    text = written_out(ask, dialect)

    assert "'http://127.0.0.1:8000/v1/statements/'" in text
    assert not re.search(r"\?|\$\d", text)


def test_quotes_in_binds_stay_in_their_texts():
    assert written_out(Ask("SELECT ?, ?, ?", ["it's", 1, None]), "sqlite") == (
        "SELECT 'it''s', 1, NULL"
    )
    assert written_out(Ask("SELECT $2, $1, $2", ["a", "b"]), "postgresql") == (
        "SELECT 'b', 'a', 'b'"
    )
