"""Everything that readers may see, as one file."""

from collections.abc import Callable, Iterator, Mapping

from starlette.responses import Response

from api.rest.answers import Streamed, not_modified
from api.rest.asking import Asking
from api.rest.formats import NDJSON, ZIP, Format
from db.streams import Snapshot
from seeds.exports.ndjson import ndjson
from seeds.exports.zipped import zipped

NAME = "event-knowledge"

EXPORTS: Mapping[Format, Callable[[Snapshot], Iterator[bytes]]] = {NDJSON: ndjson, ZIP: zipped}


async def answer_export(asking: Asking) -> Response:
    """The export that `event-knowledge load` takes back."""
    kind = asking.choose(list(EXPORTS))
    asking.take_nothing()
    if found := await not_modified(asking, kind, is_there=True):
        return found
    return Streamed(asking, kind, EXPORTS[kind], NAME)
