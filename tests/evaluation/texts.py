"""The texts that readers are judged on, with their readings and what is known beside them.

A folder is a conflict: its texts, their gold readings, and in `actors.yaml` and `places.csv` who
and what is known of it. One that has no places of its own is about the war of the shipped files;
its actors then stand beside the shipped ones.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from ruamel.yaml import YAML

from db.engine import open_engine
from db.migrate import migrate
from seeds.load import load
from seeds.shipped import HERE as SEEDS
from tests.evaluation.laid import Data, Known

HERE = Path(__file__).parent
SHIPPED = "shipped"
OPEN = "open"
ASIDE = "aside"
"""Texts that nobody looks at who writes rules."""

Reader = Callable[[str, date], Data]


@dataclass(frozen=True)
class GoldText:
    """A text with the reading made by hand."""

    group: str
    conflict: Path
    """The folder."""

    path: Path
    """The gold reading."""

    @property
    def name(self) -> str:
        return self.path.stem if self.group == SHIPPED else f"{self.conflict.name}/{self.path.stem}"

    @property
    def reading(self) -> dict[str, Any]:
        return yaml(self.path)

    @property
    def text(self) -> str:
        """As a reader gets it, its line ends unchanged."""
        beside: Path = self.path.parent / self.reading["document"]["text"]
        return beside.read_bytes().decode("utf-8")

    @property
    def published_on(self) -> date:
        return date.fromisoformat(str(self.reading["document"]["published_on"]))

    @property
    def known_files(self) -> list[Path]:
        """Who and what is known before the text is read."""
        shipped = [SEEDS / "actors.yaml", SEEDS / "gazetteer.csv"]
        own = [self.conflict / name for name in ("actors.yaml", "places.csv")]
        if self.group == ASIDE and not any(path.is_file() for path in own):
            own = [HERE / OPEN / self.conflict.name / path.name for path in own]
        own = [path for path in own if path.is_file()]
        return own if any(path.name == "places.csv" for path in own) else shipped + own

    @property
    def known(self) -> Known:
        """Aliases of places, and the events that the text's reading may speak of."""
        aliases = {
            alias: row["id"]
            for path in self.known_files
            if path.suffix == ".csv"
            for row in csv.DictReader(path.read_text("utf-8-sig").splitlines())
            for alias in row["aliases"].split("|")
            if alias
        }
        folders = SEEDS / "overviews", HERE / OPEN / self.conflict.name, self.conflict
        beside = [path for folder in folders for path in sorted(folder.glob("*.yaml"))]
        files = [*beside, *(path for path in self.known_files if path.suffix == ".yaml")]
        events = {event["id"]: event for path in files for event in yaml(path).get("events") or []}
        return Known(aliases, events)


def texts(*, aside: bool = False) -> list[GoldText]:
    """The shipped overview, what is open, and if asked for what is kept aside."""
    found = [
        GoldText(SHIPPED, path.parent, path) for path in sorted(SEEDS.glob("overviews/*.yaml"))
    ]
    for group in (OPEN, ASIDE) if aside else (OPEN,):
        paths = sorted((HERE / group).glob("*/*.yaml"))
        found += [GoldText(group, path.parent, path) for path in paths if "document" in yaml(path)]
    return found


@cache
def yaml(path: Path) -> dict[str, Any]:
    content = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    return content if isinstance(content, dict) else {}


@contextmanager
def knowing(files: Sequence[Path]) -> Iterator[sa.Engine]:
    """A database in memory that has what these files tell, and no reading."""
    engine = open_engine("sqlite://")
    try:
        migrate(engine)
        load(engine, files)
        yield engine
    finally:
        engine.dispose()
