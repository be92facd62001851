"""The answer of a plan: what its statements give, put together. Which database, a driver knows."""

from collections.abc import Mapping
from typing import Any

import orjson

from db.detect import DETECTED, Names, detections, rows_meant, told
from db.errors import TooComplex
from db.ids import KEYS
from db.plan import Plan
from db.prepared import LONGEST_ANSWER, TOO_LONG
from db.search import sought_in
from db.snippets import shown
from db.split import decoded, places
from db.steps import Steps


def text(plan: Plan, variables: Mapping[str, Any], dialect: str, names: Names) -> Steps[bytes]:
    """The answer as JSON: the database's own text wherever nothing is left to be done."""
    if plan.flat is not None:
        rows = yield plan.flat.statement.ask(variables)
        return written(plan.flat.answer(rows, variables))
    if plan.asks_once:
        found = yield from _text(plan, variables)
        return found.encode()
    answer = yield from whole(plan, variables, dialect, names)
    return written(answer)


def written(answer: Any) -> bytes:
    """An answer as JSON. Raises TooComplex where it is too long."""
    text = orjson.dumps(answer)
    if len(text) > LONGEST_ANSWER:
        raise TooComplex(TOO_LONG)
    return text


def whole(plan: Plan, variables: Mapping[str, Any], dialect: str, names: Names) -> Steps[Any]:
    """The answer, with what further statements give put in its place."""
    given, detected = variables, {}
    if plan.detects:
        matcher = yield from names.current(dialect)
        detected = detections(plan.detects, variables, matcher)
        given = {**variables, DETECTED: {key: rows_meant(all_) for key, all_ in detected.items()}}
    answer = yield from _ask(plan, given)
    yield from _complete(plan, variables, answer)
    for key, field in plan.detects.items():
        answer[key] = told(field, detected[key], answer[key])
    for path, snippet, search in plan.snippets:
        words = sought_in(search.text.given(variables), search.page.at)
        for holder, under, found in places(answer, path, str):
            holder[under] = shown(snippet, found, words)
    return answer


def _complete(plan: Plan, variables: Mapping[str, Any], answer: Any) -> Steps[None]:
    for further in plan.further:
        standing = [
            (holder, under, key)
            for holder, under, code in places(answer, further.path, int)
            if (key := decoded(code, further.number)) is not None
        ]
        keys = sorted({key for _, _, key in standing})
        if not keys:
            continue
        objects = yield from _ask(further.plan, {**variables, KEYS: keys})
        yield from _complete(further.plan, variables, list(objects.values()))
        for holder, under, key in standing:
            holder[under] = objects[str(key)]


def _ask(plan: Plan, variables: Mapping[str, Any]) -> Steps[Any]:
    return orjson.loads((yield from _text(plan, variables)))


def _text(plan: Plan, variables: Mapping[str, Any]) -> Steps[str]:
    """Raises TooComplex for an answer that is too long."""
    ((found,),) = yield plan.statement.ask(variables)
    if found is None:
        raise TooComplex(TOO_LONG)
    return str(found)
