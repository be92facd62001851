"""Sections and items of texts that are laid out in other ways."""

# ruff: noqa: E501  # A table is read row by row.

import pytest

from tests.seeds.reader.conftest import Reader

LAYOUTS = {
    "title, lead and two sides": (
        "The war. What is known\nBoth armies fight.\nInformation from Nova\n• It rained.\n"
        "Information from Sova:\n• It snowed.\n",
        [("TITLE", None), ("LEAD", None), ("SIDE", "north"), ("SIDE", "sorth")],
        ["Both armies fight.", "It rained.", "It snowed."],
    ),
    "the title twice": (
        "The war today\nThe war today\nIt rained.\n",
        [("TITLE", None), ("TITLE", None), ("OTHER", None)],
        ["It rained."],
    ),
    "no title, other headings, other order": (
        "What Sova says\n- It rained.\nThe Norlandic side reports:\n- It snowed.\n",
        [("SIDE", "sorth"), ("SIDE", "north")],
        ["It rained.", "It snowed."],
    ),
    "names alone, and dashes": (
        "Nova:\n– It rained.\nSova:\n– It snowed.\n",
        [("SIDE", "north"), ("SIDE", "sorth")],
        ["It rained.", "It snowed."],
    ),
    "under topics": (
        "SHELLING\nStatements from Nova\n* It rained.\nTALKS\nStatements from Nova\n* It snowed.\n",
        [("TITLE", None), ("SIDE", "north"), ("TOPIC", None), ("SIDE", "north")],
        ["It rained.", "It snowed."],
    ),
    "all bullets in one line": (
        "Information from Nova\n• It rained. • It snowed. • It froze.\n",
        [("SIDE", "north")],
        ["It rained.", "It snowed.", "It froze."],
    ),
    "hourly updates": (
        "The lake today\n16:40 Boats on fire\nA boat burned.\n09:50 Shots\nIt was calm.\n",
        [("TITLE", None), ("TOPIC", None), ("TOPIC", None)],
        ["A boat burned.", "It was calm."],
    ),
    "hours before what happened": (
        "The lake today\n16:40 A boat burned near the island.\n09.50 – It was calm there.\n",
        [("TITLE", None), ("TOPIC", None), ("TOPIC", None)],
        ["A boat burned near the island.", "It was calm there."],
    ),
    "no full stops at all": (
        "Information from Nova\n• Shells fell on the village of Nimbel all night\n"
        "• A bridge over the river was closed for cars\n",
        [("SIDE", "north")],
        ["Shells fell on the village of Nimbel all night", "A bridge over the river was closed for cars"],
    ),
    "numbers, and dashes in one line": (
        "Information from Nova\n1. It rained.\n2) It snowed.\nInformation from Sova\n– It froze. – It thawed.\n",
        [("SIDE", "north"), ("SIDE", "sorth")],
        ["It rained.", "It snowed.", "It froze.", "It thawed."],
    ),
    "links and captions": (
        "Information from Nova\n• It rained.\n• Read also: Who owns the lake\n• It snowed.\n"
        "• Life in a cellar under fire\nPhoto: the lake at night\n",
        [("SIDE", "north"), ("RELATED_LINKS", None), ("SIDE", "north"), ("RELATED_LINKS", None), ("CAPTION", None)],
        ["It rained.", "It snowed."],
    ),
    "plain paragraphs": (
        "It rained in the north.\nIt snowed in the south.\n",
        [("OTHER", None)],
        ["It rained in the north.", "It snowed in the south."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_how_a_text_is_laid_out(read: Reader, name: str) -> None:
    text, sections, words = LAYOUTS[name]

    found = read(text)

    laid = [(each["role"], each.get("side")) for each in found.draft["sections"]]
    assert (laid, [each for each, _, _ in found.sayings]) == (sections, words)


def test_an_item_that_is_cut_off_is_no_link(read: Reader) -> None:
    found = read(
        "Information from Nova\n• The Norlandic Defense Ministry said that the head of the"
    )

    assert found.sayings == [
        ("the head of the", ["defense-of-norland"], "The Norlandic Defense Ministry said that")
    ]


def test_an_update_was_said_by_its_hour(read: Reader) -> None:
    found = read("The lake today\n16:40 Boats\nTwo boats burned, the Norlandic army said.\n")

    assert found.statements[0]["said"]["end"] == "2031-05-12T16:40"
