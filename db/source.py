"""The rows of a list, from which its page, its count and its groups are all taken."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from db.binds import bind
from db.cursor import Mark, beyond, keys_of, ordering
from db.filters import Condition, belonging, counting, fitting, linking
from db.models.computed import COMPUTED
from db.models.relations import Relation
from db.models.table import Row, table_of
from db.pages import LARGEST_PAGE, page_size
from db.query import (
    Alone,
    Column,
    Connection,
    Deferred,
    Distinct,
    GlobalId,
    One,
    Page,
    Prefixed,
    Rows,
    Selection,
    Value,
    ValueObject,
)
from db.visibility import exists, visible

Expression = sa.ColumnElement[Any]
Make = Callable[[sa.FromClause, type[Row], Selection], Expression]


@dataclass(frozen=True)
class Keys:
    """The columns that a list is ordered by."""

    c: Mapping[str, Any]


class Source:
    """The rows of a list: those that belong to the row above, are visible, and fit."""

    mark: Mark | None = None
    """What its cursors are good for, besides its table and order."""

    def __init__(
        self,
        model: type[Row],
        page: Page,
        relation: Relation | None,
        parent: sa.FromClause | None,
        *,
        bounded: bool = False,
    ) -> None:
        """`bounded`: its SQL has the largest size of a page in it, see `picked`."""
        self.bounded = bounded
        self.model = model
        self.page = page
        self.keys = keys_of(model, page.order)
        self.row: sa.FromClause = table_of(model).alias()
        self.parent = parent
        self.relation = relation
        came_from = relation.source if relation is not None and parent is not None else None
        self.wanted: list[Condition] = [
            fitting(self.row, page.where),
            *visible(model, self.row, came_from),
        ]

    @property
    def conditions(self) -> list[Condition]:
        """All that hold for the list's rows."""
        if self.relation is None or self.parent is None:
            return self.wanted
        return [*belonging(self.relation, self.parent, self.row), *self.wanted]

    def select(
        self,
        *columns: Any,
        further: Iterable[Condition] = (),
        rows: sa.FromClause | None = None,
    ) -> sa.Select[Any]:
        """Columns of the list's rows, or of these joined to others, as `rows` says."""
        given = self.row if rows is None else rows
        return self._from(given, columns, [*self.conditions, *further])

    def columns(self, selections: Iterable[Selection]) -> list[Any]:
        """What the page has to carry for what is made of its rows."""
        names = dict.fromkeys(key.name for key in self.keys)
        if "id" in self.row.c:
            names["id"] = None
        for selection in selections:
            if not isinstance(selection, Deferred):
                for field in selection.values():
                    names.update(dict.fromkeys(columns_of(self.model, field)))
        return [self.row.c[name] for name in names]

    def picked(
        self, selections: Iterable[Selection], *, backwards: bool = False, extra: int = 0
    ) -> sa.Select[Any]:
        """The page's rows in their order, or turned around; and `extra` more."""
        columns, (rows, conditions, keys) = self.columns(selections), self._in_order()
        found = self._from(rows, columns, [*conditions, *self.stretch(keys)])
        found = found.order_by(*ordering(keys, self.keys, backwards=backwards))
        if self.page.first is None and self.page.last is None:
            return found
        if self.bounded:
            # PostgreSQL takes a limit that it does not know for a tenth of the table.
            found = sa.select(found.limit(sa.literal_column(str(LARGEST_PAGE + 1))).subquery())
        return found.limit(self.size(extra))

    def _from(
        self, rows: sa.FromClause, columns: Iterable[Any], conditions: Iterable[Condition]
    ) -> sa.Select[Any]:
        found = sa.select(*columns).select_from(rows).where(*conditions)
        # Without this SQLAlchemy silently joins every row with every other.
        return found.correlate(self.parent) if self.parent is not None else found

    def _in_order(self) -> tuple[sa.FromClause, list[Condition], Any]:
        """The list's rows, their conditions, and the columns to order by.

        Where the links copy what the list is ordered by, an index of theirs has the order: so a
        page costs the same, however many links lead away from the row above.
        """
        relation, parent = self.relation, self.parent
        if relation is None or parent is None or relation.through is None:
            return self.row, self.conditions, self.row
        assert relation.link is not None
        link, far = table_of(relation.link).alias(), relation.through.far
        prefix = far.removesuffix("id")
        copies = {key.name: f"{prefix}{key.name}" for key in self.keys} | {"id": far}
        if len(copies) == 1 or not all(copy in link.c for copy in copies.values()):
            return self.row, self.conditions, self.row
        conditions = [*linking(relation, parent, link), self._is_first(link), *self.wanted]
        rows = link.join(self.row, self.row.c[relation.remote] == link.c[far])
        return rows, conditions, Keys({name: link.c[copy] for name, copy in copies.items()})

    def _is_first(self, link: sa.FromClause) -> Condition:
        """That no earlier link leads from the same row to the same row: it is listed once."""
        relation = self.relation
        assert relation is not None
        assert relation.through is not None
        other = sa.inspect(link).element.alias()
        same = [
            other.c[name] == link.c[name] for name in (*relation.through.near, relation.through.far)
        ]
        earlier = [*same, *counting(relation, other), other.c.id < link.c.id]
        return ~exists(other, *earlier, each=True)

    def stretch(self, row: Any = None) -> list[Condition]:
        """After one cursor and before the other, where they are given."""
        row = self.row if row is None else row
        conditions = []
        if self.page.after is not None:
            conditions.append(self._beyond(row, self.page.after, "after", end=False))
        if self.page.before is not None:
            conditions.append(self._beyond(row, self.page.before, "before", end=True))
        return conditions

    def _beyond(self, row: Any, cursor: Value, argument: str, *, end: bool) -> Condition:
        at = f"{self.page.at}({argument}:)"
        return beyond(self.model, row, self.keys, cursor, at, end=end, mark=self.mark)

    def any_outside(self, cursor: Value | None, argument: str, *, end: bool) -> list[Expression]:
        """Whether there are rows on the other side of a cursor, the cursor's own included."""
        if cursor is None:
            return []
        rows, conditions, keys = self._in_order()
        outside = ~self._beyond(keys, cursor, argument, end=end)
        one: Any = sa.literal_column("1")
        return [self._from(rows, [one], [*conditions, outside]).limit(one).exists()]

    def size(self, extra: int = 0) -> Expression:
        """How many rows the page has at most."""
        wanted = self.page.last if self.page.last is not None else self.page.first
        assert wanted is not None
        return bind(wanted, page_size(self.page.at, extra=extra), sa.Integer())


def columns_of(model: Any, field: Any) -> Iterable[str]:
    """The columns of the row that a field is made of."""
    match field:
        case Column(name):
            return COMPUTED[model][name].columns if name in COMPUTED[model] else [name]
        case ValueObject(name, _):
            columns: Iterable[str] = model.values[name].columns
            return columns
        case GlobalId():
            return ["id"]
        case Prefixed():
            return columns_of(model, field.field)
        case One() | Alone() | Rows() | Distinct() | Connection():
            relation = field.relation
            assert relation is not None
            return relation.through.near.values() if relation.through else [relation.local]
    return []
