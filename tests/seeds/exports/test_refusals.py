# ruff: noqa: E501  # Tables of cases, each on a line.
"""What is no export, is not whole, or breaks a rule is refused, and leaves the database empty."""

import gzip
import io
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import orjson
import pytest
import sqlalchemy as sa
from sqlmodel import Session

from db.errors import BadInput, RefusedReading
from db.migrate import migrate
from tests.conftest import DIALECTS, Databases
from tests.factories import make_actor
from tests.seeds.exports.worlds import exported, public, sealed, take_back
from tests.seeds.test_load import everything as all_rows

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def given(databases: Databases) -> dict[str, bytes]:
    """An export of the border conflict in each form."""
    with databases.open("sqlite", "public", public) as engine:
        return {form: exported(engine, form) for form in ("ndjson", "zip")}


@pytest.fixture(params=DIALECTS)
def target(request: pytest.FixtureRequest, databases: Databases) -> Iterator[sa.Engine]:
    with databases.open(request.param, "empty", migrate) as engine:
        yield engine


def refused(engine: sa.Engine, content: bytes, folder: Path, form: str = "ndjson") -> str:
    """Why it is refused; nothing is in the database then."""
    before = all_rows(engine)
    with pytest.raises(RefusedReading) as error:
        take_back(engine, content, folder, form)
    assert all_rows(engine) == before
    [problem] = error.value.problems
    assert problem.startswith(f"{folder / 'export'}.{form}")
    return problem.removeprefix(f"{folder / 'export'}.{form}")


def changed(content: bytes, table: str, change: Change, number: int = 0) -> bytes:
    """The export with one row of a table changed."""
    lines = content.splitlines(keepends=True)
    rows = [
        place
        for place, line in enumerate(lines)
        if line.startswith(b'{"table":"%s"' % table.encode())
    ]
    entry = orjson.loads(lines[rows[number]])
    change(entry["row"])
    lines[rows[number]] = orjson.dumps(entry) + b"\n"
    return sealed(b"".join(lines))


def put(**values: Any) -> Change:
    return lambda row: row.update(values)


WRONG_ROWS: dict[str, tuple[str, Change, str]] = {
    # The table, what is changed in its first row, and part of the reason.
    "a column missing": ("actor", lambda row: row.pop("slug"), "`slug` is missing"),
    "a column unknown": ("actor", put(colour="red"), "`colour` is not known here"),
    "a derived column": ("actor", put(name_folded="x"), "`name_folded` is not known here"),
    "no word of the vocabulary": ("actor", put(kind="EMPIRE"), "'EMPIRE' is none of"),
    "a number as text": ("actor", put(revision="1"), "`revision` does not fit: input should be a valid integer"),
    "text as a number": ("actor", put(name=7), "`name` does not fit: input should be a valid string"),
    "a truth value as a number": ("location", put(disputed=1), "`disputed` does not fit"),
    "a number with a fraction": ("event", put(revision=1.5), "`revision` does not fit"),
    "a number too large": ("event", put(revision=2**31), "less than or equal to 2147483647"),
    "no key": ("actor", put(id=0), "greater than or equal to 1"),
    "a missing value": ("actor", put(name=None), "`name` is empty"),
    "an empty name": ("actor", put(name=""), "at least 1 character"),
    "a slug that is none": ("actor", put(slug="A B"), "small letters and digits"),
    "no point on earth": ("location", put(latitude=91.0, longitude=0.0), "less than or equal to 90"),
    "half a point": ("location", put(longitude=None), "The database does not take it"),
    "no day": ("document", put(published_on="2020-13-01"), "`published_on` does not fit"),
    "no instant": ("document", put(created_at="2020-11-01"), "`created_at` does not fit"),
    "an instant without a zone": ("document", put(created_at="2020-11-01T00:00:00"), "`created_at` does not fit"),
    "NUL": ("document", put(title="a\0b"), "`title` has a NUL character"),
    "other text": ("document", put(text="Another text."), "The SHA-256 of its text is"),
    "words elsewhere": ("statement", put(text="Snow fell at night."), "and at characters 27 to 79 of the document stands 'The parties"),
    "another span": ("statement", put(start=28, start_utf16=29), "`text` is 'The parties"),
    "words of an appearance": ("appearance", put(text="Snow fell."), "`text` is 'Snow fell.', and"),
    "another spelling": ("mention", put(form="southland"), "`form` is 'southland', and"),
    "a quote that is not there": ("appearance", put(quote="We shelled."), "`quote`, 'We shelled.', does not stand in"),
    "characters that are not there": ("claim", put(end=9999), "The document has no characters 27 to 9999"),
    "a span backwards": ("claim", put(start=50, end=40), "The document has no characters 50 to 40"),
    "other places in UTF-16": ("figure", put(end_utf16=1), "`end_utf16` is 1, and by the text it is"),
    "a reference to nothing": ("claim", put(event_id=99), "`event_id` is 99: there is no such row"),
    "a reference to nothing later": ("event", put(part_of_id=99), "`part_of_id` is 99: there is no such row"),
    "a side of no conflict": ("side", put(conflict_id=99), "`conflict_id` is 99: there is no such row"),
    "a key twice": ("actor", put(id=2), "Rows come in the order of `id`, and 2 is not after the last"),
    "a slug twice": ("actor", put(slug="southland"), "The database does not take it"),
    "an event that is part of itself": ("event", lambda row: row.update(part_of_id=row["id"]), "The database does not take it"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG_ROWS)
def test_a_row_that_is_wrong_is_named(
    target: sa.Engine, given: dict[str, bytes], tmp_path: Path, case: str
) -> None:
    table, change, reason = WRONG_ROWS[case]
    content = changed(given["ndjson"], table, change)

    problem = refused(target, content, tmp_path)

    number = next(
        place
        for place, line in enumerate(content.splitlines(), 1)
        if line.startswith(b'{"table":"%s"' % table.encode())
    )
    assert problem.startswith((f":{number}: ", f":{number + 1}: "))
    assert reason in problem


def header_with(**values: Any) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        first, rest = content.split(b"\n", 1)
        return sealed(orjson.dumps(orjson.loads(first) | values) + b"\n" + rest)

    return change


def line_in(number: int, line: bytes) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        lines = content.splitlines(keepends=True)
        return sealed(b"".join([*lines[:number], line + b"\n", *lines[number:]]))

    return change


def manifest_with(content: bytes, **values: Any) -> bytes:
    *lines, last = content.splitlines(keepends=True)
    manifest = orjson.loads(last)["manifest"]
    return b"".join(lines) + orjson.dumps({"manifest": manifest | values}) + b"\n"


WRONG_FILES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda content: b"", "It is no export"),
    "a letter": (lambda content: b"Dear editor,\n", "It is no export"),
    "other JSON": (lambda content: b'{"format": "other"}\n', "It is no export"),
    "no UTF-8": (lambda content: b"\xff\xfe\n", "It is no export"),
    "another version": (header_with(version=2), "an export of version 2, and known here is 1"),
    "an older schema": (header_with(schema_revision="0001"), "schema revision 0001, and here are those of"),
    "a newer schema": (header_with(schema_revision="9999"), "with the version of Event Knowledge that made it"),
    "a header with more": (header_with(colour="red"), "`colour` is not known here"),
    "a header of a wrong type": (header_with(revision="4"), "`revision` does not fit"),
    "counters of unknown tables": (header_with(last_ids={"x": 1}), "not known: 'x'"),
    "cut off in a line": (lambda content: content[: len(content) // 2], "It is cut off"),
    "cut off at a line": (lambda content: content[: content.rindex(b'{"manifest')], "It is cut off"),
    "cut off in its end": (lambda content: content[:-2], "It is cut off"),
    "a header alone": (lambda content: content.split(b"\n")[0] + b"\n", "It is cut off"),
    "more after its end": (lambda content: content + b"{}\n", "It is cut off"),
    "one byte changed": (lambda content: content.replace(b"Northland", b"NorthlanD", 1), "its SHA-256 is"),
    "a line gone": (lambda content: b"".join(content.splitlines(keepends=True)[:3] + content.splitlines(keepends=True)[4:]), "its SHA-256 is"),
    "another hash": (lambda content: manifest_with(content, sha256="0" * 64), "by its last line it was 000"),
    "other counts": (lambda content: manifest_with(content, counts=orjson.loads(content.splitlines()[-1])["manifest"]["counts"] | {"actor": 5}), "It has 6 rows of actor, and by its manifest 5"),
    "a count missing": (lambda content: manifest_with(content, counts={}), "missing: 'actor'"),
    "an unknown table": (line_in(3, b'{"table":"secret","row":{}}'), "not known: 'secret'"),
    "a line that is no row": (line_in(3, b'{"table":"actor","row":{},"more":1}'), "It is no row"),
    "a line that is no JSON": (lambda content: sealed(content).replace(b'"row"', b'"raw"', 1), "its SHA-256 is"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG_FILES)
def test_a_file_that_is_no_whole_export_is_refused(
    empty: sa.Engine, given: dict[str, bytes], tmp_path: Path, case: str
) -> None:
    change, reason = WRONG_FILES[case]

    problem = refused(empty, change(given["ndjson"]), tmp_path)

    assert reason in problem


def test_a_packed_file_that_is_damaged_is_refused(
    empty: sa.Engine, given: dict[str, bytes], tmp_path: Path
) -> None:
    packed = gzip.compress(given["ndjson"])
    damaged = packed[:500] + bytes([packed[500] ^ 1]) + packed[501:]

    problems = [
        refused(empty, content, tmp_path, "ndjson.gz")
        for content in (packed[:-100], damaged, given["ndjson"])
    ]

    assert "cut off" in problems[0]
    assert "damaged" in problems[1]
    assert "not packed by gzip" in problems[2]


@pytest.mark.parametrize("form", ["ndjson.gz", "zip"])
def test_a_file_that_unpacks_to_far_more_is_refused(
    empty: sa.Engine, given: dict[str, bytes], tmp_path: Path, form: str
) -> None:
    much = (b" " * 1_000_000 + b"\n") * 120
    content = (
        gzip.compress(given["ndjson"] + much)
        if form == "ndjson.gz"
        else rezipped(given["zip"], lambda files: files.update({"actor.csv": much}))
    )

    problem = refused(empty, content, tmp_path, form)

    assert "unpacks to more than 200 times its length" in problem


def rezipped(content: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The archive with other files in it."""
    with ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def csv_with(old: bytes, new: bytes, name: str = "actor.csv") -> Callable[[dict[str, bytes]], None]:
    """Another content of a file, with a manifest that fits."""

    def change(files: dict[str, bytes]) -> None:
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)
        manifest = orjson.loads(files["manifest.json"])
        manifest["files"][name]["sha256"] = sha256(files[name]).hexdigest()
        files["manifest.json"] = orjson.dumps(manifest)

    return change


def told(**values: Any) -> Callable[[dict[str, bytes]], None]:
    """Another manifest."""

    def change(files: dict[str, bytes]) -> None:
        files["manifest.json"] = orjson.dumps(orjson.loads(files["manifest.json"]) | values)

    return change


WRONG_ARCHIVES: dict[str, tuple[Callable[[dict[str, bytes]], object], str]] = {
    "a file missing": (lambda files: files.pop("actor.csv"), "missing: 'actor.csv'"),
    "no manifest": (lambda files: files.pop("manifest.json"), "it has no manifest.json"),
    "a file more": (lambda files: files.update({"more.csv": b"id\r\n"}), "not known: 'more.csv'"),
    "a way out": (lambda files: files.update({"../../actor.csv": b"id\r\n"}), "not known: '../../actor.csv'"),
    "a manifest of something else": (lambda files: files.update({"manifest.json": b"[]"}), "It is no export"),
    "a manifest that is long": (lambda files: files.update({"manifest.json": b" " * 2_000_000}), "/manifest.json: It has more than"),
    "another version": (told(version=2), "an export of version 2"),
    "another schema": (told(schema_revision="0001"), "schema revision 0001"),
    "a table that is not told of": (told(files={}), "missing: 'actor.csv'"),
    "a row changed": (lambda files: files.update({"actor.csv": files["actor.csv"].replace(b"Northland", b"Northlandia")}), "/actor.csv: It was changed"),
    "a row less": (csv_with(b'6,1,"', b'"'), "/actor.csv:"),
    "a column more": (csv_with(b'"slug"', b'"slug","more"'), "/actor.csv:1: Of the columns, not known: 'more'"),
    "a column less": (csv_with(b'"slug",', b""), "/actor.csv:1: Of the columns, missing: 'slug'"),
    "a column twice": (csv_with(b'"slug",', b'"slug","slug",'), "there twice: 'slug'"),
    "a cell more": (csv_with(b'"northland"', b'"northland","x"'), "/actor.csv:2: It has 9 cells, not 8"),
    "a quotation without an end": (csv_with(b'"northland"', b'"northland'), "/actor.csv:2: "),
    "a quotation within": (csv_with(b'"northland"', b'north"la"nd'), "/actor.csv:2: Cell 5 is not written as CSV"),
    "text without quotation marks": (csv_with(b'"northland"', b"northland"), "/actor.csv:2: 'northland' is no number or truth value; quote text"),
    "a number in quotation marks": (csv_with(b"\r\n1,", b'\r\n"1",'), "/actor.csv:2: `id` does not fit"),
    "other line ends": (csv_with(b"\r\n1,", b"\n1,"), "/actor.csv:1: Cell 8 is not written as CSV"),
    "no UTF-8": (csv_with(b"Northland", b"N\xffrthland"), "/actor.csv:2: It is not UTF-8"),
    "NUL": (csv_with(b"Northland", b"N\0rthland"), "/actor.csv:2: `name` has a NUL character"),
    "no word of the vocabulary": (csv_with(b'"STATE"', b'"EMPIRE"'), "/actor.csv:2: 'EMPIRE' is none of"),
    "words elsewhere": (csv_with(b"Rain fell at night", b"Snow fell at night", "statement.csv"), "`text` is 'Snow fell at night.'"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG_ARCHIVES)
def test_an_archive_that_is_wrong_is_refused(
    empty: sa.Engine, given: dict[str, bytes], tmp_path: Path, case: str
) -> None:
    change, reason = WRONG_ARCHIVES[case]

    problem = refused(empty, rezipped(given["zip"], change), tmp_path, "zip")

    assert reason in problem


def test_an_archive_that_is_damaged_is_refused(
    empty: sa.Engine, given: dict[str, bytes], tmp_path: Path
) -> None:
    whole = given["zip"]
    damaged = [whole[:-300], whole[:900] + bytes([whole[900] ^ 1]) + whole[901:], b"PK", b""]

    for content in damaged:
        assert "cut off or damaged" in refused(empty, content, tmp_path, "zip")


def test_an_archive_with_a_file_twice_is_refused(
    empty: sa.Engine, given: dict[str, bytes], tmp_path: Path
) -> None:
    content = io.BytesIO(given["zip"])
    with ZipFile(content, "a", ZIP_STORED) as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("actor.csv", b"id\r\n")

    problem = refused(empty, content.getvalue(), tmp_path, "zip")

    assert "there twice: 'actor.csv'" in problem


def test_a_database_that_is_not_empty_is_left_as_it_is(
    session: Session, database: sa.Engine, given: dict[str, bytes], tmp_path: Path
) -> None:
    make_actor(session, "Somebody")
    session.commit()
    before = all_rows(database)

    with pytest.raises(BadInput, match=r"has rows of actor\. Name a new one by DATABASE_URL"):
        take_back(database, given["ndjson"], tmp_path)

    assert all_rows(database) == before


def test_a_row_that_is_too_long_for_memory_is_refused(
    empty: sa.Engine, given: dict[str, bytes], tmp_path: Path
) -> None:
    content = given["ndjson"] + b"x" * 70_000_000

    problem = refused(empty, content, tmp_path)

    assert "A line has more than" in problem
