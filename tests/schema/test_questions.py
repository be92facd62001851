"""The newsroom questions: how they are written, and that each is answered from the overview."""

import asyncio
from itertools import groupby
from typing import Any

import graphql
import httpx
import pytest

from db.engine import newest_sqlite
from db.sqlite import DEEP_SQLITE
from tests.api.opening import opened
from tests.conftest import DIALECTS, answer, prepare_seeds, settings_for
from tests.questions import QUESTIONS, Question

GROUPS = [
    "Who said what",
    "One event, both sides",
    "Places",
    "Replies and denials",
    "Figures",
    "Sources",
]
ALL = pytest.mark.parametrize("question", QUESTIONS, ids=str)

WIDTH = 43
"""As many characters of a line stand side by side in the explorer's editor."""

NOT_TOLD = {"denials"}
"""Answers that are empty, since nothing of the kind is in the overview."""


def is_empty(value: Any) -> bool:
    """Whether an answer says nothing: null, or lists without members."""
    if isinstance(value, dict):
        return all(is_empty(each) for each in value.values())
    return value in (None, 0) or value == []


class Written(graphql.Visitor):
    """What stands in an operation: its name, its variables, and whether lists are written out."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.declared: list[str] = []
        self.used: set[str] = set()
        self.lists = 0
        [self.operation] = graphql.parse(question.query).definitions
        graphql.visit(self.operation, self)

    def enter_variable_definition(self, node: graphql.VariableDefinitionNode, *_: Any) -> Any:
        self.declared.append(node.variable.name.value)
        return graphql.SKIP

    def enter_variable(self, node: graphql.VariableNode, *_: Any) -> None:
        self.used.add(node.name.value)

    def enter_list_value(self, *_: Any) -> None:
        self.lists += 1

    @property
    def name(self) -> str:
        assert isinstance(self.operation, graphql.OperationDefinitionNode)
        assert self.operation.name
        return self.operation.name.value


def test_there_are_at_least_twenty_two_with_titles_and_names_of_their_own() -> None:
    titles = {question.title for question in QUESTIONS}
    names = {Written(question).name for question in QUESTIONS}

    assert len(titles) == len(names) == len(QUESTIONS) >= 22
    assert all(title.endswith("?") for title in titles)


def test_groups_stand_together_and_in_their_order() -> None:
    assert [group for group, _ in groupby(question.group for question in QUESTIONS)] == GROUPS


@ALL
def test_a_question_has_an_explanation_and_variables_that_are_used(question: Question) -> None:
    written = Written(question)

    assert question.explanation.endswith(".")
    assert written.declared
    assert set(written.declared) == written.used == set(question.variables)


@ALL
def test_a_question_fits_the_editor_and_the_explorer_pane(question: Question) -> None:
    assert [line for line in question.query.splitlines() if len(line) > WIDTH] == []
    # The pane cannot show lists of enums and inputs that are written out.
    assert Written(question).lists == 0


@ALL
def test_a_question_about_one_side_tells_how_to_ask_of_the_other(question: Question) -> None:
    sides = {"armenia", "azerbaijan"}

    for value in question.variables.values():
        if isinstance(value, list):
            assert len(sides.intersection(value)) in (0, 2)
        elif any(side in str(value) for side in sides):
            assert "the other" in question.explanation


@ALL
async def test_a_question_is_answered_from_the_overview_in_one_statement(
    reader: httpx.AsyncClient, sql: list[str], question: Question
) -> None:
    found = await answer(reader, question.query, question.variables)

    assert "errors" not in found
    empty = {key for key, value in found["data"].items() if is_empty(value)}
    assert empty == NOT_TOLD & set(found["data"])
    # Names in a text are found before: the next test tells what that takes.
    statements = sql[before_reading(sql) :]
    assert len(statements) <= (1 if newest_sqlite.sqlite_version_info >= DEEP_SQLITE else 2)


async def test_to_detect_takes_a_look_at_the_revision_and_once_the_names(
    reader: httpx.AsyncClient, sql: list[str]
) -> None:
    [question] = [question for question in QUESTIONS if "detect(" in question.query]
    await answer(reader, question.query, question.variables)
    at_first = before_reading(sql)
    sql.clear()

    await answer(reader, question.query, question.variables)

    # At first also who lies where, and of actors and places the labels and the other names.
    assert at_first == 1 + 1 + 2 * 2
    assert before_reading(sql) == 1


def before_reading(statements: list[str]) -> int:
    """How many statements come first that are about names, if any."""
    if "FROM revision" not in statements[0]:
        return 0
    return next(
        number for number, text in enumerate(statements) if number and "json" in text.lower()
    )


async def asked_together(http: httpx.AsyncClient, times: int) -> list[Any]:
    """The answers to all questions, asked at once so many times over."""
    asked = (answer(http, each.query, each.variables) for each in QUESTIONS * times)
    return list(await asyncio.gather(*asked))


async def test_questions_asked_at_once_get_each_its_own_answer(reader: httpx.AsyncClient) -> None:
    one_by_one = [await answer(reader, each.query, each.variables) for each in QUESTIONS]

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
