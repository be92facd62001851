"""What holds for every request: who may be called here, what each answer says, what is noted."""

import logging
from collections.abc import Iterable
from time import perf_counter

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import counts, health
from api.answers import encoded, failure
from api.logs import current
from api.note import Note
from api.origins import is_trusted

logger = logging.getLogger(__name__)

POLICY = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")
"""For what is no page: it loads nothing, and is shown in no other page."""

HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]

NO_UPGRADE = (
    "There is no WebSocket here, since there are no subscriptions: send operations by POST."
)


class Guard:
    """Stands around the application."""

    def __init__(self, app: ASGIApp, trusted: tuple[str, ...] = (), *, logs: bool = False) -> None:
        """`trusted`: the hosts by which it may be called, any if empty."""
        self.app = app
        self._trusted = trusted
        self._logs = logs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            # By HTTP it is told why; what speaks WebSocket only hears that it may not.
            await send({"type": "websocket.close", "code": 1000})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = perf_counter()
        note = scope["note"] = Note()
        current.set(note)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                note.status = message["status"]
                message["headers"] = _headers(message, note)
            await send(message)

        try:
            refused = self._refused(scope)
            if refused is None:
                await self.app(scope, receive, sending)
            else:
                status, code, words = refused
                note.codes.append(code)
                await failure(Request(scope), status, code, words)(scope, receive, sending)
        finally:
            self._done(scope, note, perf_counter() - began)

    def _refused(self, scope: Scope) -> tuple[int, str, str] | None:
        """Why a request is refused by its headers alone, if it is."""
        if scope.get("too_large"):
            return 431, "TOO_LARGE", "The address and headers are too long."
        if self._trusted and not self._is_called_rightly(scope):
            return 400, "BAD_REQUEST", "The service is not called by this name (Host)."
        for name, value in scope["headers"]:
            if name == b"upgrade" and value.lower() == b"websocket":
                return 400, "BAD_REQUEST", NO_UPGRADE
        return None

    def _is_called_rightly(self, scope: Scope) -> bool:
        # What asks for the health of a container knows its address alone.
        if scope["path"].startswith(f"{health.PREFIX}/"):
            return True
        hosts = [str(value, "latin-1") for name, value in scope["headers"] if name == b"host"]
        return len(hosts) == 1 and is_trusted(hosts[0], self._trusted)

    def _done(self, scope: Scope, note: Note, seconds: float) -> None:
        counts.count(note, scope["method"], seconds)
        if self._logs:
            fields = {
                "method": scope["method"],
                "path": scope["path"],
                "status": note.status,
                "ms": round(1000 * seconds, 2),
                "operation": note.operation,
                "cost": note.cost,
                "codes": note.codes,
            }
            logger.info("request", extra={"fields": fields})


def _tagged(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Where an answer was compressed on its way out, its tag tells so."""
    found = list(headers)
    encoding = next((value for name, value in found if name == b"content-encoding"), b"")
    if not encoding:
        return found
    return [
        (name, encoded(value.decode(), encoding.decode()).encode() if name == b"etag" else value)
        for name, value in found
    ]


def _headers(message: Message, note: Note) -> list[tuple[bytes, bytes]]:
    """Those of all answers; a page has a policy of its own."""
    given = _tagged(message.get("headers", ()))
    found = [*given, *note.headers, (b"x-request-id", note.id.encode()), *HEADERS]
    if not any(name == POLICY[0] for name, _ in given):
        found.append(POLICY)
    return found
