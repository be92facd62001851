"""Search texts, and count how often what is known has changed.

The entries are written by db/upkeep.py once all migrations have run.
"""

import sqlalchemy as sa
from alembic import op

from db.migrations.columns import TERM, TEXT

revision = "0004"
down_revision = "0003"

KINDS = "kind IN ('ACTOR', 'LOCATION', 'STATEMENT', 'EVENT', 'DOCUMENT')"
MATCHES = "matched IN ('NAME', 'ALIAS', 'TEXT', 'CONTEXT')"

# Words come folded and parted: the tokenizer has nothing to do, and phrases are looked for in the
# entries themselves. The entries' own table holds the text.
FULL_TEXT = """
    CREATE VIRTUAL TABLE search_word USING fts5(
        words, content = 'search_entry', content_rowid = 'entry_id',
        detail = 'none', columnsize = 0, tokenize = 'ascii')
"""
REMOVE = """
    INSERT INTO search_word(search_word, rowid, words)
    VALUES ('delete', old.entry_id, old.words)
"""
ADD = "INSERT INTO search_word(rowid, words) VALUES (new.entry_id, new.words)"


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("kind", TERM, nullable=False),
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("matched", TERM, nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.CheckConstraint(KINDS, name="ck_search_entry_kind"),
        sa.CheckConstraint(MATCHES, name="ck_search_entry_matched"),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_search_entry")),
    )
    op.create_index("ix_search_entry_row", "search_entry", ["kind", "key"], unique=False)
    revisions = op.create_table(
        "revision",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_revision")),
    )
    op.bulk_insert(revisions, [{"name": name, "number": 1} for name in ("knowledge", "names")])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE INDEX ix_search_entry_words ON search_entry"
            " USING gin (string_to_array(words, ' '))"
        )
        return
    op.execute(FULL_TEXT)
    for event, statements in (
        ("INSERT", [ADD]),
        ("DELETE", [REMOVE]),
        ("UPDATE", [REMOVE, ADD]),
    ):
        body = "; ".join(statements)
        op.execute(
            f"CREATE TRIGGER search_entry_{event.lower()} AFTER {event} ON search_entry"
            f" BEGIN {body}; END"
        )
