"""What answering asks of a database, step by step, without saying how the database is reached.

Steps are a generator: it yields a statement, is sent its rows, and returns what they were for.
So the same steps serve a database that is awaited and one that is asked in a thread.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Ask:
    """A statement, and its binds in their order."""

    sql: str
    binds: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """Nothing more is asked: what the steps were for."""

    result: T


Steps = Generator[Ask, Rows, T]


def advance(steps: Steps[T], rows: Rows | None = None) -> Ask | Done[T]:
    """The next statement, after the rows of the one before; with none, the first."""
    try:
        return next(steps) if rows is None else steps.send(rows)
    except StopIteration as end:
        return Done(end.value)
