"""What an export has, and what it has not."""

import csv
import io
from hashlib import sha256
from zipfile import ZipFile

import orjson
import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from db.export import LEFT_OUT, references, table_name
from db.export import exported as exported_tables
from db.models.table import Table, table_of
from db.streams import snapshot
from seeds.exports.ndjson import ndjson
from seeds.exports.zipped import zipped
from tests.conftest import DIALECTS, Databases, url_of
from tests.seeds.exports.worlds import (
    HIDDEN,
    HOSTILE,
    WORLDS,
    exported,
    hostile,
    partly_hidden,
    public,
    rows_in,
)

EXPORTED = {
    "actor", "affiliation", "appearance", "attribution", "claim", "containment", "document",
    "event", "figure", "insertion", "location", "means", "mention", "name", "participation",
    "section", "setting", "shipped_file", "side", "side_membership", "statement",
}  # fmt: skip


def test_each_table_is_exported_or_left_out_on_purpose() -> None:
    tables = {t.name for t in SQLModel.metadata.tables.values() if not t.info.get("view")}

    left_out = {table_name(model) for model in LEFT_OUT}

    # Whether a new table is for everybody who is given an export is for its author to decide.
    assert set(map(table_name, exported_tables())) == EXPORTED
    assert tables == EXPORTED | left_out


def test_rows_come_after_those_they_refer_to() -> None:
    order = list(exported_tables())

    for model in order:
        for target in references(model).values():
            assert target is model or order.index(target) < order.index(model)


def test_what_follows_from_the_rest_is_left_out(databases: Databases) -> None:
    with databases.open("sqlite", "public", public) as engine:
        found = rows_in(exported(engine))

    left = {
        table_name(model): sorted(names_of(model) - found[table_name(model)][0].keys())
        for model in exported_tables()
        if table_name(model) in found
    }
    assert left["statement"] == [
        "context_end",
        "context_start",
        "context_start_utf16",
        "fragment",
        "said_key",
        "text_folded",
    ]
    assert left["setting"] == [
        "event_happened_key",
        "event_review",
        "statement_review",
        "statement_said_key",
        "statement_start",
    ]
    assert left["actor"] == ["name_folded"]
    assert left["affiliation"] == ["role_folded", "since_key"]


def names_of(model: type[Table]) -> set[str]:
    return {column.name for column in table_of(model).columns}


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("form", ["ndjson", "zip"])
def test_the_same_knowledge_makes_the_same_bytes(
    databases: Databases, world: str, form: str
) -> None:
    with databases.open("sqlite", world.replace(" ", "_"), WORLDS[world]) as engine:
        first, second = (exported(engine, form, everything=True) for _ in range(2))

    assert first == second


@pytest.mark.parametrize("dialect", DIALECTS)
def test_readers_are_given_nothing_of_what_they_may_not_see(
    databases: Databases, dialect: str
) -> None:
    with databases.open(dialect, "partly_hidden", partly_hidden) as engine:
        seen = exported(engine)
        everything = exported(engine, everything=True)

    found = rows_in(seen)
    assert HIDDEN.encode() in everything
    assert HIDDEN.encode() not in seen
    assert {row["review"] for table in ("statement", "event") for row in found[table]} == {
        "PUBLISHED"
    }
    [rain] = [row for row in found["event"] if row["slug"] == "rain"]
    assert (rain["part_of_id"], rain["conflict_id"]) == (None, None)
    [answer] = [row for row in found["statement"] if row["slug"] == "border-november-4--rain"]
    assert answer["in_reply_to_id"] is None
    [name] = [row for row in found["name"] if row["value"] == "Its name"]
    assert name["used_by_id"] is None
    assert {row["slug"] for row in found["side"]} == {"north", "south"}


@pytest.mark.parametrize("everything", [False, True])
def test_each_reference_leads_to_a_row_that_is_there(
    databases: Databases, everything: bool
) -> None:
    with databases.open("sqlite", "partly_hidden", partly_hidden) as engine:
        found = rows_in(exported(engine, everything=everything))

    ids = {table: {row["id"] for row in rows} for table, rows in found.items()}
    for model in exported_tables():
        for column, target in references(model).items():
            for row in found.get(table_name(model), []):
                assert row[column] is None or row[column] in ids[table_name(target)]


def test_an_end_tells_how_many_rows_there_are_and_their_hash(databases: Databases) -> None:
    with databases.open("sqlite", "public", public) as engine:
        content = exported(engine)

    *lines, last = content.splitlines(keepends=True)
    header, manifest = orjson.loads(lines[0]), orjson.loads(last)["manifest"]
    assert manifest["sha256"] == sha256(b"".join(lines)).hexdigest()
    assert {table: len(rows) for table, rows in rows_in(content).items()} == {
        table: count for table, count in manifest["counts"].items() if count
    }
    assert header["format"] == "event-knowledge-export"
    assert header["publishers"] == ["Gazette"]
    assert "no verdict" in header["notice"]


def test_a_zip_has_a_csv_for_each_table_with_the_rows_of_the_ndjson(databases: Databases) -> None:
    with databases.open("sqlite", "hostile", hostile) as engine:
        expected = rows_in(exported(engine))
        archive = ZipFile(io.BytesIO(exported(engine, "zip")))

    manifest = orjson.loads(archive.read("manifest.json"))
    assert archive.testzip() is None
    assert archive.namelist() == [
        "README.txt",
        *(f"{table_name(model)}.csv" for model in exported_tables()),
        "manifest.json",
    ]
    for name, described in manifest["files"].items():
        content = archive.read(name)
        # Any program that knows CSV finds the same rows, but for what is null.
        rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
        assert [
            {column: as_cell(value) for column, value in row.items()}
            for row in expected.get(name.removesuffix(".csv"), [])
        ] == rows
        assert described == {"rows": len(rows), "sha256": sha256(content).hexdigest()}


def as_cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def test_an_empty_text_is_told_from_none(databases: Databases) -> None:
    with databases.open("sqlite", "hostile", hostile) as engine:
        content = ZipFile(io.BytesIO(exported(engine, "zip"))).read("event.csv")

    first, *_, last = content[content.index(b"\r\n") + 2 : -2].split(b"\r\n")
    assert HOSTILE[0] == ""
    assert first.endswith(b'"PUBLISHED",""')
    assert last.endswith(b'"PUBLISHED",')


@pytest.mark.parametrize("make", [ndjson, zipped])
def test_an_export_is_made_in_small_pieces(databases: Databases, make: object) -> None:
    with databases.open("sqlite", "hostile", hostile) as engine:
        add_documents(engine, 64, 100_000)
        with snapshot(url_of(engine), 60) as state:
            pieces = [len(piece) for piece in make(state)]  # type: ignore[operator]  # one of two functions

    assert max(pieces) < 4_000_000
    assert make is zipped or sum(pieces) > 64 * 100_000


def add_documents(engine: sa.Engine, number: int, length: int) -> None:
    text = "It was calm. " * (length // 13)
    with engine.begin() as connection:
        for place in range(number):
            connection.exec_driver_sql(
                "INSERT INTO document (revision, created_at, updated_at, slug, kind, title,"
                " title_folded, language, text, sha256) SELECT 1, created_at, updated_at, ?, kind,"
                " title, title_folded, language, ?, ? FROM document LIMIT 1",
                (f"long-{place}", text, f"{place:064x}"),
            )
