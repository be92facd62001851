"""Columns that follow from other tables, as SQL: selected like any other."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from db.json_sql import constant, position_in
from db.models.documents import Document
from db.models.statements import Appearance, Claim, Statement
from db.models.table import Row, table_of
from db.models.terms import Voice
from db.models.views import ClaimVoice


@dataclass(frozen=True)
class Computed:
    """A computed column: its SQL for a row, its type, and what it means."""

    expression: Callable[[sa.FromClause], sa.ColumnElement[Any]]
    type: Any
    doc: str
    columns: tuple[str, ...] = ()
    """The columns of the row that it is made of, besides the key."""

    optional: bool = False
    """Whether it may be missing."""

    def __call__(self, row: sa.FromClause) -> sa.ColumnElement[Any]:
        return self.expression(row)


def _voice(row: sa.FromClause) -> sa.ColumnElement[Any]:
    """The first that applies of SIDE, OTHER, NARRATOR, which their alphabet turns around."""
    voices = table_of(ClaimVoice).alias()
    found = sa.select(sa.func.max(voices.c.voice)).where(voices.c.claim_id == row.c.id)
    return sa.type_coerce(found.correlate(row).scalar_subquery(), sa.String())


def _source_url(row: sa.FromClause) -> sa.ColumnElement[Any]:
    document = table_of(Document).alias()
    # A fragment of the page's own comes before the directive.
    has_one = position_in(document.c.url, constant("#")) > 0
    mark = sa.case((has_one, constant(":~:text=")), else_=constant("#:~:text="))
    found = sa.select(document.c.url + mark + row.c.fragment)
    found = found.where(document.c.id == row.c.document_id).correlate(row)
    return sa.type_coerce(found.scalar_subquery(), sa.String())


SOURCE_URL = Computed(
    _source_url,
    str,
    "The document's address with a text fragment, by which a browser scrolls to the words and "
    "marks them (URL Fragment Text Directives, WICG); null where the document has no address.",
    columns=("document_id", "fragment"),
    optional=True,
)

COMPUTED: defaultdict[type[Row], dict[str, Computed]] = defaultdict(
    dict,
    {
        Claim: {
            "voice": Computed(
                _voice,
                Voice,
                "Whose word it is: a side's where one of its speakers is in a camp.",
            )
        },
        Statement: {"source_url": SOURCE_URL},
        Appearance: {"source_url": SOURCE_URL},
    },
)
