"""Copy into links what they are listed in order and seen by, and index by it.

db/upkeep.py fills the copies once all migrations have run.
"""

import re

import sqlalchemy as sa
from alembic import op

from db.migrations.columns import TEXT

revision = "0006"
down_revision = "0005"

OLDEST = "0001-01-01"

STATEMENTS, EVENTS = "statement", "event"
COPYING = {
    "attribution": [STATEMENTS],
    "claim": [STATEMENTS, EVENTS],
    "mention": [STATEMENTS],
    "participation": [STATEMENTS, EVENTS],
    "setting": [STATEMENTS, EVENTS],
}
ORDERS = {
    STATEMENTS: ["statement_said_key DESC", "statement_start", "statement_id DESC"],
    EVENTS: ["event_happened_key", "event_id"],
}
LISTED = [
    ("attribution", "actor_id", STATEMENTS),
    ("claim", "event_id", STATEMENTS),
    ("mention", "location_id", STATEMENTS),
    ("participation", "actor_id", EVENTS),
    ("setting", "location_id", EVENTS),
]
"""The table, the column one comes by, and what is listed."""

TOLD = [
    ("attribution", "statement_id", ["role", "actor_id"]),
    ("participation", "event_id", ["statement_review", "actor_id"]),
    ("setting", "event_id", ["statement_review", "location_id"]),
]
"""The table, the column one comes by, and what its index tells without a look at the table."""


def upgrade() -> None:
    for table, originals in COPYING.items():
        for column in (column for original in originals for column in copies(original)):
            op.add_column(table, column)
    for table, near, listed in LISTED:
        # The pairs' index serves what the column's own did.
        op.drop_index(f"ix_{table}_{near}", table)
        op.create_index(f"ix_{table}_{near}_{listed}_id", table, [near, f"{listed}_id"])
        order = [sa.text(key) if " " in key else key for key in ORDERS[listed]]
        op.create_index(f"ix_{table}_{near}_in_order", table, [near, *order])
    for table, near, told in TOLD:
        op.drop_index(f"ix_{table}_{near}", table)
        op.create_index(f"ix_{table}_{near}_{told[-1]}", table, [near, *told])
    if op.get_bind().dialect.name == "sqlite":
        leave_out_ids()
    for view in ("version", "claim_voice", "event_district"):
        op.execute(f"DROP VIEW {view}")
    for statement in VIEWS:
        op.execute(statement)


def leave_out_ids() -> None:
    """SQLite ends each index with the id, and does not find by one that is named there too."""
    made = sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '%, id)'")
    for name, statement in op.get_bind().execute(made).all():
        op.execute(f"DROP INDEX {name}")
        op.execute(re.sub(r", id\)$", ")", statement))


def copies(original: str) -> list[sa.Column[str] | sa.Column[int]]:
    key = "said_key" if original == STATEMENTS else "happened_key"
    found: list[sa.Column[str] | sa.Column[int]] = [
        sa.Column(f"{original}_review", TEXT),
        sa.Column(f"{original}_{key}", TEXT, nullable=False, server_default=OLDEST),
    ]
    if original == STATEMENTS:
        found.append(sa.Column("statement_start", sa.Integer(), nullable=False, server_default="0"))
    return found


VIEWS = (
    """
    CREATE VIEW claim_voice AS
    SELECT claim.id AS claim_id, claim.statement_id, claim.event_id,
           attribution.actor_id, side_membership.side_id,
           statement.review AS statement_review, event.review AS event_review,
           CASE WHEN attribution.actor_id IS NULL THEN 'NARRATOR'
                WHEN side_membership.side_id IS NULL THEN 'OTHER' ELSE 'SIDE' END AS voice
    FROM claim
    JOIN statement ON statement.id = claim.statement_id
    JOIN document ON document.id = statement.document_id
    LEFT JOIN event ON event.id = claim.event_id
    LEFT JOIN attribution ON attribution.statement_id = claim.statement_id
         AND attribution.role <> 'REPORTER'
         AND (claim.by_id IS NULL OR attribution.actor_id = claim.by_id)
    LEFT JOIN side_membership ON side_membership.actor_id = attribution.actor_id
         AND (event.conflict_id IS NULL OR side_membership.side_id IN (
              SELECT side.id FROM side WHERE side.conflict_id = event.conflict_id))
         AND (side_membership.since IS NULL OR side_membership.since <= substr(coalesce(
              statement.said_end, statement.said_start,
              CAST(document.published_on AS VARCHAR), '9999'), 1, 10))
         AND (side_membership.until IS NULL OR side_membership.until || '~' >= substr(coalesce(
              statement.said_end, statement.said_start,
              CAST(document.published_on AS VARCHAR), '0000'), 1, 10))
    """,
    """
    CREATE VIEW version AS
    SELECT event.id AS event_id, account.voice, account.side_id,
           account.position, account.label
    FROM event JOIN (
        SELECT 'SIDE' AS voice, id AS side_id, conflict_id, 1 AS position, slug AS label
        FROM side
        UNION ALL SELECT 'OTHER', NULL, NULL, 2, ''
        UNION ALL SELECT 'NARRATOR', NULL, NULL, 3, ''
    ) AS account ON account.conflict_id = event.conflict_id OR (
        (account.conflict_id IS NULL OR event.conflict_id IS NULL) AND EXISTS (
            SELECT 1 FROM claim_voice WHERE claim_voice.event_id = event.id
            AND claim_voice.voice = account.voice AND claim_voice.statement_review = 'PUBLISHED'
            AND coalesce(claim_voice.side_id, 0) = coalesce(account.side_id, 0) LIMIT 1))
    """,
    """
    CREATE VIEW event_district AS
    SELECT setting.id AS setting_id, setting.claim_id, setting.event_id,
           district.id AS district_id,
           setting.statement_review, setting.event_review
    FROM setting
    JOIN location ON location.id = setting.location_id
    JOIN location AS district ON district.kind = 'REGION' AND (
         district.id = location.id
         OR (location.kind <> 'REGION' AND district.id IN (
             SELECT containment.parent_id FROM containment
             WHERE containment.location_id = location.id)))
    """,
)
