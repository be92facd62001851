"""Our statement alone, on one connection: what the database can do for us at best."""

import json
from time import perf_counter

import psycopg
import sqlalchemy as sa
from graphql import OperationDefinitionNode, parse
from graphql.execution.values import VariableValues, get_variable_values

from benchmarks.queries import Query
from db.engine import parse_url, postgresql_arguments
from db.plan import Target, plan
from db.postgresql import ROOM, SETTINGS
from db.steps import Ask
from schema import schema
from schema.selection import read_operation

WARM = 20
"""Times that it is run before it counts."""


def statement_of(query: Query, variables: dict[str, str]) -> Ask:
    """The one statement that answers the query."""
    document = parse(query.text)
    operation = next(
        each for each in document.definitions if isinstance(each, OperationDefinitionNode)
    )
    body = json.loads(query.body(variables))
    definitions = operation.variable_definitions or ()
    given = get_variable_values(schema._schema, definitions, body["variables"])
    assert isinstance(given, VariableValues)
    roots = read_operation(schema._schema, document, operation, given, whole=True)
    return plan(roots, Target("postgresql", ROOM)).statement.ask(given.coerced)


def raw_rate(url: str, query: Query, variables: dict[str, str], seconds: float) -> float:
    """How often a second the statement is answered, prepared once and with a generic plan."""
    ask = statement_of(query, variables)
    with _connected(parse_url(url)) as connection:
        cursor = connection.cursor()
        for _ in range(WARM):
            cursor.execute(ask.sql, ask.binds).fetchone()
        times, began = 0, perf_counter()
        while perf_counter() - began < seconds:
            cursor.execute(ask.sql, ask.binds).fetchone()
            times += 1
        return times / (perf_counter() - began)


def _connected(url: sa.URL) -> psycopg.Connection[tuple[object, ...]]:
    """A connection as the service has it."""
    arguments = postgresql_arguments(url, SETTINGS)
    return psycopg.connect(
        **arguments, autocommit=True, prepare_threshold=0, cursor_factory=psycopg.RawCursor
    )
