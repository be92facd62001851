"""Large queries keep no small one waiting, and nobody works for a client that has left."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from fastapi import FastAPI

from api.answers import unsent
from api.app import create_app
from api.settings import Settings
from api.turns import Turns
from db.engine import open_engine
from tests.api.opening import opened
from tests.conftest import DIALECTS, Databases, prepare_seeds, settings_for

LIST = "statements(first: 100) { nodes { id claims { id act event { title } } "
TREE = f"{LIST} document {{ " * 3 + f"{LIST} }} }}" + " } } }" * 3
LARGE = f"{{ {TREE} }}"
"""A large query. In PostgreSQL a lock holds it up."""

HUGE = "{ " + " ".join(f"a{at}: {TREE}" for at in range(8)) + " }"
"""Takes SQLite longer than all that a test does."""

SMALL = "{ sides { nodes { slug } } }"

PATIENCE = 60
"""Seconds after which a test is given up: this is no measurement."""

SOON = 10
"""Seconds: a fraction of what is left to do where queries go on though their clients have left."""


@pytest.fixture(params=DIALECTS)
def shipped_settings(
    request: pytest.FixtureRequest, databases: Databases, tmp_path: Path
) -> Iterator[Settings]:
    """Of a service that would let a query run for an hour, at any cost."""
    url = databases.make(request.param, "shipped", prepare_seeds)
    patient = {"query_timeout": 3600, "max_cost": 10**15}
    yield settings_for(url, tmp_path).model_copy(update=patient)
    databases.drop(url)


@contextmanager
def held_up(settings: Settings) -> Iterator[None]:
    """In PostgreSQL, whoever reads claims waits; in SQLite, what is large takes long enough."""
    if settings.database_url.startswith("sqlite"):
        yield
        return
    engine = open_engine(settings.database_url)
    with engine.connect() as connection:
        connection.exec_driver_sql("LOCK TABLE claim IN ACCESS EXCLUSIVE MODE")
        yield
    engine.dispose()


def large_for(settings: Settings) -> str:
    return HUGE if settings.database_url.startswith("sqlite") else LARGE


class Asked:
    """One request to an application, whose client can leave."""

    def __init__(self, app: FastAPI, query: str) -> None:
        self.messages: list[Any] = []
        self._body = json.dumps({"query": query}).encode()
        self._left = asyncio.Event()
        self._read = False
        headers = [(b"content-type", b"application/json"), (b"host", b"x")]
        scope = {
            "type": "http",
            "method": "POST",
            "path": "/graphql",
            "headers": headers,
            "query_string": b"",
            "client": ("127.0.0.1", 1),
        }
        self.task = asyncio.ensure_future(app(scope, self._receive, self._send))

    def leave(self) -> None:
        self._left.set()

    async def _receive(self) -> dict[str, Any]:
        if not self._read:
            self._read = True
            return {"type": "http.request", "body": self._body, "more_body": False}
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        self.messages.append(message)


def turns_of(app: FastAPI) -> Turns:
    turns: Turns = app.state.service.turns
    return turns


async def until(reached: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not reached():  # noqa: ASYNC110  # Nothing tells when.
            await asyncio.sleep(0.01)


async def test_a_small_query_is_answered_before_64_large_ones(shipped_settings: Settings) -> None:
    app = create_app(shipped_settings)
    async with opened(app) as http:
        with held_up(shipped_settings):
            large = [Asked(app, large_for(shipped_settings)) for _ in range(64)]
            await until(lambda: turns_of(app).inside == 64)
            small = await asyncio.wait_for(http.post("/graphql", json={"query": SMALL}), PATIENCE)
            done = [each.task.done() for each in large]
            for each in large:
                each.leave()
            await asyncio.wait_for(asyncio.gather(*(each.task for each in large)), PATIENCE)

    assert len(small.json()["data"]["sides"]["nodes"]) == 2
    assert done == [False] * 64
    assert [each.messages for each in large] == [[]] * 64


async def test_who_leaves_takes_the_query_along(shipped_settings: Settings) -> None:
    app = create_app(shipped_settings)
    async with opened(app) as http:
        with held_up(shipped_settings):
            # More than the database is asked at once: each would be in the way of the next.
            for _ in range(40):
                asked = Asked(app, large_for(shipped_settings))
                await asyncio.sleep(0.1)
                asked.leave()
                await asyncio.wait_for(asked.task, PATIENCE)
            running = still_running(shipped_settings)
            after = await asyncio.wait_for(http.post("/graphql", json={"query": SMALL}), SOON)

    assert running == 0
    assert after.status_code == 200


def still_running(settings: Settings) -> int:
    """Statements that PostgreSQL still carries out; SQLite's threads show by what comes after."""
    if settings.database_url.startswith("sqlite"):
        return 0
    engine = open_engine(settings.database_url)
    with engine.connect() as connection:
        found = connection.execute(
            sa.text(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND wait_event_type = 'Lock'"
            )
        ).scalar_one()
    engine.dispose()
    return int(found)


async def test_beyond_what_may_wait_clients_are_asked_to_come_back(
    shipped_settings: Settings,
) -> None:
    app = create_app(shipped_settings.model_copy(update={"max_waiting": 3}))
    async with opened(app) as http:
        with held_up(shipped_settings):
            large = [Asked(app, large_for(shipped_settings)) for _ in range(3)]
            await until(lambda: turns_of(app).inside == 3)
            refused = await http.post("/graphql", json={"query": SMALL})
            for each in large:
                each.leave()
            await asyncio.gather(*(each.task for each in large))
        after = await http.post("/graphql", json={"query": SMALL})

    assert is_busy(refused)
    assert after.status_code == 200


async def test_a_large_query_whose_turn_does_not_come_is_asked_to_come_back(
    shipped_settings: Settings,
) -> None:
    app = create_app(shipped_settings)
    async with opened(app) as http:
        turns_of(app).large.patience = 0.2
        with held_up(shipped_settings):
            large = [Asked(app, large_for(shipped_settings)) for _ in range(4)]
            await until(lambda: turns_of(app).large.is_taken)
            refused = await asyncio.wait_for(
                http.post("/graphql", json={"query": large_for(shipped_settings)}), PATIENCE
            )
            for each in large:
                each.leave()
            await asyncio.gather(*(each.task for each in large))

    assert is_busy(refused)


async def test_while_answers_lie_unread_no_large_query_is_begun(
    shipped_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(shipped_settings)
    async with opened(app) as http:
        monkeypatch.setattr(unsent, "bytes", 2**30)
        small = await http.post("/graphql", json={"query": SMALL})
        large = await http.post("/graphql", json={"query": large_for(shipped_settings)})

    assert small.status_code == 200
    assert is_busy(large)


def is_busy(answer: httpx.Response) -> bool:
    (error,) = answer.json()["errors"]
    told = (answer.status_code, error["extensions"]["code"], answer.headers["retry-after"])
    return told == (503, "UNAVAILABLE", "5")
