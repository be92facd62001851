"""`python -m tests.evaluation`: has the texts read, and tells how far the drafts are right."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import groupby

import sqlalchemy as sa

from tests.evaluation.report import details, overview, table
from tests.evaluation.scores import MEASURES, Scores, scores, summed
from tests.evaluation.texts import ASIDE, GoldText, Reader, knowing, texts

MakeReader = Callable[[sa.Engine], Reader]
Judged = list[tuple[GoldText, Scores]]


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    chosen = [text for text in texts(aside=options.aside) if named(text, options.names)]
    if not chosen:
        sys.exit("No text has such a name.")
    judged = judge(chosen, reader_named(options.reader))
    for line in told(judged, each=bool(options.names), detailed=options.details):
        print(line)


def judge(chosen: Sequence[GoldText], make_reader: MakeReader) -> Judged:
    """Has each text read by a reader that knows what is known of its conflict."""
    judged: Judged = []
    for files, members in groupby(chosen, lambda text: text.known_files):
        with knowing(files) as engine:
            read = make_reader(engine)
            for text in members:
                draft = read(text.text, text.published_on)
                judged.append((text, scores(text.text, text.reading, draft, text.known)))
    return judged


def told(judged: Judged, *, each: bool, detailed: bool) -> Iterator[str]:
    """The tables: if asked for that of each text and what is wrong with it, then their sums."""
    for group, members in groupby(judged, lambda each: each[0].group):
        found = {text.name: of_text for text, of_text in members}
        # Rules that were mended by what is kept aside could no longer be judged by it.
        single = (each or detailed) and group != ASIDE
        for name, of_text in found.items() if single else ():
            yield f"\n{group}: {name}\n\n{table(of_text)}"
            if detailed:
                yield details(of_text)
        if not single or len(found) > 1:
            number = f"{len(found)} texts" if len(found) > 1 else "1 text"
            yield f"\n{group}: {number}\n\n{overview(found, summed(found.values()))}"


def named(text: GoldText, names: Sequence[str]) -> bool:
    """Whether it is meant by one of the names; if there are none, all are."""
    own = {text.group, text.conflict.name, text.path.stem, text.name}
    return not names or not own.isdisjoint(names)


def reader_named(name: str) -> MakeReader:
    """The function that makes a reader from a database, given as MODULE:FUNCTION."""
    module, _, function = name.partition(":")
    try:
        make_reader: MakeReader = getattr(import_module(module), function)
    except (ImportError, AttributeError) as error:
        sys.exit(f"There is no reader {name}: {error}")
    return make_reader


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.evaluation",
        description=__doc__,
        epilog="The scores:\n"
        + "\n".join(f"  {name:20}{meaning}" for name, (meaning, _) in MEASURES.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="texts, conflicts or groups, such as 2020-11-04, velmar, velmar/2031-05-12 or open; "
        "each text then has a table of its own",
    )
    parser.add_argument("--aside", action="store_true", help="also the texts that are kept aside")
    parser.add_argument(
        "--details",
        action="store_true",
        help="list what is missed and what is extra, by lines of the texts; never of those aside",
    )
    parser.add_argument(
        "--reader",
        default="seeds.reader:rules",
        metavar="MODULE:FUNCTION",
        help="makes a reader from a database (default: %(default)s)",
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
