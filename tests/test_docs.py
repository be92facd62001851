"""The documentation: what it says is answered, is; what it says is refused, is.

A `graphql` block, or a `sh` block with curl, is asked of all that is shipped; the `json` block
after it is the answer (before that there may be one with variables). `make golden` writes the
answers anew; the difference is reviewed like code. The page of questions is made as a whole.
"""

import json
import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from textwrap import dedent
from typing import Any

import graphql
import httpx
import pytest

from api import cli
from tests.api.opening import opened
from tests.conftest import Databases, answer, prepare_seeds, settings_for
from tests.questions import QUESTIONS
from tests.questions_page import anchor, page_of

ROOT = Path(__file__).parent.parent
PAGES = {
    path.relative_to(ROOT).as_posix(): path
    for path in [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
}
QUESTIONS_PAGE = "docs/questions.md"
OVERVIEW_PAGE = "docs/reading-an-overview.md"
SHIPPED = [ROOT / "seeds" / "actors.yaml", *sorted((ROOT / "seeds" / "overviews").glob("*.yaml"))]
SDL = graphql.build_schema((ROOT / "schema" / "schema.graphql").read_text("utf-8"))

FENCED = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
TAGGED = re.compile(r"graphql\(`(.*?)`\)", re.S)
COMMAND = ".venv/bin/event-knowledge"


@dataclass(frozen=True)
class Block:
    """A fenced block of a page: its language, its file name, its text, and where that stands."""

    language: str
    name: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Example:
    """Something asked, and the block with its answer."""

    query: str
    variables: dict[str, Any]
    answer: Block


def blocks(page: str) -> list[Block]:
    text = PAGES[page].read_text("utf-8")
    return [
        Block(found[1], found[2], found[3], found.start(3), found.end(3))
        for found in FENCED.finditer(text)
    ]


def is_answer(block: Block | None) -> bool:
    return block is not None and block.language == "json" and _members(block) <= {"data", "errors"}


def _members(block: Block) -> set[str]:
    return set(json.loads(block.text))


def examples(page: str) -> Iterator[Example]:
    following: list[Block | None] = [*blocks(page), None, None]
    for asked, first, second in zip(following, following[1:], following[2:], strict=False):
        if asked is None or asked.language not in ("graphql", "sh"):
            continue
        if asked.language == "sh":
            if first is not None and is_answer(first):
                yield Example(*sent(asked.text), first)
        elif first is not None and is_answer(first):
            yield Example(asked.text, {}, first)
        elif first is not None and second is not None and first.language == "json":
            assert is_answer(second), f"{page}: variables without an answer: {first.text}"
            yield Example(asked.text, json.loads(first.text), second)


def sent(command: str) -> tuple[str, dict[str, Any]]:
    """What a curl command asks: a body as JSON, or `query` in the address."""
    words = shlex.split(command.replace("\\\n", " "))
    assert words[:2] == ["curl", "-s"], command
    given = {option: value for option, value in pairwise(words) if option.startswith("-")}
    if body := given.get("-d"):
        asked = json.loads(body)
        return asked["query"], asked.get("variables", {})
    return given["--data-urlencode"].removeprefix("query="), {}


def shown(value: Any, indent: str = "", before: int = 0) -> str:
    """JSON for people: what fits on a line stays on it."""
    line = json.dumps(value, ensure_ascii=False)
    if not value or not isinstance(value, dict | list) or len(indent) + before + len(line) < 100:
        return line
    inner = f"{indent}  "
    if isinstance(value, list):
        parts = [shown(each, inner) for each in value]
    else:
        names = {name: json.dumps(name) + ": " for name in value}
        parts = [name + shown(value[key], inner, len(name)) for key, name in names.items()]
    opening, closing = "[]" if isinstance(value, list) else "{}"
    return f"{opening}\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}{closing}"


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if any(examples(page)) and page not in (QUESTIONS_PAGE, OVERVIEW_PAGE)],
)
async def test_golden_answers_in_the_docs_are_those_of_the_service(
    reader: httpx.AsyncClient, page: str
) -> None:
    found = [
        (example, await answer(reader, example.query, example.variables))
        for example in examples(page)
    ]

    differing = [
        (example.answer, shown(value) + "\n")
        for example, value in found
        if json.loads(example.answer.text) != value
    ]
    write_anew(page, differing)
    assert [json.loads(block.text) for block in blocks(page) if is_answer(block)] == [
        value for _, value in found
    ]


@pytest.mark.parametrize("page", PAGES)
def test_each_query_in_the_docs_fits_the_schema(page: str) -> None:
    asked = [block.text for block in blocks(page) if block.language == "graphql"]
    # In code, fragments stand apart from what uses them.
    tagged = TAGGED.findall(PAGES[page].read_text("utf-8"))
    refused = {example.query for example in examples(page) if _is_refused(example.answer)}
    rules = [rule for rule in graphql.specified_rules if rule is not graphql.NoUnusedFragmentsRule]

    for text in [*asked, "\n".join(tagged)]:
        if text and text not in refused:
            assert graphql.validate(SDL, graphql.parse(text), rules) == []


def write_anew(page: str, found: list[tuple[Block, str]]) -> None:
    """Puts what was found into the blocks of the page, where that is asked for."""
    if os.environ.get("UPDATE_GOLDEN"):
        text = PAGES[page].read_text("utf-8")
        for block, new in reversed(found):
            text = text[: block.start] + new + text[block.end :]
        PAGES[page].write_text(text, "utf-8")


def _is_refused(block: Block) -> bool:
    return "data" not in json.loads(block.text)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files_and_headings_that_exist(page: str) -> None:
    for target in LINK.findall(PAGES[page].read_text("utf-8")):
        if target.startswith(("http://", "https://")):
            continue
        file, _, heading = target.partition("#")
        path = PAGES[page].parent / file if file else PAGES[page]
        assert path.exists(), target
        assert not heading or heading in anchors(path), target


def anchors(path: Path) -> set[str]:
    """The headings of a page as GitHub names them in addresses."""
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", path.read_text("utf-8")), re.M)
    return {anchor(heading) for heading in headings}


async def test_golden_the_page_of_questions_has_all_with_their_answers(
    reader: httpx.AsyncClient,
) -> None:
    answers = [shown(await answer(reader, each.query, each.variables)) for each in QUESTIONS]

    found = page_of(answers)

    if os.environ.get("UPDATE_GOLDEN"):
        PAGES[QUESTIONS_PAGE].write_text(found, "utf-8")
    assert PAGES[QUESTIONS_PAGE].read_text("utf-8") == found


async def test_the_page_on_attributions_has_the_lines_of_the_service(
    reader: httpx.AsyncClient,
) -> None:
    found = await answer(reader, "{ about { notice attributions } }")
    about = found["data"]["about"]
    page = PAGES["docs/attributions.md"].read_text("utf-8")

    quoted = re.findall(r"(?:^> .*\n)+", page, re.M)

    lines = [" ".join(quote.replace("> ", "").split()) for quote in quoted]
    assert lines == [*about["attributions"], about["notice"]]
    readme = " ".join(PAGES["README.md"].read_text("utf-8").split())
    assert all(line in readme for line in about["attributions"])


def test_the_page_for_front_ends_names_all_types_without_an_id() -> None:
    page = PAGES["docs/front-end.md"].read_text("utf-8")
    # Clients know the parts of connections by their names.
    known = re.compile(r"__|Query$|PageInfo$|\w+(Connection|Edge)$")
    types = [each for each in SDL.type_map.values() if isinstance(each, graphql.GraphQLObjectType)]

    names = {each.name for each in types if "id" not in each.fields and not known.match(each.name)}

    assert {name for name in names if f"`{name}`" not in page} == set()
    [listed] = re.findall(r"WITHOUT_ID = \[(.*?)\]", page, re.S)
    assert set(json.loads(f"[{listed.strip().rstrip(',')}]")) == names


# The page on reading files: blocks with a name are files in a folder `readings`; a `diff` changes
# the reading, and the `text` after it is how that is refused; a command's `text` is its output.

READING_PAGE = "docs/reading-file.md"
FOLDER = Path("readings")
READING = FOLDER / "border.yaml"


@pytest.fixture
def readings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, databases: Databases
) -> Iterator[None]:
    """A folder with the files of the page, and a database with all that is shipped."""
    monkeypatch.chdir(tmp_path)
    FOLDER.mkdir()
    for block in blocks(READING_PAGE):
        if block.name:
            (FOLDER / block.name).write_bytes(block.text.encode())
    url = databases.make("sqlite", "shipped", prepare_seeds)
    monkeypatch.setenv("DATABASE_URL", url)
    yield
    databases.drop(url)


def changed(text: str, difference: str) -> str:
    lines = [(line[:1], line[1:] + "\n") for line in difference.splitlines()]
    old = "".join(line for mark, line in lines if mark != "+")
    new = "".join(line for mark, line in lines if mark != "-")
    assert text.count(old) == 1, difference
    return text.replace(old, new)


def run(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command prints, wherever it prints it."""
    words = shlex.split(command)
    assert words[0] == COMMAND
    cli.main(words[1:])
    return "".join(capsys.readouterr())


def test_golden_what_the_page_on_readings_shows_is_what_happens(
    readings: None, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = READING.read_text("utf-8")
    names = [block.name for block in blocks(READING_PAGE) if block.name]
    given = " ".join(f"{FOLDER}/{name}" for name in names if not name.endswith(".txt"))
    found = []

    for block, following in pairwise(blocks(READING_PAGE)):
        if block.language == "diff":
            READING.write_text(changed(whole, block.text), "utf-8")
            command = f"{COMMAND} check {given}"
        elif block.language == "sh" and block.text.startswith(COMMAND):
            command = block.text
        else:
            continue
        if following.language == "text":
            found.append((following, run(command, capsys)))
            READING.write_text(whole, "utf-8")

    write_anew(READING_PAGE, found)
    told = [block for block in blocks(READING_PAGE) if block.language == "text" and not block.name]
    assert [block.text for block in told] == [text for _, text in found]
    assert len(told) >= 12


# The page on reading an overview is one way from its first command to its last: a `yaml` block with
# a name is the file as an editor leaves it, a `diff` with a `text` after it is how that is refused.

DAY = FOLDER / "day.yaml"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, databases: Databases) -> str:
    """The URL of a database with all that is shipped, and an empty folder."""
    monkeypatch.chdir(tmp_path)
    FOLDER.mkdir()
    url = databases.make("sqlite", "shipped", prepare_seeds)
    monkeypatch.setenv("DATABASE_URL", url)
    return url


async def test_golden_the_page_on_reading_an_overview_leads_to_an_answer(
    desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = []

    for block, following in pairwise(blocks(OVERVIEW_PAGE)):
        if block.name:
            if block.name == DAY.name:
                assert DAY.exists()
            (FOLDER / block.name).write_text(block.text, "utf-8")
        elif block.language == "diff":
            whole = DAY.read_text("utf-8")
            DAY.write_text(changed(whole, block.text), "utf-8")
            if following.language == "text":
                found.append((following, run(f"{COMMAND} check {DAY}", capsys)))
                DAY.write_text(whole, "utf-8")
        elif block.language == "sh":
            found.append((following, run(block.text, capsys)))
        elif block.language == "graphql":
            async with opened(settings_for(desk, tmp_path)) as http:
                found.append((following, f"{shown(await answer(http, block.text, {}))}\n"))

    write_anew(OVERVIEW_PAGE, found)
    told = [
        block
        for block in blocks(OVERVIEW_PAGE)
        if block.language in ("text", "json") and not block.name
    ]
    assert [block.text for block in told] == [text for _, text in found]
    assert len(told) == 8


# The page on exports: each `sh` block is run, and the `text` after it is what it prints. An address
# of a PostgreSQL stands for one that is there.

EXPORT_PAGE = "docs/export.md"
POSTGRESQL = "postgresql://knowledge:secret@localhost/knowledge"


def test_golden_what_the_page_on_exports_shows_is_what_happens(
    desk: str,
    databases: Databases,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    urls = {POSTGRESQL: databases.make("postgresql", "bare", lambda engine: None)}
    found = []

    for block, following in pairwise([*blocks(EXPORT_PAGE), None]):
        assert block
        if block.language == "sh":
            told = "".join(
                run_in_shell(line, desk, urls, monkeypatch, capsys)
                for line in block.text.splitlines()
            )
            if following and following.language == "text":
                found.append((following, told))

    write_anew(EXPORT_PAGE, found)
    databases.drop(urls[POSTGRESQL])
    told_blocks = [block for block in blocks(EXPORT_PAGE) if block.language == "text"]
    assert [block.text for block in told_blocks] == [text for _, text in found]
    assert len(found) == 4
    assert Path("all.ndjson").read_bytes() == Path("again.ndjson").read_bytes()
    lines = timeless(Path("knowledge.ndjson").read_text("utf-8")).splitlines()
    [shown_rows] = [block for block in blocks(EXPORT_PAGE) if block.language == "ndjson"]
    assert [line for line in timeless(shown_rows.text).splitlines() if line not in lines] == []


def run_in_shell(
    line: str,
    url: str,
    urls: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> str:
    """What a line of a shell prints: a command of ours, with DATABASE_URL before it or not."""
    if not line.startswith(("DATABASE_URL=", COMMAND)):
        return ""
    given, _, command = line.partition(COMMAND)
    set_to = given.strip().removeprefix("DATABASE_URL=") or url
    monkeypatch.setenv("DATABASE_URL", urls.get(set_to, set_to))
    return run(COMMAND + command, capsys)


def timeless(text: str) -> str:
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "", text)


def test_parts_of_readings_without_a_name_are_from_shipped_files() -> None:
    shipped = "\n".join(dedented(path.read_text("utf-8")) for path in SHIPPED)

    for block in blocks(READING_PAGE):
        if block.language == "yaml" and not block.name:
            assert dedented(block.text) in shipped, block.text


def dedented(text: str) -> str:
    return "\n".join(line.strip() for line in dedent(text).splitlines())
