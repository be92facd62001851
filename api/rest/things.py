"""One thing, by its slug or id."""

from collections.abc import Hashable

import orjson
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.rest.answers import Made, answered, ask
from api.rest.asking import Asking
from api.rest.formats import OF_THINGS
from api.rest.paths import Address
from db.query import Selection
from schema.plain import key_of, read_include, thing_tree
from schema.query import LISTED
from schema.records import addresses, record


async def answer_thing(asking: Asking) -> Response:
    """The thing that the address names."""
    name = asking.address.name
    kind = asking.choose(OF_THINGS[name])
    include = read_include(name, asking.pairs, asking.service.settings)
    selection = record(LISTED[name], include, whole=True)

    async def make() -> Made:
        revision, thing = await find(asking, selection, (name, include))
        return Made(revision, thing)

    return await answered(asking, kind, make, name=asking.address.key)


def _missing(address: Address) -> HTTPException:
    what = f"There is nothing with the slug or id {address.key!r} in /v1/{address.name}."
    return HTTPException(404, what)


async def find(asking: Asking, selection: Selection, key: Hashable) -> tuple[int, bytes]:
    """The revision of the knowledge, and what is selected of the thing, as JSON.

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
    )
    told, _, thing = found.partition(b',"thing":')
    if thing == b"null}":
        raise _missing(address)
    revision: int = orjson.loads(told + b"}")["about"]["revision"]
    return revision, thing[:-1]
