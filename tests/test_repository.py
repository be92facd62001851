"""What holds for the repository as a whole: who imports whom, and what is not committed."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

ROOMS = {
    "api": [
        "api",
        "schema",
        "seeds",
        "db.engine",
        "db.query",
        "db.read",
        "db.streams",
        "db.errors",
        "db.migrate",
    ],
    "schema": ["schema", "db"],
    "seeds": ["seeds", "db"],
    "db": ["db"],
    "benchmarks": ["benchmarks", "api", "schema", "seeds", "db"],
}
"""Of our own packages, what each may import."""

NOT_OURS = re.compile(
    r"(^|/)(node_modules|dist|\.venv|\.setup|__pycache__|[^/]+\.egg-info)/"
    r"|\.(db|sqlite3?|db-wal|db-shm|whl|jar|so|dll|dylib|pyc|br|map)$"
    r"|\.min\.(js|css)$"
)
"""Paths of what is built, downloaded or a database."""

PICTURES = {".png", ".jpg", ".ico", ".webp"}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(source: str) -> set[str]:
    """All that is imported, with its whole dotted name; what is relative stays in its package."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def forbidden(room: str, source: str) -> list[str]:
    """What a module of a room imports of other rooms against the rule."""
    ours = [name for name in imports(source) if name.split(".")[0] in ROOMS]
    allowed = tuple(f"{name}." for name in ROOMS[room])
    return sorted(name for name in ours if not f"{name}.".startswith(allowed))


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_import_only_what_lies_below_them(room: str) -> None:
    modules = [path for path in (ROOT / room).rglob("*.py") if "node_modules" not in path.parts]

    wrong = {relative(path): forbidden(room, path.read_text("utf-8")) for path in modules}

    assert {path: names for path, names in wrong.items() if names} == {}


@pytest.mark.parametrize(
    ("room", "source", "names"),
    [
        ("db", "import schema", ["schema"]),
        ("db", "from api.settings import Settings", ["api.settings.Settings"]),
        ("db", "from . import models\nimport sqlalchemy", []),
        ("schema", "def f():\n    from seeds import load", ["seeds.load"]),
        ("schema", "from db import models, query", []),
        ("seeds", "from db.models import Actor\nimport seeds.reading", []),
        ("api", "from db import engine, models", ["db.models"]),
        ("api", "from db.engine import open_engine\nfrom db.read import run\nimport db.query", []),
        ("api", "from db.engines import x", ["db.engines.x"]),
        ("api", "import db", ["db"]),
        ("api", "from schema import schema\nfrom seeds.load import load", []),
    ],
)
def test_the_import_rule_finds_what_it_should(room: str, source: str, names: list[str]) -> None:
    assert forbidden(room, source) == names


def test_nothing_built_or_downloaded_is_committed() -> None:
    assert [relative(path) for path in tracked() if NOT_OURS.search(relative(path))] == []


def test_only_pictures_are_binary() -> None:
    files = [path for path in tracked() if path.suffix not in PICTURES]

    assert [relative(path) for path in files if b"\0" in path.read_bytes()] == []


def test_python_locks_have_a_hash_for_each_package_and_no_hosts() -> None:
    locks = [path for path in tracked() if re.fullmatch(r"requirements.*\.lock", path.name)]

    assert len(locks) == 3
    for path in locks:
        text = path.read_text("utf-8")
        assert re.findall(r"^.*(?:://|index-url|find-links|^-).*$", text, re.MULTILINE) == []
        for package in re.split(r"\n(?=[a-z])", text):
            assert "--hash=sha256:" in package, package.split()[0]


def test_npm_locks_have_a_hash_for_each_package_and_no_hosts() -> None:
    locks = [path for path in tracked() if path.name == "package-lock.json"]

    for path in locks:
        text = path.read_text("utf-8")
        assert '"resolved"' not in text, relative(path)
        assert text.count('"integrity"') >= text.count('"node_modules/'), relative(path)
        assert "omit-lockfile-registry-resolved=true" in path.with_name(".npmrc").read_text()


def test_no_registry_is_named() -> None:
    names = {".npmrc", "pyproject.toml", "Dockerfile", "compose.yaml", "Makefile", "bootstrap.sh"}
    named = re.compile(r"registry\s*=|index-url\s*=|https?://(?!127\.0\.0\.1)")

    files = [path for path in tracked() if path.name in names]

    assert [relative(path) for path in files if named.search(path.read_text("utf-8"))] == []


def test_the_readme_tells_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")

    assert "make serve" in text
    assert "make test" in text
