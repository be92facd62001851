"""The Table pane's CSV: copied, saved, and safe to open in a spreadsheet."""

import csv
import datetime
import json
from io import StringIO
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Locator, Page, expect
from sqlmodel import Session

from tests.conftest import Databases, prepare_seeds
from tests.factories import make_actor, make_location
from tests.web.tables import Show, columns_of, open_table, rows_of
from tests.web.visiting import Visitors, open_query

NAMES = {
    "=HYPERLINK(1)": "'=HYPERLINK(1)",
    "+1 and more": "'+1 and more",
    "-1.5": "-1.5",
    "-1.5 or less": "'-1.5 or less",
    "@name": "'@name",
    "\ttab": "'\ttab",
    "＝1+1": "'＝1+1",
    '=1,"two"\nthree': '\'=1,"two"\nthree',
    'a, "b"; c\r\nd': 'a, "b"; c\r\nd',
    "Շուշի, Şuşa": "Շուշի, Şuşa",
}
"""What is in the database, and what a spreadsheet is given."""

SLUGS = [f"odd-{number}" for number in range(len(NAMES))]


def prepare_odd_names(engine: sa.Engine) -> None:
    prepare_seeds(engine)
    with Session(engine) as session:
        for slug, name in zip(SLUGS, NAMES, strict=True):
            make_actor(session, name=name, slug=slug)
        make_location(session, name="South", slug="south", latitude=-1.5, longitude=-2)
        session.commit()


@pytest.fixture(scope="module")
def database_url(databases: Databases) -> str:
    return databases.make("sqlite", "odd names", prepare_odd_names)


def copied(pane: Locator) -> str:
    """The table as it is copied by a click."""
    pane.get_by_role("button", name="Copy as CSV").click()
    expect(pane.get_by_role("button", name="Copied")).to_be_visible()
    text: str = pane.page.evaluate("navigator.clipboard.readText()")
    return text


def read(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline=""), strict=True))


def values_of(pane: Locator) -> list[list[str]]:
    """The table as it is seen, without the buttons that copy a citation."""
    columns = columns_of(pane)
    skipped = columns.count("Citation")
    return [row[skipped:] for row in (columns, *rows_of(pane))]


def test_the_table_is_copied_as_csv(page: Page) -> None:
    pane = open_table(page)

    assert read(copied(pane)) == values_of(pane)


def test_the_table_is_copied_where_the_page_is_not_secure(visitors: Visitors, address: str) -> None:
    window = visitors.window()
    # Browsers trust this host, so that what a page of another host lacks is taken away.
    window.add_init_script(
        "window.kept = navigator.clipboard;"
        "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
    )
    open_query(window, address, "query Mine { sides { nodes { slug name } } }")
    pane = open_table(window)

    pane.get_by_role("button", name="Copy as CSV").click()
    expect(pane.get_by_role("button", name="Copied")).to_be_focused()

    text = window.evaluate("kept.readText()")
    assert read(text) == values_of(pane)


def test_the_table_is_saved_as_a_csv_file(page: Page, tmp_path: Path) -> None:
    pane = open_table(page)

    with page.expect_download() as download:
        pane.get_by_role("button", name="Save as CSV").click()
    expect(pane.get_by_role("button", name="Saved")).to_be_visible()
    download.value.save_as(tmp_path / "saved.csv")

    today = datetime.date.today().isoformat()
    assert download.value.suggested_filename == f"WhoSaidWhatOnADay-statements-{today}.csv"
    content = (tmp_path / "saved.csv").read_bytes()
    assert content.startswith(
        b"\xef\xbb\xbftext,speakers,sides,acts,document.title,document.url,citation.text\r\n"
    )
    assert read(content.decode("utf-8-sig")) == values_of(pane)


def test_texts_that_a_spreadsheet_would_run_are_made_safe(show: Show) -> None:
    slugs = json.dumps(SLUGS)
    query = (
        f"actors(where: {{slug: {{in: {slugs}}}}}, orderBy: {{field: SLUG}}) {{ nodes {{ name }} }}"
    )

    text = copied(show(f"query Mine {{ {query} }}"))

    assert [row[0] for row in read(text)] == ["name", *NAMES.values()]


def test_negative_numbers_stay_numbers_and_nothing_stays_empty(show: Show) -> None:
    pane = show(
        'query Mine { location(by: {slug: "south"}) '
        "{ latitude longitude disputed isoCode names { value } } }"
    )

    assert copied(pane) == "latitude,longitude,disputed,isoCode,names\r\n-1.5,-2,false,,"
