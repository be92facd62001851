"""The explorer page in a browser, as the service sends it. What it complains of fails a test."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.serving import ROOT, serving
from tests.browser import chromium
from tests.conftest import Databases, prepare_seeds
from tests.web.visiting import FIRST, Visitors, answer_of, answering

DIST = ROOT / "web" / "dist"


@pytest.fixture(scope="module")
def address(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a service over all that is shipped has its page."""
    assert (DIST / "index.html").exists(), "The page has not been built: run `make page`."
    database = databases.make("sqlite", "shipped", prepare_seeds)
    folder = tmp_path_factory.mktemp("service")
    with serving(folder, DATABASE_URL=database, WEB_DIST=str(DIST)) as (_, said):
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
