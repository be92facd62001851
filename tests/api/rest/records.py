"""Records of all that is shipped, as a door under /v1 reads them, and hostile texts for them."""

import json
from typing import Any

from api.rest.links import Links

LINKS = Links("https://knowledge.example")

HOSTILE = (
    "<script>alert('x')</script> & <b>\"quoted\"</b> ]]> <!-- -- > \x00\x01\x1b\x0b\ufffe "
    "😀👩‍🚀 \u202eעברית\u202c العربية {curly} %s \\u0041 \\ '; --\r\n\u2028 end"
)
"""Markup, quotes, characters that XML has no room for, emoji, right-to-left, line ends."""


async def records_of(ask: Any, kind: str, selection: str, **arguments: str) -> list[Any]:
    """The first hundred rows of a list."""
    given = "".join(f" {name}: {value}" for name, value in arguments.items())
    data = await ask(f"{{ {kind}(first: 100{given}) {{ nodes {{ {selection} }} }} }}")
    found: list[Any] = data[kind]["nodes"]
    assert found
    return found


async def record_of(ask: Any, kind: str, slug: str, selection: str) -> Any:
    return (await ask(f'{{ {kind}(by: {{ slug: "{slug}" }}) {{ {selection} }} }}'))[kind]


def with_texts(record: Any, text: str, *names: str) -> Any:
    """The record with this text wherever it has a text under one of the names."""
    if isinstance(record, list):
        return [with_texts(each, text, *names) for each in record]
    if not isinstance(record, dict):
        return record
    return {
        name: text if name in names and isinstance(value, str) else with_texts(value, text, *names)
        for name, value in record.items()
    }


def swapped(thing: Any) -> Any:
    """The same with the names of the two sides, and of their states, swapped everywhere."""
    text = json.dumps(thing, ensure_ascii=False)
    for one, other in (("azerbaijan", "armenia"), ("Azerbaijan", "Armenia")):
        text = text.replace(one, "\x00").replace(other, one).replace("\x00", other)
    return json.loads(text)
