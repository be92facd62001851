"""Who speaks, acts or is acted on, and in which camp."""

from typing import TYPE_CHECKING, ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.models.groups import GroupBy
from db.models.relations import Through, many, one
from db.models.table import Table, table_args
from db.models.terms import ActorKind, NameKind
from db.models.values import PARTIAL_DATE

if TYPE_CHECKING:
    from db.models.documents import Document, Mention, Section
    from db.models.events import Event
    from db.models.places import Location

SLUG = r"^[a-z0-9]+(-{1,2}[a-z0-9]+)*$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
WIKIDATA = r"^Q[1-9][0-9]*$"


class Side(Table, table=True):
    """A camp of a conflict, as overviews head their sections ("Information from Baku")."""

    orders = ("slug", "name")
    order = "slug"
    visible_with = ("conflict",)
    folded = {"name": "name_folded"}

    slug: str = Field(unique=True, schema_extra={"pattern": SLUG})
    """Stable name in addresses."""

    name: str = Field(min_length=1)
    """What it is called; the same kind of name for each side."""

    name_folded: str = ""

    conflict_id: int = Field(foreign_key="event.id", index=True)

    conflict: "Event" = one(None, "The conflict whose camp it is: an event of kind CONFLICT.")
    memberships: list["SideMembership"] = many("side", "Who is in the camp, and when.")
    members: ClassVar[Through] = Through(
        "Actor", "SideMembership", {"side_id": "id"}, "actor_id", "The actors in the camp."
    )
    sections: list["Section"] = many("side", "Parts of documents headed by its name.")
    statements: ClassVar[Through] = Through(
        "Statement", "ClaimVoice", {"side_id": "id"}, "statement_id", "What its members said."
    )


class Actor(Table, table=True):
    """Who speaks, acts or is acted on: a state, a body, a person, a newspaper."""

    orders = ("name", "slug", "updated_at")
    order = "name"
    folded = {"name": "name_folded"}
    groups = {
        "kind": GroupBy("What it is.", column="kind"),
        "side": GroupBy("The camps it is in.", "sides"),
    }

    slug: str = Field(unique=True, schema_extra={"pattern": SLUG})
    """Stable name in addresses."""

    kind: ActorKind = Field(index=True)
    """What it is."""

    name: str = Field(min_length=1)
    """Our own label; of a person, the name without office."""

    name_folded: str = ""

    wikidata_id: str | None = Field(default=None, unique=True, schema_extra={"pattern": WIKIDATA})
    """Item in Wikidata, where it is certain."""

    names: list["Name"] = many("actor", "Its other names.", whole=True)
    affiliations: list["Affiliation"] = many(
        "actor",
        "Posts a person holds, or the body that a body belongs to.",
        whole=True,
        foreign_keys="Affiliation.actor_id",
    )
    affiliates: list["Affiliation"] = many(
        "organization",
        "Who holds a post here or belongs to it.",
        foreign_keys="Affiliation.organization_id",
    )
    memberships: list["SideMembership"] = many("actor", "In which camps, and when.", whole=True)
    sides: ClassVar[Through] = Through(
        "Side", "SideMembership", {"actor_id": "id"}, "side_id", "The camps it is in.", whole=True
    )
    statements: ClassVar[Through] = Through(
        "Statement",
        "Attribution",
        {"actor_id": "id"},
        "statement_id",
        "What it said, itself or by a spokesperson.",
        where={"role": ("SPEAKER", "SPOKESPERSON")},
    )
    events: ClassVar[Through] = Through(
        "Event",
        "Participation",
        {"actor_id": "id"},
        "event_id",
        "What it took part in, according to claims.",
    )
    mentions: list["Mention"] = many("actor", "Where texts name it.")
    documents: list["Document"] = many("publisher", "What it published.")


class SideMembership(Table, table=True):
    """An actor in a camp of one conflict. It is not citizenship and passes no judgement."""

    orders = ("since",)

    actor_id: int = Field(foreign_key="actor.id", index=True)
    side_id: int = Field(foreign_key="side.id", index=True)

    since: str | None = Field(default=None, schema_extra={"pattern": PARTIAL_DATE})
    """First day, month or year of it (ISO 8601), where it is not the whole conflict."""

    until: str | None = Field(default=None, schema_extra={"pattern": PARTIAL_DATE})
    """Last day, month or year of it."""

    actor: "Actor" = one("memberships", "Who is in the camp.")
    side: "Side" = one("memberships", "The camp.")

    __table_args__ = table_args(sa.UniqueConstraint("actor_id", "side_id", "since"))


class Affiliation(Table, table=True):
    """A person's post, or the body that a body belongs to, over time."""

    orders = ("since",)
    folded = {"role": "role_folded"}

    actor_id: int = Field(foreign_key="actor.id", index=True)
    organization_id: int = Field(foreign_key="actor.id", index=True)

    role: str = Field(min_length=1)
    """The post, such as "Aide to the President"; of a body, how it belongs to the other."""

    role_folded: str = ""

    since: str | None = Field(default=None, schema_extra={"pattern": PARTIAL_DATE})
    """First day, month or year of it (ISO 8601), where known."""

    until: str | None = Field(default=None, schema_extra={"pattern": PARTIAL_DATE})
    """Last day, month or year of it, where known."""

    actor: "Actor" = one("affiliations", "Who.", foreign_keys="Affiliation.actor_id")
    organization: "Actor" = one("affiliates", "Where.", foreign_keys="Affiliation.organization_id")

    __table_args__ = table_args(
        sa.UniqueConstraint("actor_id", "organization_id", "role", "since"),
        sa.CheckConstraint("actor_id <> organization_id", name="ck_affiliation_of_another"),
    )


class Name(Table, table=True):
    """Another name of an actor or a place: in another language, script or spelling."""

    orders = ("value",)
    order = "value"
    folded = {"value": "value_folded"}

    value: str = Field(min_length=1)
    """The name as it is written."""

    value_folded: str = Field(default="", index=True)

    language: str | None = Field(default=None, schema_extra={"pattern": LANGUAGE})
    """Its language (BCP 47), where it is of one."""

    kind: NameKind = Field(index=True)
    """What sort of name it is."""

    used_by_id: int | None = Field(default=None, foreign_key="side.id", index=True)
    actor_id: int | None = Field(default=None, foreign_key="actor.id", index=True)
    location_id: int | None = Field(default=None, foreign_key="location.id", index=True)

    used_by: "Side" = one(None, "The side that uses it, where it is one side's name.")
    actor: "Actor" = one("names", "The actor it names, unless it names a place.")
    location: "Location" = one("names", "The place it names, unless it names an actor.")

    __table_args__ = table_args(
        sa.UniqueConstraint("actor_id", "location_id", "kind", "language", "value"),
        sa.CheckConstraint("(actor_id IS NULL) <> (location_id IS NULL)", name="ck_name_of_one"),
    )
