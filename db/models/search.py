"""What is searched, and how often what is known has changed: kept by db/upkeep.py."""

import sqlalchemy as sa
from sqlmodel import Field

from db.models.table import OLDEST, Row
from db.models.terms import SearchKind, SearchMatch


class SearchEntry(Row, table=True):
    """A text by which a row is found: one of its names, its words, or what stands around it."""

    entry_id: int | None = Field(default=None, primary_key=True)

    kind: SearchKind
    """What it finds."""

    key: int
    """The key of the row that it finds."""

    matched: SearchMatch
    """What of the row it is."""

    day: str = OLDEST
    """The row's date as it is ordered by, the latest first among equals."""

    place: int
    """Where its kind stands among hits that are equally good."""

    text: str
    """As it is written."""

    words: str
    """Its words by db/names.py, with a space between."""

    __table_args__ = (sa.Index("ix_search_entry_row", "kind", "key"),)


class Revision(Row, table=True):
    """How often something has changed: `knowledge`, all of it; `names`, of actors and places.

    `state` is a number that is drawn anew with each change, so that two states hardly share it.
    """

    name: str = Field(primary_key=True)
    number: int
