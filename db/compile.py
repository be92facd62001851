"""A tree of db.query into one SELECT that answers as JSON. Pure: no database is asked.

Rows that one foreign key leads to are subqueries, never joins: so an array keeps the order of its
page on both databases.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from db.about import about
from db.binds import bind, escaped
from db.detect import rows_given
from db.filters import Condition, belonging, has_slug
from db.ids import key_for, keys_given, parsed_ids
from db.json_sql import (
    among,
    array_of,
    concatenated,
    constant,
    constant_text,
    joined,
    leaf,
    member_at,
    numbered_members,
    object_of,
)
from db.lists import connection, distinct_list, whole_list
from db.models import SearchEntry
from db.models.computed import COMPUTED
from db.models.relations import Relation
from db.models.table import Row, table_of
from db.query import (
    About,
    Alone,
    Batch,
    ById,
    ByIds,
    ByKey,
    Candidates,
    Column,
    Connection,
    Constant,
    Deferred,
    Detect,
    Distinct,
    Field,
    GlobalId,
    HitNode,
    One,
    Prefixed,
    Root,
    Roots,
    Rows,
    Selection,
    Snippet,
    ValueObject,
)
from db.search import FOUND
from db.source import Expression
from db.split import coded
from db.visibility import ADDRESSABLE, visible


def compile_roots(roots: Roots, dialect: str) -> sa.Select[Any]:
    """The whole answer of an operation: one row, one column, an object by the roots' keys."""
    return sa.select(object_of({key: _root(key, root, dialect) for key, root in roots.items()}))


def compile_batch(batch: Batch) -> sa.Select[Any]:
    """The objects of the rows whose keys are bound as `keys`, by key."""
    row = table_of(batch.model).alias()
    made = _object(row, batch.model, batch.selection)
    key = sa.cast(row.c.id, sa.String)
    entries = joined(concatenated(constant('"'), key, constant('":'), made))
    answer = concatenated(constant("{"), sa.func.coalesce(entries, constant("")), constant("}"))
    return sa.select(answer).where(among(row.c.id, keys_given()))


# ── Roots ────────────────────────────────────────────────────────────────────────────────────


def _root(at: str, root: Root, dialect: str) -> Expression:
    match root:
        case Connection():
            return connection(root, None, _object, bounded=dialect == "postgresql")
        case ByKey():
            return _by_key(root)
        case ById():
            return _by_id(root)
        case ByIds():
            wanted = bind(root.value, parsed_ids(root.at), sa.String())
            return _by_ids(wanted, root.selections, dialect)
        case Detect():
            return _detect(rows_given(at), root, dialect)
        case About():
            return about(root)
        case Constant(text):
            return constant_text(text)


def _by_key(root: ByKey) -> Expression:
    row = table_of(root.model).alias()
    if root.key == "id":
        found = row.c.id == key_for(root.model, root.value, root.at, strict=True)
    else:
        found = has_slug(row, root.value, root.at)
    return _or_null(_addressed(root.model, row, root.selection, found))


def _by_id(root: ById) -> Expression:
    """Each type is looked into; the key is bound for the one that the id names."""
    found = []
    for model, selection in root.selections.items():
        row = table_of(model).alias()
        has_key = row.c.id == key_for(model, root.value, root.at)
        found.append(_addressed(model, row, selection, has_key))
    return sa.func.coalesce(*found, constant("null"))


def _detect(rows: Expression, root: Detect, dialect: str) -> Expression:
    """Of each key of candidates, and each key of their rows, the rows given, in order."""
    found = {}
    for key, part in root.parts.items():
        if isinstance(part, Candidates):
            nodes = {name: each for name, each in part.parts.items() if isinstance(each, HitNode)}
            found[key] = object_of(
                {name: _by_ids(rows, each.selections, dialect) for name, each in nodes.items()}
            )
    return object_of(found)


def _by_ids(
    rows: Expression, selections: Mapping[type[Row], Selection], dialect: str
) -> Expression:
    """The rows whose types and keys are given, in their order."""
    wanted = numbered_members(dialect, rows)
    kind, key = (member_at(dialect, wanted.c.value, position) for position in (0, 1))
    cases = []
    for model, selection in selections.items():
        row = table_of(model).alias()
        has_key = row.c.id == sa.cast(key, sa.Integer)
        made = _addressed(model, row, selection, has_key)
        cases.append((kind == constant(model.__name__), made))
    each = _or_null(sa.case(*cases))
    numbered = sa.select(each.label("object")).order_by(wanted.c.key).subquery()
    return sa.select(array_of(joined(numbered.c.object))).scalar_subquery()


def _addressed(
    model: type[Row], row: sa.FromClause, selection: Selection, found: Condition
) -> Expression:
    seen = visible(model, row, None, ADDRESSABLE)
    return sa.select(_object(row, model, selection)).where(found, *seen).scalar_subquery()


def _or_null(value: Expression) -> Expression:
    return sa.func.coalesce(value, constant("null"))


# ── Rows ─────────────────────────────────────────────────────────────────────────────────────


def _object(row: sa.FromClause, model: type[Row], selection: Selection) -> Expression:
    """A row as a JSON object; a deferred one as its key."""
    if isinstance(selection, Deferred):
        return leaf(row.c.id)
    return object_of({key: field_of(row, model, field) for key, field in selection.items()})


def field_of(row: sa.FromClause, model: type[Row], field: Field) -> Expression:
    match field:
        case Column(name):
            return leaf(COMPUTED[model][name](row) if name in COMPUTED[model] else row.c[name])
        case Constant(text):
            return constant_text(text)
        case GlobalId(type_name):
            number = sa.cast(row.c.id, sa.String)
            return concatenated(constant(f'"{type_name}:'), number, constant('"'))
        case Prefixed():
            return _prefixed(row, field)
        case ValueObject():
            return _value_object(row, model, field)
        case Distinct():
            return distinct_list(field, row, leaf)
        case One():
            return _one(row, field.relation, field.selection)
        case Alone(relation, inner):
            return _one(row, relation, inner)
        case Rows():
            return whole_list(field, row, _object)
        case Connection():
            return connection(field, row, _object)
        case HitNode(selections):
            return _hit_node(row, selections)
        case Snippet():
            return _text_of_entry(row)


def _value_object(row: sa.FromClause, model: Any, field: ValueObject) -> Expression:
    members = model.values[field.name].parts
    return object_of(
        {
            key: constant_text(part.text)
            if isinstance(part, Constant)
            else leaf(members[part].value(row))
            for key, part in field.parts.items()
        }
    )


def _prefixed(row: sa.FromClause, field: Prefixed) -> Expression:
    """An address as JSON: the database has nothing to escape, which takes longer than all else.

    What stands before comes escaped, and slugs are of letters, digits and hyphens.
    """
    before = bind(field.before, escaped("address"), sa.String())
    match field.field:
        case Column(name):
            return concatenated(constant('"'), before, row.c[name], constant('"'))
        case GlobalId(type_name):
            key = sa.cast(row.c.id, sa.String)
            return concatenated(
                constant('"'), before, constant(f"{type_name}:"), key, constant('"')
            )


def _one(row: sa.FromClause, relation: Relation, wanted: Selection | Field) -> Expression:
    """What is wanted of the row that a foreign key leads to, or null."""
    target = table_of(relation.target).alias()
    # What a row cannot be without is seen wherever the row itself is.
    seen = visible(relation.target, target, None, ADDRESSABLE) if relation.nullable else []
    if isinstance(wanted, Mapping | Deferred):
        made = _object(target, relation.target, wanted)
    else:
        made = field_of(target, relation.target, wanted)
    found = (
        sa.select(made)
        .where(*belonging(relation, row, target), *seen)
        .correlate(row)
        .scalar_subquery()
    )
    return _or_null(found) if relation.nullable else found


def _hit_node(row: sa.FromClause, selections: Mapping[type[Row], Selection]) -> Expression:
    """The row that a hit is about: its kind tells the table, its key the row."""
    cases: list[Any] = []
    for number, (kind, model) in enumerate(FOUND.items()):
        target, selection = table_of(model).alias(), selections[model]
        if isinstance(selection, Deferred):
            made = leaf(coded(row.c.key, number))
        else:
            found = sa.select(_object(target, model, selection)).where(target.c.id == row.c.key)
            made = found.correlate(row).scalar_subquery()
        cases.append((row.c.kind == constant(kind), made))
    return sa.case(*cases)


def _text_of_entry(row: sa.FromClause) -> Expression:
    entry = table_of(SearchEntry).alias()
    found = sa.select(leaf(entry.c.text)).where(entry.c.entry_id == row.c.entry)
    return found.correlate(row).scalar_subquery()
