"""What is noted of a request while it is answered: for its log line, and for the metrics."""

from dataclasses import dataclass, field
from itertools import count
from secrets import token_hex

from starlette.types import Scope

PROCESS = token_hex(5)
numbers = count(1)


@dataclass(slots=True)
class Note:
    """One request's."""

    id: str = field(default_factory=lambda: f"{PROCESS}-{next(numbers):x}")
    """Told to the client as X-Request-Id, and in each log line of the request."""

    status: int = 0
    door: str = "other"
    """Which door it came by, as a word of few."""

    operation: str | None = None
    """The operation's name."""

    cost: int | None = None
    codes: list[str] = field(default_factory=list)
    """The codes of its errors."""

    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    """Headers that its answer is to have, whichever it turns out to be."""


def note_of(scope: Scope) -> Note:
    """The note of a request; a new one where nobody began one."""
    if "note" not in scope:
        scope["note"] = Note()
    found: Note = scope["note"]
    return found


def header(scope: Scope, name: bytes) -> str | None:
    """A header of a request: the first of its name."""
    for each, value in scope["headers"]:
        if each == name:
            return str(value, "latin-1")
    return None
