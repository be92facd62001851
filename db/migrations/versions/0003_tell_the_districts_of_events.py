"""Tell the districts of events."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute(
        """
        CREATE VIEW event_district AS
        SELECT setting.id AS setting_id, setting.claim_id, setting.event_id,
               district.id AS district_id
        FROM setting
        JOIN location ON location.id = setting.location_id
        JOIN location AS district ON district.kind = 'REGION' AND (
             district.id = location.id
             OR (location.kind <> 'REGION' AND district.id IN (
                 SELECT containment.parent_id FROM containment
                 WHERE containment.location_id = location.id)))
        """
    )
