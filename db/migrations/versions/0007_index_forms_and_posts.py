"""Index the forms of names, posts, and since when something held."""

from alembic import op

revision = "0007"
down_revision = "0006"

COMPARED = [
    ("affiliation", "role"),
    ("affiliation", "since"),
    ("containment", "since"),
    ("mention", "form"),
    ("side_membership", "since"),
]


def upgrade() -> None:
    for table, column in COMPARED:
        op.create_index(f"ix_{table}_{column}", table, [column])
