"""The commands `export`, `load` and `check`, for the whole knowledge."""

import os
import stat
from pathlib import Path

import pytest
import sqlalchemy as sa

from api import cli
from api.settings import Settings
from db.engine import open_engine
from db.migrate import migrate
from tests.api.serving import process
from tests.conftest import Databases
from tests.seeds.exports.worlds import HIDDEN, partly_hidden
from tests.seeds.test_load import rows


@pytest.fixture
def desk(databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and a database with drafts that DATABASE_URL names."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", databases.make("sqlite", "partly_hidden", partly_hidden))
    return tmp_path


def new_database(monkeypatch: pytest.MonkeyPatch, name: str = "new.db") -> sa.Engine:
    """An empty database, which DATABASE_URL names then."""
    url = f"sqlite:///{name}"
    monkeypatch.setenv("DATABASE_URL", url)
    engine = open_engine(url)
    migrate(engine)
    return engine


def test_a_whole_backup_is_made_and_loaded_by_processes_of_their_own(desk: Path) -> None:
    source = os.environ["DATABASE_URL"]
    commands = [
        (source, ["export", "first.zip", "--all"]),
        ("sqlite:///new.db", ["migrate"]),
        ("sqlite:///new.db", ["load", "first.zip"]),
        ("sqlite:///new.db", ["export", "--all", "second.zip"]),
    ]

    for url, command in commands:
        with process(["api.cli", *command], desk, DATABASE_URL=url) as started:
            output, errors = started.communicate()
        assert (started.returncode, errors) == (0, "")
        assert output

    assert Path("first.zip").read_bytes() == Path("second.zip").read_bytes()
    assert sorted(path.name for path in desk.iterdir() if path.suffix == ".zip") == [
        "first.zip",
        "second.zip",
    ]


def test_standard_output_is_given_the_lines_and_nothing_else(desk: Path) -> None:
    assert cli.main(["export", "file.ndjson"]) == 0

    with process(["api.cli", "export", "-"], desk, DATABASE_URL=os.environ["DATABASE_URL"]) as it:
        output, errors = it.communicate()

    assert (it.returncode, errors) == (0, "")
    assert output.encode() == Path("file.ndjson").read_bytes()
    assert HIDDEN not in output


def test_who_has_read_enough_of_standard_output_is_not_told_an_error(desk: Path) -> None:
    with process(["api.cli", "export", "-"], desk, DATABASE_URL=os.environ["DATABASE_URL"]) as it:
        assert it.stdout
        assert it.stderr
        it.stdout.close()
        errors = it.stderr.read()

    assert errors == ""


def test_a_file_is_for_whom_new_files_are(desk: Path) -> None:
    mask = os.umask(0o027)
    try:
        cli.main(["export", "file.zip"])
    finally:
        os.umask(mask)

    assert stat.S_IMODE(Path("file.zip").stat().st_mode) == 0o640


def test_a_failure_leaves_the_file_of_before(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("file.ndjson").write_text("of before")
    engine = new_database(monkeypatch)
    with engine.begin() as connection:
        wanted = "SELECT rootpage FROM sqlite_master WHERE name = 'setting'"
        page = connection.exec_driver_sql(wanted).scalar_one()
        size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
    engine.dispose()
    with Path(str(engine.url.database)).open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)

    code = cli.main(["export", "file.ndjson"])

    assert code == 1
    assert "The database does not answer" in capsys.readouterr().err
    assert Path("file.ndjson").read_text() == "of before"
    assert [path.name for path in desk.iterdir() if "ndjson" in path.name] == ["file.ndjson"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("file.txt", "file.txt is no name of an export; end it in .ndjson"),
        ("missing/file.zip", "There is no folder missing; make it first."),
        (".zip/file.zip", "There is no folder .zip; make it first."),
    ],
)
def test_a_name_that_cannot_be_is_refused(
    desk: Path, capsys: pytest.CaptureFixture[str], name: str, words: str
) -> None:
    assert cli.main(["export", name]) == 1

    told = capsys.readouterr().err
    assert words in told
    assert told.count("\n") == 1


def test_loading_tells_how_many_rows_there_were(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["export", "file.ndjson"])
    engine = new_database(monkeypatch)

    code = cli.main(["load", "file.ndjson"])

    told = capsys.readouterr().out
    assert code == 0
    assert "file.ndjson: loaded\n  actor: 10 added\n" in told
    assert rows(engine, "SELECT count(*) FROM actor") == [(10,)]
    engine.dispose()


def test_an_export_is_loaded_alone_and_first(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["export", "file.ndjson"])
    engine = new_database(monkeypatch)

    codes = [cli.main([command, "file.ndjson", "more.yaml"]) for command in ("load", "check")]

    assert codes == [1, 1]
    assert "load it first, by itself, then the other files" in capsys.readouterr().err
    assert rows(engine, "SELECT count(*) FROM actor") == [(0,)]
    engine.dispose()


def test_an_export_is_not_loaded_over_what_is_there(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["export", "file.zip"])

    assert cli.main(["load", "file.zip"]) == 1

    told = capsys.readouterr().err
    assert "An export is loaded into an empty database" in told
    assert "event-knowledge migrate" in told


def test_an_export_is_checked_without_a_database(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["export", "file.zip"])
    Path("cut.zip").write_bytes(Path("file.zip").read_bytes()[:-100])
    monkeypatch.setenv("DATABASE_URL", "sqlite:///none.db")
    capsys.readouterr()

    codes = [cli.main(["check", name]) for name in ("file.zip", "cut.zip")]

    told = capsys.readouterr()
    assert codes == [0, 1]
    assert told.out.startswith("file.zip: right; an export of ")
    assert told.err.startswith("cut.zip: It is no ZIP, cut off or damaged")
    assert not Path("none.db").exists()
