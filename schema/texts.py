"""Reads selections of what is found in texts, by a search or in a text given; and of `about`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphql import GraphQLObjectType
from graphql.execution.collect_fields import FieldDetailsList

from db import models
from db.pages import DEFAULT_PAGE
from db.query import Candidates, Const, Members, Page, Search
from schema.about import FIXED
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
    found: dict[str, Any] = dict(reading.members(kind, details))
    for key, below in reading.below(kind, details).items():
        if found[key] == "spans":
            found[key] = span(reading, kind, below)
    return found


def span(reading: "Reading", parent: GraphQLObjectType, details: FieldDetailsList) -> Members:
    return reading.columns(reading.type_of(parent, details), details)


def detection(
    reading: "Reading", kind: GraphQLObjectType, details: FieldDetailsList, at: str
) -> dict[str, Any]:
    found: dict[str, Any] = dict(reading.members(kind, details))
    for key, below in reading.below(kind, details).items():
        match found[key]:
            case "span":
                found[key] = span(reading, kind, below)
            case "candidates":
                found[key] = Candidates(candidate(reading, kind, below, f"{at}.{key}"))
    return found


def candidate(
    reading: "Reading", parent: GraphQLObjectType, details: FieldDetailsList, at: str
) -> dict[str, Any]:
    kind = reading.type_of(parent, details)
    found: dict[str, Any] = dict(reading.members(kind, details))
    for key, below in reading.below(kind, details).items():
        if found[key] == "node":
            found[key] = reading.field(kind, below, f"{at}.{key}")
    return found


def about(reading: "Reading", kind: GraphQLObjectType, details: FieldDetailsList) -> dict[str, Any]:
    found: dict[str, Any] = {
        key: FIXED.get(member, member) if isinstance(member, str) else member
        for key, member in reading.members(kind, details).items()
    }
    for key, below in reading.below(kind, details).items():
        if found[key] == "counts":
            members = reading.members(reading.type_of(kind, below), below)
            found[key] = {
                each: LISTED[member] if isinstance(member, str) else member
                for each, member in members.items()
            }
    return found
