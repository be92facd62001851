"""What follows from the tables: whose word a claim is, and the accounts of an event.

Views are flat, joins alone: what groups or counts does so in the query that uses them.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from sqlmodel import Field

from db.models.relations import Through, one
from db.models.table import Row
from db.models.terms import Voice

if TYPE_CHECKING:
    from db.models.actors import Side
    from db.models.events import Event
    from db.models.statements import Claim

MEMBER_WHEN_SAID = """(side_membership.since IS NULL OR side_membership.since <= substr(coalesce(
                  statement.said_end, statement.said_start,
                  CAST(document.published_on AS VARCHAR), '9999'), 1, 10))
             AND (side_membership.until IS NULL OR side_membership.until || '~' >= substr(coalesce(
                  statement.said_end, statement.said_start,
                  CAST(document.published_on AS VARCHAR), '0000'), 1, 10))"""
"""Whether a side membership held when the statement was made, else when it was published."""


class View(Row):
    """Rows that follow from tables. Its primary key is formal: the mapper wants one."""

    definition: ClassVar[str]
    """The SELECT that makes it, the same on both databases."""

    __table_args__: ClassVar[Any] = {"info": {"view": True}}


class ClaimVoice(View, table=True):
    """Whose word a claim is: a row for each speaker and camp, one without speaker for a narrator.

    A speaker's camp is that of the event's conflict, at the time of saying, else of publication.
    """

    definition = f"""
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
             AND {MEMBER_WHEN_SAID}
    """

    visible_with: ClassVar[tuple[str, ...]] = ("claim",)

    claim_id: int = Field(primary_key=True, foreign_key="claim.id")
    statement_id: int = Field(foreign_key="statement.id")
    event_id: int | None = Field(default=None, foreign_key="event.id")
    actor_id: int | None = Field(default=None, primary_key=True, foreign_key="actor.id")
    side_id: int | None = Field(default=None, primary_key=True, foreign_key="side.id")
    statement_review: str
    event_review: str | None = None
    voice: Voice

    claim: "Claim" = one(None, "The claim.", viewonly=True)


class EventDistrict(View, table=True):
    """In which districts an event took place, according to a claim."""

    definition = """
        SELECT setting.id AS setting_id, setting.claim_id, setting.event_id,
               district.id AS district_id, setting.statement_review, setting.event_review
        FROM setting
        JOIN location ON location.id = setting.location_id
        JOIN location AS district ON district.kind = 'REGION' AND (
             district.id = location.id
             OR (location.kind <> 'REGION' AND district.id IN (
                 SELECT containment.parent_id FROM containment
                 WHERE containment.location_id = location.id)))
    """

    visible_with: ClassVar[tuple[str, ...]] = ("claim",)

    setting_id: int = Field(primary_key=True)
    claim_id: int = Field(foreign_key="claim.id")
    event_id: int = Field(foreign_key="event.id")
    district_id: int = Field(primary_key=True, foreign_key="location.id")
    statement_review: str | None = None
    event_review: str | None = None

    claim: "Claim" = one(None, "The claim.", viewonly=True)


class Version(View, table=True):
    """An account of an event: a side's, empty where it is silent; others'; the narrator's."""

    # Not a union of SELECTs over events: SQLite would make all of it for each event asked about.
    # The limit is for SQLite 3.51: see db/visibility.py, `exists`.
    definition = """
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
    """
    order = "position"

    event_id: int = Field(primary_key=True, foreign_key="event.id")
    position: int = Field(primary_key=True)
    label: str = Field(primary_key=True)

    voice: Voice
    """Whose account it is."""

    side_id: int | None = Field(default=None, foreign_key="side.id")

    event: "Event" = one("versions", "The event.", viewonly=True)
    side: "Side" = one(None, "The side, where it is a side's account.", viewonly=True)
    claims: ClassVar[Through] = Through(
        "Claim",
        "ClaimVoice",
        {"event_id": "event_id", "voice": "voice", "side_id": "side_id"},
        "claim_id",
        "What this account says.",
    )
