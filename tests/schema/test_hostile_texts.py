"""Whatever a text looks like, it means just itself: on both databases, wherever it is given."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from sqlmodel import Session

from db.migrate import migrate
from db.names import fold, words
from tests.api.opening import opened
from tests.conftest import DIALECTS, Databases, answer, asking, settings_for
from tests.factories import make_event

TEXTS = [
    "plain",
    "Plain",
    "plain ",
    " plain",
    "O'Brien",
    "''",
    '"quoted"',
    'a "quoted phrase" within',
    "`ticks`",
    "100%",
    "100% of it",
    "1000",
    "under_score",
    "underXscore",
    "%",
    "_",
    "[a-z]*",
    "back\\slash",
    "back\\\\slash",
    "\\",
    "\\'",
    "\\u0041",
    "'; DROP TABLE event; --",
    "' OR '1'='1",
    "a -- comment",
    "a /* comment */",
    "a # comment",
    ";",
    "$1",
    "$1::text",
    "?",
    "??",
    ":name",
    "@name",
    "%(name)s",
    "%s",
    "{name}",
    '{"eq": "plain"}',
    '["plain"]',
    "null",
    "true",
    "0",
    "plain AND name",
    "NOT plain",
    "plain*",
    "^plain",
    "NEAR(plain name)",
    "name:plain",
    "plain & name | !plain",
    "\u200fright to left\u200e",
    "\u202eoverridden\u202c",
    "zero\u200bwidth",
    "zerowidth",
    "\u200b",
    "\u200f\u200e",
    "\ufeffmarked",
    "soft\u00adhyphen",
    "e\u0301tude",
    "étude",
    "etude",
    "\u0301",
    "a" + "\u0301" * 200,
    "🙂",
    "🙂🙃",
    "👩‍👩‍👧‍👦",
    ":grinning:",
    "🇦🇲",
    "\ue000",
    "\U0010ffff",
    "\ufffd",
    "ß",
    "ss",
    "İ",
    "ı",
    "ﬁ",
    "Шуша",
    "Շուշի",
    "شوشا",
    "舒沙",
    "tab\there",
    "line\nbreak",
    "return\r\nbreak",
    "line\u2028separator",
    "unit\x1fseparator",
    "bell\x07",
    "delete\x7f",
    "long " + "x" * 1500,
    "long " + "x" * 1501,
]


def prepare(engine: sa.Engine) -> None:
    """An event of each title, with the same text as its slug."""
    migrate(engine)
    with Session(engine) as session:
        for text in TEXTS:
            make_event(session, text, slug=text)
        session.commit()


@pytest.fixture(params=DIALECTS)
async def titled(
    request: pytest.FixtureRequest, databases: Databases, tmp_path: Path
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service over these events."""
    url = databases.make(request.param, "titled", prepare)
    async with opened(settings_for(url, tmp_path)) as http:
        yield http
    databases.drop(url)


async def found(graphql: Any, where: dict[str, Any]) -> set[str]:
    """The titles of the events that fit, which are no more than a page."""
    query = """query ($where: EventFilter) {
        events(where: $where, first: 100) { totalCount nodes { title } } }"""
    data = (await graphql(query, where=where))["events"]
    titles = {node["title"] for node in data["nodes"]}
    assert data["totalCount"] == len(titles)
    return titles


def shown(text: str) -> str:
    return text.encode("ascii", "backslashreplace").decode()[:40]


async def test_a_text_equals_itself_alone(titled: httpx.AsyncClient) -> None:
    graphql = asking(titled)
    wrong = []
    for text in TEXTS:
        others = set(TEXTS) - {text}
        expected: list[tuple[dict[str, Any], set[str]]] = [
            ({"title": {"eq": text}}, {text}),
            ({"title": {"neq": text}}, others),
            ({"title": {"in": [text, "nowhere"]}}, {text}),
            ({"not": {"title": {"in": [text]}}}, others),
            ({"slug": {"eq": text}}, {text}),
            ({"slug": {"in": [text]}}, {text}),
        ]
        wrong += [
            (shown(text), where)
            for where, titles in expected
            if await found(graphql, where) != titles
        ]

    assert wrong == []
    assert await found(graphql, {"title": {"in": TEXTS}}) == set(TEXTS)


async def test_a_text_in_the_query_means_the_same_as_among_variables(
    titled: httpx.AsyncClient,
) -> None:
    graphql = asking(titled)
    wrong = []
    for text in TEXTS:
        written = json.dumps(text, ensure_ascii=False)
        data = await graphql(
            f"""{{ eq: events(where: {{title: {{eq: {written}}}}}) {{ nodes {{ title }} }}
            in: events(where: {{title: {{in: [{written}]}}}}) {{ nodes {{ title }} }}
            event(by: {{slug: {written}}}) {{ title slug }} }}"""
        )
        if data != {
            "eq": {"nodes": [{"title": text}]},
            "in": {"nodes": [{"title": text}]},
            "event": {"title": text, "slug": text},
        }:
            wrong.append((shown(text), data))

    assert wrong == []


async def test_what_a_text_has_in_it_is_found_by_what_it_folds_to(
    titled: httpx.AsyncClient,
) -> None:
    graphql = asking(titled)
    wrong = []
    for text in filter(fold, TEXTS):
        inside = {each for each in TEXTS if fold(text) in fold(each)}
        ahead = {each for each in TEXTS if fold(each).startswith(fold(text))}
        assert text in ahead <= inside
        if await found(graphql, {"title": {"contains": text}}) != inside:
            wrong.append(("contains", shown(text)))
        if await found(graphql, {"title": {"startsWith": text}}) != ahead:
            wrong.append(("startsWith", shown(text)))

    assert wrong == []


NOTHING = sorted({text for text in TEXTS if not fold(text)})
"""What folding leaves nothing of: it would be in every text."""


@pytest.mark.parametrize("text", NOTHING, ids=shown)
@pytest.mark.parametrize("operator", ["contains", "startsWith"])
async def test_a_text_that_folds_to_nothing_is_refused(
    client: Any, operator: str, text: str
) -> None:
    query = "query ($w: EventFilter) { events(where: $w) { totalCount } }"

    refused = await answer(client, query, {"w": {"title": {operator: text}}})
    empty = await answer(client, query, {"w": {"title": {operator: ""}}})

    assert refused["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert f"title.{operator}" in refused["errors"][0]["message"]
    assert empty == {"data": {"events": {"totalCount": 0}}}


async def test_a_search_finds_the_words_of_a_text_and_nothing_else(
    titled: httpx.AsyncClient,
) -> None:
    query = """query ($text: String!) { search(text: $text, in: [EVENT], first: 100) {
        nodes { node { ... on Event { title } } } } }"""
    wrong = []
    for text in TEXTS:
        told = await answer(titled, query, {"text": text[:1000]})
        sought = set(words(text[:1000]))
        if not sought:
            assert told["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
            continue
        titles = {hit["node"]["title"] for hit in told["data"]["search"]["nodes"]}
        # What is quoted is a phrase, which fewer have.
        expected = {each for each in TEXTS if sought <= set(words(each))}
        if text not in titles or not titles <= expected or ('"' not in text and titles != expected):
            wrong.append((shown(text), titles ^ expected))

    assert wrong == []


WALK = """query ($first: Int, $last: Int, $after: Cursor, $before: Cursor, $down: OrderDirection!) {
    events(first: $first, last: $last, after: $after, before: $before,
           orderBy: [{field: TITLE, direction: $down}]) {
        nodes { title } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }"""


@pytest.mark.parametrize("down", [False, True], ids=["upwards", "downwards"])
async def test_cursors_lead_through_all_texts_in_the_order_of_their_characters(
    titled: httpx.AsyncClient, down: bool
) -> None:
    graphql = asking(titled)
    direction = "DESC" if down else "ASC"
    titles: list[str] = []
    after = None
    while len(titles) < 2 * len(TEXTS):
        data = await graphql(WALK, first=1, after=after, down=direction)
        titles += [node["title"] for node in data["events"]["nodes"]]
        after = data["events"]["pageInfo"]["endCursor"]
        if not data["events"]["pageInfo"]["hasNextPage"]:
            break
    back = await graphql(WALK, last=len(TEXTS) - 1, before=after, down=direction)

    assert titles == sorted(TEXTS, reverse=down)
    assert [node["title"] for node in back["events"]["nodes"]] == titles[:-1]


@pytest.mark.parametrize("text", ["x" * 2600, "🙂" * 600, "'" * 2600, "\x07" * 700])
async def test_a_cursor_of_a_long_text_leads_on(session: Session, graphql: Any, text: str) -> None:
    for end in ("", "1", "2"):
        make_event(session, text + end)
    session.commit()

    first = await graphql(WALK, first=2, down="ASC")
    after = first["events"]["pageInfo"]["endCursor"]
    second = await graphql(WALK, first=2, after=after, down="ASC")

    assert [node["title"] for node in first["events"]["nodes"]] == [text, f"{text}1"]
    assert [node["title"] for node in second["events"]["nodes"]] == [f"{text}2"]


ASKED = {
    "eq": "events(where: {title: {eq: $t}}) { totalCount }",
    "neq": "events(where: {title: {neq: $t}}) { totalCount }",
    "in": "events(where: {title: {in: [$t]}}) { totalCount }",
    "contains": "events(where: {title: {contains: $t}}) { totalCount }",
    "startsWith": "events(where: {title: {startsWith: $t}}) { totalCount }",
    "a slug": "events(where: {slug: {eq: $t}}) { totalCount }",
    "slugs": "events(where: {slug: {in: [$t]}}) { totalCount }",
    "one by slug": "event(by: {slug: $t}) { id }",
    "a place within": "locations(where: {within: {slug: $t}}) { totalCount }",
    "a neighbour": "claims(where: {event: {title: {eq: $t}}}) { totalCount }",
    "search": "search(text: $t) { nodes { matched } }",
    "detect": "detect(text: $t) { form }",
}


@pytest.mark.parametrize("where", ASKED)
async def test_nul_is_refused(client: Any, where: str) -> None:
    among_variables = await answer(
        client, f"query ($t: String!) {{ {ASKED[where]} }}", {"t": "a\0b"}
    )
    written = ASKED[where].replace("$t", r'"a\u0000b"')
    in_the_query = await answer(client, f"{{ {written} }}")

    for refused in (among_variables, in_the_query):
        assert list(refused) == ["errors"] or refused["data"] is None
        assert refused["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("where", ASKED)
@pytest.mark.parametrize("half", ["\\ud800", "\\udfff", "\\ude00\\ud83d"])
async def test_half_of_a_character_is_refused(client: Any, where: str, half: str) -> None:
    query = f"query ($t: String!) {{ {ASKED[where]} }}"
    body = f'{{"query": {json.dumps(query)}, "variables": {{"t": "{half}"}}}}'

    posted = await client.post(
        "/graphql", content=body, headers={"Content-Type": "application/json"}
    )
    got = await client.get("/graphql", params={"query": query, "variables": f'{{"t": "{half}"}}'})
    asked = ASKED[where].replace("$t", f'"{half}"')
    written = await answer(client, f"{{ {asked} }}")

    codes = [
        each["errors"][0]["extensions"]["code"] for each in (posted.json(), got.json(), written)
    ]
    # To JSON and to GraphQL themselves it is no text: nothing of ours gets to see it.
    assert codes == ["BAD_REQUEST", "BAD_REQUEST", "GRAPHQL_PARSE_FAILED"]
