"""The command line: `event-knowledge serve | load | export | ...`."""

import json
import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

import schema
from api.drafting import READING_SCHEMA_FILE, add_read_arguments, run_read, run_show
from api.exporting import (
    add_export_arguments,
    check_only,
    load_only,
    only_export,
    run_export,
)
from api.serve import serve
from api.settings import Settings
from api.terminal import tell, watched
from db.engine import make_room, open_engine
from db.errors import DomainError, RefusedReading
from db.migrate import migrate, require_current
from seeds.check import check
from seeds.load import load
from seeds.reading import Reading
from seeds.undecided import Told

SDL_FILE = Path(schema.__file__).with_name("schema.graphql")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns the process's exit code."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        return code
    except RefusedReading as error:
        print(*error.loaded, sep="\n", end="\n" if error.loaded else "")
        tell([Told(problem, Told.WRONG) for problem in error.problems], sys.stderr)
    except DomainError as error:
        print(f"event-knowledge: {error.message}", file=sys.stderr)
    except KeyboardInterrupt:
        # Pressed twice, it ends the same way.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return 130
    return 1


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="event-knowledge", description="Who said what about which event.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, run, words in (
        ("serve", run_serve, "serve the API and the explorer; see docs/settings.md"),
        (
            "load",
            run_load,
            "load files of knowledge: readings, actors.yaml, gazetteer.csv; or an export",
        ),
        ("export", run_export, "export the whole knowledge to a file; see docs/export.md"),
        ("check", run_check, "check such files without loading them, and list what is left open"),
        ("read", run_read, "make a draft reading of a text"),
        ("show", run_show, "show the text of a reading with its statements marked"),
        ("migrate", run_migrate, "bring the database to the tables of this version"),
        ("schema", run_schema, "print the GraphQL schema"),
    ):
        command = commands.add_parser(name, help=words, description=words)
        command.set_defaults(run=run)
        if run is run_read:
            add_read_arguments(command)
        if run is run_export:
            add_export_arguments(command)
        if run in (run_load, run_check, run_show):
            command.add_argument("files", nargs="+", type=Path, metavar="FILE")
        if run is run_schema:
            which = command.add_mutually_exclusive_group()
            which.add_argument(
                "--reading", action="store_true", help="print the JSON Schema of readings instead"
            )
            which.add_argument(
                "--check",
                action="store_true",
                help="only say whether the files of both are current",
            )
    return parser


def run_serve(_options: Namespace) -> int:
    serve(Settings.from_environment())
    return 0


def run_load(options: Namespace) -> int:
    export = only_export(options.files)
    engine = open_engine(Settings.from_environment().database_url)
    try:
        require_current(engine)
        done = load_only(engine, export) if export else load(engine, options.files, watch=watched)
    finally:
        engine.dispose()
    for line in done.lines():
        print(line)
    return 0


def run_check(options: Namespace) -> int:
    export = only_export(options.files)
    if export is not None:
        tell([Told(check_only(export), Told.RIGHT)])
        return 0
    tell(check(options.files, watch=watched).found)
    return 0


def run_migrate(_options: Namespace) -> int:
    url = Settings.from_environment().database_url
    make_room(url)
    engine = open_engine(url)
    try:
        migrate(engine)
    finally:
        engine.dispose()
    print("The database has the tables of this version.")
    return 0


def run_schema(options: Namespace) -> int:
    if options.check:
        return _check_schema()
    print(_reading_schema() if options.reading else schema.schema.as_str())
    return 0


def _check_schema() -> int:
    current = {SDL_FILE: schema.schema.as_str(), READING_SCHEMA_FILE: _reading_schema()}
    outdated = [path for path, text in current.items() if not _holds(path, text)]
    for path in outdated:
        print(f"{path.parent.name}/{path.name} is not current; run `make schema`.", file=sys.stderr)
    return 1 if outdated else 0


def _holds(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == f"{text}\n"


def _reading_schema() -> str:
    return json.dumps(Reading.model_json_schema(), indent=2, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
