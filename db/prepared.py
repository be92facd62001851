"""A SELECT as text for the driver: its binds fixed, or open until the variables are known."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from db.binds import Bind, Decode
from db.query import Value, is_constant
from db.steps import Ask


@dataclass(frozen=True)
class Given:
    """A bind that is found in the variables, and at which places of the statement it stands."""

    places: tuple[int, ...]
    value: Value
    decode: Decode


@dataclass(frozen=True)
class Prepared:
    """One statement: its text, the binds it always has, and those found in the variables."""

    sql: str
    fixed: tuple[Any, ...]
    """All binds in their order; empty where one is found in the variables."""

    given: tuple[Given, ...]

    def ask(self, variables: Mapping[str, Any]) -> Ask:
        """The statement with its binds. Raises BadInput for a value that cannot be right."""
        binds = list(self.fixed)
        for bind in self.given:
            value = bind.decode(bind.value.given(variables))
            for place in bind.places:
                binds[place] = value
        return Ask(self.sql, binds)


def prepare(select: sa.Select[Any], dialect: str, unused: Iterable[Bind] = ()) -> Prepared:
    """The statement as text for the driver; binds found in the variables stay open.

    `unused`: what is checked with each answer though the statement has no use for it. Raises
    BadInput for a value in the query itself that cannot be right.
    """
    compiled: Any = select.compile(dialect=DIALECTS[dialect]())
    places: dict[str, list[int]] = {}
    for place, name in enumerate(compiled.positiontup):
        places.setdefault(name, []).append(place)
    binds = [(parameter, tuple(places[name])) for parameter, name in compiled.bind_names.items()]
    fixed: list[Any] = [None] * len(compiled.positiontup)
    given = []
    for parameter, stands in [*binds, *((check, ()) for check in unused)]:
        into_driver = _for_driver(parameter.type, dialect)
        if not isinstance(parameter, Bind):
            value = into_driver(parameter.effective_value)
        elif is_constant(parameter.source):
            value = into_driver(parameter.decode(parameter.source.given({})))
        else:
            given.append(Given(stands, parameter.source, _both(parameter.decode, into_driver)))
            continue
        for place in stands:
            fixed[place] = value
    return Prepared(str(compiled), tuple(fixed), tuple(given))


DIALECTS: Mapping[str, Callable[[], Any]] = {
    "sqlite": lambda: sqlite.dialect(paramstyle="qmark"),
    # A statement in PostgreSQL's own style of binds goes through the driver unread.
    "postgresql": lambda: postgresql.psycopg.dialect(paramstyle="numeric_dollar"),  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
}


LONGEST_ANSWER = 32_000_000
"""Characters of an answer."""

TOO_LONG = f"The answer is longer than {LONGEST_ANSWER:,} characters: ask for less at once."


def bounded(statement: Prepared) -> Prepared:
    """The same, with null instead of an answer that is longer than it may be."""
    sql = (
        f"WITH answer(text) AS MATERIALIZED ({statement.sql}) "
        f"SELECT CASE WHEN length(text) <= {LONGEST_ANSWER} THEN text END FROM answer"
    )
    return replace(statement, sql=sql)


def _both(decode: Decode, into_driver: Decode) -> Decode:
    return decode if into_driver is as_it_is else lambda value: into_driver(decode(value))


def as_it_is(value: Any) -> Any:
    return value


def _for_driver(kind: Any, dialect: str) -> Decode:
    """How a value is given to the driver."""
    if dialect == "postgresql":
        return as_text
    is_instant = isinstance(getattr(kind, "impl_instance", kind), sa.DateTime)
    return in_stored_form if is_instant else as_it_is


def as_text(value: Any) -> Any:
    # The driver gives a small number another type than a large one, and the database then makes
    # a plan for each.
    return value if value is None or isinstance(value, str) else str(value)


def in_stored_form(value: Any) -> Any:
    """SQLite keeps points in time as text in a form of its own, in which they are compared."""
    moment = datetime.fromisoformat(value)
    return moment.replace(tzinfo=None).isoformat(" ", "microseconds")


def asked(select: sa.Select[Any], dialect: str) -> Ask:
    """A statement that has no need of variables."""
    return prepare(select, dialect).ask({})
