from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from db.errors import RefusedReading
from seeds.load import load
from tests.seeds.border import ACTORS, READING, TEXT, written

TABLES = [table for table in SQLModel.metadata.sorted_tables if not table.info.get("view")]


def rows(database: sa.Engine, statement: str) -> Sequence[Any]:
    with database.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(statement))]


def everything(database: sa.Engine) -> dict[str, Sequence[Any]]:
    """All rows of all tables."""
    return {
        table.name: rows(database, f"SELECT * FROM {table.name} ORDER BY 1") for table in TABLES
    }


def changed(reading: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert reading.count(old) == 1, old
        reading = reading.replace(old, new)
    return reading


def without(reading: str, begin: str, end: str) -> str:
    start = reading.index(begin)
    return reading[:start] + reading[reading.index(end, start) :]


def test_each_span_has_the_words_it_was_made_from(database: sa.Engine, tmp_path: Path) -> None:
    load(database, written(tmp_path))

    assert rows(
        database,
        "SELECT a.text, substr(d.text, a.start + 1, a.end - a.start), a.quote"
        " FROM appearance a JOIN document d ON d.id = a.document_id ORDER BY a.start",
    ) == [
        (text, text, quote)
        for text, quote in [
            ("The parties accuse each other of breaking the truce.", None),
            ("Southland had shelled Hilltop, two people were injured", None),
            ("“We did not shell Hilltop [the town],”", "We did not shell Hilltop [the town],"),
            ("Rain fell at night.", None),
        ]
    ]
    for table, words in [
        (
            "attribution",
            ["The parties accuse each other"] * 2
            + ["The Northern Army said", "the Southern Army said"],
        ),
        ("insertion", ["[the town]"]),
        ("figure", ["two people"]),
        ("means", ["shelled"]),
        ("mention", ["The Northern Army", "The Northern Army", "Southland", "Hilltop"]),
    ]:
        assert rows(
            database,
            f'SELECT substr(d.text, x.start + 1, x."end" - x.start)'
            f" FROM {table} x JOIN document d ON d.id = x.document_id ORDER BY x.start, x.id",
        ) == [(word,) for word in words], table


def test_spans_count_code_points_and_utf_16_units(database: sa.Engine, tmp_path: Path) -> None:
    load(database, written(tmp_path))

    place = TEXT.index("Rain")
    assert rows(
        database,
        'SELECT start, "end", start_utf16, end_utf16 FROM statement ORDER BY start DESC LIMIT 1',
    ) == [(place, place + 19, place + 1, place + 20)]


def test_events_come_with_the_conflict_they_belong_to(database: sa.Engine, tmp_path: Path) -> None:
    load(database, written(tmp_path))

    assert rows(
        database,
        "SELECT e.slug, p.slug, c.slug, d.slug, e.attestation FROM event e"
        " LEFT JOIN event p ON p.id = e.part_of_id LEFT JOIN event c ON c.id = e.conflict_id"
        " LEFT JOIN document d ON d.id = e.defined_in_id ORDER BY e.slug",
    ) == [
        ("border-war", None, "border-war", None, None),
        ("fighting", "border-war", "border-war", "border-november-4", None),
        ("rain", None, None, "border-november-4", "NARRATOR_ONLY"),
        ("shelling-of-hilltop", "fighting", "border-war", "border-november-4", "DISPUTED"),
        ("truce-broken", "border-war", "border-war", "border-november-4", "DISPUTED"),
    ]


def test_statements_know_section_reply_and_slug(database: sa.Engine, tmp_path: Path) -> None:
    load(database, written(tmp_path))

    assert rows(
        database,
        "SELECT s.slug, x.role, r.slug FROM statement s JOIN section x ON x.id = s.section_id"
        " LEFT JOIN statement r ON r.id = s.in_reply_to_id ORDER BY s.start",
    ) == [
        ("border-november-4--each-accuses-the-other", "LEAD", None),
        ("border-november-4--shelling", "SIDE", None),
        ("border-november-4--denial", "SIDE", "border-november-4--shelling"),
        ("border-november-4--rain", "SIDE", None),
    ]


def test_loading_twice_is_the_same_as_once(database: sa.Engine, tmp_path: Path) -> None:
    files = written(tmp_path)
    load(database, files)
    before = everything(database)

    report = load(database, reversed(files))

    assert everything(database) == before
    assert not report.wrote
    assert report.lines() == [f"{path}: nothing changed" for path in files]


def test_files_may_be_given_in_any_order(database: sa.Engine, tmp_path: Path) -> None:
    actors, places, reading = written(tmp_path)

    report = load(database, [reading, places, actors, reading])

    assert [file.path for file in report.files] == [actors, places, reading]


def test_a_changed_reading_changes_what_differs_and_keeps_the_keys(
    database: sa.Engine, tmp_path: Path
) -> None:
    load(database, written(tmp_path))
    before = everything(database)
    reading = changed(
        READING, ("title: Rain,", "title: Rain at night,"), ("minimum: 2,", "minimum: 1,")
    )

    report = load(database, written(tmp_path, reading=reading))

    after = everything(database)
    changed_tables = {name for name in after if after[name] != before[name]}
    assert changed_tables == {"event", "figure", "search_entry", "revision"}
    # Entries have no keys that anyone keeps.
    del before["search_entry"], after["search_entry"]
    assert {name: [row[0] for row in after[name]] for name in after} == {
        name: [row[0] for row in before[name]] for name in before
    }
    assert (report.count("event", "changed"), report.count("figure", "changed")) == (1, 1)
    assert report.count("event", "unchanged") == 4
    assert rows(database, "SELECT revision FROM figure") == [(2,)]


def test_a_statement_that_is_gone_is_withdrawn_and_comes_back(
    database: sa.Engine, tmp_path: Path
) -> None:
    load(database, written(tmp_path))
    claims = rows(database, "SELECT id, statement_id FROM claim ORDER BY id")
    shorter = without(READING, "  - id: denial", "  - id: rain")

    report = load(database, written(tmp_path, reading=shorter))

    assert report.count("statement", "withdrawn") == 1
    assert "  statement: 1 withdrawn, 3 unchanged" in report.lines()
    assert rows(database, "SELECT id, statement_id FROM claim ORDER BY id") == claims
    assert rows(database, "SELECT review, revision FROM statement WHERE slug LIKE '%--denial'") == [
        ("WITHDRAWN", 2)
    ]
    shelling = "SELECT attestation FROM event WHERE slug = 'shelling-of-hilltop'"
    assert rows(database, shelling) == [("ONE_SIDE",)]

    assert not load(database, written(tmp_path, reading=shorter)).wrote

    load(database, written(tmp_path))
    assert rows(database, "SELECT review, revision FROM statement WHERE slug LIKE '%--denial'") == [
        ("PUBLISHED", 3)
    ]
    assert rows(database, shelling) == [("DISPUTED",)]


def test_an_event_that_is_gone_is_withdrawn(database: sa.Engine, tmp_path: Path) -> None:
    load(database, written(tmp_path))
    reading = without(READING, "  - {{id: rain,", "}}\n")
    reading = changed(reading[: reading.rindex("}}\n")], ("event: rain, facet: OCCURRENCE, ", ""))

    report = load(database, written(tmp_path, reading=reading))

    assert report.count("event", "withdrawn") == 1
    assert rows(database, "SELECT review, attestation FROM event WHERE slug = 'rain'") == [
        ("WITHDRAWN", None)
    ]


def test_sections_may_move_under_statements_that_were_withdrawn(
    database: sa.Engine, tmp_path: Path
) -> None:
    load(database, written(tmp_path))
    reading = without(READING, "  - id: denial", "  - id: rain")
    reading = changed(reading, ("begins: The Northern Army said, side: north", "begins: Rain"))

    load(database, written(tmp_path, reading=reading))

    assert rows(
        database,
        "SELECT s.slug, x.role FROM statement s JOIN section x ON x.id = s.section_id"
        " WHERE s.review = 'WITHDRAWN'",
    ) == [("border-november-4--denial", "LEAD")]


def test_a_changed_text_moves_the_spans(database: sa.Engine, tmp_path: Path) -> None:
    load(database, written(tmp_path))
    text = TEXT.replace("The parties", "On Wednesday:\nThe parties")

    load(database, written(tmp_path, text=text))

    assert rows(database, "SELECT start FROM statement WHERE slug LIKE '%rain'") == [
        (text.index("Rain"),)
    ]
    assert rows(database, "SELECT DISTINCT revision FROM statement ORDER BY 1") == [(2,)]
    assert rows(database, "SELECT DISTINCT revision FROM mention") == [(2,)]


def test_a_text_stays_while_withdrawn_statements_stand_on_it(
    database: sa.Engine, tmp_path: Path
) -> None:
    load(database, written(tmp_path))
    load(database, written(tmp_path, reading=without(READING, "  - id: denial", "  - id: rain")))
    before = everything(database)
    files = written(
        tmp_path,
        text=TEXT + "It was cold.",
        reading=without(READING, "  - id: denial", "  - id: rain"),
    )

    with pytest.raises(RefusedReading, match="border-november-4--denial"):
        load(database, files)

    assert everything(database) == before


SECOND = """\
document:
  slug: border-november-5
  kind: OVERVIEW
  title: The border on 5 November
  published_on: 2020-11-05
  text: later.txt
  sha256: {sha256}
statements:
  - id: yes-it-was
    words: The Southern Army regretted the shelling of Hilltop.
    speakers: [southern-army]
    said_by: The Southern Army
    directness: REPORTED_SPEECH
    in_reply_to: border-november-4--shelling
    claims:
      - {{act: CONFIRM, event: shelling-of-hilltop, facet: OCCURRENCE, stance: CONCEDES}}
"""
SECOND_TEXT = "The Southern Army regretted the shelling of Hilltop.\r\n"


def second(folder: Path, reading: str = SECOND) -> Path:
    return written(folder, text=SECOND_TEXT, reading=reading, name="later")[-1]


def test_readings_given_together_are_loaded_in_the_order_they_need(
    database: sa.Engine, tmp_path: Path
) -> None:
    later = second(tmp_path)

    report = load(database, [later, *written(tmp_path)])

    assert report.files[-1].path == later
    assert rows(
        database,
        "SELECT r.slug FROM statement s JOIN statement r ON r.id = s.in_reply_to_id"
        " WHERE s.slug = 'border-november-5--yes-it-was'",
    ) == [("border-november-4--shelling",)]


def test_a_text_keeps_its_line_ends(database: sa.Engine, tmp_path: Path) -> None:
    load(database, [*written(tmp_path), second(tmp_path)])

    assert rows(database, "SELECT text FROM document WHERE slug = 'border-november-5'") == [
        (SECOND_TEXT,)
    ]


def test_a_withdrawn_event_of_which_others_speak_is_told(
    database: sa.Engine, tmp_path: Path
) -> None:
    load(database, [*written(tmp_path), second(tmp_path)])
    reading = changed(
        without(READING, "  - id: shelling", "  - id: rain"),
        (
            "  - {{id: shelling-of-hilltop, title: Shelling, kind: VIOLENCE_AGAINST_CIVILIANS, "
            "part_of: fighting}}\n",
            "",
        ),
    )

    report = load(database, written(tmp_path, reading=reading))

    assert any("border-november-5 speaks of it" in line for line in report.lines())


def test_an_event_may_move_to_another_reading(database: sa.Engine, tmp_path: Path) -> None:
    load(database, [*written(tmp_path), second(tmp_path)])
    defined = "  - {{id: rain, title: Rain, kind: HUMANITARIAN}}\n"
    earlier = written(
        tmp_path,
        reading=without(changed(READING, (defined, "")), "  - id: rain", "mentions:\n  - {{"),
    )
    later = second(tmp_path, f"{SECOND}events:\n{defined}")

    # The later one is tried first and again when the earlier one has let go of the event.
    load(database, [later, *earlier])

    assert rows(
        database,
        "SELECT e.review, d.slug FROM event e JOIN document d ON d.id = e.defined_in_id"
        " WHERE e.slug = 'rain'",
    ) == [("PUBLISHED", "border-november-5")]


def test_the_conflict_is_handed_down_to_events_of_other_readings(
    database: sa.Engine, tmp_path: Path
) -> None:
    event = "events:\n  - {{id: storm, title: Storm, kind: HUMANITARIAN, part_of: rain}}\n"
    load(database, [*written(tmp_path), second(tmp_path, SECOND + event)])
    reading = changed(
        READING, ("kind: HUMANITARIAN}}", "kind: HUMANITARIAN, part_of: border-war}}")
    )

    load(database, written(tmp_path, reading=reading))

    assert rows(
        database,
        "SELECT e.slug, c.slug FROM event e JOIN event c ON c.id = e.conflict_id"
        " WHERE e.slug IN ('rain', 'storm') ORDER BY 1",
    ) == [("rain", "border-war"), ("storm", "border-war")]


def test_an_actor_gone_from_its_file_stays_and_its_names_go_with_the_file(
    database: sa.Engine, tmp_path: Path
) -> None:
    files = written(tmp_path)
    load(database, files)
    actors = changed(
        ACTORS,
        ("  - {id: observers, kind: INTERNATIONAL_ORGANIZATION, name: Observers}\n", ""),
        ("    names: [{value: North, language: en}]\n", ""),
    )
    (tmp_path / "actors.yaml").write_text(actors, "utf-8")

    report = load(database, files)

    assert report.count("name", "removed") == 1
    assert "  not in this file, and they stay: 1 (observers)" in report.lines()
    assert rows(database, "SELECT count(*) FROM actor") == [(6,)]


def test_a_change_of_camp_changes_attestation(database: sa.Engine, tmp_path: Path) -> None:
    files = written(tmp_path)
    load(database, files)
    actors = changed(
        ACTORS,
        (
            "kind: ARMED_FORCES, name: Southern Army, sides: [south]",
            "kind: ARMED_FORCES, name: Southern Army, sides: [north]",
        ),
    )
    (tmp_path / "actors.yaml").write_text(actors, "utf-8")

    load(database, files[:1])

    # Two members of one camp contradict each other: that is no dispute between camps.
    assert rows(database, "SELECT attestation FROM event WHERE slug = 'shelling-of-hilltop'") == [
        ("ONE_SIDE",)
    ]


def test_swapping_the_sides_in_a_text_swaps_the_answers(
    database: sa.Engine, tmp_path: Path
) -> None:
    load(database, written(tmp_path))
    questions = [
        "SELECT s.slug, e.slug, c.facet, c.stance, v.voice, x.slug, a.slug FROM claim_voice v"
        " JOIN claim c ON c.id = v.claim_id JOIN statement s ON s.id = c.statement_id"
        " LEFT JOIN event e ON e.id = c.event_id LEFT JOIN side x ON x.id = v.side_id"
        " LEFT JOIN actor a ON a.id = v.actor_id",
        "SELECT e.slug, e.attestation FROM event e",
        "SELECT e.slug, v.voice, v.label FROM version v JOIN event e ON e.id = v.event_id",
        "SELECT s.text, x.slug FROM statement s LEFT JOIN section n ON n.id = s.section_id"
        " LEFT JOIN side x ON x.id = n.side_id",
    ]
    answers = [rows(database, question) for question in questions]

    load(database, written(tmp_path, text=swapped(TEXT), reading=swapped(READING)))

    for question, answer in zip(questions, answers, strict=True):
        expected = [tuple(cell and swapped(cell) for cell in row) for row in answer]
        assert sorted(rows(database, question), key=repr) == sorted(expected, key=repr)


def swapped(words: str) -> str:
    """The words with the two sides' names in place of each other."""
    for one, other in (("North", "South"), ("north", "south")):
        words = words.replace(one, "\0").replace(other, one).replace("\0", other)
    return words


def test_statements_of_two_readings_do_not_answer_each_other(
    database: sa.Engine, tmp_path: Path
) -> None:
    load(database, written(tmp_path))
    second = """\
document: {slug: reply, kind: ARTICLE, title: Reply, text: reply.txt, sha256: SHA}
statements:
  - id: rain-too
    words: It rained.
    directness: NARRATOR
    in_reply_to: border-november-4--rain
    claims: [{act: REPORT}]
"""
    text = "It rained."
    (tmp_path / "reply.txt").write_text(text)
    path = tmp_path / "reply.yaml"
    path.write_text(second.replace("SHA", sha256(text.encode()).hexdigest()))
    load(database, [path])
    answering = READING.replace(
        "words: Rain fell at night.", "words: Rain fell at night.\n    in_reply_to: reply--rain-too"
    )

    with pytest.raises(RefusedReading, match="answers itself through other readings"):
        load(database, written(tmp_path, reading=answering))
