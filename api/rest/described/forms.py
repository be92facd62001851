"""Schemas of all that is no record: pages, maps, feeds, linked data, questions, what went wrong.

Forms that others have described are told in short, with the place where they are described.
"""

from api.described import CODES
from api.rest.described.values import (
    ADDRESS,
    COUNT,
    TEXT,
    Schema,
    component,
    described,
    listed,
    nullable,
    object_of,
)
from api.rest.formats import OF_LISTS
from api.rest.geojson import PLACED_COLUMNS
from schema import errors as graphql_errors
from schema.query import LISTED

OF_GRAPHQL = {graphql_errors.PARSE, graphql_errors.VALIDATION}
"""Codes of what can be wrong in a query alone."""

NEXT = described(nullable(ADDRESS), "The address of the next page; null after the last.")


def _pages() -> dict[str, Schema]:
    total = described(COUNT, "Rows under the filter, whatever the page. Only with `count=true`.")
    return {
        f"{model.__name__}Page": object_of(
            {"items": listed(component(model.__name__)), "next": NEXT, "total": total},
            required=["items", "next"],
        )
        for model in LISTED.values()
    }


PROBLEM = object_of(
    {
        "type": described(TEXT, "Always `about:blank`: `code` tells what is wrong."),
        "title": described(TEXT, "The status in words."),
        "status": {"type": "integer", "description": "The status."},
        "detail": described(TEXT, "What is wrong and what to do, for people."),
        "code": {
            "type": "string",
            "enum": sorted(set(CODES) - OF_GRAPHQL),
            "description": "What is wrong, for programs.",
        },
        "parameter": described(TEXT, "The parameter that is wrong, if it is one."),
        "allowed": described(
            listed(TEXT), "What may stand there: the words of a parameter, or the parameters."
        ),
        "id": described(TEXT, "Where in our log it is, if it was our fault."),
    },
    required=["type", "title", "status", "detail", "code"],
) | {"description": "What is wrong with a request, as problem details (RFC 9457)."}

INDEX = object_of(
    {
        "notice": described(TEXT, "What the service is neutral about, and how."),
        "publishers": described(listed(TEXT), "Whose texts the knowledge is made of."),
        "attributions": described(listed(TEXT), "Whom to credit."),
        "version": described(TEXT, "Of the service."),
        "revision": described(COUNT, "Of the knowledge: it grows with each change."),
        "lists": object_of(dict.fromkeys(OF_LISTS, component("ListInShort"))),
        **dict.fromkeys(("questions_url", "export_url", "openapi_url", "graphql_url"), ADDRESS),
    }
)
LIST_IN_SHORT = object_of(
    {
        "url": ADDRESS,
        "count": described(COUNT, "How many rows it has."),
        "formats": described(listed(TEXT), "Extensions with which it can be asked for."),
    }
)
QUESTION = object_of(
    {
        "name": described(TEXT, "What it is asked for by."),
        "title": described(TEXT, "The question."),
        "group": TEXT,
        "explanation": TEXT,
        "url": described(ADDRESS, "Where it is answered, with the examples it comes with."),
        "url_template": described(TEXT, "Likewise, with what may be given (RFC 6570)."),
        "variables": listed(
            object_of({"name": TEXT, "description": TEXT, "schema": {"type": "object"}})
        ),
        "lists": described(listed(TEXT), "Lists in its answer, each of which can be had as CSV."),
    }
)

# ── Maps ─────────────────────────────────────────────────────────────────────────────────────────

POINT = object_of(
    {
        "type": {"const": "Point"},
        "coordinates": {
            "type": "array",
            "items": {"type": "number"},
            "minItems": 2,
            "maxItems": 2,
            "description": "Longitude, then latitude, in degrees.",
        },
    }
)
FEATURE = object_of(
    {
        "type": {"const": "Feature"},
        "id": TEXT,
        "geometry": described(nullable(component("Point")), "Null where no point is known."),
        "properties": {
            "type": "object",
            "description": "Flat: several words are one text, parted by semicolons. A place has "
            f"`{'`, `'.join(PLACED_COLUMNS[:8])}` and more; an event has its title, kind and date, "
            "and whose claim it is that it happened there: "
            f"`{'`, `'.join(PLACED_COLUMNS[8:])}`.",
        },
    }
)
FEATURES = object_of(
    {
        "type": {"const": "FeatureCollection"},
        "attributions": described(listed(TEXT), "Whom to credit."),
        "features": listed(component("Feature")),
    }
) | {"description": "Places, or events where claims place them, as GeoJSON (RFC 7946)."}

# ── Linked data ──────────────────────────────────────────────────────────────────────────────────

CONTEXT: Schema = {"description": "What the names mean (JSON-LD 1.1)."}
OPEN = {"type": "object"}

GRAPH = object_of({"@context": CONTEXT, "@graph": described(listed(OPEN), "The page, its things.")})
NODE = object_of({"@context": CONTEXT, "@id": ADDRESS, "@type": TEXT}) | {
    "additionalProperties": True,
    "description": "One thing as linked data, in words of schema.org.",
}
ANNOTATION_PAGE = object_of(
    {
        "id": ADDRESS,
        "type": {"const": "AnnotationPage"},
        "items": described(listed(OPEN), "Annotations: what stands where in the text."),
        "next": described(ADDRESS, "The address of the next page, if there is one."),
    },
    required=["id", "type", "items"],
)
ANNOTATIONS = object_of(
    {
        "@context": CONTEXT,
        "id": ADDRESS,
        "type": {"enum": ["AnnotationCollection", "AnnotationPage"]},
        "label": described(TEXT, "The document's title."),
        "first": component("AnnotationPage"),
        "items": described(listed(OPEN), "Of a later page: its annotations."),
        "next": described(ADDRESS, "Of a later page: the address of the one after it."),
        "partOf": described(OPEN, "Of a later page: the whole."),
    },
    required=["@context", "id", "type"],
) | {"description": "A collection with its first page, or a later page (W3C Web Annotation)."}

# ── Feeds ────────────────────────────────────────────────────────────────────────────────────────

INSTANT: Schema = {"type": "string", "format": "date-time"}
PERSON = object_of({"name": TEXT, "url": ADDRESS}, required=["name"])
FEED = object_of(
    {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        **dict.fromkeys(("title", "description", "language"), TEXT),
        **dict.fromkeys(("home_page_url", "feed_url"), ADDRESS),
        "next_url": described(ADDRESS, "The address of the next page, if there is one."),
        "authors": listed(component("FeedAuthor")),
        "items": listed(component("FeedItem")),
    },
    required=["version", "title", "home_page_url", "feed_url", "items"],
)
FEED_ITEM = object_of(
    {
        "id": described(TEXT, "The same wherever the service is."),
        "url": ADDRESS,
        "external_url": described(ADDRESS, "Where the words stand."),
        **dict.fromkeys(("title", "content_html", "language"), TEXT),
        **dict.fromkeys(("date_published", "date_modified"), INSTANT),
        "authors": listed(component("FeedAuthor")),
        "tags": listed(TEXT),
    },
    required=["id", "url", "title", "content_html", "date_published", "date_modified", "tags"],
)

FORMS: dict[str, Schema] = {
    **_pages(),
    "Index": INDEX,
    "ListInShort": LIST_IN_SHORT,
    "Question": QUESTION,
    "Questions": object_of({"items": listed(component("Question"))}),
    "Problem": PROBLEM,
    "Point": POINT,
    "Feature": FEATURE,
    "FeatureCollection": FEATURES,
    "Graph": GRAPH,
    "Node": NODE,
    "Annotations": ANNOTATIONS,
    "AnnotationPage": ANNOTATION_PAGE,
    "Feed": FEED,
    "FeedItem": FEED_ITEM,
    "FeedAuthor": PERSON,
}
