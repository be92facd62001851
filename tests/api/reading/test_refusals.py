"""What the commands refuse to read or to show, and that they then leave all as it was."""
# ruff: noqa: E501  # Tables of cases, each on a line.

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.api.reading.commands import READ, run
from tests.seeds.border import written


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
