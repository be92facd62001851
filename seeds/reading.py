"""The reading file: what an editor finds in a text. Anchors are the exact words of the text.

Its JSON Schema, `seeds/reading.schema.json`, is made from these classes.
"""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from db.models import terms
from db.models.actors import LANGUAGE
from db.models.values import DAY_OR_MINUTE
from seeds.items import Item, Made, Open, Proposed, Slug, Words

Point = Annotated[str, StringConstraints(pattern=DAY_OR_MINUTE)]
MOST = 2**31 - 1
"""The greatest number that a column of integers takes on both databases."""


class Date(Item):
    """A fuzzy date. `start` alone is that one day, unless it is ongoing; `end` alone, by then."""

    start: Point | None = None
    """First day, or day and time (local time of the region), such as 2020-11-04T08:00."""

    end: Point | None = None
    """Last day, or day and time; a night that belongs to two dates has both."""

    part: terms.PartOfDay | None = None
    """The part of the day, as the text names it."""

    precision: terms.DatePrecision | None = None
    """How exactly it is known; if empty, it follows from what is given."""

    ongoing: bool = False
    """Whether it was still going on: the end is open."""

    made: Made | None = None


class Anchored(Item):
    """Something whose words are looked for in a text."""

    words: Words
    """The exact words."""

    after: Words | None = None
    """Words that stand before them, where they stand more than once."""

    nth: int | None = Field(default=None, ge=1)
    """Which of several places it is, counted from 1."""


class Figure(Anchored):
    """A number, or words for one: "thousands" has words and no bounds."""

    metric: terms.Metric
    minimum: int | None = Field(default=None, ge=0, le=MOST)
    maximum: int | None = Field(default=None, ge=0, le=MOST)
    population: terms.Population = terms.Population.UNSTATED
    made: Made | None = None


class Means(Anchored):
    """Arms that are named."""

    kind: terms.MeansKind
    made: Made | None = None


class Participant(Item):
    """Who took part, according to the claim."""

    actor: Slug
    role: terms.ParticipationRole
    made: Made | None = None


class Place(Item):
    """Where, according to the claim."""

    location: Slug
    relation: terms.SettingRelation = terms.SettingRelation.IN
    made: Made | None = None


class Claim(Item):
    """One thing that the statement says."""

    act: terms.Act
    by: Slug | None = None
    """Which of the speakers says it; if empty, all of them."""

    words: Words | None = None
    """The words that say it, within the statement's; if empty, all of them."""

    after: Words | None = None
    nth: int | None = Field(default=None, ge=1)

    proposition: Words | None = None
    """What it says, in short and neutral words; if empty, the words themselves."""

    event: Slug | None = None
    """The event it is about; empty for what is demanded, offered, feared or a right."""

    facet: terms.Facet | None = None
    """Which question about the event it answers; given where there is an event."""

    stance: terms.Stance = terms.Stance.ASSERTS
    happened: Date | None = None
    """When it happened, as this claim gives it."""

    participants: list[Participant] = []
    at: list[Slug | Place] = []
    figures: list[Figure] = []
    means: list[Means] = []
    note: str | None = None
    made: Made | None = None
    open: list[Open] = []


class Mention(Anchored):
    """A name in the text, and whom or what it means."""

    actor: Slug | None = None
    location: Slug | None = None
    form: Words | None = None
    """The name alone, where the words have more than it; within the words."""

    role: terms.MentionRole = terms.MentionRole.NAMED
    resolved: terms.Resolved = terms.Resolved.IN_TEXT
    note: str | None = None
    made: Made | None = None


class Attribution(Item):
    """Who is named as saying it, in the long form that tells the role."""

    actor: Slug
    role: terms.AttributionRole = terms.AttributionRole.SPEAKER
    words: Words
    """The words that say so, in the paragraph of the appearance."""


class Appearance(Anchored):
    """A place where the statement stands."""

    directness: terms.Directness
    speakers: list[Slug] = []
    """Who says it; with `said_by`. Empty where the document itself speaks."""

    said_by: Words | None = None
    """The words that say who says it, in the same paragraph."""

    attributions: list[Attribution] = []
    """Instead of `speakers` and `said_by`, where roles or words differ."""

    quote: Words | None = None
    """What stands inside the quotation marks; if empty, it is found."""

    insertions: list[Words] = []
    """Words, with their brackets, that an editor put into the quotation."""

    made: Made | None = None


class FurtherAppearance(Appearance):
    """A further place where the statement stands."""

    wording: terms.Wording = terms.Wording.SAME


class Statement(Appearance):
    """Words somebody uttered, or the document's own voice; and their principal place."""

    id: Slug
    """Its name in this reading; its slug is the document's, two hyphens, this."""

    said: Date | None = None
    """When it was said."""

    channel: terms.Channel | None = None
    via: Slug | None = None
    """Through whom it came, such as the newspaper of an interview."""

    in_reply_to: Slug | None = None
    """The statement it answers: an id of this reading, or the slug of another's statement."""

    review: terms.Review = terms.Review.PUBLISHED
    note: str | None = None
    open: list[Open] = []
    """What a draft leaves open: as long as there is any, it is no statement to publish."""

    claims: list[Claim] = Field(min_length=1)
    appearances: list[FurtherAppearance] = []
    """Further places where it stands."""

    mentions: list[Mention] = []
    """Names in its words."""


class Event(Item):
    """What claims are about. It is defined once, in one reading."""

    id: Slug
    """Its slug."""

    title: Words
    """Neutral title."""

    kind: terms.EventKind
    subkind: terms.EventSubkind | None = None
    happened: Date | None = None
    """When, as the desk files it."""

    part_of: Slug | None = None
    """The larger event it is part of."""

    review: terms.Review = terms.Review.PUBLISHED
    note: str | None = None
    made: Made | None = None
    open: list[Open] = []


class Section(Item):
    """A part of the text: from where it begins to where the next one does."""

    role: terms.SectionRole
    heading: Words | None = None
    """The words it is headed by, at its beginning."""

    begins: Words | None = None
    """Its first words, where it has no heading."""

    side: Slug | None = None
    """The side that the heading names."""

    made: Made | None = None
    open: list[Open] = []


class Document(Item):
    """The text that is read."""

    slug: Slug
    kind: terms.DocumentKind
    title: Words
    publisher: Slug | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")] | None = None
    published_on: date | None = None
    edition: str | None = None
    language: Annotated[str, StringConstraints(pattern=LANGUAGE)] = "en"
    note: str | None = None
    text: Words
    """The file with the text, next to the reading."""

    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """SHA-256 of that file, so that a changed text is noticed."""


class Reading(Item):
    """What an editor finds in one text."""

    document: Document
    sections: list[Section] = []
    statements: list[Statement] = []
    events: list[Event] = []
    mentions: list[Mention] = []
    """Names in the text outside the words of any statement, such as in headings."""

    proposed: Proposed | None = None
    """In a draft, what the text names and is not known yet."""
