"""What claims are about, and who and where according to them."""

from typing import TYPE_CHECKING, ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.models.actors import SLUG
from db.models.copies import OfEvent, OfStatement, in_order_of_events, told
from db.models.groups import GroupBy
from db.models.relations import Through, many, one
from db.models.table import Table, table_args
from db.models.terms import (
    Attestation,
    EventKind,
    EventSubkind,
    ParticipationRole,
    Review,
    SettingRelation,
)
from db.models.values import Happened, fuzzy_date

if TYPE_CHECKING:
    from db.models.actors import Actor
    from db.models.documents import Document
    from db.models.places import Location
    from db.models.statements import Claim
    from db.models.views import Version


class Event(Happened, Table, table=True):
    """What claims are about. Its title, kind and date are the desk's handle, no side's account."""

    values = {"happened": fuzzy_date("happened", "When, as the desk files it.")}
    orders = ("happened", "title", "slug", "updated_at")
    order = "-happened"
    folded = {"title": "title_folded"}
    groups = {
        "kind": GroupBy("What happened.", column="kind"),
        "location": GroupBy("Where, according to any claim.", "locations"),
        "district": GroupBy(
            "The districts where, on any ground: one that both sides have a district for counts "
            "for both.",
            "districts",
        ),
        "day": GroupBy(
            "The first day at which it may have happened, else the last.", day="happened"
        ),
        "attestation": GroupBy("Who speaks of it.", column="attestation"),
    }

    slug: str = Field(unique=True, schema_extra={"pattern": SLUG})
    """Stable name in addresses."""

    title: str = Field(min_length=1)
    """Neutral title, by which to find it."""

    title_folded: str = ""

    kind: EventKind = Field(index=True)
    """What happened."""

    subkind: EventSubkind | None = Field(default=None, index=True)
    """What happened, more closely."""

    part_of_id: int | None = Field(default=None, foreign_key="event.id", index=True)
    conflict_id: int | None = Field(default=None, foreign_key="event.id", index=True)
    defined_in_id: int | None = Field(default=None, foreign_key="document.id", index=True)

    attestation: Attestation | None = Field(default=None, index=True)
    """Who speaks of it, and whether they contradict each other; empty while nobody does."""

    review: Review = Field(default=Review.DRAFT, index=True)
    """Where it stands in the desk's review."""

    note: str | None = None
    """What an editor has to say about it."""

    part_of: "Event" = one(
        "parts",
        "The larger event it is part of.",
        remote_side="Event.id",
        foreign_keys="Event.part_of_id",
    )
    parts: list["Event"] = many(
        "part_of", "The events that are part of it.", foreign_keys="Event.part_of_id"
    )
    conflict: "Event" = one(
        None,
        "The conflict it belongs to: the nearest event of kind CONFLICT upwards, itself included.",
        remote_side="Event.id",
        foreign_keys="Event.conflict_id",
        post_update=True,
    )
    defined_in: "Document" = one(
        None,
        "The document whose reading defines it.",
        foreign_keys="Event.defined_in_id",
    )
    sides: ClassVar[Through] = Through(
        "Side",
        "Version",
        {"event_id": "id"},
        "side_id",
        "The sides of its conflict, whether they speak of it or not.",
        whole=True,
    )
    claims: list["Claim"] = many("event", "What is said about it.")
    statements: ClassVar[Through] = Through(
        "Statement", "Claim", {"event_id": "id"}, "statement_id", "The statements about it."
    )
    participations: list["Participation"] = many(
        "event", "Who took part, claim by claim.", whole=True
    )
    participants: ClassVar[Through] = Through(
        "Actor",
        "Participation",
        {"event_id": "id"},
        "actor_id",
        "Who took part, according to any claim.",
        whole=True,
    )
    settings: list["Setting"] = many("event", "Where, claim by claim.", whole=True)
    locations: ClassVar[Through] = Through(
        "Location",
        "Setting",
        {"event_id": "id"},
        "location_id",
        "Where, according to any claim.",
        whole=True,
    )
    districts: ClassVar[Through] = Through(
        "Location",
        "EventDistrict",
        {"event_id": "id"},
        "district_id",
        "The districts where, according to any claim: of a smaller place those it directly lies "
        "in, on any ground; none where it lies in none.",
        whole=True,
    )
    versions: list["Version"] = many(
        "event",
        "Each side's account, an empty one for a side that is silent; then what speakers of no "
        "camp say; then what documents say in their own voice.",
        whole=True,
        order="position",
        viewonly=True,
    )

    __table_args__ = table_args(
        sa.CheckConstraint("part_of_id <> id", name="ck_event_part_of_another")
    )


class Participation(OfStatement, OfEvent, Table, table=True):
    """Who took part in an event, according to a claim."""

    visible_with = ("claim",)

    claim_id: int = Field(foreign_key="claim.id", index=True)
    event_id: int | None = Field(default=None, foreign_key="event.id")
    actor_id: int = Field(foreign_key="actor.id")

    role: ParticipationRole = Field(index=True)
    """What part it had."""

    claim: "Claim" = one("participations", "The claim that says so.")
    event: "Event" = one("participations", "The event that the claim is about.")
    actor: "Actor" = one(None, "Who.")

    __table_args__ = table_args(
        sa.UniqueConstraint("claim_id", "actor_id", "role"),
        told("participation", "event_id", "statement_review", "actor_id"),
        *in_order_of_events("participation", "actor_id"),
    )


class Setting(OfStatement, OfEvent, Table, table=True):
    """Where an event took place, according to a claim."""

    visible_with = ("claim",)

    claim_id: int = Field(foreign_key="claim.id", index=True)
    event_id: int | None = Field(default=None, foreign_key="event.id")
    location_id: int = Field(foreign_key="location.id")

    relation: SettingRelation = Field(default=SettingRelation.IN, index=True)
    """How it lies to the place."""

    claim: "Claim" = one("settings", "The claim that says so.")
    event: "Event" = one("settings", "The event that the claim is about.")
    location: "Location" = one("settings", "The place.")

    __table_args__ = table_args(
        sa.UniqueConstraint("claim_id", "location_id", "relation"),
        told("setting", "event_id", "statement_review", "location_id"),
        *in_order_of_events("setting", "location_id"),
    )
