"""Runs migrations on a connection it is given, or on DATABASE_URL from the command line."""

import os
from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from sqlmodel import SQLModel

import db.models  # noqa: F401  # fills the metadata
from db.engine import open_engine
from db.migrations.columns import is_compared
from db.upkeep import complete


def spell(kind: str, entity: Any, _context: Any) -> str | Literal[False]:
    """Column types by the names that db/migrations/columns.py gives them."""
    if kind != "type":
        return False
    declared = getattr(entity, "impl_instance", entity)
    if isinstance(declared, sa.Enum):
        return "TERM"
    if isinstance(declared, sa.String):
        return "TEXT"
    return "INSTANT" if isinstance(declared, sa.DateTime) else False


def run(connection: sa.Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        include_object=is_compared,
        render_item=spell,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        migration = context.get_context()
        before = migration.get_current_revision()
        context.run_migrations()
        at_head = before != migration.get_current_revision() == context.get_head_revision()
        # An empty database that a migration is made against has not its columns yet.
        if at_head and "bare" not in context.get_x_argument(as_dictionary=True):
            complete(connection)


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    url = os.environ.get("DATABASE_URL", "sqlite:///data/event-knowledge.db")
    with open_engine(url).connect() as opened:
        run(opened)
        opened.commit()
