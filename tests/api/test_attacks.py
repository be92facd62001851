"""Each attack has the answer that is expected, shows nothing of the inside, and changes nothing."""

import re
import socket
import time
from collections.abc import Iterator
from typing import Any

import httpx
import psutil
import pytest

from tests.api.attacks import ATTACKS, JSON, Attack
from tests.api.serving import serving
from tests.conftest import Databases, prepare_seeds

INSIDE = re.compile(
    r"Traceback|SELECT |\.py\b|sqlite|psycopg|uvicorn|starlette|/root|/work|/tmp", re.I
)
"""What no answer may have in it."""

MOST_MEMORY = 400
"""Megabytes that the service may have come to take."""

IN_TIME = 10
"""Seconds in which the service has to answer at all: this is no measurement."""


@pytest.fixture(scope="module")
def served(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[psutil.Process, str]]:
    """A running service that is not given new: its process, and its address."""
    folder = tmp_path_factory.mktemp("attacked")
    url = databases.make("sqlite", "shipped", prepare_seeds)
    running = serving(folder, DATABASE_URL=url, BODY_TIMEOUT="2", MAX_CONNECTIONS="50")
    with running as (process, said):
        address = next(re.search(r"http://[^/]+", line) for line in said if "browser" in line)
        assert address
        yield psutil.Process(process.pid), address[0]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_gets_its_answer(served: tuple[psutil.Process, str], attack: Attack) -> None:
    process, address = served
    with httpx.Client(base_url=address, timeout=IN_TIME) as client:
        url = httpx.URL(address).copy_with(raw_path=attack.path.encode())
        answer = client.request(
            attack.method, url, content=attack.body or None, headers=JSON | attack.headers
        )
        after = client.post("/graphql", json={"query": "{ about { counts { statements } } }"})

    codes = [each["extensions"]["code"] for each in answer.json().get("errors", [])]
    assert (answer.status_code, set(codes)) == (attack.status, {attack.code} - {None})
    assert not INSIDE.search(answer.text.replace("evil.example/graphql", ""))
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert after.json() == {"data": {"about": {"counts": {"statements": 15}}}}
    assert process.memory_info().rss < MOST_MEMORY * 2**20


# ── Connections ──────────────────────────────────────────────────────────────────────────────

HEAD = b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


def sent(address: str, *parts: bytes) -> bytes:
    """All that is answered on a connection until it is closed."""
    with connected(address) as connection:
        for part in parts:
            connection.sendall(part)
        return everything(connection)


def connected(address: str) -> socket.socket:
    url = httpx.URL(address)
    return socket.create_connection((url.host, url.port or 80), timeout=IN_TIME)


def everything(connection: socket.socket) -> bytes:
    found = b""
    try:
        while piece := connection.recv(65536):
            found += piece
    except ConnectionResetError:
        pass  # It was closed while something was still being sent.
    return found


def is_alive(address: str) -> bool:
    return httpx.get(f"{address}/health/ready", timeout=IN_TIME).status_code == 200


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ([b""], b"408"),
        ([b"POST /graphql HTTP/1.1\r\nHost: x\r\n"], b"408"),
        ([HEAD + b"Content-Length: 10\r\n\r\n", b"{"], b"408"),
        ([HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n{\r\n"], b"408"),
        ([b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 50], b"400"),
        ([b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"], b"400"),
        ([b"GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n"], b"400"),
        ([b"GET \xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n"], b"400"),
        ([HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"], b"400"),
        ([HEAD + b"Content-Length: -1\r\n\r\n"], b"400"),
        ([HEAD + b"Content-Length: 99999999999\r\n\r\n", b"{"], b"413"),
        ([b"GET / HTTP/1.1\r\n" + b"X: " + b"a" * 200_000], b"431"),
    ],
    ids=lambda value: value.decode("latin-1")[:40] if isinstance(value, bytes) else "",
)
def test_a_connection_that_misbehaves_is_answered_and_closed(
    served: tuple[psutil.Process, str], parts: list[bytes], status: bytes
) -> None:
    answer = sent(served[1], *parts)

    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 " + status)
    assert b"application/json" in head
    assert b'"errors"' in body
    assert is_alive(served[1])


def test_a_request_that_comes_byte_by_byte_is_given_up(
    served: tuple[psutil.Process, str],
) -> None:
    with connected(served[1]) as connection:
        connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\n")
        connection.settimeout(0.1)
        answer = b""
        for _ in range(100):
            try:
                connection.sendall(b" ")
                answer += connection.recv(1000)
                break
            except TimeoutError:
                pass

    assert answer.startswith(b"HTTP/1.1 408")


def test_a_body_without_end_is_not_read_to_its_end(served: tuple[psutil.Process, str]) -> None:
    chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
    with connected(served[1]) as connection:
        connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        try:
            for _ in range(1000):
                connection.sendall(chunk)
        except OSError:
            pass  # The service has closed the connection.
        else:
            pytest.fail("It took 60 megabytes.")

    assert is_alive(served[1])
    assert served[0].memory_info().rss < MOST_MEMORY * 2**20


def test_further_connections_are_closed(served: tuple[psutil.Process, str]) -> None:
    held = [connected(served[1]) for _ in range(50)]
    try:
        assert [everything_soon(each) for each in (connected(served[1]),)] == [b""]
    finally:
        for each in held:
            each.close()
    time.sleep(0.2)
    assert is_alive(served[1])


def everything_soon(connection: socket.socket) -> Any:
    with connection:
        return everything(connection)


def test_a_client_that_reads_nothing_keeps_nobody_waiting(
    served: tuple[psutil.Process, str],
) -> None:
    query = b'{"query": "{ statements(first: 100) { nodes { text document { text } } } }"}'
    request = HEAD + b"Content-Length: %d\r\n\r\n" % len(query) + query
    lazy = [connected(served[1]) for _ in range(20)]
    try:
        for each in lazy:
            each.sendall(request * 5)
        assert is_alive(served[1])
    finally:
        for each in lazy:
            each.close()
