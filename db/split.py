"""Parts a tree that is too deep for one statement into several, fixed by its shape.

SQLite's parser has a stack of fixed size. Where a tree would not fit, the rows at the edge are
answered by their keys, and a further statement makes their objects, all at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from db.errors import BadInput
from db.models.groups import node_of
from db.models.table import Row, table_of
from db.query import (
    AnyOf,
    Batch,
    ById,
    ByIds,
    ByKey,
    Connection,
    Deferred,
    Edges,
    Every,
    Groups,
    Has,
    Nodes,
    Not,
    One,
    Roots,
    Rows,
    Selection,
    Where,
)

Path = tuple[str, ...]


@dataclass(frozen=True)
class Cut:
    """Where in an answer keys stand instead of objects, and the objects to put there."""

    path: Path
    batch: Batch


LIST, EDGES, WHOLE_LIST, ONE, BATCH = 5, 7, 4, 3, 3
HAS, THROUGH, NOT = 2, 1, 1
"""How much room each construct takes, roughly; what remains db/parser_depth.py finds."""


def split(roots: Roots, room: int) -> tuple[Roots, list[Cut]]:
    """The tree within `room`, and what was cut off.

    Raises BadInput where a single list and its filter take more than there is.
    """
    cuts: list[Cut] = []
    for field in roots.values():
        if need(field) > room:
            raise too_deep(field)
    return {key: _within(field, (key,), room, cuts) for key, field in roots.items()}, cuts


def split_batch(batch: Batch, room: int) -> tuple[Batch, list[Cut]]:
    """The same for the objects of rows that were cut off."""
    cuts: list[Cut] = []
    if isinstance(batch.selection, Mapping):
        for field in batch.selection.values():
            if need(field) > room - BATCH:
                raise too_deep(field)
    return replace(batch, selection=_selection(batch.selection, (), room - BATCH, cuts)), cuts


def too_deep(field: Any) -> BadInput:
    at = field.page.at if isinstance(field, (Connection, Rows)) else "The query"
    return BadInput(f"{at} is too deep: nest fewer filters in each other.")


def cost(field: Any) -> int:
    """The room that a field takes from what is made within it."""
    match field:
        case Connection(parts=parts):
            wide = any(isinstance(part, (Edges, Groups)) for part in parts.values())
            return EDGES if wide else LIST
        case Rows():
            return WHOLE_LIST
        case One() | ByKey() | ById() | ByIds():
            return ONE
    return 0


def need(field: Any) -> int:
    """The room that a field needs for itself and its filter, whatever is made within it."""
    page = getattr(field, "page", None)
    return cost(field) + (depth(page.where) if page is not None else 0)


def depth(where: Where) -> int:
    """The room that a condition takes."""
    match where:
        case Has(relation=relation, where=inner):
            return HAS + (THROUGH if relation.through else 0) + depth(inner)
        case Every(parts):
            return max(map(depth, parts), default=0)
        case AnyOf(parts):
            return NOT + max(map(depth, parts), default=0)
        case Not(part):
            return NOT + depth(part)
    return 0


def _within(field: Any, path: Path, room: int, cuts: list[Cut]) -> Any:
    """The same field with what is too deep in it cut off."""
    left = room - cost(field)
    match field:
        case Connection(model=model, parts=parts):
            kept = {
                key: _part(part, model, (*path, key), left, cuts) for key, part in parts.items()
            }
            return replace(field, parts=kept)
        case (
            Rows(relation=relation, selection=selection)
            | One(relation=relation, selection=selection)
        ):
            return replace(field, selection=_rows(selection, relation.target, path, left, cuts))
        case ByKey(selection=selection):
            return replace(field, selection=_selection(selection, path, left, cuts))
        case ById(selections=selections) | ByIds(selections=selections):
            kept_by_type = {
                each: _selection(selection, path, left, cuts)
                for each, selection in selections.items()
            }
            return replace(field, selections=kept_by_type)
    return field


def _part(part: Any, model: type[Row], path: Path, room: int, cuts: list[Cut]) -> Any:
    match part:
        case Nodes(selection):
            return Nodes(_rows(selection, model, path, room, cuts))
        case Edges(parts):
            return Edges(
                {key: _part(each, model, (*path, key), room, cuts) for key, each in parts.items()}
            )
        case Groups(by, parts):
            target = node_of(model, by)
            if target is None:
                return part
            kept = {
                key: _part(each, target, (*path, key), room, cuts) for key, each in parts.items()
            }
            return replace(part, parts=kept)
    return part


def _rows(
    selection: Selection, model: type[Row], path: Path, room: int, cuts: list[Cut]
) -> Selection:
    if isinstance(selection, Deferred):
        return selection
    fits = all(need(field) <= room for field in selection.values())
    # A view's rows have no key to be found by: they stay with the statement above.
    if fits or "id" not in table_of(model).c:
        return _selection(selection, path, room, cuts)
    cuts.append(Cut(path, Batch(model, selection)))
    return Deferred()


def _selection(selection: Selection, path: Path, room: int, cuts: list[Cut]) -> Selection:
    if isinstance(selection, Deferred):
        return selection
    return {key: _within(field, (*path, key), room, cuts) for key, field in selection.items()}


def levels(field: Any) -> int:
    """How many rows stand within each other."""
    own = isinstance(field, (Connection, Rows, One, ByKey, ById, ByIds))
    return int(own) + max(map(levels, inner_fields(field)), default=0)


def fields_of(field: Any) -> Iterator[Any]:
    """A field and all fields within it."""
    yield field
    for each in inner_fields(field):
        yield from fields_of(each)


def inner_fields(field: Any) -> list[Any]:
    """The fields just within a field."""
    inner: list[Any] = []
    one, several = getattr(field, "selection", None), getattr(field, "selections", {})
    for selection in (one, *several.values()):
        if isinstance(selection, Mapping):
            inner += selection.values()
    if isinstance(field, (Connection, Edges, Groups)):
        inner += field.parts.values()
    return inner


def places(answer: Any, path: Path) -> Iterator[tuple[Any, Any, int]]:
    """Where keys stand in an answer: what holds each, under what, and the key itself."""
    if isinstance(answer, list):
        for at, item in enumerate(answer):
            if not path and isinstance(item, int):
                yield answer, at, item
            elif item is not None:
                yield from places(item, path)
    elif isinstance(answer, Mapping) and path:
        below = answer.get(path[0])
        if isinstance(below, int) and len(path) == 1:
            yield answer, path[0], below
        elif below is not None:
            yield from places(below, path[1:])
