"""What Schemathesis is to know of the service, and what it is to check: its hooks.

It takes nothing of the application: to load that takes longer than the requests do.
"""

import json
from functools import cache
from typing import Any
from urllib.parse import urljoin
from urllib.request import urlopen
from zlib import crc32

import jsonschema_rs
import schemathesis
from graphql import DocumentNode, FieldNode, ValueNode, Visitor, print_ast, visit
from hypothesis import strategies as st
from schemathesis import Case, CheckContext, HookContext, Response
from schemathesis.graphql import nodes

from tests.network import close_other_sockets

close_other_sockets()

Values = st.SearchStrategy[ValueNode]

TEXTS = {
    "ID": ["Actor:1", "Location:3", "Statement:2", "Event:2", "Side:1"],
    "String": ["a", "of", "The", "hikmet-hajiyev", "Ÿ", "%", "'\"\\", "\0"],
    "Cursor": ["00"],
    "Date": ["2020-09-27", "2020-11-04"],
    "DateTime": ["2020-11-04T08:00:00Z", "2020-10-01T02:00:00.5+04:00"],
    "PartialDate": ["2020", "2020-10", "2020-10-04", "1993-07-23T08:00"],
}
RIGHT: dict[str, Values] = {
    **{name: st.sampled_from(texts).map(nodes.String) for name, texts in TEXTS.items()},
    "Int": st.integers(1, 5).map(nodes.Int),
    "Float": st.sampled_from([39.5, 41.25, 45.0, 1e3]).map(nodes.Float),
}
ANY: dict[str, Values] = {
    "Int": st.integers(-(2**31), 2**31 - 1).map(nodes.Int),
    "Float": st.floats(allow_nan=False, allow_infinity=False).map(nodes.Float),
}
"""Values that may be wrong; of any other scalar it is a text."""


def mostly(right: Values, wrong: Values) -> Values:
    """One value that is wrong has the whole query refused."""
    return st.integers(0, 9).flatmap(lambda number: right if number else wrong)


for name, right in RIGHT.items():
    any_text = st.text(max_size=30).map(nodes.String)
    schemathesis.graphql.scalar(name, mostly(right, ANY.get(name, any_text)))

PAGES = [{"first", "after", "last", "before"}, {"first"}, {"last"}, {"first", "after"}, set()]
"""Of the arguments that say which page of a list, those that are left. All at once are refused."""


class Pages(Visitor):
    """Chooses for each list by its arguments, so that a seed gives the same queries again."""

    def leave_field(self, node: FieldNode, *_: Any) -> FieldNode:
        arguments = {argument.name.value: argument for argument in node.arguments or ()}
        if not {"first", "last"} <= arguments.keys():
            return node
        number = crc32("".join(map(print_ast, arguments.values())).encode())
        dropped = {"first", "after", "last", "before"} - PAGES[number % len(PAGES)]
        left = tuple(each for name, each in arguments.items() if name not in dropped)
        return FieldNode(**{key: getattr(node, key) for key in node.keys} | {"arguments": left})


@schemathesis.hook
def map_body(context: HookContext, body: Any) -> Any:
    return visit(body, Pages()) if isinstance(body, DocumentNode) else body


@cache
def described(address: str) -> Any:
    """What tells whether JSON is an answer as the service describes it."""
    with urlopen(address) as response:
        components = json.load(response)["components"]
    schema = {"$ref": "#/components/schemas/Answer", "components": components}
    return jsonschema_rs.validator_for(schema)


@schemathesis.check
def is_an_answer(context: CheckContext, response: Response, case: Case[Any]) -> None:
    """At /graphql: JSON of the described shape, whose errors, if any, are not ours."""
    if case.operation.path != "/graphql":
        return
    found = response.json()
    described(urljoin(str(response.request.url), "/openapi.json")).validate(found)
    kind = "graphql-response+json" if "graphql" in response.request.headers["Accept"] else "json"
    assert response.headers["content-type"] == [f"application/{kind}; charset=utf-8"]
    assert "INTERNAL" not in {error["extensions"]["code"] for error in found.get("errors", [])}


@schemathesis.check
def is_taken(context: CheckContext, response: Response, case: Case[Any]) -> None:
    """Under /v1: what is as described is refused only for what OpenAPI cannot tell."""
    if not case.operation.path.startswith("/v1") or response.status_code != 400:
        return
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    problem = response.json()
    named = problem.get("parameter", "")
    is_expected = named in MADE_UP or problem["code"] == "TOO_COMPLEX"
    # February has a thirtieth where a pattern is all that tells of days.
    is_expected |= "is no day" in problem["detail"]
    assert is_expected or is_about_several(named, case) or is_empty(named, case), problem


MADE_UP = ("after", "bbox", "within.basis", "within.on")
"""A cursor is an answer's, a box may be turned around, a basis needs a place."""


def is_about_several(named: str, case: Case[Any]) -> bool:
    """Whether other parameters say something of the same field."""
    field = named.partition(".")[0]
    fields = [name.partition(".")[0] for name in case.query or {}]
    return fields.count(field) > 1


def is_empty(named: str, case: Case[Any]) -> bool:
    """Whether it is sent with an empty value: of null in an answer, or beside a comma in a text."""
    value = (case.query or {}).get(named)
    texts = value if isinstance(value, list) else [value]
    return any(not text or "," in str(text) for text in texts or [None])
