"""A whole list as rows, of which objects are made one by one: for lists of any length."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from db.flat import Make, Making
from db.prepared import Prepared, prepare
from db.query import Connection, Nodes
from db.streams import Snapshot


@dataclass(frozen=True)
class Whole:
    """The statement for a list's rows, and what makes an object of each."""

    statement: Prepared
    make: Make


def batches(
    snapshot: Snapshot, whole: Whole, variables: Mapping[str, Any]
) -> Iterator[Iterable[Any]]:
    """The objects, many at a time."""
    for rows in snapshot.rows(whole.statement.ask(variables)):
        yield map(whole.make, rows)


def whole_list(
    connection: Connection, dialect: str, nested: Callable[[str], Any] = orjson.loads
) -> Whole:
    """The list's nodes. `nested`: what is made of what is not plain in them, which comes as JSON.

    `orjson.Fragment` lets it go into JSON again without being read.
    """
    making = Making(connection, dialect)
    (nodes,) = connection.parts.values()
    assert isinstance(nodes, Nodes)
    assert isinstance(nodes.selection, Mapping)
    make = making.node(nodes.selection, nested)
    return Whole(prepare(making.statement(), dialect), make)
