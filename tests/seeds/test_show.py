from pathlib import Path

import pytest
import sqlalchemy as sa

from seeds.anchors import Span, Text
from seeds.load import load, open_file
from seeds.readings import ReadingFile
from seeds.show import Mark, Piece, marked, show
from tests.seeds.border import READING, TEXT, written
from tests.seeds.drafts import drafted
from tests.seeds.test_load import changed, swapped


def shown(engine: sa.Engine, path: Path) -> list[Piece]:
    file = open_file(path)
    assert isinstance(file, ReadingFile)
    assert file.located is not None
    return list(show(file.reading, file.located, file.problems, engine))


def plain(pieces: list[Piece]) -> str:
    return "".join(words for words, _ in pieces)


def test_a_text_is_shown_with_who_says_what(named: sa.Engine, tmp_path: Path) -> None:
    found = plain(shown(named, drafted(tmp_path)[-1]))

    text, _, legend = found.partition("\n\n")
    assert text.splitlines() == [
        "# The border on 4 November 🗺 #",
        "[1 northland, southland: {1 The parties accuse each other 1} of breaking the truce. 1]",
        "• {2 The Northern Army said 2} [2 northern-army: Southland had shelled Hilltop, two "
        "people were injured 2].",
        "• [3 southern-army: “We did not shell Hilltop [the town],” 3] "
        "{3 the Southern Army said 3}.",
        "• [4 NARRATOR: Rain fell at night. 4]",
        "• {5 The Water Board said 5} [5 water-board: the dam had held 5], <? it said ?>.",
    ]
    assert [line.rpartition("; line")[0] for line in legend.splitlines()[:5]] == [
        "[1] each-accuses-the-other: northland (north), southland (south); REPORTED_SPEECH; DRAFT",
        "[2] shelling: northern-army (north); REPORTED_SPEECH; DRAFT",
        "[3] denial: southern-army (south); DIRECT_QUOTE; DRAFT; open: in_reply_to",
        "[4] rain: NARRATOR; DRAFT",
        "[5] dam: water-board (north); REPORTED_SPEECH; DRAFT",
    ]


def test_each_side_has_a_number_in_the_order_of_appearance(
    named: sa.Engine, tmp_path: Path
) -> None:
    pieces = shown(named, written(tmp_path)[-1])
    load(named, written(tmp_path)[:1])
    other = shown(named, written(tmp_path, text=swapped(TEXT), reading=swapped(READING))[-1])

    numbers = [sorted(about) for words, about in pieces if words.startswith("[")]
    assert numbers == [
        ["several sides"], ["side 0"], ["side 1"], ["no side"],
        ["several sides"], ["side 0"], ["side 1"], ["no side"],
    ]  # fmt: skip
    assert [about for _, about in other] == [about for _, about in pieces]
    assert plain(other) == swapped(plain(pieces))


def test_links_and_headings_are_told_apart(named: sa.Engine, tmp_path: Path) -> None:
    text = TEXT + "Read also\n• Rain in the north\n"
    reading = changed(
        READING,
        (
            "statements:\n",
            "  - {{role: RELATED_LINKS, heading: Read also}}\nstatements:\n",
        ),
    )

    found = plain(shown(named, written(tmp_path, text=text, reading=reading)[-1]))

    assert "\n~ # Read also #\n• Rain in the north ~\n" in found


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], "one two three"),
        ([(0, 13), (4, 7)], "[0 one [1 two 1] three 0]"),
        ([(0, 7), (0, 3)], "[0 [1 one 1] two 0] three"),
        ([(0, 3), (3, 7)], "[0 one 0][1  two 1] three"),
        ([(0, 7), (4, 13)], "[0 one [1 two 0] three 1]"),
        ([(8, 13), (4, 13)], "one [1 two [0 three 0] 1]"),
        ([(0, 3), (0, 3)], "[0 [1 one 1] 0] two three"),
    ],
)
def test_marks_stand_in_each_other(spans: list[tuple[int, int]], expected: str) -> None:
    marks = [
        Mark(Span(*span), f"[{number} ", f" {number}]", "") for number, span in enumerate(spans)
    ]

    assert plain(list(marked(Text("one two three"), marks))) == expected
