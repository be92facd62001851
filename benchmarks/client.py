"""Asks over a socket of its own: a client that computes as little as can be beside the server."""

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from urllib.parse import urlsplit

from benchmarks.load import Failed

PATIENCE = 600
"""Seconds that the next bytes of an answer may take."""

AT_ONCE = 256 * 1024

LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)


def request(url: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    """GET, or POST of what there is in the body, as it is sent."""
    parts = urlsplit(url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    given = {"Host": parts.netloc, **headers}
    if body:
        given |= {"Content-Type": "application/json", "Content-Length": str(len(body))}
    lines = [f"{'POST' if body else 'GET'} {target} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in given.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


@contextmanager
def connected(url: str) -> Iterator[socket.socket]:
    parts = urlsplit(url)
    assert parts.hostname is not None
    with socket.create_connection((parts.hostname, parts.port or 80), PATIENCE) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield line


def answered(line: socket.socket, asked: bytes, status: int) -> tuple[bytes, bytes]:
    """The head and the body. Raises Failed where the answer has another status."""
    line.sendall(asked)
    found = b""
    while b"\r\n\r\n" not in found:
        found += _received(line)
    head, _, body = found.partition(b"\r\n\r\n")
    _require(head, status)
    length = LENGTH.search(head + b"\r\n")
    wanted = int(length[1]) if length else 0
    pieces, had = [body], len(body)
    while had < wanted:
        pieces.append(_received(line))
        had += len(pieces[-1])
    return head, b"".join(pieces)


def rate(line: socket.socket, asked: bytes, status: int, seconds: float) -> tuple[int, float]:
    """How often it is answered in some seconds, one request after the other, and the seconds."""
    times, began = 0, perf_counter()
    while (passed := perf_counter() - began) < seconds:
        answered(line, asked, status)
        times += 1
    return times, passed


def streamed(url: str, look: Callable[[], None]) -> tuple[int, int]:
    """Bytes of an answer of any length, and how many of its lines end an object.

    `look` is called while it comes. Raises Failed where it does not come to its end.
    """
    with connected(url) as line:
        line.sendall(request(url, {"Connection": "close"}))
        size, ends, tail, is_first = 0, 0, b"", True
        while piece := line.recv(AT_ONCE):
            if is_first:
                _require(piece, 200)
                is_first = False
            size, ends = size + len(piece), ends + (tail[-1:] + piece).count(b"}\n")
            tail = (tail + piece)[-5:]
            look()
    if tail != b"0\r\n\r\n":
        raise Failed(f"{url} ended early")
    return size, ends


def _received(line: socket.socket) -> bytes:
    piece = line.recv(AT_ONCE)
    if not piece:
        raise Failed("The server closed the connection.")
    return piece


def _require(head: bytes, status: int) -> None:
    if head.split(b" ", 2)[1] != b"%d" % status:
        raise Failed(f"Not answered {status}, but {head[:500]!r}")
