"""Checks files of knowledge without writing them, and tells what of a text they leave out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from db.engine import open_engine
from db.errors import RefusedReading
from db.migrate import migrate
from seeds.account import not_accounted_for
from seeds.anchors import brief
from seeds.load import KnowledgeFile, Watch, load_opened, open_all, unwatched
from seeds.readings import ReadingFile
from seeds.shipped import shipped_files
from seeds.undecided import Told, undecided


@dataclass
class Checked:
    """What a check found in files that would be loaded."""

    complete: bool = True
    """Whether every character of the texts is accounted for."""

    found: list[Told] = field(default_factory=list)

    def lines(self) -> list[str]:
        """What was found, for people, without line ends."""
        return [told.line for told in self.found]


def check(paths: Iterable[Path | str], *, watch: Watch = unwatched) -> Checked:
    """Checks the files against each other and what comes with the service.

    Writes nothing and needs no database: it loads everything into one in memory, in place of the
    shipped reading of the same document. Raises RefusedReading like `load`.
    """
    files = open_all(paths, watch)
    others = open_all(path for path in shipped_files() if not stands_for(files, path))
    engine = open_engine("sqlite://")
    try:
        migrate(engine)
        load_opened(engine, [*others, *files], watch=watch)
    except RefusedReading as refusal:
        # What was loaded was loaded into memory alone: nobody is to read that it was.
        raise RefusedReading(refusal.problems) from None
    finally:
        engine.dispose()
    checked = Checked()
    for file in files:
        tell(file, checked)
    return checked


def stands_for(files: list[KnowledgeFile], shipped: Path) -> bool:
    """Whether a given file is the shipped one, or reads the same document."""
    if any(file.path.resolve() == shipped.resolve() for file in files):
        return True
    if shipped.parent.name != "overviews":
        return False
    slugs = {file.reading.document.slug for file in files if isinstance(file, ReadingFile)}
    return any(
        file.reading.document.slug in slugs
        for file in open_all([shipped])
        if isinstance(file, ReadingFile)
    )


def tell(file: KnowledgeFile, checked: Checked) -> None:
    if not isinstance(file, ReadingFile) or file.located is None:
        checked.found.append(Told(f"{file.path}: right", Told.RIGHT))
        return
    text = file.located.text
    left = not_accounted_for(file.reading, file.located)
    claims = sum(len(statement.claims) for statement in file.reading.statements)
    first = f"{file.path}: right; {len(file.reading.statements)} statements, {claims} claims; " + (
        "not accounted for:" if left else "every character is accounted for"
    )
    checked.found.append(Told(first, Told.LEFT if left else Told.RIGHT))
    checked.found += [
        Told(
            f"  {file.reading.document.text}:{text.line(span.start)}: characters {span.start} to "
            f"{span.end}: {brief(text.words(span), 200)}",
            Told.LEFT,
        )
        for span in left
    ]
    checked.found += undecided(file.reading, file.problems)
    checked.complete = checked.complete and not left
