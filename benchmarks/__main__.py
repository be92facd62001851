"""`python -m benchmarks`: measures the service beside others, and prints a table."""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.cores import cores_here, pin
from benchmarks.databases import filled_postgresql, filled_sqlite, postgresql, process_of
from benchmarks.load import Loader
from benchmarks.measure import Plan, collect, measure, say
from benchmarks.queries import TITLES, how_many, objects
from benchmarks.report import put_into, report
from benchmarks.servers import node_here, servers

ALL = ("ours", "sqlite", "postgraphile", "mercurius", "strawberry", "fixed")


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    cores = cores_here()
    with tempfile.TemporaryDirectory() as folder, postgresql() as server:
        process = process_of(server)
        if process:
            pin(process, cores.database if cores else None)
        say(f"making up {options.size} statements")
        with filled_postgresql(server, options.size) as database:
            needs_sqlite = "sqlite" in options.servers
            file = filled_sqlite(Path(folder), options.size).url if needs_sqlite else ""
            answers = Path(folder) / "answers"
            answers.mkdir()
            found = servers(database.url, file, answers)
            chosen = [each for each in found if each.name in options.servers]
            ours = collect(chosen, options.queries, database.variables, answers)
            plan = Plan(options.queries, options.rounds, options.seconds, options.warm)
            loader = Loader(node_here(), cores, process)
            figures = measure(chosen, plan, database.variables, loader, answers)
    figures.sizes = {
        query: (len(answer), how_many(objects(answer))) for query, answer in ours.items()
    }
    table = report(figures, chosen, options.size, str(cores or "not pinned to cores"))
    print(f"\n{table}")
    if options.write:
        put_into(options.write, table)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("--size", type=int, default=10_000, help="how many statements")
    parser.add_argument("--seconds", type=float, default=5, help="of each measurement")
    parser.add_argument("--warm", type=float, default=10, help="seconds of load before, for each")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--servers", nargs="+", choices=ALL, default=ALL)
    parser.add_argument("--queries", nargs="+", choices=list(TITLES), default=list(TITLES))
    parser.add_argument("--write", type=Path, help="the page to put the table into")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
