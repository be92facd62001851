"""The server's side of a connection, with an end to what uvicorn waits for and takes in.

uvicorn waits for a request's headers for ever and takes as many as come; answers of its own are
plain text.
"""

import asyncio
from typing import Any

import orjson
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from api.guard import HEADERS, POLICY

TOO_LONG = "The address and headers are too long."


class Protocol(HttpToolsProtocol):
    """One connection. What it may take is told by the application's lifespan, as `state.settings`.

    A request whose head is too long has `too_large` in its scope.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._settings = self.app_state["settings"]
        self._head = 0
        self._in_head = True
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # As uvicorn has it
        super().connection_made(transport)
        if len(self.connections) > self._settings.max_connections:
            transport.close()
        else:
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_came()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._await_head()

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._in_head:
            super().on_header(name, value)
            return
        # What comes after a body in pieces is of no use here.
        self._head += len(name) + len(value)
        if self._head > self._settings.max_head_size:
            self._refuse(431, "TOO_LARGE", TOO_LONG)

    def on_headers_complete(self) -> None:
        self._head_came()
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if size > self._settings.max_head_size:
            self.scope["too_large"] = True  # type: ignore[typeddict-unknown-key]  # For the guard
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        if not self._in_head and self.cycle is not None and self.cycle.response_complete:
            self._await_head()  # Between requests, whatever comes is the beginning of one.
        super().data_received(data)
        if self._in_head:
            self._head += len(data)
            if self._head > 2 * self._settings.max_head_size:
                self._refuse(431, "TOO_LARGE", TOO_LONG)

    def send_400_response(self, msg: str) -> None:
        self._refuse(400, "BAD_REQUEST", msg)

    def _refuse(self, status: int, code: str, words: str) -> None:
        if self.transport.is_closing():
            return
        if self.cycle is not None and self.cycle.response_started != self.cycle.response_complete:
            self.transport.close()  # In the middle of an answer there is no place for another.
            return
        body = orjson.dumps({"errors": [{"message": words, "extensions": {"code": code}}]})
        lines = [
            STATUS_LINE[status].rstrip(),
            b"content-type: application/json; charset=utf-8",
            b"content-length: %d" % len(body),
            *(b": ".join(each) for each in (*HEADERS, POLICY)),
            b"connection: close",
        ]
        self.transport.write(b"\r\n".join([*lines, b"", body]))
        self.transport.close()

    def _await_head(self) -> None:
        self._head, self._in_head = 0, True
        if self._timer is None:
            self._timer = self.loop.call_later(self._settings.body_timeout, self._too_slow)

    def _head_came(self) -> None:
        self._in_head = False
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _too_slow(self) -> None:
        self._timer = None
        self._refuse(408, "REQUEST_TIMEOUT", "The request did not come in time.")
