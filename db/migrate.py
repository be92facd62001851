"""Brings a database to the tables of this version, and tells whether it has them."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from db.errors import DatabaseUnavailable

FORBIDDEN = {"42501", "25006"}
"""PostgreSQL's codes for a missing right and for a database that is read-only."""

CONFIG = Path(__file__).parent / "migrations" / "alembic.ini"


def migrate(engine: sa.Engine, revision: str = "head") -> None:
    """Runs what migrations are missing, up to `revision`, in one transaction.

    Raises DatabaseUnavailable where the database cannot be reached or written, or is newer than
    this version.
    """
    with reachable(engine) as connection, connection.begin():
        refuse_newer(revision_of(connection))
        config = Config(CONFIG)
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, revision)
        except sa.exc.DBAPIError as error:
            raise DatabaseUnavailable(cannot_make(error)) from error


def require_current(engine: sa.Engine) -> None:
    """Raises DatabaseUnavailable unless the database has just the tables of this version."""
    with reachable(engine) as connection:
        found = revision_of(connection)
    refuse_newer(found)
    if found != newest_revision():
        raise DatabaseUnavailable(
            "The database is older than this version (it has "
            f"{found or 'no tables of ours'}, needed is {newest_revision()}); run "
            "`event-knowledge migrate` first."
        )


def refuse_newer(found: str | None) -> None:
    if found is not None and found not in known_revisions():
        raise DatabaseUnavailable(
            f"The database is newer than this version: it has revision {found}, the newest known "
            f"here is {newest_revision()}. Use the version that made it, or a newer one."
        )


def reachable(engine: sa.Engine) -> sa.Connection:
    try:
        return engine.connect()
    except (sa.exc.DBAPIError, UnicodeError) as error:
        # The driver raises UnicodeError for what is no name of a host.
        advice = (
            "Check DATABASE_URL, and the rights on the file and its folder."
            if engine.dialect.name == "sqlite"
            else "Start it, or check DATABASE_URL."
        )
        raise DatabaseUnavailable(
            f"The database at {shown_url(engine.url)} does not answer: {brief(error)}. {advice}"
        ) from error


def shown_url(url: sa.URL) -> str:
    """The URL as people write it: without the driver, the password hidden."""
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)


def cannot_make(error: sa.exc.DBAPIError) -> str:
    """Why the tables of this version cannot be made, and what to do."""
    if _is_foreign(error):
        return (
            f"The tables of this version cannot be made: {brief(error)}. If the database has "
            "tables that are not ours, take an empty one."
        )
    return f"The database cannot be written: {brief(error)}. Check the rights on it."


def _is_foreign(error: sa.exc.DBAPIError) -> bool:
    """Whether the statement does not fit what there is, rather than being forbidden or failing."""
    if getattr(error.orig, "sqlite_errorname", None) == "SQLITE_ERROR":
        return True
    sqlstate = getattr(error.orig, "sqlstate", None)
    return not isinstance(error, sa.exc.OperationalError) and sqlstate not in FORBIDDEN


def revision_of(connection: sa.Connection) -> str | None:
    """The migration that the database is at; none in an empty one."""
    try:
        return MigrationContext.configure(connection).get_current_revision()
    except sa.exc.DBAPIError as error:
        raise DatabaseUnavailable(f"This is not a database of ours: {brief(error)}") from error


def newest_revision() -> str:
    head = scripts().get_current_head()
    assert head is not None
    return head


def known_revisions() -> set[str]:
    return {script.revision for script in scripts().walk_revisions()}


def scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(Config(CONFIG))


def brief(error: Exception) -> str:
    """The driver's own words, without the statement."""
    return str(getattr(error, "orig", error)).strip().splitlines()[0].rstrip(".")
