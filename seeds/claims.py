"""Writes what the statements of a checked reading say, claim by claim."""

from typing import Any

from db.models import Claim, Figure, Means, Participation, Setting, Statement
from db.write import rows_of
from seeds import reading
from seeds.dates import fuzzy
from seeds.documents import Work, statements_by_way
from seeds.problems import Where
from seeds.references import setting

Placed = list[tuple[Where, reading.Claim, Claim]]
"""Claims: their way in the file, what the file says, their row."""


def write_claims(work: Work, statements: dict[Where, Statement]) -> set[int]:
    """Puts the claims and what belongs to them; gives the events that they speak or spoke of."""
    found = rows_of(work.session, Claim, "statement_id", (row.id for row in statements.values()))
    before = [row.id for row in found]
    touched = {row.event_id for row in found}
    ways = [
        ((*where, "claims", position), given, statements[where].id, position)
        for where, statement in statements_by_way(work.reading)
        for position, given in enumerate(statement.claims)
    ]
    wanted = [
        {**columns(work, given, where), "statement_id": owner, "position": position}
        for where, given, owner, position in ways
    ]
    rows = work.replace(Claim, found, wanted, "statement_id", "position")
    placed = [(where, given, row) for (where, given, *_), row in zip(ways, rows, strict=True)]
    write_figures(work, placed, before)
    write_means(work, placed, before)
    write_participations(work, placed, before)
    write_settings(work, placed, before)
    return {key for key in touched | {row.event_id for row in rows} if key is not None}


def columns(work: Work, given: reading.Claim, where: Where) -> dict[str, Any]:
    event = work.known.event(given.event) if given.event is not None else None
    return {
        **work.span(where),
        **fuzzy(given.happened, "happened"),
        "by_id": work.actor(given.by),
        "event_id": event.id if event else None,
        "act": given.act,
        "proposition": given.proposition or work.words(where),
        "facet": given.facet,
        "stance": given.stance,
        "note": given.note,
    }


def write_figures(work: Work, placed: Placed, before: list[int | None]) -> None:
    wanted = [
        {
            **work.span((*where, "figures", place)),
            "claim_id": row.id,
            **figure.model_dump(include={"metric", "minimum", "maximum", "population"}),
        }
        for where, given, row in placed
        for place, figure in enumerate(given.figures)
    ]
    found = rows_of(work.session, Figure, "claim_id", before)
    work.replace(Figure, found, wanted, "claim_id")


def write_means(work: Work, placed: Placed, before: list[int | None]) -> None:
    wanted = [
        {**work.span((*where, "means", place)), "claim_id": row.id, "kind": means.kind}
        for where, given, row in placed
        for place, means in enumerate(given.means)
    ]
    found = rows_of(work.session, Means, "claim_id", before)
    work.replace(Means, found, wanted, "claim_id")


def write_participations(work: Work, placed: Placed, before: list[int | None]) -> None:
    wanted = [
        {
            "claim_id": row.id,
            "event_id": row.event_id,
            "actor_id": work.actor(item.actor),
            "role": item.role,
        }
        for _, given, row in placed
        for item in given.participants
        if work.is_known(item.actor)
    ]
    found = rows_of(work.session, Participation, "claim_id", before)
    work.replace(Participation, found, wanted, "claim_id", "actor_id", "role")


def write_settings(work: Work, placed: Placed, before: list[int | None]) -> None:
    wanted = [
        {
            "claim_id": row.id,
            "event_id": row.event_id,
            "location_id": work.place(item.location),
            "relation": item.relation,
        }
        for _, given, row in placed
        for item in map(setting, given.at)
    ]
    found = rows_of(work.session, Setting, "claim_id", before)
    work.replace(Setting, found, wanted, "claim_id", "location_id", "relation")
