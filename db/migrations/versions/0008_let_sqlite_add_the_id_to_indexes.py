"""Let SQLite add the id to its indexes, as it does: it does not find by one that is added twice."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    made = sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '%, id)'")
    for name, statement in op.get_bind().execute(made).all():
        op.execute(f"DROP INDEX {name}")
        op.execute(re.sub(r", id\)$", ")", statement))
