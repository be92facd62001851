"""The file of actors: bodies and persons, the sides, and the conflict whose camps they are."""

from typing import Annotated

from pydantic import StringConstraints

from db.models import terms
from db.models.actors import LANGUAGE, WIKIDATA
from db.models.values import PARTIAL_DATE
from seeds.items import Item, Slug, Words
from seeds.reading import Event

PartialDate = Annotated[str, StringConstraints(pattern=PARTIAL_DATE)]


class Name(Item):
    """Another name."""

    value: Words
    language: Annotated[str, StringConstraints(pattern=LANGUAGE)] | None = None
    kind: terms.NameKind = terms.NameKind.SPELLING
    used_by: Slug | None = None
    """The side that uses it, where it is one side's name."""


class Affiliation(Item):
    """A post, or the body that a body belongs to."""

    organization: Slug
    role: Words
    since: PartialDate | None = None
    until: PartialDate | None = None


class Membership(Item):
    """A camp of a conflict."""

    side: Slug
    since: PartialDate | None = None
    until: PartialDate | None = None


class Actor(Item):
    """Who speaks, acts or is acted on."""

    id: Slug
    """Its slug."""

    kind: terms.ActorKind
    name: Words
    wikidata_id: Annotated[str, StringConstraints(pattern=WIKIDATA)] | None = None
    names: list[Name] = []
    sides: list[Slug | Membership] = []
    affiliations: list[Affiliation] = []


class Side(Item):
    """A camp of a conflict."""

    id: Slug
    """Its slug."""

    name: Words
    conflict: Slug
    """The event of kind CONFLICT."""


class Actors(Item):
    """The whole file."""

    events: list[Event] = []
    """Conflicts, which no reading defines."""

    sides: list[Side] = []
    actors: list[Actor] = []
