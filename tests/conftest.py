"""What tests share: databases, a client that asks over HTTP, and the statements it causes."""

import gc
import logging
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from sqlmodel import Session

from api.settings import Settings
from db.engine import open_engine
from db.migrate import migrate
from seeds.shipped import load_missing
from tests.api.opening import opened
from tests.network import close_other_sockets
from tests.postgres import postgres_url

DIALECTS = ["sqlite", "postgresql"]
numbers = count()


def pytest_configure() -> None:
    close_other_sockets()


def pytest_collection_finish() -> None:
    # What was made until now stays: looking through it for garbage is a tenth of all that tests do.
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server on which databases may be made and dropped."""
    with postgres_url() as url:
        yield url


class Databases:
    """Makes databases as copies of one that was prepared once."""

    def __init__(self, folder: Path, postgres: Callable[[], str]) -> None:
        self._folder = folder
        self._postgres = postgres
        self._prepared: dict[tuple[str, str], str] = {}
        self._dialects: dict[str, sa.Dialect] = {}
        self._compiled: dict[Any, Any] = {}

    def make(self, dialect: str, kind: str, prepare: Callable[[sa.Engine], object]) -> str:
        """The URL of a database of its own, in the state that `prepare` leaves."""
        if (dialect, kind) not in self._prepared:
            url = self._new(dialect, None)
            engine = self._engine(url)
            prepare(engine)
            engine.dispose()
            self._prepared[dialect, kind] = url
        return self._new(dialect, self._prepared[dialect, kind])

    @contextmanager
    def open(
        self, dialect: str, kind: str, prepare: Callable[[sa.Engine], object]
    ) -> Iterator[sa.Engine]:
        """Likewise, opened; afterwards it is gone."""
        url = self.make(dialect, kind, prepare)
        engine = self._engine(url)
        try:
            yield engine
        finally:
            engine.dispose()
            self.drop(url)

    def _engine(self, url: str) -> sa.Engine:
        """An engine that knows the statements which those before it have compiled."""
        engine = open_engine(url)
        # A compiled statement is found by its dialect.
        engine.dialect = self._dialects.setdefault(engine.dialect.name, engine.dialect)
        return engine.execution_options(compiled_cache=self._compiled)

    def _new(self, dialect: str, template: str | None) -> str:
        name = f"test_{next(numbers)}"
        if dialect == "sqlite":
            path = self._folder / f"{name}.db"
            if template is not None:
                shutil.copy(template.removeprefix("sqlite:///"), path)
            return f"sqlite:///{path}"
        server = sa.make_url(self._postgres())
        url = server.set(database=name).render_as_string(hide_password=False)
        source = f" TEMPLATE {sa.make_url(template).database}" if template else ""
        self.on_server(f"CREATE DATABASE {name}{source}")
        return url

    def on_server(self, statement: str) -> None:
        engine = sa.create_engine(self._postgres(), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()

    def drop(self, url: str) -> None:
        if not url.startswith("sqlite"):
            self.on_server(f"DROP DATABASE {sa.make_url(url).database} WITH (FORCE)")


@pytest.fixture(scope="session")
def databases(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Databases:
    # The server is started when the first test needs it.
    return Databases(
        tmp_path_factory.mktemp("databases"), lambda: request.getfixturevalue("postgres")
    )


@pytest.fixture(params=DIALECTS)
def database(request: pytest.FixtureRequest, databases: Databases) -> Iterator[sa.Engine]:
    """A fresh database with all tables and no rows: SQLite, then PostgreSQL."""
    with databases.open(request.param, "empty", migrate) as engine:
        yield engine


@pytest.fixture
def session(database: sa.Engine) -> Iterator[Session]:
    """To arrange rows in the database that `graphql` asks."""
    with Session(database, expire_on_commit=False) as opened_session:
        yield opened_session


def prepare_seeds(engine: sa.Engine) -> None:
    migrate(engine)
    load_missing(engine)


@pytest.fixture(scope="session", params=DIALECTS)
def shipped(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The URL of a database with all that the service ships: not to be written to."""
    url = databases.make(request.param, "shipped", prepare_seeds)
    yield url
    databases.drop(url)


@pytest.fixture
def shipped_copy(databases: Databases) -> str:
    """The URL of a SQLite database of its own with all that the service ships.

    A process that is started over it does not have to load that first.
    """
    return databases.make("sqlite", "shipped", prepare_seeds)


def url_of(engine: sa.Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


@pytest.fixture
async def client(database: sa.Engine, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service over the database of `session`."""
    async with opened(settings_for(url_of(database), tmp_path)) as http:
        yield http


@pytest.fixture
async def reader(shipped: str, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service over all that is shipped."""
    async with opened(settings_for(shipped, tmp_path)) as http:
        yield http


def settings_for(url: str, folder: Path) -> Settings:
    return Settings(
        host="127.0.0.1",
        port=0,
        database_url=url,
        cors_origins="",
        web_dist=folder / "dist",
        rate_limit="off",
    )


async def answer(http: httpx.AsyncClient, query: str, variables: Any = None) -> dict[str, Any]:
    """The whole answer to a query, with its errors."""
    body = {"query": query, "variables": variables or {}}
    response = await http.post("/graphql", json=body)
    found: dict[str, Any] = response.json()
    return found


@pytest.fixture
def graphql(client: httpx.AsyncClient) -> Any:
    """Asks as a client does and gives the data; an error fails the test."""
    return asking(client)


@pytest.fixture
def ask(reader: httpx.AsyncClient) -> Any:
    """Likewise, of all that is shipped."""
    return asking(reader)


def asking(http: httpx.AsyncClient) -> Any:
    async def asked(query: str, **variables: Any) -> Any:
        found = await answer(http, query, variables)
        assert "errors" not in found, found["errors"]
        return found["data"]

    return asked


@pytest.fixture
def sql() -> Iterator[list[str]]:
    """The statements that answering causes, as they happen."""
    noted = Noting()
    logger = logging.getLogger("db")
    level = logger.level
    logger.addHandler(noted)
    logger.setLevel(logging.DEBUG)
    yield noted.statements
    logger.setLevel(level)
    logger.removeHandler(noted)


class Noting(logging.Handler):
    """Keeps the statements that are logged."""

    def __init__(self) -> None:
        super().__init__()
        self.statements: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg == "statement":
            self.statements.append(record.__dict__["sql"])
