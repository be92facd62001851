"""The commands by which an editor comes from a text to a draft, and looks at it."""
# ruff: noqa: E501  # Tables of cases, each on a line.

import io
import tomllib
import zipfile
from datetime import date, timedelta
from hashlib import sha256
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import sqlalchemy as sa

from api import cli
from api.settings import Settings
from db.engine import open_engine
from seeds.load import load, open_file
from seeds.readings import ReadingFile
from tests.conftest import Databases, prepare_seeds, url_of
from tests.seeds.border import written
from tests.seeds.reader_of_tests import install

TEXT = """\
The day in [brief]
Armenia said: it rained “hard”.
Unknown Somebody said: it did not.
It was quiet; nobody: fell #1.
"""
READ = ["read", "day.txt", "--published-on", "2020-11-05", "--reader", "read"]


@pytest.fixture(autouse=True)
def folder(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder with a text, readers that are installed elsewhere, and no database."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    install(tmp_path_factory.mktemp("installed"), monkeypatch)
    Path("day.txt").write_text(TEXT, "utf-8")
    return tmp_path


@pytest.fixture
def desk(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with all that is shipped, as the desk's own."""
    url = databases.make("sqlite", "shipped", prepare_seeds)
    monkeypatch.setenv("DATABASE_URL", url)
    return url


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(arguments)
    told = capsys.readouterr()
    return code, told.out, told.err


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


def zipped(name: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, "<xml/>")
    return content.getvalue()


RUSSIAN = (
    "Стороны обвиняют друг друга в нарушении перемирия. Ночью продолжались бои на разных направлениях, говорится в сообщении министерства обороны.\n"
    * 3
)
TOMORROW = (date.today() + timedelta(days=3)).isoformat()

NO_TEXTS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "It is empty"),
    "blank": (b" \r\n\t\n", "It is empty"),
    "blank by marks": ("\ufeff\u00a0\n".encode(), "It is empty"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "It is a PDF, and no plain text: save its text"),
    "DOCX": (zipped("word/document.xml"), "It is a Word document (DOCX)"),
    "ZIP": (zipped("day.txt"), "It is a ZIP archive"),
    "DOC": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "It is an old Word document"),
    "RTF": (b"{\\rtf1 Rain}", "It is an RTF document"),
    "HTML": (b"\xef\xbb\xbf\n<!DOCTYPE html><p>Rain", "It is an HTML page"),
    "PNG": (b"\x89PNG\r\n\x1a\n\0\0", "It is a picture"),
    "binary": (bytes(range(256)) * 4, "It is no plain text, or damaged: byte 128, in line 2"),
    "binary that is UTF-8": (b"\0\1\2\3rain" * 50, "It is no plain text but binary"),
    "NUL": (b"The day\nIt rained" * 30 + b"\0.", "It has a NUL character, in line 31"),
    "UTF-16": ("The day".encode("utf-16"), "It is not UTF-8 but, it seems, UTF-16. Convert it and read that: iconv -f UTF-16 -t UTF-8 day.txt > day-utf8.txt"),
    "UTF-16 without a mark": ("The day, it rained.".encode("utf-16-le"), "it seems, UTF-16LE"),
    "UTF-32": ("The day".encode("utf-32"), "it seems, UTF-32"),
    "windows-1251": (RUSSIAN.encode("cp1251"), "it seems, WINDOWS-1251. Convert it and read that: iconv -f WINDOWS-1251"),
    "latin 1": ("The café said it rained. Señor Müller did not.".encode("latin-1"), "It is not UTF-8 but, it seems, "),
}  # fmt: skip


@pytest.mark.parametrize("case", NO_TEXTS)
def test_what_is_no_text_is_refused_with_what_it_is(
    capsys: pytest.CaptureFixture[str], case: str
) -> None:
    content, reason = NO_TEXTS[case]
    Path("day.txt").write_bytes(content)

    code, out, err = run(capsys, *READ, "-o", "day.yaml")

    assert (code, out) == (1, "")
    assert f"day.txt: {reason}" in err or reason in err
    assert sorted(path.name for path in Path().iterdir()) == ["day.txt"]


REFUSED: dict[str, tuple[list[str], str]] = {
    "no date": (["read", "day.txt"], "Tell by --published-on when the text was published"),
    "no day": ([*READ, "--published-on", "yesterday"], "'yesterday' is no day"),
    "short": ([*READ, "--published-on", "20201104"], "'20201104' is no day"),
    "no such day": ([*READ, "--published-on", "2020-11-31"], "2020-11-31 is not in the calendar"),
    "future": ([*READ, "--published-on", TOMORROW], f"{TOMORROW} is in the future"),
    "no file": (["read", "none.txt", *READ[2:]], "none.txt: There is no such file"),
    "folder": (["read", ".", *READ[2:]], "This is a folder"),
    "publisher": ([*READ, "--publisher", "jam-news"], "The publisher 'jam-news' is not known. Did you mean 'jamnews'"),
    "publisher by its name": ([*READ, "--publisher", "Armenian"], "Did you mean 'armenia'"),
    "publisher like none": ([*READ, "--publisher", "zzzz"], "'zzzz' is not known. Put it"),
    "reader": ([*READ, "--reader", "none"], "There is no reader 'none'; there are: failing, inventing, listing, missing, read, rules, wrong."),
    "reader not there": ([*READ, "--reader", "missing"], "The reader 'missing' cannot be imported: AttributeError"),
    "reader fails": ([*READ, "--reader", "failing"], "The reader 'failing' failed: ValueError: no verbs today"),
    "reader's list": ([*READ, "--reader", "listing"], "The reader 'listing' gave no dictionary but list."),
    "reader's form": ([*READ, "--reader", "wrong"], "day.txt: The reader 'wrong' gave what is no right reading of it:\n  statements[0] x / claims[0] / act: `act` is missing."),
    "reader's inventions": ([*READ, "--reader", "inventing"], "\n  statements[0] line-1: 'Nobody said this' does not stand in the text; copy them exactly, with their quotation marks.\n  statements[0] line-1 / claims[0] / participants[0]: actor 'nobody' is not known"),
    "address": ([*READ, "--url", "desk.example"], "document / url: 'desk.example' does not fit"),
    "slug": ([*READ, "--slug", "The Day"], "document / slug: 'The Day' does not fit"),
    "no name of a reading": ([*READ, "-o", "day.txt"], "day.txt is no name of a reading; end it in .yaml."),
    "no such folder": ([*READ, "-o", "none/day.yaml"], "There is no folder none; make it first."),
    "several without a folder": (["read", "day.txt", "more.txt", *READ[2:]], "name by -o a folder"),
    "several with a slug": (["read", "day.txt", "more.txt", *READ[2:], "--slug", "x"], "There are several texts, and one --slug"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_and_writes_nothing(
    capsys: pytest.CaptureFixture[str], case: str
) -> None:
    arguments, reason = REFUSED[case]

    code, out, err = run(capsys, *arguments)

    assert (code, out) == (1, "")
    assert reason in err
    assert "Traceback" not in err
    assert sorted(path.name for path in Path().iterdir()) == ["day.txt"]


def test_nothing_is_overwritten_unless_it_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    Path("day.yaml").write_text("my work")
    Path("drafts").mkdir()
    Path("drafts/day.txt").write_text("another text")

    for out in ("day.yaml", "drafts/new.yaml"):
        code, _, err = run(capsys, *READ, "-o", out)
        assert code == 1
        assert "is there already; name another by -o, or overwrite it by --force." in err
    assert Path("day.yaml").read_text() == "my work"
    assert Path("drafts/day.txt").read_text() == "another text"

    assert run(capsys, *READ, "-o", "day.yaml", "--force")[0] == 0
    assert Path("day.yaml").read_text("utf-8").startswith("# yaml-language-server")


def test_a_refused_text_leaves_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.txt").write_bytes(b"%PDF-1.7")
    Path("drafts").mkdir()

    code, _, err = run(capsys, "read", "bad.txt", "day.txt", *READ[2:], "-o", "drafts")

    assert code == 1
    assert "bad.txt: It is a PDF" in err
    assert sorted(path.name for path in Path("drafts").iterdir()) == ["day.txt", "day.yaml"]


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


def test_what_is_wrong_is_told_beside_what_can_be_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(capsys, *READ, "-o", "day.yaml")
    text = Path("day.yaml").read_text("utf-8")
    Path("day.yaml").write_text(text.replace("words: it did not.", "words: it did."), "utf-8")

    code, out, err = run(capsys, "show", "day.yaml")

    assert code == 1
    assert "[1 armenia: it rained “hard”. 1]" in out
    assert "<? Unknown Somebody said: it did not ?>." in out
    assert "day.yaml:35: statements[1] line-2: 'it did.' does not stand in the text" in err


def test_only_a_reading_is_shown(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    actors = str(written(tmp_path)[0])

    assert run(capsys, "show", actors) == (
        1,
        "",
        "event-knowledge: None of the files is a reading; name one.\n",
    )


def test_our_reader_is_an_entry_point_for_others_to_build_on() -> None:
    project = tomllib.loads((Path(cli.__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
    (named,) = project["project"]["entry-points"]["event_knowledge.readers"].items()

    name, value = named
    read = EntryPoint(name, value, "event_knowledge.readers").load()

    assert name == "rules"
    assert "statements" in read("The day in brief\nIt rained.\n", date(2020, 11, 5))
