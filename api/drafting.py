"""The commands that bring a text to a draft reading, and show one: `read` and `show`."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

import seeds
from api.settings import Settings
from api.terminal import show as print_pieces
from api.terminal import watched
from db.errors import BadInput, RefusedReading
from seeds.drafted import open_entries
from seeds.drafts import Draft, Source, make_draft
from seeds.files import read_bytes
from seeds.load import open_all
from seeds.readers import OURS, find_reader, known_engine
from seeds.readings import ReadingFile
from seeds.show import Piece, show
from seeds.sources import STANDARD_INPUT, Target, publication_day, save, targets
from seeds.texts import decode_text
from seeds.yaml_style import yaml_of

READING_SCHEMA_FILE = Path(seeds.__file__).with_name("reading.schema.json")


def add_read_arguments(command: ArgumentParser) -> None:
    command.add_argument(
        "texts", nargs="*", metavar="TEXT", help="plain text in UTF-8; - or none: standard input"
    )
    command.add_argument("--published-on", metavar="DATE", help="the day, such as 2020-11-04")
    command.add_argument("--publisher", metavar="SLUG", help="an actor that is known")
    command.add_argument("--url", help="the address at which the text stands")
    command.add_argument("--edition", metavar="WORD", help="such as morning")
    command.add_argument("--slug", help="the document's name in addresses")
    command.add_argument(
        "--known",
        nargs="+",
        type=Path,
        default=[],
        metavar="FILE",
        help="actors.yaml and gazetteer.csv to know besides those that come with the service, in "
        "place of the database",
    )
    command.add_argument("--reader", default=OURS, metavar="NAME", help="an installed reader")
    command.add_argument("-o", dest="out", type=Path, metavar="FILE", help="or a folder")
    command.add_argument("--force", action="store_true", help="overwrite what is there")


def run_read(options: Namespace) -> int:
    """Makes the draft of each text; those that are refused leave the others."""
    day = publication_day(options.published_on)
    texts = texts_of(options)
    places = targets(texts, options.out, options.force)
    problems: list[str] = []
    slugs: set[str] = set()
    url = Settings.from_environment().database_url
    with known_engine(url, options.known) as knowledge:
        note(knowledge.note)
        reader = find_reader(options.reader, knowledge.names)
        for text, to in watched(list(zip(texts, places, strict=True)), "Reading"):
            try:
                name, content = bytes_of(text)
                source = Source(
                    name=name,
                    text=decode_text(content, name),
                    content=content,
                    file=to.name,
                    published_on=day,
                    publisher=options.publisher,
                    url=options.url,
                    edition=options.edition,
                    slug=options.slug,
                )
                made = make_draft(source, knowledge, reader, options.reader, slugs)
                slugs.add(made.reading.document.slug)
                hand_over(made, source, to, options.reader)
            except RefusedReading as refusal:
                problems += refusal.problems
    if problems:
        raise RefusedReading(problems)
    return 0


def texts_of(options: Namespace) -> list[Path | None]:
    """The texts to read, each once; none for standard input."""
    if options.slug is not None and len(options.texts) > 1:
        raise BadInput("There are several texts, and one --slug; leave it out.")
    if not options.texts and sys.stdin.isatty():
        raise BadInput("Name the text to read, or give it through standard input.")
    names = dict.fromkeys(options.texts or ["-"])
    return [None if name == "-" else Path(name) for name in names]


def bytes_of(text: Path | None) -> tuple[str, bytes]:
    if text is None:
        return STANDARD_INPUT, sys.stdin.buffer.read()
    return str(text), read_bytes(text)


def hand_over(made: Draft, source: Source, to: Target, reader: str) -> None:
    """Writes the draft, and its text beside it where that is not there yet."""
    for line in made.notes:
        note(line)
    written = "\n".join([*comments(source, to, reader), yaml_of(made.reading)])
    if to.reading is None:
        print(written, end="")
        return
    if to.text is not None:
        save(source.content, to.text)
        print(f"{to.text}: written; the text that was read")
    save(written.encode(), to.reading)
    left = sum(1 for _ in open_entries(made.reading))
    print(
        f"{to.reading}: written; a draft of {len(made.reading.statements)} statements; left open: "
        f"{left}"
    )


def comments(source: Source, to: Target, reader: str) -> Iterator[str]:
    """What the file begins with."""
    folder = to.reading.parent if to.reading else Path()
    schema = os.path.relpath(READING_SCHEMA_FILE, folder.resolve())
    yield f"# yaml-language-server: $schema={Path(schema).as_posix()}"
    yield f"# A draft, made by the reader {reader!r}. Decide what it left open, correct the rest,"
    yield "# and publish it, statement by statement: `review: PUBLISHED`."
    if to.reading is None and source.name == STANDARD_INPUT:
        yield f"# Save the text that was read, unchanged, as {to.name} beside this file."
    yield ""


def note(line: str | None) -> None:
    if line:
        print(line, file=sys.stderr)


def run_show(options: Namespace) -> int:
    """Shows the readings among the files; the others tell who is in which camp."""
    files = open_all(options.files, watched)
    readings = [file for file in files if isinstance(file, ReadingFile)]
    if not readings:
        raise BadInput("None of the files is a reading; name one.")
    others = [file.path for file in files if not isinstance(file, ReadingFile)]
    problems: list[str] = []
    with known_engine(Settings.from_environment().database_url, others) as knowledge:
        for file in readings:
            print_pieces(pieces(file, len(readings) > 1, knowledge.names))
            try:
                file.problems.copy().refuse()
            except RefusedReading as refusal:
                problems += refusal.problems
    if problems:
        raise RefusedReading(problems)
    return 0


def pieces(file: ReadingFile, named: bool, engine: sa.Engine) -> Iterator[Piece]:
    if named:
        yield f"{file.path}\n\n", frozenset({"heading"})
    if file.located is not None:
        yield from show(file.reading, file.located, file.problems, engine)
