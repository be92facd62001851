"""A tree compiled once: SQL, binds and decoders, kept for every later value of the variables."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

import sqlalchemy as sa

from db.binds import Bind
from db.compile import compile_batch, compile_roots
from db.errors import TooComplex
from db.flat import Flat, flat
from db.lists import unused_checks
from db.parser_depth import parser_depth
from db.prepared import Prepared, bounded, prepare
from db.query import (
    Batch,
    Connection,
    Detect,
    Edges,
    Nodes,
    Roots,
    Search,
    Snippet,
)
from db.split import Path, fields_of, levels, split, split_batch

MOST_PLANS = 1000
MOST_SQL = 20_000_000
"""Plans kept, and characters of their statements; past that, those unused for longest are
forgotten."""


LEAST_ROOM = 7
"""Room for one list of the widest kind."""

MOST_LEVELS = 10
"""Lists and rows within each other: more would be a book, or an attack."""

TOO_DEEP = "The query is too deep, or too wide in one filter: ask for less."
"""Told where the database itself finds a statement too deep."""


@dataclass(frozen=True)
class Further:
    """A statement for objects that the one before left out, and where in its answer they go."""

    path: Path
    plan: "Plan"
    number: int | None = None
    """The number of their type, where rows of several stand there; see db/split.py."""


@dataclass(frozen=True)
class Plan:
    """The statements that answer an operation: one, and further ones where it is too deep."""

    statement: Prepared
    further: tuple[Further, ...] = ()
    detects: Mapping[str, Detect] = field(default_factory=dict)
    """The root fields that look for names, which are known before the statement is run."""

    snippets: tuple[tuple[Path, Snippet, Search], ...] = ()
    """Where texts stand in the answer of which snippets are made, and what was searched."""

    flat: Flat | None = None
    """A statement for rows of which the answer is made faster, where there is such a one."""

    @property
    def asks_once(self) -> bool:
        """Whether one statement gives the answer, and Python has little to do with it."""
        return not (self.further or self.detects or self.snippets)

    def length(self) -> int:
        """Characters of its statements."""
        own = len(self.statement.sql) + (len(self.flat.statement.sql) if self.flat else 0)
        return own + sum(each.plan.length() for each in self.further)

    def deepest(self) -> int:
        """The depth of its deepest statement."""
        own = parser_depth(self.statement.sql)
        return max([own, *(each.plan.deepest() for each in self.further)])


@dataclass(frozen=True)
class Target:
    """The database that a plan is for."""

    dialect: str
    room: int
    """How deep a statement may be, in the units of db/split.py."""

    stack: int | None = None
    """How deep its text may be by db/parser_depth.py, where the parser's stack has a fixed size."""

    is_large: bool = False
    """Whether an answer may be longer than LONGEST_ANSWER."""


def plan(roots: Roots, target: Target) -> Plan:
    """The statements for a tree. Raises TooComplex where it is too deep."""
    if max(map(levels, roots.values()), default=0) > MOST_LEVELS:
        raise TooComplex(
            f"The query is more than {MOST_LEVELS} lists and rows deep: nest fewer fields."
        )
    found = _plan(roots, target)
    for room in range(target.room - 2, LEAST_ROOM, -2):
        if target.stack is None or found.deepest() <= target.stack:
            break
        with suppress(TooComplex):
            found = _plan(roots, replace(target, room=room))
    # Where no parting helps, the measure may still be too strict: the database has the last word.
    return found


def fast_plan(roots: Roots, target: Target) -> Plan:
    """The same, with rows instead of a text where those are faster."""
    made = plan(roots, target)
    return replace(made, flat=flat(roots, target.dialect)) if made.asks_once else made


def _plan(roots: Roots, target: Target) -> Plan:
    kept, cuts = split(roots, target.room)
    unused = [
        check
        for root in roots.values()
        for each in fields_of(root)
        if isinstance(each, Connection)
        for check in unused_checks(each)
    ]
    statement = _prepared(compile_roots(kept, target.dialect), target, unused)
    return Plan(
        statement,
        tuple(Further(cut.path, _batch(cut.batch, target), cut.number) for cut in cuts),
        {key: root for key, root in roots.items() if isinstance(root, Detect)},
        tuple(each for key, root in roots.items() for each in snippets(key, root)),
    )


def snippets(at: str, root: Any) -> Iterator[tuple[Path, Snippet, Search]]:
    """Where a search has snippets: below its nodes, and its edges' nodes."""
    if not isinstance(root, Search):
        return
    for key, part in root.parts.items():
        nodes = part.parts if isinstance(part, Edges) else {"": part}
        for inner, each in nodes.items():
            selection = each.selection if isinstance(each, Nodes) else {}
            for name, made in selection.items() if isinstance(selection, Mapping) else ():
                if isinstance(made, Snippet):
                    yield tuple(filter(None, (at, key, inner, name))), made, root


def _batch(batch: Batch, target: Target) -> Plan:
    kept, cuts = split_batch(batch, target.room)
    return Plan(
        _prepared(compile_batch(kept), target),
        tuple(Further(cut.path, _batch(cut.batch, target), cut.number) for cut in cuts),
    )


def _prepared(select: sa.Select[Any], target: Target, unused: Iterable[Bind] = ()) -> Prepared:
    made = prepare(select, target.dialect, unused)
    return bounded(made) if target.is_large else made


class Plans:
    """The plans kept, by query and by the shape of its variables. Safe among threads."""

    def __init__(self, most: int = MOST_PLANS, most_sql: int = MOST_SQL) -> None:
        self._most, self._most_sql = most, most_sql
        self._sql = 0
        self._plans: OrderedDict[Hashable, Plan] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._plans)

    def known(self, key: Hashable) -> Plan | None:
        with self._lock:
            found = self._plans.get(key)
            if found is not None:
                self._plans.move_to_end(key)
            return found

    def find(self, key: Hashable, make: Callable[[], Plan]) -> Plan:
        found = self.known(key)
        if found is not None:
            return found
        made = make()
        with self._lock:
            replaced = self._plans.pop(key, None)
            self._plans[key] = made
            self._sql += made.length() - (replaced.length() if replaced else 0)
            while len(self._plans) > self._most or self._sql > self._most_sql:
                _, forgotten = self._plans.popitem(last=False)
                self._sql -= forgotten.length()
        return made
