"""The newsroom questions in the words of OpenAPI: a path for each, with its parameters."""

from api.rest.described.parameters import BOM, reference
from api.rest.described.paths import QUESTIONS as TAG
from api.rest.described.paths import Paths, operation
from api.rest.described.responses import answers
from api.rest.described.values import TEXT, Schema, component, described, object_of
from api.rest.formats import CSV, JSON
from api.rest.newsroom import PATH, lists, parameters
from api.rest.tables import PARAMETER
from schema.newsroom import QUESTIONS, Question
from schema.sample import sample


def question_paths() -> Paths:
    found = {
        PATH: operation(
            TAG,
            "list_questions",
            "All questions",
            "What each asks, and what may be given to it.",
            [reference("ifNoneMatch")],
            answers("The questions.", {JSON.media_type: component("Questions")}),
        )
    }
    for each in QUESTIONS.values():
        found |= _question(each)
    return found


def _question(question: Question) -> Paths:
    own = [each for each in parameters(question) if each["name"] != PARAMETER]
    which = [each for each in parameters(question) if each["name"] == PARAMETER]
    unchanged = reference("ifNoneMatch")
    name = f"ask_{question.name.replace('-', '_')}"
    table = described(TEXT, f"A table with names in its first line, {_which(question)}.")
    return {
        f"{PATH}/{question.name}": operation(
            TAG,
            name,
            question.title,
            f"{question.explanation} As {CSV.media_type} with `.csv`, or where `Accept` says so.",
            [*own, unchanged],
            answers("The answer.", {JSON.media_type: _schema(question), CSV.media_type: table}),
        ),
        f"{PATH}/{question.name}.csv": operation(
            TAG,
            f"{name}_as_csv",
            f"{question.title} As CSV",
            question.explanation,
            [*own, *which, {**BOM}, unchanged],
            answers("One list of the answer.", {CSV.media_type: table}),
        ),
    }


def _which(question: Question) -> str:
    names = lists(question)
    return f"of one list of the answer: `{'`, `'.join(names)}`"


def _schema(question: Question) -> Schema:
    """The answer: what the question asks for stands in `data`, as GraphQL has it."""
    data = {key: {"description": "As in GraphQL."} for key in sample(question.query)}
    variables: Schema = {"type": "object", "description": "The variables, as they were taken."}
    return object_of(
        {"question": {"const": question.title}, "variables": variables, "data": object_of(data)}
    )
