"""How a statement is cited, and the paragraph it stands in: value objects for readers."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from db.json_sql import concatenated, constant, separated
from db.models.table import Table
from db.models.values import Part, Value

CONTEXT_COLUMNS = ("context_start", "context_end", "context_start_utf16")
SPAN_COLUMNS = ("document_id", "start", "end", "start_utf16", "end_utf16")


def context(doc: str) -> Value:
    """The paragraph a statement stands in, from its columns `context_...`."""
    parts = [
        Part("text", _paragraph, str),
        Part("start", lambda row: row.c.start - row.c.context_start, int),
        Part("end", lambda row: row.c.end - row.c.context_start, int),
        Part("start_utf16", lambda row: row.c.start_utf16 - row.c.context_start_utf16, int),
        Part("end_utf16", lambda row: row.c.end_utf16 - row.c.context_start_utf16, int),
    ]
    columns = (*SPAN_COLUMNS, *CONTEXT_COLUMNS)
    return Value("Context", columns, {part.name: part for part in parts}, doc)


def citation(doc: str) -> Value:
    """A statement's citation; see `_line` for how it reads."""
    parts = [
        Part("text", _line, str),
        Part("speaker", _speaker, str),
        Part("title", lambda row: _of_document(row, "title"), str),
        Part("publisher", _publisher, str),
        Part("published_on", lambda row: _of_document(row, "published_on"), date),
        Part("start", lambda row: row.c.start, int),
        Part("end", lambda row: row.c.end, int),
        Part("url", lambda row: _of_document(row, "url"), str),
    ]
    return Value("Citation", ("id", *SPAN_COLUMNS), {part.name: part for part in parts}, doc)


def _paragraph(row: sa.FromClause) -> Any:
    document = Table.metadata.tables["document"].alias()
    length = row.c.context_end - row.c.context_start
    lines = sa.func.substr(document.c.text, row.c.context_start + 1, length)
    return sa.select(lines).where(document.c.id == row.c.document_id).scalar_subquery()


def _of_document(row: sa.FromClause, column: str) -> Any:
    document = Table.metadata.tables["document"].alias()
    found = sa.select(document.c[column]).where(document.c.id == row.c.document_id)
    return found.scalar_subquery()


def _publisher(row: sa.FromClause) -> Any:
    document, actor = (Table.metadata.tables[name].alias() for name in ("document", "actor"))
    joined = document.join(actor, actor.c.id == document.c.publisher_id)
    found = sa.select(actor.c.name).select_from(joined)
    return found.where(document.c.id == row.c.document_id).scalar_subquery()


def _speaker(row: sa.FromClause) -> Any:
    """The names of those who said it, by alphabet; null where the document itself speaks."""
    attribution, actor = (Table.metadata.tables[name].alias() for name in ("attribution", "actor"))
    names = (
        sa.select(actor.c.name)
        .join_from(attribution, actor, actor.c.id == attribution.c.actor_id)
        .where(attribution.c.statement_id == row.c.id, attribution.c.role == constant("SPEAKER"))
        .group_by(actor.c.id, actor.c.name)
        .order_by(actor.c.name, actor.c.id)
        .correlate(row)
        .subquery()
    )
    return sa.select(separated(names.c.name, constant("; "))).scalar_subquery()


def _line(row: sa.FromClause) -> Any:
    """Speaker, quoted or as reported in “title” (publisher, day), characters, address."""
    published = sa.cast(_of_document(row, "published_on"), sa.String)
    imprint = sa.func.coalesce(
        _publisher(row) + constant(", ") + published, _publisher(row), published
    )
    characters = sa.cast(row.c.start, sa.String) + constant("–") + sa.cast(row.c.end, sa.String)
    return concatenated(
        _or_nothing(_speaker(row) + _how(row)),
        constant("“"),
        _of_document(row, "title"),
        constant("”"),
        _or_nothing(constant(" (") + imprint + constant(")")),
        constant(", characters "),
        characters,
        _or_nothing(constant(", ") + _of_document(row, "url")),
    )


def _how(row: sa.FromClause) -> Any:
    """Whether the text has a speaker's own words, or another's report of them."""
    appearance = Table.metadata.tables["appearance"].alias()
    quoted = appearance.c.directness == constant("DIRECT_QUOTE")
    found = sa.select(
        sa.case((quoted, constant(", quoted in ")), else_=constant(", as reported in "))
    ).where(appearance.c.statement_id == row.c.id, appearance.c.position == sa.literal_column("0"))
    return found.correlate(row).scalar_subquery()


def _or_nothing(text: Any) -> Any:
    return sa.func.coalesce(text, constant(""))
