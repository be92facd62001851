"""The newsroom questions with plain parameters: what each takes, and what is refused."""

import asyncio
from typing import Any

import graphql
import httpx
import pytest

from db.errors import BadParameter
from schema import schema
from schema.newsroom import QUESTIONS, Question, by_name, read
from schema.variables import Variable, asked, variables_of
from tests.conftest import answer

ALL = pytest.mark.parametrize("question", QUESTIONS.values(), ids=str)

MADE_UP = read(
    "99-made-up",
    """# What takes a variable of each kind?
# Group: None
# It is made up.
# Variables: {"latest": 5, "north": 39.5, "disputed": true, "id": "x", "since": "2020-11", "at": ""}
query Made(
  $latest: Int!
  $north: Float
  $disputed: Boolean
  $id: ID!
  $since: PartialDate
  $at: DateTime
) {
  node(id: $id) { id }
  locations(
    where: {
      updatedAt: { lt: $at }
      latitude: { lt: $north }
      disputed: { eq: $disputed }
      containments: { some: { since: { eq: $since } } }
    }
    first: $latest
  ) {
    totalCount
  }
}
""",
)


def test_the_question_that_is_made_up_could_be_asked() -> None:
    assert graphql.validate(schema._schema, graphql.parse(MADE_UP.query)) == []


def refusal(question: Question, *parameters: tuple[str, str]) -> BadParameter:
    with pytest.raises(BadParameter) as refused:
        asked(question, parameters)
    return refused.value


def variables() -> list[Any]:
    return [
        pytest.param(question, variable, id=f"{question}-{variable.name}")
        for question in QUESTIONS.values()
        for variable in variables_of(question)
    ]


EACH = pytest.mark.parametrize(("question", "variable"), variables())


def as_parameters(question: Question) -> list[tuple[str, str]]:
    """The examples of a question, as an address has them."""
    return [
        (name, ",".join(value) if isinstance(value, list) else str(value))
        for name, value in question.variables.items()
    ]


def test_a_question_has_the_name_of_its_file_without_the_number() -> None:
    assert list(QUESTIONS)[:2] == ["who-said-what-on-a-day", "what-did-a-side-say"]
    assert all(name == question.name for name, question in QUESTIONS.items())


def test_two_questions_of_one_name_are_refused() -> None:
    text = "# Who?\n# Group: One\n# It says.\nquery Mine { about { version } }\n"

    with pytest.raises(ValueError, match="'who'"):
        by_name([read("01-who", text), read("02-who", text)])


@ALL
def test_what_a_question_takes_can_stand_in_an_address(question: Question) -> None:
    for variable in variables_of(question):
        assert isinstance(variable.kind, graphql.GraphQLScalarType | graphql.GraphQLEnumType)
        assert isinstance(variable.example, list) == variable.is_list
        assert variable.description.endswith(".")


@ALL
def test_its_examples_may_be_given_or_left_out(question: Question) -> None:
    assert asked(question, []) == (question.query, question.variables)
    assert asked(question, as_parameters(question)) == (question.query, question.variables)


async def test_each_question_is_answered_with_what_it_comes_with(reader: httpx.AsyncClient) -> None:
    asking = [asked(question, as_parameters(question)) for question in QUESTIONS.values()]

    found = await asyncio.gather(*(answer(reader, *each) for each in asking))

    assert [each["errors"] for each in found if "errors" in each] == []


async def test_a_value_that_is_given_wins(reader: httpx.AsyncClient) -> None:
    question = QUESTIONS["what-did-a-side-say"]

    armenia = await answer(reader, *asked(question, [("side", "armenia")]))
    azerbaijan = await answer(reader, *asked(question, [("side", "azerbaijan")]))

    assert armenia["data"]["statements"]["totalCount"] > 0
    assert azerbaijan["data"]["statements"]["totalCount"] > 0
    assert armenia != azerbaijan


@pytest.mark.parametrize(
    "parameters",
    [
        [("kinds", "SHELLING,ROCKET_STRIKE")],
        [("kinds", "SHELLING"), ("kinds", "ROCKET_STRIKE")],
        [("kinds", " SHELLING, ,ROCKET_STRIKE,")],
    ],
)
def test_several_values_come_by_commas_or_one_by_one(parameters: list[tuple[str, str]]) -> None:
    _, variables = asked(QUESTIONS["places-shelled"], parameters)

    assert variables == {"kinds": ["SHELLING", "ROCKET_STRIKE"]}


def test_a_comma_in_a_single_text_parts_nothing() -> None:
    _, variables = asked(QUESTIONS["where-does-a-word-come-up"], [("words", "war, truce")])

    assert variables == {"words": "war, truce"}


async def test_what_is_given_empty_is_left_out_where_it_can_be(reader: httpx.AsyncClient) -> None:
    question = QUESTIONS["which-districts"]

    query, variables = asked(question, [("kinds", "")])

    assert variables == {}
    assert "errors" not in await answer(reader, query, variables)


def test_each_kind_of_value_is_read_as_json_has_it() -> None:
    given = [("latest", "7"), ("north", "-1.5"), ("disputed", "false"), ("id", "17")]

    _, variables = asked(MADE_UP, [*given, ("since", "2020"), ("at", "2020-11-04T08:00:00+04:00")])

    assert variables == {
        "latest": 7,
        "north": -1.5,
        "disputed": False,
        "id": "17",
        "since": "2020",
        "at": "2020-11-04T08:00:00+04:00",
    }


@pytest.mark.parametrize(
    ("parameter", "text", "message"),
    [
        ("latest", "seven", "`latest`: 'seven' is not a whole number of 32 bits."),
        ("latest", "1.5", "`latest`: '1.5' is not a whole number of 32 bits."),
        ("latest", "true", "`latest`: 'true' is not a whole number of 32 bits."),
        ("latest", "4294967296", "`latest`: '4294967296' is not a whole number of 32 bits."),
        ("north", "NaN", "`north`: 'NaN' is not a number."),
        ("north", "1e999", "`north`: '1e999' is not a number."),
        ("disputed", "yes", "`disputed`: 'yes' is not true or false."),
        ("disputed", "null", "`disputed`: 'null' is not true or false."),
        ("since", "now", "`since`: 'now' is not a day, month or year, such as 2020-11-04 or "),
        ("at", "2020-11-04", "`at`: '2020-11-04' is not an instant with its offset"),
        ("id", "a\0b", "`id` has a NUL character, which no text here has."),
        ("id", "a\ud800b", "`id` has half of a surrogate pair, which is not a character."),
        ("id", "", "`id` is empty."),
    ],
)
def test_a_value_of_another_kind_is_refused(parameter: str, text: str, message: str) -> None:
    refused = refusal(MADE_UP, (parameter, text))

    assert refused.parameter == parameter
    assert refused.message.startswith(message)


def wrong(variable: Variable) -> str:
    """What it cannot be: a text may be anything but this."""
    return "a\0b" if variable.kind.name == "String" else "4 November"


@EACH
def test_each_wrong_value_is_refused_by_the_name_of_its_parameter(
    question: Question, variable: Variable
) -> None:
    refused = refusal(question, (variable.name, wrong(variable)))

    assert refused.parameter == variable.name
    assert f"`{variable.name}`" in refused.message
    assert refused.allowed == variable.allowed


@EACH
def test_one_value_is_not_given_twice(question: Question, variable: Variable) -> None:
    if variable.is_list:
        return
    text = str(variable.example)

    refused = refusal(question, (variable.name, text), (variable.name, text))

    assert refused.message == f"`{variable.name}` is given 2 times, and takes one value."


def test_the_words_of_an_enumeration_are_told() -> None:
    refused = refusal(QUESTIONS["who-denies-what"], ("stances", "DENIES,HATES"))

    assert refused.allowed == ("ASSERTS", "DENIES", "QUESTIONS", "CONCEDES")
    assert refused.message == (
        "`stances` is 'HATES', which is none of `ASSERTS`, `DENIES`, `QUESTIONS`, `CONCEDES`."
    )


def test_an_unknown_parameter_is_refused_with_those_that_are_known() -> None:
    question = QUESTIONS["who-said-what-on-a-day"]

    with pytest.raises(BadParameter) as refused:
        asked(question, [("list", "statements"), ("day", "2020-11-04")], besides=["list"])

    assert (refused.value.parameter, refused.value.allowed) == ("day", ("from", "to", "list"))
    assert refused.value.message == ("There is no parameter `day` here, only `from`, `to`, `list`.")


def test_a_variable_means_what_the_schema_says_where_it_is_used() -> None:
    meanings = {
        name: [variable.description for variable in variables_of(QUESTIONS[name])]
        for name in ("who-said-what-on-a-day", "direct-quotes", "what-is-known-here")
    }

    assert meanings == {
        "who-said-what-on-a-day": ["The first day.", "The last day."],
        "direct-quotes": ["How near the text comes to the words that were uttered."],
        "what-is-known-here": ["How many rows from the beginning, 1 to 100."],
    }
