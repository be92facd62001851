"""Search: what is found, in which order, by which words, and what of it is shown."""

from typing import Any

import pytest

from db.models import Mention, Name, terms
from db.models.events import Setting
from tests.api.opening import opened
from tests.conftest import DIALECTS, answer, prepare_seeds, settings_for
from tests.factories import (
    added,
    make_actor,
    make_claim,
    make_document,
    make_event,
    make_location,
    make_statement,
    span_of,
)
from tests.schema.searching import HITS, ids


async def test_the_best_hits_come_first(session, graphql, sql):
    def place(name: str, *aliases: str) -> str:
        row = make_location(session, name)
        for alias in aliases:
            added(
                session,
                Name(location_id=row.id, value=alias, kind=terms.NameKind.SPELLING),
            )
        return f"Location:{row.id}"

    inexact_alias = place("Foo", "Old Berd")
    inexact = place("New Berd")
    alias = place("Bar", "Berd")
    exact = place("Berd")
    text = "They spoke of Berd.\nThey spoke on. Berd was named."
    document = make_document(session, text)
    around = make_statement(session, "They spoke on.", document=document)
    own = make_statement(session, "They spoke of Berd.", document=document)
    session.commit()

    data = await graphql(HITS, text="berd")

    assert ids(data) == [
        exact,
        alias,
        inexact,
        inexact_alias,
        f"Statement:{own.id}",
        f"Document:{document.id}",
        f"Statement:{around.id}",
    ]
    assert [hit["matched"] for hit in data["search"]["nodes"]] == [
        "NAME", "ALIAS", "NAME", "ALIAS", "TEXT", "TEXT", "CONTEXT",
    ]  # fmt: skip
    assert data["search"]["totalCount"] == 7
    assert len(sql) == 1


async def test_equals_come_latest_first_then_by_kind_and_key(session, graphql):
    days = ["2020-11-03", "2020-11-05", None, "2020-11-05"]
    statements = [
        make_statement(session, f"Rain, said {number}.", said_start=day)
        for number, day in enumerate(days)
    ]
    session.commit()

    data = await graphql(HITS, text="rain said", **{"in": ["STATEMENT"]})

    order = [statements[place] for place in (1, 3, 0, 2)]
    assert ids(data) == [f"Statement:{row.id}" for row in order]


@pytest.mark.parametrize(
    "text", ["Susa", "susa", "ŞUŞA", "Шуша", "Շուշի", "Shushi", "Shusha/Shushi", "shusha"]
)
async def test_a_place_is_found_in_any_spelling_or_script(ask, text):
    data = await ask(
        """query ($text: String!) { search(text: $text, first: 1) {
        nodes { node { ... on Location { slug } } } } }""",
        text=text,
    )

    assert data["search"]["nodes"][0]["node"] == {"slug": "shusha-shushi"}


async def test_a_person_is_found_by_name_and_so_are_their_words(ask):
    data = await ask(HITS, text="Гаджиев")

    kinds = [hit["node"]["__typename"] for hit in data["search"]["nodes"]]
    assert kinds[0] == "Actor"
    assert "Statement" in kinds


async def test_all_words_have_to_be_there_and_a_quoted_phrase_as_it_is(session, graphql):
    one = make_statement(session, "The north was calm and the south was not.")
    make_statement(session, "The north was cold.")
    session.commit()

    async def found(text: str) -> list[str]:
        return ids(await graphql(HITS, text=text, **{"in": ["STATEMENT"]}))

    assert await found("south NORTH calm") == [f"Statement:{one.id}"]
    assert await found("north warm") == []
    assert await found('"the south was"') == [f"Statement:{one.id}"]
    assert await found("“south the”") == []
    assert await found('calm "the south') == [f"Statement:{one.id}"]
    assert await found('"calm" "south was"') == [f"Statement:{one.id}"]


@pytest.mark.parametrize(
    "text",
    ["calm AND NOT rain", "calm OR rain", "calm NEAR rain", "NOT rain", "-rain", "text:calm"],
)
async def test_operators_of_a_database_mean_just_themselves(session, graphql, text):
    words = text.replace("-", "").replace(":", " ")
    make_statement(session, "It was calm.")
    meant = make_statement(session, f"He said {words}.")
    session.commit()

    data = await graphql(HITS, text=text, **{"in": ["STATEMENT"]})

    assert ids(data) == [f"Statement:{meant.id}"]


@pytest.mark.parametrize(
    "text",
    [
        "calm*", "(calm", "calm)", "^calm", "calm & !x | y:*", "'calm'", "calm\\", "{words}: calm",
        "%calm_", "a", "7", "שלום עולם", "مرحبا", "😀", "北京", "e\u0301", "\u200d", "ﷺ",
        " ".join(f"word{number}" for number in range(120)), "x" * 1000, "\u202eabc",
    ],
)  # fmt: skip
async def test_any_text_is_answered_or_clearly_refused(session, client, text):
    make_statement(session, "It was calm.")
    session.commit()

    found = await answer(client, HITS, {"text": text, "in": ["STATEMENT"]})

    if "errors" in found:
        assert found["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    else:
        assert found["data"]["search"]["totalCount"] in (0, 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "search(text:) has no letter and no digit to look for."),
        ('?! "…"', "search(text:) has no letter and no digit to look for."),
        ("x" * 10_000, "search(text:) has 10000 characters; up to 1000 can be looked for. "
         "What is known in a longer text, `detect` tells."),
        ("a\0b", "search(text:) has a NUL character, which no text here has."),
    ],
)  # fmt: skip
async def test_what_nothing_can_be_found_by_is_refused(client, text, message):
    found = await answer(client, HITS, {"text": text})

    (error,) = found["errors"]
    assert (error["message"], error["extensions"]["code"]) == (message, "BAD_USER_INPUT")


async def test_an_empty_list_of_kinds_is_refused(client):
    found = await answer(client, HITS, {"text": "a", "in": []})

    assert "search(in:) is empty" in found["errors"][0]["message"]


async def test_kinds_can_be_chosen(session, graphql):
    make_actor(session, "Rain")
    make_event(session, "Rain")
    place = make_location(session, "Rain")
    session.commit()

    assert ids(await graphql(HITS, text="rain", **{"in": ["LOCATION"]})) == [f"Location:{place.id}"]
    assert len(ids(await graphql(HITS, text="rain", **{"in": ["LOCATION", "EVENT"]}))) == 2
    assert len(ids(await graphql(HITS, text="rain"))) == 3
    assert (
        len(ids(await graphql('{ search(text: "rain", in: EVENT) { nodes { node { id } } } }')))
        == 1
    )


async def test_pages_follow_each_other_over_the_rank(session, graphql):
    for number in range(25):
        day = f"2020-11-{1 + number % 4:02}"
        document = make_document(session, f"Rain {number}. Then it was dry.")
        make_statement(session, f"Rain {number}.", document=document, said_start=day)
        make_statement(session, "Then it was dry.", document=document, said_start=day)
    make_location(session, "Rain")
    session.commit()
    whole = ids(await graphql(HITS, text="rain", first=100))

    met: list[str] = []
    after = None
    while True:
        data = await graphql(HITS, text="rain", first=7, after=after)
        met += ids(data)
        info = data["search"]["pageInfo"]
        assert info["hasPreviousPage"] == (after is not None)
        assert info["endCursor"] == data["search"]["edges"][-1]["cursor"]
        if not info["hasNextPage"]:
            break
        after = info["endCursor"]

    assert met == whole
    assert len(set(met)) == len(met) == 76


async def test_a_snippet_shows_what_was_found_where(session, graphql):
    text = (
        "😀 It began early. " + "It went on and on. " * 20 + "Rain fell on New Berd City at noon."
    )
    make_statement(session, text)
    session.commit()

    data = await graphql(HITS, text='rain "berd city"', **{"in": ["STATEMENT"]})

    snippet = data["search"]["nodes"][0]["snippet"]
    assert snippet["text"].endswith("Rain fell on New Berd City at noon.")
    assert len(snippet["text"]) < 200
    assert [snippet["text"][span["start"] : span["end"]] for span in snippet["spans"]] == [
        "Rain",
        "Berd City",
    ]


async def test_spans_are_counted_in_utf16_too(session, graphql):
    make_statement(session, "😀😀 Rain.")
    session.commit()

    data = await graphql(HITS, text="rain", **{"in": ["STATEMENT"]})

    assert data["search"]["nodes"][0]["snippet"] == {
        "text": "😀😀 Rain.",
        "spans": [{"start": 3, "end": 7, "startUtf16": 5, "endUtf16": 9}],
    }


WORDS = [
    "Hajiyev", "Harutyunyan", "Stepanakert", "Xankəndi", "Yerevan", "Baku", "civilians", "Smerch",
    "truce", "Russian army", '"Lachin corridor"', "Lachin", "Ադրբեջան", "Қарабах", "Карабах",
    "the", "a", "8", "November", "ministry of defense", "La Repubblica", "withdrawal of troops",
]  # fmt: skip


async def test_both_databases_find_the_same_in_all_that_is_shipped(databases, tmp_path):
    found: list[list[Any]] = []
    for dialect in DIALECTS:
        url = databases.make(dialect, "shipped", prepare_seeds)
        async with opened(settings_for(url, tmp_path)) as http:
            found.append([await answer(http, HITS, {"text": text, "first": 100}) for text in WORDS])

    for text, one, other in zip(WORDS, *found, strict=True):
        for hits in (one, other):
            assert "errors" not in hits, text
            hits["data"]["search"].pop("edges")
            hits["data"]["search"].pop("pageInfo")
        assert one == other, text
    assert sum(bool(hits["data"]["search"]["nodes"]) for hits in found[0]) >= len(WORDS) - 1


async def test_no_phrase_is_found_over_two_names(session, graphql):
    event = make_event(session, "A raid")
    claim = make_claim(session, make_statement(session, "It was so."), event)
    for name in ("North Alpha", "Beta South"):
        place = make_location(session, name)
        added(session, Setting(claim_id=claim.id, event_id=event.id, location_id=place.id))
    session.commit()

    assert ids(await graphql(HITS, text="alpha beta")) == [f"Event:{event.id}"]
    assert ids(await graphql(HITS, text='"alpha beta"')) == []


async def test_what_is_wrong_is_refused_also_where_nothing_is_asked_of_it(client):
    for arguments in ('text: ""', 'text: "a", in: []', 'text: "a", first: 0'):
        found = await answer(client, f"{{ search({arguments}) {{ __typename }} }}")

        assert found["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_each_name_of_a_place_finds_what_the_others_do(ask):
    found = {}
    for text in ("Shushi", "Shusha", "Шуша", "Շուշի", "Susa"):
        data = await ask(HITS, text=text, first=100, **{"in": ["STATEMENT", "EVENT", "DOCUMENT"]})
        found[text] = [(hit["node"]["id"], hit["matched"]) for hit in data["search"]["nodes"]]

    assert len({str(sorted(id_ for id_, _ in hits)) for hits in found.values()}) == 1, found
    del found["Susa"]  # It is in no title, so events come by their context.
    assert len({str(hits) for hits in found.values()}) == 1, found
    assert {match for _, match in found["Шуша"]} == {"NAME", "TEXT"}


async def test_a_road_named_by_the_places_it_leads_to_is_no_mention_of_them(session, graphql):
    road = make_location(session, "A corridor", kind=terms.LocationKind.CORRIDOR)
    added(
        session,
        Name(location_id=road.id, value="Berd-Sarov road", kind=terms.NameKind.SPELLING),
    )
    document = make_document(session, "They went on it.")
    statement = make_statement(session, "They went on it.", document=document)
    added(
        session,
        Mention(
            statement_id=statement.id, location_id=road.id, form="it",
            role=terms.MentionRole.NAMED, resolved=terms.Resolved.IN_TEXT,
            **span_of(document, "it"),
        ),
    )  # fmt: skip
    session.commit()

    assert ids(await graphql(HITS, text="berd")) == [f"Location:{road.id}"]
    assert len(ids(await graphql(HITS, text="a corridor"))) == 3


@pytest.mark.parametrize("text", ["Berd’s", "Berd's", "“Berd's”"])
async def test_a_possessive_is_sought_without_its_ending(session, graphql, text):
    place = make_location(session, "Berd")
    session.commit()

    assert ids(await graphql(HITS, text=text)) == [f"Location:{place.id}"]


async def test_a_cursor_of_another_search_is_refused(session, client, graphql):
    for number in range(3):
        make_location(session, f"Berd {number}")
    session.commit()
    data = await graphql(HITS, text="berd", first=1)
    after = data["search"]["pageInfo"]["endCursor"]

    again = await answer(client, HITS, {"text": "Berd!", "after": after})
    other = await answer(client, HITS, {"text": "other", "after": after})

    assert len(again["data"]["search"]["nodes"]) == 2
    assert other["errors"][0]["message"] == (
        "search(after:) is a cursor of another list or order; start again without it."
    )
