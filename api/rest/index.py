"""/v1 itself: what there is to ask for."""

import orjson
from starlette.responses import Response

from api.rest.answers import Made, answered, ask
from api.rest.asking import Asking
from api.rest.formats import JSON, OF_LISTS
from db.query import About
from schema.about import ATTRIBUTIONS, NOTICE, VERSION
from schema.query import LISTED

EVERYTHING = About(
    {
        "state": "state",
        "revision": "revision",
        "publishers": "publishers",
        "counts": dict(LISTED),
    }
)


async def answer_index(asking: Asking) -> Response:
    """The lists with what each has and is given in, and whose knowledge it is."""
    kind = asking.choose([JSON])
    asking.take_nothing()

    async def make() -> Made:
        found = orjson.loads(await ask(asking, "index", lambda: {"about": EVERYTHING}))["about"]
        return Made(found["state"], orjson.dumps(_index(asking, found)))

    return await answered(asking, kind, make, name="event-knowledge")


def _index(asking: Asking, found: dict[str, object]) -> dict[str, object]:
    base, counts = asking.base, found["counts"]
    assert isinstance(counts, dict)
    return {
        "notice": NOTICE,
        "publishers": found["publishers"],
        "attributions": ATTRIBUTIONS,
        "version": VERSION,
        "revision": found["revision"],
        "lists": {
            name: {
                "url": f"{base}/v1/{name}",
                "count": counts[name],
                "formats": [f".{each.extension}" for each in formats],
            }
            for name, formats in OF_LISTS.items()
        },
        "questions_url": f"{base}/v1/questions",
        "export_url": f"{base}/v1/export",
        "openapi_url": f"{base}/openapi.json",
        "graphql_url": f"{base}/graphql",
    }
