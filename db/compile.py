"""A tree of db.query into one SELECT that answers as JSON. Pure: no database is asked.

Every list has one shape: an inner SELECT picks the page, the outer makes an object of each row
and an array of them all. Rows that one foreign key leads to are subqueries, never joins: so the
array keeps the order of the page on both databases.
"""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from db.binds import bind, plain
from db.cursor import Key, beyond, cursor_of, keys_of, ordering
from db.filters import ADDRESSABLE, Condition, belonging, fitting, has_slug, visible
from db.ids import key_for, list_of_keys, parsed_ids
from db.json_sql import (
    array_of,
    concatenated,
    constant,
    joined,
    leaf,
    member_at,
    numbered_members,
    object_of,
    quoted,
)
from db.models.computed import COMPUTED
from db.models.table import Row, table_of
from db.pages import page_size
from db.query import (
    Batch,
    ById,
    ByIds,
    ByKey,
    Column,
    Connection,
    Constant,
    Deferred,
    Distinct,
    Edges,
    Field,
    GlobalId,
    Nodes,
    One,
    Page,
    PageInfo,
    Param,
    Root,
    Roots,
    Rows,
    Selection,
    TotalCount,
    ValueObject,
)

Expression = sa.ColumnElement[Any]


def compile_roots(roots: Roots, dialect: str) -> sa.Select[Any]:
    """The whole answer of an operation: one row, one column, an object by the roots' keys."""
    return sa.select(object_of({key: _root(root, dialect) for key, root in roots.items()}))


def compile_batch(batch: Batch) -> sa.Select[Any]:
    """The objects of the rows whose keys are bound as `keys`, by key."""
    row = table_of(batch.model).alias()
    entry = concatenated(
        constant('"'), sa.cast(row.c.id, sa.String), constant('":'), _object(row, batch)
    )
    return sa.select(
        concatenated(constant("{"), sa.func.coalesce(joined(entry), ""), constant("}"))
    ).where(row.c.id.in_(list_of_keys(Param(("keys",)))))


# ── Roots ────────────────────────────────────────────────────────────────────────────────────


def _root(root: Root, dialect: str) -> Expression:
    match root:
        case Connection():
            return _connection(root, None)
        case ByKey(model, key, value, selection, at):
            row = table_of(model).alias()
            if key == "id":
                found = row.c.id == key_for(model, value, at, strict=True)
            else:
                found = has_slug(row, value, at)
            return _or_null(_addressed(model, row, selection, found))
        case ById(value, selections, at):
            found_by_type = [
                _addressed(model, row, selection, row.c.id == key_for(model, value, at))
                for model, selection in selections.items()
                for row in [table_of(model).alias()]
            ]
            return sa.func.coalesce(*found_by_type, constant("null"))
        case ByIds():
            return _by_ids(root, dialect)


def _addressed(
    model: type[Row], row: sa.FromClause, selection: Selection, found: Condition
) -> Expression:
    made = _object(row, Batch(model, selection))
    return sa.select(made).where(found, *visible(model, row, None, ADDRESSABLE)).scalar_subquery()


def _by_ids(root: ByIds, dialect: str) -> Expression:
    wanted = numbered_members(dialect, bind(root.value, parsed_ids(root.at), sa.String()))
    kind, key = (member_at(dialect, wanted.c.value, position) for position in (0, 1))
    cases = []
    for model, selection in root.selections.items():
        row = table_of(model).alias()
        found = row.c.id == sa.cast(key, sa.Integer)
        cases.append((kind == constant(model.__name__), _addressed(model, row, selection, found)))
    each = sa.func.coalesce(sa.case(*cases), constant("null"))
    numbered = sa.select(each.label("object")).order_by(wanted.c.key).subquery()
    return sa.select(array_of(joined(numbered.c.object))).scalar_subquery()


# ── Rows ─────────────────────────────────────────────────────────────────────────────────────


def _or_null(value: Expression) -> Expression:
    return sa.func.coalesce(value, constant("null"))


def _object(row: sa.FromClause, batch: Batch) -> Expression:
    """A row as a JSON object; a deferred one as its key."""
    if isinstance(batch.selection, Deferred):
        return leaf(row.c.id)
    return object_of(
        {key: _field(row, batch.model, field) for key, field in batch.selection.items()}
    )


def _field(row: sa.FromClause, model: type[Row], field: Field) -> Expression:
    match field:
        case Column(name):
            return leaf(COMPUTED[model][name](row) if name in COMPUTED[model] else row.c[name])
        case Constant(text):
            return constant(f'"{text}"')
        case GlobalId(type_name):
            number = sa.cast(row.c.id, sa.String)
            return concatenated(constant(f'"{type_name}:'), number, constant('"'))
        case ValueObject(name, parts):
            return _value_object(row, model, name, parts)
        case Distinct(relation, column):
            return _distinct(row, field)
        case One(relation, selection):
            return _one(row, field)
        case Rows(relation, selection, page):
            target = _picked(_source(relation.target, page, field, row), page, selection)
            return _array(target, relation.target, selection)
        case Connection():
            return _connection(field, row)


def _value_object(row: sa.FromClause, model: Any, name: str, parts: Any) -> Expression:
    value = model.values[name]
    members = {
        key: leaf(_typed(value.parts[part].expression(row), value.parts[part].type))
        for key, part in parts.items()
    }
    return object_of(members)


def _typed(expression: Expression, kind: Any) -> Expression:
    if isinstance(expression, sa.Column):
        return expression
    types: dict[Any, Any] = {int: sa.Integer(), bool: sa.Boolean()}
    return sa.type_coerce(expression, types.get(kind, sa.String()))


def _distinct(row: sa.FromClause, field: Distinct) -> Expression:
    relation = field.relation
    target = table_of(relation.target).alias()
    column = target.c[field.column]
    found = (
        sa.select(column)
        .where(
            *belonging(relation, row, target), *visible(relation.target, target, relation.source)
        )
        .group_by(column)
        .order_by(sa.func.min(target.c.id))
        .correlate(row)
        .subquery()
    )
    return sa.select(array_of(joined(leaf(found.c[field.column])))).scalar_subquery()


def _one(row: sa.FromClause, field: One) -> Expression:
    relation = field.relation
    target = table_of(relation.target).alias()
    # What a row cannot be without is seen wherever the row itself is.
    seen = visible(relation.target, target, None, ADDRESSABLE) if relation.nullable else []
    found = (
        sa.select(_object(target, Batch(relation.target, field.selection)))
        .where(*belonging(relation, row, target), *seen)
        .correlate(row)
        .scalar_subquery()
    )
    return _or_null(found) if relation.nullable else found


# ── Lists ────────────────────────────────────────────────────────────────────────────────────


class _Source:
    """The rows of a list: those that belong to the row above, are visible, and fit."""

    def __init__(
        self, model: type[Row], page: Page, relation: Any, parent: sa.FromClause | None
    ) -> None:
        self.model = model
        self.page = page
        self.keys: tuple[Key, ...] = keys_of(model, page.order)
        self.row: sa.FromClause = table_of(model).alias()
        self.parent = parent
        self.conditions: list[Condition] = [fitting(self.row, page.where)]
        if relation is not None and parent is not None:
            self.conditions += belonging(relation, parent, self.row)
            self.conditions += visible(model, self.row, relation.source)
        else:
            self.conditions += visible(model, self.row, None)

    def select(self, *columns: Any, further: Iterable[Condition] = ()) -> sa.Select[Any]:
        chosen = sa.select(*columns).select_from(self.row).where(*self.conditions, *further)
        return chosen.correlate(self.parent) if self.parent is not None else chosen

    def stretch(self) -> list[Condition]:
        """After one cursor and before the other, where they are given."""
        found = []
        if (after := self.page.after) is not None:
            found.append(self._beyond(after, "after", end=False))
        if (before := self.page.before) is not None:
            found.append(self._beyond(before, "before", end=True))
        return found

    def _beyond(self, cursor: Any, argument: str, *, end: bool) -> Condition:
        return beyond(
            self.model, self.row, self.keys, cursor, f"{self.page.at}({argument}:)", end=end
        )

    def exists_outside(self, cursor: Any, argument: str, *, end: bool) -> Expression:
        """Whether there are rows on the other side of a cursor, the cursor's own included."""
        outside = ~self._beyond(cursor, argument, end=end)
        return self.select(sa.literal_column("1"), further=[outside]).exists()


def _source(model: type[Row], page: Page, field: Any, parent: sa.FromClause | None) -> _Source:
    return _Source(model, page, field.relation, parent)


def _picked(source: _Source, page: Page, selection: Selection) -> sa.FromClause:
    columns = [source.row.c[name] for name in _needed(source, selection)]
    order = ordering(source.row, source.keys)
    return source.select(*columns).order_by(*order).subquery()


def _array(target: sa.FromClause, model: type[Row], selection: Selection) -> Expression:
    made = _object(target, Batch(model, selection))
    return sa.select(array_of(joined(made))).scalar_subquery()


def _needed(source: _Source, *selections: Selection) -> list[str]:
    """The columns that the page has to carry for what is made of its rows."""
    names = dict.fromkeys(key.name for key in source.keys)
    if "id" in source.row.c:
        names["id"] = None
    for selection in selections:
        if not isinstance(selection, Deferred):
            for field in selection.values():
                names.update(dict.fromkeys(_columns_of(source.model, field)))
    return list(names)


def _columns_of(model: Any, field: Field) -> Iterable[str]:
    match field:
        case Column(name):
            return [] if name in COMPUTED[model] else [name]
        case ValueObject(name, _):
            return model.values[name].columns  # type: ignore[no-any-return]  # model is any table
        case One(relation=relation) | Rows(relation=relation) | Distinct(relation=relation):
            return _near(relation)
        case Connection(relation=relation):
            return _near(relation)
        case _:
            return []


def _near(relation: Any) -> Iterable[str]:
    return [relation.local] if relation.through is None else relation.through.near.values()


def _connection(field: Connection, parent: sa.FromClause | None) -> Expression:
    """A list page by page; count and page are selected only when asked for."""
    source = _source(field.model, field.page, field, parent)
    paged = {
        key: part for key, part in field.parts.items() if isinstance(part, (Nodes, Edges, PageInfo))
    }
    whole: dict[str, Expression] = {}
    for key, part in field.parts.items():
        if isinstance(part, TotalCount):
            counted = source.select(sa.func.count()).scalar_subquery()
            whole[key] = sa.cast(counted, sa.String)
    if not paged:
        return object_of(whole)
    rows = _page(source, paged.values())
    made = {key: _part(source, rows, part) for key, part in paged.items()}
    ordered = {key: whole.get(key, made.get(key)) for key in field.parts}
    return sa.select(object_of(ordered)).select_from(rows).scalar_subquery()  # type: ignore[arg-type]  # each key is in one of them


def _page(source: _Source, parts: Iterable[Any]) -> sa.FromClause:
    """The page's rows. Numbered, with one row too many, where PageInfo is asked for."""
    page, parts = source.page, list(parts)
    backwards = page.last is not None
    size = page.last if page.last is not None else page.first
    assert size is not None
    numbered = backwards or any(isinstance(part, PageInfo) for part in parts)
    columns = [source.row.c[name] for name in _needed(source, *_selections(parts))]
    limit = bind(size, page_size(page.at, extra=int(numbered)), sa.Integer())
    picked = (
        source.select(*columns, further=source.stretch())
        .order_by(*ordering(source.row, source.keys, backwards=backwards))
        .limit(limit)
        .subquery()
    )
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


def _selections(parts: Iterable[Any]) -> Iterable[Selection]:
    for part in parts:
        if isinstance(part, Nodes):
            yield part.selection
        elif isinstance(part, Edges):
            yield from (each.selection for each in part.parts.values() if isinstance(each, Nodes))


def _part(source: _Source, rows: sa.FromClause, part: Any) -> Expression:
    match part:
        case Nodes(selection):
            return array_of(_kept(source, rows, _object(rows, Batch(source.model, selection))))
        case Edges(parts):
            made = {key: _edge_part(source, rows, each) for key, each in parts.items()}
            return array_of(_kept(source, rows, object_of(made)))
        case PageInfo(parts):
            return object_of({key: _page_info(source, rows, each) for key, each in parts.items()})
    raise AssertionError(part)


def _edge_part(source: _Source, rows: sa.FromClause, part: Any) -> Expression:
    if isinstance(part, Nodes):
        return _object(rows, Batch(source.model, part.selection))
    return quoted(cursor_of(source.model, rows, source.keys))


def _kept(source: _Source, rows: sa.FromClause, made: Expression) -> Expression:
    """The objects of the page, without the row too many."""
    texts = joined(made)
    if "row_number" not in rows.c:
        return texts
    return texts.filter(rows.c.row_number <= _size(source))


def _size(source: _Source) -> Expression:
    page = source.page
    size = page.last if page.last is not None else page.first
    assert size is not None
    return bind(size, page_size(page.at), sa.Integer())


def _page_info(source: _Source, rows: sa.FromClause, member: str) -> Expression:
    page = source.page
    backwards = page.last is not None
    more = sa.func.coalesce(sa.func.max(rows.c.row_count), 0) > _size(source)
    match member:
        case "hasNextPage":
            beyond_end = page.before and source.exists_outside(page.before, "before", end=True)
            return _true_or_false(None if backwards else more, beyond_end)
        case "hasPreviousPage":
            beyond_start = page.after and source.exists_outside(page.after, "after", end=False)
            return _true_or_false(more if backwards else None, beyond_start)
        case "startCursor" | "endCursor":
            first = (member == "startCursor") != backwards
            last_kept = sa.case(
                (rows.c.row_count < _size(source), rows.c.row_count), else_=_size(source)
            )
            number = sa.literal_column("1") if first else last_kept
            cursor = cursor_of(source.model, rows, source.keys)
            at_end = sa.func.max(cursor).filter(rows.c.row_number == number)
            return quoted(sa.type_coerce(at_end, sa.String()))
    raise AssertionError(member)


def _true_or_false(*conditions: Any) -> Expression:
    given = [condition for condition in conditions if condition is not None]
    if not given:
        return constant("false")
    return sa.case((sa.or_(*given), constant("true")), else_=constant("false"))
