"""Tell states of the knowledge apart, also those of another database with as many changes."""

from secrets import randbits

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

REVISION = sa.table("revision", sa.column("name", sa.String), sa.column("number", sa.Integer))


def upgrade() -> None:
    op.bulk_insert(REVISION, [{"name": "state", "number": randbits(31)}])
