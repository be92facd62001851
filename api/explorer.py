"""The explorer page and /docs, as they were built into WEB_DIST, from this host alone."""

from os import PathLike, stat_result
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api.answers import answer, is_browser

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # The editor sets styles as it draws.
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)

HEADERS = {"Content-Security-Policy": CONTENT_SECURITY_POLICY}

# Vite writes a hash of its content into the name of everything in here.
HASHED = "/explorer/assets/"

NOT_BUILT = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Event Knowledge</title>
<style>body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif }</style>
<h1>This page has not been built</h1>
<p>The service is running, and answers GraphQL at <code>/graphql</code> and plain GET at
<a href="/v1">/v1</a> as ever; only the pages to explore it with are missing.</p>
<p>To build it, run <code>make page</code> in the project's folder, which needs the npm registry
once, and load this page again. If it was built elsewhere, set <code>WEB_DIST</code> to its folder
and start the service again.</p>
<p>The <a href="/graphql/schema">schema</a> says what can be asked, and
<a href="/openapi.json">openapi.json</a> how. An example:</p>
<pre>curl -s YOUR-HOST/graphql -H 'content-type: application/json' \\
  -d '{"query":"{ statements(first: 3) { nodes { text speakers { name } } } }"}'</pre>
</html>
"""  # noqa: E501  # A line of the page

router = APIRouter(include_in_schema=False)


class Explorer(StaticFiles):
    """Serves the built files; whether there are any is seen anew at each request."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, check_dir=False)

    async def page(self, request: Request, name: str = "index.html") -> Response:
        """The page itself, or one that says what to do where there is none."""
        try:
            return await self.get_response(name, request.scope)
        except HTTPException:
            return HTMLResponse(NOT_BUILT, 503, HEADERS | {"Cache-Control": "no-store"})

    async def check_config(self) -> None:
        """A folder that is missing is no failure here."""

    def file_response(
        self,
        full_path: str | PathLike[str],
        stat_result: stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        hashed = scope["path"].startswith(HASHED)
        kept = "public, max-age=31536000, immutable" if hashed else "no-cache"
        response.headers.update(HEADERS | {"Cache-Control": kept})
        return response


@router.api_route("/", methods=["GET", "HEAD"])
async def start(request: Request) -> Response:
    """Where things are; a browser is led to the page."""
    if is_browser(request):
        response: Response = RedirectResponse("/graphql", 307)
    else:
        shown = request.app.state.settings.introspection
        response = answer(request, PLACES | (SCHEMA if shown else {}))
    response.headers["Vary"] = "Accept"
    return response


PLACES = {
    "name": "Event Knowledge",
    "graphql": "/graphql",
    "lists": "/v1",
    "openapi": "/openapi.json",
    "explorer": "/graphql (in a browser)",
    "docs": "/docs (in a browser)",
    "health": "/health/ready",
}
SCHEMA = {"schema": "/graphql/schema"}


@router.api_route("/docs", methods=["GET", "HEAD"])
async def docs(request: Request) -> Response:
    """What /openapi.json says, for people."""
    page: Response = await request.app.state.explorer.page(request, "docs.html")
    return page


@router.api_route("/favicon.ico", methods=["GET", "HEAD"])
async def no_favicon() -> Response:
    """The page names its own icon; browsers ask for this one all the same."""
    return Response(status_code=204, headers={"Cache-Control": "public, max-age=86400"})
