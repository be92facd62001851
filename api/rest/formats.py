"""The forms in which plain GET answers, and which of them a client is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import mimeparse
from starlette.exceptions import HTTPException


@dataclass(frozen=True)
class Format:
    """A form of answers."""

    extension: str
    """As an address ends with it, after a full stop."""

    media_type: str
    doc: str
    """What it is for."""

    parameters: str = ""
    """What the media type has after it in answers."""

    is_file: bool = False
    """Whether a browser is to save it rather than to show it."""

    @property
    def content_type(self) -> str:
        return self.media_type + self.parameters


JSON = Format("json", "application/json", "A page, for programs.")
NDJSON = Format(
    "ndjson",
    "application/x-ndjson",
    "The whole list, a JSON object on each line.",
    is_file=True,
)
CSV = Format(
    "csv",
    "text/csv",
    "The whole list as a table, for spreadsheets.",
    "; charset=utf-8; header=present",
    is_file=True,
)
GEOJSON = Format(
    "geojson", "application/geo+json", "The whole list as features, for maps (RFC 7946)."
)
JSONLD = Format("jsonld", "application/ld+json", "A page as linked data (JSON-LD, schema.org).")
ATOM = Format("atom", "application/atom+xml", "A page for feed readers (Atom, RFC 4287).")
JSON_FEED = Format("feed.json", "application/feed+json", "A page for feed readers (JSON Feed 1.1).")
ANNOTATIONS = Format(
    "jsonld",
    "application/ld+json",
    "Web Annotations (W3C).",
    '; profile="http://www.w3.org/ns/anno.jsonld"',
)
ZIP = Format("zip", "application/zip", "Tables as CSV, with a manifest.", is_file=True)

ALL = (JSON_FEED, JSON, NDJSON, CSV, GEOJSON, JSONLD, ATOM, ZIP)
"""A longer extension comes before one that it ends with."""

OF_LISTS: Mapping[str, tuple[Format, ...]] = {
    "actors": (JSON, NDJSON, CSV, JSONLD),
    "statements": (JSON, NDJSON, CSV, JSONLD, ATOM, JSON_FEED),
    "locations": (JSON, NDJSON, CSV, GEOJSON, JSONLD),
    "events": (JSON, NDJSON, CSV, GEOJSON, JSONLD, ATOM, JSON_FEED),
    "documents": (JSON, NDJSON, CSV, JSONLD),
    "claims": (JSON, NDJSON, CSV, JSONLD),
    "sides": (JSON, NDJSON, CSV, JSONLD),
}
"""What each list is given in; JSON comes first, and is what a client gets that asks for nothing."""

OF_THINGS: Mapping[str, tuple[Format, ...]] = {
    name: tuple(each for each in formats if each in (JSON, GEOJSON, JSONLD))
    for name, formats in OF_LISTS.items()
}


def parted(name: str) -> tuple[str, str]:
    """The last part of an address without its extension, and the extension; no slug has a dot."""
    for each in ALL:
        if name.endswith(f".{each.extension}"):
            return name.removesuffix(f".{each.extension}"), each.extension
    stem, dot, extension = name.partition(".")
    return stem, extension if dot else ""


def chosen(offered: Sequence[Format], extension: str, accept: str | None) -> Format:
    """The form to answer in: the extension's, else what the client likes best.

    Raises HTTPException where there is none.
    """
    if extension:
        for each in offered:
            if each.extension == extension:
                return each
        raise HTTPException(406, f"There is no .{extension} of this; there are {_told(offered)}.")
    if not accept or not accept.strip():
        return offered[0]
    kinds = {each.media_type: each for each in reversed(offered)}
    try:
        # Of those that a client likes as much, the last is taken.
        found = mimeparse.best_match(list(kinds), accept.lower())
    except mimeparse.MimeTypeParseException:
        return offered[0]
    if not found:
        raise HTTPException(
            406, f"There is nothing of this that `Accept` takes; there are {_told(offered)}."
        )
    return kinds[found]


def _told(offered: Sequence[Format]) -> str:
    return ", ".join(f".{each.extension} ({each.media_type})" for each in offered)
