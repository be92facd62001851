# ruff: noqa: E501  # Tables of cases, each on a line.
from pathlib import Path

import pytest
import sqlalchemy as sa

from db.errors import RefusedReading
from seeds.load import load
from tests.seeds.border import READING, written
from tests.seeds.drafts import DRAFT, TEXT_WITH_A_STRANGER, drafted, made_known, published
from tests.seeds.test_load import everything, rows, second

NAMED = (
    "SELECT s.slug, a.slug FROM statement s LEFT JOIN attribution x ON x.statement_id = s.id"
    " LEFT JOIN actor a ON a.id = x.actor_id WHERE s.slug LIKE '%--dam'"
)
TAKING_PART = (
    "SELECT a.slug FROM participation p JOIN actor a ON a.id = p.actor_id JOIN claim c"
    " ON c.id = p.claim_id JOIN statement s ON s.id = c.statement_id WHERE s.slug LIKE '%--dam'"
    " ORDER BY a.slug"
)
STATES = "SELECT DISTINCT review FROM statement UNION SELECT DISTINCT review FROM event WHERE defined_in_id IS NOT NULL"


def test_a_draft_is_loaded_as_one_and_twice_is_once(database: sa.Engine, tmp_path: Path) -> None:
    files = drafted(tmp_path)

    report = load(database, files)

    before = everything(database)
    assert report.count("statement", "added") == 5
    assert rows(database, STATES) == [("DRAFT",)]
    assert not load(database, files).wrote
    assert everything(database) == before


def test_an_actor_that_is_proposed_is_left_out_until_it_is_known(
    database: sa.Engine, tmp_path: Path
) -> None:
    files = drafted(tmp_path)
    load(database, files)
    assert rows(database, NAMED) == [("border-november-4--dam", None)]
    assert rows(database, TAKING_PART) == [("northland",)]

    load(database, [made_known(tmp_path), files[-1]])

    assert rows(database, NAMED) == [("border-november-4--dam", "water-board")]
    assert rows(database, TAKING_PART) == [("northland",), ("water-board",)]
    assert rows(
        database,
        "SELECT a.slug FROM claim c JOIN actor a ON a.id = c.by_id"
        " JOIN statement s ON s.id = c.statement_id WHERE s.slug LIKE '%--dam'",
    ) == [("water-board",)]


def test_names_outside_statements_wait_for_the_first_that_is_published(
    database: sa.Engine, tmp_path: Path
) -> None:
    outside = "SELECT form FROM mention WHERE statement_id IS NULL"
    load(database, drafted(tmp_path))
    assert rows(database, outside) == []

    rain = (
        "directness: NARRATOR\n    review: DRAFT",
        "directness: NARRATOR\n    review: PUBLISHED",
    )
    event = ("HUMANITARIAN, review: DRAFT}}\n  - {{id: flood", "HUMANITARIAN}}\n  - {{id: flood")
    load(database, drafted(tmp_path, rain, event))

    assert rows(database, outside) == [("The Northern Army",)]


def test_a_draft_becomes_published_by_its_review(database: sa.Engine, tmp_path: Path) -> None:
    files = drafted(tmp_path)
    load(database, [*files, made_known(tmp_path)])
    keys = rows(database, "SELECT id, slug FROM statement ORDER BY id")

    load(database, written_published(tmp_path))

    assert rows(database, STATES) == [("PUBLISHED",)]
    assert rows(database, "SELECT id, slug FROM statement ORDER BY id") == keys
    assert rows(database, "SELECT attestation FROM event WHERE slug = 'shelling-of-hilltop'") == [
        ("DISPUTED",)
    ]


def written_published(folder: Path) -> list[Path]:
    path = drafted(folder)[-1]
    path.write_text(published(path.read_text("utf-8")), "utf-8")
    return [path]


def test_a_draft_may_leave_open_who_says_it(named: sa.Engine, tmp_path: Path) -> None:
    entry = "    open: [{{member: speakers, words: The Water Board, candidates: [{{value: northland, confidence: 0.4}}]}}]\n"
    said = (
        "    speakers: [water-board]\n    said_by: The Water Board said\n",
        entry + "    said_by: The Water Board said\n",
    )
    by = ("        by: water-board\n", "")

    load(named, drafted(tmp_path, said, by)[-1:])

    assert rows(named, NAMED) == [("border-november-4--dam", None)]


def test_what_is_rejected_may_stay_open(named: sa.Engine, tmp_path: Path) -> None:
    rejected = (
        "    review: DRAFT\n    made: {{rule: subject-first, confidence: 0.9}}\n    open:",
        "    review: REJECTED\n    open:",
    )

    load(named, drafted(tmp_path, rejected)[-1:])

    assert rows(named, "SELECT review FROM statement WHERE slug LIKE '%--denial'") == [
        ("REJECTED",)
    ]


PUBLISH_DAM = (
    "    directness: REPORTED_SPEECH\n    review: DRAFT\n    made: {{rule: subject-first, confidence: 0.9}}\n    claims:\n      - act: CLAIM\n        by:",
    "    directness: REPORTED_SPEECH\n    claims:\n      - act: CLAIM\n        by:",
)
REFUSED: dict[str, tuple[list[tuple[str, str]], str, str]] = {
    # What is changed in the draft, the item named, and part of the reason.
    "open and published": ([("    review: DRAFT\n    made: {{rule: subject-first, confidence: 0.9}}\n    open:", "    open:")], "statements[2] denial / open[0]", "`in_reply_to` is still open: decide, and take the entry out"),
    "open and withdrawn": ([("    review: DRAFT\n    made: {{rule: subject-first, confidence: 0.9}}\n    open:", "    review: WITHDRAWN\n    open:")], "statements[2] denial / open[0]", "still open"),
    "open claim": ([PUBLISH_DAM, ("      - act: CLAIM\n        by: water-board\n", "      - act: CLAIM\n        open: [{{member: act}}]\n        by: water-board\n")], "statements[4] dam / claims[0] / open[0]", "`act` is still open"),
    "open event": ([("title: Flood, kind: HUMANITARIAN, review: DRAFT", "title: Flood, kind: HUMANITARIAN, open: [{{member: happened}}]")], "events[4] flood / open[0]", "`happened` is still open"),
    "open section": ([("begins: The Northern Army said, side: north", "begins: The Northern Army said, open: [{{member: side}}]"), ("directness: NARRATOR\n    review: DRAFT", "directness: NARRATOR")], "sections[2] / open[0]", "`side` is still open"),
    "open what there is not": ([("{{member: in_reply_to,", "{{member: reply,")], "statements[2] denial / open[0]", "There is no member 'reply'"),
    "open words": ([("{{member: in_reply_to,", "{{member: in_reply_to, words: Snow,")], "statements[2] denial / open[0]", "'Snow' does not stand in the text"),
    "proposed words": ([("side: north, words: The Water Board", "side: north, words: The Board")], "proposed / actors[0] water-board", "does not stand in the text"),
    "proposed place": ([("{{words: dam,", "{{words: dike,")], "proposed / places[0]", "does not stand in the text"),
    "proposed twice": ([("proposed:\n  actors:\n", "proposed:\n  actors:\n    - {{id: water-board, kind: NGO, name: Board, words: Board}}\n")], "proposed / actors[1] water-board", "given twice"),
    "proposed body": ([("organization: northland, side", "organization: nothland, side")], "proposed / actors[0] water-board / organization", "did you mean 'northland'?"),
    "proposed side": ([("side: north, words: The Water", "side: west, words: The Water")], "proposed / actors[0] water-board / side", "side 'west' is not known"),
    "confidence": ([("confidence: 0.4}}}}", "confidence: 40}}}}")], "proposed / actors[0] water-board / made / confidence", "less than or equal to 1"),
    "no confidence": ([("confidence: 0.4}}}}", "confidence: nan}}}}")], "proposed / actors[0] water-board / made / confidence", "does not fit"),
    "proposed and published": ([PUBLISH_DAM, ("title: Flood, kind: HUMANITARIAN, review: DRAFT", "title: Flood, kind: HUMANITARIAN")], "statements[4] dam / speakers[0]", "'water-board' is proposed in this reading and not known yet: put it into an actors.yaml and load that first. Places more: 3"),
    "publisher proposed": ([("publisher: gazette", "publisher: water-board"), ("directness: NARRATOR\n    review: DRAFT", "directness: NARRATOR"), ("HUMANITARIAN, review: DRAFT}}\n  - {{id: flood", "HUMANITARIAN}}\n  - {{id: flood")], "document / publisher", "is proposed in this reading"),
    "draft event": ([("directness: NARRATOR\n    review: DRAFT", "directness: NARRATOR")], "statements[3] rain / claims[0] / event", "event 'rain' is a DRAFT, and readers would not see"),
    "by no speaker": ([("        by: water-board", "        by: northland")], "statements[4] dam / claims[0] / by", "none of the statement's speakers"),
    "nobody says it": ([("    speakers: [water-board]\n    said_by: The Water Board said\n", ""), ("        by: water-board\n", "")], "statements[4] dam", "Nobody says it"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_draft_is_refused_and_changes_nothing(
    named: sa.Engine, tmp_path: Path, case: str
) -> None:
    changes, item, reason = REFUSED[case]
    file = drafted(tmp_path, *changes)[-1]
    before = everything(named)

    with pytest.raises(RefusedReading) as refused:
        load(named, [file])

    told = [each for each in refused.value.problems if f"{item}: " in each and reason in each]
    assert told, refused.value.problems
    assert told[0].startswith(f"{file}:")
    assert everything(named) == before


def test_a_draft_event_of_another_reading_is_not_claimed_about(
    named: sa.Engine, tmp_path: Path
) -> None:
    load(named, drafted(tmp_path)[-1:])
    later = second(tmp_path)

    with pytest.raises(RefusedReading) as refused:
        load(named, [later])

    assert "event 'shelling-of-hilltop' is a DRAFT" in str(refused.value)


def test_a_publisher_that_is_proposed_is_left_out_of_a_draft(
    named: sa.Engine, tmp_path: Path
) -> None:
    files = drafted(tmp_path, ("publisher: gazette", "publisher: water-board"))
    publisher = "SELECT a.slug FROM document d LEFT JOIN actor a ON a.id = d.publisher_id"

    load(named, files[-1:])
    assert rows(named, publisher) == [(None,)]

    load(named, [made_known(tmp_path), files[-1]])
    assert rows(named, publisher) == [("water-board",)]


def test_a_draft_does_not_take_the_place_of_what_is_published(
    database: sa.Engine, tmp_path: Path
) -> None:
    load(database, written(tmp_path))
    before = everything(database)
    file = drafted(tmp_path)[-1]

    with pytest.raises(RefusedReading) as refused:
        load(database, [file])

    assert [each.partition(": ")[2] for each in refused.value.problems] == [
        "document / slug: Published statements of 'border-november-4' would be gone from readers "
        "for a draft: 4 (border-november-4--denial, border-november-4--each-accuses-the-other, "
        "border-november-4--rain, border-november-4--shelling). Keep them in the reading with "
        "`review: PUBLISHED`, and take over from the draft what is new; what is to go gets "
        "`review: WITHDRAWN`.",
        "document / slug: Published events of 'border-november-4' would be gone from readers "
        "for a draft: 4 (fighting, rain, shelling-of-hilltop, truce-broken). Keep them in the "
        "reading with `review: PUBLISHED`, and take over from the draft what is new; what is to "
        "go gets `review: WITHDRAWN`.",
    ]
    assert everything(database) == before


def test_a_draft_may_be_added_to_what_is_published(database: sa.Engine, tmp_path: Path) -> None:
    load(database, [*written(tmp_path, text=TEXT_WITH_A_STRANGER), made_known(tmp_path)])
    one_more = published(DRAFT)
    place = one_more.index("  - id: dam")
    one_more = one_more[:place] + one_more[place:].replace("PUBLISHED", "DRAFT", 1)

    load(database, written(tmp_path, text=TEXT_WITH_A_STRANGER, reading=one_more)[-1:])

    assert rows(database, "SELECT slug FROM statement WHERE review = 'DRAFT'") == [
        ("border-november-4--dam",)
    ]


def test_what_an_editor_withdraws_may_go_beside_drafts(database: sa.Engine, tmp_path: Path) -> None:
    load(database, [*written(tmp_path, text=TEXT_WITH_A_STRANGER), made_known(tmp_path)])
    reading = published(DRAFT)
    place = reading.index("  - id: rain")
    reading = reading[:place] + reading[place:].replace("review: PUBLISHED", "review: WITHDRAWN", 1)

    load(database, written(tmp_path, text=TEXT_WITH_A_STRANGER, reading=reading)[-1:])

    assert rows(database, "SELECT slug FROM statement WHERE review = 'WITHDRAWN'") == [
        ("border-november-4--rain",)
    ]


def test_an_empty_draft_does_not_withdraw_what_is_published(
    named: sa.Engine, tmp_path: Path
) -> None:
    load(named, written(tmp_path))
    empty = READING.partition("statements:")[0].replace(
        "begins: The border on", "begins: The border on, made: {{rule: first-line, confidence: 1}}"
    )

    with pytest.raises(RefusedReading, match="would be gone from readers for a draft: 4"):
        load(named, written(tmp_path, reading=empty)[-1:])
