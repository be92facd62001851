"""Parts a tree that is too deep for one statement into several, fixed by its shape.

SQLite's parser has a stack of fixed size. Where a tree would not fit, the rows at the edge are
answered by their keys, and a further statement makes their objects, all at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from db.models.table import Row, table_of
from db.query import (
    Batch,
    ById,
    ByIds,
    ByKey,
    Connection,
    Deferred,
    Edges,
    Nodes,
    One,
    PageInfo,
    Roots,
    Rows,
    Selection,
)

Path = tuple[str, ...]


@dataclass(frozen=True)
class Cut:
    """Where in an answer keys stand instead of objects, and the objects to put there."""

    path: Path
    batch: Batch


def split(roots: Roots, room: int) -> tuple[Roots, list[Cut]]:
    """The tree within `room` levels of lists, and what was cut off."""
    cuts: list[Cut] = []
    return {key: _within(root, (key,), room, cuts) for key, root in roots.items()}, cuts


def split_batch(batch: Batch, room: int) -> tuple[Batch, list[Cut]]:
    cuts: list[Cut] = []
    return replace(batch, selection=_selection(batch.selection, (), room, cuts)), cuts


def _within(field: Any, path: Path, room: int, cuts: list[Cut]) -> Any:
    """The same field with what is too deep in it cut off."""
    match field:
        case Connection(model=model, parts=parts):
            left = room - cost(field)
            kept = {
                key: _part(part, model, (*path, key), left, cuts) for key, part in parts.items()
            }
            return replace(field, parts=kept)
        case (
            Rows(relation=relation, selection=selection)
            | One(relation=relation, selection=selection)
        ):
            left = room - cost(field)
            return replace(field, selection=_rows(selection, relation.target, path, left, cuts))
        case ByKey(selection=selection):
            return replace(field, selection=_selection(selection, path, room - 1, cuts))
        case ById(selections=selections) | ByIds(selections=selections):
            kept_by_type = {
                each: _selection(selection, path, room - 1, cuts)
                for each, selection in selections.items()
            }
            return replace(field, selections=kept_by_type)
    return field


def cost(field: Any) -> int:
    """How many levels of a parser's stack a list takes; see the test that measures them."""
    if not isinstance(field, Connection):
        return 2
    numbered = field.page.last is not None or any(
        isinstance(part, PageInfo) for part in field.parts.values()
    )
    return 3 if numbered else 2


def _part(part: Any, model: type[Row], path: Path, room: int, cuts: list[Cut]) -> Any:
    match part:
        case Nodes(selection):
            return Nodes(_rows(selection, model, path, room, cuts))
        case Edges(parts):
            return Edges(
                {key: _part(each, model, (*path, key), room, cuts) for key, each in parts.items()}
            )
    return part


def _rows(
    selection: Selection, model: type[Row], path: Path, room: int, cuts: list[Cut]
) -> Selection:
    if room >= _least(selection) or isinstance(selection, Deferred):
        return _selection(selection, path, room, cuts)
    if "id" not in table_of(model).c:
        # A view's rows have no key to be found by: they stay with the statement above.
        return _selection(selection, path, room, cuts)
    cuts.append(Cut(path, Batch(model, selection)))
    return Deferred()


def _least(selection: Selection) -> int:
    """The room that a row's object needs at least: that of its widest list, if it has any."""
    if isinstance(selection, Deferred):
        return 0
    return max((cost(field) for field in selection.values() if _is_nested(field)), default=0)


def _is_nested(field: Any) -> bool:
    return isinstance(field, (Connection, Rows, One))


def _selection(selection: Selection, path: Path, room: int, cuts: list[Cut]) -> Selection:
    if isinstance(selection, Deferred):
        return selection
    return {
        key: _within(field, (*path, key), room, cuts) if _is_nested(field) else field
        for key, field in selection.items()
    }


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
