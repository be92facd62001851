"""Each line of the log is one JSON object, and has nothing in it that clients send as values."""

import asyncio
import gc
import json
import logging
import re
import signal
import socket
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.logs import LONGEST, Line
from db.engine import open_engine
from tests.api.serving import PATIENCE, serving
from tests.conftest import Databases, prepare_seeds

MARKER = "Zz9marker"
"""Stands in values and in the texts of queries: no line may have it."""

TITLED = "query Titled($t: String!) { events(where: {title: {eq: $t}}) { totalCount } }"
WRITTEN = f'query Written {{ events(where: {{title: {{eq: "{MARKER}"}}}}) {{ totalCount }} }}'


@dataclass
class Served:
    """A service that was asked and has ended: its answers, and what it said."""

    address: str
    answers: dict[str, httpx.Response] = field(default_factory=dict)
    said: str = ""

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.said.splitlines()]

    def of(self, name: str) -> list[dict[str, Any]]:
        """The lines of the request with that answer."""
        number = self.answers[name].headers["x-request-id"]
        return [line for line in self.lines if line.get("request_id") == number]

    def post(self, name: str, query: str, **members: Any) -> None:
        body = {"query": query, **members}
        self.answers[name] = httpx.post(f"{self.address}/graphql", json=body)

    def get(self, name: str, path: str, parameters: Mapping[str, str] | None = None) -> None:
        self.answers[name] = httpx.get(f"{self.address}{path}", params=parameters)


@contextmanager
def logged(folder: Path, **settings: str) -> Iterator[Served]:
    """A service that logs requests; what it said is there once it was left."""
    with serving(folder, PATIENCE, ACCESS_LOG="true", **settings) as (process, said):
        found = re.search(r"http://[^/]+", said[-1])
        assert found
        served = Served(found[0])
        yield served
        process.send_signal(signal.SIGINT)
        _, served.said = process.communicate(timeout=PATIENCE)


@pytest.fixture(scope="module")
def asked(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Served:
    url = databases.make("sqlite", "shipped", prepare_seeds)
    with logged(tmp_path_factory.mktemp("logged"), DATABASE_URL=url) as served:
        served.post("posted", TITLED, variables={"t": MARKER})
        served.get("got", "/graphql", {"query": TITLED, "variables": json.dumps({"t": MARKER})})
        served.post("written", WRITTEN)
        served.get("written and got", "/graphql", {"query": WRITTEN})
        served.post("bad value", TITLED, variables={"t": {MARKER: MARKER}})
        served.post("bad character", TITLED, variables={"t": f"{MARKER}\0"})
        served.post("unknown field", f"query Unknown {{ {MARKER} }}")
        served.post("no query", f"{{ {MARKER} ")
        served.post("unknown operation", TITLED, operationName=f"{MARKER}\r\nforged")
        served.get("nothing there", "/nothing", {"q": MARKER})
        served.get("forged", '/%0d%0a{"event":"forged"}%0d%0a%e2%80%a8')
        served.get("long", "/" + "a" * 5000)
        served.post("long name", f"query {'N' * 5000} {{ __typename }}")
        forge_headers(served.address)
        break_off_table(url, "event")
        served.post("broken", TITLED, variables={"t": MARKER})
        served.post("broken in part", WRITTEN.replace("{", "{ __schema { description }", 1))
        served.get("broken and got", "/graphql", {"query": WRITTEN})
    return served


def forge_headers(address: str) -> None:
    """Sends what no client of HTTP would: line ends where there are to be none."""
    url = httpx.URL(address)
    for head in (
        b'GET /\r\n{"event":"forged"} HTTP/1.1\r\nHost: x\r\n\r\n',
        b'GET / HTTP/1.1\r\nHost: x\r\nX-Request-Id: 1\r\n{"event":"forged"}\r\n\r\n',
        b'GET / HTTP/1.1\r\nHost: x\r\nX-Request-Id: 1\n{"event":"forged"}\n\r\n\r\n',
        b'FORGED{"event":"forged"} / HTTP/1.1\r\nHost: x\r\n\r\n',
    ):
        with socket.create_connection((url.host, url.port or 80), timeout=10) as connection:
            connection.sendall(head)
            assert connection.recv(1000).startswith(b"HTTP/1.1 400")


def break_off_table(url: str, table: str) -> None:
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    connection.execute(f"DROP TABLE {table}")
    connection.close()


def test_each_line_is_an_object_that_names_its_event(asked: Served) -> None:
    events = {line["event"] for line in asked.lines}

    assert events == {"request", "operation_failed", "Invalid HTTP request received."}
    assert {"time", "level", "logger"} <= set.intersection(*(set(line) for line in asked.lines))


def test_a_request_has_one_line_with_its_particulars(asked: Served) -> None:
    (line,) = asked.of("posted")

    told = {name: line[name] for name in ("event", "method", "path", "status", "operation", "cost")}
    assert told == {
        "event": "request",
        "method": "POST",
        "path": "/graphql",
        "status": 200,
        "operation": "Titled",
        "cost": 300,
    }
    assert line["codes"] == []
    assert line["ms"] > 0
    assert asked.answers["posted"].json() == {"data": {"events": {"totalCount": 0}}}


def test_the_line_of_a_refused_request_has_the_codes_of_its_errors(asked: Served) -> None:
    names = ["bad value", "bad character", "unknown field", "no query", "nothing there"]

    codes = [asked.of(name)[-1]["codes"] for name in names]

    assert codes == [
        ["BAD_USER_INPUT"],
        ["BAD_USER_INPUT"],
        ["GRAPHQL_VALIDATION_FAILED"],
        ["GRAPHQL_PARSE_FAILED"],
        ["NOT_FOUND"],
    ]


def test_no_line_has_what_clients_send_as_values_or_queries(asked: Served) -> None:
    assert len([line for line in asked.lines if line["event"] == "request"]) == len(asked.answers)
    assert MARKER.lower() not in asked.said.lower()
    assert "totalCount" not in asked.said
    assert [line["path"] for line in asked.of("written and got")] == ["/graphql"]


@pytest.mark.parametrize("name", ["broken", "broken in part", "broken and got"])
def test_an_error_inside_is_found_by_the_number_in_its_answer(asked: Served, name: str) -> None:
    (error,) = asked.answers[name].json()["errors"]
    failed, request = asked.of(name)

    assert error["extensions"] == {"code": "INTERNAL", "id": failed["id"]}
    assert failed["id"] in error["message"]
    assert failed["operation"] == request["operation"]
    assert request["codes"] == ["INTERNAL"]
    assert asked.answers[name].text.count("event") == 0


def test_an_error_of_a_driver_is_told_with_its_words_and_places(asked: Served) -> None:
    failed, _ = asked.of("broken")

    assert failed["level"] == "ERROR"
    assert failed["operation"] == "Titled"
    assert failed["error"][0]["kind"].endswith(".OperationalError")
    assert failed["error"][0]["words"] == "no such table: event"
    assert any("/db/sqlite.py:" in place for place in failed["error"][0]["at"])


def test_a_line_cannot_be_forged(asked: Served) -> None:
    (line,) = asked.of("forged")

    assert line["path"] == '/\r\n{"event":"forged"}\r\n\u2028'
    assert line["event"] == "request"
    assert "\u2028" not in asked.said
    assert len(asked.said.splitlines()) == len(asked.said.split("\n")) - 1


def test_a_line_does_not_grow_with_what_is_sent(asked: Served) -> None:
    assert asked.of("long")[0]["path"] == "/" + "a" * (LONGEST - 1)
    assert asked.of("long name")[0]["operation"] == "N" * LONGEST


def test_several_processes_log_alike(shipped_copy: str, tmp_path: Path) -> None:
    with logged(tmp_path, WORKERS="2", DATABASE_URL=shipped_copy) as served:
        for number in range(20):
            served.post(f"{number}", TITLED, variables={"t": MARKER})
        break_off_table(shipped_copy, "event")
        served.post("broken", TITLED, variables={"t": MARKER})

    for name in served.answers:
        assert [line["operation"] for line in served.of(name) if line["event"] == "request"] == [
            "Titled"
        ]
    (error,) = served.answers["broken"].json()["errors"]
    assert error["extensions"]["id"] == served.of("broken")[0]["id"]
    assert len({line["request_id"] for line in served.lines}) == 21
    assert MARKER.lower() not in served.said.lower()


@pytest.fixture
def broken_postgresql(databases: Databases) -> Iterator[str]:
    """Asks for a number where a title is a text: the driver's error then quotes the value."""
    url = databases.make("postgresql", "shipped", prepare_seeds)
    yield url
    databases.drop(url)


NUMBERS_FOR_TITLES = """
    ALTER TABLE event ALTER COLUMN title TYPE integer USING 0;
    CREATE FUNCTION same(integer, text) RETURNS boolean LANGUAGE sql IMMUTABLE
        AS 'SELECT $1 = CAST($2 AS integer)';
    CREATE OPERATOR = (LEFTARG = integer, RIGHTARG = text, FUNCTION = same)
"""


def test_a_value_that_the_database_chokes_on_is_not_logged(
    broken_postgresql: str, tmp_path: Path
) -> None:
    engine = open_engine(broken_postgresql)
    with logged(tmp_path, DATABASE_URL=broken_postgresql) as served:
        with engine.begin() as connection:
            connection.exec_driver_sql(NUMBERS_FOR_TITLES)
        served.post("choked", TITLED, variables={"t": MARKER})

    engine.dispose()

    failed, _ = served.of("choked")
    assert served.answers["choked"].json()["errors"][0]["extensions"]["id"] == failed["id"]
    assert failed["error"][0]["kind"] == "psycopg.errors.InvalidTextRepresentation"
    assert "words" not in failed["error"][0]
    assert MARKER.lower() not in served.said.lower()


def line_of(record: logging.LogRecord) -> tuple[dict[str, Any], str]:
    text = Line().format(record)
    return json.loads(text), text


def test_of_an_error_the_kinds_and_places_are_told_and_the_words_are_not(
    caplog: pytest.LogCaptureFixture,
) -> None:
    try:
        try:
            int(MARKER)
        except ValueError as error:
            raise KeyError(MARKER) from error
    except KeyError:
        logging.getLogger("api").exception("unexpected_error")

    line, text = line_of(caplog.records[-1])
    assert [each["kind"] for each in line["error"]] == ["builtins.KeyError", "builtins.ValueError"]
    assert all("test_logs.py" in each["at"][0] for each in line["error"])
    assert MARKER not in text


def test_a_task_that_nobody_waited_for_is_logged_without_its_error(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def failing() -> None:
        raise ValueError(MARKER)

    async def forgetful() -> None:
        await asyncio.wait([asyncio.create_task(failing())])
        gc.collect()

    asyncio.run(forgetful())

    line, text = line_of(caplog.records[-1])
    assert line["event"] == "Task exception was never retrieved"
    assert line["error"][0]["kind"] == "builtins.ValueError"
    assert MARKER not in text
