"""What is told about the newsroom questions: in the list of them, and in OpenAPI."""

from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from graphql import GraphQLEnumType

from api.rest.tables import PARAMETER, lists_of, text_of
from schema.newsroom import Question
from schema.sample import sample
from schema.variables import Variable, variables_of

PATH = "/v1/questions"

TEXT = {"type": "string", "minLength": 1}

SCHEMAS: dict[str, dict[str, Any]] = {
    "Int": {"type": "integer", "format": "int32"},
    "Float": {"type": "number"},
    "Boolean": {"type": "boolean"},
    "Date": {"type": "string", "format": "date"},
    "DateTime": {"type": "string", "format": "date-time"},
}
"""Values as JSON Schema has them, by the names of their types; all others are texts."""


def described(question: Question) -> dict[str, Any]:
    """A question as the list of them tells it."""
    return {
        "name": question.name,
        "title": question.title,
        "group": question.group,
        "explanation": question.explanation,
        "url": address(question),
        "urlTemplate": template(question),
        "variables": [_described(each) for each in variables_of(question)],
        "lists": list(lists(question)),
    }


def parameters(question: Question) -> list[dict[str, Any]]:
    """What its address takes, as OpenAPI 3.1 has it, but for what every address takes."""
    found = [_parameter(each) for each in variables_of(question)]
    names = lists(question)
    return [*found, _which_list(names)] if len(names) > 1 else found


def address(question: Question) -> str:
    """Where it is answered, with its examples."""
    values = {
        each.name: ",".join(map(text_of, each.example)) if each.is_list else text_of(each.example)
        for each in variables_of(question)
    }
    return f"{PATH}/{question.name}?{urlencode(values, safe=',', quote_via=quote)}"


def template(question: Question) -> str:
    """Likewise, with the names of what may be given (RFC 6570)."""
    names = ",".join(each.name for each in variables_of(question))
    return f"{PATH}/{question.name}{{?{names}}}"


@cache
def lists(question: Question) -> tuple[str, ...]:
    """The names of the lists that its answer may have, of which each can be had as CSV."""
    return tuple(each.name for each in lists_of(sample(question.query)))


def _described(variable: Variable) -> dict[str, Any]:
    return {
        "name": variable.name,
        "description": _explained(variable),
        "schema": _schema(variable),
    }


def _parameter(variable: Variable) -> dict[str, Any]:
    listed = {"style": "form", "explode": False} if variable.is_list else {}
    told = {**_described(variable), "in": "query", "required": False}
    told |= {"allowEmptyValue": True} if variable.is_optional else {}
    return {**told, **listed, "example": variable.example}


def _which_list(names: tuple[str, ...]) -> dict[str, Any]:
    return {
        "name": PARAMETER,
        "description": "Which list of the answer to give as CSV. Without it, the first that has "
        "rows.",
        "schema": {"type": "string", "enum": list(names)},
        "in": "query",
        "required": False,
        "example": names[-1],
    }


def _explained(variable: Variable) -> str:
    sentences = [variable.description]
    if variable.is_list:
        sentences.append("Several are parted by commas.")
    sentences.append("Without it, the default is taken.")
    if variable.is_optional:
        sentences.append("Given empty, it is left out of the query.")
    return " ".join(sentences)


def _schema(variable: Variable) -> dict[str, Any]:
    """What it may be, as JSON Schema has it."""
    if isinstance(variable.kind, GraphQLEnumType):
        one: dict[str, Any] = {"type": "string", "enum": list(variable.allowed)}
    else:
        one = SCHEMAS.get(variable.kind.name, TEXT)
    schema = {"type": "array", "items": one, "minItems": 1} if variable.is_list else one
    return {**schema, "default": variable.example}
