"""What is told about the newsroom questions."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jsonschema_rs
import pytest

from api.rest.newsroom import described, parameters
from schema.newsroom import QUESTIONS, Question
from schema.variables import asked, variables_of

ALL = pytest.mark.parametrize("question", QUESTIONS.values(), ids=str)


def test_a_question_is_described_with_all_that_it_takes() -> None:
    assert described(QUESTIONS["what-happened-in-an-area"]) == {
        "name": "what-happened-in-an-area",
        "title": "What happened in an area?",
        "group": "Places",
        "explanation": "Places within a larger one where something is said to have happened. How "
        "they belong to it is the basis: DE_FACTO, DE_JURE, GEOGRAPHIC, or any if it is left out.",
        "url": "/v1/questions/what-happened-in-an-area?area=nagorno-karabakh&basis=DE_FACTO",
        "urlTemplate": "/v1/questions/what-happened-in-an-area{?area,basis}",
        "variables": [
            {
                "name": "area",
                "description": "The larger place's slug, or another that finds it. Without it, the "
                "default is taken.",
                "schema": {"type": "string", "minLength": 1, "default": "nagorno-karabakh"},
            },
            {
                "name": "basis",
                "description": "On this ground alone; on any, if not given. Without it, the "
                "default is taken. Given empty, it is left out of the query.",
                "schema": {
                    "type": "string",
                    "enum": ["DE_JURE", "DE_FACTO", "GEOGRAPHIC"],
                    "default": "DE_FACTO",
                },
            },
        ],
        "lists": ["locations"],
    }


def test_a_question_of_several_lists_has_a_parameter_for_which() -> None:
    [kinds, which] = parameters(QUESTIONS["which-districts"])

    assert kinds["schema"]["type"] == "array"
    assert kinds["schema"]["default"] == ["BATTLE", "EXPLOSION_OR_REMOTE_VIOLENCE"]
    assert (kinds["style"], kinds["explode"]) == ("form", False)
    assert kinds["description"] == (
        "What happened. Several are parted by commas. Without it, the default is taken. Given "
        "empty, it is left out of the query."
    )
    assert which["name"] == "list"
    assert which["schema"] == {"type": "string", "enum": ["events", "events.groups"]}


@ALL
def test_its_address_asks_what_it_comes_with(question: Question) -> None:
    url = urlsplit(described(question)["url"])

    assert url.path == f"/v1/questions/{question.name}"
    assert asked(question, parse_qsl(url.query, strict_parsing=True))[1] == question.variables


@ALL
def test_its_template_names_its_variables(question: Question) -> None:
    [names] = re.findall(r"\{\?([^}]+)\}$", described(question)["urlTemplate"])

    assert names.split(",") == [each.name for each in variables_of(question)]


@ALL
def test_its_parameters_have_valid_schemas_that_their_examples_fit(question: Question) -> None:
    found: list[dict[str, Any]] = parameters(question)

    assert len({each["name"] for each in found}) == len(found)
    for each in found:
        jsonschema_rs.Draft202012Validator(each["schema"]).validate(each["example"])
