"""Whole lists: of one snapshot, in pieces, and let go whatever becomes of the client."""

import asyncio
import http.client
import json
import re
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import sqlalchemy as sa
from sqlmodel import Session

from api.app import create_app
from api.rest import answers
from api.settings import Settings
from benchmarks.knowledge import fill
from db.engine import newest_sqlite, open_engine
from db.migrate import migrate
from db.streams import AT_ONCE
from tests.api.opening import opened
from tests.api.serving import serving
from tests.conftest import DIALECTS, Databases, settings_for
from tests.factories import make_actor, make_statement

STATEMENTS = 4000
LONG = "/v1/statements.ndjson?include=appearances"
LONGEST = "/v1/claims.ndjson?include=figures,participations,settings,means,statement,document,event"
"""Long enough, even compressed."""
PIECES = 4
SOON = 10
"""Seconds within which a snapshot is to be let go."""


def prepare(engine: sa.Engine) -> None:
    migrate(engine)
    fill(engine, STATEMENTS, 1)


@pytest.fixture(params=DIALECTS)
def url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A database with a list that is too long for what a connection holds."""
    made = databases.make(request.param, "long", prepare)
    yield made
    databases.drop(made)


def is_held(url: str) -> bool:
    """Whether somebody is still reading a snapshot of the database."""
    if url.startswith("sqlite"):
        path = url.removeprefix("sqlite:///")
        with closing(newest_sqlite.connect(path, isolation_level=None)) as file:
            file.execute("PRAGMA busy_timeout = 0")
            file.execute("UPDATE revision SET number = number + 1")
            return bool(file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
    engine = open_engine(url)
    with engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND state <> 'idle'"
        )
        held = bool(found.scalar())
    engine.dispose()
    return held


def is_let_go(url: str) -> bool:
    end = monotonic() + SOON
    while monotonic() < end:
        if not is_held(url):
            return True
        sleep(0.1)
    return False


# ── Over a real connection ───────────────────────────────────────────────────────────────────────


class Slowly:
    """A client that takes as much as it says, and no more."""

    def __init__(self, said: list[str], path: str, **headers: str) -> None:
        [address] = {each for line in said for each in re.findall(r"http://[^\s/]+", line)}
        parts = urlsplit(address)
        taken = socket.socket()
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        taken.settimeout(60)
        taken.connect((parts.hostname, parts.port))
        self._connection = http.client.HTTPConnection(str(parts.hostname), parts.port)
        self._connection.sock = taken
        self._connection.request("GET", path, headers=headers)
        self.answer = self._connection.getresponse()
        assert self.answer.status == 200

    def __enter__(self) -> http.client.HTTPResponse:
        return self.answer

    def __exit__(self, *_: object) -> None:
        """Leaves, whether or not there is more to be read."""
        self.answer.close()
        self._connection.close()


def test_what_is_written_meanwhile_is_in_the_next_stream(url: str, tmp_path: Path) -> None:
    with serving(tmp_path, DATABASE_URL=url) as (_, said):
        with Slowly(said, LONG) as answer:
            begun = answer.read(2000)
            was_held = is_held(url)
            engine = open_engine(url)
            with Session(engine) as session:
                make_statement(session, "Meanwhile.", slug="meanwhile", said_end="2999-01-01")
                session.execute(sa.text("UPDATE statement SET note = 'changed'"))
                session.commit()
            engine.dispose()
            lines = (begun + answer.read()).splitlines()
        released = is_let_go(url)
        with Slowly(said, "/v1/statements.ndjson") as later:
            then = [json.loads(line) for line in later.read().splitlines()]

    records = [json.loads(line) for line in lines]
    assert was_held
    assert released
    assert len(records) + 1 == len(then) > STATEMENTS / 2
    assert {each["note"] for each in then} == {"changed"}
    assert "changed" not in {each["note"] for each in records}
    assert "meanwhile" not in {each["slug"] for each in records}


def test_a_client_that_leaves_lets_the_snapshot_go(url: str, tmp_path: Path) -> None:
    with serving(tmp_path, DATABASE_URL=url, MAX_STREAMS="1") as (_, said):
        for path in (LONG, "/v1/statements.csv?include=appearances"):
            with Slowly(said, path) as answer:
                answer.read(100)
                was_held = is_held(url)
            assert (was_held, is_let_go(url)) == (True, True)


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_stream_that_fails_is_cut_off_and_not_short(
    databases: Databases, tmp_path: Path, encoding: str
) -> None:
    url = databases.make("postgresql", "long", prepare)
    with serving(tmp_path, DATABASE_URL=url) as (_, said):
        with Slowly(said, LONGEST, **{"Accept-Encoding": encoding}) as answer:
            answer.read(100)
            cut_off(url)
            with pytest.raises((http.client.IncompleteRead, ConnectionError)):
                answer.read()
        with Slowly(said, "/v1/sides.ndjson") as answer:
            assert answer.read()
    databases.drop(url)


def cut_off(url: str) -> None:
    engine = open_engine(url)
    with engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    engine.dispose()


# ── In this process, with a client that does as the test wants ───────────────────────────────────

Call = Callable[..., Coroutine[Any, Any, list[dict[str, Any]]]]


@asynccontextmanager
async def called(settings: Settings) -> AsyncIterator[Call]:
    """Calls an application: `send` may wait, `receive` may tell that the client left."""
    app = create_app(settings)

    async def call(
        path: str,
        send: Callable[[dict[str, Any]], Awaitable[None]] | None = None,
        left: asyncio.Event | None = None,
    ) -> list[dict[str, Any]]:
        sent: list[dict[str, Any]] = []
        gone = left or asyncio.Event()
        began = iter([{"type": "http.request", "body": b"", "more_body": False}])

        async def receive() -> dict[str, Any]:
            for each in began:
                return each
            await gone.wait()
            return {"type": "http.disconnect"}

        async def sending(message: Any) -> None:
            sent.append(dict(message))
            if send:
                await send(message)

        address, _, query = path.partition("?")
        scope = {
            "type": "http",
            "method": "GET",
            "path": address,
            "query_string": query.encode(),
            "headers": [(b"host", b"knowledge.example")],
            "scheme": "http",
            "client": ("192.0.2.1", 1),
            "http_version": "1.1",
        }
        await app(scope, receive, sending)
        return sent

    async with app.router.lifespan_context(app):
        yield call


def is_piece(message: dict[str, Any]) -> bool:
    return bool(message["type"] == "http.response.body" and message["body"])


async def test_a_list_goes_out_in_pieces_of_so_many_rows(url: str, tmp_path: Path) -> None:
    for path in ("/v1/statements.ndjson", "/v1/statements.csv"):
        async with called(settings_for(url, tmp_path)) as call:
            sent = await call(path)

        pieces = [each["body"] for each in sent if is_piece(each)]
        assert len(pieces) >= PIECES
        assert max(each.count(b"\n") for each in pieces) <= 2 * AT_ONCE
        assert [each.get("more_body", False) for each in sent[1:]] == [*[True] * len(pieces), False]


async def test_nothing_is_made_before_the_client_has_taken_what_was(
    url: str, tmp_path: Path
) -> None:
    taken, held = asyncio.Event(), asyncio.Event()
    sizes: list[int] = []

    async def send(message: Any) -> None:
        if is_piece(message):
            sizes.append(len(message["body"]))
            held.set()
            await taken.wait()

    async with called(settings_for(url, tmp_path)) as call:
        asked = asyncio.create_task(call("/v1/statements.ndjson", send))
        await held.wait()
        await asyncio.sleep(0.2)
        waiting = len(sizes)
        taken.set()
        await asked

    assert waiting == 1
    assert len(sizes) > PIECES


async def test_a_client_that_stops_reading_is_given_up(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "STALLED", 0.3)

    async def send(message: Any) -> None:
        if is_piece(message):
            await asyncio.Event().wait()

    async with called(settings_for(url, tmp_path)) as call:
        sent = await asyncio.wait_for(call("/v1/statements.ndjson", send), SOON)
        released = await asyncio.to_thread(is_let_go, url)
        again = await call("/v1/sides.ndjson")

    assert len([each for each in sent if is_piece(each)]) == 1
    assert released
    assert again[0]["status"] == 200


async def test_who_left_is_sent_no_more(url: str, tmp_path: Path) -> None:
    left = asyncio.Event()

    async def send(message: Any) -> None:
        if is_piece(message):
            left.set()
            await asyncio.sleep(0.2)

    async with called(settings_for(url, tmp_path)) as call:
        sent = await asyncio.wait_for(call("/v1/statements.ndjson", send, left), SOON)
        released = await asyncio.to_thread(is_let_go, url)
        threads = [each.name for each in threading.enumerate() if "stream" in each.name]

    assert len([each for each in sent if is_piece(each)]) < PIECES
    assert released
    assert threads == []


async def test_a_stream_that_takes_too_long_is_given_up(url: str, tmp_path: Path) -> None:
    async def send(message: Any) -> None:
        if is_piece(message):
            await asyncio.sleep(60)

    settings = settings_for(url, tmp_path).model_copy(update={"stream_timeout": 3.0})
    async with called(settings) as call:
        with pytest.raises(Exception, match=r"longer than 3 s"):
            await call("/v1/statements.ndjson", send)
        released = await asyncio.to_thread(is_let_go, url)

    assert released


async def test_so_many_streams_are_sent_at_once_and_others_wait(url: str, tmp_path: Path) -> None:
    taken, held = asyncio.Event(), asyncio.Event()

    async def send(message: Any) -> None:
        if is_piece(message):
            held.set()
            await taken.wait()

    limits = {"max_streams": 1, "query_timeout": 1.0}
    async with called(settings_for(url, tmp_path).model_copy(update=limits)) as call:
        first = asyncio.create_task(call("/v1/statements.ndjson", send))
        await held.wait()
        refused = await call("/v1/sides.csv")
        page = await call("/v1/sides")
        waiting = asyncio.create_task(call("/v1/sides.csv"))
        await asyncio.sleep(0.1)
        taken.set()
        await first
        served = await waiting

    assert refused[0]["status"] == 503
    headers = dict(refused[0]["headers"])
    assert headers[b"content-type"] == b"application/problem+json"
    assert headers[b"retry-after"]
    assert (page[0]["status"], served[0]["status"]) == (200, 200)


async def test_both_databases_give_the_same_bytes(databases: Databases, tmp_path: Path) -> None:
    urls = [databases.make(dialect, "long", prepare) for dialect in DIALECTS]
    found: list[dict[str, bytes]] = []
    for url in urls:
        async with opened(settings_for(url, tmp_path)) as reading:
            found.append({path: await whole(reading, path) for path in SAME})
        databases.drop(url)

    for path in SAME:
        assert found[0][path] == found[1][path], path


SAME = [
    f"/v1/{name}.{extension}{include}"
    for name, include in (
        ("actors", "?include=names,affiliations,memberships"),
        ("statements", "?include=citation,appearances&first=100"),
        ("locations", "?include=containments,names"),
        ("events", ""),
        ("documents", ""),
        ("claims", "?first=100&include=figures,participations"),
        ("sides", ""),
    )
    for extension in ("ndjson", "csv")
]
INSTANT = re.compile(rb"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{6}Z")
"""When a row was written, which differs."""


async def whole(reading: httpx.AsyncClient, path: str) -> bytes:
    answer = await reading.get(path)
    assert answer.status_code == 200, answer.text
    return INSTANT.sub(b"", answer.content)


async def test_after_a_cursor_the_rest_is_streamed(
    session: Session, client: httpx.AsyncClient
) -> None:
    for number in range(50):
        make_actor(session, slug=f"actor-no-{number:02}")
    session.commit()
    page = (await client.get("/v1/actors?sort=slug&first=10")).json()
    query = urlsplit(page["next"]).query.replace("first=10&", "")

    rest = await client.get(f"/v1/actors.ndjson?{query}")

    slugs = [json.loads(line)["slug"] for line in rest.text.splitlines()]
    assert slugs == [f"actor-no-{number:02}" for number in range(10, 50)]
