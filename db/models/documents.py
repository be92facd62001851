"""Source texts, their parts, and the names that stand in them."""

from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlmodel import Field

from db.models.actors import LANGUAGE, SLUG
from db.models.copies import OfStatement, in_order_of_statements
from db.models.relations import many, one
from db.models.table import Table, table_args
from db.models.terms import DocumentKind, MentionRole, Resolved, SectionRole
from db.models.values import Spanned, span

if TYPE_CHECKING:
    from db.models.actors import Actor, Side
    from db.models.places import Location
    from db.models.statements import Statement

SPAN_IN_ORDER = 'start <= "end" AND start_utf16 <= end_utf16'


class Document(Table, table=True):
    """A source text, unchanged."""

    orders = ("published_on", "title", "slug", "updated_at")
    order = "-published_on"
    folded = {"title": "title_folded"}

    slug: str = Field(unique=True, schema_extra={"pattern": SLUG})
    """Stable name in addresses."""

    kind: DocumentKind = Field(index=True)
    """What it is."""

    title: str = Field(min_length=1)
    """Its title."""

    title_folded: str = ""

    publisher_id: int | None = Field(default=None, foreign_key="actor.id", index=True)

    url: str | None = Field(default=None, schema_extra={"pattern": r"^https?://[^\s]+$"})
    """Where it was published."""

    published_on: date | None = Field(default=None, index=True)
    """Day of publication."""

    edition: str | None = None
    """Which edition of that day, such as "morning"."""

    language: str = Field(schema_extra={"pattern": LANGUAGE})
    """Language of the text (BCP 47)."""

    text: str = Field(min_length=1)
    """The text as published; every span counts its characters."""

    sha256: str = Field(unique=True, schema_extra={"pattern": r"^[0-9a-f]{64}$"})
    """SHA-256 of the text in UTF-8, in hexadecimal digits."""

    note: str | None = None
    """What is known from outside the text, such as the year."""

    publisher: "Actor" = one("documents", "Who published it.")
    sections: list["Section"] = many(
        "document", "Its parts, in the order of the text.", whole=True, order="start"
    )
    statements: list["Statement"] = many(
        "document", "The statements whose principal appearance stands in it.", order="start"
    )
    mentions: list["Mention"] = many("document", "The names in it.", order="start")


class Section(Spanned, Table, table=True):
    """A part of a document. Its side is context: it never makes a speaker."""

    values = {"span": span("Which part of the text.")}
    orders = ("start",)
    order = "start"

    role: SectionRole = Field(index=True)
    """What the part is for."""

    heading: str | None = None
    """The words it is headed by."""

    side_id: int | None = Field(default=None, foreign_key="side.id", index=True)

    document: "Document" = one("sections", "The document.")
    side: "Side" = one("sections", "The side that its heading names.")
    statements: list["Statement"] = many(
        "section", "The statements that stand in it.", order="start"
    )

    __table_args__ = table_args(
        sa.CheckConstraint(SPAN_IN_ORDER, name="ck_section_span"),
        sa.UniqueConstraint("document_id", "start"),
    )


class Mention(Spanned, OfStatement, Table, table=True):
    """A name in a text, in the spelling of the text, and whom or what it means."""

    values = {"span": span("Where it stands.")}
    orders = ("start",)
    order = "start"
    folded = {"form": "form_folded"}
    visible_with = ("statement",)

    statement_id: int | None = Field(default=None, foreign_key="statement.id", index=True)
    actor_id: int | None = Field(default=None, foreign_key="actor.id", index=True)
    location_id: int | None = Field(default=None, foreign_key="location.id")

    form: str = Field(min_length=1)
    """The name as this text spells it."""

    form_folded: str = Field(default="", index=True)

    role: MentionRole = Field(index=True)
    """Why it stands there."""

    resolved: Resolved = Field(index=True)
    """Where it is known from, whom or what it means."""

    note: str | None = None
    """What an editor has to say about it."""

    document: "Document" = one("mentions", "The document.")
    statement: "Statement" = one("mentions", "The statement in whose words it stands.")
    actor: "Actor" = one("mentions", "Whom it means, unless it means a place.")
    location: "Location" = one("mentions", "The place it means, unless it means an actor.")

    __table_args__ = table_args(
        sa.CheckConstraint(SPAN_IN_ORDER, name="ck_mention_span"),
        sa.CheckConstraint("(actor_id IS NULL) <> (location_id IS NULL)", name="ck_mention_of_one"),
        *in_order_of_statements("mention", "location_id"),
    )
