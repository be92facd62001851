"""Names in a text that is pasted: where they stand, and whom or what they may mean."""

import json
from pathlib import Path

import pytest

from db.models import Name, terms
from tests.api.opening import opened
from tests.conftest import DIALECTS, answer, prepare_seeds, settings_for
from tests.factories import added, make_actor, make_containment, make_location

OVERVIEW = Path("seeds/overviews/2020-11-04.txt").read_text("utf-8")
DETECT = """query ($text: String!) { detect(text: $text) {
  form
  span { start end startUtf16 endUtf16 }
  candidates { why node { __typename id ... on Actor { name } ... on Location { label: name } } }
} }"""


async def test_names_are_found_with_where_they_stand_and_what_they_mean(session, graphql, sql):
    place = make_location(session, "Berd", kind=terms.LocationKind.CITY)
    person = make_actor(session, "Ann Lee", kind=terms.ActorKind.PERSON)
    session.commit()

    data = await graphql(DETECT, text="😀 Ann Lee is in BERD.")

    assert [(each["form"], each["span"]) for each in data["detect"]] == [
        ("Ann Lee", {"start": 2, "end": 9, "startUtf16": 3, "endUtf16": 10}),
        ("BERD", {"start": 16, "end": 20, "startUtf16": 17, "endUtf16": 21}),
    ]
    assert [[each["node"] for each in found["candidates"]] for found in data["detect"]] == [
        [{"__typename": "Actor", "id": f"Actor:{person.id}", "name": "Ann Lee"}],
        [{"__typename": "Location", "id": f"Location:{place.id}", "label": "Berd"}],
    ]
    assert len(sql) == 7, "the names' revision, the names (five), and the rows"

    await graphql(DETECT, text="Nothing known is in here.")

    assert len(sql) == 9, "the names' revision, and the rows"


async def test_of_a_name_of_several_the_more_likely_comes_first_and_why(ask):
    data = await ask(DETECT, text="They shelled the Terter region. They fled from Terter.")

    district, town = (found["candidates"] for found in data["detect"])
    assert [each["node"]["label"] for each in district] == ["Tartar District", "Tartar"]
    assert [each["node"]["label"] for each in town] == ["Tartar", "Tartar District"]
    assert all(each["why"].endswith(".") for each in (*district, *town))


async def test_names_that_change_are_known_at_once(session, graphql):
    place = make_location(session, "Berd")
    session.commit()
    assert await graphql(DETECT, text="Nick") == {"detect": []}
    alias = added(session, Name(location_id=place.id, value="Nick", kind=terms.NameKind.SPELLING))
    session.commit()

    data = await graphql(DETECT, text="Nick")

    assert [found["form"] for found in data["detect"]] == ["Nick"]

    session.delete(alias)
    session.commit()

    assert await graphql(DETECT, text="Nick") == {"detect": []}


async def test_each_alias_gets_what_it_asks_for(session, graphql):
    place = make_location(session, "Berd")
    session.commit()

    data = await graphql(
        """{
          one: detect(text: "In Berd.") { word: form at: span { from: start } }
          two: detect(text: "Berd and Berd") {
            candidates { a: node { id } b: node { ... on Location { kind within { id } } } }
            more: candidates { because: why }
          }
        }"""
    )

    assert data["one"] == [{"word": "Berd", "at": {"from": 3}}]
    assert [found["candidates"] for found in data["two"]] == [
        [{"a": {"id": f"Location:{place.id}"}, "b": {"kind": "VILLAGE", "within": []}}]
    ] * 2
    assert data["two"][0]["more"][0].keys() == {"because"}


@pytest.mark.parametrize(
    "text",
    ["", "a", "?!", "😀", "مرحبا", "Berd" * 5000, "Berd " * 1000, "\u0301Berd", "\u200dBerd"],
)
async def test_any_text_is_answered(session, client, text):
    make_location(session, "Berd")
    session.commit()

    found = await answer(client, DETECT, {"text": text})

    assert "errors" not in found
    assert len(found["data"]["detect"]) == {"Berd " * 1000: 1000}.get(
        text, int(text.endswith("0dBerd") or ("Berd" in text[:6] and len(text) < 9))
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" * 50_001, "detect(text:) has 50001 characters; up to 50000 are read"),
        ("a\0", "detect(text:) has a NUL character"),
        ("Berd " * 1001, "detect(text:) has 1001 names that are known; up to 1000 are told"),
    ],
)
async def test_what_is_too_much_or_no_text_is_refused(session, client, text, words):
    make_location(session, "Berd")
    session.commit()

    found = await answer(client, DETECT, {"text": text})

    (error,) = found["errors"]
    assert error["message"].startswith(words)
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


async def test_adjectives_and_speaking_capitals_are_no_places(ask):
    data = await ask(
        DETECT, text="Baku accuses Yerevan. An Azerbaijani group and Armenian people met."
    )

    found = [(each["form"], [c["node"]["__typename"] for c in each["candidates"]])
             for each in data["detect"]]  # fmt: skip
    assert found == [("Baku", ["Actor"]), ("Yerevan", ["Actor"])]


async def test_both_databases_know_the_same_in_the_overview(databases, tmp_path):
    found = []
    for dialect in DIALECTS:
        url = databases.make(dialect, "shipped", prepare_seeds)
        async with opened(settings_for(url, tmp_path)) as http:
            found.append(await answer(http, DETECT, {"text": OVERVIEW}))

    assert found[0] == found[1]
    assert len(found[0]["data"]["detect"]) > 30
    assert json.dumps(found[0]).count("Shusha/Shushi") >= 1


async def test_where_places_lie_is_known_at_once(session, graphql):
    district = make_location(session, "Adistrict", kind=terms.LocationKind.REGION)
    first, second = (make_location(session, "Sarov") for _ in range(2))
    session.commit()
    text = "They were in Sarov of Adistrict."

    async def order() -> list[str]:
        data = await graphql(DETECT, text=text)
        return [each["node"]["id"] for each in data["detect"][0]["candidates"]]

    assert await order() == [f"Location:{first.id}", f"Location:{second.id}"]

    make_containment(session, second, district)
    session.commit()

    assert await order() == [f"Location:{second.id}", f"Location:{first.id}"]
