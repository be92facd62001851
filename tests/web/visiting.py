"""Windows on the explorer page: what opens them, and where things stand in them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, Response, expect

FIRST = "WhoSaidWhatOnADay"
WINDOW = {"width": 1400, "height": 900}

expect.set_options(timeout=20_000)


class Visitors:
    """Opens windows, each of a browser that has never been here, and keeps their complaints."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._address = address
        self._contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def _miss(self, request: Request) -> None:
        # What a page had asked for when it was left is given up.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"no {request.url}: {request.failure}")

    def window(self, **options: Any) -> Page:
        context = self._browser.new_context(**{"viewport": WINDOW, "locale": "en-GB"} | options)
        self._contexts.append(context)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.on("console", lambda message: self._hear(message.type, message.text))
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))
        context.on("requestfailed", self._miss)
        context.on("response", self._check)
        context.on("request", lambda request: self._check_host(request.url))
        page = context.new_page()
        page.on("websocket", lambda socket: self._check_host(socket.url))
        return page

    def _hear(self, kind: str, text: str) -> None:
        # The editor says which workers it starts, as info.
        if kind in ("error", "warning", "assert"):
            self.complaints.append(f"{kind}: {text}")

    def _check(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")

    def _check_host(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme != "data" and parts.netloc != urlsplit(self._address).netloc:
            self.complaints.append(f"asks {url}")

    def leave(self) -> None:
        for context in self._contexts:
            context.close()


@contextmanager
def answering(page: Page, operation: str) -> Iterator[Callable[[], Any]]:
    """Waits until the page has the service's answer to the operation; called, it gives it."""

    def is_meant(response: Response) -> bool:
        request = response.request
        sent: Any = request.post_data_json if request.method == "POST" else None
        return bool(sent) and sent.get("operationName") == operation

    with page.expect_response(is_meant) as response:
        yield lambda: response.value.json()


def question(page: Page, title: str) -> Locator:
    return page.get_by_role("button", name=title, exact=True)


def questions_pane(page: Page) -> Locator:
    return page.get_by_role("region", name="Questions", exact=True)


def answer_of(page: Page) -> Locator:
    """The lines of the answer that are in view; long ones are broken, so look for a word."""
    return page.get_by_role("region", name="Result Window").locator(".view-lines")


def open_query(page: Page, address: str, query: str) -> None:
    """Opens the page by a link to the query, which is named Mine, and waits for its answer."""
    with answering(page, "Mine"):
        page.goto(f"{address}#{urlencode({'query': query})}")


def query_of(page: Page) -> Locator:
    return page.get_by_role("region", name="Operation Editor").locator(".view-lines")


def variables_of(page: Page) -> Locator:
    tools = page.get_by_role("region", name="Variables")
    return tools.locator(".graphiql-editor:not(.hidden) .view-lines")


def write(editor: Locator, text: str) -> None:
    """Puts a text in the place of an editor's."""
    keyboard = editor.page.keyboard
    editor.click()
    keyboard.press("ControlOrMeta+A")
    keyboard.press("Delete")
    keyboard.insert_text(text)


def write_query(page: Page, text: str) -> None:
    write(query_of(page), text)
    # A moment later the page has read it, too.
    expect(page.get_by_role("tab", selected=True)).to_contain_text("Mine")
