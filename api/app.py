"""The application: `create_app(settings)`, or `uvicorn --factory api.app:create_app`."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from anyio import to_thread
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette_compress import CompressMiddleware, add_compress_type

from api import errors, explorer, graphql, health, metrics, openapi
from api.answers import GRAPHQL_JSON, PROBLEM_JSON, is_plain
from api.guard import Guard
from api.origins import cors_options, hosts_of
from api.rest.door import Plain, WithoutBody
from api.rest.formats import ALL, ZIP
from api.settings import BadSettings, Settings
from db.engine import open_engine
from db.migrate import require_current
from db.read import Reader
from schema.about import VERSION


def create_app(settings: Settings | None = None, *, alone: bool = False) -> FastAPI:
    """An application of its own: several can live in one process, unless it is `alone` there.

    Without settings it is, as a server's factory: it takes those of the environment, and ends the
    process where they are bad.
    """
    alone = alone or settings is None
    settings = settings or _from_environment()
    cors = {
        "allow_methods": ["GET", "POST"],
        # A page that keeps a copy of its own asks whether it is current.
        "allow_headers": ["If-None-Match"],
        "expose_headers": SEEN_BY_PAGES,
        **cors_options(settings.cors_origins),
    }
    app = Application(
        title="Event Knowledge",
        description=openapi.DESCRIPTION,
        version=VERSION,
        lifespan=_lifespan,
        middleware=[
            Middleware(CompressMiddleware, minimum_size=SHORT),
            Middleware(CORSMiddleware, **cors),
            Middleware(errors.AnswerErrors),
        ],
        # A redirect to or from a slash would name the host that the caller named.
        redirect_slashes=False,
        # FastAPI's own pages of it would load their scripts from another host.
        openapi_url=None,
        generate_unique_id_function=openapi.operation_id,
    )
    errors.install(app)
    app.state.settings = settings
    app.state.alone = alone
    app.state.explorer = explorer.Explorer(settings.web_dist)
    app.include_router(graphql.router, include_in_schema=False)
    for router in (explorer.router, health.router, metrics.router, openapi.router):
        app.include_router(router)
    app.mount("/explorer", app.state.explorer)
    app.guard = Guard(app.inside, hosts_of(settings.trusted_hosts), logs=settings.access_log)
    app.posted = _door(graphql.Posted(app.state), cors)
    # Caches keep what is here: they are told each time what it depends on.
    app.plain = WithoutBody(_door(Plain(app.state), cors)[True])
    return app


def _door(app: ASGIApp, cors: dict[str, Any]) -> dict[bool, ASGIApp]:
    """What answers without passing the router: whether or not more is asked by headers."""
    plainly = errors.AnswerErrors(app)
    return {
        False: plainly,
        True: CompressMiddleware(CORSMiddleware(plainly, **cors), minimum_size=SHORT),
    }


SHORT = 1000
"""Bytes of an answer below which compressing it is not worth the while."""

SEEN_BY_PAGES = [
    "Content-Disposition",
    "ETag",
    "Link",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "X-Request-Id",
]
"""Headers that a page of another origin may read, where such a page may read answers at all."""

for each in (GRAPHQL_JSON, PROBLEM_JSON, *(form.media_type for form in ALL if form is not ZIP)):
    add_compress_type(each)


class Application(FastAPI):
    """The application. An operation that is posted, and plain GET, go past the router."""

    guard: ASGIApp
    posted: dict[bool, ASGIApp]
    """What answers it: whether or not more is asked by headers than that."""

    plain: ASGIApp
    """What answers plain GET."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.guard(scope, receive, send)

    async def inside(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The application without its guard."""
        door = self._door_of(scope)
        await (door or super().__call__)(scope, receive, send)

    def _door_of(self, scope: Scope) -> ASGIApp | None:
        if scope["type"] != "http":
            return None
        if scope["method"] == "POST" and scope["path"] in graphql.PATHS:
            more = any(name in (b"origin", b"accept-encoding") for name, _ in scope["headers"])
            return self.posted[more]
        return self.plain if is_plain(scope) else None


def _from_environment() -> Settings:
    try:
        return Settings.from_environment()
    except BadSettings as error:
        sys.exit(error.message)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
    """The database is opened with the application, and closed with it.

    Raises DatabaseUnavailable where there is no database, or one of another version.
    """
    settings: Settings = app.state.settings
    await to_thread.run_sync(_look_at, settings.database_url)
    reader = app.state.reader = Reader(settings.database_url, settings.query_timeout)
    await reader.open()
    app.state.service = graphql.Service(settings, reader)
    if app.state.alone:
        # What was made until now stays: looking through all of it for garbage takes 0.1 s.
        gc.collect()
        gc.freeze()
    try:
        yield {"settings": settings}  # The server heeds some of them, see api/protocol.py.
    finally:
        await reader.close()


def _look_at(url: str) -> None:
    engine = open_engine(url, read_only=True)
    try:
        require_current(engine)
    finally:
        engine.dispose()
