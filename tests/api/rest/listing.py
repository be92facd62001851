"""Lists by plain GET and by GraphQL, each read from its beginning to its end."""

import csv
import json
from collections.abc import Mapping
from io import StringIO
from typing import Any

import httpx

from db.models.table import table_of
from db.query import (
    Alone,
    Column,
    Distinct,
    Field,
    GlobalId,
    One,
    Prefixed,
    Rows,
    ValueObject,
)
from schema.derive import camel
from schema.query import LISTED

BASE = "http://knowledge.example/v1"


def key_name(name: str) -> str:
    """What tells the rows of a list apart."""
    return "slug" if "slug" in table_of(LISTED[name]).c else "id"


async def by_get(http: httpx.AsyncClient, name: str, query: str, first: int) -> list[str]:
    """The keys of all rows, page by page as `next` leads."""
    found: list[str] = []
    address: str | None = f"{BASE}/{name}?{query}&first={first}"
    while address:
        answer = await http.get(address)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert len(page["items"]) <= first
        found += [each[key_name(name)] for each in page["items"]]
        address = page["next"]
        assert answer.links.get("next", {}).get("url") == address
    return found


async def as_ndjson(http: httpx.AsyncClient, name: str, query: str) -> list[str]:
    answer = await http.get(f"/v1/{name}.ndjson?{query}")
    assert answer.status_code == 200, answer.text
    return [json.loads(line)[key_name(name)] for line in answer.text.splitlines()]


async def as_csv(http: httpx.AsyncClient, name: str, query: str) -> list[str]:
    answer = await http.get(f"/v1/{name}.csv?{query}")
    assert answer.status_code == 200, answer.text
    return [row[key_name(name)] for row in table(answer)]


def table(answer: httpx.Response) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(answer.text, newline=""), strict=True))


async def by_graphql(
    ask: Any, name: str, where: Mapping[str, Any], order: list[dict[str, str]], first: int
) -> list[str]:
    """The keys of all rows, page by page as cursors lead."""
    kind = LISTED[name].__name__
    query = f"""query ($where: {kind}Filter, $order: [{kind}Order!], $after: Cursor) {{
        {name}(where: $where, orderBy: $order, first: {first}, after: $after) {{
            nodes {{ key: {key_name(name)} }} pageInfo {{ hasNextPage endCursor }} }} }}"""
    found: list[str] = []
    after, more = None, True
    while more:
        given = {"where": where, "order": order or None, "after": after}
        page = (await ask(query, **{k: v for k, v in given.items() if v is not None}))[name]
        found += [node["key"] for node in page["nodes"]]
        more, after = page["pageInfo"]["hasNextPage"], page["pageInfo"]["endCursor"]
    return found


# ── Records ──────────────────────────────────────────────────────────────────────────────────────


def asked(selection: Mapping[str, Field]) -> str:
    """What GraphQL is asked for to have all that a record tells."""
    return " ".join(_asked(key, field) for key, field in selection.items())


def _asked(key: str, field: Field) -> str:
    match field:
        case Column(name):
            return f"{key}: {camel(name)}"
        case GlobalId():
            return f"{key}: id"
        case Prefixed(_, inner):
            return f"{key}: {'id' if isinstance(inner, GlobalId) else 'slug'}"
        case Alone(relation, inner):
            return f"{key}: {camel(relation.name)} {{ {_asked('at', inner)} }}"
        case ValueObject(name, parts):
            return (
                f"{key}: {camel(name)} {{ {' '.join(f'{part}: {camel(part)}' for part in parts)} }}"
            )
        case Distinct():
            return key
        case One(relation, inner) | Rows(relation, inner, _):
            assert isinstance(inner, Mapping)
            return f"{key}: {camel(relation.name)} {{ {asked(inner)} }}"
    raise AssertionError(field)


def told(selection: Mapping[str, Field], node: Mapping[str, Any]) -> dict[str, Any]:
    """A record as it is to be, of what GraphQL gave."""
    return {key: _told(field, node[key]) for key, field in selection.items()}


def _told(field: Field, value: Any) -> Any:
    match field:
        case Prefixed(before, _):
            return f"{BASE}/{before.path[1]}/{value}"  # type: ignore[union-attr]  # a Param
        case Alone(_, inner):
            return None if value is None else _told(inner, value["at"])
        case One(_, Mapping() as inner):
            return None if value is None else told(inner, value)
        case Rows(_, Mapping() as inner, _):
            return [told(inner, each) for each in value]
    return value
