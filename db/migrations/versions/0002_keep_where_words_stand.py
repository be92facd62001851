"""Keep where the words of statements stand: their paragraph, and an address's text fragment."""

import sqlalchemy as sa
from alembic import op

from db.anchors import paragraph, text_fragment, utf16
from db.migrations.columns import TEXT

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for name in ("context_start", "context_end", "context_start_utf16"):
        column = sa.Column(name, sa.Integer(), nullable=False, server_default="0")
        op.add_column("statement", column)
    for table in ("statement", "appearance"):
        op.add_column(table, sa.Column("fragment", TEXT, nullable=False, server_default=""))
        fill(table)


def fill(table: str) -> None:
    connection = op.get_bind()
    rows = connection.exec_driver_sql(
        f'SELECT {table}.id, {table}.start, {table}."end", document.text FROM {table} '
        f"JOIN document ON document.id = {table}.document_id"
    )
    for key, start, end, text in rows.fetchall():
        values: dict[str, str | int] = {"fragment": text_fragment(text, start, end)}
        if table == "statement":
            first, last = paragraph(text, start, end)
            values |= {"context_start": first, "context_end": last}
            values["context_start_utf16"] = utf16(text, first)
        row = sa.table(table, *(sa.column(name) for name in ("id", *values)))
        connection.execute(sa.update(row).where(row.c.id == key).values(values))
