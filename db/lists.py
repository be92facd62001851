"""Lists: an inner SELECT picks the page, the outer makes an object of each row, an array of all.

Page, count and "is there one before" are small statements over the same rows, so they cannot
disagree about the filter. How an object is made of a row is told by the caller, as `make`.
"""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import visitors as sql_visitors

from db.binds import Bind
from db.cursor import cursor_of
from db.filters import belonging
from db.groups import groups
from db.json_sql import array_of, constant, constant_text, joined, object_of, quoted
from db.models.table import table_of
from db.query import (
    Connection,
    Constant,
    Distinct,
    Edges,
    Groups,
    Nodes,
    PageInfo,
    Rows,
    Search,
    Selection,
    TotalCount,
)
from db.search import Hits
from db.source import Expression, Make, Source
from db.visibility import visible


def whole_list(field: Rows, parent: sa.FromClause, make: Make) -> Expression:
    """All neighbours of a row, as a plain array."""
    target = field.relation.target
    source = Source(target, field.page, field.relation, parent)
    picked = source.picked([field.selection]).subquery()
    made = joined(make(picked, target, field.selection))
    return sa.select(array_of(made)).select_from(picked).scalar_subquery()


def distinct_list(field: Distinct, parent: sa.FromClause, leaf: Any) -> Expression:
    """The different values of a column among neighbours, in the order of their first."""
    relation = field.relation
    target = table_of(relation.target).alias()
    column = target.c[field.column]
    found = (
        sa.select(column)
        .where(*belonging(relation, parent, target))
        .where(*visible(relation.target, target, relation.source))
        .group_by(column)
        .order_by(sa.func.min(target.c.id))
        .correlate(parent)
        .subquery()
    )
    made = joined(leaf(found.c[field.column]))
    return sa.select(array_of(made)).select_from(found).scalar_subquery()


def source_of(field: Connection, parent: sa.FromClause | None, *, bounded: bool = False) -> Source:
    """The rows of a list: a table's, or what is found by a text."""
    if isinstance(field, Search):
        return Hits(field)
    return Source(field.model, field.page, field.relation, parent, bounded=bounded)


def uses_page(field: Connection, part: Any) -> bool:
    """Whether a part is made of the page's rows; a count is not, nor what a cursor alone tells."""
    if isinstance(part, PageInfo):
        alone = "hasNextPage" if field.page.last is not None else "hasPreviousPage"
        return any(
            member != alone and not isinstance(member, Constant) for member in part.parts.values()
        )
    return not isinstance(part, (TotalCount, Groups, Constant))


def unused_checks(field: Connection) -> list[Bind]:
    """What no SQL uses where the page is not asked for; wrong values are refused all the same."""
    if any(uses_page(field, part) for part in field.parts.values()):
        return []
    source = source_of(field, None)
    used: list[Any] = [source.size(), *source.stretch()]
    if isinstance(field, Search):
        used.append(source.row)
    return [each for part in used for each in sql_visitors.iterate(part) if isinstance(each, Bind)]


def connection(
    field: Connection, parent: sa.FromClause | None, make: Make, *, bounded: bool = False
) -> Expression:
    """A list page by page. Count and page are selected only when asked for."""
    source = source_of(field, parent, bounded=bounded)
    paged = [part for part in field.parts.values() if uses_page(field, part)]
    rows = _page(source, paged) if paged else None
    made = {key: _part(source, rows, part, make) for key, part in field.parts.items()}
    if rows is None:
        return object_of(made)
    return sa.select(object_of(made)).select_from(rows).scalar_subquery()


def _page(source: Source, parts: list[Any]) -> sa.FromClause:
    """The page's rows. Numbered, with one row too many, where PageInfo is asked for."""
    backwards = source.page.last is not None
    numbered = backwards or any(isinstance(part, PageInfo) for part in parts)
    picked = source.picked(_selections(parts), backwards=backwards, extra=int(numbered)).subquery()
    if not numbered:
        return picked
    counted = sa.select(
        picked,
        sa.func.row_number().over().label("row_number"),
        sa.func.count().over().label("row_count"),
    ).subquery()
    if not backwards:
        return counted
    return sa.select(counted).order_by(counted.c.row_number.desc()).subquery()


def _selections(parts: list[Any]) -> Iterable[Selection]:
    for part in parts:
        if isinstance(part, Nodes):
            yield part.selection
        elif isinstance(part, Edges):
            yield from _selections(list(part.parts.values()))


def _part(source: Source, rows: Any, part: Any, make: Make) -> Expression:
    """A part of a connection; `rows` is the page, none where no part is made of it."""
    match part:
        case Groups():
            return groups(source, part, make)
        case TotalCount():
            counted = source.select(sa.func.count()).scalar_subquery()
            return sa.cast(counted, sa.String)
        case Nodes(selection):
            return array_of(_kept(source, rows, make(rows, source.model, selection)))
        case Edges(parts):
            edge = {key: _edge_part(source, rows, each, make) for key, each in parts.items()}
            return array_of(_kept(source, rows, object_of(edge)))
        case PageInfo(parts):
            return object_of({key: _page_info(source, rows, each) for key, each in parts.items()})
        case Constant(text):
            return constant_text(text)
    raise AssertionError(part)


def _edge_part(source: Source, rows: sa.FromClause, part: Any, make: Make) -> Expression:
    if isinstance(part, Nodes):
        return make(rows, source.model, part.selection)
    if isinstance(part, Constant):
        return constant_text(part.text)
    return quoted(cursor_of(source.model, rows, source.keys, source.mark))


def _kept(source: Source, rows: sa.FromClause, made: Expression) -> Expression:
    """The objects of the page, without the row too many."""
    texts: Expression = joined(made)
    if "row_number" in rows.c:
        return texts.filter(rows.c.row_number <= source.size())  # type: ignore[no-any-return]  # SQLAlchemy leaves it untyped
    return texts


def _page_info(source: Source, rows: Any, member: str | Constant) -> Expression:
    page, backwards = source.page, source.page.last is not None
    match member:
        case Constant(text):
            return constant_text(text)
        case "hasNextPage":
            outside = source.any_outside(page.before, "before", end=True)
            return _true_or_false(outside if backwards else [_more(source, rows), *outside])
        case "hasPreviousPage":
            outside = source.any_outside(page.after, "after", end=False)
            return _true_or_false([_more(source, rows), *outside] if backwards else outside)
        case "startCursor":
            return _cursor_at(source, rows, first=not backwards)
        case "endCursor":
            return _cursor_at(source, rows, first=backwards)
    raise AssertionError(member)


def _more(source: Source, rows: sa.FromClause) -> Expression:
    """Whether a row more than the page's was found."""
    return sa.func.coalesce(sa.func.max(rows.c.row_count), 0) > source.size()


def _cursor_at(source: Source, rows: sa.FromClause, *, first: bool) -> Expression:
    """The cursor of the page's first or last row, in the order in which they were picked."""
    last_kept = sa.case((rows.c.row_count < source.size(), rows.c.row_count), else_=source.size())
    number = sa.literal_column("1") if first else last_kept
    cursor = cursor_of(source.model, rows, source.keys, source.mark)
    found = sa.func.max(cursor, type_=sa.String()).filter(rows.c.row_number == number)
    return quoted(found)


def _true_or_false(conditions: list[Expression]) -> Expression:
    if not conditions:
        return constant("false")
    return sa.case((sa.or_(*conditions), constant("true")), else_=constant("false"))
