"""Derives who speaks of an event, and whether they contradict each other (`Attestation`)."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.models import Event
from db.models.table import utc_now
from db.models.views import MEMBER_WHEN_SAID

# An accusation is one voice's claim that another did it. A voice is a camp, or an actor of no camp,
# told apart by the sign of its key. SQLite keeps the order of a CROSS JOIN: without it, it begins
# with all perpetrators there are, for each event anew.
ACCUSATIONS = f"""
    SELECT claim.event_id,
           coalesce(claim_voice.side_id, -claim_voice.actor_id) AS by_key,
           coalesce(side_membership.side_id, -participation.actor_id) AS against_key
    FROM claim CROSS JOIN participation CROSS JOIN claim_voice
    JOIN event ON event.id = claim.event_id
    JOIN statement ON statement.id = claim.statement_id
    JOIN document ON document.id = statement.document_id
    LEFT JOIN side_membership ON side_membership.actor_id = participation.actor_id
         AND (event.conflict_id IS NULL OR side_membership.side_id IN (
              SELECT side.id FROM side WHERE side.conflict_id = event.conflict_id))
         AND {MEMBER_WHEN_SAID}
    WHERE claim.facet = 'RESPONSIBILITY' AND claim.stance = 'ASSERTS'
          AND participation.claim_id = claim.id AND participation.role = 'ALLEGED_PERPETRATOR'
          AND claim_voice.claim_id = claim.id AND claim_voice.statement_review = 'PUBLISHED'
          AND claim_voice.voice <> 'NARRATOR'
"""

CONTRADICTED = """
    SELECT 1
    FROM claim AS asserting
    JOIN claim AS denying ON denying.event_id = asserting.event_id
         AND denying.facet = asserting.facet AND denying.stance = 'DENIES'
    JOIN claim_voice AS one ON one.claim_id = asserting.id
    JOIN claim_voice AS other ON other.claim_id = denying.id
    WHERE asserting.event_id = event.id AND asserting.stance = 'ASSERTS'
          AND one.statement_review = 'PUBLISHED' AND other.statement_review = 'PUBLISHED'
          AND (one.voice <> other.voice OR one.side_id <> other.side_id
               OR (one.voice = 'OTHER' AND one.actor_id <> other.actor_id))
"""

ACCUSED_EACH_OTHER = """
    SELECT 1
    FROM accusation AS one
    JOIN accusation AS other ON other.event_id = one.event_id
         AND other.by_key = one.against_key AND other.against_key = one.by_key
    WHERE one.event_id = event.id AND one.by_key <> one.against_key
"""

VOICES = """
    SELECT CASE
        WHEN count(DISTINCT claim_voice.side_id) > 1 THEN 'BOTH_SIDES'
        WHEN count(DISTINCT claim_voice.side_id) = 1 THEN 'ONE_SIDE'
        WHEN count(CASE WHEN claim_voice.voice = 'OTHER' THEN 1 END) > 0 THEN 'OTHER_ONLY'
        WHEN count(*) > 0 THEN 'NARRATOR_ONLY' END
    FROM claim_voice
    WHERE claim_voice.event_id = event.id AND claim_voice.statement_review = 'PUBLISHED'
"""


def update(among: str, exists: str) -> str:
    """The statement that derives it for the events that the condition picks.

    `exists`: what follows a SELECT of which is asked whether there are rows.
    """
    return f"""
        WITH accusation AS NOT MATERIALIZED ({ACCUSATIONS})
        UPDATE event
        SET attestation = derived.attestation, revision = event.revision + 1, updated_at = :now
        FROM (
            SELECT event.id, CASE
                WHEN event.review <> 'PUBLISHED' THEN NULL
                WHEN EXISTS ({CONTRADICTED} {exists})
                     OR EXISTS ({ACCUSED_EACH_OTHER} {exists}) THEN 'DISPUTED'
                ELSE ({VOICES}) END AS attestation
            FROM event
            WHERE {among}
        ) AS derived
        WHERE event.id = derived.id
              AND coalesce(event.attestation, '') <> coalesce(derived.attestation, '')
    """


NOW = sa.bindparam("now", type_=sa.DateTime(timezone=True))
# By the offset PostgreSQL is told to look at each event's claims; else it would read all there are.
OF_SOME = sa.text(update("event.id IN :events", "LIMIT 1 OFFSET 0")).bindparams(
    NOW, sa.bindparam("events", expanding=True)
)
OF_ALL = sa.text(update("1 = 1", "")).bindparams(NOW)


def derive_attestations(session: Session, events: Collection[int] | None = None) -> None:
    """Derives attestation anew for the events with these keys, or for all; the caller commits.

    An event whose attestation changes gets a revision more.
    """
    session.flush()
    if events is None:
        session.execute(OF_ALL, {"now": utc_now()})
    elif events:
        session.execute(OF_SOME, {"now": utc_now(), "events": sorted(events)})
    # Rows that the session holds do not know of it.
    for row in session.identity_map.values():
        if isinstance(row, Event):
            session.expire(row)
