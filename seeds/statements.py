"""Writes the statements of a checked reading: where they stand, and by whom they are."""

from typing import Any

from sqlmodel import col, select

from db.models import Appearance, Attribution, Insertion, Statement
from db.models.terms import Review, Wording
from db.write import put, rows_of
from seeds import reading
from seeds.checks import in_circle, local_reply
from seeds.dates import fuzzy
from seeds.documents import Work, statements_by_way
from seeds.events import levels
from seeds.locating import appearances, attributions
from seeds.problems import Where


def write_statements(work: Work) -> dict[Where, Statement]:
    """Puts the statements, those that are answered first, and withdraws what is gone."""
    found = {
        row.slug: row for row in rows_of(work.session, Statement, "document_id", [work.document_id])
    }
    ways = {given.id: (where, given) for where, given in statements_by_way(work.reading)}
    answered = {key: local_reply(work.reading, s.in_reply_to) for key, (_, s) in ways.items()}
    written: dict[str, Statement] = {}
    for level in levels(answered):
        for key in level:
            where, given = ways[key]
            upper = answered[key]
            reply = written[upper].id if upper else reply_elsewhere(work, given)
            values = columns(work, given, where) | {"in_reply_to_id": reply}
            before = found.pop(values["slug"], None)
            written[key] = put(work.session, before, Statement.model_validate(values), work.changes)
        work.session.flush()
    rows = {ways[key][0]: row for key, row in written.items()}
    refuse_circles(work, rows)
    withdraw(work, list(found.values()))
    return rows


def refuse_circles(work: Work, rows: dict[Where, Statement]) -> None:
    """No statement answers itself through statements of other readings either."""
    replies = select(Statement.id, Statement.in_reply_to_id).where(
        col(Statement.in_reply_to_id).is_not(None)
    )
    above = {int(key or 0): answered for key, answered in work.session.execute(replies)}
    for where, row in rows.items():
        if row.in_reply_to_id is not None and in_circle(int(row.id or 0), above.get):
            work.problems.add(
                (*where, "in_reply_to"),
                "The statement answers itself through other readings; correct the replies.",
            )
    work.problems.refuse()


def slug_of(work: Work, statement: reading.Statement) -> str:
    return f"{work.reading.document.slug}--{statement.id}"


def reply_elsewhere(work: Work, given: reading.Statement) -> int | None:
    if given.in_reply_to is None:
        return None
    return work.known.statement(given.in_reply_to, work.document_id)


def columns(work: Work, given: reading.Statement, where: Where) -> dict[str, Any]:
    span = work.span(where)
    return {
        **span,
        **fuzzy(given.said, "said"),
        "slug": slug_of(work, given),
        "text": work.words(where),
        "section_id": work.section(span["start"]),
        "channel": given.channel,
        "via_id": work.actor(given.via),
        "review": given.review,
        "note": given.note,
    }


def withdraw(work: Work, gone: list[Statement]) -> None:
    """Withdraws statements that the reading has no more. What belongs to them stays."""
    for row in gone:
        row.section_id = work.section(row.start)
        if row.review is not Review.WITHDRAWN:
            row.review = Review.WITHDRAWN
            work.changes.count(Statement, "withdrawn")
    for place in rows_of(work.session, Appearance, "statement_id", (row.id for row in gone)):
        place.section_id = work.section(place.start)


def write_appearances(work: Work, statements: dict[Where, Statement]) -> None:
    """Puts the appearances with who is named there, and the insertions."""
    ids = [row.id for row in statements.values()]
    found = rows_of(work.session, Appearance, "statement_id", ids)
    before = [row.id for row in found]
    ways = [
        (at, given, statements[where].id, position)
        for where, statement in statements_by_way(work.reading)
        for position, (at, given) in enumerate(appearances(statement, where))
    ]
    wanted = [
        {**appearance_columns(work, given, at), "statement_id": owner, "position": position}
        for at, given, owner, position in ways
    ]
    rows = work.replace(Appearance, found, wanted, "statement_id", "position")
    placed = [(at, given, row) for (at, given, *_), row in zip(ways, rows, strict=True)]
    write_attributions(work, placed, before)
    write_insertions(work, placed, before)


def appearance_columns(work: Work, given: reading.Appearance, where: Where) -> dict[str, Any]:
    span = work.span(where)
    return {
        **span,
        "section_id": work.section(span["start"]),
        "text": work.words(where),
        "quote": work.located.quotes[where],
        "directness": given.directness,
        "wording": getattr(given, "wording", Wording.SAME),
    }


Placed = list[tuple[Where, reading.Appearance, Appearance]]
"""Appearances: their way in the file, what the file says, their row."""


def write_attributions(work: Work, placed: Placed, before: list[int | None]) -> None:
    wanted = [
        {
            **work.span(by),
            "statement_id": row.statement_id,
            "appearance_id": row.id,
            "actor_id": work.actor(actor),
            "role": role,
        }
        for at, given, row in placed
        for by, actor, role, _ in attributions(given, at)
        if work.is_known(actor)
    ]
    found = rows_of(work.session, Attribution, "appearance_id", before)
    work.replace(Attribution, found, wanted, "appearance_id", "actor_id", "role")


def write_insertions(work: Work, placed: Placed, before: list[int | None]) -> None:
    wanted = [
        {**work.span((*at, "insertions", place)), "appearance_id": row.id}
        for at, given, row in placed
        for place in range(len(given.insertions))
    ]
    found = rows_of(work.session, Insertion, "appearance_id", before)
    work.replace(Insertion, found, wanted, "appearance_id", "start")


def withdrawn_statements(work: Work) -> list[str]:
    """The slugs of the document's statements that are withdrawn and not in the reading."""
    kept = {slug_of(work, given) for given in work.reading.statements}
    slugs = select(col(Statement.slug)).where(col(Statement.document_id) == work.document_id)
    return sorted(set(work.session.execute(slugs).scalars()) - kept)
