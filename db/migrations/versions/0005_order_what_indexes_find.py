"""Put what indexes find into the order in which it is read."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

# For each indexed column, what its index goes on with.
MORE = {
    "actor": {
        "kind": "name, id",
    },
    "affiliation": {
        "actor_id": "id",
        "organization_id": "id",
    },
    "appearance": {
        "directness": "position, id",
        "document_id": "id",
        "section_id": "id",
        "statement_id": "id",
        "wording": "position, id",
    },
    "attribution": {
        "appearance_id": "id",
        "document_id": "id",
        "role": "id",
    },
    "claim": {
        "act": "id",
        "by_id": "id",
        "document_id": "id",
        "facet": "id",
        "stance": "id",
        "statement_id": "id",
    },
    "containment": {
        "basis": "id",
        "location_id": "id",
        "parent_id": "id",
    },
    "document": {
        "kind": "published_on_key, id",
        "publisher_id": "id",
    },
    "event": {
        "attestation": "happened_key, id",
        "conflict_id": "id",
        "defined_in_id": "id",
        "kind": "happened_key, id",
        "part_of_id": "id",
        "subkind": "happened_key, id",
    },
    "figure": {
        "claim_id": "id",
        "document_id": "id",
        "metric": "id",
        "population": "id",
    },
    "insertion": {
        "appearance_id": "id",
        "document_id": "id",
    },
    "location": {
        "kind": "name, id",
        "precision": "name, id",
    },
    "means": {
        "claim_id": "id",
        "document_id": "id",
        "kind": "id",
    },
    "mention": {
        "actor_id": "id",
        "document_id": "id",
        "resolved": "start, id",
        "role": "start, id",
        "statement_id": "id",
    },
    "name": {
        "actor_id": "id",
        "kind": "value, id",
        "location_id": "id",
        "used_by_id": "id",
    },
    "participation": {
        "claim_id": "id",
        "role": "id",
    },
    "section": {
        "document_id": "id",
        "role": "start, id",
        "side_id": "id",
    },
    "setting": {
        "claim_id": "id",
        "relation": "id",
    },
    "side": {
        "conflict_id": "id",
    },
    "side_membership": {
        "actor_id": "id",
        "side_id": "id",
    },
    "statement": {
        "channel": "said_key, start DESC, id",
        "document_id": "id",
        "in_reply_to_id": "id",
        "section_id": "id",
        "via_id": "id",
    },
}

# What is compared by filters, and had no index.
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
    for table, indexes in MORE.items():
        for column, further in indexes.items():
            name = f"ix_{table}_{column}"
            op.drop_index(name, table_name=table)
            columns = [sa.text(each) if " " in each else each for each in further.split(", ")]
            op.create_index(name, table, [column, *columns])
    op.create_index("ix_statement_default", "statement", ["said_key", sa.text("start DESC"), "id"])
