"""The page /docs: what /openapi.json says, and asking the service from there."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.visiting import Visitors


def page_at(address: str) -> str:
    return urljoin(address, "/docs")


@pytest.fixture
def docs(visitors: Visitors, address: str) -> Page:
    window = visitors.window()
    window.goto(page_at(address))
    expect(operation(window, "execute")).to_be_visible()
    return window


def operation(page: Page, name: str) -> Locator:
    return page.locator(f"[id$=-{name}].opblock")


def field(shown: Locator, parameter: str) -> Locator:
    return shown.locator(f"tr[data-param-name='{parameter}']")


def ask(shown: Locator) -> None:
    shown.get_by_role("button", name="Try it out").click()
    shown.get_by_role("button", name="Execute").click()


def answer_of(shown: Locator) -> Locator:
    return shown.locator(".live-responses-table .response").first


def test_each_door_is_told(docs: Page, address: str) -> None:
    told = docs.request.get(urljoin(address, "/openapi.json")).json()
    doors = [(method.upper(), path) for path, item in told["paths"].items() for method in item]

    shown = docs.locator(".opblock-summary").all_inner_texts()

    assert len(doors) >= 5
    assert [tuple(text.replace("\u200b", "").split("\n")[:2]) for text in shown] == doors


def test_a_posted_operation_is_answered(docs: Page) -> None:
    shown = operation(docs, "execute")
    shown.locator(".opblock-summary-control").click()

    ask(shown)

    expect(answer_of(shown)).to_contain_text("200")
    expect(answer_of(shown)).to_contain_text('"speakers"')


def test_a_query_in_the_address_is_answered(docs: Page) -> None:
    shown = operation(docs, "query")
    shown.locator(".opblock-summary-control").click()

    ask(shown)

    expect(answer_of(shown)).to_contain_text("200")
    expect(answer_of(shown)).to_contain_text('"speakers"')


def test_a_list_is_answered_as_it_is_filled_in(docs: Page, address: str) -> None:
    shown = operation(docs, "list_events")
    shown.locator(".opblock-summary-control").click()
    shown.get_by_role("button", name="Try it out").click()
    field(shown, "first").get_by_role("textbox").fill("1")
    field(shown, "kind").get_by_role("listbox").select_option(["CEASEFIRE_VIOLATION"])

    shown.get_by_role("button", name="Execute").click()

    expect(answer_of(shown)).to_contain_text("200")
    expect(answer_of(shown)).to_contain_text('"kind": "CEASEFIRE_VIOLATION"')
    asked = urljoin(address, "/v1/events?kind=CEASEFIRE_VIOLATION&first=1")
    expect(shown.locator(".request-url")).to_contain_text(asked)


def test_a_thing_and_a_question_come_with_an_example(docs: Page) -> None:
    for name, words in (("read_event", "truce-1-broken"), ("ask_which_arms", '"question"')):
        shown = operation(docs, name)
        shown.locator(".opblock-summary-control").click()

        ask(shown)

        expect(answer_of(shown)).to_contain_text("200")
        expect(answer_of(shown)).to_contain_text(words)


def test_doors_are_in_groups(docs: Page) -> None:
    groups = docs.locator(".opblock-tag")

    shown = groups.evaluate_all("all => all.map(each => each.dataset.tag)")

    assert shown[:2] == ["Plain GET", "Actors"]
    assert shown[-4:] == ["Newsroom questions", "GraphQL", "Health", "Metrics"]


def test_the_address_names_what_is_open(docs: Page, visitors: Visitors) -> None:
    operation(docs, "ready").locator(".opblock-summary-control").click()
    expect(operation(docs, "ready")).to_contain_text("database unavailable")

    other = visitors.window()
    other.goto(docs.url)

    expect(operation(other, "ready")).to_contain_text("database unavailable")


@pytest.mark.parametrize(
    ("scheme", "colour"), [("light", "rgb(59, 65, 81)"), ("dark", "rgb(228, 230, 230)")]
)
def test_the_page_is_dark_where_the_reader_likes_it_so(
    visitors: Visitors, address: str, scheme: str, colour: str
) -> None:
    window = visitors.window(color_scheme=scheme)

    window.goto(page_at(address))

    expect(operation(window, "execute")).to_be_visible()
    expect(window.locator(".info .renderedMarkdown p").first).to_have_css("color", colour)


def test_the_licences_of_what_is_bundled_are_there(docs: Page) -> None:
    links = [link.evaluate("each => each.href") for link in docs.locator("footer span a").all()]

    found = [docs.request.get(link) for link in links]

    assert [each.status for each in found] == [200, 200]
    assert all("MIT" in each.text() for each in found)
