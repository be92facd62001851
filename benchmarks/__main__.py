"""`python -m benchmarks`: measures the service beside others, and prints a table."""

import argparse
import signal
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.cores import Cores, cores_here, on_core, pin
from benchmarks.databases import filled_postgresql, filled_sqlite, postgresql, process_of
from benchmarks.growth import growth, growth_table
from benchmarks.load import Loader
from benchmarks.measure import Plan, collect, measure, say
from benchmarks.plain import measure_plain, plain_table
from benchmarks.queries import TITLES, how_many, objects
from benchmarks.raw import raw_rate
from benchmarks.report import FIGURES, GROWTH, PLAIN, heading, put_into, report
from benchmarks.servers import ALL, node_here, servers


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    cores = cores_here()
    rounds = 1 if options.growth else options.rounds
    plan = Plan(options.queries, rounds, options.seconds, options.warm)
    where = heading(cores, plan)
    with postgresql() as server:
        process = process_of(server)
        if process:
            pin(process, cores.database if cores else None)
        loader = Loader(options.node, cores, process)
        if options.growth:
            found = growth(server, options.growth, plan, loader)
            page = f"{where}\n\n{growth_table(options.growth, found)}"
            marks = GROWTH
        elif options.plain:
            page, marks = f"{where}\n\n{_plain(server, options, plan, cores)}", PLAIN
        else:
            page, marks = _side_by_side(server, options, plan, loader, where), FIGURES
    if page:
        print(f"\n{page}")
    if page and options.write:
        put_into(options.write, marks, page)


def _side_by_side(
    server: str, options: argparse.Namespace, plan: Plan, loader: Loader, where: str
) -> str:
    """The table; nothing where answers are only checked."""
    say(f"making up {options.size} statements")
    with (
        tempfile.TemporaryDirectory() as folder,
        filled_postgresql(server, options.size) as database,
    ):
        needs_sqlite = "sqlite" in options.servers
        file = filled_sqlite(Path(folder), options.size).url if needs_sqlite else ""
        answers = Path(folder) / "answers"
        answers.mkdir()
        found = servers(database.url, file, answers, options.node)
        chosen = [each for each in found if each.name in options.servers]
        ours = collect(chosen, options.queries, database.variables, answers)
        if options.check:
            return ""
        figures = measure(chosen, plan, database.variables, loader)
        statements = {"nested", "deep"} & set(plan.queries) if "ours" in options.servers else ()
        for query in sorted(statements):
            with on_core(loader.cores.server if loader.cores else None):
                figures.raw[query] = raw_rate(
                    database.url, found[0].queries[query], database.variables, plan.seconds
                )
    figures.sizes = {
        query: (len(answer), how_many(objects(answer))) for query, answer in ours.items()
    }
    return report(figures, chosen, options.size, where)


def _plain(server: str, options: argparse.Namespace, plan: Plan, cores: Cores | None) -> str:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        urls = list(options.on)
        if not urls:
            say(f"making up {options.size} statements")
            if "ours" in options.servers:
                made = filled_postgresql(server, options.size)
                urls.append(stack.enter_context(made).url)
            if "sqlite" in options.servers:
                urls.append(filled_sqlite(Path(folder), options.size).url)
        return plain_table([measure_plain(url, plan, cores) for url in urls])


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("--size", type=int, default=10_000, help="how many statements")
    parser.add_argument("--seconds", type=float, default=5, help="of each measurement")
    parser.add_argument("--warm", type=float, default=10, help="seconds of load before, for each")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--servers", nargs="+", choices=ALL, default=ALL)
    parser.add_argument("--queries", nargs="+", choices=list(TITLES), default=list(TITLES))
    parser.add_argument("--write", type=Path, help="the page to put the table into")
    parser.add_argument(
        "--check", action="store_true", help="only see that all answer with the same objects"
    )
    parser.add_argument(
        "--growth",
        nargs="+",
        type=int,
        metavar="SIZE",
        help="instead: how ours slows down from the first size to the last",
    )
    parser.add_argument(
        "--plain",
        action="store_true",
        help="instead: plain GET beside GraphQL, and whole lists beside their SELECT alone",
    )
    parser.add_argument(
        "--on",
        nargs="+",
        default=[],
        metavar="URL",
        help="for --plain: databases that are filled already, such as a migrated one of one's own",
    )
    options = parser.parse_args(arguments)
    # Without load, a server of Python's needs none.
    needs_node = not options.check or {"postgraphile", "mercurius"} & set(options.servers)
    options.node = node_here() if needs_node and not options.plain else ""
    return options


if __name__ == "__main__":
    # Told to end, it still ends all that it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Told to end."))
    main()
