"""Whose part of a text it is, by its heading, and whose body is meant in it."""

from dataclasses import dataclass

from seeds.anchors import Span
from seeds.reader.attribution import Speaker
from seeds.reader.lexicon import Lexicon
from seeds.reader.naming import Named, Names, proposed_body
from seeds.reader.stored import Conflict
from seeds.reader.words import vocabulary

LONGEST_HEADING = 80
"""In characters: a longer line is not the heading of a side's part."""


@dataclass
class Sides:
    """The sides of a text's conflict, by the names that it has."""

    text: str
    names: Names
    lexicon: Lexicon

    def heading(self, span: Span) -> tuple[bool, str | None]:
        """Whether a line is a side's heading: a name, and headings' words alone; which side's."""
        words = self.text[span.start : span.end]
        if len(words) > LONGEST_HEADING:
            return False, None
        found = [(each, self._actor_of(each)) for each in self.names.within(span)]
        named = [(each, actor) for each, actor in found if actor]
        if not named:
            return False, None
        rest = words
        for each, _ in named:
            rest = rest.replace(self.text[each.form.start : each.form.end], " ")
        left = rest.replace(":", " ").lower().split()
        plain = vocabulary("layout", self.lexicon.language)["side_heading_words"]
        if any(word not in plain for word in left) or (not left and ":" not in words):
            return False, None
        return True, self._side(named[0][1])

    def _actor_of(self, named: Named) -> str | None:
        """Of a capital's name, the state."""
        states = (slug for slug in named.candidates if slug in self.lexicon.heads)
        return named.actor or next(states, None)

    def _side(self, actor: str | None) -> str | None:
        known = self.lexicon.actors.get(actor or "")
        return known.sides[0] if known and known.sides else None

    def conflict(self, headed: set[str], day: str) -> Conflict | None:
        """By the sides that parts are headed with, else by those of all who are named."""
        actors = (self.lexicon.actors.get(each.actor or "") for each in self.names.found)
        sides = headed or {side for actor in actors if actor for side in actor.sides}
        return self.lexicon.conflict_of(sides, day)

    def speaker(self, bare: Named, side: str | None) -> Speaker:
        """Whose body "the General Staff" is: one named before, else the section's side's.

        Where its state has none that is known, it is proposed.
        """
        for each in self.names.before(bare.form.start):
            known_actor = self.lexicon.actors.get(each.actor or "")
            same_side = not side or (known_actor is not None and side in known_actor.sides)
            if each.body is bare.body and each.form.end <= bare.form.start and same_side:
                return Speaker(each.actor, bare.span)
        known = self._bodies(bare, side)
        if not known and bare.body and (head := self._head(side)):
            proposed = proposed_body(bare.body, head, self.lexicon, bare.span, 0.5)
            self.names.proposed.setdefault(proposed.id, proposed)
            return Speaker(proposed.id, bare.span)
        # Of an authority beside the state it may be, too: then nothing tells which.
        own = [each for each in known if self.lexicon.owner(each) == self._head(side)]
        actor = own[0] if len(own) == 1 else None
        return Speaker(actor, bare.span, candidates=known)

    def _bodies(self, bare: Named, side: str | None) -> tuple[str, ...]:
        """Those of that kind that the side's actors have."""
        if bare.body is None:
            return ()
        actors = self.lexicon.actors.items()
        owners = [slug for slug, actor in actors if side in actor.sides]
        found = (self.lexicon.body_of(owner, bare.body) for owner in owners)
        return tuple(dict.fromkeys(slug for slug in found if slug))

    def _head(self, side: str | None) -> str | None:
        """The state that heads a side."""
        conflicts = self.lexicon.conflicts
        return next((each.sides[side] for each in conflicts if side in each.sides), None)

    def names_of(self, slug: str) -> tuple[str, ...]:
        """Of an actor that is known or proposed."""
        if slug in self.lexicon.actors:
            return tuple(self.lexicon.actors[slug].names)
        proposed = self.names.proposed.get(slug)
        return (proposed.name,) if proposed else ()
