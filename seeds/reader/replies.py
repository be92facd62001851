"""Which statement answers which, and which words stand in several places."""

from collections.abc import Iterator
from functools import lru_cache

from db.models.terms import Act, Directness, Stance
from db.names import words
from seeds.reader.attribution import Saying
from seeds.reader.draft import Written, telling_words

LONGEST = 2000
"""Characters of a statement that are compared."""

STEM = 5
"""Words are compared by so many letters: "transporting" and "transported" are alike."""

LOOKED_AT = 60
"""So many statements on each side may be what is answered."""

SURE = 0.5
"""What is less likely to be what is answered is a candidate only."""

LEAST = 0.15
"""What is less likely is no candidate."""

ALMOST_ALL = 0.99
ANSWER_REACH = 600
NEXT_REACH = 60
GOES_ON_REACH = 200
"""So many characters behind words, an answer to them begins; the next words; those that go on."""

DENIALS = (Act.DENY, Act.REJECT)


@lru_cache(1000)
def content(text: str, language: str) -> frozenset[str]:
    """The words that tell something, folded, by their beginnings."""
    return frozenset(word[:STEM] for word in telling_words(text[:LONGEST], language))


def speakers(saying: Saying) -> set[str]:
    return {speaker.actor for speaker in saying.speakers if speaker.actor}


def join_places(written: list[Written], text: str, language: str) -> list[Written]:
    """Joins words that are cited a second time to the statement they are of, as a proposal.

    What somebody answers is cited beside who says it; without a statement that it may be of, it
    stays one of its own.
    """
    kept = [each for each in written if not each.saying.cited]
    for each in (one for one in written if one.saying.cited):
        principal, rule, confidence = _principal(each, kept, text, language)
        if principal is None:
            kept.append(each)
        else:
            principal.further.append((each.saying, rule, confidence))
        _answered_by(each, principal or each, kept)
    kept.sort(key=lambda one: one.saying.words.start)
    return _same_words(kept, text)


def _principal(
    cited: Written, written: list[Written], text: str, language: str
) -> tuple[Written | None, str, float]:
    """The statement of the same speaker that shares most words; the rule, its confidence."""
    said_by, given = speakers(cited.saying), content(_of(cited, text), language)
    by_speaker = [each for each in written if said_by & speakers(each.saying)]
    ranked = [
        (len(given & content(_of(each, text), language)) / max(1, len(given)), each)
        for each in by_speaker[:LOOKED_AT]
        if not each.saying.cited
    ]
    share, best = max(ranked, key=lambda one: one[0], default=(0.0, None))
    if best is None or not share:
        return None, "", 0
    same = share > ALMOST_ALL and _plain(_of(cited, text)) in _plain(_of(best, text))
    return (best, "same-words", 0.9) if same else (best, "other-words", 0.5)


def _plain(words_: str) -> str:
    return " ".join(words(words_))


def _of(each: Written, text: str) -> str:
    return text[each.saying.words.start : each.saying.words.end]


def _answered_by(cited: Written, answered: Written, written: list[Written]) -> None:
    """Who cites the words answers them: what is said next in the same paragraph."""
    behind = [(each.saying.words.start - cited.saying.words.end, each) for each in written]
    responding = (each for far, each in behind if each.saying.responds and 0 < far < ANSWER_REACH)
    following = (each for far, each in behind if each is not answered and 0 < far < NEXT_REACH)
    answer = next(responding, None) or next(following, None)
    if answer is not None:
        answer.answers = answered


def _same_words(written: list[Written], text: str) -> list[Written]:
    """A quotation that stands twice, of one speaker, is one statement in two places."""
    seen: dict[tuple[str, frozenset[str]], Written] = {}
    kept = []
    for each in written:
        key = (_plain(_of(each, text)), frozenset(speakers(each.saying)))
        quoted = each.saying.directness is Directness.DIRECT_QUOTE and len(key[0].split()) > 2
        if quoted and key[1] and key in seen:
            seen[key].further.append((each.saying, "same-words", 0.9))
        else:
            if quoted:
                seen[key] = each
            kept.append(each)
    return kept


def _goes_on(each: Written, before: Written) -> bool:
    """Whether words go on with an answer, in the same paragraph: “These are fairy tales.”"""
    saying, last = each.saying, before.saying
    near = 0 <= saying.words.start - last.words.end < GOES_ON_REACH
    denies = any(fact.act in DENIALS for fact in each.facts)
    if not near or not denies:
        return False
    relays = {who.actor for who, _ in last.relayed_by if who.actor}
    if relays:
        return bool(relays & speakers(saying))
    return before.reply_to is not None and speakers(saying) == speakers(last)


def link_replies(written: list[Written], text: str, language: str) -> None:
    """What denies answers who told of the same event; what rejects, who demanded or accused."""
    for number, each in enumerate(written):
        before = written[number - 1] if number else None
        if each.answers is not None:
            each.reply_to = each.answers.id
        elif before is not None and _goes_on(each, before):
            each.reply_to = before.id if before.saying.relayed_by else before.reply_to
        elif each.saying.responds or any(fact.stance is Stance.DENIES for fact in each.facts):
            _link_likeliest(number, written, text, language)


def _link_likeliest(place: int, written: list[Written], text: str, language: str) -> None:
    each = written[place]
    found = _answerable(place, written, text, language)
    ranked = sorted(found, key=lambda one: (-one[0], one[1]))
    if ranked and ranked[0][0] >= SURE:
        each.reply_to = ranked[0][2].id
    else:
        each.reply_candidates = [(other.id, score) for score, _, other in ranked]


def _answerable(
    place: int, written: list[Written], text: str, language: str
) -> Iterator[tuple[float, int, Written]]:
    """What may be answered: how likely, where it is, and the statement."""
    each = written[place]
    own = speakers(each.saying)
    for number in range(max(0, place - LOOKED_AT), min(len(written), place + LOOKED_AT)):
        other = written[number]
        if (
            other is not each
            and other.saying.rule != "mutual"
            and other.saying.speakers
            and not own & speakers(other.saying)
        ):
            score = _likelihood(each, other, text, language)
            if score > LEAST:
                yield score, number, other


def _likelihood(each: Written, other: Written, text: str, language: str) -> float:
    """That a statement answers another, by words, events and persons that they share."""
    shared = content(_of(each, text), language) & content(_of(other, text), language)
    score = min(0.3, 0.12 * len(shared))
    if _events(each) & _events(other):
        score += 0.5
    elif any(fact.act in DENIALS for fact in other.facts):
        return 0
    if _is_accused(each, other, text):
        score += 0.4
    if {who.actor for who in each.saying.answered} & speakers(other.saying):
        score += 0.45
    return score


def _events(each: Written) -> set[str]:
    return {fact.event for fact in each.facts if fact.event}


def _is_accused(each: Written, other: Written, text: str) -> bool:
    """Whether the other statement accuses who speaks, or who is spoken of."""
    accused = other.saying.accused
    if accused is None or accused.actor is None:
        return False
    name = text[accused.form.start : accused.form.end]
    return accused.actor in speakers(each.saying) or name in _of(each, text)
