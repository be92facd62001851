"""Whole lists, written while they are read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import orjson

from api.rest import geojson
from api.rest.formats import CSV, GEOJSON, NDJSON, Format
from api.rest.links import Links
from api.rest.records import table_of
from db.streams import Snapshot
from schema.about import ATTRIBUTIONS
from schema.plain import Listing, batches, selection_of


@dataclass(frozen=True)
class Writing:
    """A list that is to be written, and how."""

    listing: Listing
    links: Links
    bom: bool = False
    """Whether a table begins with a mark by which Excel knows its encoding."""


def ndjson(writing: Writing, snapshot: Snapshot) -> Iterator[bytes]:
    listing, base = writing.listing, writing.links.base
    for records in batches(snapshot, listing, listing.record(), base, orjson.Fragment):
        yield b"".join([orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE) for each in records])


def csv(writing: Writing, snapshot: Snapshot) -> Iterator[bytes]:
    listing = writing.listing
    selection = listing.record()
    found = batches(snapshot, listing, selection, writing.links.base)
    return table_of(selection, found, bom=writing.bom)


def features(writing: Writing, snapshot: Snapshot) -> Iterator[bytes]:
    listing, links = writing.listing, writing.links
    make = geojson.FEATURES[listing.name]
    selection = selection_of(listing.name, geojson.SELECTIONS[listing.name])
    found = (
        feature
        for records in batches(snapshot, listing, selection, links.base)
        for record in records
        for feature in make(record, links)
    )
    return gathered(geojson.collection(found, ATTRIBUTIONS))


def gathered(pieces: Iterable[bytes], enough: int = 64 * 1024) -> Iterator[bytes]:
    """Small pieces put together, since each that is sent has its cost."""
    held, length = [], 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= enough:
            yield b"".join(held)
            held, length = [], 0
    yield b"".join(held)


WHOLE: Mapping[Format, Callable[[Writing, Snapshot], Iterator[bytes]]] = {
    NDJSON: ndjson,
    CSV: csv,
    GEOJSON: features,
}
