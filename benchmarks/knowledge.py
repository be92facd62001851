"""Knowledge that is made up, of any size: the same for the same seed."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from benchmarks.actors import make_actors
from benchmarks.bulk import Bulk
from benchmarks.chance import Chance
from benchmarks.events import make_events
from benchmarks.places import make_places
from benchmarks.texts import Writer
from benchmarks.world import World
from db.attestation import derive_attestations
from db.models import Event
from db.models.table import table_of
from db.upkeep import complete


def fill(engine: sa.Engine, statements: int, seed: int = 1) -> None:
    """Fills a migrated, empty database with so many statements, and all that belongs to them."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            _write_fast(connection)
        bulk = Bulk(connection)
        _make(bulk, Chance(seed), statements)
        bulk.write()
        bulk.count_on()
        _analyze(connection)
        _derive(connection)
        with connection.begin():
            complete(connection)
        _analyze(connection)
    # No other is to have the connection as it is set up here.
    engine.dispose()


def _make(bulk: Bulk, chance: Chance, statements: int) -> None:
    days = 45 + min(statements // 200, 1500)
    world = World()
    make_actors(bulk, chance, world, 8 + statements // 25)
    make_places(bulk, chance, world, 12 + min(statements // 10, 30_000))
    events = make_events(bulk, chance, world, max(12, statements * 2 // 5), days)
    writer = Writer(bulk, chance, world, events, days)
    usual, done = min(15, max(3, statements // 5)), 0
    while done < statements:
        number = min(usual + chance.random.randint(-2, 4), statements - done)
        writer.write(done / statements, number)
        done += number


def _write_fast(connection: sa.Connection) -> None:
    """Nothing is lost if this fails, and the rows are known to fit together."""
    driver = connection.connection.driver_connection
    assert driver is not None
    for pragma in ("foreign_keys = OFF", "synchronous = OFF", "cache_size = -200000"):
        driver.execute(f"PRAGMA {pragma}")


def _derive(connection: sa.Connection) -> None:
    """What follows from the rows. The desk did not change the events in deriving it."""
    event = table_of(Event)
    with connection.begin():
        derive_attestations(Session(connection))
        connection.execute(sa.update(event).values(revision=1, updated_at=event.c.created_at))


def _analyze(connection: sa.Connection) -> None:
    """Lets the database see how much there is: PostgreSQL would choose hopeless plans without."""
    with connection.begin():
        connection.exec_driver_sql("ANALYZE")
