"""Small knowledge that is made up, and what random queries may ask it for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from benchmarks.knowledge import fill
from db.engine import open_engine
from db.migrate import migrate
from db.models.table import Table, table_of
from db.models.views import View
from db.read import Reader
from schema import schema
from schema.derive import camel
from tests.conftest import DIALECTS, Databases
from tests.schema.ways import data_of

Words = Mapping[tuple[str, str], list[Any]]
"""The values that there are, by type and column as GraphQL names them."""

Cursors = Mapping[tuple[str, str, str], list[str]]
"""Cursors by type, field to order by and direction; of searches by what was sought."""

MOST_WORDS = 25
"""Values of a column: so few that two filters may meet in one."""


@dataclass(frozen=True)
class World:
    """The same knowledge on each database."""

    seed: int
    readers: Mapping[str, Reader]
    words: Words
    cursors: Cursors

    def __repr__(self) -> str:
        return f"the knowledge of seed {self.seed}"


async def make_world(databases: Databases, seed: int, statements: int) -> World:
    readers: dict[str, Reader] = {}
    words: Words = {}
    cursors: dict[tuple[str, str, str], list[str]] = {}
    for dialect in DIALECTS:
        engine = open_engine(databases.make(dialect, "empty", migrate))
        fill(engine, statements, seed)
        words = dict(_words(engine))
        url = engine.url.render_as_string(hide_password=False)
        engine.dispose()
        readers[dialect] = reader = Reader(url)
        await reader.open()
        # Those of one database do for the other too, but where instants are written otherwise.
        for key, found in (await _cursors(reader, words)).items():
            cursors[key] = [*cursors.get(key, []), *found]
    return World(seed, readers, words, cursors)


def _words(engine: sa.Engine) -> Iterator[tuple[tuple[str, str], list[Any]]]:
    with engine.connect() as connection:
        for model in (*Table.__subclasses__(), *View.__subclasses__()):
            for column in table_of(model).columns:
                found = sa.select(column).where(column.isnot(None)).distinct().order_by(column)
                values = connection.execute(found.limit(MOST_WORDS)).scalars()
                yield (model.__name__, camel(column.name)), [_as_json(each) for each in values]


def _as_json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
    return value.isoformat() if isinstance(value, date) else getattr(value, "value", value)


HOLDERS = {
    "Actor": "actors",
    "Statement": "statements",
    "Location": "locations",
    "Event": "events",
    "Document": "documents",
    "Claim": "claims",
    "Side": "sides",
    "Affiliation": "actors { nodes { affiliates",
    "Containment": "locations { nodes { contained",
    "Mention": "actors { nodes { mentions",
    "Section": "sides { nodes { sections",
    "Setting": "locations { nodes { settings",
    "SideMembership": "sides { nodes { memberships",
}
"""A way to a list of each type."""


async def _cursors(reader: Reader, words: Words) -> dict[tuple[str, str, str], list[str]]:
    found = {}
    for name, way in HOLDERS.items():
        *above, field = way.split(" { ")
        orders = [
            (order, direction) for order in order_fields(name) for direction in ("ASC", "DESC")
        ]
        lists = " ".join(
            f"{order}_{direction}: {field}(orderBy: {{field: {order}, direction: {direction}}}, "
            "first: 8) { edges { cursor } }"
            for order, direction in orders
        )
        data = await data_of(reader, "{ " + " { ".join([*above, lists]) + " }" * (len(above) + 1))
        for order, direction in orders:
            found[name, order, direction] = list(_cursors_at(f"{order}_{direction}", data))
    for text in words["Actor", "name"][:8]:
        data = await data_of(
            reader, f'{{ search(text: "{text}", first: 8) {{ edges {{ cursor }} }} }}'
        )
        found["Search", text, ""] = list(_cursors_at("search", data))
    return {key: cursors for key, cursors in found.items() if cursors}


def order_fields(name: str) -> list[str]:
    return list(schema._schema.type_map[f"{name}OrderField"].values)  # type: ignore[attr-defined]  # it is an enumeration


def _cursors_at(key: str, value: Any) -> Iterator[str]:
    """The cursors of all lists under a key, at any depth."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name == key:
                yield from (edge["cursor"] for edge in each["edges"])
            else:
                yield from _cursors_at(key, each)
    elif isinstance(value, list):
        for each in value:
            yield from _cursors_at(key, each)
