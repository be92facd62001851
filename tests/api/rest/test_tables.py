"""Answers as tables: the same as the explorer page makes."""

import asyncio
import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.rest.comma_separated import lines
from api.rest.tables import NoTable, Table, first_of, lists_of, table
from db.errors import BadParameter
from schema.newsroom import QUESTIONS, Question
from schema.sample import sample
from schema.variables import asked
from tests.clients.node import node
from tests.conftest import answer

SCRIPT = Path(__file__).parent / "explorer_tables.mjs"
ALL = pytest.mark.parametrize("question", QUESTIONS.values(), ids=str)

ODD: list[dict[str, Any]] = [
    {},
    {"event": None},
    {"kind": "Query", "event": None},
    {"statements": {"nodes": []}},
    {"first": {"nodes": []}, "second": {"nodes": [{"slug": "a"}]}},
    {"one": {"slug": "a", "inner": {"of": {"nodes": [{"x": 1}]}}, "words": ["a", "b"]}},
    {"sides": {"totalCount": 2, "edges": [{"cursor": "x", "node": {"slug": "a"}}, None]}},
    {"values": [1, None, 2.5, True, "=1"]},
    {"values": [[1, 2], [], [[3, 4], 5]]},
    {
        "places": [
            {"name": "South", "latitude": -1.5, "longitude": 46.0, "disputed": False, "of": None},
            {
                "name": "=1+1",
                "latitude": 1e-05,
                "longitude": None,
                "disputed": True,
                "of": {"x": 0},
            },
            {"name": "-1.5", "of": {"y": {"nodes": [{"a": 1, "b": None}, {"a": 2, "b": [3]}]}}},
        ]
    },
    {
        "actors": {
            "nodes": [
                {"posts": [{"role": "Aide", "of": {"name": "Office", "slug": "office"}}]},
                {"posts": [{"role": "Aide", "of": [{"name": "A", "n": 1}, {"name": "", "n": 2}]}]},
                {"posts": [{"role": None, "of": []}, {"role": "", "of": {}}]},
                {"posts": {"totalCount": 3, "nodes": [{"role": " led, "}, {"role": '"x"\r\n'}]}},
            ],
            "pageInfo": {"hasNextPage": False},
            "groups": [{"key": "a", "count": 1}],
        }
    },
]
"""Answers of shapes that no question has."""


async def answers(http: httpx.AsyncClient) -> list[dict[str, Any]]:
    """What each question is answered with, in their order."""
    found = await asyncio.gather(
        *(answer(http, *asked(question, [])) for question in QUESTIONS.values())
    )
    return [each["data"] for each in found]


def explorer_tables(answers: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    """Which list of each the explorer page shows first, and the files that it offers."""
    path = folder / "answers.json"
    path.write_text(json.dumps(answers), "utf-8")
    made: list[dict[str, Any]] = json.loads(node(SCRIPT, path))
    return made


def read(text: str) -> list[list[str]]:
    # The page writes a row of one empty cell as an empty line.
    return [row or [""] for row in csv.reader(StringIO(text, newline=""), strict=True)]


def rows_of(made: Table) -> list[list[str]]:
    return read(b"".join(lines(made.columns, made.rows)).decode())


def files_of(data: dict[str, Any], shape: dict[str, Any]) -> Iterator[tuple[str, list[list[str]]]]:
    """Of each list that is not empty, what its file has."""
    for each in lists_of(data):
        if each.items:
            yield each.name, rows_of(table(data, shape, each.name))


def compare(
    answers: list[dict[str, Any]], shapes: list[dict[str, Any]], explorer: list[dict[str, Any]]
) -> None:
    for data, shape, page in zip(answers, shapes, explorer, strict=True):
        first = first_of(lists_of(data))
        # The page ends no last line.
        files = {name: read(f"{text}\r\n") for name, text in page["files"].items()}

        assert (first.name if first else None) == page["first"]
        assert dict(files_of(data, shape)) == files
        if page["first"] in files:
            assert rows_of(table(data, shape)) == files[page["first"]]


async def test_each_question_has_the_tables_of_the_explorer_page(
    reader: httpx.AsyncClient, tmp_path: Path
) -> None:
    found = await answers(reader)
    shapes = [sample(question.query) for question in QUESTIONS.values()]

    compare(found, shapes, explorer_tables(found, tmp_path))


def test_answers_of_odd_shapes_have_the_tables_of_the_explorer_page(tmp_path: Path) -> None:
    compare(ODD, ODD, explorer_tables(ODD, tmp_path))


async def test_a_sample_has_the_lists_and_columns_of_the_answer(reader: httpx.AsyncClient) -> None:
    for question, data in zip(QUESTIONS.values(), await answers(reader), strict=True):
        shape = sample(question.query)

        assert [each.name for each in lists_of(data)] == [each.name for each in lists_of(shape)]
        for each in lists_of(data):
            columns = table(data, shape, each.name).columns
            possible = table({}, shape, each.name).columns
            # What is missing in each row is one column, for all that it would have.
            assert {name for name in columns if not _is_within(name, possible)} == set()


def _is_within(name: str, columns: list[str]) -> bool:
    return any(each == name or each.startswith(f"{name}.") for each in columns)


@ALL
def test_each_question_has_a_table(question: Question) -> None:
    shape = sample(question.query)

    assert lists_of(shape)
    assert table({}, shape).rows == []
    assert table({}, shape).columns != ["value"]


def test_a_list_is_chosen_by_its_name() -> None:
    shape = sample(QUESTIONS["what-happened-when"].query)
    data = {"events": {"nodes": [], "groups": [{"key": "2020-11-04", "count": 3}]}}

    assert table(data, shape).columns == ["key", "count"]
    assert table(data, shape, "events").rows == []
    assert table(data, shape, "events.groups") == Table(["key", "count"], [["2020-11-04", 3]])


def test_a_list_of_nothing_has_its_columns_all_the_same() -> None:
    shape = sample(QUESTIONS["one-event-each-version"].query)

    assert table({"event": None}, shape) == Table(["voice", "side.name", "claims"], [])
    assert table({"event": None}, shape, "event") == Table(["title", "attestation", "versions"], [])


@pytest.mark.parametrize("name", ["versions", "event.version", "EVENT", ""])
def test_a_list_that_is_not_there_is_refused_with_those_that_are(name: str) -> None:
    shape = sample(QUESTIONS["one-event-each-version"].query)

    with pytest.raises(BadParameter) as refused:
        table({"event": None}, shape, name)

    assert refused.value.parameter == "list"
    assert refused.value.allowed == ("event", "event.versions")
    assert refused.value.message == (
        f"There is no list {name!r} in this answer, only `event`, `event.versions`."
    )


def test_an_answer_without_lists_and_objects_has_no_table() -> None:
    with pytest.raises(NoTable, match="ask for it as JSON"):
        table({"value": None}, {}, "value")
