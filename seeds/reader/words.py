"""The words of a language, from files that an editor can read: `vocabulary/LANGUAGE/NAME.yaml`."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

HERE = Path(__file__).with_name("vocabulary")


def languages() -> list[str]:
    """The languages that can be read, by their BCP 47 codes."""
    return sorted(folder.name for folder in HERE.iterdir() if (folder / "sayings.yaml").is_file())


@cache
def vocabulary(name: str, language: str = "en") -> Any:
    """What the file of that name holds, as lists and dictionaries."""
    return YAML(typ="safe").load((HERE / language / f"{name}.yaml").read_text(encoding="utf-8"))


def one_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first; a space is any white space.

    What stands in the files is written as a regular expression itself, so "kill(s|ed)?" may be.
    """
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(_spaced(word) for word in longest_first) + ")"


def _spaced(word: str) -> str:
    # "air ?strikes" may be one word.
    return word.replace(" ?", "\0").replace(" ", r"\s+").replace("\0", r"\s?")


def whole(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the words, as whole words, in capitals or not."""
    return re.compile(rf"\b{one_of(words)}\b", re.IGNORECASE)
