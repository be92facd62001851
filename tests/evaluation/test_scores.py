from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from sqlmodel import Session, col, select

from db.models import Actor, Location, Statement
from tests.evaluation.__main__ import judge, main, told
from tests.evaluation.scores import MEASURES, Score, Scores, scores, summed
from tests.evaluation.texts import ASIDE, GoldText, knowing, texts

Reading = dict[str, Any]
SHIPPED = texts()[0]
GOLD = deepcopy(SHIPPED.reading) | {
    "proposed": {
        "actors": [
            {"id": "le-figaro", "kind": "MEDIA", "name": "Le Figaro", "words": "La Repubblica"}
        ],
        "places": [{"words": "Yeraskh", "kind": "VILLAGE", "candidates": ["yeraskh"]}],
    }
}
"""The shipped reading, as if it proposed an actor and a place."""


def scored(draft: Reading) -> Scores:
    return scores(SHIPPED.text, GOLD, draft, SHIPPED.known)


def wrong(found: Scores) -> set[str]:
    return {name for name, score in found.items() if score.missed or score.extra}


def statement(reading: Reading, name: str) -> Reading:
    found: Reading = next(item for item in reading["statements"] if item["id"] == name)
    return found


def event(reading: Reading, name: str) -> Reading:
    found: Reading = next(item for item in reading["events"] if item["id"] == name)
    return found


def damaged(damage: Callable[[Reading], object]) -> Reading:
    draft = deepcopy(GOLD)
    damage(draft)
    return draft


@pytest.mark.parametrize("text", texts(), ids=lambda text: text.name)
def test_a_gold_reading_agrees_with_itself(text: GoldText) -> None:
    found = scores(text.text, text.reading, deepcopy(text.reading), text.known)

    assert wrong(found) == set()
    assert found["words"].right >= len(text.reading["statements"])


def rename_what_is_the_readers_own(draft: Reading) -> None:
    """Ids of statements, events and new actors."""
    for item in draft["statements"]:
        item["id"] = f"s-{item['id']}"
        if "in_reply_to" in item:
            item["in_reply_to"] = f"s-{item['in_reply_to']}"
        for claim in item["claims"]:
            if claim.get("event", "karabakh-war-2020") != "karabakh-war-2020":
                claim["event"] = f"e-{claim['event']}"
    for item in draft["events"]:
        item["id"] = f"e-{item['id']}"
    draft["proposed"]["actors"][0]["id"] = "actor-1"


SAME: dict[str, Callable[[Reading], object]] = {
    "order": lambda draft: draft["statements"].reverse(),
    "ids": rename_what_is_the_readers_own,
    "titles": lambda draft: event(draft, "truce-1").update(title="Event 1"),
    "begins for heading": lambda draft: draft["sections"][2].update(
        begins=draft["sections"][2].pop("heading")
    ),
    "an end that is the start": lambda draft: event(draft, "truce-1")["happened"].update(
        end="2020-10-10"
    ),
    "precision": lambda draft: statement(draft, "raid-on-shushi")["said"].update(precision="DAY"),
    "an alias of a place": lambda draft: statement(draft, "rocket-attack-on-stepanakert")["claims"][
        0
    ].update(at=["stepanakert"]),
    "a place in the long form": lambda draft: statement(draft, "where-the-russian-army-is")[
        "claims"
    ][0].update(at=[{"location": "yeraskh"}]),
    "the article of a name": lambda draft: statement(draft, "raid-on-shushi")["mentions"][1].update(
        words="Shushi", form=None
    ),
    "what is marked": lambda draft: statement(draft, "raid-on-shushi").update(
        made={"rule": "some", "confidence": 0.9}, open=[{"member": "in_reply_to"}]
    ),
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_what_says_the_same_costs_nothing(change: Callable[[Reading], object]) -> None:
    assert wrong(scored(damaged(change))) == set()


def say_the_heading(draft: Reading) -> None:
    claim = {"act": "REPORT"}
    words = "Information from Baku"
    said = {"id": "heading", "words": words, "directness": "NARRATOR", "claims": [claim]}
    draft["statements"].append(said)


def part_the_appearances(draft: Reading) -> None:
    whole = statement(draft, "right-to-counter-strike")
    further, mentions = whole.pop("appearances")[0], whole["mentions"]
    # The last three stand in the second place.
    whole["mentions"] = mentions[:-3]
    draft["statements"].append({"id": "parted"} | further | {"mentions": mentions[-3:]})


def make_an_event_of_a_demand(draft: Reading) -> None:
    draft["events"].append({"id": "withdrawal", "title": "Withdrawal", "kind": "HUMANITARIAN"})
    claim = statement(draft, "aliyev-in-la-repubblica")["claims"][1]
    claim.update(event="withdrawal", facet="STATUS")


def in_statement(name: str, **members: Any) -> Callable[[Reading], object]:
    return lambda draft: statement(draft, name).update(members)


def in_claim(name: str, number: int, **members: Any) -> Callable[[Reading], object]:
    return lambda draft: statement(draft, name)["claims"][number].update(members)


def in_event(name: str, **members: Any) -> Callable[[Reading], object]:
    return lambda draft: event(draft, name).update(members)


RAID, RIGHT, ADVISER = "raid-on-shushi", "right-to-counter-strike", "consultations-have-begun"
EVENT = {"events", "events' subkinds", "events of claims"}

DAMAGES: dict[str, tuple[Callable[[Reading], object], set[str]]] = {
    "side": (lambda draft: draft["sections"][2].update(side="armenia"), {"sections"}),
    "section": (lambda draft: draft["sections"].pop(), {"sections"}),
    "heading": (
        say_the_heading,
        {"noise", "words", "words exactly", "speakers", "directness"}
        | {"acts", "claims", "acts of claims", "stances"},
    ),
    "full stop": (
        in_statement(
            ADVISER,
            words="Armenian-Russian consultations on rendering assistance to Armenia have begun",
        ),
        {"words exactly"},
    ),
    "parted": (part_the_appearances, {"joins"}),
    "speaker": (in_statement(RAID, speakers=["armenia"]), {"speakers", "speakers' roles"}),
    "role": (
        in_statement(
            RAID,
            speakers=[],
            attributions=[
                {
                    "actor": "ministry-of-defense-of-nagorno-karabakh",
                    "role": "SPOKESPERSON",
                    "words": "the Karabakh Ministry of Defense said",
                }
            ],
        ),
        {"speakers' roles"},
    ),
    "said by": (in_statement("where-the-russian-army-is", said_by="stated that"), {"said by"}),
    "directness": (in_statement(RAID, directness="DIRECT_QUOTE"), {"directness"}),
    "said": (in_statement(RAID, said={"end": "2020-11-04"}), {"said"}),
    "channel": (in_statement("aliyev-in-la-repubblica", channel="SPEECH"), {"channels"}),
    "medium": (in_statement("aliyev-in-la-repubblica", via=None), {"channels"}),
    "reply": (in_statement("hajiyev-replies", in_reply_to=RAID), {"replies"}),
    "act": (in_claim(ADVISER, 0, act="ANNOUNCE"), {"acts", "acts of claims"}),
    "claim": (
        lambda draft: statement(draft, "aliyev-in-la-repubblica")["claims"].append(
            {"act": "DEMAND", "words": "stop the war"}
        ),
        {"claims", "acts of claims", "stances"},
    ),
    "stance": (in_claim(ADVISER, 0, stance="DENIES"), {"stances"}),
    "facet": (in_claim(ADVISER, 0, facet="STATUS"), {"facets"}),
    "date": (in_claim(ADVISER, 0, happened={"start": "2020-11-04"}), {"dates"}),
    "part of day": (
        in_claim("fighting-at-night", 0, happened={"start": "2020-11-03", "end": "2020-11-04"}),
        {"dates"},
    ),
    "relation": (in_claim("where-the-russian-army-is", 1, at=["lachin-corridor"]), {"places"}),
    "place": (
        in_claim("where-the-russian-army-is", 0, at=["lachin-city"]),
        {"places", "places alone"},
    ),
    "participant": (in_claim(ADVISER, 0, participants=[]), {"participants"}),
    "figure": (
        lambda draft: statement(draft, "thousands-killed")["claims"][0]["figures"][0].update(
            minimum=2000
        ),
        {"figures"},
    ),
    "arms": (
        lambda draft: statement(draft, "fighting-since-september-27")["claims"][1]["means"].pop(),
        {"means"},
    ),
    "mention": (lambda draft: draft["mentions"].pop(), {"mentions"}),
    "meaning of a name": (
        lambda draft: draft["mentions"][1].update(actor="armenia"),
        {"mentions"},
    ),
    "kind": (in_event("armenian-russian-consultations", kind="BATTLE"), EVENT),
    "subkind": (in_event("truce-1", subkind="AGREEMENT"), {"events' subkinds"}),
    "event on another day": (in_event(RAID, happened={"start": "2020-11-05"}), EVENT),
    "invented": (
        make_an_event_of_a_demand,
        {"facets", "events", "events of claims", "events not invented"},
    ),
    "one event for two": (
        in_claim("where-the-russian-army-is", 1, event="russian-army-in-yeraskh"),
        # That it is still defined does not help: nothing is said about it.
        {"events", "events' subkinds", "events of claims", "events not invented"},
    ),
    "kind of a new actor": (
        lambda draft: draft["proposed"]["actors"][0].update(kind="PERSON"),
        {"new actors"},
    ),
    "new place": (lambda draft: draft["proposed"]["places"].clear(), {"new places"}),
}


@pytest.mark.parametrize(("damage", "lowered"), DAMAGES.values(), ids=DAMAGES)
def test_a_damage_lowers_the_scores_it_should(
    damage: Callable[[Reading], object], lowered: set[str]
) -> None:
    assert wrong(scored(damaged(damage))) == lowered


def test_each_score_is_lowered_by_some_damage() -> None:
    assert set[str]().union(*(lowered for _, lowered in DAMAGES.values())) == MEASURES.keys()


def test_words_that_are_not_found_cost_all_that_is_said_of_them() -> None:
    found = scored(damaged(lambda draft: statement(draft, ADVISER).update(words="have begun.")))

    assert found["words"].counts == (15, 1, 1)
    assert found["speakers"].counts == (15, 1, 1)
    assert found["acts"].counts == (16, 1, 1)


@pytest.mark.parametrize(
    "draft",
    [
        {},
        {"statements": None, "proposed": None},
        {"statements": [{"attributions": [{}]}], "proposed": {"actors": [{}], "places": [{}]}},
        {"statements": [{"id": "x", "words": "not in the text", "claims": [{"act": "CLAIM"}]}]},
        {"statements": [{"id": "x", "words": "the", "nth": 1000, "claims": [{"event": "y"}]}]},
    ],
)
def test_a_draft_of_whatever_form_is_scored(draft: Reading) -> None:
    found = scored(draft)

    assert found["words"].right == 0
    assert found["words"].recall == 0


def test_parts_are_of_what_was_given_and_of_what_was_to_be_found() -> None:
    fact = scored({})["words"].missed[0]
    score = Score(6, missed=[fact] * 2, extra=[fact] * 4)

    assert (score.precision, score.recall) == (0.6, 0.75)
    assert score.f1 == pytest.approx(2 * 0.6 * 0.75 / (0.6 + 0.75))
    assert Score().precision is Score().recall is Score().f1 is None


def test_sums_count_facts_not_texts() -> None:
    total = summed([scored(GOLD), scored({})])

    assert total["words"].counts == (16, 16, 0)


def test_a_reader_knows_actors_and_places_but_no_reading() -> None:
    with knowing(SHIPPED.known_files) as engine, Session(engine) as session:
        found = [len(session.exec(select(model)).all()) for model in (Actor, Location)]
        said = session.exec(select(col(Statement.id))).all()

    assert min(found) > 0
    assert said == []


def nothing(_: object) -> Callable[..., Reading]:
    """Makes a reader that finds nothing."""
    return lambda text, published_on: {}


def test_the_table_has_each_text_and_what_is_missed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["shipped", "--details", "--reader", f"{nothing.__module__}:nothing"])

    lines = capsys.readouterr().out.splitlines()
    assert "shipped: 2020-11-04" in lines
    assert next(line.split() for line in lines if line.startswith("words ")) == (
        ["words", "–", "0", "0", "0", "16", "0"]
    )
    assert (
        "  missed line 4: 'During the night the fighting continued in various directio…'" in lines
    )
    assert lines[lines.index("speakers") + 1] == "  16 of statements whose words are not right"


def test_of_texts_kept_aside_only_the_scores_are_told() -> None:
    text = GoldText(ASIDE, SHIPPED.conflict, SHIPPED.path)

    lines = "\n".join(told(judge([text], nothing), each=True, detailed=True))

    assert "aside: 1 text" in lines
    assert "missed line" not in lines


@pytest.mark.parametrize(
    "arguments", [["no-such-text"], ["--reader", "seeds.reading:nothing"], ["--reader", "nothing"]]
)
def test_a_name_of_nothing_is_told(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match=r"no reader|No text"):
        main(arguments)
