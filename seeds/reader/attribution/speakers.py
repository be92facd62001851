"""Who speaks, where a sentence names it: by a name, a capital, a pronoun or a kind of body."""

import re
from collections.abc import Iterator
from dataclasses import replace

from db.models.terms import ActorKind
from seeds.reader.attribution.saying import Speaker
from seeds.reader.attribution.sentence import Sentence
from seeds.reader.naming import LAST_BODY, Named


def speakers_at(
    sentence: Sentence, offset: int, *, commas: bool = True
) -> tuple[list[Speaker], int] | None:
    """Who is named from a character on: one, or several with "and"; and where that ends.

    `commas`: these may part them too; behind "according to X," another begins what is said.
    """
    found: list[Speaker] = []
    end = offset
    while (one := _speaker_at(sentence, offset)) is not None:
        speaker, end = one
        found.append(speaker)
        joined = sentence.signs.speaking.joined.match(sentence.plain, end)
        if not joined or ("," in joined[0] and not commas):
            break
        offset = joined.end()
    return (found, end) if found else None


def who_says(sentence: Sentence, offset: int) -> tuple[list[Speaker], int] | None:
    """The same before a verb of saying, where somebody speaks though no name is known."""
    return speakers_at(sentence, offset) or _unknown_at(sentence, offset)


def anybody_at(sentence: Sentence, offset: int) -> tuple[list[Speaker], int] | None:
    """The same where no verb follows: "according to residents"."""
    known = speakers_at(sentence, offset, commas=False) or _unknown_at(sentence, offset)
    if known:
        return known
    some = sentence.signs.speaking.some.match(sentence.plain, offset)
    if some:
        return [Speaker(None, sentence.places(offset, some.end()))], some.end()
    return new_name_at(sentence, offset)


def _unknown_at(sentence: Sentence, offset: int) -> tuple[list[Speaker], int] | None:
    """Who is not known: one of a sort, "local residents", or a name, which is proposed."""
    speaking, plain = sentence.signs.speaking, sentence.plain
    some = speaking.some.match(plain, offset)
    if some and sentence.verb_at(some.end()):
        return [Speaker(None, sentence.places(offset, some.end()))], some.end()
    name = speaking.name.match(plain, offset)
    return _new(sentence, offset, name) if name and sentence.verb_at(name.end()) else None


def new_name_at(sentence: Sentence, offset: int) -> tuple[list[Speaker], int] | None:
    """A name of two words or more that nobody knows, also where no verb follows."""
    name = sentence.signs.speaking.name.match(sentence.plain, offset)
    return _new(sentence, offset, name) if name and " " in name["name"] else None


def _new(sentence: Sentence, offset: int, name: re.Match[str]) -> tuple[list[Speaker], int]:
    span, form = sentence.places(offset, name.end()), sentence.places(*name.span("name"))
    proposed = sentence.names.propose_name(sentence.whole.words(form), form)
    if proposed is None:
        return [Speaker(None, span)], name.end()
    named = Named(span, form, proposed.id, None, proposed.kind, proposed.rule, proposed.confidence)
    return [Speaker(proposed.id, span, named)], name.end()


def _speaker_at(sentence: Sentence, offset: int) -> tuple[Speaker, int] | None:
    start = sentence.place(offset)
    if capital := _capital(sentence, start):
        return capital, capital.span.end - sentence.span.start
    beginning = [named for named in _who_may_speak(sentence) if named.span.start == start]
    if not beginning:
        return _pronoun_at(sentence, offset)
    named = max(beginning, key=lambda each: each.span.end)
    end = named.span.end - sentence.span.start
    apposition = sentence.signs.speaking.apposition.match(sentence.plain, end)
    if named.speaks_for == LAST_BODY:
        body = sentence.context.body
        named = replace(named, speaks_for=body.actor if body else None)
    speaker = Speaker(named.actor, named.span, named, named.candidates)
    return speaker, apposition.end() if apposition else end


def _capital(sentence: Sentence, start: int) -> Speaker | None:
    """A capital that stands where who speaks does, though near words made it a place."""
    for named in sentence.names.within(sentence.span):
        if named.form.start == start and named.place and not named.actor:
            states = [slug for slug in named.candidates if slug in sentence.known.states]
            if states:
                state = replace(named, actor=states[0], place=None)
                return Speaker(states[0], named.form, state)
    return None


def _who_may_speak(sentence: Sentence) -> Iterator[Named]:
    for named in sentence.names.within(sentence.span):
        if named.actor is not None and named.kind != ActorKind.CIVILIANS:
            yield named


def _pronoun_at(sentence: Sentence, offset: int) -> tuple[Speaker, int] | None:
    speaking, plain = sentence.signs.speaking, sentence.plain
    if found := speaking.person.match(plain, offset):
        return _standing_for(sentence.context.person, sentence, found)
    if found := speaking.body.match(plain, offset):
        return _standing_for(sentence.context.body, sentence, found)
    found = speaking.bodies.match(plain, offset)
    bare = sentence.names.bare_phrases.get(sentence.place(offset))
    if bare and (not found or bare.form.end > sentence.place(found.end())):
        speaker = replace(sentence.known.bare(bare), span=bare.span)
        return speaker, bare.form.end - sentence.span.start
    return _standing_for(_called(sentence, found), sentence, found) if found else None


def _standing_for(
    speaker: Speaker | None, sentence: Sentence, found: re.Match[str]
) -> tuple[Speaker, int]:
    span = sentence.places(found.start(), found.end())
    return replace(speaker, span=span) if speaker else Speaker(None, span), found.end()


def _called(sentence: Sentence, found: re.Match[str]) -> Speaker | None:
    """Who is "the ministry": who spoke last, with the word in a name, or one of that kind."""
    last, noun = sentence.context.body, found["noun"].lower()
    names = sentence.known.names_of(last.actor) if last and last.actor else ()
    if any(noun in name.lower() for name in names):
        return last
    start, end = sentence.place(found.start()), sentence.place(found.end())
    bare = (sentence.names.bare.get(place) for place in range(start, end))
    meant = next((each for each in bare if each and each.form.end == end), None)
    return sentence.known.bare(meant) if meant else None
