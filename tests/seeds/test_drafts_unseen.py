"""Readers never see a draft, whichever way they ask."""

import re
from pathlib import Path
from typing import Any

import httpx
import sqlalchemy as sa

from seeds.load import load
from tests.seeds.drafts import drafted, made_known, published
from tests.seeds.test_load import rows

EVERYTHING = """
{
  statements(first: 100) { totalCount nodes { slug } groups(by: DOCUMENT) { count } }
  claims(first: 100) { totalCount nodes { id } }
  events(first: 100) { totalCount nodes { slug versions { voice } claims { nodes { id } } } }
  actors(first: 100) {
    nodes { statements { totalCount } events { totalCount } mentions { nodes { form } } }
  }
  locations(first: 100) { nodes { events { totalCount } mentions { totalCount } } }
  documents {
    nodes { slug statements { totalCount } mentions { nodes { form } } }
  }
  search(text: "rain", in: [STATEMENT, EVENT]) { nodes { matched } }
  dam: search(text: "dam", in: [STATEMENT, EVENT]) { nodes { matched } }
  about { counts { statements claims events } }
  statement(by: {slug: "border-november-4--rain"}) { slug }
  event(by: {slug: "rain"}) { slug }
}
"""
ANY = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
KINDS = {
    "Statement": "statement",
    "Appearance": "appearance",
    "Attribution": "attribution",
    "Insertion": "insertion",
    "Claim": "claim",
    "Figure": "figure",
    "Means": "means",
    "Participation": "participation",
    "Setting": "setting",
    "Mention": "mention",
}


async def asked(http: httpx.AsyncClient, query: str, **variables: Any) -> Any:
    response = await http.post("/graphql", json={"query": query, "variables": variables})
    found = response.json()
    assert "errors" not in found, found
    return found["data"]


def ids(database: sa.Engine) -> list[str]:
    """The ids of all rows of a draft."""
    found = [
        f"{kind}:{key}"
        for kind, table in KINDS.items()
        for (key,) in rows(database, f"SELECT id FROM {table} ORDER BY id")
    ]
    events = "SELECT id FROM event WHERE defined_in_id IS NOT NULL"
    return found + [f"Event:{key}" for (key,) in rows(database, events)]


async def test_readers_see_nothing_of_a_draft(
    database: sa.Engine, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    load(database, [*drafted(tmp_path), made_known(tmp_path)])

    found = await asked(client, EVERYTHING)

    nothing = {"totalCount": 0}
    assert found["statements"] == {"totalCount": 0, "nodes": [], "groups": []}
    assert found["claims"] == {"totalCount": 0, "nodes": []}
    # The conflict is of the file of actors.
    assert [event["slug"] for event in found["events"]["nodes"]] == ["border-war"]
    assert found["events"]["totalCount"] == 1
    assert found["actors"]["nodes"] == [
        {"statements": nothing, "events": nothing, "mentions": {"nodes": []}}
    ] * len(found["actors"]["nodes"])
    assert found["locations"]["nodes"] == [{"events": nothing, "mentions": nothing}] * 4
    assert found["documents"]["nodes"] == [
        {"slug": "border-november-4", "statements": nothing, "mentions": {"nodes": []}}
    ]
    assert found["search"]["nodes"] == found["dam"]["nodes"] == []
    assert found["about"]["counts"] == {"statements": 0, "claims": 0, "events": 1}
    assert found["statement"] is found["event"] is None


async def test_no_row_of_a_draft_is_found_by_its_id(
    database: sa.Engine, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    load(database, drafted(tmp_path))
    wanted = ids(database)

    found = await asked(client, ANY, ids=wanted)

    assert len({each.partition(":")[0] for each in wanted}) == 11
    assert found["nodes"] == [None] * len(wanted)


async def test_what_is_published_is_seen_from_the_next_answer_on(
    database: sa.Engine, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    files = drafted(tmp_path)
    load(database, [*files, made_known(tmp_path)])
    await asked(client, EVERYTHING)
    files[-1].write_text(published(files[-1].read_text("utf-8")), "utf-8")

    load(database, files[-1:])

    found = await asked(client, EVERYTHING)
    assert found["statements"]["totalCount"] == found["about"]["counts"]["statements"] == 5
    assert found["events"]["totalCount"] == 6
    assert found["statement"] == {"slug": "border-november-4--rain"}
    assert len(found["search"]["nodes"]) == 2
    assert all((await asked(client, ANY, ids=ids(database)))["nodes"])
    assert not re.search("DRAFT", files[-1].read_text("utf-8"))
