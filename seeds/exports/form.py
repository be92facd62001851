"""What both forms of an export have: what is told of the whole, and how far the work is."""

from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from db.about import ATTRIBUTIONS, NOTICE
from db.export import read_whole
from db.streams import Snapshot

FORMAT: Literal["event-knowledge-export"] = "event-knowledge-export"
VERSION: Literal[1] = 1

LARGEST = 2**31 - 1
"""The largest number that a column of PostgreSQL's takes."""

LONGEST_ROW = 64 * 2**20
"""Bytes that a row may have in a file: what is longer is no knowledge, and would fill memory."""

ROOM = 64 * 2**20
MOST_PACKED = 200
"""A packed file may be so many times as long when it is unpacked, and `ROOM` bytes more."""

Advance = Callable[[int], object]
"""Is told how many rows more are done."""


def unseen(_rows: int) -> None:
    """Shows nobody how far the work is."""


class Part(BaseModel):
    """A part of a file that is written by us alone: what is not known is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Header(Part):
    """What an export tells of itself."""

    format: Literal["event-knowledge-export"]
    version: Literal[1]
    schema_revision: str
    revision: Annotated[int, Field(ge=1, le=LARGEST)]
    everything: bool
    last_ids: dict[str, Annotated[int, Field(ge=0, le=LARGEST)]]
    notice: str
    attributions: list[str]
    publishers: list[str]


def header_of(snapshot: Snapshot, everything: bool) -> Header:
    whole = read_whole(snapshot)
    return Header(
        format=FORMAT,
        version=VERSION,
        everything=everything,
        notice=NOTICE,
        attributions=list(ATTRIBUTIONS),
        **vars(whole),
    )
