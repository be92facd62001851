"""An export as NDJSON: a line about the whole, a line for each row, a line to check both by."""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

import orjson

from db.export import columns, exported, read_rows, table_name
from db.streams import Snapshot
from seeds.exports.form import Advance, header_of, unseen


def ndjson(
    snapshot: Snapshot, *, everything: bool = False, advance: Advance = unseen
) -> Iterator[bytes]:
    """The export in pieces; `everything`, or what readers may see.

    The same knowledge makes the same bytes, on each database.
    """
    hashed, counts = sha256(), Counter[str]()
    for piece in _lines(snapshot, everything, counts, advance):
        hashed.update(piece)
        yield piece
    yield _line({"manifest": {"counts": dict(counts), "sha256": hashed.hexdigest()}})


def _lines(
    snapshot: Snapshot, everything: bool, counts: Counter[str], advance: Advance
) -> Iterator[bytes]:
    yield _line(header_of(snapshot, everything).model_dump())
    for model in exported():
        table, names = table_name(model), [column.name for column in columns(model)]
        counts[table] = 0
        for rows in read_rows(snapshot, model, everything=everything):
            counts[table] += len(rows)
            yield b"".join(
                _line({"table": table, "row": dict(zip(names, row, strict=True))}) for row in rows
            )
            advance(len(rows))


def _line(value: dict[str, Any]) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)


def packed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same by gzip, without a name or a time."""
    packing = zlib.compressobj(wbits=31)
    for piece in pieces:
        if done := packing.compress(piece):
            yield done
    yield packing.flush()
