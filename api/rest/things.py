"""One thing, by its slug or id."""

from collections.abc import Hashable

import orjson
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.rest import geojson, jsonld
from api.rest.answers import Made, answered, ask
from api.rest.asking import Asking
from api.rest.formats import JSON, JSONLD, OF_THINGS
from api.rest.paths import Address
from db.query import Selection
from schema.about import ATTRIBUTIONS
from schema.plain import key_of, read_shown, rows_of, selection_of, thing_tree
from schema.query import LISTED
from schema.records import addresses


async def answer_thing(asking: Asking) -> Response:
    """The thing that the address names, in the form that the client wants."""
    address = asking.address
    kind = asking.choose(OF_THINGS[address.name])
    if kind is not JSON:
        asking.take_nothing()
    make = {JSON: _json, JSONLD: _jsonld}.get(kind, _geojson)
    return await answered(asking, kind, lambda: make(asking), name=address.key)


async def _json(asking: Asking) -> Made:
    name = asking.address.name
    shown = read_shown(name, asking.pairs, asking.service.settings)
    selection = shown.record(LISTED[name], whole=True)
    return Made(*await find(asking, selection, (name, shown)))


async def _jsonld(asking: Asking) -> Made:
    name = asking.address.name
    selection = selection_of(name, jsonld.SELECTIONS_ALONE[name])
    state, found = await find(asking, selection, (JSONLD.extension, name))
    document = jsonld.document(name, orjson.loads(found), asking.links)
    return Made(state, orjson.dumps(document))


async def _geojson(asking: Asking) -> Made:
    name = asking.address.name
    selection = selection_of(name, geojson.SELECTIONS[name])
    state, found = await find(asking, selection, ("geojson", name))
    features = geojson.FEATURES[name](orjson.loads(found), asking.links)
    return Made(state, b"".join(geojson.collection(features, ATTRIBUTIONS)))


async def find(asking: Asking, selection: Selection, key: Hashable) -> tuple[str, bytes]:
    """The state of the knowledge, and what is selected of the thing, as JSON.

    Raises HTTPException where there is no such thing.
    """
    address = asking.address
    by = key_of(address.name, address.key)
    if by is None:
        raise _missing(address)
    found = await ask(
        asking,
        ("thing", by, key),
        lambda: thing_tree(address.name, by, selection),
        {"key": address.key, "addresses": addresses(asking.base)},
        rows_of(selection),
    )
    told, _, thing = found.partition(b',"thing":')
    if thing == b"null}":
        raise _missing(address)
    state: str = orjson.loads(told + b"}")["about"]["state"]
    return state, thing[:-1]


def _missing(address: Address) -> HTTPException:
    what = f"There is nothing with the slug or id {address.key!r} in /v1/{address.name}."
    return HTTPException(404, what)
