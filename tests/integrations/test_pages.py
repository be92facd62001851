"""The pages that docs/integrations.md shows, in a browser, as another host than the service."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from db.engine import open_engine
from seeds.load import load
from tests.browser import chromium
from tests.clients.node import MODULES
from tests.integrations.conftest import Served
from tests.integrations.page import put_files

LEAFLET = "https://unpkg.com/leaflet@1.9.4/"
TILES = "https://tile.openstreetmap.org/"
TILE = b'<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"/>'

Visit = Callable[[str, str], Page]
"""Opens a page of the docs, with what follows its name, over the service at an address."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # No test that is async can run before this is closed.
    with chromium() as launched:
        yield launched


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None: ...


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Visit]:
    """What a page complains of fails the test; no host but this machine is asked."""
    site = tmp_path / "site"
    site.mkdir()
    context = browser.new_context()
    complaints: list[str] = []
    context.on("console", lambda said: complaints.append(said.text))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on(
        "requestfailed", lambda request: complaints.append(f"no {request.url}: {request.failure}")
    )
    context.route(re.compile("^https:"), elsewhere)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site)) as host:
        Thread(target=host.serve_forever, daemon=True).start()

        def visited(name: str, service: str) -> Page:
            put_files(site, service)
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{host.server_port}/{name}")
            return page

        yield visited
        context.close()
        host.shutdown()
    assert complaints == []


def elsewhere(route: Route) -> None:
    """What other hosts would give: Leaflet as npm has it, and maps without anything on them."""
    url, headers = route.request.url, {"Access-Control-Allow-Origin": "*"}
    if url.startswith(LEAFLET):
        route.fulfill(path=MODULES / "leaflet" / url.removeprefix(LEAFLET), headers=headers)
    elif url.startswith(TILES):
        route.fulfill(body=TILE, content_type="image/svg+xml", headers=headers)
    else:
        route.abort()


def test_the_map_has_a_circle_for_each_place_with_what_each_claim_says(
    visit: Visit, service: str
) -> None:
    with httpx.Client(base_url=service, trust_env=False) as http:
        features = http.get("/v1/events.geojson").json()["features"]
    placed = [each["properties"] for each in features if each["geometry"]]
    # Several claims are about one place, and some are the document's own.
    assert 1 < len(by_place(placed)) < len(placed)
    assert None in {each["said_by"] for each in placed}

    page = visit("map.html", service)

    circles = page.locator("path.leaflet-interactive")
    expect(circles).to_have_count(len(by_place(placed)))
    told = []
    for circle in circles.all():
        circle.dispatch_event("mouseover")
        told.append(page.locator(".leaflet-tooltip li").all_inner_texts())
        circle.dispatch_event("mouseout")
        expect(page.locator(".leaflet-tooltip")).to_have_count(0)
    assert told == [
        [f"{each['said_by'] or 'The document itself'}: {each['proposition']}" for each in claims]
        for claims in by_place(placed).values()
    ]


def by_place(placed: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for each in placed:
        found.setdefault(each["place"], []).append(each)
    return found


def highlighted(page: Page) -> list[tuple[str, str]]:
    expect(page.locator("mark").first).to_be_visible()
    marks = page.locator("mark").evaluate_all(
        "all => all.map(each => [each.textContent, each.title])"
    )
    return [(words, title) for words, title in marks]


def annotated(service: str, slug: str) -> list[tuple[str, str]]:
    """The words of each annotation of a document, and who says them."""
    with httpx.Client(base_url=service, trust_env=False) as http:
        found = http.get(f"/v1/documents/{slug}/annotations?first=100").json()["first"]["items"]
    return [
        (
            next(each["exact"] for each in one["target"]["selector"] if "exact" in each),
            ", ".join(each["name"] for each in one["body"]["speakers"]) or "The document itself",
        )
        for one in found
    ]


DOVES = """
document: {slug: doves, kind: OVERVIEW, title: Doves, publisher: jamnews,
  published_on: "2020-11-04", edition: evening, language: en, text: doves.txt, sha256: SHA256}
sections: [{role: LEAD, begins: 🕊🕊}]
statements:
  - {id: calm, words: “All is calm. 🕊”, speakers: [hikmet-hajiyev], said_by: Hikmet Hajiyev said,
     directness: DIRECT_QUOTE,
     claims: [{act: CLAIM, words: All is calm, proposition: It is calm}]}
"""
DOVES_TEXT = "🕊🕊 Hikmet Hajiyev said: “All is calm. 🕊” That was all.\n"
"""With characters that browsers count twice."""


def test_the_words_of_each_statement_are_highlighted(visit: Visit, service: str) -> None:
    page = visit("marks.html", service)

    slug = "karabakh-2020-11-04-morning"
    assert sorted(highlighted(page)) == sorted(annotated(service, slug))


def test_words_are_highlighted_where_characters_count_twice(
    visit: Visit, changing: Served, tmp_path: Path
) -> None:
    text = DOVES_TEXT.encode()
    (tmp_path / "doves.txt").write_bytes(text)
    reading = DOVES.replace("SHA256", sha256(text).hexdigest())
    (tmp_path / "doves.yaml").write_text(reading, "utf-8")
    engine = open_engine(changing.database_url)
    load(engine, [tmp_path / "doves.yaml"])
    engine.dispose()

    page = visit("marks.html?document=doves", changing.address)

    assert highlighted(page) == [("“All is calm. 🕊”", "Hikmet Hajiyev")]
    assert page.locator("main").inner_text().strip() == DOVES_TEXT.strip()
