"""What the items of files of knowledge are made of, and what a draft adds to them.

A draft says of each item which rule made it and how sure that is, what is left open and with which
candidates, and which actors and places the text names that are not known yet.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from db.models import terms
from db.models.actors import SLUG

Slug = Annotated[str, StringConstraints(pattern=SLUG)]
Words = Annotated[str, StringConstraints(min_length=1)]
Confidence = Annotated[float, Field(ge=0, le=1)]


class Item(BaseModel):
    """A part of a file of knowledge: a member that is not known is refused."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Made(Item):
    """How an item of a draft came about; what an editor writes has none."""

    rule: Words
    """The name of the rule that made it."""

    confidence: Confidence
    """How sure that is: 1 is certain."""


class Candidate(Item):
    """What a member that is left open may be."""

    value: Words
    """A slug, an id, or a word of the vocabulary."""

    confidence: Confidence
    """How sure that is: 1 is certain."""

    why: str | None = None
    """What speaks for it."""


class Open(Item):
    """A member that a draft leaves open. An editor decides, and takes the entry out."""

    member: Words
    """The member, such as `speakers`, `in_reply_to` or `event`."""

    words: Words | None = None
    """The words of the text that it is about."""

    why: str | None = None
    """Why it is left open."""

    candidates: list[Candidate] = []
    """What it may be, the more likely first."""


class ProposedActor(Item):
    """Somebody whom the text names and who is not known: to be put into a file of actors."""

    id: Slug
    """The slug that the draft uses for it."""

    kind: terms.ActorKind
    name: Words
    role: str | None = None
    """The post, of a person."""

    organization: Slug | None = None
    """The body it belongs to: an actor that is known, or proposed here."""

    side: Slug | None = None
    """The camp it speaks or acts for."""

    words: Words
    """The words of the text that tell so."""

    made: Made | None = None


class ProposedPlace(Item):
    """A place that the text names and that is not known: to be put into a gazetteer."""

    words: Words
    """The name as the text has it."""

    kind: terms.LocationKind | None = None
    candidates: list[Slug | Candidate] = []
    """Places that are known, of which it may be another spelling."""

    made: Made | None = None


class Proposed(Item):
    """What the text names and is not known yet."""

    actors: list[ProposedActor] = []
    places: list[ProposedPlace] = []
