"""Who and what is known by name, as the reader needs it: read once from a database."""

import re
from dataclasses import dataclass
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col, select

from db.matching import Matcher
from db.models import Actor, Location
from db.models.terms import ActorKind
from db.names import fold
from seeds.reader.stored import Conflict, KnownActor, actors, conflicts, names, places
from seeds.reader.words import one_of, vocabulary, whole

HEADS = {ActorKind.STATE, ActorKind.DE_FACTO_AUTHORITY}
"""Kinds that have bodies of their own."""


@dataclass(frozen=True)
class Body:
    """A kind of body, such as a ministry of defense: how it is called, and what it is."""

    name: str
    kind: ActorKind
    role: str
    forms: re.Pattern[str]


class Lexicon:
    """Names, and what is behind them. It does not change, so threads may share it."""

    def __init__(self, engine: sa.Engine, language: str = "en") -> None:
        self.language = language
        with Session(engine) as session:
            self.actors = actors(session)
            self.places = places(session)
            self.conflicts = conflicts(session, self.actors)
            self.matcher = Matcher(names(session))
            self._slugs = {
                (kind, key): slug
                for kind, model in (("Actor", Actor), ("Location", Location))
                for key, slug in session.execute(select(col(model.id), col(model.slug)))
            }

    @cached_property
    def heads(self) -> frozenset[str]:
        """The states and authorities."""
        return frozenset(slug for slug, actor in self.actors.items() if actor.kind in HEADS)

    def slug(self, kind: str, key: int) -> str:
        return self._slugs[kind, key]

    @cached_property
    def bodies(self) -> list[Body]:
        return [
            Body(
                given["name"],
                ActorKind[given["kind"]],
                given["role"],
                re.compile(rf"(?:{one_of(given['forms'])})", re.IGNORECASE),
            )
            for given in vocabulary("actors", self.language)["bodies"]
        ]

    @cached_property
    def body_forms(self) -> re.Pattern[str]:
        """Finds any body; the group that matches is called by its number: "k3"."""
        forms = (f"(?P<k{number}>{each.forms.pattern})" for number, each in enumerate(self.bodies))
        return whole(forms)

    @cached_property
    def adjectives(self) -> dict[str, str]:
        """The actor that an adjective speaks of: "Dolvian" is of Dolvia.

        They stand in the names of states and their bodies: "Dolvian side", "Dolvian army".
        """
        forms = one_of(form for body in self.bodies for form in [body.forms.pattern])
        pattern = re.compile(rf"([A-Z][\w'’-]+) {forms}", re.IGNORECASE)
        found: dict[str, str] = {}
        for slug, actor in self.actors.items():
            owner = slug if actor.kind in HEADS else self.owner(slug)
            for name in actor.names if owner else []:
                match = pattern.fullmatch(name)
                if match and match[1][0].isupper():
                    found.setdefault(fold(match[1]), owner or slug)
        return found

    def owner(self, slug: str) -> str | None:
        """The state or authority that a body is of."""
        seen = {slug}
        while slug in self.actors:
            above = [post[0] for post in self.actors[slug].posts if post[0] not in seen]
            if not above:
                return None
            slug = above[0]
            seen.add(slug)
            if slug in self.actors and self.actors[slug].kind in HEADS:
                return slug
        return None

    def body_of(self, owner: str, body: Body) -> str | None:
        """The slug of an owner's body of that kind, if it is known."""
        for slug, actor in self._owned.get(owner, []):
            if any(
                found.end() - found.start() >= len(name) / 4
                for name in actor.names
                if (found := body.forms.search(name))
            ):
                return slug
        return None

    def body_called(self, owner: str, name: str) -> str | None:
        """The same of the kind of that name."""
        return self.body_of(owner, next(body for body in self.bodies if body.name == name))

    @cached_property
    def _owned(self) -> dict[str, list[tuple[str, KnownActor]]]:
        found: dict[str, list[tuple[str, KnownActor]]] = {}
        for slug, actor in self.actors.items():
            if actor.kind is not ActorKind.PERSON and (owner := self.owner(slug)):
                found.setdefault(owner, []).append((slug, actor))
        return found

    def body_kind(self, slug: str) -> Body | None:
        """What kind of body an actor is, by its names."""
        names = self.actors[slug].names if slug in self.actors else []
        return next(
            (body for body in self.bodies for name in names if body.forms.search(name)), None
        )

    def holder(self, organizations: set[str], role: str, day: str) -> str | None:
        """The one person known to have held a post on a day."""
        found = {
            slug
            for slug, actor in self.actors.items()
            if actor.kind is ActorKind.PERSON
            for organization, held, since, until in actor.posts
            if organization in organizations
            and fold(held) == fold(role)
            and (since or "") <= day <= (until or "9")
        }
        return found.pop() if len(found) == 1 else None

    def conflict_of(self, sides: set[str], day: str) -> Conflict | None:
        """The conflict that is read about: the one with most of the sides, going on that day."""
        going_on = [
            each
            for each in self.conflicts
            if (each.start or "") <= day and (each.end is None or day[: len(each.end)] <= each.end)
        ]
        ranked = sorted(going_on, key=lambda each: -len(sides & each.sides.keys()))
        return ranked[0] if ranked and sides & ranked[0].sides.keys() else None
