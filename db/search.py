"""Full text: what is looked for, which entries have it, and how hits are ranked.

Both databases look up whole words that were folded by db/names.py, so that both find the same.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

import orjson
import sqlalchemy as sa

from db.binds import Decode, bind, checked, list_of_values
from db.cursor import Key, Mark
from db.errors import BadInput
from db.json_sql import among, constant, has_phrases, has_words
from db.models import Actor, Document, Event, Location, SearchEntry, Statement
from db.models.table import Row, table_of
from db.models.terms import SearchKind, SearchMatch
from db.names import words
from db.query import Search
from db.source import Expression, Source
from db.visibility import exists, visible

LONGEST_TEXT = 1000
"""In characters. A longer text is for `detect`."""

MOST_INDEXED = 20
"""So many words are looked up in the index; further ones in what is found by those."""

POSSESSIVE = re.compile(r"(?<=\w)[’']s\b")
"""It is sought with its apostrophe, and texts have names without it."""

QUOTED = re.compile('"([^"]*)"|“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»')

FOUND: dict[SearchKind, type[Row]] = {
    SearchKind.ACTOR: Actor,
    SearchKind.LOCATION: Location,
    SearchKind.STATEMENT: Statement,
    SearchKind.EVENT: Event,
    SearchKind.DOCUMENT: Document,
}

EXACT_NAME, EXACT_ALIAS, NAME, ALIAS, TEXT, CONTEXT = range(1, 7)
"""How good a hit is, the best first. Exact: the name is just what was looked for."""

RANKS = {
    SearchMatch.NAME: (EXACT_NAME, NAME),
    SearchMatch.ALIAS: (EXACT_ALIAS, ALIAS),
    SearchMatch.TEXT: (TEXT, TEXT),
    SearchMatch.CONTEXT: (CONTEXT, CONTEXT),
}
"""For each match, its rank where it is exact and where not."""


@dataclass(frozen=True)
class Sought:
    """What is looked for: words, folded, and phrases of several."""

    words: tuple[str, ...]
    """All words, in their order."""

    phrases: tuple[tuple[str, ...], ...]
    """What was quoted."""

    @property
    def indexed(self) -> list[str]:
        """The words that are looked up in the index: the longest, which are the rarest."""
        return sorted(set(self.words), key=lambda word: (-len(word), word))[:MOST_INDEXED]

    @property
    def checked(self) -> list[str]:
        """What is looked for besides in what the index finds."""
        others = sorted(set(self.words) - set(self.indexed))
        return [*others, *(" ".join(phrase) for phrase in self.phrases if len(phrase) > 1)]


@lru_cache(256)
def sought(text: str) -> Sought:
    """A quoted phrase is one; all else is words, whatever a database takes for operators."""
    text = POSSESSIVE.sub("", text)
    quoted = ("".join(filter(None, found)) for found in QUOTED.findall(text))
    return Sought(tuple(words(text)), tuple(filter(None, (tuple(words(each)) for each in quoted))))


def sought_in(value: Any, at: str) -> Sought:
    """Raises BadInput for what nothing can be found by."""
    text = str(checked(value, at))
    if len(text) > LONGEST_TEXT:
        raise BadInput(
            f"{at} has {len(text)} characters; up to {LONGEST_TEXT} can be looked for. "
            "What is known in a longer text, `detect` tells."
        )
    found = sought(text)
    if not found.words:
        raise BadInput(f"{at} has no letter and no digit to look for.")
    return found


def digest(found: Sought) -> str:
    """Tells searches apart in cursors, which may not grow with what is sought."""
    return ":" + sha256(repr(found).encode()).hexdigest()[:16]


class Hits(Source):
    """The rows that a search finds, with their best entries.

    They are ordered by `rank`, the latest `day`, the `place` of their kind, and `key`.
    """

    def __init__(self, field: Search) -> None:
        at = f"{field.page.at}(text:)"
        self.model = SearchEntry
        self.page = field.page
        self.parent = None
        self.keys = (
            Key("rank", sa.Integer(), descending=False),
            Key("day", sa.String(), descending=True),
            Key("place", sa.Integer(), descending=False),
            Key("key", sa.Integer(), descending=False),
        )
        self.bounded = False
        self.relation = None
        self.wanted = []
        self.row = hits(field)
        self.mark = Mark(field.text, lambda text: digest(sought_in(text, at)))

    def columns(self, _selections: Any) -> list[Any]:
        return list(self.row.c)


def hits(field: Search) -> sa.FromClause:
    """One row for each that is found, by its best entry."""
    entry = table_of(SearchEntry).alias()
    at = f"{field.page.at}(text:)"
    # A rank and, in its lower bits, a key: the smallest is the best entry, the first of equals.
    best = sa.func.min(_rank(entry, field, at).bitwise_lshift(_number(BITS)) + entry.c.entry_id)
    found = (
        sa.select(
            entry.c.kind,
            entry.c.key,
            sa.func.max(entry.c.day).label("day"),
            sa.func.min(entry.c.place).label("place"),
            best.label("best"),
        )
        .where(*_fitting(entry, field, at), _seen(entry))
        .group_by(entry.c.kind, entry.c.key)
        .subquery()
    )
    rank = sa.cast(found.c.best.bitwise_rshift(_number(BITS)), sa.Integer)
    matched = sa.case(
        *(
            (rank.in_([_number(each) for each in ranks]), constant(of))
            for of, ranks in RANKS.items()
        )
    )
    ranked = sa.select(
        rank.label("rank"),
        matched.label("matched"),
        found.c.day,
        found.c.kind,
        found.c.place,
        found.c.key,
        found.c.best.bitwise_and(_number(2**BITS - 1)).label("entry"),
    ).subquery()
    return ranked


BITS = 32
"""So many bits have room for any key."""


def _rank(entry: sa.FromClause, field: Search, at: str) -> Expression:
    whole = bind(field.text, lambda text: " ".join(sought_in(text, at).words), sa.String())
    cases: list[Any] = []
    for match, (exact, other) in RANKS.items():
        of_match = entry.c.matched == constant(match)
        if exact != other:
            cases.append((sa.and_(of_match, entry.c.words == whole), _number(exact)))
        cases.append((of_match, _number(other)))
    return sa.cast(sa.case(*cases), sa.BigInteger)


def _number(value: int) -> Any:
    return sa.literal_column(str(value), sa.BigInteger)


def _fitting(entry: sa.FromClause, field: Search, at: str) -> list[Any]:
    """That an entry has all words and phrases, and is of the kinds looked for."""
    indexed = bind(field.text, lambda text: " ".join(sought_in(text, at).indexed), sa.String())
    conditions: list[Any] = [has_words(entry.c.words, entry.c.entry_id, indexed)]
    besides = bind(field.text, _as_json(at), sa.String())
    conditions.append(has_phrases(entry.c.words, besides))
    if field.kinds is not None:
        kinds = bind(field.kinds, _kinds(f"{field.page.at}(in:)"), sa.String())
        conditions.append(among(entry.c.kind, kinds))
    return conditions


def _as_json(at: str) -> Decode:
    return lambda text: orjson.dumps(sought_in(text, at).checked).decode()


def _kinds(at: str) -> Decode:
    listed = list_of_values(at)

    def decode(value: Any) -> str:
        if value is not None and not value:
            raise BadInput(f"{at} is empty: leave it out, or say what to look for.")
        return str(listed(value))

    return decode


def _seen(entry: sa.FromClause) -> Any:
    """That readers may see what the entry finds."""
    conditions = []
    for kind, model in FOUND.items():
        row = table_of(model).alias()
        public = visible(model, row, None)
        of_kind = entry.c.kind == constant(kind)
        if public:
            of_kind = sa.and_(of_kind, exists(row, row.c.id == entry.c.key, *public))
        conditions.append(of_kind)
    return sa.or_(*conditions)
