"""Places, and which lies in which, on what ground."""

from typing import TYPE_CHECKING, ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from db.models.actors import SLUG, WIKIDATA, Name
from db.models.groups import GroupBy
from db.models.relations import Through, many, one
from db.models.table import Table, table_args
from db.models.terms import Basis, LocationKind, Precision
from db.models.values import PARTIAL_DATE

if TYPE_CHECKING:
    from db.models.documents import Mention
    from db.models.events import Setting


class Location(Table, table=True):
    """A place. A disputed one carries both its names, in alphabetical order."""

    orders = ("name", "slug", "updated_at")
    order = "name"
    folded = {"name": "name_folded"}
    groups = {"kind": GroupBy("What it is.", column="kind")}

    slug: str = Field(unique=True, schema_extra={"pattern": SLUG})
    """Stable name in addresses; its other slugs, such as one of two disputed names, find it too."""

    kind: LocationKind = Field(index=True)
    """What it is."""

    name: str = Field(min_length=1)
    """Neutral English label, such as "Shusha/Shushi"."""

    name_folded: str = ""

    description: str | None = None
    """What it is, more closely, such as "district (rayon)"."""

    latitude: float | None = Field(default=None, ge=-90, le=90, index=True)
    """Degrees north (WGS 84), 5 decimals; empty where a point would mislead."""

    longitude: float | None = Field(default=None, ge=-180, le=180, index=True)
    """Degrees east (WGS 84), 5 decimals; empty where a point would mislead."""

    precision: Precision = Field(index=True)
    """How exact the coordinates are."""

    disputed: bool = Field(default=False, index=True)
    """Whether the parties dispute its name or to whom it belongs."""

    wikidata_id: str | None = Field(default=None, unique=True, schema_extra={"pattern": WIKIDATA})
    """Item in Wikidata."""

    geonames_id: int | None = Field(default=None, unique=True)
    """Number in GeoNames."""

    iso_code: str | None = Field(default=None, unique=True)
    """Code in ISO 3166-1 (countries) or ISO 3166-2 (subdivisions)."""

    source: str | None = None
    """Where the point comes from, with its licence."""

    note: str | None = None
    """What an editor has to say about the row."""

    names: list["Name"] = many("location", "Its other names.", whole=True)
    containments: list["Containment"] = many(
        "location",
        "In which larger places it lies, on what ground and when.",
        whole=True,
        foreign_keys="Containment.location_id",
    )
    contained: list["Containment"] = many(
        "parent",
        "Which places lie in it, on what ground and when.",
        foreign_keys="Containment.parent_id",
    )
    within: ClassVar[Through] = Through(
        "Location",
        "Containment",
        {"location_id": "id"},
        "parent_id",
        "The next larger places it lies in, on any ground.",
        whole=True,
    )
    contents: ClassVar[Through] = Through(
        "Location",
        "Containment",
        {"parent_id": "id"},
        "location_id",
        "The next smaller places in it, on any ground.",
    )
    settings: list["Setting"] = many("location", "What happened here, according to claims.")
    events: ClassVar[Through] = Through(
        "Event",
        "Setting",
        {"location_id": "id"},
        "event_id",
        "What happened here, according to claims.",
    )
    mentions: list["Mention"] = many("location", "Where texts name it.")
    statements: ClassVar[Through] = Through(
        "Statement",
        "Mention",
        {"location_id": "id"},
        "statement_id",
        "What was said in words that name it.",
    )

    __table_args__ = table_args(
        sa.CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL)", name="ck_location_whole_point"
        ),
    )


class Containment(Table, table=True):
    """A place in a larger one, on one ground. Two grounds may differ, and both stand."""

    orders = ("since",)

    location_id: int = Field(foreign_key="location.id", index=True)
    parent_id: int = Field(foreign_key="location.id", index=True)

    basis: Basis = Field(index=True)
    """On what ground."""

    since: str | None = Field(default=None, schema_extra={"pattern": PARTIAL_DATE})
    """First day, month or year of it (ISO 8601), where known."""

    until: str | None = Field(default=None, schema_extra={"pattern": PARTIAL_DATE})
    """Last day, month or year of it, where known."""

    location: "Location" = one(
        "containments", "The smaller place.", foreign_keys="Containment.location_id"
    )
    parent: "Location" = one("contained", "The larger place.", foreign_keys="Containment.parent_id")

    __table_args__ = table_args(
        sa.UniqueConstraint("location_id", "parent_id", "basis", "since"),
        sa.CheckConstraint("location_id <> parent_id", name="ck_containment_in_another"),
    )
