# ruff: noqa: E501  # Tables of cases, each on a line.
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from db.errors import RefusedReading
from seeds.load import load
from tests.seeds.border import ACTORS, PLACES, READING, TEXT, written
from tests.seeds.test_load import changed, everything

WRONG_READINGS = {
    # What is changed in the reading, to what, the item named, and part of the reason.
    "words not in the text": ("words: Rain fell at night.", "words: Snow fell at night.", "statements[3] rain", "does not stand in the text"),
    "words spelled otherwise": ("words: Rain fell at night.", "words: rain fell  at night.", "statements[3] rain", "does not stand in the text"),
    "other quotation marks": ("“We did not shell Hilltop [the town],”", "'\"We did not shell Hilltop [the town],\"'", "statements[2] denial", "it has them as '“We did not shell Hilltop [the town],”'"),
    "words twice": ("words: Southland had shelled Hilltop, two people were injured", "words: Hilltop", "statements[1] shelling", "stands twice in the text (text lines 3, 4)"),
    "no such place of words": ("words: Rain fell at night.", "words: Rain fell at night.\n    nth: 2", "statements[3] rain", "there is no number 2"),
    "words to stand after missing": ("words: Rain fell at night.", "words: Rain fell at night.\n    after: Snow", "statements[3] rain", "'Snow' does not stand in the text (looked for as `after`)"),
    "words not after those": ("words: Rain fell at night.", "words: Rain\n    after: at night", "statements[3] rain", "does not stand in the text after 'at night'"),
    "claim's words outside": ("words: Southland had shelled Hilltop\n", "words: The Northern Army\n", "statements[1] shelling / claims[0]", "does not stand in the statement's words"),
    "place of no words": ("        words: Southland had shelled Hilltop\n", "        nth: 1\n", "statements[1] shelling / claims[0]", "give the words"),
    "figure's words outside": ("words: two people}}", "words: three people}}", "statements[1] shelling / claims[1] / figures[0]", "does not stand in the statement's words"),
    "mention's words outside": ("words: Southland, actor: southland, role", "words: Rain, actor: southland, role", "statements[1] shelling / mentions[0]", "does not stand in the statement's words"),
    "form outside": ("form: Hilltop,", "form: Mill,", "statements[1] shelling / mentions[1]", "does not stand in the mention's words"),
    "said by words elsewhere": ("said_by: the Southern Army said", "said_by: The Northern Army said", "statements[2] denial / speakers[0]", "does not stand in the paragraph"),
    "unknown actor": ("speakers: [northern-army]", "speakers: [nothern-army]", "statements[1] shelling / speakers[0]", "actor 'nothern-army' is not known; did you mean 'northern-army'?"),
    "unknown publisher": ("publisher: gazette", "publisher: times", "document / publisher", "actor 'times' is not known"),
    "unknown via": ("said: {{start: 2020-11-04}}", "via: times", "statements[1] shelling / via", "actor 'times' is not known"),
    "unknown by": ("        by: northland", "        by: westland", "statements[0] each-accuses-the-other / claims[0] / by", "actor 'westland' is not known"),
    "by no speaker": ("        by: northland", "        by: observers", "statements[0] each-accuses-the-other / claims[0] / by", "none of the statement's speakers"),
    "unknown participant": ("actor: northern-army, role: ALLEGED", "actor: westland, role: ALLEGED", "claims[1] / participants[0]", "actor 'westland' is not known"),
    "unknown place": ("location: mill,", "location: mills,", "statements[1] shelling / claims[0] / at[1]", "place 'mills' is not known; did you mean 'mill'?"),
    "unknown place mentioned": ("location: hill-hilltop", "location: valley", "statements[1] shelling / mentions[1] / location", "place 'valley' is not known"),
    "unknown side": ("side: north}}", "side: west}}", "sections[2] / side", "side 'west' is not known"),
    "unknown event": ("event: rain,", "event: snow,", "statements[3] rain / claims[0] / event", "event 'snow' is not known"),
    "unknown larger event": ("part_of: fighting", "part_of: fights", "events[1] shelling-of-hilltop / part_of", "did you mean 'fighting'?"),
    "events in a circle": ("id: fighting, title: Fighting, kind: BATTLE, part_of: border-war", "id: fighting, title: Fighting, kind: BATTLE, part_of: shelling-of-hilltop", "events[1] shelling-of-hilltop / part_of", "part of itself"),
    "part of itself": ("part_of: fighting", "part_of: shelling-of-hilltop", "events[1] shelling-of-hilltop / part_of", "part of itself"),
    "event defined elsewhere": ("id: rain, title", "id: border-war, title", "events[3] border-war / id", "defined elsewhere already (in a file of actors)"),
    "statement twice": ("- id: rain\n", "- id: denial\n", "statements[3] denial", "The id 'denial' is given twice"),
    "event twice": ("id: fighting, title", "id: truce-broken, title", "events[2] truce-broken", "The id 'truce-broken' is given twice"),
    "two hyphens": ("- id: rain\n", "- id: the--rain\n", "statements[3] the--rain / id", "two hyphens"),
    "reply to nothing": ("in_reply_to: shelling", "in_reply_to: border-november-3--x", "statements[2] denial / in_reply_to", "'border-november-3--x' is not known"),
    "reply to itself": ("in_reply_to: shelling", "in_reply_to: denial", "statements[2] denial / in_reply_to", "answers itself"),
    "replies in a circle": ("said: {{start: 2020-11-04}}", "in_reply_to: denial", "statements[1] shelling / in_reply_to", "answers itself"),
    "narrator with a speaker": ("words: Rain fell at night.", "words: Rain fell at night.\n    speakers: [gazette]\n    said_by: Rain fell", "statements[3] rain", "The NARRATOR is nobody"),
    "nobody says it": ("directness: NARRATOR", "directness: REPORTED_SPEECH", "statements[3] rain", "Nobody says it"),
    "only a reporter": ("speakers: [southern-army]\n    said_by: the Southern Army said", "attributions: [{{actor: gazette, role: REPORTER, words: the Southern Army said}}]", "statements[2] denial", "Nobody says it"),
    "speakers without words": ("    said_by: the Southern Army said\n", "", "statements[2] denial", "`speakers` and `said_by` go together"),
    "both forms": ("    said_by: the Southern Army said\n", "    said_by: the Southern Army said\n    attributions: [{{actor: gazette, words: said}}]\n", "statements[2] denial / attributions", "not both"),
    "speaker twice": ("[northland, southland]", "[northland, northland]", "statements[0] each-accuses-the-other", "A speaker is given twice"),
    "place twice by an alias": ("{{location: mill, relation: NEAR}}", "hill-hilltop", "statements[1] shelling / claims[0] / at", "A place is given twice"),
    "narrated elsewhere": ("    in_reply_to: shelling", "    appearances: [{{words: Rain fell, directness: NARRATOR}}]", "statements[2] denial / appearances[0] / directness", "in all its appearances or in none"),
    "event without facet": ("event: rain, facet: OCCURRENCE,", "event: rain,", "statements[3] rain / claims[0]", "tell by `facet`"),
    "facet without event": ("event: rain, facet: OCCURRENCE,", "facet: OCCURRENCE,", "statements[3] rain / claims[0] / facet", "no `event`"),
    "figure's bounds": ("minimum: 2,", "minimum: 3,", "claims[1] / figures[0] / minimum", "above the maximum"),
    "figure too great": ("minimum: 2, maximum: 2", "maximum: 3000000000", "claims[1] / figures[0] / maximum", "less than or equal to 2147483647"),
    "date out of order": ("start: 2020-11-03, part: NIGHT", "start: 2020-11-05, part: NIGHT", "claims[0] / happened", "its start 2020-11-05 is after its end 2020-11-04"),
    "no such day": ("said: {{start: 2020-11-04}}", "said: {{start: 2020-11-31}}", "statements[1] shelling / said", "not in the calendar"),
    "no day": ("said: {{start: 2020-11-04}}", "said: {{start: yesterday}}", "statements[1] shelling / said / start", "write a day such as 2020-11-04"),
    "ongoing with an end": ("said: {{start: 2020-11-04}}", "said: {{end: 2020-11-04, ongoing: true}}", "statements[1] shelling / said", "is ongoing and has an end"),
    "mention of nothing": ("form: Hilltop, location: hill-hilltop", "form: Hilltop", "statements[1] shelling / mentions[1]", "either an `actor` or a `location`"),
    "mention twice": ("  - {{words: The Northern Army, actor: northern-army}}\nevents:", "  - {{words: The Northern Army, actor: northern-army}}\n  - {{words: The Northern Army, actor: northern-army}}\nevents:", "mentions[1]", "given twice"),
    "quotation not whole": ("words: “We did not shell Hilltop [the town],”", "words: “We did not shell Hilltop [the town],", "statements[2] denial", "there is no whole one; give what was said as `quote`"),
    "quote outside": ("directness: DIRECT_QUOTE", "directness: DIRECT_QUOTE\n    quote: We shelled", "statements[2] denial / quote", "does not stand in the words"),
    "quote of reported words": ("words: Rain fell at night.", "words: Rain fell at night.\n    quote: Rain", "statements[3] rain / quote", "Only a DIRECT_QUOTE"),
    "insertion without brackets": ('["[the town]"]', "[the town]", "statements[2] denial / insertions[0]", "with its brackets"),
    "insertion elsewhere": ('["[the town]"]', '["[the hill]"]', "statements[2] denial / insertions[0]", "does not stand in the quotation"),
    "sections out of order": ("role: LEAD, begins: The parties", "role: LEAD, begins: Rain", "sections[2]", "put the sections in the order of the text"),
    "section within a line": ("role: LEAD, begins: The parties", "role: LEAD, begins: parties", "sections[1]", "does not begin a line"),
    "section without words": ("role: LEAD, begins: The parties", "role: LEAD", "sections[1]", "either `heading` or `begins`"),
    "other text": ("sha256: {sha256}", "sha256: " + 64 * "0", "document / sha256", "it is not the text that was read"),
    "no hash": ("sha256: {sha256}", "sha256: 4794c0f3", "document / sha256", "64 hexadecimal digits"),
    "no text": ("text: border.txt", "text: other.txt", "document / text", "There is no such file"),
    "text elsewhere": ("text: border.txt", "text: ../border.txt", "document / text", "give its file name alone"),
    "no claims": ("    claims:\n      - {{act: REPORT, event: rain, facet: OCCURRENCE, happened: {{start: 2020-11-04}}}}\n", "", "statements[3] rain / claims", "`claims` is missing"),
    "empty claims": ("    claims:\n      - {{act: REPORT, event: rain, facet: OCCURRENCE, happened: {{start: 2020-11-04}}}}\n", "    claims: []\n", "statements[3] rain / claims", "at least 1 item"),
    "unknown member": ("    directness: NARRATOR", "    directness: NARRATOR\n    mood: sad", "statements[3] rain / mood", "is not known here"),
    "unknown act": ("act: DENY", "act: LIE", "statements[2] denial / claims[0] / act", "'LIE' is none of"),
    "no slug": ("- id: rain\n", "- id: Rain!\n", "statements[3] Rain! / id", "small letters and digits"),
    "empty words": ("words: Rain fell at night.", "words:", "statements[3] rain / words", "is empty"),
    "place of the wrong form": ("{{location: mill, relation: NEAR}}", "{{place: mill}}", "claims[0] / at[1] / location", "`location` is missing"),
    "no address": ("published_on: 2020-11-04", "url: border.example", "document / url", "https://"),
    "no list": ("speakers: [northern-army]", "speakers: northern-army", "statements[1] shelling / speakers", "must be a list"),
    "member twice": ("directness: NARRATOR", "directness: NARRATOR\n    directness: NARRATOR", "", "'directness' is given twice"),
    "reference": ("speakers: [northern-army]", "speakers: &us [northern-army]\n    note: *us", "", "write it out"),
    "NUL": ("title: The border on 4 November", 'title: "The border\\0"', "", "NUL"),
    "half a character": ("title: The border on 4 November", 'title: "The border\\ud83d"', "", "half of one"),
    "not YAML": ("statements:\n", "statements: [\n", "", "It is not YAML"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG_READINGS)
def test_a_wrong_reading_is_refused_and_changes_nothing(
    named: sa.Engine, tmp_path: Path, case: str
) -> None:
    old, new, item, reason = WRONG_READINGS[case]
    files = written(tmp_path, reading=changed(READING, (old, new)))
    before = everything(named)

    with pytest.raises(RefusedReading) as refused:
        load(named, files[-1:])

    told = [
        problem
        for problem in refused.value.problems
        if f"{item}: " in problem and reason in problem
    ]
    assert told, refused.value.problems
    assert told[0].startswith(f"{files[-1]}:")
    assert everything(named) == before


def test_all_problems_are_told_at_once_with_their_lines(named: sa.Engine, tmp_path: Path) -> None:
    reading = changed(
        READING,
        ("publisher: gazette", "publisher: times"),
        ("words: Rain fell at night.", "words: Snow fell at night."),
        (
            "act: DENY, event: shelling-of-hilltop, facet: OCCURRENCE",
            "act: DENY, event: nothing, facet: OCCURRENCE",
        ),
        ("minimum: 2,", "minimum: 3,"),
    )
    file = written(tmp_path, reading=reading)[-1]
    lines = reading.splitlines()

    with pytest.raises(RefusedReading) as refused:
        load(named, [file])

    found = [problem.removeprefix(f"{file}:").split(":")[0] for problem in refused.value.problems]
    assert [lines[int(line) - 1].strip()[:20] for line in found] == [
        "publisher: times",
        "figures: [{{metric: ",
        "- {{act: DENY, event",
        "- id: rain",
    ]


WRONG_ACTORS = {
    "actor twice": ("id: southland,", "id: northland,", "actors[1] northland", "given twice"),
    "unknown body": ("organization: northland", "organization: northlands", "actors[2] northern-army / affiliations[0]", "did you mean 'northland'?"),
    "body of its own": ("organization: northland", "organization: northern-army", "actors[2] northern-army / affiliations[0]", "belongs to itself"),
    "unknown camp": ("name: Southland, sides: [south]", "name: Southland, sides: [west]", "actors[1] southland / sides[0]", "side 'west' is not known"),
    "two camps at once": ("name: Southland, sides: [south]", "name: Southland, sides: [south, north]", "actors[1] southland / sides", "at the same time"),
    "two camps that overlap": ("name: Southland, sides: [south]", "name: Southland, sides: [{side: south, until: 2020}, {side: north, since: 2020-06}]", "actors[1] southland / sides", "at the same time"),
    "conflict of another kind": ("kind: CONFLICT", "kind: BATTLE", "sides[0] north / conflict", "no event of kind CONFLICT"),
    "unknown conflict": ("name: North, conflict: border-war", "name: North, conflict: war", "sides[0] north / conflict", "no event of kind CONFLICT"),
    "alias of another": ("{value: North, language: en}", "{value: southland, kind: SLUG}", "actors[1] southland", "given twice"),
    "dates out of order": ("role: Armed forces", "role: Armed forces, since: 2021, until: 2020-05", "actors[2] northern-army / affiliations[0]", "after its end"),
    "no such month": ("role: Armed forces", "role: Armed forces, since: 2020-13", "actors[2] northern-army / affiliations[0]", "not in the calendar"),
    "unknown member": ("kind: MEDIA", "kind: MEDIA, country: x", "actors[5] gazette / country", "not known here"),
    "names' user unknown": ("{value: North, language: en}", "{value: North, used_by: west}", "actors[0] northland / names[0]", "side 'west' is not known"),
    "side of the wrong form": ("name: Southland, sides: [south]", "name: Southland, sides: [{camp: south}]", "actors[1] southland / sides[0] / side", "`side` is missing"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG_ACTORS)
def test_a_wrong_file_of_actors_is_refused_and_changes_nothing(
    empty: sa.Engine, tmp_path: Path, case: str
) -> None:
    old, new, item, reason = WRONG_ACTORS[case]
    file = tmp_path / "actors.yaml"
    file.write_text(changed(ACTORS, (old, new)), "utf-8")
    before = everything(empty)

    with pytest.raises(RefusedReading) as refused:
        load(empty, [file])

    assert [p for p in refused.value.problems if f"{item}: " in p and reason in p], refused.value
    assert everything(empty) == before


WRONG_PLACES = {
    "place twice": ("mill,,Mill", "upland,,Mill", 5, "the id or alias 'upland' is that of upland too"),
    "alias of another": ("mill,,Mill", "mill,northland,Mill", 5, "is that of northland too"),
    "unknown kind": ("VILLAGE", "HAMLET", 5, "`kind` 'HAMLET' is none of"),
    "unknown precision": ("UNKNOWN", "ROUGH", 5, "`precision` 'ROUGH' is none of"),
    "unknown parent": ("village,northland", "village,northlands", 5, "did you mean 'northland'?"),
    "circle": ("disputed territory,northland", "disputed territory,hill-hilltop", 3, "lie in each other"),
    "half a point": ("40.1234567,45", "40.1234567,", 4, "both or neither"),
    "no number": ("40.1234567,45", "40°,45", 4, "decimal degrees"),
    "point nowhere": ("40.1234567,45", "140,45", 4, "perhaps they are swapped"),
    "no date": ("2020-11,yes", "2020-15,yes", 4, "not in the calendar"),
    "no Wikidata item": (",Q1,", ",X1,", 4, "no item such as Q227"),
    "no GeoNames number": (",Q1,7,", ",Q1,seven,", 4, "no number of GeoNames"),
    "cells missing": (",UNKNOWN,,,,invented,,", ",UNKNOWN", 5, "not as many cells"),
    "no column": (",admin_type,", ",type,", 1, "no column admin_type"),
    "no name": ("mill,,Mill", "mill,,", 5, "`name` is empty"),
    "no id": ("mill,,Mill", "The Mill,,Mill", 5, "'The Mill' is no id"),
    "not CSV": ("by hand", '"by" hand', 4, "It is not CSV"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG_PLACES)
def test_a_wrong_gazetteer_is_refused_and_changes_nothing(
    empty: sa.Engine, tmp_path: Path, case: str
) -> None:
    old, new, line, reason = WRONG_PLACES[case]
    file = tmp_path / "places.csv"
    file.write_text(changed(PLACES, (old, new)), "utf-8")
    before = everything(empty)

    with pytest.raises(RefusedReading) as refused:
        load(empty, [file])

    assert [
        p for p in refused.value.problems if p.startswith(f"{file}:{line}: ") and reason in p
    ], refused.value
    assert everything(empty) == before


WRONG_FILES = {
    "missing": ("no.yaml", None, "There is no such file"),
    "empty": ("a.yaml", b"", "It is empty"),
    "blank": ("a.yaml", b" \n\n", "It is empty"),
    "comments alone": ("a.yaml", b"# nothing\n", "It is empty"),
    "not UTF-8": ("a.yaml", "document: {}\nnote: Шуша".encode("cp1251"), ":2: It is not UTF-8 (byte 19)"),
    "NUL": ("a.yaml", b"document:\n  slug: a\0b", ":2: It has a NUL"),
    "control character": ("a.yaml", b"document:\n  slug: a\x07b", "It is not YAML"),
    "tabs": ("a.yaml", b"document:\n\tslug: a", ":2: It is not YAML"),
    "a list": ("a.yaml", b"- document", "neither `document`"),
    "other members": ("a.yaml", b"places: []", "neither `document`"),
    "two documents": ("a.yaml", b"document: {}\n---\ndocument: {}", "It is not YAML"),
    "nested deeply": ("a.yaml", b"document: " + b"[" * 20000, "nested too deeply"),
    "another kind": ("a.txt", b"Rain fell.", "no file of knowledge"),
    "empty gazetteer": ("a.csv", b"", "It is empty"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG_FILES)
def test_a_file_that_is_none_of_knowledge_is_refused(
    empty: sa.Engine, tmp_path: Path, case: str
) -> None:
    name, content, reason = WRONG_FILES[case]
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(RefusedReading) as refused:
        load(empty, [file])

    (problem,) = refused.value.problems
    assert problem.startswith(str(file))
    assert reason in problem


def test_an_alias_of_a_row_of_another_file_is_refused(named: sa.Engine, tmp_path: Path) -> None:
    (tmp_path / "more.yaml").write_text(
        "actors: [{id: east, kind: STATE, name: East, names: [{value: observers, kind: SLUG}]}]"
    )
    header = PLACES.partition("\n")[0]
    row = "hilltop,,Hilltop,CITY,town,,,,no,,,,,,,UNKNOWN,,,,,,"
    (tmp_path / "more.csv").write_text(f"{header}\n{row}\n")

    with pytest.raises(RefusedReading, match="'observers' is another actor's alias or id"):
        load(named, [tmp_path / "more.yaml"])
    with pytest.raises(RefusedReading, match="'hilltop' is another place's alias or id"):
        load(named, [tmp_path / "more.csv"])


def test_an_alias_may_become_a_row(named: sa.Engine, tmp_path: Path) -> None:
    row = "hilltop,,Hilltop,CITY,town,,,,no,,,,,,,UNKNOWN,,,,,,\n"
    (tmp_path / "places.csv").write_text(changed(PLACES, (",hilltop,", ",,")) + row, "utf-8")

    assert load(named, [tmp_path / "places.csv"]).count("location", "added") == 1


def test_a_folder_is_refused(empty: sa.Engine, tmp_path: Path) -> None:
    with pytest.raises(RefusedReading, match="This is a folder"):
        load(empty, [tmp_path])


WRONG_TEXTS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "It is empty"),
    "not UTF-8": (lambda text: text + b"\xff", "It is not UTF-8"),
    "NUL": (lambda text: text + b"\0", "NUL character"),
}


@pytest.mark.parametrize("case", WRONG_TEXTS)
def test_a_text_that_is_none_is_refused(named: sa.Engine, tmp_path: Path, case: str) -> None:
    spoil, reason = WRONG_TEXTS[case]
    file = written(tmp_path)[-1]
    (tmp_path / "border.txt").write_bytes(spoil(TEXT.encode()))

    with pytest.raises(RefusedReading, match=reason):
        load(named, [file])


def test_the_same_text_is_one_document(named: sa.Engine, tmp_path: Path) -> None:
    load(named, written(tmp_path))
    reading = changed(READING.partition("events:")[0], ("slug: border-november-4", "slug: another"))

    with pytest.raises(RefusedReading, match="that of document 'border-november-4' already"):
        load(named, written(tmp_path, reading=reading)[-1:])


def test_an_event_that_another_reading_defines_is_refused(named: sa.Engine, tmp_path: Path) -> None:
    load(named, written(tmp_path))
    reading = READING.replace("slug: border-november-4", "slug: another")

    with pytest.raises(RefusedReading, match=r"defined elsewhere already \(in the reading of"):
        load(named, written(tmp_path, text=TEXT + "\n", reading=reading)[-1:])


def test_a_refused_file_leaves_the_others_that_were_given(empty: sa.Engine, tmp_path: Path) -> None:
    files = written(tmp_path, reading=changed(READING, ("publisher: gazette", "publisher: times")))

    with pytest.raises(RefusedReading) as refused:
        load(empty, files)

    assert len(refused.value.problems) == 1
    assert f"{files[0]}: loaded" in refused.value.loaded
    assert len(everything(empty)["location"]) == 4
    assert everything(empty)["document"] == []
