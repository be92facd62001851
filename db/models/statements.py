"""What was said, where it stands, who said it, and what it says."""

from typing import TYPE_CHECKING, Any, ClassVar

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from db.anchors import paragraph, text_fragment
from db.models.actors import SLUG
from db.models.citations import citation, context
from db.models.copies import OfEvent, OfStatement, in_order_of_statements, told
from db.models.documents import SPAN_IN_ORDER
from db.models.groups import GroupBy
from db.models.relations import Through, many, one
from db.models.table import Table, table_args
from db.models.terms import (
    Act,
    AttributionRole,
    Channel,
    Directness,
    Facet,
    MeansKind,
    Metric,
    Population,
    Review,
    Stance,
    Wording,
)
from db.models.values import Happened, Said, Spanned, fuzzy_date, span
from db.names import utf16

if TYPE_CHECKING:
    from db.models.actors import Actor
    from db.models.documents import Document, Mention, Section
    from db.models.events import Event, Participation, Setting


class Statement(Spanned, Said, Table, table=True):
    """Words somebody uttered, or the document's own voice, anchored to the text they stand in."""

    values = {
        "span": span("Where its principal appearance stands."),
        "said": fuzzy_date("said", "When it was said."),
        "context": context("The paragraph it stands in, and where in it the words stand."),
        "citation": citation("How to cite it: who said it, in which text, where in it."),
    }
    orders = ("said", "slug", "start", "updated_at")
    order = "-said start"
    folded = {"text": "text_folded"}
    groups = {
        "speaker": GroupBy("Who said it; one that several said counts for each.", "speakers"),
        "side": GroupBy("The camps of its speakers at that time.", "sides"),
        "act": GroupBy("What its speakers do in saying it.", "claims", "act"),
        "directness": GroupBy(
            "How near texts come to the words, appearance by appearance.",
            "appearances",
            "directness",
        ),
        "day": GroupBy("The first day at which it may have been said, else the last.", day="said"),
        "document": GroupBy("The document of its principal appearance.", "document"),
    }

    slug: str = Field(unique=True, schema_extra={"pattern": SLUG})
    """Stable name in addresses: its document's slug, two hyphens, its id in the reading."""

    text: str = Field(min_length=1)
    """The words of its principal appearance, exactly as the document has them."""

    text_folded: str = ""

    context_start: int = Field(default=0, ge=0)
    context_end: int = Field(default=0, ge=0)
    context_start_utf16: int = Field(default=0, ge=0)
    fragment: str = ""

    section_id: int | None = Field(default=None, foreign_key="section.id", index=True)

    channel: Channel | None = Field(default=None, index=True)
    """How the words were brought out; empty where the text does not say."""

    via_id: int | None = Field(default=None, foreign_key="actor.id", index=True)
    in_reply_to_id: int | None = Field(default=None, foreign_key="statement.id", index=True)

    review: Review = Field(default=Review.DRAFT, index=True)
    """Where it stands in the desk's review."""

    note: str | None = None
    """What an editor has to say about it."""

    document: "Document" = one("statements", "The document of its principal appearance.")
    section: "Section" = one("statements", "The part of the document it stands in.")
    via: "Actor" = one(
        None,
        "Through whom it came, such as the newspaper of an interview.",
        foreign_keys="Statement.via_id",
    )
    in_reply_to: "Statement" = one(
        "replies", "The statement it answers.", remote_side="Statement.id"
    )
    replies: list["Statement"] = many("in_reply_to", "The statements that answer it.")
    appearances: list["Appearance"] = many(
        "statement", "Where it stands, its principal place first.", whole=True, order="position"
    )
    attributions: list["Attribution"] = many(
        "statement",
        "Who said it, in which role, and the words that say so; none where the document itself "
        "speaks.",
        whole=True,
    )
    claims: list["Claim"] = many(
        "statement", "What it says, one by one.", whole=True, order="position"
    )
    mentions: list["Mention"] = many("statement", "The names in its words.", whole=True)
    speakers: ClassVar[Through] = Through(
        "Actor",
        "Attribution",
        {"statement_id": "id"},
        "actor_id",
        "Who said it; empty where the document itself speaks.",
        where={"role": ("SPEAKER",)},
        whole=True,
    )
    sides: ClassVar[Through] = Through(
        "Side",
        "ClaimVoice",
        {"statement_id": "id"},
        "side_id",
        "The camps of its speakers at that time.",
        whole=True,
    )
    events: ClassVar[Through] = Through(
        "Event", "Claim", {"statement_id": "id"}, "event_id", "What it speaks of.", whole=True
    )

    __table_args__ = table_args(
        sa.CheckConstraint(SPAN_IN_ORDER, name="ck_statement_span"),
        sa.CheckConstraint("in_reply_to_id <> id", name="ck_statement_replies_to_another"),
    )


class Appearance(Spanned, Table, table=True):
    """A place where a statement stands."""

    values = {"span": span("Where it stands.")}
    orders = ("position", "start")
    order = "position"
    visible_with = ("statement",)

    statement_id: int = Field(foreign_key="statement.id", index=True)

    position: int = Field(ge=0)
    """0 for the principal appearance, then 1, 2 ..."""

    section_id: int | None = Field(default=None, foreign_key="section.id", index=True)

    text: str = Field(min_length=1)
    """The words, exactly as the document has them, with quotation marks, without attribution."""

    fragment: str = ""

    quote: str | None = None
    """What stands inside the quotation marks, where there are any."""

    directness: Directness = Field(index=True)
    """How near the text comes to the words that were uttered."""

    wording: Wording = Field(default=Wording.SAME, index=True)
    """Whether it has the words of the principal appearance."""

    statement: "Statement" = one("appearances", "The statement.")
    document: "Document" = one(None, "The document.")
    section: "Section" = one(None, "The part of the document.")
    attributions: list["Attribution"] = many(
        "appearance", "Who is named here as saying it.", whole=True
    )
    insertions: list["Insertion"] = many(
        "appearance", "Words that an editor put into the quotation.", whole=True, order="start"
    )

    __table_args__ = table_args(
        sa.CheckConstraint(SPAN_IN_ORDER, name="ck_appearance_span"),
        sa.UniqueConstraint("statement_id", "position"),
    )


class Attribution(Spanned, OfStatement, Table, table=True):
    """Who a statement is by, and the words that say so."""

    values = {"span": span("The words that say so.")}
    visible_with = ("statement",)

    statement_id: int = Field(foreign_key="statement.id")
    appearance_id: int = Field(foreign_key="appearance.id", index=True)
    actor_id: int = Field(foreign_key="actor.id")

    role: AttributionRole = Field(default=AttributionRole.SPEAKER, index=True)
    """What part the actor has in the saying."""

    statement: "Statement" = one("attributions", "The statement.")
    appearance: "Appearance" = one("attributions", "The appearance beside which the words stand.")
    actor: "Actor" = one(None, "Who.")
    document: "Document" = one(None, "The document.")

    __table_args__ = table_args(
        sa.CheckConstraint(SPAN_IN_ORDER, name="ck_attribution_span"),
        sa.UniqueConstraint("appearance_id", "actor_id", "role"),
        told("attribution", "statement_id", "role", "actor_id"),
        *in_order_of_statements("attribution", "actor_id"),
    )


class Insertion(Spanned, Table, table=True):
    """Words that an editor put into a quotation: "[the Prime Minister of Armenia]"."""

    values = {"span": span("The words, with their brackets.")}
    visible_with = ("appearance",)

    appearance_id: int = Field(foreign_key="appearance.id", index=True)

    appearance: "Appearance" = one("insertions", "The quotation.")
    document: "Document" = one(None, "The document.")

    __table_args__ = table_args(
        sa.CheckConstraint(SPAN_IN_ORDER, name="ck_insertion_span"),
        sa.UniqueConstraint("appearance_id", "start"),
    )


class Claim(Spanned, Happened, OfStatement, OfEvent, Table, table=True):
    """One thing that a statement says."""

    values = {
        "span": span("The words that say it; the whole statement's where it says one thing."),
        "happened": fuzzy_date("happened", "When it happened, as this claim gives it."),
    }
    orders = ("happened", "position")
    folded = {"proposition": "proposition_folded"}
    visible_with = ("statement", "event")

    statement_id: int = Field(foreign_key="statement.id", index=True)

    position: int = Field(ge=0)
    """Its place among the statement's claims, from 0."""

    by_id: int | None = Field(default=None, foreign_key="actor.id", index=True)
    event_id: int | None = Field(default=None, foreign_key="event.id")

    act: Act = Field(index=True)
    """What the speaker does in saying it."""

    proposition: str = Field(min_length=1)
    """What it says, in short and neutral words of the desk."""

    proposition_folded: str = ""

    facet: Facet | None = Field(default=None, index=True)
    """Which question about the event it answers; empty where it is about no event."""

    stance: Stance = Field(default=Stance.ASSERTS, index=True)
    """Where it stands on that question."""

    note: str | None = None
    """What an editor has to say about it."""

    statement: "Statement" = one("claims", "The statement.")
    document: "Document" = one(None, "The document.")
    by: "Actor" = one(None, "Which of the statement's speakers says it; empty: all of them.")
    event: "Event" = one(
        "claims", "What it is about; empty for what is demanded, offered, feared or a right."
    )
    sides: ClassVar[Through] = Through(
        "Side",
        "ClaimVoice",
        {"claim_id": "id"},
        "side_id",
        "The camps of its speakers at that time.",
        whole=True,
    )
    figures: list["Figure"] = many("claim", "Numbers in it, or words for them.", whole=True)
    means: list["Means"] = many("claim", "Arms it names.", whole=True)
    participations: list["Participation"] = many(
        "claim", "Who took part, according to it.", whole=True
    )
    settings: list["Setting"] = many("claim", "Where, according to it.", whole=True)

    __table_args__ = table_args(
        sa.CheckConstraint(SPAN_IN_ORDER, name="ck_claim_span"),
        sa.CheckConstraint("(event_id IS NULL) = (facet IS NULL)", name="ck_claim_facet_of_event"),
        *in_order_of_statements("claim", "event_id"),
        sa.UniqueConstraint("statement_id", "position"),
    )


class Figure(Spanned, Table, table=True):
    """A number in a claim, or words for one. Words without a number have no bounds."""

    values = {"span": span("The words that give it.")}
    visible_with = ("claim",)

    claim_id: int = Field(foreign_key="claim.id", index=True)

    metric: Metric = Field(index=True)
    """What is counted."""

    minimum: int | None = Field(default=None, ge=0, index=True)
    """At least so many; empty where the words give no lower bound."""

    maximum: int | None = Field(default=None, ge=0, index=True)
    """At most so many; empty where the words give no upper bound."""

    population: Population = Field(index=True)
    """Who is counted."""

    claim: "Claim" = one("figures", "The claim.")
    document: "Document" = one(None, "The document.")

    __table_args__ = table_args(
        sa.CheckConstraint(SPAN_IN_ORDER, name="ck_figure_span"),
        sa.CheckConstraint("minimum <= maximum", name="ck_figure_bounds"),
    )


class Means(Spanned, Table, table=True):
    """Arms that a claim names."""

    values = {"span": span("The words that name them.")}
    visible_with = ("claim",)

    claim_id: int = Field(foreign_key="claim.id", index=True)

    kind: MeansKind = Field(index=True)
    """Which arms."""

    claim: "Claim" = one("means", "The claim.")
    document: "Document" = one(None, "The document.")

    __table_args__ = table_args(sa.CheckConstraint(SPAN_IN_ORDER, name="ck_means_span"))


def anchor(_mapper: Any, connection: sa.Connection, row: Statement | Appearance) -> None:
    if sa.inspect(row).pending or _moved(row):
        derive(connection, row)


def derive(connection: sa.Connection, row: Statement | Appearance) -> None:
    """Derives what follows from where a statement stands in its document's text."""
    documents = SQLModel.metadata.tables["document"].c
    text = connection.execute(sa.select(documents.text).where(documents.id == row.document_id))
    for column, value in anchored(type(row), text.scalar_one(), row.start, row.end).items():
        setattr(row, column, value)


ANCHORED: dict[type[Table], tuple[str, ...]] = {
    Statement: ("context_start", "context_end", "context_start_utf16", "fragment"),
    Appearance: ("fragment",),
}
"""The columns that follow from where a row stands in its document's text."""


def anchored(model: type[Table], text: str, start: int, end: int) -> dict[str, Any]:
    """Those columns of a row that stands there."""
    fragment = text_fragment(text, start, end)
    if model is not Statement:
        return {"fragment": fragment}
    first, last = paragraph(text, start, end)
    (first_utf16,) = utf16(text, [first])
    return dict(zip(ANCHORED[model], (first, last, first_utf16, fragment), strict=True))


def _moved(row: Statement | Appearance) -> bool:
    changes = sa.inspect(row).attrs
    return any(changes[name].history.has_changes() for name in ("document_id", "start", "end"))


for _model in (Statement, Appearance):
    sa.event.listen(_model, "before_insert", anchor)
    sa.event.listen(_model, "before_update", anchor)
