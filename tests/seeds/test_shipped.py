import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from db.engine import open_engine
from db.errors import DatabaseUnavailable, RefusedReading
from db.migrate import migrate
from seeds.load import load
from seeds.shipped import load_missing, shipped_files
from tests.seeds.border import READING, written
from tests.seeds.test_load import changed, everything, rows


def test_an_empty_database_gets_all_that_is_shipped(database: sa.Engine) -> None:
    report = load_missing(database)

    assert report is not None
    assert [file.path for file in report.files] == shipped_files()
    assert report.count("location", "added") == 302
    assert report.count("document", "added") == 1


def test_nothing_is_loaded_where_nothing_is_missing(database: sa.Engine) -> None:
    load_missing(database)
    before = everything(database)

    begin = time.perf_counter()
    report = load_missing(database)

    assert report is None
    assert time.perf_counter() - begin < 0.5
    assert everything(database) == before


def test_a_complete_database_may_be_read_only(tmp_path: Path) -> None:
    writable = open_engine(f"sqlite:///{tmp_path}/knowledge.db")
    migrate(writable)
    load_missing(writable)
    writable.dispose()
    read_only = open_engine(f"sqlite:///file:{tmp_path}/knowledge.db?mode=ro&uri=true")

    assert load_missing(read_only) is None
    with pytest.raises(DatabaseUnavailable, match="cannot be written"):
        load_missing(read_only, written(tmp_path))

    read_only.dispose()


def test_what_a_desk_changed_is_left_as_it_is(database: sa.Engine, tmp_path: Path) -> None:
    shipped = written(tmp_path)
    load_missing(database, shipped)
    (tmp_path / "desk").mkdir()
    load(
        database,
        written(tmp_path / "desk", reading=changed(READING, ("title: Rain,", "title: Hail,"))),
    )

    assert load_missing(database, shipped) is None
    assert rows(database, "SELECT title FROM event WHERE slug = 'rain'") == [("Hail",)]


def test_a_desk_reading_that_was_there_first_stays(database: sa.Engine, tmp_path: Path) -> None:
    load(database, written(tmp_path, reading=changed(READING, ("title: Rain,", "title: Hail,"))))

    load_missing(database, written(tmp_path))

    assert rows(database, "SELECT title FROM event WHERE slug = 'rain'") == [("Hail",)]
    assert load_missing(database, written(tmp_path)) is None


def test_a_shipped_file_that_changes_is_loaded_again(database: sa.Engine, tmp_path: Path) -> None:
    load_missing(database, written(tmp_path))

    report = load_missing(
        database, written(tmp_path, reading=changed(READING, ("title: Rain,", "title: Hail,")))
    )

    assert report is not None
    assert [file.path.name for file in report.files] == ["border.yaml"]
    assert rows(database, "SELECT title FROM event WHERE slug = 'rain'") == [("Hail",)]


def test_a_refused_file_is_tried_again(database: sa.Engine, tmp_path: Path) -> None:
    wrong = changed(READING, ("publisher: gazette", "publisher: times"))
    for _ in range(2):
        with pytest.raises(RefusedReading, match="times"):
            load_missing(database, written(tmp_path, reading=wrong))

    assert load_missing(database, written(tmp_path)) is not None
    assert rows(database, "SELECT count(*) FROM statement") == [(4,)]


STALLED = """
import sys, time
import sqlalchemy as sa
from db.engine import open_engine
from seeds.load import load

engine = open_engine(sys.argv[1])

@sa.event.listens_for(engine, "before_cursor_execute")
def stall(connection, cursor, statement, *rest):
    if statement.startswith("INSERT INTO mention"):
        print("in the middle", flush=True)
        time.sleep(60)

load(engine, sys.argv[2:])
"""


def test_loading_that_was_killed_leaves_nothing_half_done(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/knowledge.db"
    engine = open_engine(url)
    migrate(engine)
    files = written(tmp_path)
    load(engine, files[:2])
    before = everything(engine)
    engine.dispose()
    command = [sys.executable, "-c", STALLED, url, str(files[2])]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle\n"
        process.send_signal(signal.SIGKILL)

    assert process.returncode == -signal.SIGKILL
    assert everything(engine) == before
    assert load(engine, files).count("statement", "added") == 4
    engine.dispose()
