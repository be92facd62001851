"""The queries, in each server's own schema, and whether their answers hold the same objects."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "queries"

TITLES = {
    "actor": "One actor with ten statements",
    "nested": "50 events with places, participants, statements and their speakers",
    "flat": "100 statements, plain columns",
    "deep": "20 actors, ten statements each, their events, places and larger places",
    "counts": "All events counted, and counted by kind",
    "search": "20 statements by a word",
}
"""What is asked for, in the order of the report."""

VALUE_OBJECTS = ("happened", "said")
"""Objects of ours that are columns of the row elsewhere: `happened { start }`, `happenedStart`."""


class Different(Exception):
    """A server answers with something else than the others."""


@dataclass(frozen=True)
class Query:
    """One query as a server takes it."""

    name: str
    text: str

    def body(self, variables: dict[str, str]) -> bytes:
        """What is posted. Only variables that the query has: some servers refuse others."""
        given = {name: value for name, value in variables.items() if f"${name}:" in self.text}
        return json.dumps({"query": self.text, "variables": given}).encode()


def queries_of(folder: str) -> dict[str, Query]:
    """The queries that a schema has, by name."""
    return {
        name: Query(name, path.read_text("utf-8"))
        for name in TITLES
        if (path := FOLDER / folder / f"{name}.graphql").exists()
    }


def objects(answer: bytes) -> Any:
    """What an answer holds, without the wrappings that schemas put around it."""
    found = json.loads(answer)
    if found.get("errors") or not found.get("data"):
        raise Different(f"No answer but {answer[:500]!r}")
    return _unwrapped(found["data"])


def _unwrapped(value: Any) -> Any:
    if isinstance(value, list):
        return [_unwrapped(each) for each in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1 and (inner := value.get("nodes", value.get("node"))) is not None:
        return _unwrapped(inner)
    plain: dict[str, Any] = {}
    for key, each in value.items():
        if key in VALUE_OBJECTS and isinstance(each, dict):
            plain |= {f"{key}{name.capitalize()}": part for name, part in each.items()}
        else:
            plain[key] = _unwrapped(each)
    return plain


def require_same(query: str, ours: bytes, theirs: bytes, who: str) -> None:
    """Raises Different, naming the first place where two answers part."""
    place = _difference(objects(ours), objects(theirs), query)
    if place:
        raise Different(f"{who} answers otherwise than ours: {place}")


def _difference(ours: Any, theirs: Any, at: str) -> str | None:
    if isinstance(ours, dict) and isinstance(theirs, dict) and ours.keys() == theirs.keys():
        pairs = [(f"{at}.{key}", ours[key], theirs[key]) for key in ours]
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        pairs = [(f"{at}[{i}]", *both) for i, both in enumerate(zip(ours, theirs, strict=True))]
    else:
        return None if ours == theirs else f"{at}: {_brief(ours)} here, {_brief(theirs)} there"
    return next(
        filter(None, (_difference(mine, other, place) for place, mine, other in pairs)), None
    )


def _brief(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else f"{text[:200]} ..."


def how_many(value: Any) -> int:
    """How many objects an answer holds."""
    if isinstance(value, list):
        return sum(map(how_many, value))
    if isinstance(value, dict):
        return 1 + sum(map(how_many, value.values()))
    return 0
