"""Keep where the words of statements stand: their paragraph, and an address's text fragment."""

import sqlalchemy as sa
from alembic import op

from db.anchors import paragraph, text_fragment
from db.migrations.columns import TEXT
from db.names import utf16

revision = "0002"
down_revision = "0001"

CONTEXT = ("context_start", "context_end", "context_start_utf16")


def upgrade() -> None:
    for name in CONTEXT:
        column = sa.Column(name, sa.Integer(), nullable=False, server_default="0")
        op.add_column("statement", column)
    for table in ("statement", "appearance"):
        op.add_column(table, sa.Column("fragment", TEXT, nullable=False, server_default=""))
        fill(table)


def fill(table: str) -> None:
    """Document by document: a text is long, and many statements stand in it."""
    connection = op.get_bind()
    documents = connection.exec_driver_sql("SELECT id FROM document ORDER BY id").scalars().all()
    source = sa.table("document", sa.column("id"), sa.column("text"))
    names = ("id", "document_id", "start", "end", "fragment")
    row = sa.table(table, *map(sa.column, (*names, *CONTEXT)))
    for document in documents:
        wanted = sa.select(source.c.text).where(source.c.id == document)
        text = connection.execute(wanted).scalar_one()
        rows = sa.select(row.c.id, row.c.start, row.c.end).where(row.c.document_id == document)
        for key, start, end in connection.execute(rows).all():
            values: dict[str, str | int] = {"fragment": text_fragment(text, start, end)}
            if table == "statement":
                first, last = paragraph(text, start, end)
                values |= dict(zip(CONTEXT, (first, last, *utf16(text, [first])), strict=True))
            connection.execute(sa.update(row).where(row.c.id == key).values(values))
