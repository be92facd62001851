"""Reads selections of what is found in texts, by a search or in a text given; and of `about`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphql import GraphQLObjectType
from graphql.execution.collect_fields import FieldDetailsList

from db import models
from db.pages import DEFAULT_PAGE
from db.query import Candidates, Const, Page, Search
from schema.about import FIXED
from schema.members import column_name
from schema.query import LISTED

if TYPE_CHECKING:
    from schema.selection import Reading


def search(
    reading: "Reading",
    kind: GraphQLObjectType,
    arguments: Mapping[str, Any],
    details: FieldDetailsList,
    at: str,
) -> Search:
    """A connection whose rows are hits; it is read from the beginning alone."""
    first = arguments.get("first") or Const(DEFAULT_PAGE)
    wanted = Page(at, (), first=first, after=arguments.get("after"))
    found = reading.connection(kind, models.SearchEntry, details, wanted)
    kinds = arguments.get("in")
    return Search(found.model, wanted, found.parts, text=arguments["text"], kinds=kinds)


def snippet(
    reading: "Reading", kind: GraphQLObjectType, details: FieldDetailsList
) -> dict[str, Any]:
    return {
        key: "text" if below[0].node.name.value == "text" else span(reading, kind, below)
        for key, below in reading.below(kind, details).items()
    }


def span(
    reading: "Reading", parent: GraphQLObjectType, details: FieldDetailsList
) -> dict[str, str]:
    kind = reading.type_of(parent, details)
    members = reading.members(kind, details)
    return {key: column_name(kind, member) for key, member in members.items()}


def detection(
    reading: "Reading", kind: GraphQLObjectType, details: FieldDetailsList, at: str
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, below in reading.below(kind, details).items():
        match below[0].node.name.value:
            case "form":
                found[key] = "form"
            case "span":
                found[key] = span(reading, kind, below)
            case "candidates":
                found[key] = Candidates(candidate(reading, kind, below, f"{at}.{key}"))
    return found


def candidate(
    reading: "Reading", parent: GraphQLObjectType, details: FieldDetailsList, at: str
) -> dict[str, Any]:
    kind = reading.type_of(parent, details)
    return {
        key: "why"
        if below[0].node.name.value == "why"
        else reading.field(kind, below, f"{at}.{key}")
        for key, below in reading.below(kind, details).items()
    }


def about(reading: "Reading", kind: GraphQLObjectType, details: FieldDetailsList) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, below in reading.below(kind, details).items():
        name = below[0].node.name.value
        if name == "counts":
            members = reading.members(reading.type_of(kind, below), below)
            found[key] = {each: LISTED[member] for each, member in members.items()}
        else:
            found[key] = FIXED.get(name, name)
    return found
