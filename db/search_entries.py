"""Writes the texts by which rows are found: their names, their words, what stands around them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.models import (
    Attribution,
    Claim,
    Mention,
    Participation,
    SearchEntry,
    Setting,
    Statement,
)
from db.models.table import OLDEST, table_of
from db.models.terms import LocationKind, SearchKind, SearchMatch
from db.names import words
from db.row_names import NAMES_APART, Keys, T, batches, names_line, names_of, names_told
from db.visibility import visible

PARTED = {
    SearchMatch.TEXT: f"\n?{NAMES_APART}",
    SearchMatch.CONTEXT: f"[\n{NAMES_APART}]",
}
"""What parts a text from the names after it, and the lines of a context: no phrase goes over it."""

ENTRY = table_of(SearchEntry)
# Among equals a town comes before its district, as texts mean it more often; a statement before the
# document it stands in.
PLACES = (
    SearchKind.ACTOR,
    LocationKind.COUNTRY,
    LocationKind.TERRITORY,
    LocationKind.CITY,
    LocationKind.VILLAGE,
    LocationKind.SITE,
    LocationKind.CORRIDOR,
    LocationKind.REGION,
    SearchKind.STATEMENT,
    SearchKind.EVENT,
    SearchKind.DOCUMENT,
)
"""The order in which hits stand that are equally good and of one day."""

Concerned = Mapping[SearchKind, Iterable[int]]


class Entry(NamedTuple):
    """An entry to be; its day is the row's."""

    key: int
    matched: SearchMatch
    day: str
    text: str
    place: int


def write_entries(session: Session, concerned: Concerned | None) -> None:
    """Writes the entries of these rows anew where they differ; of all rows, if none are given."""
    if concerned is None:
        session.execute(sa.delete(ENTRY))
    for kind, entries_of in ENTRIES_OF.items():
        table = T(kind.value.lower())
        if concerned is None:
            keys = list(session.execute(sa.select(table.c.id).order_by(table.c.id)).scalars())
        else:
            keys = sorted(concerned.get(kind, ()))
        for batch in batches(keys):
            _replace(session, kind, batch, entries_of(session, batch))


def _replace(session: Session, kind: SearchKind, keys: Keys, wanted: Iterable[Entry]) -> None:
    found = session.execute(
        sa.select(ENTRY).where(ENTRY.c.kind == kind, ENTRY.c.key.in_(keys))
    ).all()
    there: defaultdict[Entry, list[int]] = defaultdict(list)
    for row in found:
        entry = Entry(row.key, row.matched, row.day, row.text, row.place)
        there[entry].append(row.entry_id)
    new = []
    for entry in dict.fromkeys(wanted):
        if there[entry]:
            there[entry].pop()
        elif folded := words_of(entry):
            new.append({"kind": kind, "words": folded, **entry._asdict()})
    gone = [number for numbers in there.values() for number in numbers]
    if gone:
        session.execute(sa.delete(ENTRY).where(ENTRY.c.entry_id.in_(gone)))
    if new:
        session.execute(sa.insert(ENTRY), new)


def words_of(entry: Entry) -> str:
    """Its words with a space between, and with a bar between what no phrase goes over."""
    apart = PARTED.get(entry.matched)
    parts = re.split(apart, entry.text) if apart else [entry.text]
    return " | ".join(filter(None, (" ".join(words(part)) for part in parts)))


# ── What each kind is found by ───────────────────────────────────────────────────────────────


def of_actors(session: Session, keys: Keys) -> Iterator[Entry]:
    place = PLACES.index(SearchKind.ACTOR)
    names = names_of(session, "actor", keys)
    affiliation, body = T("affiliation"), T("actor")
    posts = _lists(
        session,
        sa.select(affiliation.c.actor_id, affiliation.c.role + ", " + body.c.name)
        .join(body, body.c.id == affiliation.c.organization_id)
        .where(affiliation.c.actor_id.in_(keys))
        .order_by(affiliation.c.id),
    )
    for key, (label, *others) in names.items():
        yield Entry(key, SearchMatch.NAME, OLDEST, label, place)
        yield from (Entry(key, SearchMatch.ALIAS, OLDEST, name, place) for name in others)
        if posts[key]:
            yield _context(place, key, OLDEST, [names_line([label, *others]), *posts[key]])


def of_locations(session: Session, keys: Keys) -> Iterator[Entry]:
    names = names_of(session, "location", keys)
    location = T("location")
    rows = session.execute(
        sa.select(location.c.id, location.c.kind, location.c.description)
        .where(location.c.id.in_(keys))
        .order_by(location.c.id)
    ).all()
    for key, kind, description in rows:
        place = PLACES.index(kind)
        label, *others = names[key]
        for name in (label, *label.split("/")):
            yield Entry(key, SearchMatch.NAME, OLDEST, name, place)
        yield from (Entry(key, SearchMatch.ALIAS, OLDEST, name, place) for name in others)
        if description:
            yield _context(place, key, OLDEST, [names_line(names[key]), description])


def of_statements(session: Session, keys: Keys) -> Iterator[Entry]:
    place = PLACES.index(SearchKind.STATEMENT)
    statement, document, claim = T("statement"), T("document"), T("claim")
    length = statement.c.context_end - statement.c.context_start
    paragraph = sa.func.substr(document.c.text, statement.c.context_start + 1, length)
    rows = session.execute(
        sa.select(statement.c.id, statement.c.said_key, statement.c.text, paragraph)
        .join(document, document.c.id == statement.c.document_id)
        .where(statement.c.id.in_(keys))
    ).all()
    said = _lists(
        session,
        sa.select(claim.c.statement_id, claim.c.proposition)
        .where(claim.c.statement_id.in_(keys), *visible(Claim, claim, Statement))
        .order_by(claim.c.position),
    )
    named = _named_by(session, "statement_id", keys, MENTIONED)
    speakers = _named_by(session, "statement_id", keys, [(Attribution, "actor")])
    for key, day, text, around in rows:
        yield _text(place, key, day, text, named[key])
        yield _context(
            place,
            key,
            day,
            [around.replace(NAMES_APART, " "), *said[key], *speakers[key], *named[key]],
        )


def of_events(session: Session, keys: Keys) -> Iterator[Entry]:
    place = PLACES.index(SearchKind.EVENT)
    event = T("event")
    rows = session.execute(
        sa.select(event.c.id, event.c.happened_key, event.c.title).where(event.c.id.in_(keys))
    ).all()
    named = _named_by(session, "event_id", keys, [(Setting, "location"), (Participation, "actor")])
    for key, day, title in rows:
        yield Entry(key, SearchMatch.NAME, day, title, place)
        yield _context(place, key, day, [title, *named[key]])


def of_documents(session: Session, keys: Keys) -> Iterator[Entry]:
    place = PLACES.index(SearchKind.DOCUMENT)
    document = T("document")
    rows = session.execute(
        sa.select(
            document.c.id,
            sa.cast(document.c.published_on_key, sa.String),
            document.c.title,
            document.c.text,
            document.c.publisher_id,
        ).where(document.c.id.in_(keys))
    ).all()
    names = names_of(session, "actor", [row.publisher_id for row in rows if row.publisher_id])
    named = _named_by(session, "document_id", keys, MENTIONED)
    for key, day, title, text, publisher in rows:
        yield Entry(key, SearchMatch.NAME, day, title, place)
        yield _text(place, key, day, text, named[key])
        if publisher:
            yield _context(place, key, day, [title, names_line(names[publisher])])


ENTRIES_OF: dict[SearchKind, Callable[[Session, Keys], Iterator[Entry]]] = {
    SearchKind.ACTOR: of_actors,
    SearchKind.LOCATION: of_locations,
    SearchKind.STATEMENT: of_statements,
    SearchKind.EVENT: of_events,
    SearchKind.DOCUMENT: of_documents,
}


MENTIONED = [(Mention, "actor"), (Mention, "location")]


def _text(place: int, key: int, day: str, text: str, named: Iterable[str]) -> Entry:
    """Words, and after them all names of whom and what they name: one name finds what another does.

    Which of its names a text uses must not decide how well it is found.
    """
    told = "\n".join([text.replace(NAMES_APART, " "), *dict.fromkeys(named)])
    return Entry(key, SearchMatch.TEXT, day, told, place)


def _context(place: int, key: int, day: str, lines: Iterable[str]) -> Entry:
    return Entry(key, SearchMatch.CONTEXT, day, "\n".join(dict.fromkeys(lines)), place)


def _lists(session: Session, pairs: sa.Select[Any]) -> defaultdict[int, list[str]]:
    """The second column's values by the first's, without what is missing."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for key, value in session.execute(pairs):
        if value is not None:
            found[key].append(value)
    return found


def _named_by(
    session: Session, owner: str, keys: Keys, links: Sequence[tuple[Any, str]]
) -> defaultdict[int, list[str]]:
    """A line with all names of each actor and place that rows lead to through link tables."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for link, kind in links:
        table = table_of(link)
        near, far = table.c[owner], table.c[f"{kind}_id"]
        # A statement's own entries are written whatever its review: they are found as it is seen.
        seen = visible(link, table, Statement if owner == "statement_id" else None)
        pairs = session.execute(
            sa.select(near, far)
            .where(near.in_(keys), far.is_not(None), *seen)
            .group_by(near, far)
            .order_by(near, far)
        ).all()
        names = names_told(session, kind, (key for _, key in pairs))
        for key, named in pairs:
            found[key].append(names_line(names[named]))
    return found
