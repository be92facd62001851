"""What a reading says, as facts that can be compared one by one."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from seeds.anchors import brief
from tests.evaluation.laid import Data, Item, Laid, many, plain
from tests.evaluation.matching import Keyed, date_of

Value = tuple[Hashable, ...]
Values = Callable[[Laid, Data], Iterable[Value]]
"""What an item says, each thing as a tuple."""


@dataclass(frozen=True)
class Fact:
    """One thing that a reading says; two are the same if their keys are."""

    key: Hashable
    line: int = field(compare=False)
    shown: str = field(compare=False)
    statement: int | None = field(default=None, compare=False)
    """The key of the statement without which it cannot be found, where there is one."""

    follows: bool = field(default=False, compare=False)
    """Whether it is wrong because the words of that statement were not found."""


def fact(read: Keyed, key: Hashable, value: Value, item: Item) -> Fact:
    """What an item says; `key` is that of what it belongs to."""
    said = " ".join(show(each) for each in value if each is not None)
    statement = read.statements[item.of] if item.of >= 0 else None
    return Fact((key, *value), item.line, f"{brief(item.words)} {said}".rstrip(), statement)


def show(value: Hashable) -> str:
    if isinstance(value, frozenset):
        return " + ".join(sorted(map(show, value))) or "nobody"
    return str(value)


def sections(read: Keyed) -> Iterator[Fact]:
    for section in read.laid.sections:
        value = section.data.get("role"), section.data.get("side")
        words = section.data.get("heading") or section.data.get("begins") or ""
        yield Fact((section.line, *value), section.line, f"{brief(words)} {value[0]} {value[1]}")


def words(read: Keyed) -> Iterator[Fact]:
    for key, item in zip(read.appearances, read.laid.appearances, strict=True):
        yield Fact((key,), item.line, brief(item.words))


def exact_words(read: Keyed) -> Iterator[Fact]:
    for key, item in zip(read.appearances, read.laid.appearances, strict=True):
        yield Fact((key, item.words), item.line, brief(item.words))


def joins(read: Keyed) -> Iterator[Fact]:
    """Each two appearances of one statement."""
    together: dict[int, list[tuple[int, Item]]] = {}
    for key, item in zip(read.appearances, read.laid.appearances, strict=True):
        together.setdefault(item.of, []).append((key, item))
    for each in together.values():
        for (one, item), (other, further) in combinations(each, 2):
            shown = f"{brief(item.words)} and {brief(further.words)} of line {further.line}"
            yield Fact(frozenset([one, other]), item.line, shown)


def by_appearance(values: Values) -> Callable[[Keyed], Iterator[Fact]]:
    def facts(read: Keyed) -> Iterator[Fact]:
        for key, item in zip(read.appearances, read.laid.appearances, strict=True):
            for value in dict.fromkeys(values(read.laid, item.data)):
                yield fact(read, key, value, item)

    return facts


def by_statement(values: Values) -> Callable[[Keyed], Iterator[Fact]]:
    def facts(read: Keyed) -> Iterator[Fact]:
        for key, item in zip(read.statements, read.laid.statements, strict=True):
            for value in dict.fromkeys(values(read.laid, item.data)):
                yield fact(read, key, value, item)

    return facts


def by_claims_of_statement(values: Values) -> Callable[[Keyed], Iterator[Fact]]:
    """What any of a statement's claims says, each thing once a statement."""

    def facts(read: Keyed) -> Iterator[Fact]:
        every = (
            fact(read, read.statements[claim.of], value, claim)
            for claim in read.laid.claims
            for value in values(read.laid, claim.data)
        )
        yield from dict.fromkeys(every)

    return facts


def by_claim(values: Values) -> Callable[[Keyed], Iterator[Fact]]:
    def facts(read: Keyed) -> Iterator[Fact]:
        for key, claim in zip(read.claims, read.laid.claims, strict=True):
            for value in values(read.laid, claim.data):
                yield fact(read, key, value, claim)

    return facts


def speakers(laid: Laid, appearance: Data) -> Iterator[Value]:
    """All of them together; nobody, where the text itself speaks."""
    yield (frozenset(actor for actor, *_ in laid.speakers(appearance)),)


def roles(laid: Laid, appearance: Data) -> Iterator[Value]:
    for actor, role, _ in laid.speakers(appearance):
        yield actor, role


def said(_: Laid, statement: Data) -> Iterator[Value]:
    date = date_of(statement.get("said"))
    if date:
        yield date


def channels(laid: Laid, statement: Data) -> Iterator[Value]:
    if statement.get("channel"):
        yield (statement["channel"],)
    if statement.get("via"):
        yield "via", laid.who(statement["via"])


def replies(read: Keyed) -> Iterator[Fact]:
    """Those within the text: what other texts say, a reader of this one does not know."""
    numbers = {item.data.get("id"): item.of for item in read.laid.statements}
    for key, item in zip(read.statements, read.laid.statements, strict=True):
        slug = item.data.get("in_reply_to")
        answered = numbers.get(slug) if slug else None
        if answered is not None:
            to = read.laid.statements[answered]
            shown = f"{brief(item.words)} to {brief(to.words)} of line {to.line}"
            yield Fact((key, read.statements[answered]), item.line, shown, key)


def member(name: str, default: str | None = None) -> Values:
    """A member that is one word."""

    def values(_: Laid, item: Data) -> Iterator[Value]:
        value = item.get(name) or default
        if value is not None:
            yield (value,)

    return values


def happened(_: Laid, claim: Data) -> Iterator[Value]:
    date = date_of(claim.get("happened"))
    if date:
        yield date


def settings(laid: Laid, claim: Data) -> Iterator[Value]:
    for given in many(claim, "at"):
        place = {"location": given} if isinstance(given, str) else given
        yield laid.where(place.get("location")), place.get("relation") or "IN"


def places(laid: Laid, claim: Data) -> Iterator[Value]:
    for place, _ in settings(laid, claim):
        yield (place,)


def participants(laid: Laid, claim: Data) -> Iterator[Value]:
    for given in many(claim, "participants"):
        yield laid.who(given.get("actor")), given.get("role")


def figures(_: Laid, claim: Data) -> Iterator[Value]:
    for given in many(claim, "figures"):
        bounds = tuple(given.get(bound) for bound in ("minimum", "maximum"))
        yield given.get("metric"), *bounds, given.get("population") or "UNSTATED"


def means(_: Laid, claim: Data) -> Iterator[Value]:
    for given in many(claim, "means"):
        yield (given.get("kind"),)


def claims(_: Laid, __: Data) -> Iterator[Value]:
    yield ()


def subjects(read: Keyed) -> Iterator[Fact]:
    """The events that each statement claims about."""
    every = (
        Fact(
            (read.statements[claim.of], read.events[claim.data["event"]]),
            claim.line,
            f"{brief(claim.words)} {claim.data['event']}",
            read.statements[claim.of],
        )
        for claim in read.laid.claims
        if claim.data.get("event")
    )
    yield from dict.fromkeys(every)


def events(read: Keyed) -> Iterator[Fact]:
    for event in read.laid.events:
        kind, subkind = (event.data.get(name) or "" for name in ("kind", "subkind"))
        shown = f"{brief(event.words)} {kind} {subkind}"
        yield Fact(read.events[event.data.get("id", "")], event.line, shown.rstrip())


def subkinds(read: Keyed) -> Iterator[Fact]:
    for event in read.laid.events:
        if event.data.get("subkind"):
            key = read.events[event.data.get("id", "")]
            yield fact(read, key, (event.data["subkind"],), event)


def mentions(read: Keyed) -> Iterator[Fact]:
    for key, item in zip(read.mentions, read.laid.mentions, strict=True):
        yield Fact(key, item.line, f"{brief(item.words)} {read.laid.meant(item.data)}")


def new_actors(read: Keyed) -> Iterator[Fact]:
    laid = read.laid
    for actor in laid.proposed("actors"):
        organization = laid.who(actor.data.get("organization")) or None
        value = plain(actor.data.get("name") or ""), actor.data.get("kind"), organization
        yield fact(read, None, value, actor)


def new_places(read: Keyed) -> Iterator[Fact]:
    for place in read.laid.proposed("places"):
        yield fact(read, None, (plain(place.data.get("words") or ""),), place)
