"""The application: `create_app(settings)`, or `uvicorn --factory api.app:create_app`."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from api import errors, explorer, graphql, health, openapi
from api.origins import cors_options
from api.settings import BadSettings, Settings
from db.engine import open_engine
from db.migrate import require_current
from db.read import Reader


def create_app(settings: Settings | None = None, *, alone: bool = False) -> FastAPI:
    """An application of its own: several can live in one process, unless it is `alone` there.

    Without settings it is, as a server's factory: it takes those of the environment, and ends the
    process where they are bad.
    """
    alone = alone or settings is None
    settings = settings or _from_environment()
    cors = {"allow_methods": ["GET", "POST"], **cors_options(settings.cors_origins)}
    app = Service(
        title="Event Knowledge",
        description=openapi.DESCRIPTION,
        version=openapi.VERSION,
        lifespan=_lifespan,
        middleware=[Middleware(CORSMiddleware, **cors), Middleware(errors.AnswerErrors)],
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
    for router in (explorer.router, health.router, openapi.router):
        app.include_router(router)
    app.mount("/explorer", app.state.explorer)
    app.posted = errors.AnswerErrors(graphql.Posted(app.state))
    app.posted_by_page = CORSMiddleware(app.posted, **cors)
    return app


class Service(FastAPI):
    """The application. An operation that is posted goes past the router."""

    posted: ASGIApp
    posted_by_page: ASGIApp
    """Likewise for a page that a browser has of any origin."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_posted = scope["type"] == "http" and scope["method"] == "POST"
        if not is_posted or scope["path"] not in graphql.PATHS:
            await super().__call__(scope, receive, send)
        elif any(name == b"origin" for name, _ in scope["headers"]):
            await self.posted_by_page(scope, receive, send)
        else:
            await self.posted(scope, receive, send)


def _from_environment() -> Settings:
    try:
        return Settings.from_environment()
    except BadSettings as error:
        sys.exit(error.message)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """The database is opened with the application, and closed with it.

    Raises DatabaseUnavailable where there is no database, or one of another version.
    """
    settings: Settings = app.state.settings
    await to_thread.run_sync(_look_at, settings.database_url)
    app.state.reader = Reader(settings.database_url, settings.query_timeout)
    await app.state.reader.open()
    if app.state.alone:
        # What was made until now stays: looking through all of it for garbage takes 0.1 s.
        gc.collect()
        gc.freeze()
    try:
        yield
    finally:
        await app.state.reader.close()


def _look_at(url: str) -> None:
    engine = open_engine(url, read_only=True)
    try:
        require_current(engine)
    finally:
        engine.dispose()
