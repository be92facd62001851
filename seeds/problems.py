"""What is wrong in a file, with the line and the item that it concerns."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any, Self

from db.errors import RefusedReading

Where = tuple[str | int, ...]
"""The way to an item of a file: ("statements", 3, "claims", 1)."""


@dataclass
class Problems:
    """Collects what is wrong in one file, so that all of it is told at once."""

    file: str
    data: Any = None
    """What the file holds, as plain lists and dictionaries."""

    lines: dict[Where, int] = field(default_factory=dict)
    """The line on which each item begins, counted from 1."""

    found: list[tuple[int, str]] = field(default_factory=list)

    shared: dict[str, set[Where]] = field(default_factory=lambda: defaultdict(set))
    """What many items may have for one cause, by reason: each is told once."""

    def copy(self) -> Self:
        """The same problems, to add others that one database has with the file."""
        shared = defaultdict(set, {reason: {*items} for reason, items in self.shared.items()})
        return replace(self, found=[*self.found], shared=shared)

    def add(self, where: Where, reason: str) -> None:
        """Notes a problem; `reason` says what is wrong and what to do."""
        line = self.line(where)
        item = label(where, self.data)
        self.found.append((line, f"{self.file}:{line}: {item + ': ' if item else ''}{reason}"))

    def add_shared(self, where: Where, reason: str) -> None:
        """Notes a problem of many items that have one cause, such as a name that is unknown."""
        self.shared[reason].add(where)

    def add_at(self, line: int, reason: str) -> None:
        self.found.append((line, f"{self.file}:{line}: {reason}"))

    def line(self, where: Where) -> int:
        """The line of the item, or of the nearest item around it that stands in the file."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def refuse(self) -> None:
        """Raises RefusedReading where there are problems, in the order of the file."""
        for reason, items in self.shared.items():
            first, *others = sorted(items, key=lambda where: (self.line(where), str(where)))
            self.add(first, reason + (f" Places more: {len(others)}." if others else ""))
        self.shared.clear()
        if self.found:
            found = sorted(self.found, key=lambda problem: problem[0])
            raise RefusedReading(list(dict.fromkeys(text for _, text in found)))


def label(where: Where, data: Any) -> str:
    """An item as people find it: "statements[3] raid-on-shushi / claims[1] / act"."""
    parts: list[str] = []
    for step in where:
        data = _inside(data, step)
        if isinstance(step, str) or not parts:
            parts.append(str(step))
            continue
        name = data.get("id") if isinstance(data, dict) else None
        parts[-1] += f"[{step}]" + (f" {name}" if isinstance(name, str) else "")
    return " / ".join(parts)


def _inside(data: Any, step: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
        return data[step]
    return None
