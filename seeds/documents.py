"""Writes a document, its parts and the names in it, as a checked reading has them."""

from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.orm import Session
from sqlmodel import col, select

from db.models import Document, Mention, Section, Statement, Table
from db.write import Changes, put, replace_all, rows_of
from seeds.drafted import is_unpublished
from seeds.known import Known
from seeds.locating import Located
from seeds.problems import Problems, Where
from seeds.reading import Mention as GivenMention
from seeds.reading import Reading

T = TypeVar("T", bound=Table)


@dataclass
class Work:
    """One reading on its way into the database."""

    session: Session
    reading: Reading
    located: Located
    known: Known
    changes: Changes
    problems: Problems
    document_id: int = 0
    sections: dict[Where, int] | None = None

    def span(self, where: Where) -> dict[str, int]:
        """The columns of an item's span."""
        text = self.located.text
        return text.columns(self.located.spans[where]) | {"document_id": self.document_id}

    def words(self, where: Where) -> str:
        return self.located.text.words(self.located.spans[where])

    def section(self, place: int) -> int | None:
        """The key of the section that a character lies in."""
        where = self.located.section_at(place)
        return (self.sections or {}).get(where) if where else None

    def actor(self, slug: str | None) -> int | None:
        """The key of an actor; none for one that the reading proposes and nobody knows yet."""
        return self.known.actors.get(slug) if slug is not None else None

    def is_known(self, actor: str | None) -> bool:
        """Whether it can be written: an actor that a draft proposes waits until it is known."""
        return actor is None or actor in self.known.actors

    def place(self, slug: str | None) -> int | None:
        return self.known.places[slug] if slug is not None else None

    def replace(
        self, model: type[T], found: list[T], wanted: list[dict[str, Any]], *key: str
    ) -> list[T]:
        """Checks the wanted rows, puts them in place of those found, and gives them keys."""
        rows = [model.model_validate(values) for values in wanted]
        kept = replace_all(self.session, found, rows, key, self.changes)
        self.session.flush()
        return kept


def write_document(work: Work, text: str) -> None:
    given = work.reading.document
    found = document_named(work.session, given.slug)
    values = {
        **given.model_dump(exclude={"publisher", "text"}),
        "publisher_id": work.actor(given.publisher),
        "text": text,
    }
    row = put(work.session, found, Document.model_validate(values), work.changes)
    work.session.flush()
    assert row.id is not None
    work.document_id = row.id


def document_named(session: Session, slug: str) -> Document | None:
    return session.execute(select(Document).where(col(Document.slug) == slug)).scalar()


def write_sections(work: Work) -> None:
    found = rows_of(work.session, Section, "document_id", [work.document_id])
    placed = [(("sections", place), s) for place, s in enumerate(work.reading.sections)]
    wanted = [
        {
            **work.span(where),
            "role": section.role,
            "heading": section.heading,
            "side_id": work.known.sides[section.side] if section.side else None,
        }
        for where, section in placed
    ]
    rows = work.replace(Section, found, wanted, "start")
    work.sections = {where: row.id for (where, _), row in zip(placed, rows, strict=True) if row.id}


def write_mentions(work: Work, statements: dict[Where, Statement]) -> None:
    """Writes the names in the words of statements, and those outside of them."""
    live = {row.id for row in statements.values()}
    # Those outside belong to no statement whose review would keep them from readers.
    outside = [] if is_unpublished(work.reading) else work.reading.mentions
    found = [
        row
        for row in rows_of(work.session, Mention, "document_id", [work.document_id])
        if row.statement_id is None or row.statement_id in live
    ]
    wanted = [
        mention_columns(work, mention, (*where, "mentions", place), statements[where].id)
        for where, statement in statements_by_way(work.reading)
        for place, mention in enumerate(statement.mentions)
        if work.is_known(mention.actor)
    ] + [
        mention_columns(work, mention, ("mentions", place), None)
        for place, mention in enumerate(outside)
    ]
    work.replace(Mention, found, wanted, "statement_id", "actor_id", "location_id", "role", "form")


def statements_by_way(reading: Reading) -> list[tuple[Where, Any]]:
    return [(("statements", place), item) for place, item in enumerate(reading.statements)]


def mention_columns(
    work: Work, mention: GivenMention, where: Where, statement_id: int | None
) -> dict[str, Any]:
    return {
        **work.span(where),
        "statement_id": statement_id,
        "actor_id": work.actor(mention.actor),
        "location_id": work.place(mention.location),
        "form": work.words(where),
        "role": mention.role,
        "resolved": mention.resolved,
        "note": mention.note,
    }
