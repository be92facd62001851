"""What goes wrong at the door: each failure gets a code, and none shows what is inside."""

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.answers import ClientStalled, failure
from api.note import note_of
from api.rates import RateLimited
from api.turns import RETRY_AFTER
from db.errors import BadParameter, DatabaseUnavailable, DomainError

logger = logging.getLogger(__name__)

CODES = {
    401: "UNAUTHENTICATED",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    406: "NOT_ACCEPTABLE",
    408: "REQUEST_TIMEOUT",
    413: "TOO_LARGE",
    415: "UNSUPPORTED_MEDIA_TYPE",
}
"""Codes by HTTP status."""

BAD_REQUEST = "BAD_REQUEST"
"""That of any other status."""


STATUSES = {"TIMEOUT": 503, "NO_TABLE": 406}
"""Where an error of the knowledge is not the request's fault, or is about its form."""


def install(app: FastAPI) -> None:
    app.add_exception_handler(HTTPException, answer_refusal)
    app.add_exception_handler(DomainError, answer_domain_error)


def answer_refusal(request: Request, error: Exception) -> Response:
    """A request that HTTP itself tells to be wrong: the method, the path, the body."""
    assert isinstance(error, HTTPException)
    code = CODES.get(error.status_code, BAD_REQUEST)
    return _refuse(request, error.status_code, code, error.detail, error.headers)


def answer_domain_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, DomainError)
    if isinstance(error, DatabaseUnavailable):
        logger.error("database_unavailable", extra={"fields": {"reason": error.message}})
        # Its own words tell of the file or host.
        error = DatabaseUnavailable()
    if isinstance(error, RateLimited):
        headers = {"Retry-After": str(error.seconds)}
        return _refuse(request, 429, error.code, error.message, headers)
    if error.code == DatabaseUnavailable.code:
        headers = {"Retry-After": str(RETRY_AFTER)}
        return _refuse(request, 503, error.code, error.message, headers)
    particulars: dict[str, Any] = {}
    if isinstance(error, BadParameter):
        allowed = {"allowed": error.allowed} if error.allowed else {}
        particulars = {"parameter": error.parameter, **allowed}
    status = STATUSES.get(error.code, 400)
    return _refuse(request, status, error.code, error.message, **particulars)


def _refuse(
    request: Request,
    status: int,
    code: str,
    message: str,
    headers: Mapping[str, str] | None = None,
    **particulars: Any,
) -> Response:
    note_of(request.scope).codes.append(code)
    return failure(request, status, code, message, headers, **particulars)


class AnswerErrors:
    """Answers whatever nobody caught; what is not foreseen is logged whole, its words are not told.

    It stands inside the CORS middleware, so that a page of another origin sees the answer.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watch)
        except (ClientDisconnect, ClientStalled):
            pass  # Nobody is left to be answered; the server closes the connection.
        except Exception as error:
            if scope["type"] != "http" or started:
                raise  # The server logs it and closes the connection: what was sent is no answer.
            if isinstance(error, HTTPException):
                await answer_refusal(Request(scope), error)(scope, receive, send)
                return
            if isinstance(error, DomainError):
                await answer_domain_error(Request(scope), error)(scope, receive, send)
                return
            note = note_of(scope)
            fields = {"method": scope["method"], "path": scope["path"], "id": note.id}
            logger.exception("unexpected_error", extra={"fields": fields})
            message = f"Something went wrong on our side; it was logged as {note.id}."
            refusal = _refuse(Request(scope), 500, "INTERNAL", message, id=note.id)
            await refusal(scope, receive, send)
