"""The words of attribution, as regular expressions made of the vocabulary."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from db.models.terms import Channel, Stance
from seeds.reader.naming.signs import CAPITALIZED
from seeds.reader.words import one_of, vocabulary, whole

OPENING = r"[“«‘\"]"
"""A mark that opens a quotation."""


@dataclass(frozen=True)
class Verbs:
    """Verbs of saying."""

    any: re.Pattern[str]
    acts: dict[str, re.Pattern[str]]
    stances: dict[Stance, re.Pattern[str]]
    behind_subject: re.Pattern[str]
    """What may stand between who speaks and the verb."""

    again: re.Pattern[str]
    """A further verb of the same speaker."""

    relaying: re.Pattern[str]
    claiming: re.Pattern[str]
    """Verbs whose object may be what they claim: "claimed responsibility"."""

    claimed: re.Pattern[str]


@dataclass(frozen=True)
class Speaking:
    """Who speaks, and what stands around that."""

    joined: re.Pattern[str]
    apposition: re.Pattern[str]
    some: re.Pattern[str]
    """Who is one of a sort: "local residents", "a source in the ministry"."""

    name: re.Pattern[str]
    """Capitals that may be a name."""

    person: re.Pattern[str]
    body: re.Pattern[str]
    bodies: re.Pattern[str]
    mutual: re.Pattern[str]
    both: re.Pattern[str]
    of_each_other: re.Pattern[str]
    """Behind two who are named: "blame each other"."""

    opening: re.Pattern[str]
    circumstances: re.Pattern[str]
    subject: re.Pattern[str]
    """Behind circumstances: where who speaks may begin."""

    as_reported: re.Pattern[str]
    """Before who speaks: "As X reports, …"."""

    tail: re.Pattern[str]
    """What may stand behind a verb at the end of a sentence."""

    according_to: re.Pattern[str]
    behind_dash: re.Pattern[str]
    dash_at_end: re.Pattern[str]


@dataclass(frozen=True)
class Complement:
    """What stands between a verb and what is said."""

    follows: re.Pattern[str]
    """Directly behind the verb: the words go on with what is said."""

    soon: re.Pattern[str]
    that: re.Pattern[str]
    just_that: re.Pattern[str]
    link: re.Pattern[str]
    addressed: re.Pattern[str]
    hearers: re.Pattern[str]
    telling: re.Pattern[str]
    """Verbs that have hearers."""

    about: re.Pattern[str]
    about_verbs: re.Pattern[str]
    wish: re.Pattern[str]
    names: re.Pattern[str]
    to: re.Pattern[str]
    answered: re.Pattern[str]
    """Words that are answered, behind "responded to"."""

    denied: re.Pattern[str]
    """The same, behind a verb that denies."""

    cited: re.Pattern[str]


@dataclass(frozen=True)
class Signs:
    """All of them, and the words for how something was brought out."""

    verbs: Verbs
    speaking: Speaking
    complement: Complement
    channels: dict[Channel, re.Pattern[str]]
    interview: re.Pattern[str]

    @classmethod
    @cache
    def of(cls, language: str) -> "Signs":
        given, small = vocabulary("sayings", language), vocabulary("small_words", language)
        return cls(
            _verbs(given),
            _speaking(given, small),
            _complement(given, small),
            {
                Channel[name]: re.compile(rf"\b{one_of(words)}(?!\w)", re.IGNORECASE)
                for name, words in given["channels"].items()
            },
            re.compile(one_of(given["interview"])),
        )


def _every(given: Any) -> str:
    return one_of(form for forms in given["verbs"].values() for form in forms)


def _verbs(given: Any) -> Verbs:
    again, relaying = given["again"], given["relaying"]
    return Verbs(
        any=whole([_every(given)]),
        acts={act: whole(forms) for act, forms in given["verbs"].items()},
        stances={Stance[name]: whole(forms) for name, forms in given["stances"].items()},
        behind_subject=_ignoring_case(rf",?(?:\s*,?\s*\b(?:{one_of(given['between'])})\b,?)*\s*"),
        again=_ignoring_case(
            rf"(?:,\s*)?\b{one_of(again['and'])}\s+(?:{one_of(again['also'])}\s+)?"
            rf"(?P<verb>\b{_every(given)}\b)"
            rf"(?=\s+{one_of(again['before'])}\b|\s*{OPENING})"
        ),
        relaying=whole(relaying),
        claiming=re.compile(one_of(given["claiming"]["verbs"])),
        claimed=re.compile(rf"\s+{one_of(given['claiming']['what'])}"),
    )


def _speaking(given: Any, small: Any) -> Speaking:
    pronouns, mutual = given["pronouns"], given["mutual"]
    both = rf"{one_of(mutual['both'])}\s+(?:\w+\s+)?{_every(given)}"
    the, subjects = one_of(small["the"]), [*small["the"], *pronouns["person"], *pronouns["body"]]
    return Speaking(
        joined=re.compile(rf"\s*(?:,\s*)?{one_of(small['and'])}\s+|\s*,\s+(?=(?:{the}\s)?[A-Z])"),
        apposition=re.compile(
            rf",\s+{one_of([*small['articles'], *given['relative']])}\s[^,.]{{3,100}},(?=\s)"
            r"|\s+\([^)(]{3,80}\)"
        ),
        some=_ignoring_case(
            rf"(?:[\w'’-]+\s+){{0,4}}?{one_of(given['some'])}\b"
            rf"(?:\s+{one_of(given['some_of'])}\s+"
            rf"(?:(?!{one_of(given['passive'])}\b)[\w'’-]+\s?){{1,5}}?(?=,?\s+{_every(given)}\b))?"
        ),
        name=re.compile(
            rf"(?:(?i:{the})\s+)?(?P<name>(?!(?i:{one_of(given['no_names'])})\b){CAPITALIZED}(?:(?:\s{one_of(given['in_names'])})?\s{CAPITALIZED}){{0,5}})"
        ),
        person=whole([*pronouns["person"], *pronouns["person_behind_to"]]),
        body=whole([*pronouns["body"], *pronouns["body_behind_to"]]),
        bodies=_ignoring_case(
            rf"\b{one_of(pronouns['before_bodies'])}\s+(?:\w+\s+)?"
            rf"(?P<noun>{one_of(pronouns['bodies'])})\b"
        ),
        mutual=_ignoring_case(rf"{both}\s+{one_of(mutual['each_other'])}\b"),
        both=_ignoring_case(rf"{both}\b"),
        of_each_other=_ignoring_case(
            rf"\s+(?:\w+\s+)?{_every(given)}\s+{one_of(mutual['each_other'])}\b"
        ),
        opening=_ignoring_case(rf"{one_of(given['opening'])}\b,?\s*"),
        circumstances=re.compile(rf"{one_of(given['circumstances'])}\s[^.;“«\"]{{3,100}}"),
        subject=re.compile(rf"(?:,\s+|\s)(?={one_of(subjects)}\b|[^\W\d_a-z])"),
        as_reported=re.compile(rf"{one_of(given['as_reported'])}\s+"),
        tail=_ignoring_case(rf"[\s,]*$|,?\s+{one_of(given['tails'])}\b"),
        according_to=_ignoring_case(rf"\b{one_of(given['according_to'])}\s+"),
        behind_dash=re.compile(rf"(?:\s+{one_of(given['behind_dash'])}\b[^,]*)?[.\s]*"),
        dash_at_end=re.compile(rf"\s[–—-]\s(?:{the}\s)?[A-Z][^.,]*\.?$"),
    )


def _complement(given: Any, small: Any) -> Complement:
    words, answered, cited = given["complement"], given["answered"], given["cited"]
    that, the = one_of(words["that"]), one_of(small["the"])
    what_is_answered = rf"{the}\s+{one_of(answered['nouns'])}\s+{one_of(answered['of'])}\s+"
    return Complement(
        follows=re.compile(rf"\s+{one_of(words['follows'])}\b"),
        soon=re.compile(rf"[^.,;]{{0,60}}?(?:\b{that}\b|{OPENING})"),
        that=_ignoring_case(rf"[^.;“«‘\"]{{0,120}}?\b{that}\s+"),
        just_that=re.compile(rf"\b{that}\b"),
        link=re.compile(rf"\s+(?:{that}\s+)?"),
        addressed=re.compile(rf"\s+(?:{one_of(words['addressed'])}\s+)?"),
        hearers=_ignoring_case(rf"{one_of(words['hearers'])}\b"),
        telling=whole(words["telling"]),
        about=re.compile(rf"\s+{one_of(words['about'])}\s+"),
        about_verbs=re.compile(one_of(words["about_verbs"])),
        wish=re.compile(rf"\s+(?={one_of(words['wish'])}\s|{OPENING})"),
        names=re.compile(rf"\s+{one_of(words['names'])}\s+"),
        to=re.compile(rf"\s+{one_of(answered['to'])}\b"),
        answered=_ignoring_case(rf"(?P<to>\s?\b{one_of(answered['to'])})\s+{what_is_answered}"),
        denied=_ignoring_case(rf"\s*{what_is_answered}"),
        cited=_ignoring_case(
            rf"(?P<words>(?P<of>\b(?:{the}\s+)?{one_of(cited['words_of'])}\s+)"
            rf"[^“”«»‘’]{{3,60}}?\s{one_of(cited['that'])}\s+)(?={OPENING})"
        ),
    )


def _ignoring_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
