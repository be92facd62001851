"""Paragraphs and text fragments of words in a text."""

from urllib.parse import unquote

import pytest

from db.anchors import paragraph, text_fragment, utf16

TEXT = (
    "A title\n\n  First words here. Then more. \r\n• He said “no, not-now & then”.\nThen more.\nEnd"
)


def place(words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("words", "First words here. Then more."),
        ("A title", "A title"),
        ("End", "End"),
        ("more. \r\n• He", "First words here. Then more. \r\n• He said “no, not-now & then”."),
        (" First", " First words here. Then more."),
    ],
)
def test_a_paragraph_is_the_lines_that_words_stand_on(words, expected):
    start, end = paragraph(TEXT, *place(words))

    assert TEXT[start:end] == expected


@pytest.mark.parametrize(
    ("words", "nth", "expected"),
    [
        ("First words", 0, "First%20words"),
        ("no, not-now & then", 0, "no%2C%20not%2Dnow%20%26%20then"),
        ("“no", 0, "%E2%80%9Cno"),
        ("Then more.", 0, "Then%20more."),
        ("Then more.", 1, "said%20%E2%80%9Cno%2C%20not%2Dnow%20%26%20then%E2%80%9D.-,Then%20more."),
        ("more. \r\n• He said", 0, "more.,%E2%80%A2%20He%20said"),
    ],
)
def test_a_text_fragment_says_which_words_are_meant(words, nth, expected):
    found = text_fragment(TEXT, *place(words, nth))

    assert unquote(found) == unquote(expected)
    assert found.count("-") == expected.count("-,")


def test_long_words_are_pointed_to_by_their_beginning_and_end():
    text = " ".join(f"word{number}" for number in range(100))

    found = unquote(text_fragment(text, 0, len(text)))

    assert found == "word0 word1 word2 word3 word4,word95 word96 word97 word98 word99"


def test_places_are_counted_in_utf16_too():
    assert [utf16("a😀b", place) for place in range(4)] == [0, 1, 3, 4]
