"""Our statement alone, on one connection: what the database can do for us at best."""

import json
from time import perf_counter
from typing import Any

import psycopg
import sqlalchemy as sa
from graphql import OperationDefinitionNode, parse
from graphql.execution.values import VariableValues, get_variable_values

from benchmarks.queries import Query
from db.engine import open_engine
from db.plan import Prepared, plan
from db.read import target_of
from schema import schema
from schema.selection import read_operation

WARM = 20
"""Times that it is run before it counts."""


def statement_of(url: str, query: Query, variables: dict[str, str]) -> tuple[Prepared, Any]:
    """The one statement that answers the query, and its binds."""
    document = parse(query.text)
    operation = next(
        each for each in document.definitions if isinstance(each, OperationDefinitionNode)
    )
    body = json.loads(query.body(variables))
    given = get_variable_values(
        schema._schema, operation.variable_definitions or (), body["variables"]
    )
    assert isinstance(given, VariableValues)
    engine = open_engine(url, read_only=True)
    found = plan(read_operation(schema._schema, document, operation, given), target_of(engine))
    engine.dispose()
    return found.statement, found.statement.binds(given.coerced)


def raw_rate(url: str, query: Query, variables: dict[str, str], seconds: float) -> float:
    """How often a second the statement is answered, prepared once and with a generic plan."""
    statement, binds = statement_of(url, query, variables)
    given = sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(
        given,
        autocommit=True,
        prepare_threshold=0,
        options="-c plan_cache_mode=force_generic_plan",
    ) as connection:
        for _ in range(WARM):
            connection.execute(statement.sql, binds).fetchone()
        times = 0
        began = perf_counter()
        while perf_counter() - began < seconds:
            connection.execute(statement.sql, binds).fetchone()
            times += 1
        return times / (perf_counter() - began)
