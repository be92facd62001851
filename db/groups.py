"""Groups of a list's rows, counted under the list's own filter."""

from typing import Any

import sqlalchemy as sa

from db.filters import linking
from db.json_sql import array_of, constant, constant_text, in_words, joined, leaf, object_of
from db.models.groups import GroupBy, node_of
from db.models.relations import Relation, relations
from db.models.table import OLDEST, Row, table_of
from db.query import Constant, Groups, Nodes
from db.source import Expression, Make, Source
from db.visibility import visible

MOST_GROUPS = 100
"""More are cut off, and told to be."""


def groups(source: Source, field: Groups, make: Make) -> Expression:
    """An array of the groups, at most `MOST_GROUPS`; days in their order, others by count."""
    way: GroupBy = source.model.groups[field.by]
    found = _counted(source, way).limit(MOST_GROUPS + 1).subquery()
    numbered = sa.select(
        found,
        sa.func.row_number().over().label("row_number"),
        sa.func.count().over().label("row_count"),
    ).subquery()
    target = node_of(source.model, field.by)
    made = {key: _part(numbered, way, target, part, make) for key, part in field.parts.items()}
    kept = joined(object_of(made)).filter(numbered.c.row_number <= MOST_GROUPS)
    return sa.select(array_of(kept)).select_from(numbered).scalar_subquery()


def _counted(source: Source, way: GroupBy) -> sa.Select[Any]:
    """The groups in their order: `key`, `number`, and of rows behind `label` and `id`."""
    rows, target = source.row, None
    number: Expression = sa.func.count()
    if way.relation is not None:
        rows, target = _joined(source, relations(source.model)[way.relation])
        # A row may lead to a neighbour by several links.
        number = sa.func.count(source.row.c.id.distinct())
    key = _key(source.row if target is None else target, way)
    columns: dict[str, Any] = {"key": key}
    if target is not None and way.column is None:
        columns |= {"label": target.c["title" if "title" in target.c else "name"]}
        columns |= {"id": target.c.id}
    known = [key.is_not(None)] if way.day is None else [key != constant(OLDEST)]
    order = [key] if way.day else [number.desc(), key]
    return (
        source.select(*(column.label(name) for name, column in columns.items()), rows=rows)
        .add_columns(number.label("number"))
        .where(*known)
        .group_by(*columns.values())
        .order_by(*order)
    )


def _joined(source: Source, relation: Relation) -> tuple[sa.FromClause, sa.FromClause]:
    """The list's rows joined to the neighbours that readers may see; and those neighbours."""
    rows: sa.FromClause = source.row
    target = table_of(relation.target).alias()
    if relation.through is None:
        on = target.c[relation.remote] == source.row.c[relation.local]
    else:
        assert relation.link is not None
        link = table_of(relation.link).alias()
        rows = rows.join(link, sa.and_(*linking(relation, source.row, link)))
        on = target.c[relation.remote] == link.c[relation.through.far]
    seen = visible(relation.target, target, relation.source)
    return rows.join(target, sa.and_(on, *seen)), target


def _key(row: sa.FromClause, way: GroupBy) -> Expression:
    if way.day is not None:
        # As literals: PostgreSQL takes expressions with different binds for different ones.
        first: Any = sa.literal_column("1")
        length: Any = sa.literal_column(str(len(OLDEST)))
        return sa.func.substr(row.c[f"{way.day}_key"], first, length, type_=sa.String())
    return row.c[way.column or "slug"]


def _part(
    rows: sa.FromClause, way: GroupBy, target: type[Row] | None, part: Any, make: Make
) -> Expression:
    if isinstance(part, Nodes):
        if target is None:
            return constant("null")
        row = table_of(target).alias()
        found = sa.select(make(row, target, part.selection)).where(row.c.id == rows.c.id)
        return found.correlate(rows).scalar_subquery()
    if isinstance(part, Constant):
        return constant_text(part.text)
    if part == "truncated":
        return leaf(sa.type_coerce(rows.c.row_count > MOST_GROUPS, sa.Boolean()))
    if part == "label" and "label" not in rows.c:
        return leaf(rows.c.key if way.day else in_words(rows.c.key))
    return leaf(rows.c["number" if part == "count" else part])
