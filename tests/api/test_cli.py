import json
import socket
from pathlib import Path

import pytest
import sqlalchemy as sa

from api import cli
from api.settings import Settings
from db.engine import open_engine
from db.migrate import migrate
from schema import schema
from seeds.reading import Reading
from tests.conftest import DIALECTS, Databases

COMMANDS = (["serve"], ["migrate"], ["load", "reading.yaml"])


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder and a database of its own, and no setting from outside."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORT", "0")


def migrated(path: str, revision: str | None = None) -> None:
    """A database at the path; with a revision, one that says it is at that."""
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    if revision:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")
    engine.dispose()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite:///newer.db", "newer than this version"),
        ("sqlite:///text.db", "not a database"),
        ("sqlite:///.", "at sqlite:///. does not answer"),
        ("postgresql://knowledge:secret@database.example/knowledge", "does not answer"),
        (
            "postgresql://knowledge:secret@127.0.0.1:1/knowledge",
            "at postgresql://knowledge:***@127.0.0.1:1/knowledge does not answer",
        ),
        ("mysql://knowledge:secret@127.0.0.1/knowledge", "there are sqlite and postgresql"),
        ("secret", "is not a database URL"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_one_paragraph(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
    url: str,
    words: str,
) -> None:
    migrated("newer.db", "9999")
    Path("text.db").write_text("This is a letter, and no database at all.\n" * 100)
    monkeypatch.setenv("DATABASE_URL", url)

    code = cli.main(command)

    told = capsys.readouterr().err
    assert code == 1
    assert words in told
    assert "secret" not in told
    assert told.count("\n") == 1


def test_an_older_database_is_told_how_to_become_current(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///empty.db")

    code = cli.main(["load", "reading.yaml"])

    assert code == 1
    assert "event-knowledge migrate" in capsys.readouterr().err


def of_others(engine: sa.Engine) -> None:
    """Makes a table that has a name of ours."""
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE actor (stage_name TEXT)")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_database_of_others_is_not_migrated(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    databases: Databases,
    dialect: str,
) -> None:
    url = databases.make(dialect, "of_others", of_others)
    monkeypatch.setenv("DATABASE_URL", url)

    code = cli.main(["migrate"])

    told = capsys.readouterr().err
    databases.drop(url)
    assert code == 1
    assert "already exists" in told
    assert "take an empty one" in told
    assert told.count("\n") == 1


def test_a_database_that_is_read_only_is_not_migrated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], databases: Databases
) -> None:
    url = databases.make("postgresql", "bare", lambda engine: None)
    name = sa.make_url(url).database
    databases.on_server(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    monkeypatch.setenv("DATABASE_URL", url)

    code = cli.main(["migrate"])

    told = capsys.readouterr().err
    databases.drop(url)
    assert code == 1
    assert "Check the rights on it." in told
    assert told.count("\n") == 1


def test_migrating_makes_the_database_and_its_folder(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///some/folder/knowledge.db")

    codes = [cli.main(["migrate"]), cli.main(["migrate"])]

    assert codes == [0, 0]
    assert Path("some/folder/knowledge.db").exists()
    assert capsys.readouterr().err == ""


def test_a_taken_port_is_told_before_anything_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        code = cli.main(["serve"])

    told = capsys.readouterr().err
    assert code == 1
    assert f"Port {port} is taken" in told
    assert "make serve" in told
    assert not Path("data").exists()


@pytest.mark.parametrize(
    ("name", "value"), [("HOST", "127.0.0.1.5"), ("HOST", "no..host"), ("PORT", "eighty")]
)
def test_a_setting_that_cannot_be_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    code = cli.main(["serve"])

    told = capsys.readouterr().err
    assert code == 1
    assert name in told
    assert value in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("command", ["load", "check"])
def test_a_refused_file_is_told_line_by_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    migrated("knowledge.db")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///knowledge.db")

    code = cli.main([command, "missing.yaml"])

    assert code == 1
    assert "missing.yaml" in capsys.readouterr().err


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["schema"])

    assert code == 0
    assert capsys.readouterr().out == f"{schema.as_str()}\n"


def test_the_json_schema_of_readings_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["schema", "--reading"])

    assert code == 0
    assert json.loads(capsys.readouterr().out) == Reading.model_json_schema()


def test_a_schema_file_that_is_not_current_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "SDL_FILE", Path("schema/schema.graphql").absolute())
    monkeypatch.setattr(cli, "READING_SCHEMA_FILE", Path("reading.schema.json").absolute())
    cli.main(["schema", "--reading"])
    Path("reading.schema.json").write_text(capsys.readouterr().out, encoding="utf-8")

    code = cli.main(["schema", "--check"])

    assert code == 1
    assert capsys.readouterr().err == ("schema/schema.graphql is not current; run `make schema`.\n")


def test_the_schema_files_in_the_repository_are_current(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = cli.main(["schema", "--check"])

    assert (code, capsys.readouterr().err) == (0, "")
