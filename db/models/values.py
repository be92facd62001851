"""Value objects: several columns each, one object for readers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from db.models.table import Row, Table
from db.models.terms import DatePrecision, PartOfDay

CONTEXT = 32
"""How many characters before and after its words a span gives as prefix and suffix."""

DAY = r"\d{4}-\d{2}-\d{2}"
PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
DAY_OR_MINUTE = rf"^{DAY}(T\d{{2}}:\d{{2}})?$"


class Spanned(Row):
    """The columns of a span: a place in a document's text."""

    document_id: int = Field(foreign_key="document.id", index=True)
    """The document whose text is counted."""

    start: int = Field(ge=0)
    """First character, counted in Unicode code points of the unmodified text, from 0."""

    end: int = Field(ge=0)
    """The character after the last one, counted likewise."""

    start_utf16: int = Field(ge=0)
    """`start` counted in UTF-16 code units, as browsers do."""

    end_utf16: int = Field(ge=0)
    """`end` counted in UTF-16 code units."""


class Said(Row):
    """The columns of the fuzzy date at which a statement was made."""

    said_start: str | None = Field(default=None, schema_extra={"pattern": DAY_OR_MINUTE})
    said_end: str | None = Field(default=None, schema_extra={"pattern": DAY_OR_MINUTE})
    said_precision: DatePrecision = DatePrecision.UNKNOWN
    said_part: PartOfDay | None = None
    said_ongoing: bool = False


class Happened(Row):
    """The columns of the fuzzy date at which an event took place."""

    happened_start: str | None = Field(default=None, schema_extra={"pattern": DAY_OR_MINUTE})
    happened_end: str | None = Field(default=None, schema_extra={"pattern": DAY_OR_MINUTE})
    happened_precision: DatePrecision = DatePrecision.UNKNOWN
    happened_part: PartOfDay | None = None
    happened_ongoing: bool = False


@dataclass(frozen=True)
class Part:
    """One member of a value object: what it is called, its SQL, and its type."""

    name: str
    expression: Callable[[sa.FromClause], sa.ColumnElement[Any]]
    type: Any

    def value(self, row: sa.FromClause) -> sa.ColumnElement[Any]:
        """Its SQL for a row, with its type."""
        types: dict[Any, Any] = {int: sa.Integer(), bool: sa.Boolean(), date: sa.Date()}
        return sa.type_coerce(self.expression(row), types.get(self.type, sa.String()))


@dataclass(frozen=True)
class Value:
    """A value object on a table: which columns it is made of, and what it tells."""

    kind: str
    columns: tuple[str, ...]
    parts: dict[str, Part]
    doc: str


def span(doc: str) -> Value:
    """A span of text; see `Spanned`."""
    columns = tuple(Spanned.model_fields)
    plain = [Part(name, _column(name), int) for name in columns if name != "document_id"]
    words = [
        Part("exact", lambda row: _cut(row, row.c.start, row.c.end), str),
        Part("prefix", lambda row: _cut(row, _at_least_0(row.c.start - CONTEXT), row.c.start), str),
        Part("suffix", lambda row: _cut(row, row.c.end, row.c.end + CONTEXT), str),
    ]
    return Value("Span", columns, {part.name: part for part in (*plain, *words)}, doc)


def fuzzy_date(prefix: str, doc: str) -> Value:
    """A fuzzy date in the columns `prefix_start`, `prefix_end` and so on."""
    kinds = {
        "start": str,
        "end": str,
        "precision": DatePrecision,
        "part": PartOfDay,
        "ongoing": bool,
    }
    parts = [Part(name, _column(f"{prefix}_{name}"), kind) for name, kind in kinds.items()]
    parts.append(Part("edtf", lambda row: _edtf(row, prefix), str))
    return Value(
        "FuzzyDate",
        tuple(f"{prefix}_{name}" for name in kinds),
        {part.name: part for part in parts},
        doc,
    )


def _column(name: str) -> Callable[[sa.FromClause], sa.ColumnElement[Any]]:
    return lambda row: row.c[name]


def _at_least_0(number: Any) -> Any:
    return sa.case((number < 0, 0), else_=number)


def _cut(row: sa.FromClause, start: Any, end: Any) -> Any:
    document = Table.metadata.tables["document"].alias()
    words = sa.func.substr(document.c.text, start + 1, end - start)
    return sa.select(words).where(document.c.id == row.c.document_id).scalar_subquery()


def _edtf(row: sa.FromClause, prefix: str) -> Any:
    """The date as an EDTF string (ISO 8601-2): a date, or an interval with open ends as `..`."""
    start, end = (_edtf_point(row.c[f"{prefix}_{name}"]) for name in ("start", "end"))
    return sa.case(
        (sa.and_(start.is_(None), end.is_(None)), None),
        (start.is_(None), sa.literal("../") + end),
        (end.is_(None), start + sa.literal("/..")),
        (start == end, start),
        else_=start + sa.literal("/") + end,
    )


def _edtf_point(column: Any) -> Any:
    # EDTF writes a time of day with its seconds.
    return sa.case((sa.func.length(column) > 10, column + sa.literal(":00")), else_=column)
