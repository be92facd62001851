"""What caches are told: an answer stays what it is as long as nothing that is known changes."""

from hashlib import blake2b

from starlette.requests import Request

from api.answers import encoded, is_known
from api.note import header
from api.settings import Settings
from schema.about import VERSION

ENCODINGS = ("gzip", "br", "zstd")
"""In which an answer may be sent."""


def etag_of(request: Request, base: str, state: str, media_type: str) -> str:
    """The strong tag of an answer (RFC 9110, section 8.8.3)."""
    query = request.scope["query_string"].decode("latin-1")
    path = request.scope["path"]
    parts = "\n".join((VERSION, state, base, path, query, media_type))
    return f'"{blake2b(parts.encode(), digest_size=16).hexdigest()}"'


def known(request: Request, etag: str) -> str | None:
    """The tag that the client has already, of the answer in whichever encoding; None if none."""
    given = header(request.scope, b"if-none-match")
    if not given:
        return None
    for each in (etag, *(encoded(etag, encoding) for encoding in ENCODINGS)):
        if is_known(request, each):
            return each
    return None


def has_any(request: Request) -> bool:
    """Whether any answer will do that the client has, `*`, as long as there is one."""
    return "*" in (header(request.scope, b"if-none-match") or "").replace(" ", "").split(",")


def cache_headers(settings: Settings, etag: str, *, varies: bool) -> dict[str, str]:
    """`varies`: whether the form of the answer was the client's choice by `Accept`."""
    seconds = settings.max_age
    control = f"public, max-age={seconds}" if seconds else "no-cache"
    return {"ETag": etag, "Cache-Control": control} | ({"Vary": "Accept"} if varies else {})
