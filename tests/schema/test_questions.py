"""The newsroom questions: each is answered from the overview, in one statement."""

import asyncio
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from db.engine import newest_sqlite
from db.read import DEEP_SQLITE
from tests.api.opening import opened
from tests.conftest import DIALECTS, answer, prepare_seeds, settings_for

FOLDER = Path("schema/questions")
QUESTIONS = {path.stem: path for path in sorted(FOLDER.glob("*.graphql"))}


def parts(path: Path) -> tuple[str, str | None, dict[str, Any]]:
    """A question's title, its group and its variables."""
    text = path.read_text("utf-8")
    title = text.splitlines()[0].removeprefix("# ")
    group = re.search(r"^# Group: (.+)$", text, re.M)
    variables = re.search(r"^# Variables: (.+)$", text, re.M)
    return title, group and group[1], json.loads(variables[1]) if variables else {}


def is_empty(value: Any) -> bool:
    """Whether an answer says nothing: null, or lists without members."""
    if isinstance(value, dict):
        return all(is_empty(each) for each in value.values())
    return value in (None, 0) or value == []


def test_there_are_at_least_twelve_with_titles_of_their_own():
    titles = [parts(path)[0] for path in QUESTIONS.values()]

    assert len(set(titles)) == len(titles) >= 12
    assert all(title.endswith("?") for title in titles)


def test_each_belongs_to_a_group_and_groups_stand_together():
    groups = [parts(path)[1] for path in QUESTIONS.values()]

    assert None not in groups
    changes = sum(one != other for one, other in pairwise(groups))
    assert changes == len(set(groups)) - 1


@pytest.mark.parametrize("name", QUESTIONS)
async def test_a_question_is_answered_from_the_overview_in_one_statement(reader, sql, name):
    _, _, variables = parts(QUESTIONS[name])

    found = await answer(reader, QUESTIONS[name].read_text("utf-8"), variables)

    assert "errors" not in found
    assert not any(is_empty(value) for value in found["data"].values())
    assert len(sql) <= (1 if newest_sqlite.sqlite_version_info >= DEEP_SQLITE else 2)


async def asked_together(http: httpx.AsyncClient, times: int) -> list[Any]:
    """The answers to all questions, asked at once so many times over."""
    paths = list(QUESTIONS.values()) * times
    asked = (answer(http, path.read_text("utf-8"), parts(path)[2]) for path in paths)
    return list(await asyncio.gather(*asked))


async def test_questions_asked_at_once_get_each_its_own_answer(reader):
    one_by_one = [
        await answer(reader, path.read_text("utf-8"), parts(path)[2]) for path in QUESTIONS.values()
    ]

    together = await asked_together(reader, 3)

    assert together == one_by_one * 3


async def test_both_databases_give_the_same_answers(databases, tmp_path):
    answers = []
    for dialect in DIALECTS:
        url = databases.make(dialect, "shipped", prepare_seeds)
        async with opened(settings_for(url, tmp_path)) as http:
            answers.append(await asked_together(http, 1))
        databases.drop(url)

    assert answers[0] == answers[1]
