"""The statements of a document as annotations of its text."""

from dataclasses import replace

import orjson
from starlette.responses import Response

from api.rest import annotations
from api.rest.answers import Made, answered
from api.rest.asking import Asking
from api.rest.formats import ANNOTATIONS
from api.rest.pages import read_page
from api.rest.things import find
from db.errors import BadParameter
from db.query import Column
from schema.plain import read_listing, selection_of

PAGED = ("first", "after")
IN_ORDER = [("sort", "start")]
DOCUMENT = {"slug": Column("slug"), "title": Column("title")}


async def answer_annotations(asking: Asking) -> Response:
    """Those of the document that the address names, page by page."""
    kind = asking.choose([ANNOTATIONS])
    for name, _ in asking.pairs:
        if name not in PAGED:
            raise BadParameter(name, f"`{name}` is not known here.", PAGED)
    return await answered(asking, kind, lambda: _page(asking), name=asking.address.key)


async def _page(asking: Asking) -> Made:
    # The earlier state of the two: a change in between makes a client ask once more, and no less.
    state, found = await find(asking, DOCUMENT, "annotated")
    document = orjson.loads(found)
    within = ("appearances.document", document["slug"])
    pairs = [*asking.pairs, *IN_ORDER, within]
    listing = read_listing("statements", pairs, asking.service.settings)
    selection = selection_of("statements", annotations.STATEMENT)
    page = await read_page(asking, listing, ANNOTATIONS, selection)
    make = annotations.later_page if listing.after else annotations.collection
    made = make(document, page.records(), asking.links, page=page.address, following=page.following)
    return replace(page, state=state).made(orjson.dumps(made))
