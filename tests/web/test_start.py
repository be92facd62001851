"""A person who is faster than the page: clicks and links while the editors are still loading."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from playwright.sync_api import Page, Route, expect

from tests.web.visiting import FIRST, Visitors, answer_of, answering, query_of, question

TITLE = "Who answered whom?"
OPERATION = "WhoAnsweredWhom"

CLICK_AT_ONCE = """
new MutationObserver((_, observer) => {
    const button = [...document.querySelectorAll(".questions button")]
        .find((each) => each.querySelector("strong").textContent === TITLE)
    if (!button) return
    observer.disconnect()
    button.click()
}).observe(document, {childList: true, subtree: true})
""".replace("TITLE", repr(TITLE))


@contextmanager
def editors_held(page: Page) -> Iterator[None]:
    """Keeps back the editors, which come in a file of their own, longer than a hasty page waits."""
    held: list[Route] = []
    page.route("**/monaco-editor-*.js", lambda route: held.append(route))
    yield
    page.wait_for_timeout(1000)
    for route in held:
        route.continue_()


def test_a_question_clicked_at_once_is_answered(visitors: Visitors, address: str) -> None:
    window = visitors.window()
    window.add_init_script(CLICK_AT_ONCE)

    with answering(window, OPERATION):
        window.goto(address)

    expect_the_clicked_question(window)


def test_a_question_clicked_while_the_editors_load_is_answered(
    visitors: Visitors, address: str
) -> None:
    window = visitors.window()

    with answering(window, OPERATION), editors_held(window):
        window.goto(address, wait_until="commit")
        question(window, TITLE).click()

    expect_the_clicked_question(window)


def expect_the_clicked_question(window: Page) -> None:
    expect(answer_of(window)).to_contain_text("existential")
    # Long enough for what the page does late: it reads a text and writes the address after a while.
    window.wait_for_timeout(1000)
    expect(question(window, TITLE)).to_have_attribute("aria-current", "true")
    expect(query_of(window)).to_contain_text(TITLE)
    expect(window.get_by_role("tab")).to_contain_text([OPERATION])


def test_a_link_is_followed_although_the_editors_load_late(
    visitors: Visitors, address: str
) -> None:
    window = visitors.window()
    link = f"{address}#{urlencode({'query': 'query Late { __typename }'})}"

    with answering(window, "Late") as answer, editors_held(window):
        window.goto(link, wait_until="commit")

    assert answer() == {"data": {"__typename": "Query"}}
    expect(window.get_by_role("tab")).to_contain_text(["Late"])


def test_a_page_that_is_loaded_anew_has_the_same_tabs(page: Page) -> None:
    question(page, TITLE).click()
    expect(answer_of(page)).to_contain_text("existential")
    # GraphiQL stores the tabs half a second after a change, the page writes the address before.
    page.wait_for_timeout(1000)

    with answering(page, OPERATION):
        page.reload()

    expect(answer_of(page)).to_contain_text("existential")
    expect(page.get_by_role("tab")).to_contain_text([FIRST, OPERATION])
    expect(page.get_by_role("tab", selected=True)).to_contain_text(OPERATION)
