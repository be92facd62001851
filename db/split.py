"""Parts a tree that is too deep for one statement into several, fixed by its shape.

SQLite's parser has a stack of fixed size. Where a tree would not fit, the rows at the edge are
answered by their keys, and a further statement makes their objects, all at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from db.errors import BadInput
from db.models.groups import node_of
from db.models.table import Row, Table
from db.query import (
    AnyOf,
    Batch,
    ById,
    ByIds,
    ByKey,
    Candidates,
    Connection,
    Deferred,
    Detect,
    Edges,
    Every,
    Groups,
    Has,
    HitNode,
    Nodes,
    Not,
    One,
    Roots,
    Rows,
    Selection,
    Where,
)
from db.search import FOUND

Path = tuple[str, ...]


@dataclass(frozen=True)
class Cut:
    """Where in an answer keys stand instead of objects, and the objects to put there."""

    path: Path
    batch: Batch
    number: int | None = None
    """Where rows of several types stand, the number of the type; see `coded`."""


TYPES = 8
"""More than there are types of which rows stand in one place."""


def coded(key: Any, number: int) -> Any:
    """A row's key and the number of its type, as one number."""
    return key * TYPES + number


def decoded(code: int, number: int | None) -> int | None:
    """The key in a code, if it is of that type; where there is one type alone, the code itself."""
    if number is None:
        return code
    key, found = divmod(code, TYPES)
    return key if found == number else None


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
        case One() | ByKey() | ById() | ByIds() | HitNode():
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
        case Detect(parts=parts) | Candidates(parts=parts):
            inner: Any = {
                key: _inside(part, (*path, key), room, cuts) for key, part in parts.items()
            }
            return replace(field, parts=inner)
        case HitNode(selections=selections):
            return HitNode(_hits(selections, path, left, cuts))
        case (
            Rows(relation=relation, selection=selection)
            | One(relation=relation, selection=selection)
        ):
            return replace(field, selection=_rows(selection, relation.target, path, left, cuts))
        case ByKey(selection=selection):
            return replace(field, selection=_selection(selection, path, left, cuts))
        case ById(selections=selections) | ByIds(selections=selections):
            return replace(field, selections=_by_type(selections, path, left, cuts))
    return field


def _inside(part: Any, path: Path, room: int, cuts: list[Cut]) -> Any:
    """A part of `Detect`: the rows of candidates are told apart by their place, and stay."""
    if isinstance(part, HitNode):
        return HitNode(_by_type(part.selections, path, room - cost(part), cuts))
    return _within(part, path, room, cuts)


def _hits(
    selections: Mapping[type[Row], Selection], path: Path, room: int, cuts: list[Cut]
) -> Mapping[type[Row], Selection]:
    if all(need(each) <= room for one in selections.values() for each in inner_of(one)):
        return _by_type(selections, path, room, cuts)
    for number, model in enumerate(FOUND.values()):
        cuts.append(Cut(path, Batch(model, selections[model]), number))
    return dict.fromkeys(selections, Deferred())


def inner_of(selection: Selection) -> list[Any]:
    return [] if isinstance(selection, Deferred) else list(selection.values())


def _by_type(
    selections: Mapping[type[Row], Selection], path: Path, room: int, cuts: list[Cut]
) -> dict[type[Row], Selection]:
    return {each: _selection(selection, path, room, cuts) for each, selection in selections.items()}


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
    # Only a table's rows have a key to be found by: others stay with the statement above.
    if fits or not issubclass(model, Table):
        return _selection(selection, path, room, cuts)
    cuts.append(Cut(path, Batch(model, selection)))
    return Deferred()


def _selection(selection: Selection, path: Path, room: int, cuts: list[Cut]) -> Selection:
    if isinstance(selection, Deferred):
        return selection
    return {key: _within(field, (*path, key), room, cuts) for key, field in selection.items()}


def levels(field: Any) -> int:
    """How many rows stand within each other."""
    own = isinstance(field, (Connection, Rows, One, ByKey, ById, ByIds, HitNode))
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
    if isinstance(field, (Connection, Edges, Groups, Detect, Candidates)):
        inner += field.parts.values()
    return inner


def places(answer: Any, path: Path, leaf: type) -> Iterator[tuple[Any, Any, Any]]:
    """Where values of that type stand in an answer: what holds each, under what, and itself."""
    if isinstance(answer, list):
        for at, item in enumerate(answer):
            if not path and isinstance(item, leaf):
                yield answer, at, item
            elif item is not None:
                yield from places(item, path, leaf)
    elif isinstance(answer, Mapping) and path:
        below = answer.get(path[0])
        if isinstance(below, leaf) and len(path) == 1:
            yield answer, path[0], below
        elif below is not None:
            yield from places(below, path[1:], leaf)
