"""What is said: acts, stances, facets, events, places, figures and arms."""

# ruff: noqa: E501  # A table is read row by row.

from typing import Any

import pytest

from tests.seeds.reader.conftest import Reader

SAID = "Information from Nova\n• {}\nInformation from Sova\n• It rained.\n"

ACTS = [
    ("The Norlandic army said that the road is open.", "CLAIM", "ASSERTS"),
    ("The Norlandic army announced that a meeting will be held.", "ANNOUNCE", "ASSERTS"),
    ("The Norlandic army confirmed that two soldiers had been killed.", "CONFIRM", "ASSERTS"),
    ("The Norlandic army admitted that two soldiers had been killed.", "CONFIRM", "CONCEDES"),
    ("The Norlandic army denied that it had fired.", "DENY", "DENIES"),
    ("The Norlandic army rejected the demand of Sorland.", "REJECT", "DENIES"),
    ("The Norlandic army accused Sorland of shelling Nimbel.", "ACCUSE", "ASSERTS"),
    ("The Norlandic army demanded that Sorland end the fire.", "DEMAND", "ASSERTS"),
    ("The Norlandic army called on Sorland to end the fire.", "APPEAL", "ASSERTS"),
    ("The Norlandic army warned that a storm is near.", "WARN", "ASSERTS"),
    ("The Norlandic army promised to open the road.", "PROMISE", "ASSERTS"),
    ("Nova is ready for talks, Nora Nanden said.", "OFFER", "ASSERTS"),
    ("“They must leave the town,” Nora Nanden said.", "DEMAND", "ASSERTS"),
    ("“We have the right to defend ourselves,” Nora Nanden said.", "ASSERT_RIGHT", "ASSERTS"),
    ("Nora Nanden doubts that the road is open.", "COMMENT", "QUESTIONS"),
    ("The road is open.", "REPORT", "ASSERTS"),
]


@pytest.mark.parametrize(("text", "act", "stance"), ACTS, ids=[one[0] for one in ACTS])
def test_what_is_done_by_saying_it(read: Reader, text: str, act: str, stance: str) -> None:
    claim = read(SAID.format(text)).statements[0]["claims"][0]

    assert (claim["act"], claim.get("stance", "ASSERTS")) == (act, stance)


EVENTS = [
    ("The Sorlandic army shelled Nimbel.", "EXPLOSION_OR_REMOTE_VIOLENCE", "SHELLING", [("nimbel", "IN")]),
    ("A rocket attack on Nadir was reported.", "EXPLOSION_OR_REMOTE_VIOLENCE", "ROCKET_STRIKE", [("nadir", "IN")]),
    ("Drones attacked a depot near the town of Nadir.", "EXPLOSION_OR_REMOTE_VIOLENCE", "AIR_OR_DRONE_STRIKE", [("nadir", "NEAR")]),
    ("There was a clash not far from Nimbel.", "BATTLE", "ARMED_CLASH", [("nimbel", "NEAR")]),
    ("A group tried to penetrate the town of Nadir.", "BATTLE", "INFILTRATION", [("nadir", "TOWARDS")]),
    ("The Norlandic army took control of Simbel.", "STRATEGIC_DEVELOPMENT", "CONTROL_CHANGE", [("simbel", "IN")]),
    ("Two drones were shot down over Nadir.", "STRATEGIC_DEVELOPMENT", "OTHER", [("nadir", "IN")]),
    ("Ten people left Nimbel for Nadir.", "HUMANITARIAN", "OTHER", [("nimbel", "FROM"), ("nadir", "TOWARDS")]),
    ("The villages of Nimbel and Simbel were shelled.", "EXPLOSION_OR_REMOTE_VIOLENCE", "SHELLING", [("nimbel", "IN"), ("simbel", "IN")]),
    ("The village of Nimbel of the Nadir region was shelled.", "EXPLOSION_OR_REMOTE_VIOLENCE", "SHELLING", [("nimbel", "IN")]),
    ("The Nadir region was shelled.", "EXPLOSION_OR_REMOTE_VIOLENCE", "SHELLING", [("nadir-district", "IN")]),
    ("Consultations on a truce have begun.", "DIPLOMACY", "CONSULTATION", []),
    ("Norland and Sorland signed an agreement on prisoners.", "DIPLOMACY", "AGREEMENT", []),
    ("Nadir was hit by artillery.", "EXPLOSION_OR_REMOTE_VIOLENCE", "SHELLING", [("nadir", "IN")]),
    ("Simbel is now held by the Norlandic army.", "STRATEGIC_DEVELOPMENT", "CONTROL_CHANGE", [("simbel", "IN")]),
    ("Families were evacuated from Nimbel to Nadir.", "HUMANITARIAN", "OTHER", [("nimbel", "FROM"), ("nadir", "TOWARDS")]),
    ("A rally was held in Nova.", "PROTEST", None, [("nova", "IN")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "subkind", "places"), EVENTS, ids=[e[0] for e in EVENTS])
def test_which_event_is_told(
    read: Reader, text: str, kind: str, subkind: str | None, places: list[tuple[str, str]]
) -> None:
    found = read(SAID.format(text))

    (event,) = found.draft["events"]
    claim = found.claims[0]
    assert (event["kind"], event.get("subkind")) == (kind, subkind)
    assert claim["event"] == event["id"]
    assert [(each["location"], each["relation"]) for each in claim.get("at", [])] == places


NOT_TOLD = [
    "Sorland must end the shelling of Nimbel, Nora Nanden said.",
    "Nora Nanden fears that Nimbel will be shelled.",
    "The Norlandic army could shell Simbel.",
    "Nora Nanden called on Sorland to end the shelling of Nimbel.",
    "The Norlandic Foreign Ministry denied that Simbel had been shelled.",
    "Sorland has the right to shell Nimbel, Sova said.",
]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_demanded_feared_possible_or_denied_is_no_event(read: Reader, text: str) -> None:
    found = read(SAID.format(text))

    assert found.draft["events"] == []
    assert not [claim for claim in found.claims if "event" in claim]


def test_the_same_event_in_both_sections_is_one_with_both_accounts(read: Reader) -> None:
    text = (
        "Information from Nova\n• On May 11, Nimbel was shelled, the Norlandic army said.\n"
        "Information from Sova\n• The Sorlandic army denied that Nimbel had been shelled.\n"
    )

    found = read(text)

    (event,) = found.draft["events"]
    assert [claim["event"] for claim in found.claims] == [event["id"]] * 2
    assert found.statements[1]["in_reply_to"] == found.statements[0]["id"]
    assert event["made"]["rule"] == "told-twice"


def test_each_accuses_the_other_of_acts_of_its_own(read: Reader) -> None:
    text = "Information from Nova\n• Both sides accuse each other of shelling villages.\n"

    found = read(text)

    claims = [
        (each["by"], each["participants"][0]["actor"], each["event"]) for each in found.claims
    ]
    (north, against_south, one), (south, against_north, other) = claims
    assert (north, against_south) == ("norland", "sorland")
    assert (south, against_north) == ("sorland", "norland")
    assert one != other


def test_who_broke_one_truce_is_one_event(read: Reader) -> None:
    text = (
        "Information from Nova\n• A truce was declared on May 6. The parties accuse each other of "
        "non-compliance with the truce.\n"
    )

    found = read(text)

    broken = [each["event"] for each in found.claims if each["act"] == "ACCUSE"]
    assert len(broken) == 2
    assert len(set(broken)) == 1


FIGURES: list[tuple[str, list[tuple[Any, ...]]]] = [
    ("Two civilians were injured in Nadir.", [("INJURED", 2, 2, "CIVILIANS", "Two civilians")]),
    ("At least three soldiers were killed in Nadir.", [("KILLED", 3, None, "MILITARY", "At least three soldiers")]),
    ("More than 230 people were wounded in Nadir.", [("INJURED", 231, None, "UNSTATED", "More than 230 people")]),
    ("Thousands of people were killed in Nadir.", [("KILLED", None, None, "UNSTATED", "Thousands of people")]),
    ("Nadir was shelled, there were no casualties.", [("CASUALTIES", 0, 0, "UNSTATED", "no casualties")]),
    ("One soldier and two civilians were killed in Nadir.", [("KILLED", 1, 1, "MILITARY", "One soldier"), ("KILLED", 2, 2, "CIVILIANS", "two civilians")]),
    ("A 44-year-old farmer was killed near Nadir.", [("KILLED", 1, 1, "CIVILIANS", "A 44-year-old farmer")]),
    ("Eleven fallen soldiers were brought to Nadir.", [("KILLED", 11, 11, "MILITARY", "Eleven fallen soldiers")]),
    ("The shelling of Nadir killed two people and wounded five others.", [("KILLED", 2, 2, "UNSTATED", "two people"), ("INJURED", 5, 5, "UNSTATED", "five others")]),
    ("The attack on Nimbel left three dead and seven wounded.", [("KILLED", 3, 3, "UNSTATED", "three dead"), ("INJURED", 7, 7, "UNSTATED", "seven wounded")]),
    ("Seven men were detained in Nadir.", [("CAPTURED", 7, 7, "UNSTATED", "Seven men")]),
    ("Two drones were shot down over Nadir.", [("EQUIPMENT_LOST", 2, 2, "UNSTATED", "Two drones")]),
    ("Nadir was shelled by 120 mm mortars at 16:40.", []),
    ("Resolution 822 speaks of Nadir, which was shelled.", []),
    ("Two days of mourning were declared in Nadir.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES, ids=[one[0] for one in FIGURES])
def test_figures_are_numbers_where_words_are(
    read: Reader, text: str, expected: list[tuple[Any, ...]]
) -> None:
    figures = [
        each for claim in read(SAID.format(text)).claims for each in claim.get("figures", [])
    ]

    told = ("metric", "minimum", "maximum", "population", "words")
    assert [tuple(each.get(name) for name in told) for each in figures] == expected


def test_new_actors_are_proposed_with_their_post(read: Reader) -> None:
    text = "Adviser to the President of Norland Ada Brook said that it was calm.\nThe Norlandic Health Ministry said that it was calm.\n"

    found = read(text)

    proposed = {each["id"]: each for each in found.draft["proposed"]["actors"]}
    brook, health = proposed["ada-brook"], proposed["ministry-of-health-of-norland"]
    assert (brook["kind"], brook["name"], brook["organization"]) == (
        "PERSON",
        "Ada Brook",
        "norland",
    )
    assert brook["role"].startswith("Adviser")
    assert (health["kind"], health["organization"]) == ("GOVERNMENT_BODY", "norland")
    assert [speakers for _, speakers, _ in found.sayings] == [["ada-brook"], [health["id"]]]


def test_unknown_spellings_are_proposed_and_not_taken(read: Reader) -> None:
    found = read("The villages of Nimbell and Quarzau were shelled.")

    first, second = found.draft["proposed"]["places"]
    assert (first["words"], first["candidates"][0]["value"]) == ("Nimbell", "nimbel")
    assert (second["words"], second["candidates"]) == ("Quarzau", [])
    assert not [claim for claim in found.claims if "at" in claim]


def test_adjectives_are_no_actors(read: Reader) -> None:
    (statement,) = read("Norlandic songs were heard.").statements

    assert "mentions" not in statement


def test_a_capital_that_speaks_is_no_place(read: Reader) -> None:
    (statement,) = read("Nova announced that it rained in Sova.").statements

    named = [(each.get("actor"), each.get("location")) for each in statement["mentions"]]
    assert sorted(named, key=str) == [("norland", None), (None, "sova")]
