"""Runs plans on one database, off the event loop, each operation in one snapshot."""

import asyncio
import logging
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import orjson
import sqlalchemy as sa

from db.detect import DETECTED, Names, detections, rows_meant, told
from db.errors import BadInput, DatabaseUnavailable
from db.ids import KEYS
from db.migrate import reachable, revision_of
from db.plan import Plan, Plans, Target, plan
from db.query import Roots
from db.search import sought_in
from db.snippets import shown
from db.split import decoded, places

logger = logging.getLogger(__name__)

THREADS = 5
"""Operations that run at once: as many as an engine keeps connections."""

SHALLOW, DEEP = 20, 50
"""The room for one statement, in the units of db/split.py."""

FIXED_STACK = 84
"""How deep a statement's text may be where the parser's stack has a fixed size."""

DEEP_SQLITE = (3, 46)
"""From this version on SQLite's parser grows its stack as it needs; before, the stack is fixed."""


class Reader:
    """Answers trees of db.query from one database."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._plans = Plans()
        self._target = target_of(engine)
        self._names = Names()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="reader")

    async def answer(
        self, key: Hashable, make: Callable[[], Roots], variables: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The answer to the tree that `make` gives, made only if `key` has no plan yet.

        Raises BadInput for a value that cannot be right, DatabaseUnavailable where the database
        does not answer.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._run, key, make, variables)

    async def ping(self) -> None:
        """Raises DatabaseUnavailable unless the database answers."""
        await asyncio.get_running_loop().run_in_executor(self._threads, self._ping)

    def close(self) -> None:
        self._threads.shutdown()
        self._engine.dispose()

    def _ping(self) -> None:
        with reachable(self._engine) as connection:
            revision_of(connection)

    def _run(
        self, key: Hashable, make: Callable[[], Roots], variables: Mapping[str, Any]
    ) -> dict[str, Any]:
        found = self._plans.find(key, lambda: plan(make(), self._target))
        try:
            with reachable(self._engine) as connection:
                names = self._names if found.detects else None
                answer: dict[str, Any] = execute(connection, found, variables, names)
                return answer
        except sa.exc.OperationalError as error:
            if any(words in str(error.orig) for words in TOO_MUCH):
                raise BadInput(
                    "The query is too deep, or too wide in one filter: ask for less."
                ) from error
            if str(error.orig).startswith("no such"):
                raise
            raise self._unavailable() from error
        except DatabaseUnavailable as error:
            raise self._unavailable() from error

    def _unavailable(self) -> DatabaseUnavailable:
        # The driver's own words tell of files, hosts and SQL: they are for the log alone.
        logger.error("database does not answer", exc_info=True)
        return DatabaseUnavailable("The database does not answer at the moment; try again later.")


TOO_DEEP = "The query is too deep, or too wide in one filter: ask for less."
TOO_MUCH = ("parser stack overflow", "Expression tree is too large", "stack depth limit")
"""How the databases say that a statement is too deep or too wide for them."""


def execute(
    connection: sa.Connection, found: Plan, variables: Mapping[str, Any], names: Names | None = None
) -> Any:
    """The answer of a plan, with what further statements give put in its place.

    `names`: for plans that look for names in texts.
    """
    given, detected = variables, {}
    if names is not None:
        detected = detections(found.detects, variables, names.current(connection))
        given = {**variables, DETECTED: {key: rows_meant(all_) for key, all_ in detected.items()}}
    answer = _ask(connection, found, given)
    _complete(connection, found, variables, answer)
    for key, field in found.detects.items():
        answer[key] = told(field, detected[key], answer[key])
    for path, snippet, search in found.snippets:
        words = sought_in(search.text.given(variables), search.page.at)
        for holder, under, text in places(answer, path, str):
            holder[under] = shown(snippet, text, words)
    return answer


def _complete(
    connection: sa.Connection, found: Plan, variables: Mapping[str, Any], answer: Any
) -> None:
    for further in found.further:
        standing = [
            (holder, under, key)
            for holder, under, code in places(answer, further.path, int)
            if (key := decoded(code, further.number)) is not None
        ]
        keys = sorted({key for _, _, key in standing})
        if not keys:
            continue
        given = {**variables, KEYS: keys}
        objects = _ask(connection, further.plan, given)
        _complete(connection, further.plan, variables, list(objects.values()))
        for holder, under, key in standing:
            holder[under] = objects[str(key)]


def _ask(connection: sa.Connection, found: Plan, variables: Mapping[str, Any]) -> Any:
    statement = found.statement
    binds = statement.binds(variables)
    return orjson.loads(connection.exec_driver_sql(statement.sql, binds).scalar_one())


def target_of(engine: sa.Engine) -> Target:
    """What is to be known of the database for making plans; it is not asked."""
    if engine.dialect.name != "sqlite":
        return Target("postgresql", DEEP)
    dbapi: Any = engine.dialect.dbapi
    deep = dbapi.sqlite_version_info >= DEEP_SQLITE
    return Target("sqlite", DEEP) if deep else Target("sqlite", SHALLOW, FIXED_STACK)
