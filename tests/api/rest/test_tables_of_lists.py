"""Lists as CSV: columns that stay, cells that no spreadsheet runs."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import httpx
from sqlmodel import Session

from db import models
from db.models import terms
from schema.query import LISTED
from schema.records import includable
from tests.api.rest.listing import table
from tests.factories import added, make_actor, make_conflict, make_side

GOLDEN = Path(__file__).parent / "columns.txt"
"""The columns that people's sheets and scripts know. One that is gone, or called otherwise, breaks
them: columns are added, and told in CHANGELOG.md."""


async def columns(http: httpx.AsyncClient) -> str:
    found = []
    for name, model in LISTED.items():
        for include in ("", *includable(model)):
            query = f"?include={include}" if include else ""
            answer = await http.get(f"/v1/{name}.csv{query}")
            found.append(f"{name}{query}: {answer.text.partition(chr(13))[0]}")
    return "\n".join([*found, ""])


async def test_columns_are_called_as_ever(client: httpx.AsyncClient) -> None:
    assert await columns(client) == GOLDEN.read_text("utf-8")


async def test_columns_are_the_same_whatever_is_found(
    reader: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    assert await columns(reader) == await columns(client)


async def test_no_column_is_called_as_another(client: httpx.AsyncClient) -> None:
    for line in (await columns(client)).splitlines():
        names = line.partition(": ")[2].split(",")
        assert len(set(names)) == len(names)


HOSTILE = {
    "=1+1": "'=1+1",
    "+1+1": "'+1+1",
    "-1+1": "'-1+1",
    "@SUM(A1)": "'@SUM(A1)",
    "\t=1": "'\t=1",
    "\r=1": "'\r=1",
    "\n=1": "'\n=1",
    "＝1+1": "'＝1+1",
    '=HYPERLINK("http://x.example";"y")': '\'=HYPERLINK("http://x.example";"y")',
    "-5": "-5",
    "+5.5": "+5.5",
    'a "quoted", word': 'a "quoted", word',
    "two\r\nlines": "two\r\nlines",
    "ա, ბ; 😀 \u202e": "ա, ბ; 😀 \u202e",
    " =1": " =1",
    "'": "'",
    ",": ",",
    "a\\": "a\\",
}


async def test_a_cell_says_what_the_text_says_and_nothing_is_run(
    session: Session, client: httpx.AsyncClient
) -> None:
    for text in HOSTILE:
        make_actor(session, text)
    session.commit()

    answer = await client.get("/v1/actors.csv?sort=id")
    records = [each["name"] for each in (await client.get("/v1/actors?sort=id")).json()["items"]]

    assert [row["name"] for row in table(answer)] == list(HOSTILE.values())
    assert records == list(HOSTILE)
    assert answer.content.endswith(b"\r\n")


async def test_several_neighbours_stand_in_one_cell_and_are_safe_there(
    session: Session, client: httpx.AsyncClient
) -> None:
    conflict = make_conflict(session)
    actor = make_actor(session, "Both")
    make_actor(session, "None")
    for slug in ("a", "b"):
        make_side(session, conflict, slug, actor)
    for value in ("=1", "x; y"):
        added(session, models.Name(value=value, kind=terms.NameKind.SPELLING, actor_id=actor.id))
    session.commit()

    both, none = table(await client.get("/v1/actors.csv?include=names"))

    assert both["sides_slug"] == "a; b"
    assert both["names_value"].startswith("'=1; x; y")
    assert (none["sides_slug"], none["names_value"], none["wikidata_id"]) == ("", "", "")


async def test_truth_numbers_and_what_is_missing_are_written_plainly(
    reader: httpx.AsyncClient,
) -> None:
    rows = table(await reader.get("/v1/locations.csv"))
    records = (await reader.get("/v1/locations.ndjson")).text.splitlines()

    assert len(rows) == len(records)
    assert {row["disputed"] for row in rows} <= {"true", "false"}
    assert {type(float(row["latitude"])) for row in rows if row["latitude"]} == {float}
    assert not any("e" in row["latitude"] for row in rows)
    assert all(row["geonames_id"].isdecimal() for row in rows if row["geonames_id"])


async def test_a_mark_for_excel_comes_where_it_is_asked_for(reader: httpx.AsyncClient) -> None:
    marked = await reader.get("/v1/sides.csv?bom=true")
    plain = await reader.get("/v1/sides.csv?bom=false")
    refused = await reader.get("/v1/sides.csv?bom=1")

    assert marked.content == b"\xef\xbb\xbf" + plain.content
    assert refused.json()["parameter"] == "bom"


async def test_an_empty_table_has_its_columns(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/actors.csv")

    [header] = csv.reader(StringIO(answer.text, newline=""))
    assert header[:2] == ["id", "url"]


async def test_an_empty_list_has_no_lines(client: httpx.AsyncClient) -> None:
    assert (await client.get("/v1/actors.ndjson")).content == b""


async def test_a_table_says_what_the_lines_of_json_say(reader: httpx.AsyncClient) -> None:
    rows = table(await reader.get("/v1/claims.csv"))
    items: list[dict[str, Any]] = []
    address: str | None = "/v1/claims?first=100"
    while address:
        page = (await reader.get(address)).json()
        items += page["items"]
        address = page["next"]

    for row, item in zip(rows, items, strict=True):
        assert row["id"] == item["id"]
        assert row["facet"] == (item["facet"] or "")
        assert row["happened_edtf"] == (item["happened"]["edtf"] or "")
        assert row["span_start"] == str(item["span"]["start"])
        assert row["sides_slug"] == "; ".join(each["slug"] for each in item["sides"])
