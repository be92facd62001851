"""The newsroom questions: which there are, and the answer to each."""

from collections.abc import Sequence

import orjson
from graphql import GraphQLError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.asked import Asked
from api.rest.answers import Made, answered, current_state
from api.rest.asking import Asking
from api.rest.comma_separated import lines
from api.rest.formats import CSV, JSON
from api.rest.newsroom import described
from api.rest.tables import PARAMETER, table
from db.errors import BadInput, DomainError
from schema.newsroom import QUESTIONS, Question
from schema.operations import Refused
from schema.sample import sample
from schema.variables import asked

OF_TABLES = (PARAMETER, "bom")
"""What there is to say of a table besides the question's own variables."""


async def answer_questions(asking: Asking) -> Response:
    """All questions, with what may be given to each."""
    kind = asking.choose([JSON])
    asking.take_nothing()

    async def make() -> Made:
        items = [described(each) for each in QUESTIONS.values()]
        for each in items:
            each["url"] = f"{asking.base}{each['url']}"
            each["url_template"] = f"{asking.base}{each.pop('urlTemplate')}"
        return Made(await current_state(asking), orjson.dumps({"items": items}))

    return await answered(asking, kind, make, name="questions")


async def answer_question(asking: Asking) -> Response:
    """The answer to the question that the address names."""
    question = QUESTIONS.get(asking.address.name)
    if question is None:
        known = ", ".join(QUESTIONS)
        raise HTTPException(404, f"There is no such question; there are {known}.")
    kind = asking.choose([JSON, CSV])

    async def make() -> Made:
        return await (_json if kind is JSON else _csv)(asking, question)

    return await answered(asking, kind, make, name=question.name)


async def _json(asking: Asking, question: Question) -> Made:
    query, variables = asked(question, asking.pairs)
    state, data = await _answer(asking, query, variables)
    told = {"question": question.title, "variables": variables, "data": orjson.Fragment(data)}
    return Made(state, orjson.dumps(told))


async def _csv(asking: Asking, question: Question) -> Made:
    query, variables = asked(question, asking.pairs, OF_TABLES)
    own = dict(pair for pair in asking.pairs if pair[0] in OF_TABLES)
    bom = asking.flag("bom")
    state, data = await _answer(asking, query, variables)
    found = table(orjson.loads(data), sample(query), own.get(PARAMETER))
    return Made(state, b"".join(lines(found.columns, found.rows, bom=bom)))


async def _answer(asking: Asking, query: str, variables: dict[str, object]) -> tuple[str, bytes]:
    """The state that an answer is of, or a later one, and its data. Raises BadInput."""
    # Asked for before: a change between the two makes a client ask once more, and no less.
    state = await current_state(asking)
    operation = Asked(query, variables, None, {}, None)
    try:
        _, done = await asking.service.carried_out(asking.request, operation)
    except Refused as refused:
        raise _told(refused.errors) from refused
    if done.errors:
        raise _told(done.errors)
    return state, done.data


def _told(errors: Sequence[GraphQLError]) -> Exception:
    """What went wrong, without GraphQL."""
    for each in errors:
        is_ours = (each.extensions or {}).get("code") == "INTERNAL"
        if each.original_error and (is_ours or isinstance(each.original_error, DomainError)):
            return each.original_error
    return BadInput(" ".join(each.message for each in errors))
