"""A text in the making: what is written to it has a place, and rows stand at such places."""

from hashlib import sha256
from typing import Any, NamedTuple

from benchmarks.bulk import Bulk
from db import models
from db.anchors import paragraph, text_fragment
from db.models import Table
from db.names import utf16


class Place(NamedTuple):
    """Where words stand, counted in code points."""

    start: int
    end: int


class Draft:
    """A document's text, and the rows that are written once the text is whole."""

    def __init__(self, bulk: Bulk) -> None:
        self._bulk = bulk
        self._pieces: list[str] = []
        self._rows: list[tuple[type[Table], Place | None, dict[str, Any]]] = []
        self.at = 0

    def write(self, words: str) -> Place:
        self._pieces.append(words)
        self.at += len(words)
        return Place(self.at - len(words), self.at)

    def words(self, place: Place) -> str:
        """The words at a place near the end of what is written."""
        found, at = "", self.at
        for piece in reversed(self._pieces):
            if at <= place.start:
                break
            found, at = piece + found, at - len(piece)
        return found[place.start - at : place.end - at]

    def stand(self, model: type[Table], place: Place, **values: Any) -> None:
        """Notes a row with a span."""
        self._rows.append((model, place, values))

    def add(self, model: type[Table], **values: Any) -> None:
        """Notes a row that has no span."""
        self._rows.append((model, None, values))

    def finish(self, **document: Any) -> None:
        """Adds the document and all that stands in it."""
        text = "".join(self._pieces)
        sha = sha256(text.encode()).hexdigest()
        document_id = self._bulk.add(models.Document, text=text, sha256=sha, **document)
        paragraphs = {
            place: paragraph(text, *place)
            for model, place, _ in self._rows
            if place and model is models.Statement
        }
        places = sorted(
            {at for _, place, _ in self._rows for at in place or ()}
            | {start for start, _ in paragraphs.values()}
        )
        in_utf16 = dict(zip(places, utf16(text, places), strict=True))
        fragments: dict[Place, str] = {}
        for model, place, values in self._rows:
            if place is None:
                self._bulk.add(model, **values)
                continue
            row = values | {
                "document_id": document_id,
                "start": place.start,
                "end": place.end,
                "start_utf16": in_utf16[place.start],
                "end_utf16": in_utf16[place.end],
            }
            if model in (models.Statement, models.Appearance):
                if place not in fragments:
                    fragments[place] = text_fragment(text, *place)
                row["fragment"] = fragments[place]
            if model is models.Statement:
                row["context_start"], row["context_end"] = paragraphs[place]
                row["context_start_utf16"] = in_utf16[row["context_start"]]
            self._bulk.add(model, **row)
