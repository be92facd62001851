"""What of a reading is a draft still: what it leaves open, and what it proposes."""

from collections.abc import Iterator

from db.models.terms import Review
from seeds.anchors import Text, brief
from seeds.items import Item, Made, Open, ProposedActor
from seeds.problems import Problems, Where
from seeds.reading import Claim, Event, Reading, Section, Statement

FOR_READERS = (Review.PUBLISHED, Review.WITHDRAWN)
"""What readers can come upon: nothing may be open in it."""


def is_open(item: Section | Statement | Claim | Event, member: str) -> bool:
    """Whether a draft leaves the member open."""
    return any(entry.member == member for entry in item.open)


def is_draft(statement: Statement) -> bool:
    """Whether the statement may be loaded with members that are still open."""
    return statement.review not in FOR_READERS


def is_unpublished(reading: Reading) -> bool:
    """Whether the reading is a draft as a whole: nothing in it is for readers yet."""
    drafts = [is_draft(statement) for statement in reading.statements]
    made = any(mention.made for mention in reading.mentions)
    return all(drafts) and (bool(drafts) or made)


def is_made(reading: Reading) -> bool:
    """Whether the reading is one that rules made, and not one that an editor has been through."""
    if not reading.statements:
        return any(True for _ in made_items(reading))
    return any(item.made and item.review is Review.DRAFT for item in reading.statements)


def proposed_actors(reading: Reading) -> dict[str, ProposedActor]:
    """The actors that the reading proposes, by their slugs."""
    return {actor.id: actor for actor in reading.proposed.actors} if reading.proposed else {}


def parts(item: Item, where: Where = ()) -> Iterator[tuple[Where, Item]]:
    """The item and all items in it, each with its way in the file, in the order of the model."""
    yield where, item
    for name in type(item).model_fields:
        given = getattr(item, name)
        if isinstance(given, Item):
            yield from parts(given, (*where, name))
        elif isinstance(given, list):
            for place, each in enumerate(given):
                if isinstance(each, Item):
                    yield from parts(each, (*where, name, place))


def open_entries(reading: Reading) -> Iterator[tuple[Where, Item, Open]]:
    """What is left open: the way of the entry, and the item that has it."""
    for where, item in parts(reading):
        for place, entry in enumerate(getattr(item, "open", [])):
            yield (*where, "open", place), item, entry


def made_items(reading: Reading) -> Iterator[tuple[Where, Made]]:
    """The items that rules made."""
    for where, item in parts(reading):
        made = getattr(item, "made", None)
        if made is not None:
            yield where, made


def check_drafted(reading: Reading, problems: Problems) -> None:
    """Notes what is open and must not be, and entries that speak of nothing."""
    for where, item, entry in open_entries(reading):
        if entry.member not in type(item).model_fields:
            problems.add(
                where, f"There is no member {entry.member!r} that could be open; check its name."
            )
        elif is_for_readers(where, reading):
            problems.add(
                where,
                f"`{entry.member}` is still open: decide, and take the entry out; or keep it "
                "`review: DRAFT`.",
            )


def is_for_readers(where: Where, reading: Reading) -> bool:
    """Whether readers can come upon the item. A section is there with the first statement."""
    kind, place = where[0], where[1]
    if kind == "sections":
        return not is_unpublished(reading)
    owners: list[Statement] | list[Event]
    owners = reading.statements if kind == "statements" else reading.events
    return owners[int(place)].review in FOR_READERS


def check_words(reading: Reading, text: Text, problems: Problems) -> None:
    """Notes words of what is open or proposed that are not in the text."""
    quoted = [(where, entry.words) for where, _, entry in open_entries(reading)]
    if reading.proposed is not None:
        quoted += [
            (("proposed", kind, place), item.words)
            for kind in ("actors", "places")
            for place, item in enumerate(getattr(reading.proposed, kind))
        ]
    for where, words in quoted:
        if words is not None and words not in text.value:
            problems.add(where, f"{brief(words)} does not stand in the text; copy it exactly.")
