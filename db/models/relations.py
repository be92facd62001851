"""From a row to its neighbours: over its own foreign keys, or through a link table.

A foreign key's two ends are declared with `one` and `many`; a relation through a link is a
`Through` beside them. `relations(table)` tells both in the same form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import RelationshipDirection
from sqlmodel import Relationship

from db.models.table import Row


def one(back: str | None, doc: str, **options: Any) -> Any:
    """The row that a foreign key of this table leads to."""
    return _relationship(back, doc, {}, options)


def many(back: str, doc: str, *, whole: bool = False, order: str = "id", **options: Any) -> Any:
    """The rows whose foreign key leads here.

    `whole`: always given entire, as a plain list, since there are few; else page by page.
    """
    return _relationship(back, doc, {"whole": whole, "order": order}, options)


def _relationship(back: str | None, doc: str, info: dict[str, Any], options: dict[str, Any]) -> Any:
    # A lazy load would be a statement more for each row: it raises instead.
    settings = {"doc": doc, "info": info, "lazy": "raise", **options}
    return Relationship(back_populates=back, sa_relationship_kwargs=settings)


@dataclass(frozen=True)
class Through:
    """The rows behind a link table, each once however many links lead to it."""

    target: str
    """The table reached."""

    link: str
    """The table, or view, in between."""

    near: Mapping[str, str]
    """Columns of the link, and this table's column that each equals; null equals null."""

    far: str
    """The link's column with the key of the row reached."""

    doc: str
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Columns of the link, and the values that count."""

    whole: bool = False
    order: str | None = None


@dataclass(frozen=True)
class Relation:
    """From a row to its neighbours, as the compiler of queries sees it."""

    name: str
    source: type[Row]
    target: type[Row]
    many: bool
    whole: bool
    nullable: bool
    order: str
    doc: str
    local: str
    """Of a foreign key: the column on this side of it."""
    remote: str
    """Of a foreign key: the column on the other side."""
    through: Through | None = None
    link: type[Row] | None = None


@cache
def relations(model: type[Row]) -> dict[str, Relation]:
    """All relations of a table by name."""
    found = {
        name: _of_foreign_key(model, prop) for name, prop in sa.inspect(model).relationships.items()
    }
    for name in dir(model):
        through = getattr(model, name, None)
        if isinstance(through, Through):
            found[name] = _of_link(model, name, through)
    return found


def _of_foreign_key(model: type[Row], prop: Any) -> Relation:
    ((local, remote),) = prop.local_remote_pairs
    to_many = prop.direction is RelationshipDirection.ONETOMANY
    return Relation(
        name=prop.key,
        source=model,
        target=prop.mapper.class_,
        many=to_many,
        whole=prop.info.get("whole", False),
        nullable=not to_many and local.nullable,
        order=prop.info.get("order", "id"),
        doc=prop.doc,
        local=local.name,
        remote=remote.name,
    )


def _of_link(model: type[Row], name: str, through: Through) -> Relation:
    target = table_named(model, through.target)
    return Relation(
        name=name,
        source=model,
        target=target,
        many=True,
        whole=through.whole,
        nullable=False,
        order=through.order or target.order,
        doc=through.doc,
        local="",
        remote="id",
        through=through,
        link=table_named(model, through.link),
    )


def table_named(model: type[Row], name: str) -> type[Row]:
    """The mapped class of that name."""
    found = model._sa_registry._class_registry[name]  # SQLAlchemy offers no public look-up by name.
    assert isinstance(found, type) and issubclass(found, Row)
    return found
