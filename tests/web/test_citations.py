"""The Table pane copies the citation of a statement, wherever a row has one."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.web.tables import Show, columns_of, open_table
from tests.web.visiting import answering

REPLIES = """query Mine { statements(where: {inReplyTo: {}}) { nodes {
  citation { text speaker }
  inReplyTo { citation { text } }
} } }"""

ACTORS = """query Mine { actors(where: {statements: {some: {}}}, first: 50) { nodes {
  name
  statements { edges { node { citation { text } } } }
} } }"""


def asked(page: Page) -> Any:
    """The data of the query, which is run anew."""
    with answering(page, "Mine") as answer:
        page.get_by_role("button", name="Execute query").click()
    return answer()["data"]


def copied(pane: Locator, button: Locator) -> str:
    """What a click puts on the clipboard, once the button alone says so."""
    button.click()
    expect(pane.get_by_role("button", name="Copied")).to_be_focused()
    text: str = pane.page.evaluate("navigator.clipboard.readText()")
    return text


def test_the_citation_of_a_statement_is_copied_by_a_click(show: Show) -> None:
    pane = show(
        "query Mine { statements(orderBy: {field: START}, first: 3) "
        "{ nodes { text citation { text } } } }"
    )
    statements = asked(pane.page)["statements"]["nodes"]
    citations = [statement["citation"]["text"] for statement in statements]

    buttons = pane.get_by_role("button", name="Copy citation")

    assert columns_of(pane) == ["Citation", "text", "citation.text"]
    names = [button.get_attribute("aria-label") for button in buttons.all()]
    assert names == [f"Copy citation: {text}" for text in citations]
    assert copied(pane, buttons.nth(1)) == citations[1]
    assert "https://" in citations[1]
    assert copied(pane, buttons.last) == citations[2]


def test_a_statement_within_a_row_is_cited_too(show: Show) -> None:
    pane = show(REPLIES)
    [reply] = asked(pane.page)["statements"]["nodes"]
    own = pane.get_by_role("button", name="Copy citation: ")
    inner = pane.get_by_role("button", name="Copy citation of inReplyTo: ")

    assert copied(pane, own) == reply["citation"]["text"]
    assert copied(pane, inner) == reply["inReplyTo"]["citation"]["text"]


def test_all_statements_of_an_inner_list_are_cited_line_by_line(show: Show) -> None:
    pane = show(ACTORS)
    actors = asked(pane.page)["actors"]["nodes"]
    [texts] = [
        [edge["node"]["citation"]["text"] for edge in actor["statements"]["edges"]]
        for actor in actors
        if actor["name"] == "Vagharshak Harutyunyan"
    ]
    row = pane.get_by_role("row", name="Vagharshak Harutyunyan")

    button = row.get_by_role("button", name=f"Copy {len(texts)} citations of statements: ")

    assert len(texts) > 1
    assert copied(pane, button).splitlines() == texts


def test_rows_of_the_first_question_are_cited(page: Page) -> None:
    pane = open_table(page)

    expect(pane.get_by_role("button", name="Copy citation")).to_have_count(10)


def test_rows_without_a_citation_have_no_button(show: Show) -> None:
    pane = show("query Mine { statements { nodes { text } } }")

    expect(pane.get_by_role("columnheader", name="text")).to_be_visible()
    expect(pane.get_by_role("columnheader", name="Citation")).to_have_count(0)
    expect(pane.get_by_role("button", name="Copy citation")).to_have_count(0)
