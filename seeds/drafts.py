"""Makes the draft of a reading: a reader reads the text, and what it gives is checked like any."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col, select

from db.errors import RefusedReading
from db.models import Actor, Document
from db.names import fold, words
from seeds.anchors import Text
from seeds.checks import check_reading
from seeds.documents import document_named
from seeds.drafted import open_entries
from seeds.known import Known
from seeds.locating import locate
from seeds.problems import Problems
from seeds.readers import Knowledge, Read
from seeds.reading import Reading
from seeds.references import References
from seeds.shapes import shaped

LONGEST_TITLE = 200


@dataclass(frozen=True)
class Source:
    """A text that is to be read, and what is known of its publication."""

    name: str
    """What people call it: its path, or "standard input"."""

    text: str
    content: bytes
    """The bytes of its file, on which the reading will stand."""

    file: str
    """The name of that file, beside the reading."""

    published_on: date
    publisher: str | None = None
    url: str | None = None
    edition: str | None = None
    slug: str | None = None


@dataclass(frozen=True)
class Draft:
    """A draft reading, and what to tell of it."""

    reading: Reading
    notes: list[str] = field(default_factory=list)


def draft(text: str, published_on: date, reader: Read, name: str = "reader") -> dict[str, Any]:
    """What the reader finds in the text, as plain lists and dictionaries; all of it DRAFT.

    Raises RefusedReading where the reader fails, or gives what is no reading at all.
    """
    try:
        found = reader(text, published_on)
    except Exception as error:
        # It may be code of others, and fail in any way.
        raise RefusedReading(
            [f"The reader {name!r} failed: {type(error).__name__}: {error}"]
        ) from error
    if not isinstance(found, dict):
        kind = type(found).__name__
        raise RefusedReading([f"The reader {name!r} gave no dictionary but {kind}."])
    drafts = {
        member: [{**item, "review": "DRAFT"} if isinstance(item, dict) else item for item in given]
        for member in ("statements", "events")
        if isinstance(given := found.get(member), list)
    }
    return {**found, **drafts}


def make_draft(
    source: Source, knowledge: Knowledge, reader: Read, name: str, taken: Iterable[str] = ()
) -> Draft:
    """The checked draft of a text. `taken`: slugs that others have that are made along with it.

    Raises RefusedReading where the publisher is not known, or with all that is wrong in what the
    reader gave.
    """
    require_publisher(source, knowledge.names)
    found = draft(source.text, source.published_on, reader, name)
    slug, notes = choose_slug(source, knowledge.documents, set(taken))
    given = found.get("document", {})
    if isinstance(given, dict):
        found["document"] = document(source, given, slug)
    return Draft(checked(found, source, knowledge.names, name, notes), notes)


def document(source: Source, given: dict[str, Any], slug: str) -> dict[str, Any]:
    """The document, with the members that the reader gave of it where nothing else is known."""
    known = {"url": source.url, "publisher": source.publisher, "edition": source.edition}
    return {
        "kind": "OVERVIEW",
        "title": title_of(source.text),
        **given,
        **{member: value for member, value in known.items() if value is not None},
        "slug": slug,
        "published_on": source.published_on.isoformat(),
        "text": source.file,
        "sha256": sha256(source.content).hexdigest(),
    }


def title_of(text: str) -> str:
    """The first line that has words."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rstrip()}…"


def checked(
    found: dict[str, Any], source: Source, engine: sa.Engine, name: str, notes: list[str]
) -> Reading:
    """What a reader gave as a reading. Raises RefusedReading with all that is wrong in it.

    Events that another reading defines get other names; `notes` tells of them.
    """
    problems = Problems("", data=found)
    try:
        reading = shaped(problems, Reading)
        check_reading(reading, problems)
        locate(reading, Text(source.text), problems)
        with Session(engine) as session:
            known = Known(session)
            there = document_named(session, reading.document.slug)
            key = there.id or 0 if there else 0
            notes += [f"{source.name}: {note}" for note in rename_events(reading, known, key)]
            References(reading, known, key, problems).check()
        problems.refuse()
    except RefusedReading as refusal:
        # It stands in no file yet, so that it has no lines.
        wrong = [re.sub(r"^:\d+: ", "  ", problem) for problem in refusal.problems]
        raise RefusedReading(
            [f"{source.name}: The reader {name!r} gave what is no right reading of it:", *wrong]
        ) from refusal
    return reading


def rename_events(reading: Reading, known: Known, document: int) -> list[str]:
    """Gives events the day in their names where others have those; gives what to tell of it."""
    own = {event.id for event in reading.events}
    known.learn_events(own)
    renamed: dict[str, str] = {}
    for event in reading.events:
        if is_taken(event.id, known, document):
            number, stem = 1, f"{event.id}-{reading.document.published_on}"
            new = stem
            while new in own or is_taken(new, known, document):
                number += 1
                new = f"{stem}-{number}"
            renamed[event.id] = new
            own.add(new)
    for event in reading.events:
        event.id = renamed.get(event.id, event.id)
        event.part_of = renamed.get(event.part_of or "", event.part_of)
    for statement in reading.statements:
        for claim in statement.claims:
            claim.event = renamed.get(claim.event or "", claim.event)
    for _, _, entry in open_entries(reading):
        for candidate in entry.candidates if entry.member in ("event", "part_of") else []:
            candidate.value = renamed.get(candidate.value, candidate.value)
    return [
        f"event {old!r} is defined elsewhere; if it is the same, claim about that one in place of "
        f"{new!r}."
        for old, new in renamed.items()
    ]


def is_taken(slug: str, known: Known, document: int) -> bool:
    """Whether the event is defined by something other than the reading of that document."""
    event = known.event(slug)
    return event is not None and event.defined_in != document


def require_publisher(source: Source, engine: sa.Engine) -> None:
    if source.publisher is None:
        return
    with Session(engine) as session:
        known = Known(session).actors
        if source.publisher in known:
            return
        by_name = dict(session.execute(select(col(Actor.name), col(Actor.slug))).all())
    called = {fold(name): slug for name, slug in by_name.items()} | {slug: slug for slug in known}
    near = get_close_matches(fold(source.publisher), called, n=3)
    guess = (
        " Did you mean " + " or ".join(repr(called[each]) for each in near) + "? Else put"
        if near
        else " Put"
    )
    raise RefusedReading(
        [
            f"The publisher {source.publisher!r} is not known.{guess} it into an "
            "actors.yaml, and load that or name it by --known; or leave --publisher out."
        ]
    )


def choose_slug(
    source: Source, documents: sa.Engine | None, taken: set[str]
) -> tuple[str, list[str]]:
    """The slug for the text, and what to tell of it.

    A text that the database has keeps its slug there; a slug of another text is not taken.
    """
    wanted = source.slug or "-".join(
        [
            source.publisher or "text",
            source.published_on.isoformat(),
            *words(source.edition or ""),
        ]
    )
    there: dict[str, str] = {}
    if documents is not None:
        with Session(documents) as session:
            there = dict(session.execute(select(col(Document.slug), col(Document.sha256))).all())
    fingerprint = sha256(source.content).hexdigest()
    same = sorted(slug for slug, hashed in there.items() if hashed == fingerprint)
    if same:
        return same[0], [
            f"{source.name}: the database has this text already, as {same[0]!r}: the draft keeps "
            "that slug, and loading it brings the reading there up to date."
        ]
    number, slug = 1, wanted
    while slug in there or slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    if number == 1:
        return slug, []
    return slug, [
        f"{source.name}: {wanted!r} is another text; this one becomes {slug!r}. Tell two editions "
        "of a day apart by --edition, or name it by --slug."
    ]
