"""The application: `create_app(settings)`, or `uvicorn --factory api.app:create_app`."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from api import errors, explorer, graphql, health
from api.origins import cors_options
from api.settings import BadSettings, Settings
from db.engine import open_engine
from db.migrate import require_current
from db.read import Reader


def create_app(settings: Settings | None = None) -> FastAPI:
    """An application of its own: several can live in one process.

    Without settings it takes those of the environment, and ends the process where they are bad.
    """
    settings = settings or _from_environment()
    app = FastAPI(
        title="Event Knowledge",
        lifespan=_lifespan,
        middleware=[
            Middleware(
                CORSMiddleware, allow_methods=["GET", "POST"], **cors_options(settings.cors_origins)
            ),
            Middleware(errors.AnswerUnexpected),
        ],
        # A redirect to or from a slash would name the host that the caller named.
        redirect_slashes=False,
        # FastAPI's pages would load their scripts from another host.
        openapi_url=None,
    )
    errors.install(app)
    app.state.settings = settings
    app.state.explorer = explorer.Explorer(settings.web_dist)
    for router in (graphql.router, explorer.router, health.router):
        app.include_router(router)
    app.mount("/explorer", app.state.explorer)
    return app


def _from_environment() -> Settings:
    try:
        return Settings.from_environment()
    except BadSettings as error:
        sys.exit(error.message)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """The database is opened with the application, and closed with it."""
    reader = await to_thread.run_sync(_open_reader, app.state.settings.database_url)
    app.state.reader = reader
    try:
        yield
    finally:
        reader.close()


def _open_reader(url: str) -> Reader:
    """Raises DatabaseUnavailable where there is no database, or one of another version."""
    engine = open_engine(url, read_only=True)
    require_current(engine)
    return Reader(engine)
