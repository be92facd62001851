"""Each filter and order that is offered is read along an index, or is listed as one that is not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from benchmarks.knowledge import fill
from db import models
from db.engine import open_engine
from db.filters import fitting
from db.migrate import migrate
from db.models.table import Row, Table, table_of
from db.query import Connection, Const, Constant, Edges, Every, Nodes, Order, Page, Where
from tests.conftest import DIALECTS, Databases
from tests.schema.offered import Offered, filters, inputs, orders
from tests.schema.plans import answer, cost, read_whole, reads, reads_of, show_indexes


def prepare(engine: sa.Engine) -> None:
    migrate(engine)
    fill(engine, 3000)


@pytest.fixture(scope="module", params=DIALECTS)
def much(request: pytest.FixtureRequest, databases: Databases) -> Iterator[sa.Connection]:
    """A connection to a database with some thousand statements: not to be written to."""
    url = databases.make(request.param, "much", prepare)
    engine = open_engine(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()
    databases.drop(url)


@pytest.fixture(autouse=True)
def _as_before(much: sa.Connection) -> Iterator[None]:
    yield
    much.rollback()


OTHERS = {"LocationFilter.within", "SideFilter.statements"}
"""What is listed and reads other tables whole, even for one page."""


def listed() -> set[str]:
    """What the docs say no index serves: operators, and fields by the filters they are in."""
    text = Path("docs/filters.md").read_text("utf-8").partition("## What is fast")[2]
    rows = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    return {word for row in rows for word in re.findall(r"`([\w.]+)`", row)}


def names(offered: Offered) -> set[str]:
    """How the docs may name what is offered."""
    return {offered.operator, f"{offered.model.__name__}Filter.{offered.field}"}


def page(model: type[Row], where: Where, order: tuple[Order, ...]) -> Connection:
    wanted = Page("", order, where, first=Const(20))
    return Connection(model, wanted, {"nodes": Nodes({"a": Constant("a")})})


def test_each_filter_is_served_by_an_index_unless_the_docs_list_it(much):
    show_indexes(much)
    found = []
    for offered in filters():
        row = table_of(offered.model).alias()
        # Of several words an index serves each as it serves one; neighbours belong to a row.
        if not offered.is_of_neighbours and offered.operator != "in":
            fits = fitting(row, offered.where)
            rows = sa.select(sa.func.count()).select_from(row).where(fits)
            if read_whole(reads(much, rows), paged=False):
                found.append(offered)

    assert [str(each) for each in found if not names(each) & listed()] == []
    assert listed() - OTHERS - {"not"} <= {name for each in found for name in names(each)}


def test_each_order_is_read_along_an_index(much):
    show_indexes(much)
    found = {}
    listed_page_by_page = [model for model, _ in inputs("Order") if issubclass(model, Table)]
    for model in listed_page_by_page:
        for order in orders(model):
            whole = read_whole(reads_of(much, page(model, Every(), order)), paged=True)
            if whole:
                found[model.__name__, order] = whole

    assert found == {}


def test_no_filter_in_any_order_reads_a_table_to_sort_it(much):
    show_indexes(much)
    found = {}
    for offered in filters():
        if not issubclass(offered.model, Table) or names(offered) & OTHERS:
            continue
        for order in orders(offered.model):
            rows = page(offered.model, offered.where, order)
            if whole := read_whole(reads_of(much, rows), paged=True):
                found[str(offered), order] = whole

    assert found == {}


DEEP = [
    (models.Statement, models.Statement.order),
    (models.Statement, "id"),
    (models.Statement, "-updated_at"),
    (models.Statement, "slug"),
    (models.Statement, "-said"),
    (models.Claim, "happened"),
]


@pytest.mark.parametrize(("model", "order"), DEEP, ids=lambda value: str(value))
def test_page_1000_costs_what_page_1_does(much, model, order):
    # In an order of two directions the rows alike in its first field are passed by: here a day's.
    most = 8 if " " in order else 1.5
    for end, beyond in (("first", "after"), ("last", "before")):
        costs = []
        for passed in (0, 1, 999):
            mark = cursor(much, model, order, 2 * passed, end, beyond)
            given = {beyond: Const(mark)} if mark else {}
            costs.append(cost(much, stretch(model, order, {end: Const(2), **given})))

        assert costs[2] <= most * costs[0], costs


def cursor(
    connection: sa.Connection, model: type[Row], order: str, rows: int, end: str, beyond: str
) -> str | None:
    """The cursor of the last of so many rows, from one end or the other; none of no rows."""
    given: dict[str, Const] = {}
    while rows > 0:
        taken = stretch(model, order, {end: Const(min(rows, 100)), **given})
        edges = answer(connection, taken)["rows"]["edges"]
        given, rows = {beyond: Const(edges[-1 if end == "first" else 0]["cursor"])}, rows - 100
    return str(given[beyond].value) if given else None


def stretch(model: type[Row], order: str, ends: dict[str, Const]) -> Connection:
    """A page of a list."""
    fields = [(name.removeprefix("-"), name.startswith("-")) for name in order.split()]
    wanted = Page("", tuple(Order(*field) for field in fields), **ends)  # type: ignore[arg-type]  # a page's own members
    return Connection(model, wanted, {"edges": Edges({"cursor": "cursor"})})
