"""One reading: opened with its text, checked, and written."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy.orm import Session
from sqlmodel import col, select

from db.attestation import derive_attestations
from db.errors import RefusedReading
from db.models import Claim, Document, Event, Statement
from db.models.terms import Review
from db.write import Changes, remove_marked
from seeds.anchors import Text
from seeds.checks import check_reading
from seeds.claims import write_claims
from seeds.documents import (
    Work,
    document_named,
    write_document,
    write_mentions,
    write_sections,
)
from seeds.drafted import is_made
from seeds.events import withdraw_events, write_events
from seeds.files import decode, read_bytes
from seeds.known import Known
from seeds.locating import Located, locate
from seeds.problems import Problems
from seeds.reading import Reading
from seeds.references import References
from seeds.shapes import shaped
from seeds.statements import withdrawn_statements, write_appearances, write_statements


@dataclass
class ReadingFile:
    """A reading with its text. What is wrong with it that no database is needed for is noted."""

    path: Path
    problems: Problems
    reading: Reading
    located: Located | None
    """Where everything stands; none where the text could not be read."""

    @property
    def defines(self) -> set[str]:
        """Slugs of what other readings may refer to."""
        document = self.reading.document.slug
        statements = {f"{document}--{statement.id}" for statement in self.reading.statements}
        return statements | {event.id for event in self.reading.events}

    @property
    def refers_to(self) -> set[str]:
        """Slugs of events and statements that it speaks of, its own among them."""
        claims = [claim for statement in self.reading.statements for claim in statement.claims]
        found = {claim.event for claim in claims}
        found |= {event.part_of for event in self.reading.events}
        found |= {statement.in_reply_to for statement in self.reading.statements}
        return {slug for slug in found if slug is not None}

    def write(self, session: Session, changes: Changes) -> list[str]:
        """Checks it against the database and writes it; gives what else is to be told.

        Raises RefusedReading with all that is wrong, before anything is written.
        """
        return write_reading(self, session, changes)


def open_reading(path: Path, problems: Problems) -> ReadingFile:
    """Raises RefusedReading where it has not the form of a reading."""
    reading = shaped(problems, Reading)
    check_reading(reading, problems)
    text = read_text(path, reading, problems)
    located = None
    if text is not None:
        located = locate(reading, Text(text), problems)
    return ReadingFile(path, problems, reading, located)


def read_text(path: Path, reading: Reading, problems: Problems) -> str | None:
    """The text that is read, unchanged; none where it is not the one that is meant."""
    given = reading.document
    beside = path.parent / given.text
    try:
        content = read_bytes(beside)
        text = decode(content, Problems(str(beside)), "utf-8")
    except RefusedReading as refusal:
        problems.add(("document", "text"), " ".join(refusal.problems))
        return None
    found = sha256(content).hexdigest()
    if found != given.sha256:
        problems.add(
            ("document", "sha256"),
            f"{beside} has the SHA-256 {found}: it is not the text that was read; bring that one "
            "back, or check the reading against this one and give its SHA-256.",
        )
    return text


def write_reading(file: ReadingFile, session: Session, changes: Changes) -> list[str]:
    reading, known = file.reading, Known(session)
    problems = file.problems.copy()
    document = document_named(session, reading.document.slug)
    check_text(session, reading, problems)
    if document is not None and is_made(reading):
        refuse_loss(session, reading, document, problems)
    References(reading, known, document.id or 0 if document else 0, problems).check()
    problems.refuse()
    assert file.located is not None
    work = Work(session, reading, file.located, known, changes, problems)
    if document is not None:
        work.document_id = document.id or 0
        refuse_other_text(work, document, problems)
    return write_work(work)


def check_text(session: Session, reading: Reading, problems: Problems) -> None:
    """Notes where the text is that of another document."""
    same_text = select(col(Document.slug)).where(
        col(Document.sha256) == reading.document.sha256,
        col(Document.slug) != reading.document.slug,
    )
    slug = session.execute(same_text).scalar()
    if slug is not None:
        problems.add(
            ("document", "sha256"),
            f"This text is that of document {slug!r} already; use its slug.",
        )


def refuse_loss(session: Session, reading: Reading, document: Document, problems: Problems) -> None:
    """Notes what of the document is published and would be gone from readers by a mere draft."""
    statements = select(col(Statement.slug)).where(
        col(Statement.document_id) == document.id, col(Statement.review) == Review.PUBLISHED
    )
    events = select(col(Event.slug)).where(
        col(Event.defined_in_id) == document.id, col(Event.review) == Review.PUBLISHED
    )
    given = {f"{document.slug}--{item.id}": item.review for item in reading.statements}
    given |= {event.id: event.review for event in reading.events}
    for what, found in (("statements", statements), ("events", events)):
        slugs = sorted(session.execute(found).scalars())
        lost = [slug for slug in slugs if given.get(slug, Review.DRAFT) is Review.DRAFT]
        if lost:
            shown = ", ".join(lost[:5]) + (", …" if len(lost) > 5 else "")
            problems.add(
                ("document", "slug"),
                f"Published {what} of {document.slug!r} would be gone from readers for a draft: "
                f"{len(lost)} ({shown}). Keep them in the reading with `review: PUBLISHED`, and "
                "take over from the draft what is new; what is to go gets `review: WITHDRAWN`.",
            )


def refuse_other_text(work: Work, document: Document, problems: Problems) -> None:
    """Words of a statement that was withdrawn stay addressable, so their text must stay too."""
    kept = withdrawn_statements(work)
    if document.text != work.located.text.value and kept:
        problems.add(
            ("document", "sha256"),
            f"The text has changed, and {', '.join(kept[:5])} of its earlier reading would lose "
            "the words it stands on; give the changed text a slug of its own.",
        )
    problems.refuse()


def write_work(work: Work) -> list[str]:
    """Writes a reading that has been found right; gives what else is to be told."""
    session, changes, events = work.session, work.changes, work.reading.events
    write_document(work, work.located.text.value)
    write_sections(work)
    touched = write_events(session, events, work.known, work.document_id, changes)
    gone = withdraw_events(session, work.document_id, {event.id for event in events}, changes)
    statements = write_statements(work)
    write_appearances(work, statements)
    touched |= write_claims(work, statements)
    write_mentions(work, statements)
    remove_marked(session, changes)
    touched |= spoken_of(session, work.document_id) | {row.id for row in gone if row.id}
    notes = [still_spoken_of(session, row, work.document_id) for row in gone]
    derive_attestations(session, touched)
    return [note for note in notes if note]


def spoken_of(session: Session, document: int) -> set[int]:
    """The events that the document's claims are about, those of withdrawn statements too."""
    about = select(col(Claim.event_id)).where(
        col(Claim.document_id) == document, col(Claim.event_id).is_not(None)
    )
    return {key for key in session.execute(about.distinct()).scalars() if key is not None}


def still_spoken_of(session: Session, event: Event, document: int) -> str | None:
    """What to tell of a withdrawn event that other readings speak of."""
    others = (
        select(col(Document.slug))
        .join(Claim, col(Claim.document_id) == col(Document.id))
        .where(col(Claim.event_id) == event.id, col(Document.id) != document)
    )
    slugs = sorted(set(session.execute(others).scalars()))
    if not slugs:
        return None
    return (
        f"event {event.slug} is withdrawn, though the reading of {', '.join(slugs)} speaks of it; "
        "what it says about it is not shown until the event is defined again"
    )
