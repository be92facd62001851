"""Writes rows: adds them, changes what differs, removes what is gone. The caller commits."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, select

from db.models import Table
from db.upkeep import note

T = TypeVar("T", bound=Table)

AT_ONCE = 1000
"""How many values one IN takes; the oldest SQLite in use takes no more."""


@dataclass
class Changes:
    """What was written, counted; and the rows to remove at the end."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many rows of a table were added, changed, removed, withdrawn, left unchanged."""

    removed: dict[type[Table], list[int]] = field(default_factory=lambda: defaultdict(list))

    def count(self, model: type[Table], what: str, number: int = 1) -> None:
        self.counts[str(model.__tablename__), what] += number

    @property
    def wrote(self) -> bool:
        """Whether there is any change."""
        return any(number for (_, what), number in self.counts.items() if what != "unchanged")


def rows_of(session: Session, model: type[T], column: str, values: Iterable[Any]) -> list[T]:
    """The rows whose column has one of the values, in the order of their keys."""
    wanted = list(values)
    found: list[T] = []
    for start in range(0, len(wanted), AT_ONCE):
        among = getattr(model, column).in_(wanted[start : start + AT_ONCE])
        found += session.execute(select(model).where(among)).scalars()
    return sorted(found, key=lambda row: row.id or 0)


def put(session: Session, found: T | None, wanted: T, changes: Changes) -> T:
    """Adds the wanted row, or makes the one found like it in the columns that were given.

    `wanted` comes from `model_validate`, so that it was checked; it is not kept where a row
    was found.
    """
    if found is None:
        session.add(wanted)
        changes.count(type(wanted), "added")
        return wanted
    differing = [
        name for name in wanted.model_fields_set if getattr(found, name) != getattr(wanted, name)
    ]
    for name in differing:
        setattr(found, name, getattr(wanted, name))
    changes.count(type(found), "changed" if differing else "unchanged")
    return found


def put_all(
    session: Session, found: Iterable[T], wanted: Iterable[T], key: Sequence[str], changes: Changes
) -> list[T]:
    """Puts each wanted row in place of the found one with the same key; others stay."""
    return _match(session, found, wanted, key, changes)[0]


def replace_all(
    session: Session, found: Iterable[T], wanted: Iterable[T], key: Sequence[str], changes: Changes
) -> list[T]:
    """Like `put_all`, and marks the other rows found for `remove_marked`."""
    kept, left = _match(session, found, wanted, key, changes)
    for row in left:
        assert row.id is not None
        # It is removed by a statement of its own, which the session does not see.
        note(session, row)
        changes.removed[type(row)].append(row.id)
        changes.count(type(row), "removed")
    return kept


def remove_marked(session: Session, changes: Changes) -> None:
    """Deletes what `replace_all` marked: rows that refer to others before those."""
    session.flush()
    by_table = {str(model.__tablename__): ids for model, ids in changes.removed.items()}
    for table in reversed(SQLModel.metadata.sorted_tables):
        ids = by_table.get(table.name, [])
        for start in range(0, len(ids), AT_ONCE):
            among = table.c.id.in_(ids[start : start + AT_ONCE])
            session.execute(sa.delete(table).where(among))
    changes.removed.clear()


def _match(
    session: Session, found: Iterable[T], wanted: Iterable[T], key: Sequence[str], changes: Changes
) -> tuple[list[T], list[T]]:
    left = _keyed(found, key)
    kept = [
        put(session, left.pop(place, None), row, changes)
        for place, row in _keyed(wanted, key).items()
    ]
    return kept, list(left.values())


def _keyed(rows: Iterable[T], key: Sequence[str]) -> dict[Hashable, T]:
    """Rows by key; those with the same key are told apart by their order."""
    seen: Counter[Hashable] = Counter()
    keyed: dict[Hashable, T] = {}
    for row in rows:
        place = tuple(getattr(row, name) for name in key)
        keyed[place, seen[place]] = row
        seen[place] += 1
    return keyed
