"""Where what is said begins behind a verb, and who is accused or addressed before it."""

import re

from seeds.reader.attribution.sentence import Clause
from seeds.reader.attribution.signs import OPENING
from seeds.reader.attribution.speakers import speakers_at
from seeds.reader.naming import Named

ADDRESSING = {"ACCUSE", "APPEAL", "DEMAND", "COMMENT", "WARN", "CLAIM", "PROMISE"}
"""Acts whose verbs may have somebody as their object: "accused Y of", "told reporters that"."""

TELLING_ABOUT = {"ACCUSE", "COMMENT", "WARN", "CLAIM"}
WISHING = {"APPEAL", "DEMAND", "PROMISE", "OFFER", "WARN"}
DENYING = {"DENY", "REJECT"}
DIRECT = {"DENY", "REJECT", "CONFIRM", "ANNOUNCE", "WARN", "COMMENT", "OFFER", "APPEAL"}
"""Acts whose verbs may have what is said as their object: "denied the shelling"."""

QUOTATION = re.compile(rf"[^.;]{{0,40}}?(?={OPENING})")
SPACE = re.compile(r"\s+")
WORD = re.compile(r"\s*[,:]?\s+(?=\w)")


def begin(clause: Clause, limit: int) -> tuple[int | None, Named | None]:
    """Behind "that", "of", "to" or a mark, up to `limit`; None where nothing is said."""
    after, accused = _addressed(clause)
    return _behind_link(clause, after, limit), accused


def _addressed(clause: Clause) -> tuple[int, Named | None]:
    """Where the words for whom it is said of, or to, end."""
    if clause.verb.act not in ADDRESSING:
        return clause.behind, None
    sentence, words = clause.sentence, clause.sentence.signs.complement
    led = words.addressed.match(sentence.plain, clause.behind)
    named = speakers_at(sentence, led.end()) if led else None
    if named and clause.verb.act != "CLAIM":
        return named[1], named[0][0].named
    told = clause.verb.act != "CLAIM" or words.telling.fullmatch(clause.verb.words)
    place = led.end() if led else clause.behind
    hearers = words.hearers.match(sentence.plain, place) if told else None
    return hearers.end() if hearers else clause.behind, None


def _behind_link(clause: Clause, after: int, limit: int) -> int | None:
    verb, plain = clause.verb, clause.sentence.plain
    words = clause.sentence.signs.complement
    that = words.that.match(plain, after, limit)
    if that and verb.act != "ACCUSE":
        return that.end()
    links = (
        (words.about, verb.act in TELLING_ABOUT or words.about_verbs.match(verb.words)),
        (words.wish, verb.act in WISHING),
        (QUOTATION, verb.act not in DENYING),
        (words.names, True),
        (SPACE, verb.act in DIRECT),
        (WORD, verb.act == "CLAIM"),
    )
    ends = (link.match(plain, after) for link, may_follow in links if may_follow)
    return next((found.end() for found in ends if found), None)
