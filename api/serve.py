"""`event-knowledge serve`: from an empty folder to a running service, saying each step."""

import errno
import logging
import os
import signal
import socket
from contextlib import suppress
from tempfile import TemporaryDirectory

import uvicorn
from sqlalchemy import Engine
from uvicorn.supervisors import Multiprocess

from api.app import create_app
from api.logs import LOGGING
from api.metrics import FOLDER, forget_process
from api.protocol import Protocol
from api.settings import Settings
from db.engine import make_room, open_engine, parse_url
from db.errors import DatabaseUnavailable, DomainError, RefusedReading
from db.migrate import migrate, require_current, shown_url
from seeds.shipped import load_missing

logger = logging.getLogger(__name__)

GRACE = 8
"""Seconds that requests under way get to end: less than the 10 after which `docker stop` kills."""

START = 60
"""Seconds that each of several processes has to begin to serve."""

EXAMPLE = '{"query":"{ statements(first: 3) { nodes { text speakers { name } } } }"}'


class CannotListen(DomainError):
    """The address or port is not to be had."""


def serve(settings: Settings) -> None:
    """Serves until it is told to stop.

    The port is taken first: nothing is done to the database where it is not to be had.
    """
    logging.captureWarnings(True)
    with listen(settings.host, settings.port) as listener:
        say(f"Database: {shown_url(parse_url(settings.database_url))}")
        prepare(settings.database_url)
        say("Starting the server")
        several = settings.workers > 1
        config = uvicorn.Config(
            # Each further process makes its own, by the same environment.
            "api.app:create_app" if several else create_app(settings, alone=True),
            factory=several,
            workers=settings.workers,
            log_config=LOGGING,
            # What is logged of requests, the guard logs.
            access_log=False,
            http=Protocol,
            ws="none",
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=settings.trusted_proxies,
            lifespan="on",
            server_header=False,
            timeout_graceful_shutdown=GRACE,
        )
        # Ctrl+C is the way to end it, not a failure.
        with suppress(KeyboardInterrupt):
            if several:
                with TemporaryDirectory(prefix="event-knowledge-") as counts:
                    os.environ[FOLDER] = counts
                    Workers(config, sockets=[listener]).run()
            else:
                Server(config).run(sockets=[listener])
        # One more Ctrl+C has nothing left to end.
        signal.signal(signal.SIGINT, signal.SIG_IGN)


class Server(uvicorn.Server):
    """Says what to open as soon as it answers, and ends in order however often it is told to."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            announce(address_of(sockets[0]))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        # After a second Ctrl+C uvicorn leaves the application open, which then logs a traceback.
        if self.force_exit:
            await self.lifespan.shutdown()


class Workers(Multiprocess):
    """Several processes at one port; one that dies is started anew.

    Says what to open once all had the time to begin, and some do answer.
    """

    def init_processes(self) -> None:
        super().init_processes()
        ready = [each.wait_until_ready(START, self.should_exit) for each in self.processes]
        if any(ready):
            announce(address_of(self.sockets[0]))

    def keep_subprocess_alive(self) -> None:
        before = {each.pid for each in self.processes if each.pid}
        super().keep_subprocess_alive()
        for dead in before - {each.pid for each in self.processes}:
            logger.error("process_died", extra={"fields": {"pid": dead}})
            forget_process(dead)


def listen(host: str, port: int) -> socket.socket:
    """Takes the port. Raises CannotListen with what to do."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        # `localhost` is both; browsers that try ::1 first go on to 127.0.0.1.
        family, *_, address = min(found, key=lambda item: item[0] != socket.AF_INET)
        return socket.create_server(address, family=family)
    except (OSError, UnicodeError) as error:
        raise CannotListen(_reason(host, port, error)) from error


def _reason(host: str, port: int, error: OSError | UnicodeError) -> str:
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else 8001
        return (
            f"Port {port} is taken by another program, perhaps by this service started before. "
            f"Stop that one, or choose another port: PORT={other} make serve "
            f"(or PORT={other} event-knowledge serve)."
        )
    if code == errno.EACCES:
        return f"Port {port} is not for everyone; choose one above 1023: PORT=8000."
    return f"HOST={host} is not an address of this machine: {error}."


def prepare(url: str) -> None:
    """Brings the database to this version and loads the shipped knowledge where it is missing.

    One that is complete is only read, so it may be read-only.
    """
    make_room(url)
    engine = open_engine(url)
    try:
        if not _is_current(url):
            say("Bringing the database to the tables of this version")
            migrate(engine)
        load_shipped(engine)
    finally:
        engine.dispose()


def load_shipped(engine: Engine) -> None:
    """Says what is loaded. What the desk has of its own comes first: a conflict stops nothing."""
    try:
        report = load_missing(engine)
        lines = report.lines() if report else []
    except RefusedReading as refusal:
        lines = [*refusal.loaded, "Not loaded of what is shipped:", *refusal.problems]
    for line in lines:
        say(line)


def _is_current(url: str) -> bool:
    engine = open_engine(url, read_only=True)
    try:
        require_current(engine)
    except DatabaseUnavailable:
        return False  # What is wrong with it, migrating will say.
    finally:
        engine.dispose()
    return True


def address_of(listener: socket.socket) -> str:
    """The service's address as a browser on this machine opens it."""
    host, port, *_ = listener.getsockname()
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def announce(address: str) -> None:
    say("Ready. Ctrl+C ends it.")
    print(f"   In a browser:  {address}/graphql")
    print(f"   By plain GET:  {address}/v1")
    print(
        f"   By program:    curl -s {address}/graphql -H 'content-type: application/json' "
        f"-d '{EXAMPLE}'",
        flush=True,
    )


def say(words: str) -> None:
    print(f"-- {words}", flush=True)
