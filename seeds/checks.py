"""The rules that a reading must keep (design, section 2), whatever the database holds."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from db.models.terms import AttributionRole, Directness
from seeds.dates import WrongDate, fuzzy
from seeds.drafted import check_drafted, is_draft, is_open
from seeds.locating import appearances, attributions
from seeds.problems import Problems, Where
from seeds.reading import Appearance, Claim, Date, Event, Figure, Mention, Reading, Statement

Name = TypeVar("Name", str, int)


def check_reading(reading: Reading, problems: Problems) -> None:
    """Notes each broken rule."""
    if "--" in reading.document.slug:
        problems.add(("document", "slug"), "A document's slug has no two hyphens in a row.")
    if "/" in reading.document.text or "\\" in reading.document.text:
        problems.add(
            ("document", "text"), "The text stands next to the reading: give its file name alone."
        )
    require_distinct(problems, ("statements",), (s.id for s in reading.statements), "id")
    check_replies(reading, problems)
    for place, statement in enumerate(reading.statements):
        check_statement(statement, ("statements", place), problems)
    check_events(reading.events, problems)
    check_mentions(reading.mentions, ("mentions",), problems)
    check_drafted(reading, problems)
    check_proposed(reading, problems)


def check_proposed(reading: Reading, problems: Problems) -> None:
    if reading.proposed is not None:
        given = (actor.id for actor in reading.proposed.actors)
        require_distinct(problems, ("proposed", "actors"), given, "id")


def check_events(events: list[Event], problems: Problems) -> None:
    require_distinct(problems, ("events",), (event.id for event in events), "id")
    for place, event in enumerate(events):
        check_date(event.happened, ("events", place, "happened"), problems)


def check_replies(reading: Reading, problems: Problems) -> None:
    """No statement answers itself, directly or round about."""
    answered = {
        statement.id: local_reply(reading, statement.in_reply_to)
        for statement in reading.statements
    }
    for place, statement in enumerate(reading.statements):
        if in_circle(statement.id, answered.get):
            problems.add(
                ("statements", place, "in_reply_to"),
                "The statement answers itself, directly or through others; correct the replies.",
            )


def local_reply(reading: Reading, answered: str | None) -> str | None:
    """The id of the statement answered, where it is one of this reading."""
    if answered is None:
        return None
    name = answered.removeprefix(f"{reading.document.slug}--")
    return name if any(statement.id == name for statement in reading.statements) else None


def in_circle(start: Name, above: Callable[[Name], Name | None]) -> bool:
    """Whether going up from a name, or key, by `above` leads back to it."""
    seen: set[Name] = set()
    name = above(start)
    while name is not None and name not in seen:
        if name == start:
            return True
        seen.add(name)
        name = above(name)
    return False


def check_statement(statement: Statement, where: Where, problems: Problems) -> None:
    if "--" in statement.id:
        problems.add((*where, "id"), "A statement's id has no two hyphens in a row.")
    check_date(statement.said, (*where, "said"), problems)
    for at, appearance in appearances(statement, where):
        check_attributions(appearance, at, problems, speakers_open(statement))
    check_voice(statement, where, problems)
    for place, claim in enumerate(statement.claims):
        check_claim(claim, (*where, "claims", place), problems)
    check_mentions(statement.mentions, (*where, "mentions"), problems)


def speakers_open(statement: Statement) -> bool:
    """Whether it is a draft that does not say yet who says it."""
    return is_draft(statement) and is_open(statement, "speakers")


def check_attributions(
    appearance: Appearance, where: Where, problems: Problems, speakers_open: bool
) -> None:
    if appearance.attributions and (appearance.speakers or appearance.said_by):
        problems.add(
            (*where, "attributions"),
            "Give either `attributions`, or `speakers` with `said_by`; not both.",
        )
    elif bool(appearance.speakers) != bool(appearance.said_by) and not (
        speakers_open and appearance.said_by
    ):
        problems.add(where, "`speakers` and `said_by` go together; give both or neither.")


def check_voice(statement: Statement, where: Where, problems: Problems) -> None:
    """A narrator's statement is by nobody; every other is by somebody."""
    narrated = statement.directness is Directness.NARRATOR
    for at, appearance in appearances(statement, where):
        if (appearance.directness is Directness.NARRATOR) != narrated:
            problems.add(
                (*at, "directness"),
                "A statement is the NARRATOR's in all its appearances or in none.",
            )
        elif narrated and any(attributions(appearance, at)):
            problems.add(
                at, "The NARRATOR is nobody: leave out who says it, or change `directness`."
            )
    roles = {role for _, _, role, _ in attributions(statement, where)}
    if not narrated and AttributionRole.SPEAKER not in roles and not speakers_open(statement):
        problems.add(
            where,
            "Nobody says it: give `speakers` and `said_by` (or `attributions` with a SPEAKER), or "
            "make it the NARRATOR's by `directness`.",
        )


def check_claim(claim: Claim, where: Where, problems: Problems) -> None:
    if claim.event is not None and claim.facet is None:
        problems.add(where, "It is about an event: tell by `facet` which question it answers.")
    if claim.event is None and claim.facet is not None:
        problems.add(
            (*where, "facet"), "It has a `facet` and no `event`; give both, or leave it out."
        )
    if claim.words is None and (claim.after or claim.nth):
        problems.add(where, "`after` and `nth` tell which place of `words`; give the words.")
    check_date(claim.happened, (*where, "happened"), problems)
    for place, figure in enumerate(claim.figures):
        check_figure(figure, (*where, "figures", place), problems)


def check_figure(figure: Figure, where: Where, problems: Problems) -> None:
    low, high = figure.minimum, figure.maximum
    if low is not None and high is not None and low > high:
        problems.add((*where, "minimum"), f"The minimum {low} is above the maximum {high}.")


def check_mentions(mentions: list[Mention], where: Where, problems: Problems) -> None:
    for place, mention in enumerate(mentions):
        if (mention.actor is None) == (mention.location is None):
            problems.add((*where, place), "A mention means either an `actor` or a `location`.")
    given = ((m.words, m.after, m.nth, m.form, m.actor, m.location, m.role) for m in mentions)
    require_distinct(problems, where, given, "mention")


def check_date(given: Date | None, where: Where, problems: Problems) -> None:
    try:
        fuzzy(given, "date")
    except WrongDate as why:
        problems.add(where, f"The date does not fit: {why}.")


def require_distinct(
    problems: Problems, where: Where, names: Iterable[Hashable], what: str
) -> None:
    """Notes each name that an earlier item of the list has."""
    seen: set[Hashable] = set()
    for place, name in enumerate(names):
        if name in seen:
            parts = name if isinstance(name, tuple) else (name,)
            shown = " ".join(str(part) for part in parts if part is not None)
            problems.add((*where, place), f"The {what} {shown!r} is given twice.")
        seen.add(name)
