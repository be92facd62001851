"""The root fields that read."""

from dataclasses import dataclass
from typing import Any

import strawberry

from db import models
from db.models import terms
from db.models.table import Row
from schema import types
from schema.derive import Member, key_type, make, page_arguments
from schema.scalars import Cursor


@dataclass(frozen=True)
class ReadsList:
    """All rows of a table, page by page."""

    model: type[Row]


@dataclass(frozen=True)
class ReadsRow:
    """One row of a table, by its id or slug."""

    model: type[Row]


@dataclass(frozen=True)
class ReadsNodes:
    """Rows of any type by their global ids: one, or as many as are asked for."""

    many: bool


@dataclass(frozen=True)
class ReadsSearch:
    """What is found by a text."""


@dataclass(frozen=True)
class ReadsDetect:
    """The names in a text."""


@dataclass(frozen=True)
class ReadsAbout:
    """The knowledge as a whole."""


CITED = {
    "actor": models.Actor,
    "statement": models.Statement,
    "location": models.Location,
    "event": models.Event,
    "document": models.Document,
    "side": models.Side,
}
"""What a person may cite: each has a slug."""

LISTED: dict[str, type[Row]] = {
    "actors": models.Actor,
    "statements": models.Statement,
    "locations": models.Location,
    "events": models.Event,
    "documents": models.Document,
    "claims": models.Claim,
    "sides": models.Side,
}


def one_of_type(name: str, model: type[Row]) -> Member:
    """A root field for one row."""
    key = key_type(types.__name__, model)
    argument = {"by": (key, strawberry.UNSET, f"Which {name}: by exactly one of its keys.")}
    doc = f"The {name} with that id or slug; null if there is none."
    return Member(f"{model.__name__} | None", doc, ReadsRow(model), argument)


def list_of_type(name: str, model: type[Row]) -> Member:
    """A root field for a list."""
    doc = f"All {name}, page by page."
    return Member(
        f"{model.__name__}Connection", doc, ReadsList(model), page_arguments(model, model.order)
    )


NODE = Member(
    "Node | None",
    "Anything by its id; null if there is nothing of it.",
    ReadsNodes(many=False),
    {"id": (strawberry.ID, strawberry.UNSET, "An id that an answer gave.")},
)
NODES = Member(
    "list[Node | None]",
    "Many things by their ids, in their order; null for each of which there is nothing.",
    ReadsNodes(many=True),
    {"ids": (list[strawberry.ID], strawberry.UNSET, "Up to 100 ids that answers gave.")},
)

SEARCH = Member(
    "SearchConnection",
    "What is found by words, the best first: names that are just what is sought, then other names, "
    "names that have it in them, the words of statements and documents, then what stands around; "
    "the latest first among equals. Spelling, script and case do not matter, whole words do: all "
    "of them have to be there. What stands in quotation marks is found as a phrase; other signs "
    "mean nothing.",
    ReadsSearch(),
    {
        "text": (str, strawberry.UNSET, "What is sought: up to 1,000 characters."),
        "in_": (
            list[terms.SearchKind] | None,
            strawberry.UNSET,
            "Among what; among all, if not given.",
        ),
        "first": (int | None, 20, "How many hits, 1 to 100."),
        "after": (Cursor | None, strawberry.UNSET, "Only hits after this cursor."),
    },
)
DETECT = Member(
    "list[Detection]",
    "The names of known actors and places in a text that is pasted, in any spelling or script; of "
    "names that overlap, the longest. Adjectives are not names.",
    ReadsDetect(),
    {"text": (str, strawberry.UNSET, "The text: up to 50,000 characters.")},
)
ABOUT = Member("About", "The service, and the knowledge that it has.", ReadsAbout())

Query: Any = make(
    types.__name__,
    "Query",
    {
        "node": NODE,
        "nodes": NODES,
        **{name: one_of_type(name, model) for name, model in CITED.items()},
        **{name: list_of_type(name, model) for name, model in LISTED.items()},
        "search": SEARCH,
        "detect": DETECT,
        "about": ABOUT,
    },
    "Who said what about which event, where and when.",
)
