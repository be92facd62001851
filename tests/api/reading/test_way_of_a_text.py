"""The commands by which an editor comes from a text to a draft, and looks at it."""
# ruff: noqa: E501  # Tables of cases, each on a line.

import io
import tomllib
from datetime import date
from hashlib import sha256
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import sqlalchemy as sa

from api import cli
from db.engine import open_engine
from seeds.load import load, open_file
from seeds.readings import ReadingFile
from tests.api.reading.commands import READ, TEXT, run
from tests.conftest import url_of
from tests.seeds.border import written


def lines_without_comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_a_text_becomes_a_draft_reading(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(
        capsys,
        *READ,
        "--publisher",
        "jamnews",
        "--edition",
        "Late Evening",
        "--url",
        "https://desk.example/1",
    )

    assert (code, err) == (
        0,
        "There is no database yet. The names known are those that come with the service.\n",
    )
    first, *_ = out.splitlines()
    assert first.startswith("# yaml-language-server: $schema=")
    assert first.endswith("seeds/reading.schema.json")
    assert (
        "\n".join(lines_without_comments(out))
        == f"""
document:
  slug: jamnews-2020-11-05-late-evening
  kind: OVERVIEW
  title: What was said
  publisher: jamnews
  url: https://desk.example/1
  published_on: "2020-11-05"
  edition: Late Evening
  language: en
  text: day.txt
  sha256: {sha256(TEXT.encode()).hexdigest()}

sections:
  - role: TITLE
    begins: The day in [brief]

  - role: OTHER
    begins: "Armenia said: it rained “hard”."

statements:
  - id: line-1
    words: it rained “hard”.
    directness: REPORTED_SPEECH
    speakers: [armenia]
    said_by: Armenia
    made: {{rule: subject-first, confidence: 0.45}}
    said: {{end: "2020-11-05"}}
    review: DRAFT
    claims:
      - act: CLAIM
        event: rain
        facet: OCCURRENCE

  - id: line-2
    words: it did not.
    directness: REPORTED_SPEECH
    said_by: Unknown Somebody
    made: {{rule: subject-first, confidence: 0.45}}
    said: {{end: "2020-11-05"}}
    review: DRAFT
    open:
      - member: speakers
        words: Unknown Somebody
        why: "[no] such name"
        candidates:
          - {{value: armenia, confidence: 0.3}}
    claims:
      - act: CLAIM
        event: rain
        facet: OCCURRENCE

  - id: line-3
    words: "It was quiet; nobody: fell #1."
    directness: NARRATOR
    made: {{rule: subject-first, confidence: 0.45}}
    said: {{end: "2020-11-05"}}
    review: DRAFT
    claims:
      - act: REPORT

events:
  - id: rain
    title: Rain
    kind: HUMANITARIAN
    review: DRAFT"""
    )


def test_a_draft_is_loaded_shown_and_checked(capsys: pytest.CaptureFixture[str], desk: str) -> None:
    assert run(capsys, *READ, "-o", "day.yaml") == (
        0,
        "day.yaml: written; a draft of 3 statements; left open: 1\n",
        "",
    )
    assert run(capsys, "load", "day.yaml")[0] == 0
    assert run(capsys, "load", "day.yaml") == (0, "day.yaml: nothing changed\n", "")
    assert run(capsys, "show", "day.yaml") == (
        0,
        """\
# The day in [brief] #
{1 Armenia 1} <? said ?>: [1 armenia: it rained “hard”. 1]
{2 Unknown Somebody 2} <? said ?>: [2 ?: it did not. 2]
[3 NARRATOR: It was quiet; nobody: fell #1. 3]

[1] line-1: armenia (armenia); REPORTED_SPEECH; DRAFT; line 22
[2] line-2: ?; REPORTED_SPEECH; DRAFT; open: speakers; line 35
[3] line-3: NARRATOR; DRAFT; line 53
{1 … 1} the words that say who speaks; # … # a heading; ~ … ~ captions and links, where nothing is said; <? … ?> not accounted for
""",
        "",
    )
    assert run(capsys, "check", "day.yaml") == (
        0,
        """\
day.yaml: right; 3 statements, 3 claims; not accounted for:
  day.txt:2: characters 27 to 31: 'said'
  day.txt:3: characters 68 to 72: 'said'
  still open: 1
    day.yaml:43: statements[1] line-2: speakers, 'Unknown Somebody' ([no] such name): armenia 0.3
  less sure than 0.5: 3
    day.yaml:22: statements[0] line-1: 0.45 by subject-first
    day.yaml:35: statements[1] line-2: 0.45 by subject-first
    day.yaml:53: statements[2] line-3: 0.45 by subject-first
""",
        "",
    )


def test_a_text_from_standard_input_is_saved_beside_its_draft(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for argument in ("-", None):
        give(monkeypatch, TEXT.encode())
        texts = [argument] if argument else []
        code, out, _ = run(capsys, "read", *texts, *READ[2:], "-o", "new.yaml", "--force")
        assert (code, out.splitlines()[0]) == (0, "new.txt: written; the text that was read")

    assert Path("new.txt").read_bytes() == TEXT.encode()
    file = open_file(Path("new.yaml"))
    assert isinstance(file, ReadingFile)
    assert file.reading.document.text == "new.txt"
    assert file.problems.found == []


def give(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), "utf-8"))


def test_without_a_file_it_is_said_how_to_save_the_text(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    give(monkeypatch, TEXT.encode())

    code, out, _ = run(capsys, "read", "-", *READ[2:])

    assert code == 0
    assert "# Save the text that was read, unchanged, as text.txt beside this file.\n" in out
    assert "\n  text: text.txt\n" in out


def test_a_byte_order_mark_and_the_ends_of_lines_stay_in_the_text(
    capsys: pytest.CaptureFixture[str], desk: str
) -> None:
    Path("day.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())

    assert run(capsys, *READ, "-o", "day.yaml")[0] == 0
    assert run(capsys, "load", "day.yaml")[0] == 0


def test_many_texts_go_to_a_folder_each_with_a_slug_of_its_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("later.txt").write_text(TEXT + "It was late.\n", "utf-8")
    Path("drafts").mkdir()

    code, out, err = run(
        capsys, "read", "day.txt", "later.txt", "day.txt", *READ[2:], "-o", "drafts"
    )

    assert code == 0
    assert out == (
        "drafts/day.txt: written; the text that was read\n"
        "drafts/day.yaml: written; a draft of 3 statements; left open: 1\n"
        "drafts/later.txt: written; the text that was read\n"
        "drafts/later.yaml: written; a draft of 4 statements; left open: 1\n"
    )
    assert "slug: text-2020-11-05\n" in Path("drafts/day.yaml").read_text("utf-8")
    assert "slug: text-2020-11-05-2\n" in Path("drafts/later.yaml").read_text("utf-8")
    assert "later.txt: 'text-2020-11-05' is another text; this one becomes" in err


def test_a_text_that_is_there_keeps_its_slug_and_another_gets_one(
    capsys: pytest.CaptureFixture[str], desk: str
) -> None:
    run(capsys, *READ, "--slug", "the-day", "-o", "day.yaml")
    run(capsys, "load", "day.yaml")

    _, same, told = run(capsys, *READ)
    assert "\n  slug: the-day\n" in same
    assert told == (
        "day.txt: the database has this text already, as 'the-day': the draft keeps that slug, and "
        "loading it brings the reading there up to date.\n"
    )

    Path("day.txt").write_text(TEXT + "It was late.\n", "utf-8")
    _, other, told = run(capsys, *READ, "--slug", "the-day")
    assert "\n  slug: the-day-2\n" in other
    assert "\n        event: rain-2020-11-05\n" in other
    assert "day.txt: event 'rain' is defined elsewhere; if it is the same, claim" in told
    assert "'the-day' is another text; this one becomes 'the-day-2'" in told


def test_names_are_those_of_the_desk_or_of_files(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    database: sa.Engine,
    tmp_path: Path,
) -> None:
    files = [str(path) for path in written(tmp_path)[:2]]
    publisher = ("--publisher", "gazette")
    Path("day.txt").write_text("The day\nIt rained.\n", "utf-8")

    assert run(capsys, *READ, *publisher)[0] == 1
    assert run(capsys, *READ, *publisher, "--known", *files)[0] == 0

    load(database, files)
    monkeypatch.setenv("DATABASE_URL", url_of(database))
    assert run(capsys, *READ, *publisher)[0::2] == (0, "")


def test_a_database_that_cannot_be_used_is_told_and_not_needed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_engine("sqlite:///empty.db").connect().close()
    monkeypatch.setenv("DATABASE_URL", "sqlite:///empty.db")

    code, _, err = run(capsys, *READ)

    assert code == 0
    assert "older than this version" in err
    assert "The names known are those that come with the service." in err


def test_a_terminal_has_colours_and_a_text_gives_it_no_orders(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("day.txt").write_text(TEXT.replace("quiet", "\x1b[2Jquiet"), "utf-8")
    run(capsys, *READ, "-o", "day.yaml")
    plain = run(capsys, "show", "day.yaml")[1]
    assert "\x1b[2J" in plain

    # What rich takes for a terminal where there is none.
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = run(capsys, "show", "day.yaml")[1]
    assert "\x1b[36m" in coloured
    assert "\x1b[2J" not in coloured
    assert "[brief]" in coloured

    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[36m" not in run(capsys, "show", "day.yaml")[1]


def test_our_reader_is_an_entry_point_for_others_to_build_on() -> None:
    project = tomllib.loads((Path(cli.__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
    (named,) = project["project"]["entry-points"]["event_knowledge.readers"].items()

    name, value = named
    read = EntryPoint(name, value, "event_knowledge.readers").load()

    assert name == "rules"
    assert "statements" in read("The day in brief\nIt rained.\n", date(2020, 11, 5))
