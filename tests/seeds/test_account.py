# ruff: noqa: E501  # Readings have long lines.
from pathlib import Path

import pytest

from db.errors import RefusedReading
from seeds.account import gaps
from seeds.anchors import Span, Text
from seeds.check import check
from seeds.shipped import shipped_files
from tests.seeds.border import READING, TEXT, written
from tests.seeds.test_load import changed


@pytest.mark.parametrize(
    ("text", "spans", "left"),
    [
        ("One two three", [(0, 3), (8, 13)], ["two"]),
        ("• One – two.\r\n\tthree ", [(2, 5), (8, 11), (15, 20)], []),
        ("One two three", [], ["One two three"]),
        ("One two three", [(0, 13)], []),
        ("One two three", [(4, 13), (0, 5)], []),
        ("\ufeffOne\u200b\u00a0“two” ▪ 3", [(1, 4), (7, 10)], ["3"]),
        ("abcd", [(0, 1), (2, 3)], ["b", "d"]),
        ("", [], []),
    ],
)
def test_what_is_in_no_span_and_says_something_is_left(
    text: str, spans: list[tuple[int, int]], left: list[str]
) -> None:
    found = gaps(Text(text), [Span(*span) for span in spans])

    assert [text[span.start : span.end] for span in found] == left


def test_a_reading_of_the_whole_text_is_complete(tmp_path: Path) -> None:
    files = written(tmp_path)

    checked = check(files)

    assert checked.complete
    assert checked.lines() == [
        f"{files[0]}: right",
        f"{files[1]}: right",
        f"{files[2]}: right; 4 statements, 6 claims; every character is accounted for",
    ]


def test_what_a_reading_leaves_out_is_shown_with_its_place(tmp_path: Path) -> None:
    text = TEXT + "• It was quiet, some say.\n"
    reading = changed(READING, ("role: TITLE, begins", "role: OTHER, begins"))

    checked = check(written(tmp_path, text=text, reading=reading))

    place = text.index("It was quiet")
    assert not checked.complete
    assert checked.lines()[2:] == [
        f"{tmp_path}/border.yaml: right; 4 statements, 6 claims; not accounted for:",
        "  border.txt:1: characters 0 to 26: 'The border on 4 November 🗺'",
        f"  border.txt:6: characters {place} to {place + 22}: 'It was quiet, some say'",
    ]


def test_a_heading_is_accounted_for(tmp_path: Path) -> None:
    reading = changed(
        READING,
        ("role: TITLE, begins: The border on", "role: TOPIC, heading: The border on 4 November 🗺"),
    )

    assert check(written(tmp_path, reading=reading)).complete


def test_a_check_refuses_like_loading(tmp_path: Path) -> None:
    reading = changed(READING, ("publisher: gazette", "publisher: times"))

    with pytest.raises(RefusedReading, match="actor 'times' is not known") as refused:
        check(written(tmp_path, reading=reading))

    assert refused.value.loaded == ()


def test_a_check_knows_the_actors_and_places_that_come_with_the_service(tmp_path: Path) -> None:
    reading = """\
document: {{slug: rain, kind: ARTICLE, title: Rain, publisher: jamnews, text: rain.txt, sha256: {sha256}}}
statements:
  - id: rain
    words: Rain fell in Shushi
    directness: NARRATOR
    claims: [{{act: REPORT, event: karabakh-war-2020, facet: PLACE, at: [shusha-shushi, stepanakert]}}]
"""
    files = written(tmp_path, text="Rain fell in Shushi.", reading=reading, name="rain")

    assert check(files[-1:]).complete


@pytest.mark.parametrize("file", shipped_files(), ids=lambda path: path.name)
def test_the_shipped_files_are_right_and_complete(file: Path) -> None:
    checked = check([file])

    assert checked.lines()[0].startswith(f"{file}: right")
    assert checked.complete
