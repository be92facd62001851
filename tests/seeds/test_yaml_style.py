from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds.files import read_yaml
from seeds.load import open_file
from seeds.problems import Problems
from seeds.readings import ReadingFile
from seeds.shipped import shipped_files
from seeds.yaml_style import quoted, yaml_of
from tests.seeds.drafts import drafted

SAVED = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
AWKWARD = "a: -#'\"\\,[]{}b1\n&*!|>%@`?~=\t\r\ufeff\u2028\x85"


@settings(max_examples=500, deadline=None)
@given(st.text(SAVED, min_size=1) | st.text(AWKWARD, min_size=1))
def test_any_words_are_read_as_they_were_written(words: str) -> None:
    problems = Problems("any")

    read_yaml(f"a: {quoted(words, False)}\nb: [{quoted(words, True)}, x]\n", problems)

    assert problems.data == {"a": words, "b": [words, "x"]}


@pytest.mark.parametrize(
    "words", ["null", "~", "no", "1e5", "0.5", "2020-11-04", "-", "a: b", "a #b", "a:", "<<", "---"]
)
def test_words_that_yaml_takes_for_others_are_quoted(words: str) -> None:
    assert quoted(words, False) == f'"{words}"'


def same_again(path: Path, folder: Path) -> tuple[object, object]:
    """A reading, and what is read of it once it was written."""
    file = open_file(path)
    assert isinstance(file, ReadingFile)
    written = folder / "again.yaml"
    written.write_text(yaml_of(file.reading), "utf-8")
    (folder / file.reading.document.text).write_bytes(
        (path.parent / file.reading.document.text).read_bytes()
    )
    again = open_file(written)
    assert isinstance(again, ReadingFile)
    return file.reading, again.reading


def test_a_reading_is_the_same_when_it_was_written(tmp_path: Path) -> None:
    for path in [shipped_files()[-1], drafted(tmp_path)[-1]]:
        one, other = same_again(path, tmp_path)

        assert one == other


def test_a_shipped_reading_is_written_as_its_editors_wrote_it(tmp_path: Path) -> None:
    path = shipped_files()[-1]
    file = open_file(path)
    assert isinstance(file, ReadingFile)
    theirs = set(path.read_text("utf-8").splitlines())

    ours = yaml_of(file.reading).splitlines()

    # Of a published statement, editors leave that out.
    odd = [line for line in ours if line not in theirs and "review: PUBLISHED" not in line]
    assert len(odd) < len(ours) / 10, odd
