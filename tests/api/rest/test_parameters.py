"""Parameters of addresses, as the filters that GraphQL takes, and what is refused."""

from typing import Any
from urllib.parse import parse_qsl

import pytest

from db.errors import BadParameter
from db.models.terms import EventKind
from schema.limits import Limits
from schema.parameters import known, read_filter
from schema.plain import key_of, read_listing, read_shown
from schema.query import LISTED

LIMITS = Limits()
ALWAYS = {"from": "0001-01-01", "to": "9999-12-31"}
IN_A = {"within": {"slug": "a", "basis": "DE_FACTO"}}

CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("events", "", {}),
    ("events", "kind=BATTLE", {"kind": {"eq": "BATTLE"}}),
    ("events", "kind=BATTLE,RIOT", {"kind": {"in": ["BATTLE", "RIOT"]}}),
    ("events", "kind=BATTLE&kind=RIOT", {"kind": {"in": ["BATTLE", "RIOT"]}}),
    ("events", "kind.neq=BATTLE", {"kind": {"neq": "BATTLE"}}),
    ("events", "subkind.is_null=true", {"subkind": {"isNull": True}}),
    ("events", "title=A, B", {"title": {"eq": "A, B"}}),
    ("events", "title=A, B&title=C", {"title": {"in": ["A, B", "C"]}}),
    ("events", "title.contains=a%26b", {"title": {"contains": "a&b"}}),
    ("events", "title.starts_with=a+b", {"title": {"startsWith": "a b"}}),
    ("events", "title.contains=a=b", {"title": {"contains": "a=b"}}),
    (
        "events",
        "updated_at.gt=2020-11-04T08:00:00Z",
        {"updatedAt": {"gt": "2020-11-04T08:00:00Z"}},
    ),
    (
        "events",
        "updated_at.gte=2020-11-04&updated_at.lte=2020-11-05",
        {"updatedAt": {"gte": "2020-11-04T00:00:00Z", "lte": "2020-11-05T23:59:59.999999Z"}},
    ),
    (
        "events",
        "updated_at.lt=2020-11-04&updated_at.gt=2020-11-04",
        {"updatedAt": {"lt": "2020-11-04T00:00:00Z", "gt": "2020-11-04T23:59:59.999999Z"}},
    ),
    ("locations", "geonames_id=-1", {"geonamesId": {"eq": -1}}),
    ("locations", "latitude.gte=-1.5", {"latitude": {"gte": -1.5}}),
    ("locations", "disputed=true", {"disputed": {"eq": True}}),
    ("statements", "speaker=a", {"speakers": {"some": {"slug": {"eq": "a"}}}}),
    ("statements", "speakers=a,b", {"speakers": {"some": {"slug": {"in": ["a", "b"]}}}}),
    ("statements", "speakers.slug.neq=a", {"speakers": {"some": {"slug": {"neq": "a"}}}}),
    (
        "statements",
        "speaker.kind=STATE&speaker.name.contains=x",
        {"speakers": {"some": {"kind": {"eq": "STATE"}, "name": {"contains": "x"}}}},
    ),
    (
        "statements",
        "speaker.side=a",
        {"speakers": {"some": {"sides": {"some": {"slug": {"eq": "a"}}}}}},
    ),
    ("statements", "document=d", {"document": {"slug": {"eq": "d"}}}),
    ("statements", "replies.exists=true", {"replies": {"some": {}}}),
    ("statements", "replies.exists=false", {"replies": {"none": {}}}),
    ("statements", "in_reply_to.exists=true", {"inReplyTo": {}}),
    ("statements", "in_reply_to.exists=false", {"and": [{"not": {"inReplyTo": {}}}]}),
    ("claims", "means.kind=ROCKET", {"means": {"some": {"kind": {"eq": "ROCKET"}}}}),
    (
        "events",
        "happened=2020-11-04",
        {"happened": {"overlaps": {"from": "2020-11-04", "to": "2020-11-04"}}},
    ),
    (
        "events",
        "happened=2020-02",
        {"happened": {"overlaps": {"from": "2020-02-01", "to": "2020-02-29"}}},
    ),
    (
        "events",
        "happened=2021",
        {"happened": {"overlaps": {"from": "2021-01-01", "to": "2021-12-31"}}},
    ),
    (
        "events",
        "happened.gte=2020-11",
        {"happened": {"overlaps": {**ALWAYS, "from": "2020-11-01"}}},
    ),
    ("events", "happened.lte=2020-11", {"happened": {"overlaps": {**ALWAYS, "to": "2020-11-30"}}}),
    (
        "events",
        "happened.lte=2020-11&happened.gte=2020",
        {"happened": {"overlaps": {"from": "2020-01-01", "to": "2020-11-30"}}},
    ),
    ("events", "happened.gt=2020-11", {"happened": {"after": "2020-11-30"}}),
    ("events", "happened.lt=2020-11", {"happened": {"before": "2020-11-01"}}),
    ("events", "happened.is_null=false", {"happened": {"isNull": False}}),
    (
        "claims",
        "event.happened.lt=2020",
        {"event": {"happened": {"before": "2020-01-01"}}},
    ),
    ("locations", "within=a", {"within": {"slug": "a"}}),
    (
        "locations",
        "within.basis=DE_JURE&within=a&within.on=2020-11-04",
        {"within": {"basis": "DE_JURE", "slug": "a", "on": "2020-11-04"}},
    ),
    (
        "events",
        "within=a",
        {"and": [{"locations": {"some": {"within": {"slug": "a"}}}}]},
    ),
    (
        "statements",
        "within=a&within.basis=DE_FACTO",
        {
            "and": [
                {
                    "or": [
                        {"mentions": {"some": {"location": IN_A}}},
                        {"events": {"some": {"locations": {"some": IN_A}}}},
                    ]
                }
            ]
        },
    ),
    ("events", "q=a b", {"and": [{"title": {"contains": "a b"}}]}),
    (
        "actors",
        "q=a&kind=STATE",
        {
            "kind": {"eq": "STATE"},
            "and": [
                {
                    "or": [
                        {"name": {"contains": "a"}},
                        {"names": {"some": {"value": {"contains": "a"}}}},
                    ]
                }
            ],
        },
    ),
    (
        "locations",
        "bbox=45,39,47,41.5",
        {
            "and": [
                {"latitude": {"gte": 39.0, "lte": 41.5}, "longitude": {"gte": 45.0, "lte": 47.0}}
            ]
        },
    ),
    (
        "events",
        "bbox=170,-10,-170,10",
        {
            "and": [
                {
                    "locations": {
                        "some": {
                            "latitude": {"gte": -10.0, "lte": 10.0},
                            "or": [
                                {"longitude": {"gte": 170.0}},
                                {"longitude": {"lte": -170.0}},
                            ],
                        }
                    }
                }
            ]
        },
    ),
]


@pytest.mark.parametrize(("name", "query", "where"), CASES, ids=[f"{c[0]}?{c[1]}" for c in CASES])
def test_parameters_mean_a_filter_of_graphql(name: str, query: str, where: dict[str, Any]) -> None:
    assert read_filter(name, given(query), LIMITS) == where


REFUSED: list[tuple[str, str, str, str, list[str] | None]] = [
    # list, parameters, the one that is named, what is said of it, what is allowed
    ("events", "colour=red", "colour", "is not known", known("events")),
    ("events", "kind=BATTLE&colour.hue=red", "colour.hue", "is not known", known("events")),
    ("events", "and=x", "and", "is not known", known("events")),
    ("events", "not.kind=RIOT", "not.kind", "is not known", known("events")),
    ("events", "Kind=RIOT", "Kind", "is not known", known("events")),
    ("events", "partOf=x", "partOf", "is not known", known("events")),
    ("events", "=x", "", "is not known", known("events")),
    ("actors", "bbox=1,2,3,4", "bbox", "is not known", known("actors")),
    ("actors", "within=a", "within", "is not known", known("actors")),
    ("events", "claims.colour=x", "claims.colour", "under `claims`", None),
    ("events", "claims=x", "claims", "go on with one of its fields", None),
    ("events", "kind", "kind", "is empty", []),
    ("events", "kind=WAR", "kind", "no word of EventKind", [each.value for each in EventKind]),
    ("events", "kind=battle", "kind", "is no word of EventKind", None),
    ("events", "kind=BATTLE,", "kind", "has an empty value", None),
    ("events", "kind.eq=RIOT", "kind.eq", "to compare", ["kind", "kind.neq", "kind.is_null"]),
    ("events", "kind.in=BATTLE", "kind.in", "no way to compare", None),
    ("events", "kind.gt=BATTLE", "kind.gt", "no way to compare", None),
    ("events", "kind.neq.neq=BATTLE", "kind.neq.neq", "no way to compare", None),
    ("events", "kind.neq=RIOT&kind.neq=BATTLE", "kind.neq", "given more than once", []),
    ("events", "subkind.is_null=yes", "subkind.is_null", "not true or false", None),
    ("events", "title.contains=\u200b", "title.contains", "no letter, digit or sign", []),
    ("events", "title.starts_with=\u0301", "title.starts_with", "no letter, digit or sign", []),
    ("events", "q=\u200b", "q", "no letter, digit or sign", []),
    ("events", "q.contains=a", "q.contains", "no operators", ["q"]),
    ("events", "q=a&q=b", "q", "given more than once", []),
    ("events", "q=%00", "q", "NUL", []),
    ("events", "happened=tomorrow", "happened", "no day, month or year", []),
    ("events", "happened=2020-02-30", "happened", "no day, month or year", []),
    ("events", "happened=2020-W45", "happened", "no day, month or year", []),
    ("events", "happened=2020-11-04T08:00", "happened", "no day, month or year", []),
    ("events", "happened=0000", "happened", "no day, month or year", []),
    ("events", "happened=2020,2021", "happened", "no day, month or year", []),
    ("events", "happened.before=2020", "happened.before", "no such way to compare", None),
    ("events", "happened.gte=2021&happened.lte=2020", "happened.lte", "turned around", []),
    ("events", "happened.lte=2020&happened.gte=2021", "happened.gte", "turned around", []),
    ("events", "happened=2020&happened.gte=2020", "happened.gte", "given twice", []),
    ("events", "happened.is_null=1", "happened.is_null", "true or false", ["true", "false"]),
    ("locations", "within.basis=DE_JURE", "within.basis", "`within` alone", ["within"]),
    ("events", "within.on=2020-11-04", "within.on", "`within` alone", ["within"]),
    ("events", "within=a&locations.within.on=2020-11-04", "locations.within.on", "alone", None),
    ("locations", "within.depth=1", "within.depth", "is not known", None),
    ("locations", "within.on=2020&within=a", "within.on", "not a day", []),
    ("locations", "within=a&within=b", "within", "given more than once", []),
    ("locations", "geonames_id=2147483648", "geonames_id", "32-bit", []),
    ("locations", "geonames_id=1.0", "geonames_id", "32-bit", []),
    ("locations", "geonames_id=٣", "geonames_id", "32-bit", []),
    ("locations", "latitude.gt=1e", "latitude.gt", "not a number", []),
    ("locations", "latitude.gt=nan", "latitude.gt", "not a number", []),
    ("locations", "disputed=1", "disputed", "true or false", None),
    ("locations", "disputed=true,false", "disputed", "takes one value", []),
    ("locations", "bbox=1,2,3", "bbox", "four numbers", []),
    ("locations", "bbox=1,2,3,4,5", "bbox", "four numbers", []),
    ("locations", "bbox=a,2,3,4", "bbox", "four numbers", []),
    ("locations", "bbox=1,4,3,2", "bbox", "turn them around", []),
    ("locations", "bbox=1,2,3,91", "bbox", "nowhere", []),
    ("locations", "bbox=1,2,181,4", "bbox", "nowhere", []),
    ("locations", "bbox=1,2,3,4&bbox=1,2,3,4", "bbox", "given more than once", []),
    ("claims", "means.exists=true&means.exists=false", "means.exists", "given more than once", []),
    ("claims", "means.exists=false&means.kind=ROCKET", "means.kind", "contradicts", []),
    ("claims", "means.kind=ROCKET&means.exists=false", "means.exists", "contradicts", []),
    ("claims", "figure.exists=1", "figure.exists", "true or false", ["true", "false"]),
    ("statements", "speakers=a&speaker=b", "speaker", "given twice", []),
    ("actors", "updated_at=2020-11-04", "updated_at", "not an instant", []),
    ("actors", ".".join(["side"] * 16) + "=x", ".".join(["side"] * 16), "more than 15 names", []),
    ("actors", "slug=" + ",".join("a" * 1001), "slug", "1,001 values; up to 1,000", []),
    ("actors", "&".join(["name=a"] * 1001), "name", "more than 1,000 times", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "query", "parameter", "words", "allowed"),
    REFUSED,
    ids=[f"{case[0]}?{case[1][:60]}" for case in REFUSED],
)
def test_a_parameter_that_cannot_be_is_named_with_what_may_stand_there(
    name: str, query: str, parameter: str, words: str, allowed: list[str] | None
) -> None:
    with pytest.raises(BadParameter) as found:
        read_filter(name, given(query), LIMITS)

    assert found.value.parameter == parameter
    assert words in found.value.message
    assert found.value.message.startswith(f"`{parameter}`")
    if allowed is not None:
        assert list(found.value.allowed) == allowed


OF_THE_LIST: list[tuple[str, str, str]] = [
    ("sort=colour", "sort", "nothing is ordered"),
    ("sort=--name", "sort", "nothing is ordered"),
    ("sort=name,x", "sort", "nothing is ordered"),
    ("sort=name%20", "sort", "nothing is ordered"),
    ("sort=", "sort", "is empty"),
    ("sort=" + ",".join(["id"] * 1001), "sort", "up to 1,000"),
    ("include=statements", "include", "cannot be included"),
    ("include=names,colour", "include", "cannot be included"),
    ("first=0", "first", "from 1 to 100"),
    ("first=101", "first", "from 1 to 100"),
    ("first=1e9", "first", "from 1 to 100"),
    ("first=-1", "first", "from 1 to 100"),
    ("first=٣", "first", "from 1 to 100"),
    ("first=" + "9" * 5000, "first", "from 1 to 100"),
    ("first=1&first=2", "first", "more than once"),
    ("count=yes", "count", "true or false"),
    ("after=00", "after", "not a cursor"),
    ("after=x", "after", "not a cursor"),
    ("after=" + "0" * 200_000, "after", "not a cursor"),
    ("last=1", "last", "is not known"),
    ("order_by=name", "order_by", "is not known"),
    ("limit=1", "limit", "is not known"),
]


@pytest.mark.parametrize(("query", "parameter", "words"), OF_THE_LIST)
def test_what_is_asked_of_the_list_is_refused_likewise(
    query: str, parameter: str, words: str
) -> None:
    with pytest.raises(BadParameter) as found:
        read_listing("actors", pairs(query), LIMITS)

    assert (found.value.parameter, words in found.value.message) == (parameter, True)


def test_a_cursor_of_another_list_or_order_is_refused() -> None:
    cursor = b'Actor+name+id\n["A",1]'.hex()

    read_listing("actors", [("after", cursor)], LIMITS)

    for name, sort in (("actors", "-name"), ("actors", "slug"), ("sides", "name")):
        with pytest.raises(BadParameter, match="another list or order") as found:
            read_listing(name, [("sort", sort), ("after", cursor)], LIMITS)
        assert found.value.parameter == "after"


def test_one_thing_takes_what_is_to_be_told_of_it_alone() -> None:
    pairs = [("include", "names,sides"), ("fields", "slug"), ("fields", "name")]

    shown = read_shown("actors", pairs, LIMITS)

    assert set(shown.include) == {"names", "sides"}
    assert list(shown.record(LISTED["actors"])) == ["slug", "name", "names", "sides"]
    with pytest.raises(BadParameter) as found:
        read_shown("actors", [("kind", "STATE")], LIMITS)
    assert (found.value.parameter, found.value.allowed) == ("kind", ("include", "fields"))


def test_a_word_that_was_nearly_right_is_told() -> None:
    cases = [
        ("statements", "speakr=a", "Did you mean `speaker`?"),
        ("events", "kind=BATLE", "Did you mean `BATTLE`?"),
        ("statements", "claims.facett=TIME", "Did you mean `facet`?"),
        ("statements", "fields=txt", "Did you mean `text`?"),
        ("statements", "include=claim", "Did you mean `claims`?"),
        ("events", "kind=battle", "Did you mean `BATTLE`?"),
        ("locations", "within=a&within.basis=defacto", "Did you mean `DE_FACTO`?"),
    ]
    for name, query, words in cases:
        with pytest.raises(BadParameter) as found:
            read_listing(name, parse_qsl(query), LIMITS)
        assert words in found.value.message


KEYS = [
    ("actors", "Actor:1", "id"),
    ("actors", "Actor:0", None),
    ("actors", "Actor:01", None),
    ("actors", "Actor:2147483647", "id"),
    ("actors", "Actor:2147483648", None),
    ("actors", "Statement:1", None),
    ("actors", "Actor:1\n", None),
    ("actors", "a-b", "slug"),
    ("actors", "a--b", "slug"),
    ("actors", "A", None),
    ("actors", "a\n", None),
    ("actors", 'a"', None),
    ("actors", "ա", None),
    ("actors", "", None),
    ("claims", "Claim:1", "id"),
    ("claims", "a-b", None),
]


@pytest.mark.parametrize(("name", "text", "key"), KEYS)
def test_a_key_is_an_id_or_a_slug_or_none(name: str, text: str, key: str | None) -> None:
    assert key_of(name, text) == key


def pairs(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query, keep_blank_values=True)


def given(query: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, text in pairs(query):
        found.setdefault(name, []).append(text)
    return found
