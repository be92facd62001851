"""The explorer page in a browser, as the service sends it. What it complains of fails a test."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.api.serving import ROOT, serving
from tests.browser import chromium
from tests.conftest import Databases, prepare_seeds
from tests.web.tables import Show, open_table
from tests.web.visiting import FIRST, Visitors, answer_of, answering, open_query

DIST = ROOT / "web" / "dist"


@pytest.fixture(scope="module")
def database_url(databases: Databases) -> str:
    """All that is shipped; a module may ask for other rows."""
    return databases.make("sqlite", "shipped", prepare_seeds)


@pytest.fixture(scope="module")
def address(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a service over the database has its page."""
    assert (DIST / "index.html").exists(), "The page has not been built: run `make page`."
    folder = tmp_path_factory.mktemp("service")
    with serving(folder, DATABASE_URL=database_url, WEB_DIST=str(DIST)) as (_, said):
        found = re.search(r"http://\S+/graphql", "\n".join(said))
        assert found
        yield found[0]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # No test that is async can run before this is closed.
    with chromium() as launched:
        yield launched


@pytest.fixture(autouse=True)
def visitors(browser: Browser, address: str) -> Iterator[Visitors]:
    """What opens windows. Afterwards nothing may have been complained of in them."""
    opened = Visitors(browser, address)
    yield opened
    complaints = list(opened.complaints)
    opened.leave()
    assert complaints == []


@pytest.fixture
def page(visitors: Visitors, address: str) -> Page:
    """The page as one sees it at first, with the first question answered."""
    window = visitors.window()
    with answering(window, FIRST):
        window.goto(address)
    expect(answer_of(window)).to_contain_text("totalCount")
    return window


@pytest.fixture
def show(visitors: Visitors, address: str) -> Show:
    """Opens the page with a query, and its Table pane, which it gives."""

    def shown(query: str) -> Locator:
        window = visitors.window()
        open_query(window, address, query)
        return open_table(window)

    return shown
