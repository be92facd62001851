"""Columns that follow from other tables, as SQL: selected like any other."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from db.models.statements import Claim
from db.models.table import Row, table_of
from db.models.terms import Voice
from db.models.views import ClaimVoice


@dataclass(frozen=True)
class Computed:
    """A computed column: its SQL for a row, its type, and what it means."""

    expression: Callable[[sa.FromClause], sa.ColumnElement[Any]]
    type: Any
    doc: str

    def __call__(self, row: sa.FromClause) -> sa.ColumnElement[Any]:
        return self.expression(row)


def _voice(row: sa.FromClause) -> sa.ColumnElement[Any]:
    """The first that applies of SIDE, OTHER, NARRATOR, which their alphabet turns around."""
    voices = table_of(ClaimVoice).alias()
    found = sa.select(sa.func.max(voices.c.voice)).where(voices.c.claim_id == row.c.id)
    return sa.type_coerce(found.correlate(row).scalar_subquery(), sa.String())


COMPUTED: defaultdict[type[Row], dict[str, Computed]] = defaultdict(
    dict,
    {
        Claim: {
            "voice": Computed(
                _voice,
                Voice,
                "Whose word it is: a side's where one of its speakers is in a camp.",
            )
        }
    },
)
