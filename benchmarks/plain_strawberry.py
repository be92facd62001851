"""Strawberry as its documentation shows it: FastAPI, the ORM's rows, a data loader for each field.

It has the schema of the handwritten queries, and takes the database of DATABASE_URL.
"""

import os
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
import strawberry
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from strawberry.dataloader import DataLoader
from strawberry.fastapi import GraphQLRouter

from benchmarks.listening import serve
from db import models

# Without transactions: each session would end in a rollback, at which the driver forgets what it
# has prepared.
engine = create_async_engine(
    os.environ.get("DATABASE_URL", "postgresql+psycopg://"),
    pool_size=10,
    isolation_level="AUTOCOMMIT",
)
# A session each: batches run side by side, which one session cannot.
sessions = async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)

ORDERS: dict[Any, tuple[str, ...]] = {
    models.Actor: ("name", "id"),
    models.Location: ("name", "id"),
    models.Event: ("-happened_key", "-id"),
    models.Statement: ("-said_key", "start", "-id"),
}


def in_order(model: Any, rows: Any = None) -> list[Any]:
    columns = sa.inspect(model).local_table.c if rows is None else rows
    return [
        columns[name[1:]].desc() if name.startswith("-") else columns[name]
        for name in ORDERS[model]
    ]


async def listed(statement: Any) -> Any:
    async with sessions() as session:
        return (await session.scalars(statement)).all()


def neighbours(link: Any, near: str, far: str, target: Any) -> Callable[[], Any]:
    """A loader of all rows behind a link table, each once, in order."""
    columns = sa.inspect(link).local_table.c

    async def load(keys: list[int]) -> list[list[Any]]:
        pairs = (
            sa.select(columns[near].label("near"), columns[far].label("far"))
            .where(columns[near].in_(keys))
            .distinct()
            .subquery()
        )
        statement = (
            sa.select(pairs.c.near, target)
            .join(pairs, target.id == pairs.c.far)
            .order_by(*in_order(target))
        )
        return await grouped(statement, keys)

    return lambda: DataLoader(load)


def first_neighbours(link: Any, near: str, far: str, target: Any) -> Callable[[], Any]:
    """A loader of the first rows behind a link table, in order; its keys come with how many."""
    columns = sa.inspect(link).local_table.c

    async def load(keys: list[tuple[int, int]]) -> list[list[Any]]:
        parents = [key for key, _ in keys]
        pairs = sa.select(columns[near].label("near"), columns[far].label("far"))
        pairs = pairs.where(columns[near].in_(parents)).distinct()
        found = pairs.subquery()
        table = sa.inspect(target).local_table
        number = sa.func.row_number().over(
            partition_by=found.c.near, order_by=in_order(target, table.c)
        )
        ranked = sa.select(found.c.near, table.c.id, number.label("number"))
        numbered = ranked.join(found, table.c.id == found.c.far).subquery()
        statement = (
            sa.select(numbered.c.near, target)
            .join(numbered, target.id == numbered.c.id)
            .where(numbered.c.number <= keys[0][1])
            .order_by(*in_order(target))
        )
        return await grouped(statement, parents)

    return lambda: DataLoader(load)


async def grouped(statement: Any, keys: list[int]) -> list[list[Any]]:
    lists: dict[int, list[Any]] = {key: [] for key in keys}
    async with sessions() as session:
        for key, row in await session.execute(statement):
            lists[key].append(row)
    return [lists[key] for key in keys]


LOADERS = {
    "actor.statements": first_neighbours(
        models.Attribution, "actor_id", "statement_id", models.Statement
    ),
    "event.statements": first_neighbours(
        models.Claim, "event_id", "statement_id", models.Statement
    ),
    "event.locations": neighbours(models.Setting, "event_id", "location_id", models.Location),
    "event.participants": neighbours(models.Participation, "event_id", "actor_id", models.Actor),
    "statement.speakers": neighbours(models.Attribution, "statement_id", "actor_id", models.Actor),
    "statement.events": neighbours(models.Claim, "statement_id", "event_id", models.Event),
    "location.within": neighbours(models.Containment, "location_id", "parent_id", models.Location),
}


def loaded(name: str) -> Any:
    """A field that takes all its rows from the loader of that name."""

    async def resolve(root: Any, info: strawberry.Info) -> Any:
        return await info.context[name].load(root.id)

    return strawberry.field(resolver=resolve)


def loaded_first(name: str) -> Any:
    async def resolve(root: Any, info: strawberry.Info, first: int) -> Any:
        return await info.context[name].load((root.id, first))

    return strawberry.field(resolver=resolve)


@strawberry.type
class Location:
    slug: str
    name: str
    latitude: float | None
    longitude: float | None
    within: list["Location"] = loaded("location.within")


@strawberry.type
class Actor:
    slug: str
    name: str
    kind: str
    statements: list["Statement"] = loaded_first("actor.statements")


@strawberry.type
class Event:
    slug: str
    title: str
    kind: str
    happened_start: str | None
    happened_end: str | None
    locations: list[Location] = loaded("event.locations")
    participants: list[Actor] = loaded("event.participants")
    statements: list["Statement"] = loaded_first("event.statements")


@strawberry.type
class Statement:
    slug: str
    text: str
    channel: str | None
    review: str
    note: str | None
    revision: int
    said_start: str | None
    said_end: str | None
    speakers: list[Actor] = loaded("statement.speakers")
    events: list[Event] = loaded("statement.events")


def listed_by(model: Any) -> Any:
    async def resolve(first: int) -> Any:
        return await listed(sa.select(model).order_by(*in_order(model)).limit(first))

    return strawberry.field(resolver=resolve)


async def one_actor(slug: str) -> Any:
    table = sa.inspect(models.Actor).local_table
    return next(iter(await listed(sa.select(models.Actor).where(table.c.slug == slug))), None)


@strawberry.type
class Query:
    actor: Actor | None = strawberry.field(resolver=one_actor)
    actors: list[Actor] = listed_by(models.Actor)
    events: list[Event] = listed_by(models.Event)
    statements: list[Statement] = listed_by(models.Statement)


async def context() -> dict[str, Any]:
    """Loaders of its own for each request."""
    return {name: make() for name, make in LOADERS.items()}


app = FastAPI()
app.include_router(
    GraphQLRouter(strawberry.Schema(Query), context_getter=context, graphql_ide=None),
    prefix="/graphql",
)

if __name__ == "__main__":
    serve(app)
