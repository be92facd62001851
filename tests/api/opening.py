"""Opens an application as a server does, and asks it as a client does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI

from api.app import create_app
from api.settings import Settings

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@asynccontextmanager
async def opened(app: FastAPI | Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application, or of one with the settings, between its start and its end."""
    if isinstance(app, Settings):
        app = create_app(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://knowledge.example"
        ) as client,
    ):
        yield client
