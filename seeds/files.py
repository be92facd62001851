"""Reads files of knowledge: their text, and their YAML with the line of each item."""

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from db.errors import RefusedReading
from seeds.problems import Problems, Where

NOTHING = ("", "~", "null", "Null", "NULL")
UNSAVABLE = re.compile(r"[\x00\ud800-\udfff]")


def read_bytes(path: Path) -> bytes:
    """What the file holds. Raises RefusedReading where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise RefusedReading([f"{path}: There is no such file; check its name."]) from None
    except IsADirectoryError:
        raise RefusedReading([f"{path}: This is a folder; name the files in it."]) from None
    except OSError as error:
        raise RefusedReading([f"{path}: It cannot be read: {error.strerror}."]) from error


def decode(content: bytes, problems: Problems, encoding: str = "utf-8-sig") -> str:
    """The text of a file, its line ends as they are. Raises RefusedReading where it is none."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.add_at(line, f"It is not UTF-8 (byte {error.start}); save it as UTF-8.")
    else:
        if not text.strip():
            problems.add_at(1, "It is empty.")
        elif "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            problems.add_at(line, "It has a NUL character, which no text has; take it out.")
    problems.refuse()
    return text


def read_yaml(text: str, problems: Problems) -> None:
    """Fills in what the file holds and the line of each item. Raises RefusedReading.

    Every scalar is its text: what it means is the model's to say, so "2020-11-04" and "no" are
    what they look like.
    """
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problems.add_at(line, f"It is not YAML: {error.problem or error.context}.")
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        problems.add_at(line, "It is not YAML: it has a control character; take it out.")
    except YAMLError as error:
        problems.add_at(1, f"It is not YAML: {error}.")
    except RecursionError:
        problems.add_at(1, "It is nested too deeply.")
    else:
        if root is None:
            problems.add_at(1, "It is empty.")
        else:
            problems.data = _plain(root, (), problems, set())
    problems.refuse()


def _plain(node: Node, where: Where, problems: Problems, seen: set[int]) -> Any:
    line = node.start_mark.line + 1
    problems.lines[where] = line
    if id(node) in seen:
        problems.add_at(line, "A reference (*) to another item is not understood; write it out.")
        return None
    seen.add(id(node))
    if isinstance(node, MappingNode):
        return _members(node, where, problems, seen)
    if isinstance(node, SequenceNode):
        return [
            _plain(item, (*where, place), problems, seen) for place, item in enumerate(node.value)
        ]
    assert isinstance(node, ScalarNode)
    return _scalar(node, line, problems)


def _members(node: MappingNode, where: Where, problems: Problems, seen: set[int]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            problems.add_at(line, "The name of a member must be a word.")
        elif key.value in members:
            problems.add_at(line, f"{key.value!r} is given twice in one item.")
        else:
            members[key.value] = _plain(value, (*where, key.value), problems, seen)
            problems.lines[(*where, key.value)] = line
    return members


def _scalar(node: ScalarNode, line: int, problems: Problems) -> str | None:
    if node.style is None and node.value in NOTHING:
        return None
    text = str(node.value)
    if UNSAVABLE.search(text):
        problems.add_at(line, "It has a character that no text has (NUL or half of one).")
    return text
