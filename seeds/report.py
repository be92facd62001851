"""What loading did, for people."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from db.write import Changes

WORDS = ("added", "changed", "withdrawn", "removed", "unchanged")


@dataclass
class FileReport:
    """What loading one file did."""

    path: Path
    changes: Changes
    notes: list[str] = field(default_factory=list)
    """What else is to be told, such as rows that the file does not have and that stay."""

    def lines(self) -> Iterator[str]:
        counts = self.changes.counts
        if self.changes.wrote:
            yield f"{self.path}: loaded"
            for table in dict.fromkeys(table for table, _ in counts):
                did = [f"{counts[table, word]} {word}" for word in WORDS if counts[table, word]]
                yield f"  {table}: {', '.join(did)}"
        else:
            yield f"{self.path}: nothing changed"
        yield from (f"  {note}" for note in self.notes)


@dataclass
class Report:
    """What loading several files did, in the order in which they were loaded."""

    files: list[FileReport] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The report for people, without line ends."""
        return [line for file in self.files for line in file.lines()]

    def count(self, table: str, what: str) -> int:
        """How many rows of the table were `what`: one of WORDS."""
        return sum(file.changes.counts[table, what] for file in self.files)

    @property
    def wrote(self) -> bool:
        """Whether anything was written."""
        return any(file.changes.wrote for file in self.files)
