"""The knowledge as a whole: how much there is, whose texts it is made of, its revision."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from db.json_sql import (
    array_of,
    concatenated,
    constant,
    constant_text,
    joined,
    leaf,
    list_of,
    object_of,
)
from db.models import Actor, Document, Revision
from db.models.table import Row, table_of
from db.query import About, Constant, Constants
from db.source import Expression
from db.visibility import visible

NOTICE = (
    "Each word here is somebody's, and leads to its source. The service passes no verdict: who "
    "speaks for which side is told, not who is right. Names of disputed places are given in all "
    "forms, and what a place belongs to on each ground; this implies no position."
)
"""What whoever shows the knowledge should say with it."""

ATTRIBUTIONS = (
    "Places: GeoNames (geonames.org, CC BY 4.0) and Who's On First (whosonfirst.org, under its "
    "licence); countries and areas: Natural Earth (public domain).",
)
"""Whom to credit."""


def about(field: About) -> Expression:
    return object_of({key: _part(part) for key, part in field.parts.items()})


def _part(part: str | Constant | Constants | Mapping[str, type[Row] | Constant]) -> Expression:
    match part:
        case Constant(text):
            return constant_text(text)
        case Constants(texts):
            return list_of(constant_text(text) for text in texts)
        case "revision":
            revision = table_of(Revision)
            number = sa.select(leaf(revision.c.number)).where(
                revision.c.name == constant("knowledge")
            )
            return number.scalar_subquery()
        case "state":
            return _state()
        case "publishers":
            return _publishers()
        case Mapping():
            return object_of(
                {
                    key: _part(each) if isinstance(each, Constant) else _count(each)
                    for key, each in part.items()
                }
            )
    raise AssertionError(part)


def _state() -> Expression:
    """A text that no other state of the knowledge has, for caches."""
    revision = table_of(Revision)
    numbers = [
        sa.select(sa.cast(row.c.number, sa.String)).where(row.c.name == constant(name))
        for name in ("knowledge", "state")
        for row in [revision.alias()]
    ]
    first, second = (each.scalar_subquery() for each in numbers)
    return leaf(concatenated(first, constant("-"), second))


def _publishers() -> Expression:
    """The names of those whose texts there are, in alphabetical order."""
    document, actor = table_of(Document), table_of(Actor)
    published = sa.select(document.c.publisher_id)
    names = sa.select(actor.c.name).where(actor.c.id.in_(published)).order_by(actor.c.name)
    found = names.subquery()
    return sa.select(array_of(joined(leaf(found.c.name)))).scalar_subquery()


def _count(model: type[Row]) -> Any:
    row = table_of(model).alias()
    counted = sa.select(sa.func.count()).select_from(row).where(*visible(model, row, None))
    return sa.cast(counted.scalar_subquery(), sa.String)
