# ruff: noqa: E501  # made by Alembic from the tables
"""Make the tables."""

import sqlalchemy as sa
from alembic import op

from db.migrations.columns import INSTANT, TERM, TEXT

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "actor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("kind", TERM, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("name_folded", TEXT, nullable=False),
        sa.Column("wikidata_id", TEXT, nullable=True),
        sa.CheckConstraint(
            "kind IN ('STATE', 'GOVERNMENT_BODY', 'ARMED_FORCES', 'DE_FACTO_AUTHORITY', 'NON_STATE_ARMED_GROUP', 'PERSON', 'INTERNATIONAL_ORGANIZATION', 'NGO', 'MEDIA', 'CIVILIANS', 'UNKNOWN')",
            name="ck_actor_kind",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor")),
        sa.UniqueConstraint("slug", name=op.f("uq_actor_slug")),
        sa.UniqueConstraint("wikidata_id", name=op.f("uq_actor_wikidata_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_actor_kind"), "actor", ["kind"], unique=False)
    op.create_index("ix_actor_name_folded", "actor", ["name_folded"], unique=False)
    op.create_index("ix_actor_name_id", "actor", ["name", "id"], unique=False)
    op.create_index("ix_actor_slug_id", "actor", ["slug", "id"], unique=False)
    op.create_index("ix_actor_updated_at_id", "actor", ["updated_at", "id"], unique=False)
    op.create_table(
        "location",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("kind", TERM, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("name_folded", TEXT, nullable=False),
        sa.Column("description", TEXT, nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("precision", TERM, nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("wikidata_id", TEXT, nullable=True),
        sa.Column("geonames_id", sa.Integer(), nullable=True),
        sa.Column("iso_code", TEXT, nullable=True),
        sa.Column("source", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.CheckConstraint(
            "kind IN ('COUNTRY', 'TERRITORY', 'REGION', 'CITY', 'VILLAGE', 'CORRIDOR', 'SITE')",
            name="ck_location_kind",
        ),
        sa.CheckConstraint(
            "precision IN ('EXACT', 'NEAR', 'DISTRICT', 'PROVINCE', 'AREA', 'COUNTRY', 'UNKNOWN')",
            name="ck_location_precision",
        ),
        sa.CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL)", name="ck_location_whole_point"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
        sa.UniqueConstraint("geonames_id", name=op.f("uq_location_geonames_id")),
        sa.UniqueConstraint("iso_code", name=op.f("uq_location_iso_code")),
        sa.UniqueConstraint("slug", name=op.f("uq_location_slug")),
        sa.UniqueConstraint("wikidata_id", name=op.f("uq_location_wikidata_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_location_disputed"), "location", ["disputed"], unique=False)
    op.create_index(op.f("ix_location_kind"), "location", ["kind"], unique=False)
    op.create_index(op.f("ix_location_latitude"), "location", ["latitude"], unique=False)
    op.create_index(op.f("ix_location_longitude"), "location", ["longitude"], unique=False)
    op.create_index("ix_location_name_folded", "location", ["name_folded"], unique=False)
    op.create_index("ix_location_name_id", "location", ["name", "id"], unique=False)
    op.create_index(op.f("ix_location_precision"), "location", ["precision"], unique=False)
    op.create_index("ix_location_slug_id", "location", ["slug", "id"], unique=False)
    op.create_index("ix_location_updated_at_id", "location", ["updated_at", "id"], unique=False)
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
    op.create_table(
        "affiliation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("role_folded", TEXT, nullable=False),
        sa.Column("since", TEXT, nullable=True),
        sa.Column("until", TEXT, nullable=True),
        sa.Column(
            "since_key", TEXT, sa.Computed("coalesce(since, '')", persisted=True), nullable=False
        ),
        sa.CheckConstraint("actor_id <> organization_id", name="ck_affiliation_of_another"),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_affiliation_actor_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["actor.id"], name=op.f("fk_affiliation_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_affiliation")),
        sa.UniqueConstraint(
            "actor_id",
            "organization_id",
            "role",
            "since",
            name=op.f("uq_affiliation_actor_id_organization_id_role_since"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_affiliation_actor_id"), "affiliation", ["actor_id"], unique=False)
    op.create_index(
        op.f("ix_affiliation_organization_id"), "affiliation", ["organization_id"], unique=False
    )
    op.create_index("ix_affiliation_role_folded", "affiliation", ["role_folded"], unique=False)
    op.create_index("ix_affiliation_since_key_id", "affiliation", ["since_key", "id"], unique=False)
    op.create_table(
        "containment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("basis", TERM, nullable=False),
        sa.Column("since", TEXT, nullable=True),
        sa.Column("until", TEXT, nullable=True),
        sa.Column(
            "since_key", TEXT, sa.Computed("coalesce(since, '')", persisted=True), nullable=False
        ),
        sa.CheckConstraint(
            "basis IN ('DE_JURE', 'DE_FACTO', 'GEOGRAPHIC')", name="ck_containment_basis"
        ),
        sa.CheckConstraint("location_id <> parent_id", name="ck_containment_in_another"),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_containment_location_id")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["location.id"], name=op.f("fk_containment_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_containment")),
        sa.UniqueConstraint(
            "location_id",
            "parent_id",
            "basis",
            "since",
            name=op.f("uq_containment_location_id_parent_id_basis_since"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_containment_basis"), "containment", ["basis"], unique=False)
    op.create_index(
        op.f("ix_containment_location_id"), "containment", ["location_id"], unique=False
    )
    op.create_index(op.f("ix_containment_parent_id"), "containment", ["parent_id"], unique=False)
    op.create_index("ix_containment_since_key_id", "containment", ["since_key", "id"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("kind", TERM, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("title_folded", TEXT, nullable=False),
        sa.Column("publisher_id", sa.Integer(), nullable=True),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("edition", TEXT, nullable=True),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=True),
        sa.Column(
            "published_on_key",
            sa.Date(),
            sa.Computed("coalesce(published_on, '0001-01-01')", persisted=True),
            nullable=False,
        ),
        sa.CheckConstraint(
            "kind IN ('OVERVIEW', 'ARTICLE', 'COMMUNIQUE', 'INTERVIEW')", name="ck_document_kind"
        ),
        sa.ForeignKeyConstraint(
            ["publisher_id"], ["actor.id"], name=op.f("fk_document_publisher_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("sha256", name=op.f("uq_document_sha256")),
        sa.UniqueConstraint("slug", name=op.f("uq_document_slug")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_document_kind"), "document", ["kind"], unique=False)
    op.create_index(op.f("ix_document_published_on"), "document", ["published_on"], unique=False)
    op.create_index(
        "ix_document_published_on_key_id", "document", ["published_on_key", "id"], unique=False
    )
    op.create_index(op.f("ix_document_publisher_id"), "document", ["publisher_id"], unique=False)
    op.create_index("ix_document_slug_id", "document", ["slug", "id"], unique=False)
    op.create_index("ix_document_title_folded", "document", ["title_folded"], unique=False)
    op.create_index("ix_document_title_id", "document", ["title", "id"], unique=False)
    op.create_index("ix_document_updated_at_id", "document", ["updated_at", "id"], unique=False)
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("happened_start", TEXT, nullable=True),
        sa.Column("happened_end", TEXT, nullable=True),
        sa.Column("happened_precision", TERM, nullable=False),
        sa.Column("happened_part", TERM, nullable=True),
        sa.Column("happened_ongoing", sa.Boolean(), nullable=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("title_folded", TEXT, nullable=False),
        sa.Column("kind", TERM, nullable=False),
        sa.Column("subkind", TERM, nullable=True),
        sa.Column("part_of_id", sa.Integer(), nullable=True),
        sa.Column("conflict_id", sa.Integer(), nullable=True),
        sa.Column("defined_in_id", sa.Integer(), nullable=True),
        sa.Column("attestation", TERM, nullable=True),
        sa.Column("review", TERM, nullable=False),
        sa.Column("note", TEXT, nullable=True),
        sa.Column(
            "happened_key",
            TEXT,
            sa.Computed("coalesce(happened_start, happened_end, '0001-01-01')", persisted=True),
            nullable=False,
        ),
        sa.CheckConstraint(
            "attestation IN ('DISPUTED', 'BOTH_SIDES', 'ONE_SIDE', 'OTHER_ONLY', 'NARRATOR_ONLY')",
            name="ck_event_attestation",
        ),
        sa.CheckConstraint(
            "happened_part IN ('NIGHT', 'AFTER_MIDNIGHT', 'MORNING', 'AFTERNOON', 'EVENING')",
            name="ck_event_happened_part",
        ),
        sa.CheckConstraint(
            "happened_precision IN ('INSTANT', 'HOUR', 'PART_OF_DAY', 'DAY', 'DAYS', 'WEEK', 'MONTH', 'LONGER', 'UNKNOWN')",
            name="ck_event_happened_precision",
        ),
        sa.CheckConstraint(
            "kind IN ('BATTLE', 'EXPLOSION_OR_REMOTE_VIOLENCE', 'VIOLENCE_AGAINST_CIVILIANS', 'PROTEST', 'RIOT', 'STRATEGIC_DEVELOPMENT', 'CONFLICT', 'CEASEFIRE', 'CEASEFIRE_VIOLATION', 'DIPLOMACY', 'HUMANITARIAN')",
            name="ck_event_kind",
        ),
        sa.CheckConstraint(
            "review IN ('DRAFT', 'PUBLISHED', 'REJECTED', 'WITHDRAWN')", name="ck_event_review"
        ),
        sa.CheckConstraint(
            "subkind IN ('ARMED_CLASH', 'SHELLING', 'ROCKET_STRIKE', 'AIR_OR_DRONE_STRIKE', 'INFILTRATION', 'TROOP_MOVEMENT', 'CONTROL_CHANGE', 'CAPTURE', 'CONSULTATION', 'AGREEMENT', 'OTHER')",
            name="ck_event_subkind",
        ),
        sa.CheckConstraint("part_of_id <> id", name="ck_event_part_of_another"),
        sa.ForeignKeyConstraint(["conflict_id"], ["event.id"], name=op.f("fk_event_conflict_id")),
        sa.ForeignKeyConstraint(
            ["defined_in_id"], ["document.id"], name=op.f("fk_event_defined_in_id")
        ),
        sa.ForeignKeyConstraint(["part_of_id"], ["event.id"], name=op.f("fk_event_part_of_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("slug", name=op.f("uq_event_slug")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_event_attestation"), "event", ["attestation"], unique=False)
    op.create_index(op.f("ix_event_conflict_id"), "event", ["conflict_id"], unique=False)
    op.create_index(op.f("ix_event_defined_in_id"), "event", ["defined_in_id"], unique=False)
    op.create_index("ix_event_happened_end", "event", ["happened_end"], unique=False)
    op.create_index("ix_event_happened_key_id", "event", ["happened_key", "id"], unique=False)
    op.create_index("ix_event_happened_start", "event", ["happened_start"], unique=False)
    op.create_index(op.f("ix_event_kind"), "event", ["kind"], unique=False)
    op.create_index(op.f("ix_event_part_of_id"), "event", ["part_of_id"], unique=False)
    op.create_index(op.f("ix_event_review"), "event", ["review"], unique=False)
    op.create_index("ix_event_slug_id", "event", ["slug", "id"], unique=False)
    op.create_index(op.f("ix_event_subkind"), "event", ["subkind"], unique=False)
    op.create_index("ix_event_title_folded", "event", ["title_folded"], unique=False)
    op.create_index("ix_event_title_id", "event", ["title", "id"], unique=False)
    op.create_index("ix_event_updated_at_id", "event", ["updated_at", "id"], unique=False)
    op.create_table(
        "side",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("name_folded", TEXT, nullable=False),
        sa.Column("conflict_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["conflict_id"], ["event.id"], name=op.f("fk_side_conflict_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_side")),
        sa.UniqueConstraint("slug", name=op.f("uq_side_slug")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_side_conflict_id"), "side", ["conflict_id"], unique=False)
    op.create_index("ix_side_name_folded", "side", ["name_folded"], unique=False)
    op.create_index("ix_side_name_id", "side", ["name", "id"], unique=False)
    op.create_index("ix_side_slug_id", "side", ["slug", "id"], unique=False)
    op.create_table(
        "name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("value_folded", TEXT, nullable=False),
        sa.Column("language", TEXT, nullable=True),
        sa.Column("kind", TERM, nullable=False),
        sa.Column("used_by_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('LABEL', 'SPELLING', 'SLUG')", name="ck_name_kind"),
        sa.CheckConstraint("(actor_id IS NULL) <> (location_id IS NULL)", name="ck_name_of_one"),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_name_actor_id")),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_name_location_id")),
        sa.ForeignKeyConstraint(["used_by_id"], ["side.id"], name=op.f("fk_name_used_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name")),
        sa.UniqueConstraint(
            "actor_id",
            "location_id",
            "kind",
            "language",
            "value",
            name=op.f("uq_name_actor_id_location_id_kind_language_value"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_name_actor_id"), "name", ["actor_id"], unique=False)
    op.create_index(op.f("ix_name_kind"), "name", ["kind"], unique=False)
    op.create_index(op.f("ix_name_location_id"), "name", ["location_id"], unique=False)
    op.create_index(op.f("ix_name_used_by_id"), "name", ["used_by_id"], unique=False)
    op.create_index(op.f("ix_name_value_folded"), "name", ["value_folded"], unique=False)
    op.create_index("ix_name_value_id", "name", ["value", "id"], unique=False)
    op.create_table(
        "section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("start_utf16", sa.Integer(), nullable=False),
        sa.Column("end_utf16", sa.Integer(), nullable=False),
        sa.Column("role", TERM, nullable=False),
        sa.Column("heading", TEXT, nullable=True),
        sa.Column("side_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "role IN ('TITLE', 'LEAD', 'SIDE', 'TOPIC', 'CAPTION', 'RELATED_LINKS', 'OTHER')",
            name="ck_section_role",
        ),
        sa.CheckConstraint('start <= "end" AND start_utf16 <= end_utf16', name="ck_section_span"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_section_document_id")
        ),
        sa.ForeignKeyConstraint(["side_id"], ["side.id"], name=op.f("fk_section_side_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section")),
        sa.UniqueConstraint("document_id", "start", name=op.f("uq_section_document_id_start")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_section_document_id"), "section", ["document_id"], unique=False)
    op.create_index(op.f("ix_section_role"), "section", ["role"], unique=False)
    op.create_index(op.f("ix_section_side_id"), "section", ["side_id"], unique=False)
    op.create_index("ix_section_start_id", "section", ["start", "id"], unique=False)
    op.create_table(
        "side_membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("side_id", sa.Integer(), nullable=False),
        sa.Column("since", TEXT, nullable=True),
        sa.Column("until", TEXT, nullable=True),
        sa.Column(
            "since_key", TEXT, sa.Computed("coalesce(since, '')", persisted=True), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_side_membership_actor_id")
        ),
        sa.ForeignKeyConstraint(["side_id"], ["side.id"], name=op.f("fk_side_membership_side_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_side_membership")),
        sa.UniqueConstraint(
            "actor_id", "side_id", "since", name=op.f("uq_side_membership_actor_id_side_id_since")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_side_membership_actor_id"), "side_membership", ["actor_id"], unique=False
    )
    op.create_index(
        op.f("ix_side_membership_side_id"), "side_membership", ["side_id"], unique=False
    )
    op.create_index(
        "ix_side_membership_since_key_id", "side_membership", ["since_key", "id"], unique=False
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("said_start", TEXT, nullable=True),
        sa.Column("said_end", TEXT, nullable=True),
        sa.Column("said_precision", TERM, nullable=False),
        sa.Column("said_part", TERM, nullable=True),
        sa.Column("said_ongoing", sa.Boolean(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("start_utf16", sa.Integer(), nullable=False),
        sa.Column("end_utf16", sa.Integer(), nullable=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("text_folded", TEXT, nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("channel", TERM, nullable=True),
        sa.Column("via_id", sa.Integer(), nullable=True),
        sa.Column("in_reply_to_id", sa.Integer(), nullable=True),
        sa.Column("review", TERM, nullable=False),
        sa.Column("note", TEXT, nullable=True),
        sa.Column(
            "said_key",
            TEXT,
            sa.Computed("coalesce(said_start, said_end, '0001-01-01')", persisted=True),
            nullable=False,
        ),
        sa.CheckConstraint(
            "channel IN ('INTERVIEW', 'BRIEFING', 'WRITTEN', 'SOCIAL_MEDIA', 'SPEECH')",
            name="ck_statement_channel",
        ),
        sa.CheckConstraint(
            "review IN ('DRAFT', 'PUBLISHED', 'REJECTED', 'WITHDRAWN')", name="ck_statement_review"
        ),
        sa.CheckConstraint(
            "said_part IN ('NIGHT', 'AFTER_MIDNIGHT', 'MORNING', 'AFTERNOON', 'EVENING')",
            name="ck_statement_said_part",
        ),
        sa.CheckConstraint(
            "said_precision IN ('INSTANT', 'HOUR', 'PART_OF_DAY', 'DAY', 'DAYS', 'WEEK', 'MONTH', 'LONGER', 'UNKNOWN')",
            name="ck_statement_said_precision",
        ),
        sa.CheckConstraint("in_reply_to_id <> id", name="ck_statement_replies_to_another"),
        sa.CheckConstraint('start <= "end" AND start_utf16 <= end_utf16', name="ck_statement_span"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_statement_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["in_reply_to_id"], ["statement.id"], name=op.f("fk_statement_in_reply_to_id")
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_statement_section_id")
        ),
        sa.ForeignKeyConstraint(["via_id"], ["actor.id"], name=op.f("fk_statement_via_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("slug", name=op.f("uq_statement_slug")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_statement_channel"), "statement", ["channel"], unique=False)
    op.create_index(op.f("ix_statement_document_id"), "statement", ["document_id"], unique=False)
    op.create_index(
        op.f("ix_statement_in_reply_to_id"), "statement", ["in_reply_to_id"], unique=False
    )
    op.create_index(op.f("ix_statement_review"), "statement", ["review"], unique=False)
    op.create_index("ix_statement_said_end", "statement", ["said_end"], unique=False)
    op.create_index("ix_statement_said_key_id", "statement", ["said_key", "id"], unique=False)
    op.create_index("ix_statement_said_start", "statement", ["said_start"], unique=False)
    op.create_index(op.f("ix_statement_section_id"), "statement", ["section_id"], unique=False)
    op.create_index("ix_statement_slug_id", "statement", ["slug", "id"], unique=False)
    op.create_index("ix_statement_start_id", "statement", ["start", "id"], unique=False)
    op.create_index("ix_statement_updated_at_id", "statement", ["updated_at", "id"], unique=False)
    op.create_index(op.f("ix_statement_via_id"), "statement", ["via_id"], unique=False)
    op.create_table(
        "appearance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("start_utf16", sa.Integer(), nullable=False),
        sa.Column("end_utf16", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("quote", TEXT, nullable=True),
        sa.Column("directness", TERM, nullable=False),
        sa.Column("wording", TERM, nullable=False),
        sa.CheckConstraint(
            "directness IN ('DIRECT_QUOTE', 'REPORTED_SPEECH', 'NARRATOR')",
            name="ck_appearance_directness",
        ),
        sa.CheckConstraint("wording IN ('SAME', 'OTHER_WORDS')", name="ck_appearance_wording"),
        sa.CheckConstraint(
            'start <= "end" AND start_utf16 <= end_utf16', name="ck_appearance_span"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_appearance_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_appearance_section_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_appearance_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appearance")),
        sa.UniqueConstraint(
            "statement_id", "position", name=op.f("uq_appearance_statement_id_position")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_appearance_directness"), "appearance", ["directness"], unique=False)
    op.create_index(op.f("ix_appearance_document_id"), "appearance", ["document_id"], unique=False)
    op.create_index("ix_appearance_position_id", "appearance", ["position", "id"], unique=False)
    op.create_index(op.f("ix_appearance_section_id"), "appearance", ["section_id"], unique=False)
    op.create_index("ix_appearance_start_id", "appearance", ["start", "id"], unique=False)
    op.create_index(
        op.f("ix_appearance_statement_id"), "appearance", ["statement_id"], unique=False
    )
    op.create_index(op.f("ix_appearance_wording"), "appearance", ["wording"], unique=False)
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("happened_start", TEXT, nullable=True),
        sa.Column("happened_end", TEXT, nullable=True),
        sa.Column("happened_precision", TERM, nullable=False),
        sa.Column("happened_part", TERM, nullable=True),
        sa.Column("happened_ongoing", sa.Boolean(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("start_utf16", sa.Integer(), nullable=False),
        sa.Column("end_utf16", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("act", TERM, nullable=False),
        sa.Column("proposition", TEXT, nullable=False),
        sa.Column("proposition_folded", TEXT, nullable=False),
        sa.Column("facet", TERM, nullable=True),
        sa.Column("stance", TERM, nullable=False),
        sa.Column("note", TEXT, nullable=True),
        sa.Column(
            "happened_key",
            TEXT,
            sa.Computed("coalesce(happened_start, happened_end, '0001-01-01')", persisted=True),
            nullable=False,
        ),
        sa.CheckConstraint(
            "act IN ('CLAIM', 'ANNOUNCE', 'CONFIRM', 'DENY', 'ACCUSE', 'REJECT', 'DEMAND', 'APPEAL', 'WARN', 'PROMISE', 'OFFER', 'ASSERT_RIGHT', 'COMMENT', 'REPORT')",
            name="ck_claim_act",
        ),
        sa.CheckConstraint(
            "facet IN ('OCCURRENCE', 'RESPONSIBILITY', 'CASUALTIES', 'DAMAGE', 'CONTROL', 'COMPLIANCE', 'MEANS', 'OUTCOME', 'TIME', 'PLACE', 'INTENT', 'STATUS')",
            name="ck_claim_facet",
        ),
        sa.CheckConstraint(
            "happened_part IN ('NIGHT', 'AFTER_MIDNIGHT', 'MORNING', 'AFTERNOON', 'EVENING')",
            name="ck_claim_happened_part",
        ),
        sa.CheckConstraint(
            "happened_precision IN ('INSTANT', 'HOUR', 'PART_OF_DAY', 'DAY', 'DAYS', 'WEEK', 'MONTH', 'LONGER', 'UNKNOWN')",
            name="ck_claim_happened_precision",
        ),
        sa.CheckConstraint(
            "stance IN ('ASSERTS', 'DENIES', 'QUESTIONS', 'CONCEDES')", name="ck_claim_stance"
        ),
        sa.CheckConstraint("(event_id IS NULL) = (facet IS NULL)", name="ck_claim_facet_of_event"),
        sa.CheckConstraint('start <= "end" AND start_utf16 <= end_utf16', name="ck_claim_span"),
        sa.ForeignKeyConstraint(["by_id"], ["actor.id"], name=op.f("fk_claim_by_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_claim_document_id")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_claim_event_id")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_claim_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint(
            "statement_id", "position", name=op.f("uq_claim_statement_id_position")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_claim_act"), "claim", ["act"], unique=False)
    op.create_index(op.f("ix_claim_by_id"), "claim", ["by_id"], unique=False)
    op.create_index(op.f("ix_claim_document_id"), "claim", ["document_id"], unique=False)
    op.create_index(op.f("ix_claim_event_id"), "claim", ["event_id"], unique=False)
    op.create_index(op.f("ix_claim_facet"), "claim", ["facet"], unique=False)
    op.create_index("ix_claim_happened_end", "claim", ["happened_end"], unique=False)
    op.create_index("ix_claim_happened_key_id", "claim", ["happened_key", "id"], unique=False)
    op.create_index("ix_claim_happened_start", "claim", ["happened_start"], unique=False)
    op.create_index("ix_claim_position_id", "claim", ["position", "id"], unique=False)
    op.create_index(op.f("ix_claim_stance"), "claim", ["stance"], unique=False)
    op.create_index(op.f("ix_claim_statement_id"), "claim", ["statement_id"], unique=False)
    op.create_table(
        "mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("start_utf16", sa.Integer(), nullable=False),
        sa.Column("end_utf16", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.Column("form", TEXT, nullable=False),
        sa.Column("form_folded", TEXT, nullable=False),
        sa.Column("role", TERM, nullable=False),
        sa.Column("resolved", TERM, nullable=False),
        sa.Column("note", TEXT, nullable=True),
        sa.CheckConstraint("resolved IN ('IN_TEXT', 'BY_EDITOR')", name="ck_mention_resolved"),
        sa.CheckConstraint(
            "role IN ('NAMED', 'ACCUSED', 'ADDRESSED', 'VIA')", name="ck_mention_role"
        ),
        sa.CheckConstraint("(actor_id IS NULL) <> (location_id IS NULL)", name="ck_mention_of_one"),
        sa.CheckConstraint('start <= "end" AND start_utf16 <= end_utf16', name="ck_mention_span"),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_mention_actor_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_mention_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_mention_location_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_mention_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_mention_actor_id"), "mention", ["actor_id"], unique=False)
    op.create_index(op.f("ix_mention_document_id"), "mention", ["document_id"], unique=False)
    op.create_index(op.f("ix_mention_form_folded"), "mention", ["form_folded"], unique=False)
    op.create_index(op.f("ix_mention_location_id"), "mention", ["location_id"], unique=False)
    op.create_index(op.f("ix_mention_resolved"), "mention", ["resolved"], unique=False)
    op.create_index(op.f("ix_mention_role"), "mention", ["role"], unique=False)
    op.create_index("ix_mention_start_id", "mention", ["start", "id"], unique=False)
    op.create_index(op.f("ix_mention_statement_id"), "mention", ["statement_id"], unique=False)
    op.create_table(
        "attribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("start_utf16", sa.Integer(), nullable=False),
        sa.Column("end_utf16", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("appearance_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("role", TERM, nullable=False),
        sa.CheckConstraint(
            "role IN ('SPEAKER', 'SPOKESPERSON', 'REPORTER')", name="ck_attribution_role"
        ),
        sa.CheckConstraint(
            'start <= "end" AND start_utf16 <= end_utf16', name="ck_attribution_span"
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_attribution_actor_id")),
        sa.ForeignKeyConstraint(
            ["appearance_id"], ["appearance.id"], name=op.f("fk_attribution_appearance_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_attribution_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_attribution_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attribution")),
        sa.UniqueConstraint(
            "appearance_id",
            "actor_id",
            "role",
            name=op.f("uq_attribution_appearance_id_actor_id_role"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_attribution_actor_id"), "attribution", ["actor_id"], unique=False)
    op.create_index(
        op.f("ix_attribution_appearance_id"), "attribution", ["appearance_id"], unique=False
    )
    op.create_index(
        op.f("ix_attribution_document_id"), "attribution", ["document_id"], unique=False
    )
    op.create_index(op.f("ix_attribution_role"), "attribution", ["role"], unique=False)
    op.create_index(
        op.f("ix_attribution_statement_id"), "attribution", ["statement_id"], unique=False
    )
    op.create_table(
        "figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("start_utf16", sa.Integer(), nullable=False),
        sa.Column("end_utf16", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("metric", TERM, nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=True),
        sa.Column("maximum", sa.Integer(), nullable=True),
        sa.Column("population", TERM, nullable=False),
        sa.CheckConstraint(
            "metric IN ('KILLED', 'INJURED', 'CASUALTIES', 'CAPTURED', 'MISSING', 'DISPLACED', 'EQUIPMENT_LOST')",
            name="ck_figure_metric",
        ),
        sa.CheckConstraint(
            "population IN ('CIVILIANS', 'MILITARY', 'ALL', 'UNSTATED')",
            name="ck_figure_population",
        ),
        sa.CheckConstraint("minimum <= maximum", name="ck_figure_bounds"),
        sa.CheckConstraint('start <= "end" AND start_utf16 <= end_utf16', name="ck_figure_span"),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_figure_claim_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_figure_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_figure_claim_id"), "figure", ["claim_id"], unique=False)
    op.create_index(op.f("ix_figure_document_id"), "figure", ["document_id"], unique=False)
    op.create_index(op.f("ix_figure_maximum"), "figure", ["maximum"], unique=False)
    op.create_index(op.f("ix_figure_metric"), "figure", ["metric"], unique=False)
    op.create_index(op.f("ix_figure_minimum"), "figure", ["minimum"], unique=False)
    op.create_index(op.f("ix_figure_population"), "figure", ["population"], unique=False)
    op.create_table(
        "insertion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("start_utf16", sa.Integer(), nullable=False),
        sa.Column("end_utf16", sa.Integer(), nullable=False),
        sa.Column("appearance_id", sa.Integer(), nullable=False),
        sa.CheckConstraint('start <= "end" AND start_utf16 <= end_utf16', name="ck_insertion_span"),
        sa.ForeignKeyConstraint(
            ["appearance_id"], ["appearance.id"], name=op.f("fk_insertion_appearance_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_insertion_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insertion")),
        sa.UniqueConstraint(
            "appearance_id", "start", name=op.f("uq_insertion_appearance_id_start")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_insertion_appearance_id"), "insertion", ["appearance_id"], unique=False
    )
    op.create_index(op.f("ix_insertion_document_id"), "insertion", ["document_id"], unique=False)
    op.create_table(
        "means",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("start_utf16", sa.Integer(), nullable=False),
        sa.Column("end_utf16", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("kind", TERM, nullable=False),
        sa.CheckConstraint(
            "kind IN ('ARTILLERY', 'ROCKET', 'MISSILE', 'DRONE', 'AIRCRAFT', 'ARMOUR', 'SMALL_ARMS', 'MINE', 'OTHER')",
            name="ck_means_kind",
        ),
        sa.CheckConstraint('start <= "end" AND start_utf16 <= end_utf16', name="ck_means_span"),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_means_claim_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_means_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_means")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_means_claim_id"), "means", ["claim_id"], unique=False)
    op.create_index(op.f("ix_means_document_id"), "means", ["document_id"], unique=False)
    op.create_index(op.f("ix_means_kind"), "means", ["kind"], unique=False)
    op.create_table(
        "participation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("role", TERM, nullable=False),
        sa.CheckConstraint(
            "role IN ('BELLIGERENT', 'PARTY', 'ALLEGED_PERPETRATOR', 'TARGET', 'VICTIM', 'MEDIATOR', 'PRESENT')",
            name="ck_participation_role",
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_participation_actor_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_participation_claim_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_participation_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
        sa.UniqueConstraint(
            "claim_id", "actor_id", "role", name=op.f("uq_participation_claim_id_actor_id_role")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_participation_actor_id"), "participation", ["actor_id"], unique=False)
    op.create_index(op.f("ix_participation_claim_id"), "participation", ["claim_id"], unique=False)
    op.create_index(op.f("ix_participation_event_id"), "participation", ["event_id"], unique=False)
    op.create_index(op.f("ix_participation_role"), "participation", ["role"], unique=False)
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("relation", TERM, nullable=False),
        sa.CheckConstraint(
            "relation IN ('IN', 'NEAR', 'TOWARDS', 'FROM')", name="ck_setting_relation"
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_setting_claim_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_setting_event_id")),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_setting_location_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint(
            "claim_id",
            "location_id",
            "relation",
            name=op.f("uq_setting_claim_id_location_id_relation"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_setting_claim_id"), "setting", ["claim_id"], unique=False)
    op.create_index(op.f("ix_setting_event_id"), "setting", ["event_id"], unique=False)
    op.create_index(op.f("ix_setting_location_id"), "setting", ["location_id"], unique=False)
    op.create_index(op.f("ix_setting_relation"), "setting", ["relation"], unique=False)
    op.execute("""
        CREATE VIEW claim_voice AS
        SELECT claim.id AS claim_id, claim.statement_id, claim.event_id,
               attribution.actor_id, side_membership.side_id, statement.review,
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
    """)
    op.execute("""
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
                AND claim_voice.voice = account.voice AND claim_voice.review = 'PUBLISHED'
                AND coalesce(claim_voice.side_id, 0) = coalesce(account.side_id, 0) LIMIT 1))
    """)


def downgrade() -> None:
    """There is nothing before the first migration."""
