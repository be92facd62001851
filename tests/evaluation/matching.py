"""Which item of a draft is which of the gold reading: by the characters they stand on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from seeds.dates import overlap
from tests.evaluation.laid import Characters, Item, Laid

SAME = 0.8
"""From this likeness on, words of a statement count as found."""

Likeness = Callable[[Item, Item], tuple[float, ...] | None]
"""How alike two items are; none where they cannot be the same."""

Date = tuple[str | None, str | None, str | None, bool]


@dataclass(frozen=True, eq=False)
class Keyed:
    """A reading whose items have keys: those of a draft have the keys of the gold ones they are."""

    laid: Laid
    appearances: list[int]
    statements: list[int]
    claims: list[int]
    events: dict[str, int]
    mentions: list[int]


def keyed(gold: Laid, draft: Laid) -> tuple[Keyed, Keyed]:
    """Both readings with their keys. What the gold reading has not gets a key below zero."""
    of_gold = Keyed(
        gold,
        appearances=list(range(len(gold.appearances))),
        statements=list(range(len(gold.statements))),
        claims=list(range(len(gold.claims))),
        events={event.data.get("id", ""): key for key, event in enumerate(gold.events)},
        mentions=list(range(len(gold.mentions))),
    )
    appearances = matched(gold.appearances, draft.appearances, same_words)
    statements = matched(
        gold.statements, draft.statements, _share(gold.appearances, draft.appearances, appearances)
    )
    claims = matched(gold.claims, draft.claims, _same_claim(gold, draft, statements))
    events = matched(gold.events, draft.events, _same_event(gold, draft, statements, claims))
    slugs = [event.data.get("id", "") for event in draft.events]
    mentions = matched(gold.mentions, draft.mentions, _same_name(gold, draft))
    return of_gold, Keyed(
        draft, appearances, statements, claims, dict(zip(slugs, events, strict=True)), mentions
    )


def matched(gold: Sequence[Item], draft: Sequence[Item], likeness: Likeness) -> list[int]:
    """For each item of the draft the number of the gold one it is, each once; or one below zero."""
    pairs = [
        (tuple(-part for part in alike), ours, theirs)
        for theirs, item in enumerate(draft)
        for ours, other in enumerate(gold)
        if (alike := likeness(other, item)) is not None
    ]
    found: dict[int, int] = {}
    for _, ours, theirs in sorted(pairs):
        if theirs not in found and ours not in found.values():
            found[theirs] = ours
    return [found.get(theirs, -1 - theirs) for theirs in range(len(draft))]


def likeness(one: Characters, other: Characters) -> float:
    """The part of all their characters that both have."""
    return len(one & other) / len(one | other) if one and other else 0.0


def same_words(one: Item, other: Item) -> tuple[float, ...] | None:
    alike = likeness(one.at, other.at)
    return (alike,) if alike >= SAME else None


def date_of(given: Any) -> Date | None:
    """A date as it is compared: `start` alone is that day, and the precision does not count."""
    given = given or {}
    start, end = _point(given.get("start")), _point(given.get("end"))
    ongoing = bool(given.get("ongoing"))
    part = given.get("part")
    if not (start or end or part):
        return None
    return start, end or (None if ongoing else start), part, ongoing


def _point(given: Any) -> str | None:
    """YAML has days and minutes as text, as dates or as times."""
    if given is None or isinstance(given, str):
        return given or None
    return str(given.isoformat()).removesuffix(":00") if hasattr(given, "hour") else str(given)


def _share(
    gold: Sequence[Item], draft: Sequence[Item], appearances: Sequence[int]
) -> Callable[[Item, Item], tuple[float, ...] | None]:
    """Statements are the same where an appearance is; best where their principal ones are."""
    shared: dict[tuple[int, int], int] = {}
    principal: set[tuple[int, int]] = set()
    for theirs, ours in enumerate(appearances):
        if ours < 0:
            continue
        pair = gold[ours].of, draft[theirs].of
        shared[pair] = shared.get(pair, 0) + 1
        if gold[ours].data.get("id") and draft[theirs].data.get("id"):
            principal.add(pair)

    def alike(one: Item, other: Item) -> tuple[float, ...] | None:
        pair = one.of, other.of
        return (pair in principal, shared[pair]) if pair in shared else None

    return alike


def _same_claim(gold: Laid, draft: Laid, statements: Sequence[int]) -> Likeness:
    """Claims of the same statement whose words have any in common; else by what they say."""

    def alike(one: Item, other: Item) -> tuple[float, ...] | None:
        if statements[other.of] != one.of or not one.at & other.at:
            return None
        said, heard = one.data, other.data
        return (
            likeness(one.at, other.at),
            gold.who(said.get("by")) == draft.who(heard.get("by")),
            said.get("act") == heard.get("act"),
            said.get("facet") == heard.get("facet"),
            date_of(said.get("happened")) == date_of(heard.get("happened")),
            said.get("participants") == heard.get("participants"),
            said.get("at") == heard.get("at"),
        )

    return alike


def _same_event(
    gold: Laid, draft: Laid, statements: Sequence[int], claims: Sequence[int]
) -> Likeness:
    """Events of one kind that a statement claims about in both, and whose dates agree."""
    said = _claimed(gold, range(len(gold.statements)), range(len(gold.claims)))
    heard = _claimed(draft, statements, claims)

    def alike(one: Item, other: Item) -> tuple[float, ...] | None:
        of_one = said.get(one.data.get("id", ""), (set(), set()))
        of_other = heard.get(other.data.get("id", ""), (set(), set()))
        shared = of_one[0] & of_other[0]
        dates = date_of(one.data.get("happened")), date_of(other.data.get("happened"))
        if one.data.get("kind") != other.data.get("kind") or not shared or not _agree(*dates):
            return None
        same_subkind = one.data.get("subkind") == other.data.get("subkind")
        return len(of_one[1] & of_other[1]), len(shared), same_subkind, dates[0] == dates[1]

    return alike


def _claimed(
    laid: Laid, statements: Sequence[int], claims: Sequence[int]
) -> dict[str, tuple[set[int], set[int]]]:
    """The keys of the statements, and of the claims, about each event."""
    found: dict[str, tuple[set[int], set[int]]] = {}
    for claim, key in zip(laid.claims, claims, strict=True):
        in_statements, by_claims = found.setdefault(claim.data.get("event") or "", (set(), set()))
        in_statements.add(statements[claim.of])
        by_claims.add(key)
    return found


def _agree(one: Date | None, other: Date | None) -> bool:
    return one is None or other is None or overlap(one[:2], other[:2])


def _same_name(gold: Laid, draft: Laid) -> Likeness:
    """Mentions of the same actor or place on any of the same characters."""

    def alike(one: Item, other: Item) -> tuple[float, ...] | None:
        same = gold.meant(one.data) == draft.meant(other.data)
        return (likeness(one.at, other.at),) if same and one.at & other.at else None

    return alike
