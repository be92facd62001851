"""Writes a reading as YAML, in the style in which editors write theirs.

Small items stand on one line, statements and events in blocks with a blank line between them;
members come in the order of the model, after the `id`; what is empty or as usual is left out.
It is written here and not by a library, whose own takes seconds for the draft of a long text.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any

from seeds import reading
from seeds.items import Candidate, Item, Made
from seeds.reading import Reading

ON_ONE_LINE = (
    Made,
    Candidate,
    reading.Date,
    reading.Figure,
    reading.Means,
    reading.Participant,
    reading.Place,
    reading.Mention,
    reading.Attribution,
)
KEPT = ("review", "language")
"""Members that are written also where they are as usual."""

APART = ("sections", "statements", "events")
"""Lists of the file with a blank line between their items."""

SHOWN = r"\x20-\x7e\xa1-\xac\xae-\u167f\u2010-\u2027\u2030-\u205e\u2070-\ud7ff\U0001f000-\U0001faff"
"""Characters that are seen, and not taken for others."""

ESCAPED = re.compile(rf'[^{SHOWN}]|["\\]')
"""What is written as an escape in double quotes, so that a line stays one and all is seen."""

HIDDEN = re.compile(f"[^{SHOWN}]")
ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
PLAIN = re.compile(
    r"""(?!(?:null|true|false|yes|no|on|off|y|n)$)  # YAML 1.1 and 1.2 take these for others.
    (?:[^-\s?:,\[\]{}\#&*!|>'"%@`~=<.+0-9]|[0-9a-f]{64}$)  # How it begins.
    (?:(?!:\ |:$|\ \#).)*(?<!\s)$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words that YAML takes as they are."""

BRACKETS = re.compile(r"[,\[\]{}]")


def yaml_of(given: Reading) -> str:
    """The reading as the text of a file."""
    parts = ["\n".join(written(name, value, name in APART)) for name, value in members(given)]
    return "\n\n".join(parts) + "\n"


def members(item: Item) -> Iterator[tuple[str, Any]]:
    """What is written of an item."""
    fields = type(item).model_fields
    for name in sorted(fields, key=lambda field: field != "id"):
        value = getattr(item, name)
        if value is not None and value != [] and (name in KEPT or value != fields[name].default):
            yield name, value


def written(name: str, value: Any, apart: bool = False) -> Iterator[str]:
    """The lines of a member."""
    if is_short(value):
        yield f"{name}: {on_one_line(value)}"
        return
    yield f"{name}:"
    if isinstance(value, Item):
        yield from (f"  {line}" for line in block(value))
        return
    for place, each in enumerate(value):
        if apart and place:
            yield ""
        lines = [on_one_line(each)] if is_short(each) else block(each)
        yield from (
            f"  {'  ' if number else '- '}{line}" if line else ""
            for number, line in enumerate(lines)
        )


def block(item: Item) -> list[str]:
    return [line for name, value in members(item) for line in written(name, value)]


def is_short(value: Any) -> bool:
    """Whether the value stands on one line: a word, a list of words, a small item."""
    if isinstance(value, list):
        return not any(isinstance(each, Item) for each in value)
    return not isinstance(value, Item) or isinstance(value, ON_ONE_LINE)


def on_one_line(value: Any, within: bool = False) -> str:
    """`within`: whether it stands in brackets or braces."""
    if isinstance(value, list):
        return "[" + ", ".join(on_one_line(each, True) for each in value) + "]"
    if isinstance(value, Item):
        given = (f"{name}: {on_one_line(each, True)}" for name, each in members(value))
        return "{" + ", ".join(given) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.2g}" if value < 0.01 else f"{round(value, 2):g}"
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    return quoted(str(value.value) if isinstance(value, Enum) else value, within)


def quoted(words: str, within: bool) -> str:
    """Words as they are where YAML takes them so, else in quotation marks."""
    if HIDDEN.search(words):
        return '"' + ESCAPED.sub(lambda found: escape(found[0]), words) + '"'
    if PLAIN.match(words) and not (within and BRACKETS.search(words)):
        return words
    if '"' in words or "\\" in words:
        return "'" + words.replace("'", "''") + "'"
    return f'"{words}"'


def escape(char: str) -> str:
    if char in ESCAPES:
        return ESCAPES[char]
    place = ord(char)
    return f"\\U{place:08X}" if place > 0xFFFF else f"\\u{place:04X}"
