"""Writes the events that a file defines: the larger ones first."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from db.models import Event
from db.models.terms import EventKind, Review
from db.write import Changes, put, rows_of
from seeds import reading
from seeds.dates import fuzzy
from seeds.known import Known


def write_events(
    session: Session,
    events: list[reading.Event],
    known: Known,
    document: int | None,
    changes: Changes,
) -> set[int]:
    """Puts the events; `document` is the key of the one whose reading defines them.

    Gives the keys of those events and of others to which their conflict was handed down.
    """
    before = {row.slug: row for row in rows_of(session, Event, "slug", (e.id for e in events))}
    written: dict[str, Event] = {}
    own = {event.id: event for event in events}
    for level in levels({event.id: event.part_of for event in events}):
        for slug in level:
            event, found = own[slug], before.get(slug)
            values = columns(event, document) | above(event, found, written, known)
            row = put(session, found, Event.model_validate(values), changes)
            if found is None and event.kind is EventKind.CONFLICT:
                row.conflict = row
            written[slug] = row
        session.flush()
    known.forget_events()
    rows = list(written.values())
    rows += hand_down(session, rows, changes)
    return {row.id for row in rows if row.id is not None}


def columns(event: reading.Event, document: int | None) -> dict[str, Any]:
    return {
        "slug": event.id,
        "title": event.title,
        "kind": event.kind,
        "subkind": event.subkind,
        "defined_in_id": document,
        "review": event.review,
        "note": event.note,
        **fuzzy(event.happened, "happened"),
    }


def above(
    event: reading.Event, found: Event | None, written: Mapping[str, Event], known: Known
) -> dict[str, int | None]:
    """What the event is part of, and its conflict: the nearest upwards, itself included."""
    parent = conflict = None
    if event.part_of is not None and event.part_of in written:
        parent, conflict = written[event.part_of].id, written[event.part_of].conflict_id
    elif event.part_of is not None and (defined := known.event(event.part_of)) is not None:
        parent, conflict = defined.id, defined.conflict
    if event.kind is EventKind.CONFLICT:
        conflict = found.id if found else None
    return {"part_of_id": parent, "conflict_id": conflict}


def levels(above: Mapping[str, str | None]) -> Iterator[list[str]]:
    """The names in layers: each behind the one it stands under, where that is among them."""
    left = dict(above)
    while left:
        level = [name for name, upper in left.items() if upper not in left]
        assert level, "a circle was let through"
        yield level
        for name in level:
            del left[name]


def hand_down(session: Session, rows: list[Event], changes: Changes) -> list[Event]:
    """Gives the conflict on to events of other readings that are part of these; tells which."""
    given_to: list[Event] = []
    while rows:
        by_id = {row.id: row for row in rows}
        parts = rows_of(session, Event, "part_of_id", by_id)
        rows = []
        for part in parts:
            conflict = by_id[part.part_of_id].conflict_id
            if part.kind is not EventKind.CONFLICT and part.conflict_id != conflict:
                part.conflict_id = conflict
                changes.count(Event, "changed")
                rows.append(part)
        session.flush()
        given_to += rows
    return given_to


def withdraw_events(
    session: Session, document: int, kept: set[str], changes: Changes
) -> list[Event]:
    """Withdraws events that the document's reading defines no more; tells which."""
    gone = [
        row
        for row in rows_of(session, Event, "defined_in_id", [document])
        if row.slug not in kept and row.review is not Review.WITHDRAWN
    ]
    for event in gone:
        event.review = Review.WITHDRAWN
        changes.count(Event, "withdrawn")
    return gone
