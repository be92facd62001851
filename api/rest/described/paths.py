"""The addresses under /v1 and what each answers.

Each form of a list has a path of its own, `/v1/events.csv`, since it takes parameters of its own
and gives one type: a generated client has a function with that type, and the page /docs a form
that is right. The address without an extension tells all forms, as `Accept` chooses among them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from api.rest.described import examples
from api.rest.described.parameters import (
    PAGED,
    Parameter,
    Parameters,
    is_paged,
    key_of,
    reference,
)
from api.rest.described.responses import answers
from api.rest.described.values import TEXT, Schema, component, described
from api.rest.formats import (
    ANNOTATIONS,
    ATOM,
    CSV,
    GEOJSON,
    JSON,
    JSON_FEED,
    JSONLD,
    NDJSON,
    OF_LISTS,
    OF_THINGS,
    ZIP,
    Format,
)
from api.rest.records import columns_of
from schema.plain import OF_ONE
from schema.query import LISTED
from schema.records import record

Operation = dict[str, Any]
Paths = dict[str, dict[str, Operation]]

ONE = {
    "actors": "An actor",
    "statements": "A statement",
    "locations": "A place",
    "events": "An event",
    "documents": "A document",
    "claims": "A claim",
    "sides": "A side",
}
NAMES = {
    NDJSON: "NDJSON",
    CSV: "CSV",
    GEOJSON: "GeoJSON",
    JSONLD: "JSON-LD",
    ATOM: "Atom",
    JSON_FEED: "JSON Feed",
}
"""What people call the forms."""

ABOUT = "Plain GET"
QUESTIONS = "Newsroom questions"

DEEPER = (
    "A filter's name may go on through neighbours and their fields, in snake case: "
    "`claims.act=DENY` is about lists with such a claim; `.exists` asks whether there is a "
    "neighbour at all. All that is given holds together."
)


def operation(
    tag: str,
    name: str,
    summary: str,
    description: str,
    parameters: Iterable[Parameter],
    responses: Mapping[str, Any],
) -> dict[str, Operation]:
    """A path at which there is only GET."""
    told = {
        "tags": [tag],
        "summary": summary,
        "description": description,
        "operationId": name,
        "parameters": list(parameters),
        "responses": dict(responses),
    }
    return {"get": told}


def tag_of(name: str) -> str:
    return name.capitalize()


def as_name(kind: Format) -> str:
    """What stands in the name of an operation, such as `list_events_as_json_feed`."""
    return NAMES[kind].lower().replace(" ", "_").replace("-", "")


# ── Lists ────────────────────────────────────────────────────────────────────────────────────────


def list_paths(name: str, parameters: Parameters) -> Paths:
    """A list in all forms, then in each."""
    forms = OF_LISTS[name]
    tried = "\n".join(f"- [`{each}`]({each})" for each in examples.addresses(name))
    others = ", ".join(f"`.{each.extension}`" for each in forms[1:])
    told = (
        f"A page of it; as `{'`, `'.join(each.media_type for each in forms[1:])}` where `Accept` "
        f"says so, or with an extension: {others}. These take other parameters.\n\n{DEEPER}\n\n"
        f"For example:\n\n{tried}"
    )
    content = {each.media_type: list_schema(name, each) for each in forms}
    whole = operation(
        tag_of(name),
        f"list_{name}",
        name.capitalize(),
        told,
        parameters.of_list(name, JSON),
        answers("The list, or a page of it.", content, paged=True),
    )
    return {
        f"/v1/{name}": whole,
        **{f"/v1/{name}.{each.extension}": _form(name, each, parameters) for each in forms[1:]},
    }


def _form(name: str, kind: Format, parameters: Parameters) -> dict[str, Operation]:
    content = {kind.media_type: list_schema(name, kind)}
    return operation(
        tag_of(name),
        f"list_{name}_as_{as_name(kind)}",
        f"{name.capitalize()} as {NAMES[kind]}",
        f"{kind.doc} Filters are those of `/v1/{name}`.",
        parameters.of_list(name, kind),
        answers(kind.doc, content, paged=is_paged(kind)),
    )


def list_schema(name: str, kind: Format) -> Schema:
    """What a list is in a form."""
    kinds = {
        JSON: component(f"{LISTED[name].__name__}Page"),
        GEOJSON: component("FeatureCollection"),
        JSONLD: component("Graph"),
        JSON_FEED: component("Feed"),
        ATOM: described(TEXT, "A feed in XML (RFC 4287)."),
        NDJSON: described(TEXT, f"A JSON object on each line: `{LISTED[name].__name__}`."),
    }
    return kinds[kind] if kind in kinds else described(TEXT, _columns(name))


def _columns(name: str) -> str:
    names = "`, `".join(columns_of(record(LISTED[name]), ""))
    return (
        f"A table with names in its first line: `{names}`; and those of what is included, each "
        "with its name before theirs. Several values are parted by semicolons."
    )


# ── Things ───────────────────────────────────────────────────────────────────────────────────────


def thing_paths(name: str, parameters: Parameters) -> Paths:
    """One thing in all forms, then in each but JSON."""
    forms, unchanged = OF_THINGS[name], reference("ifNoneMatch")
    content = {each.media_type: thing_schema(name, each) for each in forms}
    others = ", ".join(f"`.{each.extension}` ({each.media_type})" for each in forms[1:])
    whole = operation(
        tag_of(name),
        f"read_{LISTED[name].__name__.lower()}",
        ONE[name],
        f"By its slug or id. With an extension, or where `Accept` says so, also as {others}.",
        [key_of(name), *(parameters.one(name, each) for each in OF_ONE), unchanged],
        answers("The whole record.", content),
    )
    return {
        f"/v1/{name}/{{slug}}": whole,
        **{
            f"/v1/{name}/{{slug}}.{each.extension}": operation(
                tag_of(name),
                f"read_{LISTED[name].__name__.lower()}_as_{as_name(each)}",
                f"{ONE[name]} as {NAMES[each]}",
                f"By its slug or id, as {each.media_type}.",
                [key_of(name), unchanged],
                answers(ONE[name] + ".", {each.media_type: thing_schema(name, each)}),
            )
            for each in forms[1:]
        },
    }


def thing_schema(name: str, kind: Format) -> Schema:
    if kind is JSON:
        return component(LISTED[name].__name__)
    return component("Node" if kind is JSONLD else "FeatureCollection")


def annotations_path() -> Paths:
    paged = [reference(each) for each in (*PAGED, "ifNoneMatch")]
    return {
        "/v1/documents/{slug}/annotations": operation(
            tag_of("documents"),
            "annotate_document",
            "The statements of a document as annotations of its text",
            "Where in the text each stands, for programs that highlight (W3C Web Annotation).",
            [key_of("documents"), *paged],
            answers(
                "A collection with its first page; a later page where `after` is given.",
                {ANNOTATIONS.media_type: component("Annotations")},
                paged=True,
            ),
        )
    }


# ── Around them ──────────────────────────────────────────────────────────────────────────────────


def index_path() -> Paths:
    return {
        "/v1": operation(
            ABOUT,
            "index",
            "What there is",
            "The lists with their forms, how much is known, and whom to credit.",
            [reference("ifNoneMatch")],
            answers("The lists.", {JSON.media_type: component("Index")}),
        )
    }


def export_paths() -> Paths:
    """Everything, in each form. `/v1/export` itself is the first of them."""
    forms = {
        NDJSON: described(TEXT, "A line about the whole, one for each row, one to check them by."),
        ZIP: {"description": "Each table as CSV, with a manifest to check them by."},
    }
    content = {kind.media_type: schema for kind, schema in forms.items()}
    return {
        "/v1/export": _export("export", "Everything", content),
        **{
            f"/v1/export.{kind.extension}": _export(
                f"export_as_{kind.extension}",
                f"Everything as {kind.extension}",
                {kind.media_type: schema},
            )
            for kind, schema in forms.items()
        },
    }


def _export(name: str, summary: str, content: Mapping[str, Schema]) -> dict[str, Operation]:
    told = "All that readers may see, of one moment, to be taken back by `event-knowledge load`."
    unchanged = [reference("ifNoneMatch")]
    return operation(ABOUT, name, summary, told, unchanged, answers(told, content))
