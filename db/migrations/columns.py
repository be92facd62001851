"""Column types as migrations spell them, the same on both databases; and what is made by hand."""

from typing import Any

import sqlalchemy as sa

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
"""Text that sorts in code point order."""

TERM = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")
"""A word of a closed vocabulary; a CHECK beside it lists them."""

INSTANT = sa.DateTime(timezone=True)
"""A point in time, in UTC."""

IN_ORDER = "_in_order"
"""How names of indexes end that have the order of a list."""

FULL_TEXT = "search_word"
"""SQLite's index of words, with tables of its own that begin with this name."""


def is_compared(entity: Any, name: Any, kind: str, _reflected: bool, compared: Any) -> bool:
    """Whether models and database are compared in it: not in views, nor in indexes of words.

    Nor in indexes in two directions, which SQLAlchemy cannot read back from SQLite, nor in the id
    at their end, which SQLite adds by itself.
    """
    if kind == "table":
        return not entity.info.get("view") and not name.startswith(FULL_TEXT)
    if kind != "index":
        return True
    if name == "ix_search_entry_words" or name.endswith(IN_ORDER):
        return False
    return compared is None or _columns(entity) != [*_columns(compared), "id"]


def _columns(index: sa.Index) -> list[str]:
    return [column.name for column in index.columns]
