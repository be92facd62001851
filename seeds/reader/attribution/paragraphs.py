"""The sayings of a paragraph: each sentence by the rules, then what belongs together joined."""

from collections.abc import Iterator
from dataclasses import replace

from db.models.terms import Directness
from seeds.anchors import Span
from seeds.reader.attribution.rules import RULES, cited_words
from seeds.reader.attribution.saying import Saying
from seeds.reader.attribution.sentence import Known, Sentence
from seeds.reader.attribution.signs import Signs
from seeds.reader.attribution.speakers import speakers_at
from seeds.reader.naming import Names
from seeds.reader.sentences import Paragraph, sentences

LONGEST_SENTENCE = 3000
"""In characters: what is longer is no sentence, and is the document's own words."""


def sayings(whole: Paragraph, known: Known) -> list[Saying]:
    """All that is said in a paragraph, in its order. What nobody is named for is the document's."""
    known.context.said = None
    found: list[Saying] = []
    for span in sentences(whole, known.language):
        sentence = Sentence(whole, span, known)
        said = _said(sentence)
        if said is not None:
            found += _remembered([*said, *cited_words(sentence)], sentence)
        elif not _answers_later(sentence):
            found.append(Saying(span, sentence=span))
            _begun_with(sentence)
    return list(_joined(found))


def _said(sentence: Sentence) -> list[Saying] | None:
    """By the first rule that finds something."""
    if sentence.span.end - sentence.span.start > LONGEST_SENTENCE:
        return None
    return next((found for rule in RULES if (found := rule(sentence))), None)


def _remembered(said: list[Saying], sentence: Sentence) -> list[Saying]:
    for saying in said:
        saying.sentence = sentence.span
        if not saying.cited:
            sentence.context.spoke(saying)
    return said


def _begun_with(sentence: Sentence) -> None:
    """Whom a sentence begins with, the next one may call "she": "X arrived. She said …"."""
    if sentence.span.end - sentence.span.start > LONGEST_SENTENCE:
        return
    named = speakers_at(sentence, 0)
    if named and named[0][0].named is not None:
        sentence.context.stands(named[0][0])


def _answers_later(sentence: Sentence) -> bool:
    """Whether it only tells that somebody answers, and the answer is quoted next."""
    last = sentence.context.said
    return last is not None and last.responds and last.words == sentence.span


def _joined(found: list[Saying]) -> Iterator[Saying]:
    """Who is named at the end of a sentence says those before it, too, if nobody else does."""
    narrated: list[Saying] = []
    for saying in found:
        if not saying.speakers and not saying.cited:
            narrated.append(saying)
            continue
        if narrated and _says_what_stands_before(saying):
            words = Span(narrated[0].words.start, saying.words.end)
            saying = replace(saying, words=words, confidence=min(saying.confidence, 0.8))
            narrated = []
        yield from narrated
        yield saying
        narrated = []
    yield from narrated


def _says_what_stands_before(saying: Saying) -> bool:
    return (
        saying.rule in ("at-the-end", "after-dash", "according-to")
        and saying.sentence is not None
        and saying.words.start == saying.sentence.start
        and saying.directness is not Directness.DIRECT_QUOTE
    )


NEAR = 80
BESIDE = 25
"""So many characters before a verb of saying, who speaks is named."""


def says(whole: Paragraph, names: Names, signs: Signs) -> bool:
    """Whether somebody is told to say something in a paragraph: a name beside a verb of saying."""
    speaking, plain = signs.speaking, whole.plain
    if speaking.according_to.search(plain) or _ends_with_name(whole, names, signs):
        return True
    for found in signs.verbs.any.finditer(plain):
        place = whole.span.start + found.start()
        near = names.within(Span(max(whole.span.start, place - NEAR), place))
        if (
            any(each.actor and place - each.span.end <= BESIDE for each in near)
            or speaking.person.search(plain[max(0, found.start() - 12) : found.start()])
            or signs.complement.just_that.search(plain[found.end() : found.end() + 8])
        ):
            return True
    return False


def _ends_with_name(whole: Paragraph, names: Names, signs: Signs) -> bool:
    """Whether somebody is named behind a dash."""
    end = whole.span.end - 2
    last = [each for each in names.within(whole.span) if each.form.end >= end]
    named = any(each.actor or each.candidates for each in last)
    return named and signs.speaking.dash_at_end.search(whole.plain) is not None
