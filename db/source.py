"""The rows of a list, from which its page, its count and its groups are all taken."""

from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa

from db.binds import bind
from db.cursor import Mark, beyond, keys_of
from db.filters import Condition, belonging, exists, fitting, visible
from db.models.computed import COMPUTED
from db.models.relations import Relation
from db.models.table import Row, table_of
from db.pages import page_size
from db.query import (
    Column,
    Connection,
    Deferred,
    Distinct,
    One,
    Page,
    Rows,
    Selection,
    Value,
    ValueObject,
)

Expression = sa.ColumnElement[Any]
Make = Callable[[sa.FromClause, type[Row], Selection], Expression]


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
    ) -> None:
        self.model = model
        self.page = page
        self.keys = keys_of(model, page.order)
        self.row: sa.FromClause = table_of(model).alias()
        self.parent = parent
        self.conditions: list[Condition] = [fitting(self.row, page.where)]
        came_from = None
        if relation is not None and parent is not None:
            came_from = relation.source
            self.conditions += belonging(relation, parent, self.row)
        self.conditions += visible(model, self.row, came_from)

    def select(
        self,
        *columns: Any,
        further: Iterable[Condition] = (),
        rows: sa.FromClause | None = None,
    ) -> sa.Select[Any]:
        """Columns of the list's rows, or of these joined to others, as `rows` says."""
        given = self.row if rows is None else rows
        chosen = sa.select(*columns).select_from(given).where(*self.conditions, *further)
        # Without this SQLAlchemy silently joins every row with every other.
        return chosen.correlate(self.parent) if self.parent is not None else chosen

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

    def stretch(self) -> list[Condition]:
        """After one cursor and before the other, where they are given."""
        conditions = []
        if self.page.after is not None:
            conditions.append(self._beyond(self.page.after, "after", end=False))
        if self.page.before is not None:
            conditions.append(self._beyond(self.page.before, "before", end=True))
        return conditions

    def _beyond(self, cursor: Value, argument: str, *, end: bool) -> Condition:
        at = f"{self.page.at}({argument}:)"
        return beyond(self.model, self.row, self.keys, cursor, at, end=end, mark=self.mark)

    def any_outside(self, cursor: Value | None, argument: str, *, end: bool) -> list[Expression]:
        """Whether there are rows on the other side of a cursor, the cursor's own included."""
        if cursor is None:
            return []
        outside = ~self._beyond(cursor, argument, end=end)
        return [exists(self.row, *self.conditions, outside)]

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
        case One() | Rows() | Distinct() | Connection():
            relation = field.relation
            assert relation is not None
            return relation.through.near.values() if relation.through else [relation.local]
    return []
