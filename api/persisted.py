"""Queries that clients ask for by their hash alone, as Apollo's clients do (APQ).

A client sends the hash; one that is not known is answered PersistedQueryNotFound, and the client
sends query and hash together, once. Another process, or this one later, may not know it: the client
then does the same again.
"""

import re
from collections import OrderedDict
from hashlib import sha256
from typing import Any

from db.errors import BadInput, DomainError

FORM = re.compile("[0-9a-f]{64}")


class PersistedQueryNotFound(DomainError):
    """A hash under which no query is kept: send both."""

    code = "PERSISTED_QUERY_NOT_FOUND"

    def __init__(self) -> None:
        super().__init__("PersistedQueryNotFound")  # Clients look for this very word.


class PersistedQueryNotSupported(DomainError):
    """Nothing is kept here: send queries as they are."""

    code = "PERSISTED_QUERY_NOT_SUPPORTED"

    def __init__(self) -> None:
        super().__init__("PersistedQueryNotSupported")


PERSISTED = (PersistedQueryNotFound, PersistedQueryNotSupported)
"""What clients of GraphQL take as an answer, and go on from."""


class PersistedQueries:
    """Valid queries by hash. Past `most` characters, those unused for longest are forgotten."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._length = 0

    def look_up(self, extension: Any, query: str | None) -> tuple[str, str]:
        """The hash and the query of a request. Raises BadInput and the errors above."""
        if not self._most:
            raise PersistedQueryNotSupported
        given = extension if isinstance(extension, dict) else {}
        digest, version = given.get("sha256Hash"), given.get("version")
        if version != 1 or isinstance(version, bool) or not isinstance(digest, str):
            raise BadInput("`persistedQuery` is to have `version` 1, and a `sha256Hash`.")
        digest = digest.lower()
        if not FORM.fullmatch(digest):
            raise BadInput("`sha256Hash` is to be 64 hexadecimal digits.")
        if query:
            if sha256(query.encode()).hexdigest() != digest:
                raise BadInput("`sha256Hash` is not the SHA-256 of `query`.")
            return digest, query
        if digest not in self._kept:
            raise PersistedQueryNotFound
        self._kept.move_to_end(digest)
        return digest, self._kept[digest]

    def keep(self, digest: str, query: str) -> None:
        """Keeps a query that has shown to be valid."""
        if digest in self._kept or len(query) > self._most:
            return
        self._kept[digest] = query
        self._length += len(query)
        while self._length > self._most:
            _, forgotten = self._kept.popitem(last=False)
            self._length -= len(forgotten)
