"""Who says what: each form of attribution, with what of the sentence is said and what says who."""

# ruff: noqa: E501  # A table is read row by row.

import pytest

from tests.seeds.reader.conftest import Reader

DEFENSE, FOREIGN, PRESIDENT = "defense-of-norland", "foreign-of-norland", "nora-nanden"

ONE = [
    # Subject first.
    ("The Norlandic Defense Ministry said that two villages were shelled.", "two villages were shelled.", [DEFENSE], "The Norlandic Defense Ministry said that"),
    ("The Ministry of Defense of Norland also stated that the road is open.", "the road is open.", [DEFENSE], "The Ministry of Defense of Norland also stated that"),
    ("Norland's Foreign Ministry later announced that talks have begun.", "talks have begun.", [FOREIGN], "Norland's Foreign Ministry later announced that"),
    ("On Monday, the Norlandic Defense Ministry said that it was calm.", "it was calm.", [DEFENSE], "On Monday, the Norlandic Defense Ministry said that"),
    ("President of Norland Nora Nanden said that the talks go on.", "the talks go on.", [PRESIDENT], "President of Norland Nora Nanden said that"),
    ("Nora Nanden, the President of Norland, said that the talks go on.", "the talks go on.", [PRESIDENT], "Nora Nanden, the President of Norland, said that"),
    ("Nova promised to send a convoy.", "to send a convoy.", ["norland"], "Nova promised"),
    # At the end.
    ("Two villages were shelled, the Norlandic Defense Ministry said.", "Two villages were shelled", [DEFENSE], "the Norlandic Defense Ministry said"),
    ("Two villages were shelled, the Norlandic Defense Ministry said", "Two villages were shelled", [DEFENSE], "the Norlandic Defense Ministry said"),
    ("“We are ready,” Nanden said in an interview with the Morning Post.", "“We are ready,”", [PRESIDENT], "Nanden said in an interview with the Morning Post"),
    ("“We are ready”,said Nora Nanden at a briefing.", "“We are ready”", [PRESIDENT], "said Nora Nanden at a briefing"),
    ("“We are ready,”Norlandic President Nora Nanden said.", "“We are ready,”", [PRESIDENT], "Norlandic President Nora Nanden said"),
    # After a dash, with no verb.
    ("Two villages were shelled – the Norlandic Defense Ministry.", "Two villages were shelled", [DEFENSE], "the Norlandic Defense Ministry"),
    ("Two villages were shelled - Nova", "Two villages were shelled", ["norland"], "Nova"),
    # According to.
    ("According to the Norlandic Defense Ministry, two villages were shelled.", "two villages were shelled.", [DEFENSE], "According to the Norlandic Defense Ministry"),
    ("Two villages were shelled, according to Nora Nanden.", "Two villages were shelled", [PRESIDENT], "according to Nora Nanden"),
    # Accused, denied, called on, spoke of.
    ("The Norlandic Foreign Ministry accused Sorland of shelling Nimbel.", "shelling Nimbel.", [FOREIGN], "The Norlandic Foreign Ministry accused Sorland of"),
    ("The Norlandic Foreign Ministry also accused Sorland of “deliberately shelling the town.”", "“deliberately shelling the town.”", [FOREIGN], "The Norlandic Foreign Ministry also accused Sorland of"),
    ("The Norlandic Defense Ministry denied that it had fired.", "it had fired.", [DEFENSE], "The Norlandic Defense Ministry denied that"),
    ("The Norlandic Defense Ministry denied the reports about losses.", "the reports about losses.", [DEFENSE], "The Norlandic Defense Ministry denied"),
    ("The Norlandic Foreign Ministry called on Sorland to end the fire.", "to end the fire.", [FOREIGN], "The Norlandic Foreign Ministry called on Sorland"),
    ("Nova spoke of «provocations».", "«provocations»", ["norland"], "Nova spoke of"),
    ("Nora Nanden: “We are ready.”", "“We are ready.”", [PRESIDENT], "Nora Nanden:"),
    # Split by who speaks.
    ("“Without this,” Nanden noted, “there will be no peace.”", "“Without this,” Nanden noted, “there will be no peace.”", [PRESIDENT], "Nanden noted"),
    # Two speakers.
    ("Nova and Sova announced that a meeting will be held.", "a meeting will be held.", ["norland", "sorland"], "Nova and Sova announced that"),
    ("Both sides accuse each other of shelling villages.", "Both sides accuse each other of shelling villages.", ["norland", "sorland"], "Both sides accuse each other"),
    ("Nova and Sova blame each other.", "Nova and Sova blame each other.", ["norland", "sorland"], "Nova and Sova blame each other"),
    ("According to the Norlandic Defense Ministry, Sorland shelled Nimbel.", "Sorland shelled Nimbel.", [DEFENSE], "According to the Norlandic Defense Ministry"),
    ("According to Ada Brook, 62 soldiers have died.", "62 soldiers have died.", ["ada-brook"], "According to Ada Brook"),
    ("The press secretary of the Norlandic army, Vera Quill, denied this.", "this.", ["army-of-norland", "vera-quill"], "The press secretary of the Norlandic army, Vera Quill, denied"),
    # Around who speaks.
    ("Nora Nanden (the President of Norland) said: “Peace is near.”", "“Peace is near.”", [PRESIDENT], "Nora Nanden (the President of Norland) said"),
    ("In its morning report, the Norlandic army said it had left Nimbel.", "it had left Nimbel.", ["army-of-norland"], "In its morning report, the Norlandic army said"),
    ("Nora Nanden, who visited Nadir on Monday, said the town is safe.", "the town is safe.", [PRESIDENT], "Nora Nanden, who visited Nadir on Monday, said"),
    ("As the Norlandic Defense Ministry reports, Nadir was shelled.", "Nadir was shelled.", [DEFENSE], "As the Norlandic Defense Ministry reports"),
    ("Nova: two villages were shelled.", "two villages were shelled.", ["norland"], "Nova:"),
    # Who is not known by name is proposed, or left open.
    ("Regional governor Ann Lind reported four dead.", "four dead.", ["ann-lind"], "Regional governor Ann Lind reported"),
    ("The Red Cross said that it was calm.", "it was calm.", ["red-cross"], "The Red Cross said that"),
    ("Officials in Nova said that the road is open.", "the road is open.", [], None),
    ("According to local residents, Nadir was shelled.", "Nadir was shelled.", [], None),
    # Nobody named.
    ("Residents of Nadir were asked to stay at home.", "Residents of Nadir were asked to stay at home.", [], None),
    ("Two villages were shelled.", "Two villages were shelled.", [], None),
    ("The Norlandic army left the village of Nimbel.", "The Norlandic army left the village of Nimbel.", [], None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "speakers", "said_by"), ONE, ids=[one[0] for one in ONE])
def test_who_says_what(
    read: Reader, text: str, words: str, speakers: list[str], said_by: str | None
) -> None:
    # A heading says which conflict it is, and never who speaks.
    found = read(f"Information from Sova\n• {text}\nInformation from Nova\n• It rained.\n")

    assert found.sayings[0] == (words, speakers, said_by)


SEVERAL = [
    ("Nora Nanden said that the talks go on. “We are ready,” she added.", [("the talks go on.", [PRESIDENT]), ("“We are ready,”", [PRESIDENT])]),
    ("The Norlandic Defense Ministry said that it was calm. It also said that the road is open.", [("it was calm.", [DEFENSE]), ("the road is open.", [DEFENSE])]),
    ("The Norlandic Defense Ministry said that it was calm. The ministry denied the losses.", [("it was calm.", [DEFENSE]), ("the losses.", [DEFENSE])]),
    ("The road was shelled. Two people were injured, the Norlandic Defense Ministry said.", [("The road was shelled. Two people were injured", [DEFENSE])]),
    ("Nora Nanden said that the road is open, but doubts that it is safe.", [("the road is open", [PRESIDENT]), ("it is safe.", [PRESIDENT])]),
    ("“We are ready,” said Nora Nanden. “We wait.”", [("“We are ready,”", [PRESIDENT]), ("“We wait.”", [PRESIDENT])]),
    ("The Norlandic President arrived in Nadir. “I thank you”, she told the crowd.", [("The Norlandic President arrived in Nadir.", []), ("“I thank you”", [PRESIDENT])]),
    ("“We are ready,” said Nora Nanden. According to her, it is calm.", [("“We are ready,”", [PRESIDENT]), ("it is calm.", [PRESIDENT])]),
    ("Nora Nanden responded to the statement of the Sorlandic Foreign Ministry. “This is not true.”", [("“This is not true.”", [PRESIDENT])]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SEVERAL, ids=[one[0] for one in SEVERAL])
def test_what_is_said_in_several_sentences(
    read: Reader, text: str, expected: list[tuple[str, list[str]]]
) -> None:
    found = read(text).sayings

    assert [(words, speakers) for words, speakers, _ in found] == expected


def test_a_report_of_another_s_words_names_both(read: Reader) -> None:
    text = "The Norlandic Defense Ministry said that the Sorlandic Defense Ministry had reported the loss of a plane."

    (statement,) = read(text).statements

    assert statement["words"] == "the loss of a plane."
    named = [(each["actor"], each.get("role", "SPEAKER")) for each in statement["attributions"]]
    assert named == [("defense-of-sorland", "SPEAKER"), (DEFENSE, "REPORTER")]


def test_a_spokesperson_speaks_for_the_body(read: Reader) -> None:
    (statement,) = read(
        "Spokesperson of the Norlandic Defense Ministry Vera Quill said that it was calm."
    ).statements

    named = [(each["actor"], each.get("role", "SPEAKER")) for each in statement["attributions"]]
    assert named == [(DEFENSE, "SPEAKER"), ("vera-quill", "SPOKESPERSON")]


def test_words_that_are_answered_are_a_further_place_of_the_statement(read: Reader) -> None:
    text = (
        "• The Sorlandic Foreign Ministry announced that “our army has the right to strike back.”\n"
        "• Nora Nanden responded to the statement of the Sorlandic Foreign Ministry about the "
        "‘right to strike’. “This is a threat.”\n"
    )

    first, reply = read(text).statements

    (further,) = first["appearances"]
    assert (further["words"], further["speakers"]) == ("‘right to strike’", ["foreign-of-sorland"])
    assert reply["in_reply_to"] == first["id"]


def test_a_bare_ministry_is_never_that_of_the_other_side(read: Reader) -> None:
    text = (
        "Information from Nova\n• The Norlandic Defense Ministry said that it was calm.\n"
        "Information from Sova\n• The Defense Ministry said that it was calm.\n"
    )

    assert [speakers for _, speakers, _ in read(text).sayings] == [
        [DEFENSE],
        ["defense-of-sorland"],
    ]


def test_a_section_never_makes_a_speaker(read: Reader) -> None:
    text = "Information from Nova\n• The Defense Ministry is at work.\n• Two people were injured.\n"

    found = read(text)

    assert [speakers for _, speakers, _ in found.sayings] == [[], []]
    assert found.draft["sections"][0]["side"] == "north"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We are ready,” she said.", "she said"),
        ("Officials in Nova said that the road is open.", "Officials in Nova said that"),
        ("According to local residents, Nadir was shelled.", "According to local residents"),
        ("“We did not start this,” the minister said.", "the minister said"),
        ("The governor of Nadir: “We stay here.”", "The governor of Nadir"),
    ],
)
def test_who_is_meant_is_left_open_where_nothing_tells(read: Reader, text: str, words: str) -> None:
    (statement,) = read(text).statements

    (left,) = statement["open"]
    assert (left["member"], left["words"]) == ("speakers", words)
    assert "speakers" not in statement
    assert statement["directness"] != "NARRATOR"
