"""What to read, as plain data: the whole language between GraphQL and SQL.

A `Selection` maps each key of the answer to what stands there. Values that a client sends apart
from its query are `Param`s: one compiled statement serves all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from db.models.relations import Relation
from db.models.table import Row

# ── Values ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Const:
    """A value that stands in the query itself."""

    value: Any

    def given(self, _variables: Mapping[str, Any]) -> Any:
        return self.value


@dataclass(frozen=True)
class Param:
    """A value among the variables, at a path of keys and positions."""

    path: tuple[str | int, ...]

    def given(self, variables: Mapping[str, Any]) -> Any:
        value: Any = variables
        for step in self.path:
            value = value[step]
        return value


@dataclass(frozen=True)
class Items:
    """A list written in the query, with variables in it."""

    items: tuple["Value", ...]

    def given(self, variables: Mapping[str, Any]) -> Any:
        return [item.given(variables) for item in self.items]


Value = Const | Param | Items


def is_constant(value: Value) -> bool:
    """Whether it stands in the query itself, without any variable."""
    if isinstance(value, Items):
        return all(map(is_constant, value.items))
    return isinstance(value, Const)


# ── Which rows ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Compare:
    """A column, or value object, compared by an operator of db/filters.py."""

    field: str
    operator: str
    value: "Value | Mapping[str, Value]"
    at: str
    """Where in the query it stands, for messages."""


@dataclass(frozen=True)
class Has:
    """Rows with a neighbour that fits; with `none`, rows without one."""

    relation: Relation
    where: "Where"
    none: bool = False


@dataclass(frozen=True)
class Every:
    """All of them hold; with none given, always."""

    parts: tuple["Where", ...] = ()


@dataclass(frozen=True)
class AnyOf:
    """One of them holds; with none given, never."""

    parts: tuple["Where", ...]


@dataclass(frozen=True)
class Not:
    """It does not hold, also where a value is missing."""

    part: "Where"


Where = Compare | Has | Every | AnyOf | Not


@dataclass(frozen=True)
class Order:
    field: str
    descending: bool = False


@dataclass(frozen=True)
class Page:
    """Which rows of a list, in which order, and which stretch of them."""

    at: str
    """Where in the query the list stands, for messages."""

    order: tuple[Order, ...]
    where: Where = Every()
    first: Value | None = None
    last: Value | None = None
    after: Value | None = None
    before: Value | None = None


# ── What of them ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Constant:
    """The same text in every answer, such as the name of a type."""

    text: str


Members = Mapping[str, "str | Constant"]
"""The members of a plain object by the keys asked for; `__typename` is the same in all answers."""


@dataclass(frozen=True)
class Constants:
    """The same texts in every answer."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column, or a computed one."""

    name: str


@dataclass(frozen=True)
class GlobalId:
    """The id by which `node` finds a row: the type's name, a colon, the key."""

    type: str


@dataclass(frozen=True)
class Prefixed:
    """A column, or the global id, with a text of the variables before it: the row's address."""

    before: Value
    field: Column | GlobalId


@dataclass(frozen=True)
class ValueObject:
    """A value object; `parts` are the keys asked for, and which member each is."""

    name: str
    parts: "Members"


@dataclass(frozen=True)
class Distinct:
    """The different values of a column among neighbours, each once, in order."""

    relation: Relation
    column: str


@dataclass(frozen=True)
class One:
    """The row that a foreign key leads to, or null."""

    relation: Relation
    selection: "Selection"


@dataclass(frozen=True)
class Alone:
    """One value of the row that a foreign key leads to, or null."""

    relation: Relation
    field: Column | Prefixed


@dataclass(frozen=True)
class Rows:
    """All neighbours, as a plain list."""

    relation: Relation
    selection: "Selection"
    page: Page


@dataclass(frozen=True)
class Nodes:
    selection: "Selection"


@dataclass(frozen=True)
class Edges:
    """`parts`: the keys asked for; each is the cursor or the node."""

    parts: Mapping[str, "Literal['cursor'] | Nodes | Constant"]


@dataclass(frozen=True)
class PageInfo:
    """`parts`: the keys asked for, and which member of PageInfo each is."""

    parts: Members


@dataclass(frozen=True)
class TotalCount:
    pass


@dataclass(frozen=True)
class Groups:
    """The list's rows by groups; `parts`: the keys asked for, each a member or the node behind."""

    by: str
    parts: Mapping[str, "str | Nodes | Constant"]


@dataclass(frozen=True)
class Connection:
    """A list page by page: a table's, or the neighbours of a row."""

    model: type[Row]
    page: Page
    parts: Mapping[str, "Nodes | Edges | PageInfo | TotalCount | Groups | Constant"]
    relation: Relation | None = None


@dataclass(frozen=True)
class Search(Connection):
    """What is found by a text, page by page, the best first; its nodes are hits."""

    text: Value = Const("")
    kinds: Value | None = None
    """Of which kinds; of any, without."""


@dataclass(frozen=True)
class HitNode:
    """The row that a hit or candidate is about, of whichever type."""

    selections: Mapping[type[Row], "Selection"]


@dataclass(frozen=True)
class Snippet:
    """What of a hit's text has the words that were sought; made by db/snippets.py.

    `parts`: the keys asked for; each is the text, or for the spans the keys of their members.
    """

    parts: Mapping[str, "Literal['text'] | Constant | Members"]


@dataclass(frozen=True)
class Deferred:
    """Stands for a row whose object another statement makes: its key alone."""


Field = (
    Constant
    | Column
    | GlobalId
    | Prefixed
    | ValueObject
    | Distinct
    | One
    | Alone
    | Rows
    | Connection
    | HitNode
    | Snippet
)
Selection = Mapping[str, Field] | Deferred

# ── Roots ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class ByKey:
    """The row with that id or slug, or null."""

    model: type[Row]
    key: Literal["id", "slug"]
    value: Value
    selection: Selection
    at: str


@dataclass(frozen=True)
class ById:
    """The row with that global id, of whichever type, or null."""

    value: Value
    selections: Mapping[type[Row], Selection]
    at: str


@dataclass(frozen=True)
class ByIds:
    """The rows with those global ids, in their order, null for each that is not there."""

    value: Value
    selections: Mapping[type[Row], Selection]
    at: str


@dataclass(frozen=True)
class Batch:
    """The objects of rows whose keys are given as `keys`: what was deferred."""

    model: type[Row]
    selection: Selection


@dataclass(frozen=True)
class Candidates:
    """What a name may mean; `parts`: the keys asked for, each the reason or the row."""

    parts: Mapping[str, "Literal['why'] | HitNode | Constant"]


@dataclass(frozen=True)
class Detect:
    """The names in a text, found by db/matching.py; the database gives the rows they may mean.

    `parts`: the keys asked for; each is the form, the keys of the span's members, or candidates.
    """

    at: str
    text: Value
    parts: Mapping[str, "Literal['form'] | Members | Candidates | Constant"]


@dataclass(frozen=True)
class About:
    """The knowledge as a whole; `parts`: the keys asked for.

    Each is a text that does not change, a member told by db/about.py, or tables to count.
    """

    parts: Mapping[str, "str | Constant | Constants | Mapping[str, type[Row] | Constant]"]


Root = Connection | ByKey | ById | ByIds | Detect | About | Constant
Roots = Mapping[str, Root]
