"""Rows with sensible defaults. Each is added to the session and has its key."""

from hashlib import sha256
from itertools import count
from typing import Any, TypeVar

from sqlmodel import Session

from db import models
from db.models import terms
from db.models.table import Table

Row = TypeVar("Row", bound=Table)
numbers = count(1)


def added(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row


def make_actor(session: Session, name: str = "A ministry", **values: Any) -> models.Actor:
    values = {"slug": f"actor-{next(numbers)}", "kind": terms.ActorKind.GOVERNMENT_BODY} | values
    return added(session, models.Actor(name=name, **values))


def make_location(session: Session, name: str = "A place", **values: Any) -> models.Location:
    defaults = {
        "slug": f"location-{next(numbers)}",
        "kind": terms.LocationKind.VILLAGE,
        "precision": terms.Precision.EXACT,
    }
    return added(session, models.Location(name=name, **(defaults | values)))


def make_containment(
    session: Session, location: models.Location, parent: models.Location, **values: Any
) -> models.Containment:
    values = {"basis": terms.Basis.DE_JURE} | values
    return added(
        session, models.Containment(location_id=location.id, parent_id=parent.id, **values)
    )


def make_event(session: Session, title: str = "Something happens", **values: Any) -> models.Event:
    defaults = {
        "slug": f"event-{next(numbers)}",
        "kind": terms.EventKind.BATTLE,
        "review": terms.Review.PUBLISHED,
    }
    return added(session, models.Event(title=title, **(defaults | values)))


def make_conflict(session: Session) -> models.Event:
    conflict = make_event(session, "A conflict", kind=terms.EventKind.CONFLICT)
    conflict.conflict_id = conflict.id
    return added(session, conflict)


def make_side(
    session: Session, conflict: models.Event, slug: str, *members: models.Actor
) -> models.Side:
    side = added(session, models.Side(slug=slug, name=f"{slug} side", conflict_id=conflict.id))
    for member in members:
        added(session, models.SideMembership(actor_id=member.id, side_id=side.id))
    return side


def make_document(session: Session, text: str = "A text.", **values: Any) -> models.Document:
    number = next(numbers)
    defaults = {
        "slug": f"document-{number}",
        "kind": terms.DocumentKind.OVERVIEW,
        "title": "An overview",
        "language": "en",
        "sha256": sha256(f"{number} {text}".encode()).hexdigest(),
    }
    return added(session, models.Document(text=text, **(defaults | values)))


def span_of(document: models.Document, words: str) -> dict[str, Any]:
    """Where the words first stand in a text without characters beyond the first plane."""
    start = document.text.index(words)
    end = start + len(words)
    return {
        "document_id": document.id,
        "start": start,
        "end": end,
        "start_utf16": start,
        "end_utf16": end,
    }


def make_statement(
    session: Session,
    text: str = "It was calm.",
    speakers: list[models.Actor] | None = None,
    document: models.Document | None = None,
    **values: Any,
) -> models.Statement:
    """A statement with its principal appearance, and an attribution for each speaker."""
    document = document or make_document(session, text)
    span = span_of(document, text)
    defaults = {
        "slug": f"{document.slug}--statement-{next(numbers)}",
        "review": terms.Review.PUBLISHED,
    }
    statement = added(session, models.Statement(text=text, **span, **(defaults | values)))
    directness = terms.Directness.REPORTED_SPEECH if speakers else terms.Directness.NARRATOR
    appearance = added(
        session,
        models.Appearance(
            statement_id=statement.id, position=0, text=text, directness=directness, **span
        ),
    )
    for speaker in speakers or []:
        added(
            session,
            models.Attribution(
                statement_id=statement.id,
                appearance_id=appearance.id,
                actor_id=speaker.id,
                **span,
            ),
        )
    return statement


def make_claim(
    session: Session, statement: models.Statement, event: models.Event | None = None, **values: Any
) -> models.Claim:
    position = values.pop("position", next(numbers))
    defaults: dict[str, Any] = {
        "act": terms.Act.CLAIM,
        "proposition": "It is so",
        "facet": terms.Facet.OCCURRENCE if event else None,
        "event_id": event.id if event else None,
    }
    span = {
        name: getattr(statement, name)
        for name in ("document_id", "start", "end", "start_utf16", "end_utf16")
    }
    return added(
        session,
        models.Claim(statement_id=statement.id, position=position, **span, **(defaults | values)),
    )
