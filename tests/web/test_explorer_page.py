"""The explorer page: its questions, its links, its panes, and what it must not do."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.api.serving import ROOT
from tests.web.visiting import (
    Visitors,
    answer_of,
    answering,
    query_of,
    question,
    questions_pane,
    variables_of,
    write,
    write_query,
)

QUESTIONS = sorted((ROOT / "schema" / "questions").glob("*.graphql"))


def title_of(path: Path) -> str:
    return path.read_text("utf-8").splitlines()[0].removeprefix("# ")


def operation_of(path: Path) -> str:
    found = re.search(r"^query (\w+)", path.read_text("utf-8"), re.M)
    assert found
    return found[1]


def first_text(value: Any) -> str:
    """The first text in an answer."""
    while isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        value = next(each for each in inner if each and not isinstance(each, bool | int | float))
    return str(value)


def test_the_first_question_stands_there_answered(page: Page) -> None:
    first = questions_pane(page).get_by_role("button").first

    expect(page).to_have_title("Event Knowledge")
    expect(first).to_have_attribute("aria-current", "true")
    expect(query_of(page)).to_contain_text("# Who said what on a day?")
    expect(answer_of(page)).to_contain_text("accuse each other")


def test_all_questions_are_listed_in_their_groups(page: Page) -> None:
    pane = questions_pane(page)
    texts = "".join(path.read_text("utf-8") for path in QUESTIONS)
    groups = dict.fromkeys(re.findall(r"^# Group: (.+)$", texts, re.M))

    expect(pane.get_by_role("button")).to_have_count(len(QUESTIONS))
    assert pane.locator("strong").all_inner_texts() == [title_of(path) for path in QUESTIONS]
    assert pane.get_by_role("heading", level=2).all_inner_texts() == list(groups)


def test_a_reply_is_shown_with_the_words_that_it_answers(page: Page) -> None:
    with answering(page, "WhoAnsweredWhom") as answer:
        question(page, "Who answered whom?").click()

    [reply] = answer()["data"]["statements"]["nodes"]
    assert reply["speakers"] == [{"name": "Hikmet Hajiyev"}]
    assert "the basis for attacks on civilians" in reply["text"]
    assert "the right to defend their population" in reply["inReplyTo"]["text"]
    expect(answer_of(page)).to_contain_text("Hajiyev")
    expect(answer_of(page)).to_contain_text("existential")


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_opens_in_a_tab_and_is_answered(page: Page, path: Path) -> None:
    button = question(page, title_of(path))

    with answering(page, operation_of(path)) as answer:
        button.click()

    found = answer()
    assert "errors" not in found
    expect(button).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("tab", selected=True)).to_contain_text(operation_of(path))
    expect(answer_of(page)).to_contain_text(max(first_text(found["data"]).split(), key=len))


def test_a_question_that_is_open_is_not_opened_twice(page: Page) -> None:
    titles = ["Who answered whom?", "Who said what on a day?", "Who answered whom?"]

    for title in titles:
        question(page, title).click()
        expect(question(page, title)).to_have_attribute("aria-current", "true")

    expect(page.get_by_role("tab")).to_have_count(2)


def test_a_question_is_asked_again_with_other_variables(page: Page) -> None:
    with answering(page, "WhatDidASideSay") as of_azerbaijan:
        question(page, "What did one side say?").click()
    expect(variables_of(page)).to_contain_text("azerbaijan")

    write(variables_of(page), '{"side": "armenia"}')
    with answering(page, "WhatDidASideSay") as of_armenia:
        page.keyboard.press("ControlOrMeta+Enter")

    assert "Hajiyev" in json.dumps(of_azerbaijan())
    assert "Hajiyev" not in json.dumps(of_armenia())
    assert "Harutyunyan" in json.dumps(of_armenia())


def test_a_query_of_ones_own_is_answered(page: Page) -> None:
    write_query(page, 'query Mine { event(by: {slug: "truce-1-broken"}) { attestation } }')

    with answering(page, "Mine") as answer:
        page.get_by_role("button", name="Execute query").click()

    assert answer() == {"data": {"event": {"attestation": "DISPUTED"}}}
    expect(answer_of(page)).to_contain_text("DISPUTED")


def test_a_mistake_is_explained(page: Page, visitors: Visitors) -> None:
    write_query(page, "query Mine { statements { nodes { words } } }")

    with answering(page, "Mine"):
        page.keyboard.press("ControlOrMeta+Enter")

    expect(answer_of(page)).to_contain_text("Cannot query field 'words'")
    # A browser complains of an answer that refuses a query.
    assert {complaint.partition(" ")[0] for complaint in visitors.complaints} == {"400", "error:"}
    visitors.complaints.clear()


def test_the_docs_tell_what_a_type_is(page: Page) -> None:
    page.get_by_role("button", name="Show Documentation Explorer").click()
    docs = page.get_by_role("region", name="Documentation Explorer")

    docs.get_by_role("link", name="Query", exact=True).click()
    docs.get_by_role("link", name="Statement", exact=True).first.click()

    expect(docs).to_contain_text("Words somebody uttered")
    expect(docs).to_contain_text("inReplyTo")


def test_the_explorer_pane_adds_a_field(page: Page) -> None:
    write_query(page, 'query Mine { event(by: {slug: "truce-1-broken"}) { attestation } }')
    page.get_by_role("button", name="Show GraphiQL Explorer").click()
    fields = page.locator(".docExplorerWrap .graphiql-explorer-node")

    fields.get_by_text("title", exact=True).click()
    expect(query_of(page)).to_contain_text("title")
    with answering(page, "Mine") as answer:
        page.get_by_role("button", name="Execute query").click()

    title = "Breach of the ceasefire of 10 October 2020"
    assert answer() == {"data": {"event": {"attestation": "DISPUTED", "title": title}}}


def test_the_explorer_pane_understands_every_question(page: Page) -> None:
    name = page.locator(".docExplorerWrap .graphiql-operation-title-bar input")

    for path in QUESTIONS:
        question(page, title_of(path)).click()
        page.get_by_role("button", name="Show GraphiQL Explorer").click()
        expect(name).to_have_value(operation_of(path))
        page.get_by_role("button", name="Show Questions").click()


def test_a_copied_link_shows_another_reader_the_same(page: Page, visitors: Visitors) -> None:
    question(page, "What did one side say?").click()
    write(variables_of(page), '{"side": "armenia"}')
    expect(page).to_have_url(re.compile("armenia"))

    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    other = visitors.window()
    with answering(other, "WhatDidASideSay") as answer:
        other.goto(link)

    assert "Harutyunyan" in json.dumps(answer())
    expect(query_of(other)).to_contain_text("# What did one side say?")
    expect(variables_of(other)).to_contain_text("armenia")
    expect(answer_of(other)).to_contain_text("totalCount")


def test_a_link_as_other_graphiql_pages_write_it_is_followed(
    visitors: Visitors, address: str
) -> None:
    query = "query Theirs($slug: String!) { actor(by: {slug: $slug}) { name } }"
    variables = '{"slug": "ilham-aliyev"}'
    window = visitors.window()

    with answering(window, "Theirs") as answer:
        window.goto(f"{address}?{urlencode({'query': query, 'variables': variables})}")

    assert answer() == {"data": {"actor": {"name": "Ilham Aliyev"}}}
    expect(answer_of(window)).to_contain_text("Aliyev")


def test_a_link_put_into_the_address_of_the_open_page_is_followed(page: Page, address: str) -> None:
    with answering(page, "Pasted") as answer:
        page.goto(f"{address}#{urlencode({'query': 'query Pasted { __typename }'})}")

    assert answer() == {"data": {"__typename": "Query"}}


def test_the_address_follows_what_is_written(page: Page) -> None:
    query = "query Mine { __typename }"

    write(query_of(page), query)
    write(variables_of(page), "{}")

    expect(page).to_have_url(re.compile("query=query\\+Mine.*variables=%7B%7D"))
    assert parse_qs(urlsplit(page.url).fragment)["query"] == [query]


def test_a_question_is_opened_with_the_keyboard(page: Page) -> None:
    first, second = questions_pane(page).get_by_role("button").all()[:2]

    first.focus()
    page.keyboard.press("Tab")
    expect(second).to_be_focused()
    with answering(page, "WhatDidASideSay") as answer:
        page.keyboard.press("Enter")

    assert "errors" not in answer()
    expect(second).to_have_attribute("aria-current", "true")


def test_in_a_narrow_window_the_answer_stands_below_the_query(page: Page) -> None:
    page.set_viewport_size({"width": 800, "height": 600})

    query, answer = query_of(page).bounding_box(), answer_of(page).bounding_box()

    assert query
    assert answer
    assert answer["y"] > query["y"] + 100
    assert answer["width"] > 400


@pytest.mark.parametrize(
    ("deed", "complaint"),
    [
        ("console.warn('Careful')", "warning: Careful"),
        ("setTimeout(() => { throw new Error('Broken') })", "error: Broken"),
        ("void fetch('/nowhere')", "404"),
        ("window.open('http://localhost:9/')", "asks http://localhost:9/"),
        ("void fetch('http://192.0.2.1/').catch(() => 0)", "Content Security Policy"),
        ("document.body.append(Object.assign(new Image, {src: 'http://192.0.2.1/'}))", "Content"),
    ],
)
def test_what_the_page_must_not_do_is_noticed(
    page: Page, visitors: Visitors, deed: str, complaint: str
) -> None:
    page.evaluate(f"() => {{ {deed} }}")

    for _ in range(50):
        if any(complaint in each for each in visitors.complaints):
            break
        page.wait_for_timeout(100)
    else:
        pytest.fail(f"Only this was noticed: {visitors.complaints}")
    visitors.complaints.clear()
