"""Snippets: what of a text is shown, cut where no word, character or name is cut."""

import random

import pytest

from db.names import split
from db.row_names import NAMES_APART
from db.search import sought
from db.snippets import LONGEST, cut

NAME = "Ministry of Foreign Affairs of the Republic of Somewhere"
FILLER = "and then they went on to say what had been said before, at length, "


def test_a_short_text_is_shown_whole():
    assert cut("It rained.", sought("rained")).text == "It rained."


def test_of_several_lines_that_with_most_of_the_words_is_shown():
    found = cut("rain\nIt was dry.\nThe rain fell here.", sought("fell rain"))

    assert found.text == "The rain fell here."
    assert [found.text[start:end] for start, end in found.spans] == ["rain", "fell"]


def test_a_long_text_is_cut_around_the_first_word_at_word_ends():
    text = FILLER * 20 + "the rain fell " + FILLER * 20

    found = cut(text, sought("rain"))

    assert found.text in text
    assert 100 < len(found.text) < 300
    before, after = text.split(found.text)
    assert before[-1] == after[0] == " "


def test_no_name_is_cut_in_half():
    for shift in range(90):
        text = (
            FILLER * 5
            + NAME
            + " "
            + "x" * shift
            + " rain fell "
            + "y" * shift
            + f" {NAME} "
            + FILLER
        )
        shown = cut(text, sought("rain")).text

        whole = shown.count(NAME)
        pieces = sum(shown.count(word) for word in ("Ministry", "Foreign", "Affairs", "Somewhere"))
        assert pieces == 4 * whole, shown


@pytest.mark.parametrize("letter", ["x", "é", "e\u0301", "😀", "👩\u200d🚀", "שלום ", "北"])
def test_no_character_is_cut_and_the_spans_are_what_was_sought(letter):
    text = letter * 700 + " rain " + letter * 700

    found = cut(text, sought("rain"))

    assert [found.text[start:end] for start, end in found.spans] == ["rain"]
    assert len(found.text) <= 2 * LONGEST or " " not in letter
    before, _, after = text.partition(found.text)
    assert before == before.rstrip("\u0301\u200d")
    assert not after.startswith(("\u0301", "\u200d"))


def test_phrases_are_marked_as_a_whole_and_words_alone():
    found = cut("Rain, heavy rain and heavy wind.", sought('"heavy rain" wind'))

    assert [found.text[start:end] for start, end in found.spans] == ["heavy rain", "wind"]


def test_in_random_texts_spans_are_what_was_sought_and_ends_are_between_words():
    chance = random.Random(7)
    words = [
        "rain",
        "Şuşa",
        "Rain,",
        "(rain)",
        "the",
        "Old",
        "e\u0301",
        "😀",
        "wind.",
        "of",
        "Шуша",
    ]
    for _ in range(500):
        text = " ".join(chance.choices(words, k=chance.randint(1, 120)))
        if chance.random() < 0.3:
            text = text.replace(" the ", "\n")
        wanted = sought(chance.choice(["rain", "susa", "шуша rain", '"the old"']))

        found = cut(text, wanted)

        assert found.text in text
        start = text.index(found.text)
        assert start == 0 or text[start - 1] in " \n("
        for first, last in found.spans:
            folded = split(found.text[first:last]).folded
            assert set(folded) <= set(wanted.words)


def test_of_a_line_of_names_the_label_is_shown_with_those_that_were_sought():
    names = ["Shusha/Shushi", "Şuşa", "Шуша", "Ministry of foreign things", "Shoushi"]
    line = "".join(NAMES_APART + name for name in names)

    found = cut(line, sought("Шуша"))

    assert found.text == "Shusha/Shushi · Шуша"
    assert [found.text[start:end] for start, end in found.spans] == ["Shusha", "Шуша"]


def test_what_a_text_itself_says_is_shown_rather_than_names():
    line = "".join(NAMES_APART + name for name in ("Rain/Rein", "Rain", "Rein"))
    text = f"The rain fell.\n{line}"

    assert cut(text, sought("rain")).text == "The rain fell."
    assert cut(text, sought("rein")).text == "Rain/Rein · Rein"


def test_what_a_source_itself_has_between_names_is_its_words():
    text = "Rain fell · nobody denied it · the rain stopped."

    assert cut(text, sought("rain")).text == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("zz " * 3000 + "alpha\nbeta " + "zz " * 3000, '"alpha beta"'),
        ("x" * 5000 + " rain", "rain"),
        ("rain " + "x" * 5000, "rain"),
        ("Aa " * 3000 + "rain" + " Aa" * 3000, "rain"),
        ("x" * 5000, "rain"),
        ("zz " * 3000, "rain"),
    ],
)
def test_no_snippet_is_long(text, words):
    found = cut(text, sought(words))

    assert len(found.text) <= LONGEST + 50 or text == "x" * 5000
    assert [found.text[start:end].split() for start, end in found.spans] == (
        [sought(words).words and list(sought(words).words)]
        if sought(words).words[0] in text
        else []
    )
