"""Records as rows of a table."""

import csv
from io import StringIO
from typing import Any

from api.rest.records import table_of
from db.models import Claim, Statement
from db.models.relations import relations
from db.query import Alone, Column, Distinct, Field, GlobalId, One, Page, Rows, ValueObject


def rows_of(selection: dict[str, Field], records: list[Any]) -> list[list[str]]:
    content = b"".join(table_of(selection, [records], bom=False)).decode()
    return list(csv.reader(StringIO(content, newline=""), strict=True))


def test_what_lies_within_a_record_has_columns_of_its_own() -> None:
    speakers, document = relations(Statement)["speakers"], relations(Statement)["document"]
    neighbour: dict[str, Field] = {"slug": Column("slug"), "isPerson": Column("is_person")}
    selection: dict[str, Field] = {
        "id": GlobalId("Statement"),
        "said": ValueObject("said", {"start": "start", "ongoing": "ongoing"}),
        "acts": Distinct(relations(Statement)["claims"], "act"),
        "document": One(document, {"title": Column("title")}),
        "document_title": Alone(document, Column("title")),
        "speakers": Rows(speakers, neighbour, Page("speakers", ())),
    }
    said = {"start": "2020-11-04", "ongoing": False}
    spoken = [{"slug": "-a", "isPerson": True}, {"slug": None, "isPerson": 2}]

    rows = rows_of(
        selection,
        [
            {
                "id": "Statement:1",
                "said": said,
                "acts": ["DENY", "ACCUSE"],
                "document": {"title": "=1+1, a sum"},
                "document_title": "told twice",
                "speakers": spoken,
            },
            {
                "id": "Statement:2",
                "said": said,
                "acts": [],
                "document": None,
                "document_title": None,
                "speakers": [],
            },
        ],
    )

    assert rows == [
        [
            *("id", "said_start", "said_ongoing", "acts"),
            *("document_title", "speakers_slug", "speakers_isPerson"),
        ],
        ["Statement:1", "2020-11-04", "false", "DENY; ACCUSE", "'=1+1, a sum", "'-a; ", "true; 2"],
        ["Statement:2", "2020-11-04", "false", "", "", "", ""],
    ]


def test_a_list_within_a_list_is_told_as_one_text() -> None:
    claims, actors = relations(Statement)["claims"], relations(Claim)["sides"]
    page = Page("claims", ())
    selection: dict[str, Field] = {
        "claims": Rows(claims, {"actors": Rows(actors, {"slug": Column("slug")}, page)}, page)
    }

    rows = rows_of(
        selection,
        [{"claims": [{"actors": [{"slug": "a"}, {"slug": "b"}]}, {"actors": [{"slug": "c"}]}]}],
    )

    assert rows == [["claims_actors_slug"], ["a; b; c"]]
