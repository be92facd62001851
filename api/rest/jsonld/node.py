"""What nodes of all kinds are made with."""

from collections.abc import Iterable, Mapping
from typing import Any

from api.rest.links import Links

Record = Mapping[str, Any]
Node = dict[str, Any]

SPAN = "span { start end startUtf16 endUtf16 exact prefix suffix }"
NAMES = "names { value language kind }"


def present(**members: Any) -> Node:
    """Those that say something: what is not known is left out, never told as empty."""
    return {name: value for name, value in members.items() if value not in (None, [])}


def word(vocabulary: str, value: str | None) -> str | None:
    """A word of an enumeration of the schema, such as `Act.DENY`."""
    return f"ek:{vocabulary}.{value}" if value else None


def reference(links: Links, kind: str, record: Record | None) -> Node | None:
    """A thing that is described elsewhere, by its address and by what it is called."""
    if record is None:
        return None
    name = record.get("name") or record.get("title")
    return {"@id": links.thing(kind, record["slug"])} | present(name=name)


def references(links: Links, kind: str, records: Iterable[Record]) -> list[Node]:
    return [found for each in records if (found := reference(links, kind, each))]


def in_role(name: str, node: Node | None, **told: Any) -> Node:
    """What schema.org calls a role: the relation `name` itself, with what there is to say of it."""
    return {"@type": "Role", name: node, **present(**told)}


def in_language(text: str, language: str | None) -> str | Node:
    return {"@value": text, "@language": language} if language else text


def other_names(record: Record) -> list[str | Node]:
    """All but slugs, each in the language it is of."""
    return [
        in_language(each["value"], each["language"])
        for each in record["names"]
        if each["kind"] != "SLUG"
    ]


def wikidata(record: Record) -> list[str]:
    key = record["wikidataId"]
    return [f"http://www.wikidata.org/entity/{key}"] if key else []


def excerpt(links: Links, document: Record, span: Record, **told: Any) -> Node:
    """A stretch of a text, as the Web Annotation Data Model selects it."""
    position = {name: span[name] for name in ("start", "end", "startUtf16", "endUtf16")}
    words = {name: span[name] for name in ("exact", "prefix", "suffix")}
    return {
        "@type": ["CreativeWork", "oa:SpecificResource"],
        "source": links.thing("documents", document["slug"]),
        "selector": [
            {"@type": "oa:TextPositionSelector", **position},
            {"@type": "oa:TextQuoteSelector", **words},
        ],
        **present(**told),
    }
