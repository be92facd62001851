"""Remember the shipped files."""

import sqlalchemy as sa
from alembic import op

from db.migrations.columns import INSTANT, TEXT

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "shipped_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipped_file")),
        sa.UniqueConstraint("name", name=op.f("uq_shipped_file_name")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("shipped_file")
