"""Plain GET in the words of OpenAPI.

`description(limits)` has the paths and components. They follow from the tables by which parameters
are read and records are made, so that what is said is what is done.
"""

from dataclasses import dataclass
from typing import Any

from api.rest.described.forms import FORMS
from api.rest.described.parameters import Parameters
from api.rest.described.paths import (
    ABOUT,
    QUESTIONS,
    Paths,
    annotations_path,
    export_paths,
    index_path,
    list_paths,
    tag_of,
    thing_paths,
)
from api.rest.described.questions import question_paths
from api.rest.described.records import enumerations, record_schemas
from api.rest.described.responses import headers, responses
from schema.limits import Limits
from schema.query import LISTED, list_of_type


@dataclass(frozen=True)
class Description:
    """What there is to say in OpenAPI: `components` by their kinds."""

    paths: Paths
    components: dict[str, dict[str, Any]]
    tags: list[dict[str, str]]


def description(limits: Limits) -> Description:
    """All under /v1. `limits`: those of the service, which parameters tell."""
    parameters = Parameters(limits)
    paths = index_path() | export_paths()
    for name in LISTED:
        paths |= list_paths(name, parameters) | thing_paths(name, parameters)
        paths |= annotations_path() if name == "documents" else {}
    paths |= question_paths()
    schemas = {**record_schemas(), **FORMS}
    components = {
        "schemas": schemas | enumerations([schemas, parameters.components]),
        "parameters": parameters.components,
        "responses": responses(),
        "headers": headers(),
    }
    return Description(paths, components, TAGS)


TAGS = [
    {"name": ABOUT, "description": "What there is under `/v1`."},
    *(
        {"name": tag_of(name), "description": list_of_type(name, LISTED[name]).doc}
        for name in LISTED
    ),
    {"name": QUESTIONS, "description": "Questions that are ready to ask, each with an example."},
]
