"""/v1 as an ASGI application: finds what an address is about, and who answers it.

It stands beside FastAPI's router, as what is posted to /graphql does: passing through that takes as
long as a small answer.
"""

from collections.abc import Awaitable, Callable, Mapping

from starlette._utils import get_route_path
from starlette.datastructures import State
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.answers import PLAIN
from api.graphql import UNPARSED, Service
from api.note import note_of
from api.rest.asking import Asking
from api.rest.exports import answer_export
from api.rest.highlights import answer_annotations
from api.rest.index import answer_index
from api.rest.lists import answer_list
from api.rest.paths import Kind, read_path
from api.rest.questions import answer_question, answer_questions
from api.rest.things import answer_thing

METHODS = "GET, HEAD, OPTIONS"

DOORS: Mapping[Kind, Callable[[Asking], Awaitable[Response]]] = {
    "index": answer_index,
    "list": answer_list,
    "thing": answer_thing,
    "annotations": answer_annotations,
    "export": answer_export,
    "questions": answer_questions,
    "question": answer_question,
}


class Plain:
    """Plain GET. `state` has the service."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._response(Request(scope, receive))
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        """Raises HTTPException, DomainError."""
        service: Service = self._state.service
        note_of(request.scope).door = "plain"
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": METHODS})
        if request.method not in ("GET", "HEAD"):
            message = "What is here is only read, by GET."
            raise HTTPException(405, message, {"Allow": METHODS})
        if service.rates is not None:
            service.rates.count(request, 1 + len(request.scope["query_string"]) // UNPARSED)
        address = read_path(get_route_path(request.scope).removeprefix(PLAIN))
        return await DOORS[address.kind](Asking(request, service, address))


class WithoutBody:
    """Answers HEAD with the head of what GET is answered: as compressed as that would be.

    So it stands around what compresses.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app(scope, receive, sending if scope["method"] == "HEAD" else send)
