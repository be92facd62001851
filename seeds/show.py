"""Shows a text with what a reading finds in it: who says what, and what was missed.

Marks say all of it in plain text; a terminal may add a colour for each side.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col, select

from db import models
from db.models.terms import Directness, SectionRole
from seeds.account import not_accounted_for
from seeds.anchors import Span, Text
from seeds.dates import overlap
from seeds.known import Known
from seeds.locating import Located, appearances, naming
from seeds.problems import Problems, Where
from seeds.reading import Reading, Statement

QUIET = (SectionRole.RELATED_LINKS, SectionRole.CAPTION)
LEGEND = (
    "{1 … 1} the words that say who speaks; # … # a heading; ~ … ~ captions and links, where "
    "nothing is said; <? … ?> not accounted for"
)

Piece = tuple[str, frozenset[str]]
"""Characters of the text or of a mark, and what they are: "heading", "side 0", …"""


@dataclass(frozen=True)
class Mark:
    """A stretch of the text, how its beginning and end are marked, and what it is."""

    span: Span
    opening: str
    closing: str
    about: str


@dataclass
class Camps:
    """The sides of those who speak, numbered in the order in which they come up."""

    of_actor: dict[str, list[str]]
    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, statement: Statement) -> list[str]:
        """The sides of a statement's speakers."""
        found = (side for actor in speakers(statement) for side in self.of_actor.get(actor, []))
        return list(dict.fromkeys(found))

    def about(self, statement: Statement) -> str:
        """What a statement is: of the side with that number, of several, of none, narrated."""
        sides = self.of(statement)
        for side in sides:
            self.numbers.setdefault(side, len(self.numbers))
        if len(sides) == 1:
            return f"side {self.numbers[sides[0]]}"
        return "several sides" if sides else "no side"


def show(
    reading: Reading, located: Located, problems: Problems, engine: sa.Engine
) -> Iterator[Piece]:
    """The text with its marks, and the legend under it."""
    camps = camps_known(reading, engine)
    order = in_order(reading, located)
    marks = [*statement_marks(order, located, camps), *section_marks(reading, located)]
    marks += [Mark(span, "<? ", " ?>", "left") for span in not_accounted_for(reading, located)]
    yield from marked(located.text, marks)
    if not located.text.value.endswith("\n"):
        yield "\n", frozenset()
    yield "\n", frozenset()
    for number, (where, statement) in enumerate(order, 1):
        words = legend_line(number, statement, camps, problems.line(where))
        yield words, frozenset({camps.about(statement)})
    yield f"{LEGEND}\n", frozenset()


def speakers(statement: Statement) -> list[str]:
    """Who says it, in whichever form and place that is told."""
    found = [
        actor
        for _, given in appearances(statement, ())
        for actor in (*given.speakers, *(each.actor for each in given.attributions))
    ]
    return list(dict.fromkeys(found))


def camps_known(reading: Reading, engine: sa.Engine) -> Camps:
    """The camps on the day of the text, as the database has them, and those of the proposed."""
    day = reading.document.published_on
    on = day.isoformat() if day else None
    with Session(engine) as session:
        known = Known(session)
        rows = session.execute(
            select(models.SideMembership, col(models.Side.slug)).join(
                models.Side, col(models.Side.id) == col(models.SideMembership.side_id)
            )
        ).all()
    by_key: dict[int, list[str]] = {}
    for member, side in rows:
        if overlap((member.since, member.until), (on, on)):
            by_key.setdefault(member.actor_id, []).append(side)
    of_actor = {slug: by_key.get(key, []) for slug, key in known.actors.items()}
    for actor in reading.proposed.actors if reading.proposed else []:
        of_actor.setdefault(actor.id, [actor.side] if actor.side else [])
    return Camps(of_actor)


def in_order(reading: Reading, located: Located) -> list[tuple[Where, Statement]]:
    """The statements whose words were found, in the order of the text."""
    ways: list[tuple[Where, Statement]] = [
        (("statements", place), statement) for place, statement in enumerate(reading.statements)
    ]
    found = [(where, statement) for where, statement in ways if where in located.spans]
    return sorted(found, key=lambda pair: located.spans[pair[0]])


def statement_marks(
    order: Iterable[tuple[Where, Statement]], located: Located, camps: Camps
) -> Iterator[Mark]:
    for number, (where, statement) in enumerate(order, 1):
        about = camps.about(statement)
        for at, given in appearances(statement, where):
            if at in located.spans:
                opening = f"[{number} {who(statement)}: "
                yield Mark(located.spans[at], opening, f" {number}]", about)
            for by in dict.fromkeys(
                located.spans[way] for way in naming(given, at) if way in located.spans
            ):
                yield Mark(by, f"{{{number} ", f" {number}}}", "naming")


def who(statement: Statement) -> str:
    if statement.directness is Directness.NARRATOR:
        return "NARRATOR"
    return ", ".join(speakers(statement)) or "?"


def section_marks(reading: Reading, located: Located) -> Iterator[Mark]:
    for span in located.headings:
        yield Mark(span, "# ", " #", "heading")
    for place, section in enumerate(reading.sections):
        if ("sections", place) not in located.spans:
            continue
        span = trimmed(located.text, located.spans["sections", place])
        if section.role in QUIET:
            yield Mark(span, "~ ", " ~", "quiet")
        elif section.role is SectionRole.TITLE and section.heading is None:
            yield Mark(span, "# ", " #", "heading")


def trimmed(text: Text, span: Span) -> Span:
    words = text.words(span)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def marked(text: Text, marks: list[Mark]) -> Iterator[Piece]:
    """The text in pieces, with the marks where they begin and end."""
    # Where several begin, the longer is outside; where several end, the one begun last is inside.
    events = [(m.span.start, 1, -m.span.end, place) for place, m in enumerate(marks)]
    events += [(m.span.end, 0, -m.span.start, -place) for place, m in enumerate(marks)]
    active: list[int] = []
    behind = 0
    for at, begins, _, number in sorted(events):
        place = abs(number)
        if at > behind:
            yield text.value[behind:at], abouts(marks, active)
            behind = at
        if begins:
            active.append(place)
            yield marks[place].opening, abouts(marks, active)
        else:
            yield marks[place].closing, abouts(marks, active)
            active.remove(place)
    yield text.value[behind:], frozenset()


def abouts(marks: list[Mark], active: list[int]) -> frozenset[str]:
    return frozenset(marks[place].about for place in active)


def legend_line(number: int, statement: Statement, camps: Camps, line: int) -> str:
    named = [
        f"{actor} ({', '.join(sides)})" if (sides := camps.of_actor.get(actor)) else actor
        for actor in speakers(statement)
    ]
    narrated = statement.directness is Directness.NARRATOR
    facts = ["NARRATOR"] if narrated else [", ".join(named) or "?", statement.directness.value]
    facts.append(statement.review.value)
    facts += [f"open: {', '.join(entry.member for entry in statement.open)}"] * bool(statement.open)
    return f"[{number}] {statement.id}: {'; '.join(facts)}; line {line}\n"
