"""Plain GET selects, orders and tells the same as GraphQL, page by page and in each form."""

from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from graphql import GraphQLEnumType, get_named_type
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from schema.query import LISTED
from schema.records import includable, record
from schema.where import snake
from tests.api.rest.listing import as_csv, as_ndjson, asked, by_get, by_graphql, told
from tests.schema.random_values import SCHEMA

Order = list[dict[str, str]]

DOWN = {"direction": "DESC"}

CASES: list[tuple[str, str, dict[str, Any], Order]] = [
    ("actors", "kind=STATE,PERSON", {"kind": {"in": ["STATE", "PERSON"]}}, []),
    (
        "actors",
        "q=arm&sort=-name",
        {
            "or": [
                {"name": {"contains": "arm"}},
                {"names": {"some": {"value": {"contains": "arm"}}}},
            ]
        },
        [{"field": "NAME", "direction": "DESC"}],
    ),
    ("actors", "side=azerbaijan", {"sides": {"some": {"slug": {"eq": "azerbaijan"}}}}, []),
    ("actors", "statements.exists=false", {"statements": {"none": {}}}, []),
    (
        "statements",
        "speaker.side=armenia&sort=start",
        {"speakers": {"some": {"sides": {"some": {"slug": {"eq": "armenia"}}}}}},
        [{"field": "START", "direction": "ASC"}],
    ),
    (
        "statements",
        "said.lte=2020-11-04&text.contains=KARABAKH",
        {
            "said": {"overlaps": {"from": "0001-01-01", "to": "2020-11-04"}},
            "text": {"contains": "karabakh"},
        },
        [],
    ),
    (
        "statements",
        "within=azerbaijan",
        {
            "or": [
                {"mentions": {"some": {"location": {"within": {"slug": "azerbaijan"}}}}},
                {"events": {"some": {"locations": {"some": {"within": {"slug": "azerbaijan"}}}}}},
            ]
        },
        [],
    ),
    ("statements", "in_reply_to.exists=false", {"not": {"inReplyTo": {}}}, []),
    ("locations", "kind=CITY,SITE", {"kind": {"in": ["CITY", "SITE"]}}, []),
    (
        "locations",
        "bbox=46,39,47,40",
        {"latitude": {"gte": 39, "lte": 40}, "longitude": {"gte": 46, "lte": 47}},
        [],
    ),
    (
        "locations",
        "bbox=47,-90,46,90",
        {
            "latitude": {"gte": -90, "lte": 90},
            "or": [{"longitude": {"gte": 47}}, {"longitude": {"lte": 46}}],
        },
        [],
    ),
    (
        "locations",
        "within=nagorno-karabakh&within.basis=DE_FACTO",
        {"within": {"slug": "nagorno-karabakh", "basis": "DE_FACTO"}},
        [],
    ),
    ("locations", "latitude.is_null=true", {"latitude": {"isNull": True}}, []),
    ("locations", "slug=shusha", {"slug": {"eq": "shusha"}}, []),
    (
        "events",
        "happened=2020-11-04&sort=-happened",
        {"happened": {"overlaps": {"from": "2020-11-04", "to": "2020-11-04"}}},
        [{"field": "HAPPENED", "direction": "DESC"}],
    ),
    ("events", "happened.lt=2020-11", {"happened": {"before": "2020-11-01"}}, []),
    ("events", "attestation=DISPUTED", {"attestation": {"eq": "DISPUTED"}}, []),
    ("events", "part_of=karabakh-war-2020", {"partOf": {"slug": {"eq": "karabakh-war-2020"}}}, []),
    ("documents", "title.starts_with=fighting", {"title": {"startsWith": "Fighting"}}, []),
    (
        "claims",
        "act=DENY,ACCUSE&sort=-id",
        {"act": {"in": ["DENY", "ACCUSE"]}},
        [{"field": "ID", "direction": "DESC"}],
    ),
    ("claims", "figures.exists=true", {"figures": {"some": {}}}, []),
    ("sides", "sort=-name", {}, [{"field": "NAME", "direction": "DESC"}]),
]


@pytest.mark.parametrize(("name", "query", "where", "order"), CASES, ids=[c[1] for c in CASES])
async def test_a_list_has_the_same_rows_in_each_form_as_in_graphql(
    reader: httpx.AsyncClient, ask: Any, name: str, query: str, where: dict[str, Any], order: Order
) -> None:
    expected = await by_graphql(ask, name, where, order, 10)

    assert await by_get(reader, name, query, 7) == expected
    assert await as_ndjson(reader, name, query) == expected
    assert await as_csv(reader, name, query) == expected
    assert expected


@pytest.mark.parametrize("name", LISTED)
async def test_a_list_has_the_same_order_in_each_form_as_in_graphql(
    reader: httpx.AsyncClient, ask: Any, name: str
) -> None:
    fields: Any = SCHEMA.type_map[f"{LISTED[name].__name__}OrderField"]
    orders: list[tuple[str, Order]] = [("", [])]
    for field in fields.values:
        for sign, direction in (("", "ASC"), ("-", "DESC")):
            order = [{"field": field, "direction": direction}]
            orders.append((f"sort={sign}{field.lower()}", order))
    orders.append((f"sort={field.lower()},-id", [{"field": field}, {"field": "ID", **DOWN}]))

    for query, order in orders:
        expected = await by_graphql(ask, name, {}, order, 100)
        assert await as_ndjson(reader, name, query) == expected, query
        assert await by_get(reader, name, query, min(100, 1 + len(expected) // 3)) == expected, (
            query
        )


@pytest.mark.parametrize("name", LISTED)
async def test_records_tell_what_graphql_tells(
    reader: httpx.AsyncClient, ask: Any, name: str
) -> None:
    model = LISTED[name]
    for include in (frozenset[str](), *(frozenset([each]) for each in includable(model))):
        fields = record(model, include)
        listed = f"{name}(first: 60) {{ nodes {{ {asked(fields)} }} }}"
        nodes = (await ask(f"{{ {listed} }}"))[name]["nodes"]

        page = await reader.get(
            f"/v1/{name}",
            params={"first": 60} | ({"include": ",".join(include)} if include else {}),
        )

        assert page.json()["items"] == [told(fields, node) for node in nodes]
        assert [list(each) for each in page.json()["items"]] == [list(fields)] * len(nodes)


@pytest.mark.parametrize("name", LISTED)
async def test_one_thing_tells_what_graphql_tells(
    reader: httpx.AsyncClient, ask: Any, name: str
) -> None:
    model = LISTED[name]
    for include in includable(model):
        fields = record(model, frozenset([include]), whole=True)
        listed = f"{name}(first: 1) {{ nodes {{ key: id {asked(fields)} }} }}"
        [node] = (await ask(f"{{ {listed} }}"))[name]["nodes"]

        for key in {node["key"], node.get("slug", node["key"])}:
            thing = await reader.get(f"/v1/{name}/{key}?include={include}")
            assert thing.json() == told(fields, node)


@pytest.mark.parametrize("name", LISTED)
async def test_a_total_is_that_of_graphql(reader: httpx.AsyncClient, ask: Any, name: str) -> None:
    total = (await ask(f"{{ {name} {{ totalCount }} }}"))[name]["totalCount"]

    page = (await reader.get(f"/v1/{name}?count=true&first=1")).json()

    assert page["total"] == total
    assert "total" not in (await reader.get(f"/v1/{name}?count=false")).json()


async def test_each_answer_is_a_fixed_number_of_statements(
    reader: httpx.AsyncClient, sql: list[str]
) -> None:
    everything = ",".join(includable(LISTED["statements"]))
    asked = {
        f"/v1/statements?count=true&include={everything}&first=100": 1,
        "/v1/statements?first=1": 1,
        "/v1/locations/shusha?include=names": 1,
        "/v1/claims.ndjson": 2,
        "/v1/claims.csv": 2,
        "/v1/events.geojson": 2,
    }

    for address, most in asked.items():
        sql.clear()
        answer = await reader.get(address)
        assert (answer.status_code, len(sql)) == (200, most), address
        sql.clear()
        again = await reader.get(address, headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, len(sql)) == (304, 1), address
        assert len(sql[0]) < 400


# ── Random filters ───────────────────────────────────────────────────────────────────────────────

VALUES: dict[str, list[Any]] = {
    "String": ["azerbaijan", "armenia", "karabakh-war-2020", "shusha", "a", "an", "ARMEN", "м"],
    "Int": [0, 3, 616062, -1],
    "Float": [39.5, 40, 46.75, 0],
    "Boolean": [True, False],
    "Date": ["2020-11-04", "2020-09-27", "0001-01-01"],
    "DateTime": ["2020-11-04T08:00:00Z", "2999-01-01T00:00:00+04:00"],
    "PartialDate": ["2020", "2020-11", "2020-11-04"],
}
SEVERAL = ("String", "Int", "Float", "Date", "PartialDate")

Pairs = list[tuple[str, str]]


@st.composite
def filters(draw: st.DrawFn, name: str) -> tuple[Pairs, dict[str, Any]]:
    """Parameters, and the filter that they are to mean: made side by side, not one of the other."""
    kind: Any = SCHEMA.type_map[f"{LISTED[name].__name__}Filter"]
    fields = sorted(set(kind.fields) - {"and", "or", "not"})
    chosen = draw(st.lists(st.sampled_from(fields), min_size=1, max_size=3, unique=True))
    pairs: Pairs = []
    where: dict[str, Any] = {}
    for field in chosen:
        made, where[field] = draw(_about(snake(field), kind.fields[field].type, 3))
        pairs += made
    return pairs, where


@st.composite
def _about(draw: st.DrawFn, parameter: str, declared: Any, steps: int) -> tuple[Pairs, Any]:
    kind: Any = get_named_type(declared)
    if "some" in kind.fields:
        target = get_named_type(kind.fields["some"].type)
        if steps == 0 or draw(st.integers(0, 4)) == 0:
            is_there = draw(st.booleans())
            return [(f"{parameter}.exists", _text(is_there))], {"some" if is_there else "none": {}}
        pairs, inside = draw(_further(parameter, target, steps))
        return pairs, {"some": inside}
    if "and" in kind.fields:
        if steps == 0:
            return [(f"{parameter}.exists", "true")], {}
        made: tuple[Pairs, Any] = draw(_further(parameter, kind, steps))
        return made
    if kind.name == "WithinFilter":
        slug = draw(st.sampled_from(["karabakh", "azerbaijan", "nagorno-karabakh", "x"]))
        return [(parameter, slug)], {"slug": slug}
    if kind.name == "FuzzyDateFilter":
        day = draw(st.sampled_from(VALUES["Date"]))
        how, where = draw(
            st.sampled_from(
                [
                    ("", {"overlaps": {"from": day, "to": day}}),
                    (".gte", {"overlaps": {"from": day, "to": "9999-12-31"}}),
                    (".lt", {"before": day}),
                    (".gt", {"after": day}),
                ]
            )
        )
        return [(parameter + how, day)], where
    compared: tuple[Pairs, Any] = draw(_compared(parameter, kind))
    return compared


@st.composite
def _further(draw: st.DrawFn, parameter: str, kind: Any, steps: int) -> tuple[Pairs, Any]:
    fields = sorted(set(kind.fields) - {"and", "or", "not"})
    field = draw(st.sampled_from(fields))
    pairs, inside = draw(_about(f"{parameter}.{snake(field)}", kind.fields[field].type, steps - 1))
    return pairs, {field: inside}


@st.composite
def _compared(draw: st.DrawFn, parameter: str, kind: Any) -> tuple[Pairs, Any]:
    operator = draw(st.sampled_from(sorted(kind.fields)))
    named: Any = get_named_type(kind.fields[operator].type)
    of_kind = list(named.values) if isinstance(named, GraphQLEnumType) else VALUES[named.name]
    if operator == "in":
        values = draw(st.lists(st.sampled_from(of_kind), min_size=2, max_size=4))
        return [(parameter, _text(each)) for each in values], {"in": values}
    value = draw(st.sampled_from(of_kind))
    how = "" if operator == "eq" else f".{snake(operator)}"
    return [(parameter + how, _text(value))], {operator: value}


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


ASKED = st.sampled_from(sorted(LISTED)).flatmap(
    lambda name: st.tuples(st.just(name), filters(name))
)


@given(drawn=ASKED)
@settings(
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
async def test_random_filters_find_the_same(
    reader: httpx.AsyncClient, ask: Any, drawn: tuple[str, tuple[Pairs, dict[str, Any]]]
) -> None:
    name, (pairs, where) = drawn

    expected = await by_graphql(ask, name, where, [], 100)

    query = urlencode(pairs)
    assert await by_get(reader, name, query, 100) == expected
    assert await as_ndjson(reader, name, query) == expected
