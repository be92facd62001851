"""A tree compiled once: SQL, binds and decoders, kept for every later value of the variables."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from db.binds import Bind, Decode
from db.compile import compile_batch, compile_roots
from db.errors import BadInput
from db.lists import unused_checks
from db.parser_depth import parser_depth
from db.query import Batch, Connection, Detect, Edges, Nodes, Roots, Search, Snippet, Value
from db.split import Path, fields_of, levels, split, split_batch

MOST_PLANS = 1000
"""Plans kept; past that, the one unused for longest is forgotten."""


LEAST_ROOM = 7
"""Room for one list of the widest kind."""

MOST_LEVELS = 10
"""Lists and rows within each other: more would be a book, or an attack."""


@dataclass(frozen=True)
class Given:
    """A bind that is found in the variables."""

    name: str
    value: Value
    decode: Decode


@dataclass(frozen=True)
class Prepared:
    """One statement: its text, the binds it always has, and those found in the variables."""

    sql: str
    fixed: Mapping[str, Any]
    given: tuple[Given, ...]
    unused: tuple[Given, ...] = ()

    def binds(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """Raises BadInput for a value that cannot be right."""
        for check in self.unused:
            check.decode(check.value.given(variables))
        found = {bind.name: bind.decode(bind.value.given(variables)) for bind in self.given}
        return {**self.fixed, **found}


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


def plan(roots: Roots, target: Target) -> Plan:
    """The statements for a tree. Raises BadInput where it is too deep."""
    if max(map(levels, roots.values()), default=0) > MOST_LEVELS:
        raise BadInput(f"The query is more than {MOST_LEVELS} lists deep: nest fewer fields.")
    found = _plan(roots, target)
    for room in range(target.room - 2, LEAST_ROOM, -2):
        if target.stack is None or found.deepest() <= target.stack:
            break
        with suppress(BadInput):
            found = _plan(roots, replace(target, room=room))
    # Where no parting helps, the measure may still be too strict: the database has the last word.
    return found


def _plan(roots: Roots, target: Target) -> Plan:
    kept, cuts = split(roots, target.room)
    unused = [
        Given("", check.source, check.decode)
        for root in roots.values()
        for each in fields_of(root)
        if isinstance(each, Connection)
        for check in unused_checks(each)
    ]
    statement = prepare(compile_roots(kept, target.dialect), target.dialect, unused)
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
    statement = prepare(compile_batch(kept), target.dialect)
    return Plan(
        statement, tuple(Further(cut.path, _batch(cut.batch, target), cut.number) for cut in cuts)
    )


def prepare(select: sa.Select[Any], dialect: str, unused: Iterable[Given] = ()) -> Prepared:
    """The statement as text for the driver; its binds stay open.

    `unused`: values that are checked with each answer though the statement has no use for them.
    """
    spoken = sqlite.dialect(paramstyle="named") if dialect == "sqlite" else _postgresql()
    compiled = select.compile(dialect=spoken)
    given, fixed = [], {}
    for parameter, name in compiled.bind_names.items():
        if isinstance(parameter, Bind):
            decode = _for_driver(parameter.decode, parameter.type, dialect)
            given.append(Given(name, parameter.source, decode))
        else:
            fixed[name] = parameter.effective_value
    return Prepared(str(compiled), fixed, tuple(given), tuple(unused))


def _postgresql() -> Any:
    return postgresql.psycopg.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped


def _for_driver(decode: Decode, kind: Any, dialect: str) -> Decode:
    """SQLite keeps points in time as text in a form of its own; they are compared in that form."""
    is_instant = isinstance(getattr(kind, "impl_instance", kind), sa.DateTime)
    if not is_instant or dialect != "sqlite":
        return decode

    def in_stored_form(value: Any) -> Any:
        moment = datetime.fromisoformat(decode(value))
        return moment.replace(tzinfo=None).isoformat(" ", "microseconds")

    return in_stored_form


class Plans:
    """The plans kept, by query and by the shape of its variables. Safe among threads."""

    def __init__(self, most: int = MOST_PLANS) -> None:
        self._most = most
        self._plans: OrderedDict[Hashable, Plan] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._plans)

    def find(self, key: Hashable, make: Callable[[], Plan]) -> Plan:
        with self._lock:
            found = self._plans.get(key)
            if found is not None:
                self._plans.move_to_end(key)
                return found
        made = make()
        with self._lock:
            self._plans[key] = made
            while len(self._plans) > self._most:
                self._plans.popitem(last=False)
        return made
