"""Checks that what a reading refers to is known, each thing by whichever of its names."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from db.models.terms import AttributionRole, EventKind, Review
from seeds.checks import in_circle, local_reply, require_distinct
from seeds.drafted import is_draft, is_unpublished, proposed_actors
from seeds.known import Known, proposed, require, unknown
from seeds.locating import appearances, attributions
from seeds.problems import Problems, Where
from seeds.reading import Claim, Event, Mention, Place, Reading, Statement


def setting(given: str | Place) -> Place:
    """A claim's place, in either form."""
    return Place(location=given) if isinstance(given, str) else given


@dataclass
class References:
    """Checks one reading. `document` is the key of its document, 0 where that is new."""

    reading: Reading
    known: Known
    document: int
    problems: Problems

    def check(self) -> None:
        unpublished = is_unpublished(self.reading)
        events = self.reading.events
        claims = [claim for each in self.reading.statements for claim in each.claims]
        named = [*(claim.event for claim in claims), *(event.part_of for event in events)]
        self.known.learn_events([*(event.id for event in events), *filter(None, named)])
        self.actor(("document", "publisher"), self.reading.document.publisher, unpublished)
        for place, section in enumerate(self.reading.sections):
            if section.side is not None:
                require(
                    self.problems,
                    ("sections", place, "side"),
                    "side",
                    section.side,
                    self.known.sides,
                )
        for place, statement in enumerate(self.reading.statements):
            self.statement(statement, ("statements", place))
        check_definitions(self.reading.events, self.known, self.document, self.problems)
        self.mentions(self.reading.mentions, ("mentions",), unpublished)
        self.proposed()

    def proposed(self) -> None:
        """The bodies and sides of actors that are proposed."""
        for place, (_, actor) in enumerate(proposed_actors(self.reading).items()):
            where: Where = ("proposed", "actors", place)
            self.actor((*where, "organization"), actor.organization, True)
            if actor.side is not None:
                require(self.problems, (*where, "side"), "side", actor.side, self.known.sides)

    def actor(self, where: Where, slug: str | None, draft: bool) -> None:
        """The actor must be known; in a draft, one that the reading proposes will do."""
        if slug is None or slug in self.known.actors:
            return
        if slug not in proposed_actors(self.reading):
            require(self.problems, where, "actor", slug, self.known.actors)
        elif not draft:
            self.problems.add_shared(where, proposed(slug))

    def place(self, where: Where, slug: str | None) -> None:
        if slug is not None:
            require(self.problems, where, "place", slug, self.known.places)

    def statement(self, statement: Statement, where: Where) -> None:
        draft = is_draft(statement)
        self.actor((*where, "via"), statement.via, draft)
        self.reply(statement, (*where, "in_reply_to"))
        speakers: set[int | str] = set()
        for at, appearance in appearances(statement, where):
            named = []
            for by, actor, role, _ in attributions(appearance, at):
                self.actor(by, actor, draft)
                named.append((self.known.actors.get(actor, actor), role))
                if role is not AttributionRole.REPORTER:
                    speakers.add(self.known.actors.get(actor, actor))
            self.distinct(at, named, "speaker")
        for place, claim in enumerate(statement.claims):
            self.claim(claim, (*where, "claims", place), speakers, draft)
        self.mentions(statement.mentions, (*where, "mentions"), draft)

    def reply(self, statement: Statement, where: Where) -> None:
        answered = statement.in_reply_to
        if answered is None or local_reply(self.reading, answered) is not None:
            return
        if self.known.statement(answered, self.document) is None:
            self.problems.add(
                where,
                f"statement {answered!r} is not known; give an id of this reading, or the slug of "
                "a statement of another one and load that first.",
            )

    def claim(self, claim: Claim, where: Where, speakers: set[int | str], draft: bool) -> None:
        self.actor((*where, "by"), claim.by, draft)
        by = self.known.actors.get(claim.by, claim.by) if claim.by is not None else None
        if by is not None and self.is_named(claim.by) and by not in speakers:
            self.problems.add(
                (*where, "by"), f"{claim.by!r} is none of the statement's speakers; correct it."
            )
        if claim.event is not None:
            self.event((*where, "event"), claim.event, draft)
        for place, item in enumerate(claim.participants):
            self.actor((*where, "participants", place), item.actor, draft)
        for place, given in enumerate(claim.at):
            self.place((*where, "at", place), setting(given).location)
        actors, places = self.known.actors, self.known.places
        taking_part = [
            (actors.get(item.actor, item.actor), item.role) for item in claim.participants
        ]
        self.distinct((*where, "participants"), taking_part, "participant")
        settings = [setting(given) for given in claim.at]
        settled = [(places.get(item.location, item.location), item.relation) for item in settings]
        self.distinct((*where, "at"), settled, "place")

    def is_named(self, slug: str | None) -> bool:
        """Whether the actor is known, or proposed here."""
        return slug in self.known.actors or slug in proposed_actors(self.reading)

    def distinct(self, where: Where, rows: Iterable[Hashable], what: str) -> None:
        rows = list(rows)
        if len(set(rows)) < len(rows):
            self.problems.add(where, f"A {what} is given twice, perhaps by another of its names.")

    def mentions(self, mentions: Iterable[Mention], where: Where, draft: bool) -> None:
        for place, mention in enumerate(mentions):
            self.actor((*where, place, "actor"), mention.actor, draft)
            self.place((*where, place, "location"), mention.location)

    def event(self, where: Where, slug: str, draft: bool) -> None:
        """The event must be defined: here, or in another reading that still defines it.

        Readers see no claim about an event that is a draft: then the statement must be one too.
        """
        for event in self.reading.events:
            if event.id == slug:
                if event.review is Review.DRAFT and not draft:
                    self.problems.add(where, drafted(slug))
                return
        defined = self.known.event(slug)
        own = [event.id for event in self.reading.events]
        if defined is None:
            self.problems.add(where, unknown("event", slug, own))
        elif defined.review is Review.WITHDRAWN or is_gone(defined.defined_in, self.document):
            self.problems.add(
                where, f"event {slug!r} is withdrawn; define it again, in one reading."
            )
        elif defined.review is Review.DRAFT and not draft:
            self.problems.add(where, drafted(slug))


def drafted(slug: str) -> str:
    return (
        f"event {slug!r} is a DRAFT, and readers would not see what is claimed about it: publish "
        "the event (`review: PUBLISHED`), or keep the statement a DRAFT."
    )


def is_gone(defined_in: int | None, document: int | None) -> bool:
    """Whether an event that a reading does not define was that reading's own."""
    return defined_in is not None and defined_in == document


def check_definitions(
    events: list[Event], known: Known, document: int | None, problems: Problems
) -> None:
    """Checks the events that a file defines.

    `document` is the key of the document whose reading it is, 0 where that is new, and none for a
    file of actors.
    """
    require_distinct(problems, ("events",), (event.id for event in events), "id")
    own = {event.id: event.part_of for event in events}

    def above(slug: str) -> str | None:
        if slug in own:
            return own[slug]
        defined = known.event(slug)
        return defined.part_of if defined else None

    for place, event in enumerate(events):
        where: Where = ("events", place)
        before = known.event(event.id)
        if before and before.defined_in != document and before.review is not Review.WITHDRAWN:
            problems.add(
                (*where, "id"),
                f"event {event.id!r} is defined elsewhere already ({known.definer(before)}); claim "
                "about that one, or give this one another id.",
            )
        if event.part_of is None:
            continue
        larger = known.event(event.part_of)
        if event.part_of not in own and (
            larger is None
            or larger.review is Review.WITHDRAWN
            or (document is not None and is_gone(larger.defined_in, document))
        ):
            problems.add((*where, "part_of"), unknown("event", event.part_of, own))
        elif in_circle(event.id, above):
            problems.add(
                (*where, "part_of"),
                f"event {event.id!r} would be part of itself, directly or through others.",
            )


def is_conflict(slug: str, events: list[Event], known: Known) -> bool:
    """Whether the name is that of an event of kind CONFLICT, of the file or known before."""
    for event in events:
        if event.id == slug:
            return event.kind is EventKind.CONFLICT
    defined = known.event(slug)
    return defined is not None and defined.kind is EventKind.CONFLICT
