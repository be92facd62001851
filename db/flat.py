"""A root list of plain columns, as rows: for those Python writes the JSON faster than a database.

Whatever has rows within rows is made into text by the database, see db/compile.py.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa

from db.compile import field_of
from db.cursor import cursor_of
from db.json_sql import constant, instant_text
from db.models.computed import COMPUTED
from db.pages import page_size
from db.prepared import Prepared, prepare
from db.query import (
    Column,
    Connection,
    Constant,
    Edges,
    GlobalId,
    Nodes,
    PageInfo,
    Roots,
    Search,
    ValueObject,
)
from db.source import Source
from db.steps import Rows

Made = str
"""What is made of a `row`, as an expression of Python: as code, an object takes a third of the time
that calls for each of its values take. Keys are GraphQL names, and values stand in no code."""

Make = Callable[[Sequence[Any]], Any]

PLAIN = (Column, Constant, GlobalId, ValueObject)


@dataclass(frozen=True)
class Flat:
    """The statement for a list's rows, and the list of which they are."""

    statement: Prepared
    key: str
    """Under which the list stands in the answer."""

    connection: Connection
    parts: Mapping[str, Callable[["Found"], Any]]

    def answer(self, rows: Rows, variables: Mapping[str, Any]) -> dict[str, Any]:
        backwards = self.connection.page.last is not None
        wanted = self.connection.page.last if backwards else self.connection.page.first
        assert wanted is not None
        size = page_size(self.connection.page.at)(wanted.given(variables))
        kept = rows[:size][::-1] if backwards else rows[:size]
        found = Found(kept, more=len(rows) > size, backwards=backwards)
        return {self.key: {key: make(found) for key, make in self.parts.items()}}


@dataclass(frozen=True)
class Found:
    """The page's rows in their order, and whether there are more in the direction of reading."""

    rows: Rows
    more: bool
    backwards: bool


def flat(roots: Roots, dialect: str) -> Flat | None:
    """How to answer with rows; None where the tree is more than one list of plain columns."""
    if len(roots) != 1:
        return None
    ((key, root),) = roots.items()
    if not isinstance(root, Connection) or isinstance(root, Search) or not _is_plain(root):
        return None
    making = Making(root, dialect)
    parts = {name: making.part(part) for name, part in root.parts.items()}
    return Flat(prepare(making.statement(), dialect), key, root, parts)


def _is_plain(root: Connection) -> bool:
    parts = root.parts.values()
    return any(isinstance(part, (Nodes, Edges)) for part in parts) and all(
        _is_plain_part(root, part) for part in parts
    )


def _is_plain_part(root: Connection, part: Any) -> bool:
    match part:
        case Nodes(Mapping() as selection):
            return all(isinstance(field, PLAIN) for field in selection.values())
        case Edges(parts):
            return all(part == "cursor" or _is_plain_part(root, part) for part in parts.values())
        case PageInfo():
            # With a cursor, whether there is something before it is another question.
            return root.page.after is None and root.page.before is None
    return isinstance(part, Constant)


class Making:
    """Collects the columns that the rows need to have, while telling what is made of them."""

    def __init__(self, root: Connection, dialect: str) -> None:
        self._source = source = Source(
            root.model, root.page, None, None, bounded=dialect == "postgresql"
        )
        selections = [part.selection for part in _nodes(root)]
        extra = any(isinstance(part, PageInfo) for part in root.parts.values())
        backwards = root.page.last is not None
        self._rows = source.picked(selections, backwards=backwards, extra=int(extra)).subquery()
        self._columns: list[Any] = []
        self._cursor: Made | None = None

    def statement(self) -> sa.Select[Any]:
        # Names of types alone need no column, but a statement of SQLite's has one.
        columns = self._columns or [constant("")]
        return sa.select(*columns).select_from(self._rows)

    def part(self, part: Any) -> Callable[["Found"], Any]:
        match part:
            case Nodes(selection):
                node = self.node(selection)
                return lambda found: list(map(node, found.rows))
            case Edges(parts):
                edge = _function(
                    _together({key: self._edge_part(each) for key, each in parts.items()})
                )
                return lambda found: list(map(edge, found.rows))
            case PageInfo(parts):
                made = {key: self._page_info(each) for key, each in parts.items()}
                return lambda found: {key: make(found) for key, make in made.items()}
        return lambda found: part.text

    def node(self, selection: Any, nested: Callable[[str], Any] = orjson.loads) -> Make:
        """Makes the object of a row; `nested` of what is not plain in it, which comes as JSON."""
        return _function(self._object(selection), nested)

    def _edge_part(self, part: Any) -> Made:
        if part == "cursor":
            return self._cursor_of_row()
        return self._field(part) if isinstance(part, Constant) else self._object(part.selection)

    def _page_info(self, member: Any) -> Callable[["Found"], Any]:
        if member in ("startCursor", "endCursor"):
            cursor = _function(self._cursor_of_row())
            at = 0 if member == "startCursor" else -1
            return lambda found: cursor(found.rows[at]) if found.rows else None
        if isinstance(member, Constant):
            return lambda found: member.text
        backwards = member == "hasPreviousPage"
        return lambda found: found.more and found.backwards == backwards

    def _cursor_of_row(self) -> Made:
        if self._cursor is None:
            cursor = cursor_of(self._source.model, self._rows, self._source.keys)
            self._cursor = self._column(cursor)
        return self._cursor

    def _object(self, selection: Any) -> Made:
        return _together({key: self._field(field) for key, field in selection.items()})

    def _field(self, field: Any) -> Made:
        rows, model = self._rows, self._source.model
        match field:
            case Column(name):
                computed = COMPUTED[model]
                return self._column(computed[name](rows) if name in computed else rows.c[name])
            case GlobalId(type_name):
                return f"'{type_name}:' + str({self._column(rows.c.id)})"
            case ValueObject(name, parts):
                members = model.values[name].parts  # type: ignore[attr-defined]  # each table has them
                return _together(
                    {
                        key: self._column(members[part].value(rows))
                        if isinstance(part, str)
                        else self._field(part)
                        for key, part in parts.items()
                    }
                )
            case Constant(text):
                return repr(text)
        return f"NESTED({self._column(field_of(rows, model, field))})"

    def _column(self, value: Any) -> Made:
        """A column with that value."""
        kind = getattr(value.type, "impl_instance", value.type)
        if isinstance(kind, sa.DateTime):
            value = instant_text(value)
        made = f"row[{len(self._columns)}]"
        self._columns.append(value.label(f"column_{len(self._columns)}"))
        return f"TRUTH[{made}]" if isinstance(kind, sa.Boolean) else made


TRUTH = {None: None, 0: False, 1: True}
"""SQLite has no truth values of its own."""


def _together(made: Mapping[str, Made]) -> Made:
    return "{" + ", ".join(f"{key!r}: {each}" for key, each in made.items()) + "}"


def _function(made: Made, nested: Callable[[str], Any] = orjson.loads) -> Make:
    given = {"TRUTH": TRUTH, "NESTED": nested}
    function: Make = eval(f"lambda row: {made}", given)
    return function


def _nodes(root: Connection) -> list[Nodes]:
    parts = list(root.parts.values())
    for part in root.parts.values():
        if isinstance(part, Edges):
            parts += part.parts.values()  # type: ignore[arg-type]  # cursors are left out below
    return [part for part in parts if isinstance(part, Nodes)]
