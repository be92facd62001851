"""Each operation has the same answer the short way and the long way, on both databases.

The short way gives the database's own JSON, see schema/execute.py; the long way is graphql-core's.
EQUAL_ANSWERS=3000 asks that many random operations instead of those that every run asks.
"""

import json
import os
import random
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from graphql import (
    OperationDefinitionNode,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    parse,
    validate,
)
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from db import models
from db.flat import flat
from db.read import Reader
from schema import schema
from schema.derive import camel
from schema.execute import Answer
from schema.operations import NO_VARIABLES, Refused
from schema.query import LISTED
from schema.selection import read_operation
from tests.conftest import Databases, prepare_seeds
from tests.questions import QUESTIONS
from tests.schema import ways
from tests.schema.random_queries import Operation, operations
from tests.schema.test_depth import (
    DETECT,
    GROUPS,
    SEARCH,
    STEPS,
    WORDS,
    deepenings,
    nested,
    random_query,
)
from tests.schema.test_golden import FOLDER
from tests.schema.worlds import World, make_world

EXAMPLES = int(os.environ.get("EQUAL_ANSWERS", 100))

SETTINGS = settings(
    max_examples=EXAMPLES,
    derandomize="EQUAL_ANSWERS" not in os.environ,
    database=None,
    deadline=None,
    # To shrink what is found would take minutes.
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
"""Every run asks the same, so that a failure is one of the change that it came with."""


@dataclass(frozen=True)
class Told:
    """`data` as told by its text, keys in their order and numbers as they are written."""

    data: str
    errors: str


Way = Callable[[Reader, str, ways.Given, str | None], Awaitable[Answer]]


async def answered(way: Way, reader: Reader, asked: Operation) -> Told:
    try:
        found = await way(reader, asked.query, dict(asked.variables), asked.name)
    except Refused as error:
        return Told("null", json.dumps(ways.told(error.errors)))
    return Told(exactly(found.data), json.dumps(ways.told(found.errors)))


async def both(reader: Reader, asked: Operation) -> tuple[Told, Told]:
    return await answered(ways.short_way, reader, asked), await answered(
        ways.long_way, reader, asked
    )


def exactly(text: bytes) -> str:
    """A text that is the same for answers that are: an object is its pairs, also those in vain."""
    return repr(json.loads(text, object_pairs_hook=tuple))


@pytest.fixture(scope="module")
def portal() -> Iterator[BlockingPortal]:
    """An event loop in a thread: what random operations are made by cannot run in one."""
    with start_blocking_portal() as started:
        yield started


@pytest.fixture(scope="module")
def worlds(portal: BlockingPortal, databases: Databases) -> Iterator[list[World]]:
    made = [portal.call(make_world, databases, seed, 15 * (seed + 1)) for seed in (1, 2, 3)]
    yield made
    for world in made:
        for reader in world.readers.values():
            portal.call(reader.close)


@given(data=st.data())
@SETTINGS
def test_random_operations_have_equal_answers(
    portal: BlockingPortal, worlds: list[World], data: st.DataObject
) -> None:
    world = data.draw(st.sampled_from(worlds))
    asked = data.draw(operations(world))

    # pytest shows it where something fails, also where hypothesis cannot repeat the failure.
    print(world, asked, sep="\n")
    assert validate(schema._schema, parse(asked.query)) == []
    answers = portal.call(both_ways, world, asked)

    for short, long in answers.values():
        assert short == long
    first, other = (short for short, _ in answers.values())
    assert "INTERNAL" not in first.errors + other.errors
    # Cursors are good for their own database.
    assert first == other or "ursor" in asked.query
    event("answered" if first.errors == "[]" else "refused")


async def both_ways(world: World, asked: Operation) -> dict[str, tuple[Told, Told]]:
    return {dialect: await both(reader, asked) for dialect, reader in world.readers.items()}


@pytest.fixture
async def reader(shipped: str) -> AsyncIterator[Reader]:
    """A reader of all that is shipped."""
    opened = Reader(shipped)
    await opened.open()
    yield opened
    await opened.close()


GOLDEN = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.graphql"))}
ASKED = {name: Operation(query, {}) for name, query in GOLDEN.items()} | {
    str(each): Operation(each.query, each.variables) for each in QUESTIONS
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED.keys())
async def test_golden_queries_and_questions_have_equal_answers(
    reader: Reader, asked: Operation
) -> None:
    short, long = await both(reader, asked)

    assert short.errors == "[]"
    assert short == long


def all_columns(kind: Any) -> str:
    """Each plain field of a type, under its own name and another one; value objects whole."""
    values = {camel(name) for name in getattr(getattr(models, kind.name, None), "values", ())}
    parts = ["__typename", "again: __typename"]
    for name, field in kind.fields.items():
        inner = get_named_type(field.type)
        if name in values:
            parts.append(f"{name} {{ {all_columns(inner)} }}")
        elif is_leaf_type(inner) and not is_list_type(get_nullable_type(field.type)):
            parts += [name, f"again_{name}: {name}"]
    return " ".join(parts)


STRETCHES = ("first: 3", "last: 3", "first: 100", "last: 100", "last: 3, where: {or: []}")
PARTS = (
    "nodes { %(node)s }",
    "__typename nodes { kind: __typename }",
    "edges { __typename }",
    "nodes { id @skip(if: true) }",
    "edges { at: cursor node { %(node)s } __typename } pageInfo { %(page)s } nodes { id }",
    "pageInfo { endCursor } nodes { id }",
)
PAGE = "hasNextPage hasPreviousPage startCursor last: endCursor __typename"


@pytest.mark.parametrize("name", LISTED)
async def test_rows_say_what_the_text_of_the_database_says(reader: Reader, name: str) -> None:
    kind = schema._schema.type_map[LISTED[name].__name__]
    for stretch, part in product(STRETCHES, PARTS):
        body = part % {"node": all_columns(kind), "page": PAGE}
        alone = f"here: {name}({stretch}) {{ {body} }}"

        answers = [
            await answered(ways.short_way, reader, Operation(query, {}))
            for query in (f"{{ {alone} }}", f"{{ {alone} beside: __typename }}")
        ]

        assert [is_flat(f"{{ {alone} }}"), answers[0].errors] == [True, "[]"], alone
        assert answers[0].data[:-2] + ", ('beside', 'Query'))" == answers[1].data


def is_flat(query: str) -> bool:
    return flat(tree_of(query), "sqlite") is not None


def tree_of(query: str) -> Any:
    document = parse(query)
    (node,) = document.definitions
    assert isinstance(node, OperationDefinitionNode)
    return read_operation(schema._schema, document, node, NO_VARIABLES, whole=True)


@pytest.fixture
async def shallow_reader(databases: Databases) -> AsyncIterator[Reader]:
    """Likewise, by this Python's own SQLite: its parser may have a stack of fixed size."""
    opened = Reader(databases.make("sqlite", "shipped", prepare_seeds), sqlite=sqlite3)
    yield opened
    await opened.close()


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
async def test_deep_queries_have_equal_answers(shallow_reader: Reader, step: str) -> None:
    for times in deepenings(step)[::3]:
        asked = Operation(nested(step, times), {})

        short, long = await both(shallow_reader, asked)
        assert short == long


async def test_what_is_found_has_equal_answers_however_deep(shallow_reader: Reader) -> None:
    for query in (SEARCH, DETECT, GROUPS):
        asked = Operation(query % {"words": WORDS}, {})

        short, long = await both(shallow_reader, asked)
        assert short == long


async def test_random_walks_have_equal_answers(shallow_reader: Reader) -> None:
    chance = random.Random(9)
    for _ in range(30):
        asked = Operation(random_query(chance), {})

        short, long = await both(shallow_reader, asked)
        assert short == long
