"""All names of actors and places, and the rows that are found by them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.models import Table
from db.models.terms import LocationKind, NameKind, SearchKind

Keys = Sequence[int]

AT_ONCE = 500
"""Rows whose entries are made at once."""

NAMES_APART = "\x1f"
"""Stands before each name on a line of names, the label first; no other text keeps it."""


def names_line(names: Iterable[str]) -> str:
    return "".join(NAMES_APART + name for name in names)


def T(name: str) -> sa.Table:  # noqa: N802  # short, since each query below is full of it
    return Table.metadata.tables[name]


def batches(keys: Keys) -> Iterator[Keys]:
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]


def names_of(session: Session, kind: str, keys: Iterable[int]) -> dict[int, list[str]]:
    """All names of actors or places by key, the label first."""
    table, name, wanted = T(kind), T("name"), sorted(set(keys))
    found: dict[int, list[str]] = {}
    for batch in batches(wanted):
        labels = sa.select(table.c.id, table.c.name).where(table.c.id.in_(batch))
        found |= {key: [label] for key, label in session.execute(labels)}
        owner = name.c[f"{kind}_id"]
        others = (
            sa.select(owner, name.c.value)
            .where(owner.in_(batch), name.c.kind != NameKind.SLUG)
            .order_by(name.c.id)
        )
        for key, value in session.execute(others):
            if value not in found[key]:
                found[key].append(value)
    return found


def names_told(session: Session, kind: str, keys: Iterable[int]) -> dict[int, list[str]]:
    """The names by which what tells of actors and places is found.

    Of a corridor its label alone: its other names are made of places that it leads to.
    """
    names = names_of(session, kind, keys)
    if kind == "location":
        location = T("location")
        corridors = sa.select(location.c.id).where(location.c.kind == LocationKind.CORRIDOR)
        for key in names.keys() & set(session.execute(corridors).scalars()):
            del names[key][1:]
    return names


def found_by_names_of(
    session: Session, kind: str, keys: Iterable[int]
) -> dict[SearchKind, set[int]]:
    """The rows whose entries have the names of these actors or places, by kind."""
    links = [
        ("mention", "statement_id", SearchKind.STATEMENT),
        ("mention", "document_id", SearchKind.DOCUMENT),
    ]
    if kind == "actor":
        links += [
            ("attribution", "statement_id", SearchKind.STATEMENT),
            ("participation", "event_id", SearchKind.EVENT),
            ("document", "id", SearchKind.DOCUMENT),
            ("affiliation", "actor_id", SearchKind.ACTOR),
        ]
    else:
        links.append(("setting", "event_id", SearchKind.EVENT))
    by = {"document": "publisher_id", "affiliation": "organization_id"}
    found: dict[SearchKind, set[int]] = defaultdict(set)
    for batch in batches(sorted(keys)):
        for link, column, finds in links:
            table = T(link)
            leads = table.c[by.get(link, f"{kind}_id")].in_(batch)
            owners = session.execute(sa.select(table.c[column]).where(leads).distinct()).scalars()
            found[finds] |= {key for key in owners if key is not None}
    return found
