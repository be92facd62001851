"""The object types: one class per table. Everything in them is derived; see `schema/derive.py`."""

import strawberry

from db import models
from db.models import terms
from db.query import Column, GlobalId
from schema.derive import ReadsNode, ReadsSnippet, object_type
from schema.filters import FuzzyDateFilter, WithinFilter
from schema.scalars import Cursor, Date, PartialDate
from schema.terms import OrderDirection, enumeration

# Derived types name these by text.
__all__ = ["FuzzyDateFilter", "OrderDirection", "WithinFilter"]

enumeration(terms.DatePrecision)
enumeration(terms.PartOfDay)
enumeration(terms.SearchKind)
enumeration(terms.SearchMatch)


@strawberry.interface(description="Anything that has an id by which `node` finds it again.")
class Node:
    id: strawberry.ID = strawberry.field(
        description="Opaque, the same for ever, never used again.", metadata={"reads": GlobalId("")}
    )


@strawberry.type(description="Where a page lies in its list (Relay).")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether there are rows after the page.")
    has_previous_page: bool = strawberry.field(
        description="Whether there are rows before the page."
    )
    start_cursor: Cursor | None = strawberry.field(
        description="The first row's cursor; null on an empty page."
    )
    end_cursor: Cursor | None = strawberry.field(
        description="The last row's cursor; null on an empty page."
    )


@strawberry.type(description="A stretch of a text: where it begins and where it ends.")
class TextSpan:
    start: int = strawberry.field(
        description="First character, counted in Unicode code points from 0."
    )
    end: int = strawberry.field(description="The character after the last one, counted likewise.")
    start_utf16: int = strawberry.field(
        description="`start` counted in UTF-16 code units, as browsers and JavaScript do."
    )
    end_utf16: int = strawberry.field(description="`end` counted in UTF-16 code units.")


@strawberry.type(
    description="A stretch of a document's unmodified text: positions, and the words with what "
    "stands around them (the selectors of the W3C Web Annotation Data Model)."
)
class Span(TextSpan):
    exact: str = strawberry.field(description="The words, exactly as the text has them.")
    prefix: str = strawberry.field(description="Up to 32 characters before them.")
    suffix: str = strawberry.field(description="Up to 32 characters after them.")


@strawberry.type(
    description="A date as exactly as it is known, in the region's local time (UTC+04:00)."
)
class FuzzyDate:
    start: PartialDate | None = strawberry.field(
        description="First day, with the time where it is known; null where the beginning is open."
    )
    end: PartialDate | None = strawberry.field(
        description="Last day, with the time where it is known; null where the end is open."
    )
    precision: terms.DatePrecision = strawberry.field(description="How exactly it is known.")
    part: terms.PartOfDay | None = strawberry.field(
        description="The part of the day, as texts name it."
    )
    ongoing: bool = strawberry.field(description="Whether it was still going on.")
    edtf: str | None = strawberry.field(
        description="The same in Extended Date/Time Format (ISO 8601-2): a date, or an interval "
        "whose open end is `..`; null where nothing is known."
    )


@strawberry.type(description="Rows of a list that have something in common, counted.")
class Group:
    key: str = strawberry.field(description="What they have in common: a slug, a word, a day.")
    label: str = strawberry.field(description="The same for people to read.")
    count: int = strawberry.field(description="How many rows of the list there are of it.")
    node: Node | None = strawberry.field(
        description="The actor, side, place or document behind the key; null behind words and days."
    )
    truncated: bool = strawberry.field(
        description="Whether there are more groups than the 100 that are given."
    )


@strawberry.type(description="The paragraph a statement stands in, and where in it the words are.")
class Context:
    text: str = strawberry.field(description="The paragraph, exactly as the document has it.")
    start: int = strawberry.field(
        description="First character of the words in the paragraph, in Unicode code points from 0."
    )
    end: int = strawberry.field(description="The character after the last one, counted likewise.")
    start_utf16: int = strawberry.field(description="`start` counted in UTF-16 code units.")
    end_utf16: int = strawberry.field(description="`end` counted in UTF-16 code units.")


@strawberry.type(description="How to cite a statement.")
class Citation:
    text: str = strawberry.field(
        description="All of it in one line: speaker, title, publisher, day, characters, address."
    )
    speaker: str | None = strawberry.field(
        description="Who said it; null where the document itself speaks."
    )
    title: str = strawberry.field(description="The document's title.")
    publisher: str | None = strawberry.field(description="Who published the document.")
    published_on: Date | None = strawberry.field(description="The day of publication.")
    start: int = strawberry.field(
        description="Where the words begin: a position between characters of the document's text, "
        "counted in Unicode code points from 0 (as `char` in RFC 5147)."
    )
    end: int = strawberry.field(description="Where the words end, counted likewise.")
    url: str | None = strawberry.field(
        description="Where the document was published; `sourceUrl` leads to the words themselves."
    )


@strawberry.type(description="What of a text has the words that were sought.")
class Snippet:
    text: str = strawberry.field(
        description="A name, or a stretch of a text as it is written; it begins and ends where no "
        "word and no name is cut."
    )
    spans: list[TextSpan] = strawberry.field(
        description="Where in it the words and phrases stand that were sought."
    )


@strawberry.type(description="Something that a search found.")
class SearchHit:
    node: Node = strawberry.field(description="What was found.", metadata={"reads": ReadsNode()})
    matched: terms.SearchMatch = strawberry.field(
        description="What of it has all that was sought.", metadata={"reads": Column("matched")}
    )
    snippet: Snippet = strawberry.field(
        description="The words that were found, with what stands around them.",
        metadata={"reads": ReadsSnippet()},
    )


@strawberry.type(description="A hit, and where it stands.")
class SearchEdge:
    cursor: Cursor = strawberry.field(description="Where the hit stands in this search.")
    node: SearchHit = strawberry.field(description="The hit; its own `node` is what was found.")


@strawberry.type(description="What a search found, page by page, the best first.")
class SearchConnection:
    edges: list[SearchEdge] = strawberry.field(description="The hits, each with its cursor.")
    nodes: list[SearchHit] = strawberry.field(description="The hits of the page.")
    page_info: PageInfo = strawberry.field(description="Where the page lies among all hits.")
    total_count: int = strawberry.field(
        description="How many hits there are in all; counted when asked for."
    )


@strawberry.type(description="Whom or what a name may mean.")
class Candidate:
    node: Node = strawberry.field(
        description="The actor or place.", metadata={"reads": ReadsNode()}
    )
    why: str = strawberry.field(description="Why it may be meant, and why before or after others.")


@strawberry.type(description="A known name in a text that was given.")
class Detection:
    span: TextSpan = strawberry.field(description="Where it stands in the text.")
    form: str = strawberry.field(description="The name as the text has it.")
    candidates: list[Candidate] = strawberry.field(
        description="Whom or what it may mean, the more likely first."
    )


@strawberry.type(description="How much is known that readers may see.")
class Counts:
    sides: int = strawberry.field(description="Sides of conflicts.")
    actors: int = strawberry.field(description="Actors.")
    locations: int = strawberry.field(description="Places.")
    documents: int = strawberry.field(description="Source texts.")
    statements: int = strawberry.field(description="Statements.")
    claims: int = strawberry.field(description="Claims that statements make.")
    events: int = strawberry.field(description="Events that claims are about.")


@strawberry.type(description="The service, and the knowledge that it has.")
class About:
    notice: str = strawberry.field(description="How it stays neutral.")
    publishers: list[str] = strawberry.field(description="Whose texts it reads, in order of names.")
    attributions: list[str] = strawberry.field(description="Whom else to credit, and for what.")
    counts: Counts = strawberry.field(description="How much is known.")
    revision: int = strawberry.field(
        description="Grows with each change of the knowledge: while it stays, answers stay."
    )
    version: str = strawberry.field(description="Version of the service.")


@object_type(models.Side)
class Side(Node): ...


@object_type(models.SideMembership)
class SideMembership(Node): ...


@object_type(models.Actor)
class Actor(Node): ...


@object_type(models.Affiliation)
class Affiliation(Node): ...


@object_type(models.Name)
class Name(Node): ...


@object_type(models.Location)
class Location(Node): ...


@object_type(models.Containment)
class Containment(Node): ...


@object_type(models.Document)
class Document(Node): ...


@object_type(models.Section)
class Section(Node): ...


@object_type(models.Mention)
class Mention(Node): ...


@object_type(models.Statement)
class Statement(Node): ...


@object_type(models.Appearance)
class Appearance(Node): ...


@object_type(models.Attribution)
class Attribution(Node): ...


@object_type(models.Insertion)
class Insertion(Node): ...


@object_type(models.Claim)
class Claim(Node): ...


@object_type(models.Figure)
class Figure(Node): ...


@object_type(models.Means)
class Means(Node): ...


@object_type(models.Event)
class Event(Node): ...


@object_type(models.Participation)
class Participation(Node): ...


@object_type(models.Setting)
class Setting(Node): ...


@object_type(models.Version)
class Version: ...
