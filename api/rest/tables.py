"""The lists of an answer as tables, as the explorer's `web/src/table.ts` makes them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.rest.comma_separated import Cell, plain
from db.errors import BadParameter, DomainError

Path = tuple[str, ...]

READ_ON = {"nodes", "edges", "pageInfo"}
"""What of a connection is its items, and the cursors to read on with."""

PARAMETER = "list"
"""What an address names the list by."""


class NoTable(DomainError):
    """An answer with no list and no object in it."""

    code = "NO_TABLE"

    def __init__(self) -> None:
        super().__init__("This answer has no list that would make a table; ask for it as JSON.")


@dataclass(frozen=True)
class List:
    """Items of an answer that make one table."""

    name: str
    """The way to it, such as `event.versions`."""

    items: list[Any]
    is_one: bool = False
    """Whether it is no list in the answer, but one object, shown as one row."""


@dataclass(frozen=True)
class Table:
    """Columns, and rows of as many cells."""

    columns: list[str]
    rows: list[list[Cell]]


def table(data: Mapping[str, Any], sample: Mapping[str, Any], name: str | None = None) -> Table:
    """The list of that name, else the one that the explorer shows first.

    `sample`: an answer with everything once. It tells which lists there are, and the columns of one
    that is empty. Raises BadParameter, NoTable.
    """
    found, possible = lists_of(data), lists_of(sample)
    first = first_of(found) or first_of(possible)
    if first is None:
        raise NoTable
    shape = _named(possible, first.name if name is None else name)
    items = next((each.items for each in found if each.name == shape.name), [])
    return table_of(items) if items else Table(table_of(shape.items).columns, [])


def _named(lists: Sequence[List], name: str) -> List:
    for each in lists:
        if each.name == name:
            return each
    names = [each.name for each in lists]
    told = ", ".join(f"`{each}`" for each in names)
    raise BadParameter(PARAMETER, f"There is no list {name!r} in this answer, only {told}.", names)


def lists_of(data: Mapping[str, Any]) -> list[List]:
    """What can be shown as a table: each list, and each object that stands alone."""
    lists = [each for name, value in data.items() for each in _lists_at(name, value)]
    values = {
        name: value for name, value in data.items() if value is not None and not _is_part(value)
    }
    return [List("answer", [values], is_one=True), *lists] if values else lists


def first_of(lists: Sequence[List]) -> List | None:
    """A real list comes before an object that merely has lists."""
    real = (each for each in lists if each.items and not each.is_one)
    return next(real, lists[0] if lists else None)


def table_of(items: Sequence[Any]) -> Table:
    """The table of some items, which are objects or mere values."""
    paths = _paths_in(items) if any(isinstance(each, dict) for each in items) else [()]
    return Table(
        columns=[".".join(path) or "value" for path in paths],
        rows=[[_cell(_value_at(item, path)) for path in paths] for item in items],
    )


def text_of(value: Any, *, is_deeper: bool = False) -> str:
    """Any part of an answer in words: items parted by semicolons, the fields of an item named.

    What lies deeper is put in brackets.
    """
    items = _items_of(value)
    if items is not None:
        return _text_of_items(items, is_deeper)
    if isinstance(value, dict):
        return _text_of_fields(value, is_deeper)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return plain(value)
    return "" if value is None else str(value)


def _text_of_items(items: Sequence[Any], is_deeper: bool) -> str:
    if len(items) == 1:
        return text_of(items[0], is_deeper=is_deeper)
    text = "; ".join(filter(None, map(text_of, items)))
    return f"[{text}]" if text and is_deeper else text


def _text_of_fields(fields: Mapping[str, Any], is_deeper: bool) -> str:
    if len(fields) == 1:
        [only] = fields.values()
        return text_of(only, is_deeper=is_deeper)
    told = [(name, text_of(value, is_deeper=True)) for name, value in fields.items()]
    text = ", ".join(f"{name}: {words}" for name, words in told if words)
    return f"({text})" if text and is_deeper else text


def _items_of(value: Any) -> list[Any] | None:
    """The items of a list, or of a connection; None if the value is neither."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("nodes"), list):
        return list(value["nodes"])
    if not isinstance(value.get("edges"), list):
        return None
    return [each.get("node") if isinstance(each, dict) else None for each in value["edges"]]


def _besides_items(value: Mapping[str, Any]) -> dict[str, Any]:
    """What an object has beside its items."""
    left_out = READ_ON if _items_of(value) is not None else set()
    return {key: each for key, each in value.items() if key not in left_out}


def _lists_at(name: str, value: Any) -> Iterator[List]:
    if isinstance(value, list):
        yield List(name, value)
    elif isinstance(value, dict):
        items = _items_of(value)
        yield List(name, [value], is_one=True) if items is None else List(name, items)
        for key, inner in _besides_items(value).items():
            yield from _inner_lists(f"{name}.{key}", inner)


def _inner_lists(name: str, value: Any) -> Iterator[List]:
    """An inner object, or a list of mere values, stands in its row already."""
    if isinstance(value, list) and not any(isinstance(each, dict) for each in value):
        return
    yield from (each for each in _lists_at(name, value) if not each.is_one)


def _paths_in(items: Sequence[Any]) -> list[Path]:
    """The columns, in the order of the query: one for each field, also of an inner object."""
    rows = [each for each in items if isinstance(each, dict)]
    paths: list[Path] = []
    for key in dict.fromkeys(key for row in rows for key in row):
        values = [row.get(key) for row in rows]
        objects = [each for each in values if isinstance(each, dict)]
        # A connection is a cell of its items; what it has beside them follows.
        if not objects or any(_items_of(each) is not None for each in values):
            paths.append((key,))
        paths += [(key, *path) for path in _paths_in([_besides_items(each) for each in objects])]
    return paths


def _value_at(item: Any, path: Path) -> Any:
    for key in path:
        item = item.get(key) if isinstance(item, dict) else None
    return item


def _cell(value: Any) -> Cell:
    return text_of(value) if _is_part(value) else value


def _is_part(value: Any) -> bool:
    return isinstance(value, list | dict)
