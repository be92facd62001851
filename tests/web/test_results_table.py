"""The Table pane: the lists of an answer as tables."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.tables import Show, caption_of, choose, columns_of, lists_of, open_table, rows_of
from tests.web.visiting import Visitors, answering, question, write_query


def test_the_answer_stands_as_a_table_beside_the_json(page: Page) -> None:
    pane = open_table(page)

    assert columns_of(pane) == [
        "Citation",
        "text",
        "speakers",
        "sides",
        "acts",
        "document.title",
        "document.url",
        "citation.text",
    ]
    assert caption_of(pane) == "statements: 10 rows"
    assert len(rows_of(pane)) == 10
    assert rows_of(pane)[0][1:5] == [
        "Both sides accuse each other of shelling settlements.",
        "Armenia; Azerbaijan",
        "Armenian side; Azerbaijani side",
        "ACCUSE",
    ]
    expect(pane.get_by_role("table", name="statements")).to_be_visible()
    expect(pane.get_by_role("combobox")).to_have_count(0)
    expect(pane.get_by_role("link").first).to_have_attribute("rel", "noreferrer")


def test_an_answer_of_several_lists_has_a_table_of_each(show: Show) -> None:
    pane = show(
        "query Mine { places: locations(first: 2) { nodes { name disputed } } "
        "sides(first: 1) { totalCount edges { cursor node { slug } } pageInfo { hasNextPage } } }"
    )

    assert lists_of(pane) == ["places (2)", "sides (1)"]
    assert columns_of(pane) == ["name", "disputed"]
    assert {row[1] for row in rows_of(pane)} == {"false"}

    choose(pane, "sides")

    assert caption_of(pane) == "sides: 1 of 2 rows"
    assert columns_of(pane) == ["slug"]
    assert rows_of(pane) == [["armenia"]]


def test_a_single_thing_is_a_row_and_its_lists_are_tables_of_their_own(show: Show) -> None:
    pane = show(
        'query Mine { event(by: {slug: "truce-1-broken"}) { title attestation '
        "versions { voice side { name } } claims(first: 2) { totalCount nodes { facet } } } }"
    )

    assert lists_of(pane) == ["event (1)", "event.versions (3)", "event.claims (2)"]
    assert columns_of(pane) == ["voice", "side.name"]
    assert rows_of(pane) == [
        ["SIDE", "Armenian side"],
        ["SIDE", "Azerbaijani side"],
        ["NARRATOR", ""],
    ]

    choose(pane, "event")

    assert columns_of(pane) == ["title", "attestation", "versions", "claims", "claims.totalCount"]
    assert rows_of(pane) == [
        [
            "Breach of the ceasefire of 10 October 2020",
            "DISPUTED",
            "voice: SIDE, side: Armenian side; voice: SIDE, side: Azerbaijani side; "
            "voice: NARRATOR",
            "OCCURRENCE; RESPONSIBILITY",
            "3",
        ]
    ]


def test_groups_are_a_table_beside_the_rows_that_they_count(show: Show) -> None:
    pane = show(
        "query Mine { statements(first: 1) "
        "{ nodes { slug } totalCount groups(by: SIDE) { key label count } } }"
    )

    assert lists_of(pane) == ["statements (1)", "statements.groups (2)"]
    assert caption_of(pane) == "statements: 1 of 15 rows"

    choose(pane, "statements.groups")

    assert columns_of(pane) == ["key", "label", "count"]
    assert sorted(row[:2] for row in rows_of(pane)) == [
        ["armenia", "Armenian side"],
        ["azerbaijan", "Azerbaijani side"],
    ]


def test_what_is_nested_deeper_stands_in_brackets(show: Show) -> None:
    pane = show(
        "query Mine { statements(where: {inReplyTo: {}}) { nodes { "
        "speakers { name kind affiliations { role organization { name slug } } } } } }"
    )

    assert rows_of(pane) == [
        [
            "name: Hikmet Hajiyev, kind: PERSON, affiliations: (role: Aide to the President, "
            "organization: (name: Office of the President of Azerbaijan, "
            "slug: office-of-the-president-of-azerbaijan))"
        ]
    ]


def test_a_thing_that_is_missing_in_one_row_has_its_columns_all_the_same(show: Show) -> None:
    pane = show(
        "query Mine { statements(orderBy: {field: START}) "
        "{ nodes { slug inReplyTo { slug speakers { name } } via { name } } } }"
    )

    assert columns_of(pane) == ["slug", "inReplyTo.slug", "inReplyTo.speakers", "via.name"]
    assert rows_of(pane)[0][1:3] == ["", ""]
    assert [row[1:3] for row in rows_of(pane) if row[1]] == [
        [
            "karabakh-2020-11-04-morning--right-to-counter-strike",
            "Ministry of Foreign Affairs of Armenia",
        ]
    ]


def test_values_that_are_in_no_list_make_a_row(show: Show) -> None:
    pane = show('query Mine { kind: __typename event(by: {slug: "none"}) { title } }')

    assert caption_of(pane) == "answer: 1 row"
    assert columns_of(pane) == ["kind"]
    assert rows_of(pane) == [["Query"]]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            'query Mine { statements(where: {slug: {eq: "none"}}) { nodes { text } } }',
            "The list statements is empty.",
        ),
        ('query Mine { event(by: {slug: "none"}) { title } }', "The answer is empty"),
    ],
)
def test_it_is_said_that_nothing_was_found(show: Show, query: str, message: str) -> None:
    pane = show(query)

    expect(pane).to_contain_text(message)
    expect(pane.get_by_role("table")).to_have_count(0)
    expect(pane.get_by_role("button")).to_have_count(0)


def test_errors_are_told_where_there_is_no_data(show: Show, visitors: Visitors) -> None:
    pane = show("query Mine { statements { nodes { words } } }")

    expect(pane).to_contain_text("There is no table: the answer has no data.")
    expect(pane.get_by_role("listitem")).to_contain_text(["Cannot query field 'words'"])
    visitors.complaints.clear()


def test_the_table_follows_the_tab_in_front_and_the_next_run(page: Page) -> None:
    question(page, "Who answered whom?").click()
    pane = open_table(page)
    expect(pane.locator("caption")).to_have_text("statements: 1 row")

    page.get_by_role("tab").first.click()
    expect(pane.locator("caption")).to_have_text("statements: 10 rows")

    page.get_by_role("button", name="New tab").click()
    expect(pane).to_contain_text("There is no answer yet.")

    write_query(page, "query Mine { actors(first: 3) { nodes { name } } }")
    with answering(page, "Mine"):
        page.get_by_role("button", name="Execute query").click()
    expect(pane.locator("caption")).to_have_text("actors: 3 rows")


def test_the_chosen_list_stays_chosen_in_the_next_run(show: Show) -> None:
    pane = show("query Mine { sides { nodes { slug } } actors { nodes { slug } } }")
    choose(pane, "actors")

    with answering(pane.page, "Mine"):
        pane.page.get_by_role("button", name="Execute query").click()

    expect(pane.get_by_role("combobox", name="List")).to_have_value("actors")


@pytest.mark.parametrize("width", [1400, 900])
def test_rows_scroll_below_the_names_of_the_columns(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 600})
    pane = open_table(page)
    last, head = pane.get_by_role("cell").last, pane.get_by_role("columnheader").last
    frame = pane.get_by_role("region", name="Rows of statements")

    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    expect(head).to_be_in_viewport()

    frame.focus()
    page.keyboard.press("Home")
    expect(pane.locator("caption")).to_be_in_viewport()
    box = frame.bounding_box()
    assert box
    assert box["width"] > 0.35 * width
    assert box["y"] + box["height"] <= 600
