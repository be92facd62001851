"""Where things stand in the Table pane."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page

Show = Callable[[str], Locator]


def open_table(page: Page) -> Locator:
    page.get_by_role("button", name="Show Table").click()
    return page.get_by_role("region", name="Table", exact=True)


def caption_of(pane: Locator) -> str:
    return pane.locator("caption").inner_text()


def columns_of(pane: Locator) -> list[str]:
    return pane.get_by_role("columnheader").all_inner_texts()


def rows_of(pane: Locator) -> list[list[str]]:
    rows = pane.locator("tbody tr").all()
    return [row.get_by_role("cell").all_inner_texts() for row in rows]


def lists_of(pane: Locator) -> list[str]:
    """What the chooser offers."""
    return pane.get_by_role("combobox", name="List").locator("option").all_inner_texts()


def choose(pane: Locator, name: str) -> None:
    pane.get_by_role("combobox", name="List").select_option(name)
