"""Which rows fit: the operators, a line each, and the conditions made of them."""

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa

from db.binds import (
    Decode,
    bind,
    checked,
    end_of_day,
    end_of_folded,
    end_of_stretch,
    folded,
    list_of_values,
    plain,
    start_of_stretch,
)
from db.json_sql import among, constant, one_of_few, position_in
from db.models import terms
from db.models.relations import Relation
from db.models.table import Table, table_of
from db.query import AnyOf, Compare, Every, Has, Items, Not, Value, Where
from db.visibility import exists, visible

Rows = sa.FromClause
Condition = sa.ColumnElement[bool]


def compared(compare: Callable[[Any, Any], Any], decode: Callable[[str], Decode] = plain) -> Any:
    """An operator that compares a column with one bound value."""

    def condition(row: Rows, name: str, value: Any, at: str) -> Condition:
        column = row.c[name]
        holds: Condition = compare(column, bind(value, decode(at), column.type))
        return holds

    return condition


def is_one_of(row: Rows, name: str, value: Any, at: str) -> Condition:
    return among(row.c[name], bind(value, list_of_values(at), sa.String()))


def is_missing(row: Rows, name: str, value: Any, at: str) -> Condition:
    """Whether a value is missing equals what is asked, which the SQL depends on."""
    ends = [f"{name}_start", f"{name}_end"] if f"{name}_start" in row.c else [name]
    missing = sa.and_(*(row.c[end].is_(None) for end in ends))
    return missing if checked(value.given({}), at) else ~missing


def contains(row: Rows, name: str, value: Any, at: str) -> Condition:
    return position_in(row.c[f"{name}_folded"], bind(value, folded(at), sa.String())) > 0


def starts_with(row: Rows, name: str, value: Any, at: str) -> Condition:
    column = row.c[f"{name}_folded"]
    return sa.and_(
        column >= bind(value, folded(at), sa.String()),
        column < bind(value, end_of_folded(at), sa.String()),
    )


def overlaps(row: Rows, name: str, value: Mapping[str, Value], at: str) -> Condition:
    """Whether the date may have a day in common with a stretch; an open end has no bound."""
    start, end = row.c[f"{name}_start"], row.c[f"{name}_end"]
    days = Items((value["from"], value["to"]))
    return sa.and_(
        sa.or_(start.is_not(None), end.is_not(None)),
        sa.or_(start.is_(None), start <= bind(days, end_of_stretch(at), sa.String())),
        sa.or_(end.is_(None), end >= bind(days, start_of_stretch(at), sa.String())),
    )


def before(row: Rows, name: str, value: Any, at: str) -> Condition:
    return row.c[f"{name}_end"] < bind(value, plain(at), sa.String())


def after(row: Rows, name: str, value: Any, at: str) -> Condition:
    return row.c[f"{name}_start"] > bind(value, end_of_day(at), sa.String())


def within(row: Rows, _name: str, value: Mapping[str, Value], at: str) -> Condition:
    """Places in a larger one at any depth, on the ground and at the day asked for, if any."""
    containment = Table.metadata.tables["containment"]
    location = Table.metadata.tables["location"].alias()
    top = containment.alias()
    inner = (
        sa.select(top.c.location_id)
        .where(
            top.c.parent_id == key_of_slug(location, value["slug"], f"{at}.slug"),
            *_on_ground(top, value, at),
        )
        .cte(recursive=True)
    )
    below = containment.alias()
    inner = inner.union(
        sa.select(below.c.location_id)
        .join_from(below, inner, below.c.parent_id == inner.c.location_id)
        .where(*_on_ground(below, value, at))
    )
    return one_of_few(row.c.id, sa.select(inner.c.location_id).scalar_subquery())


def _on_ground(containment: Rows, value: Mapping[str, Value], at: str) -> list[Condition]:
    conditions: list[Condition] = []
    if basis := value.get("basis"):
        kind = containment.c.basis.type
        conditions.append(containment.c.basis == bind(basis, plain(f"{at}.basis"), kind))
    if day := value.get("on"):
        since, until = containment.c.since, containment.c.until
        given = [bind(day, plain(f"{at}.on"), sa.String()) for _ in range(2)]
        # A month or year that is given as the last one lasts to its end.
        conditions += [
            sa.or_(since.is_(None), since <= given[0]),
            sa.or_(until.is_(None), until + constant("~") >= given[1]),
        ]
    return conditions


def has_slug(row: Rows, value: Value, at: str) -> Condition:
    """Whether the row's slug, or another slug that finds it, is the value."""
    if other_slugs(row) is None:
        return row.c.slug == bind(value, plain(at), sa.String())
    return row.c.id == key_of_slug(row, value, at)  # type: ignore[no-any-return]  # SQLAlchemy leaves it untyped


def key_of_slug(row: Rows, value: Value, at: str) -> Any:
    """The key of the row that a slug finds, its own before another name.

    That it is one key tells PostgreSQL how to go on.
    """
    own, others = _keys_by_slug(row, lambda column: column == bind(value, plain(at), sa.String()))
    (key,) = others.selected_columns
    # The sum changes nothing but what PostgreSQL would do: look for the first through all names.
    first = others.with_only_columns(sa.func.min(key + sa.literal_column("0")))
    return sa.func.coalesce(own.scalar_subquery(), first.scalar_subquery())


def has_one_of_slugs(row: Rows, _name: str, value: Value, at: str) -> Condition:
    if other_slugs(row) is None:
        return is_one_of(row, "slug", value, at)
    wanted = bind(value, list_of_values(at), sa.String())
    keys = sa.union_all(*_keys_by_slug(row, lambda column: among(column, wanted)))
    return one_of_few(row.c.id, keys.scalar_subquery())


def _keys_by_slug(
    row: Rows, fits: Callable[[Any], Condition]
) -> tuple[sa.Select[Any], sa.Select[Any]]:
    """The keys of rows whose own slug fits, and of those another slug of which does.

    Apart, since no index serves an OR of a column with another table's.
    """
    own = sa.inspect(row).element.alias()
    found = other_slugs(row)
    assert found is not None
    names, owner = found
    return (
        sa.select(own.c.id).where(fits(own.c.slug)),
        sa.select(names.c[owner]).where(_is_slug(names), fits(names.c.value)),
    )


def other_slugs(row: Rows) -> tuple[Rows, str] | None:
    """The table of names and its column for this table, where rows have other slugs."""
    owner = f"{sa.inspect(row).element.name}_id"
    names = Table.metadata.tables["name"].alias()
    return (names, owner) if owner in ("actor_id", "location_id") else None


def _is_slug(names: Rows) -> Condition:
    return names.c.kind == constant(terms.NameKind.SLUG)


OPERATORS: dict[str, Callable[[Rows, str, Any, str], Condition]] = {
    "eq": compared(lambda column, value: column == value),
    "neq": compared(lambda column, value: column != value),
    "in": is_one_of,
    "lt": compared(lambda column, value: column < value),
    "lte": compared(lambda column, value: column <= value),
    "gt": compared(lambda column, value: column > value),
    "gte": compared(lambda column, value: column >= value),
    "contains": contains,
    "startsWith": starts_with,
    "isNull": is_missing,
    "overlaps": overlaps,
    "before": before,
    "after": after,
    "within": within,
}
"""Each operator: the row, the field, the bound value or values, and where it stands."""


def fitting(row: Rows, where: Where) -> Condition:
    """The condition on `row` that `where` means."""
    match where:
        case Compare("slug", "eq", value, at):
            return has_slug(row, value, at)  # type: ignore[arg-type]  # only overlaps and within have several values
        case Compare("slug", "in", value, at):
            return has_one_of_slugs(row, "slug", value, at)  # type: ignore[arg-type]  # likewise
        case Compare(field, operator, value, at):
            return OPERATORS[operator](row, field, value, at)
        case Has(relation, inner, none):
            target = table_of(relation.target).alias()
            rows, conditions = neighbours(relation, row, target)
            neighbour = exists(rows, *conditions, fitting(target, inner))
            return ~neighbour if none else neighbour
        case Every(parts):
            return sa.and_(sa.true(), *(fitting(row, part) for part in parts))
        case AnyOf(parts):
            return sa.or_(sa.false(), *(fitting(row, part) for part in parts))
        case Not(part):
            return ~sa.func.coalesce(fitting(row, part), sa.false())


def neighbours(relation: Relation, row: Rows, target: Rows) -> tuple[Rows, list[Condition]]:
    """The neighbours of `row` that readers may see, each as often as links lead to it.

    What to select from, and the conditions. Of an IN within an EXISTS PostgreSQL would make a
    question for every pair of rows.
    """
    seen = visible(relation.target, target, relation.source)
    if relation.through is None:
        return target, [*belonging(relation, row, target), *seen]
    assert relation.link is not None
    link = table_of(relation.link).alias()
    leads = target.c[relation.remote] == link.c[relation.through.far]
    return link.join(target, leads), [*linking(relation, row, link), *seen]


def belonging(relation: Relation, row: Rows, target: Rows) -> list[Condition]:
    """That rows of `target` are the neighbours of `row`."""
    if relation.through is None:
        return [target.c[relation.remote] == row.c[relation.local]]
    assert relation.link is not None
    link = table_of(relation.link).alias()
    conditions = linking(relation, row, link)
    found = sa.select(link.c[relation.through.far]).where(*conditions).correlate(row)
    return [one_of_few(target.c[relation.remote], found.scalar_subquery())]


def linking(relation: Relation, row: Rows, link: Rows) -> list[Condition]:
    """That rows of the link table lead from `row` to its neighbours."""
    assert relation.through is not None
    assert relation.link is not None
    near = [_same(link, near, row, own) for near, own in relation.through.near.items()]
    return near + counting(relation, link)


def counting(relation: Relation, link: Rows) -> list[Condition]:
    """That rows of the link table count, from wherever they lead."""
    assert relation.through is not None
    assert relation.link is not None
    conditions: list[Condition] = [
        sa.or_(*(link.c[column] == constant(word) for word in words))
        for column, words in relation.through.where.items()
    ]
    return conditions + visible(relation.link, link, relation.source)


def _same(link: Rows, near: str, row: Rows, own: str) -> Condition:
    if not row.c[own].nullable:
        return link.c[near] == row.c[own]
    return link.c[near].is_not_distinct_from(row.c[own])
