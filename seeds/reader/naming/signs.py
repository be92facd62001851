"""The words around names, as regular expressions made of the vocabulary."""

import re
from dataclasses import dataclass
from functools import cache

from seeds.reader.words import one_of, vocabulary, whole

CAPITALIZED = r"\b[^\W\d_a-z][\w'’-]{0,40}\w"


@dataclass(frozen=True)
class Signs:
    """Those that end in `$` are looked for in what stands before a name."""

    article: re.Pattern[str]
    kind_before_name: re.Pattern[str]
    """What a name is, before it: "the newspaper"."""

    link: re.Pattern[str]
    link_at_end: re.Pattern[str]
    of_state: re.Pattern[str]
    owner: re.Pattern[str]
    """Stands for the state named last: "its"."""

    genitive: re.Pattern[str]
    genitive_end: re.Pattern[str]
    the: tuple[str, ...]
    pair: re.Pattern[str]
    modifier: re.Pattern[str]
    post: re.Pattern[str]
    speaking: re.Pattern[str]
    unique: re.Pattern[str]
    of_whom: re.Pattern[str]
    """Posts that are told in the role of who works for them: "Adviser to the Prime Minister"."""

    to_whom: str
    title: re.Pattern[str]
    person_name: re.Pattern[str]
    name_words: re.Pattern[str]
    name_at_end: re.Pattern[str]

    @classmethod
    @cache
    def of(cls, language: str) -> "Signs":
        given, small = vocabulary("actors", language), vocabulary("small_words", language)
        the, genitive, particles = (
            one_of(small["the"]),
            one_of(small["genitive"]),
            one_of(given["name_particles"]),
        )
        link = rf"\s+{one_of(given['links'])}\s+(?:{the}\s+)?"
        name = rf"{CAPITALIZED}(?:\s(?:[A-Z]\.|{particles})){{0,2}}\s{CAPITALIZED}"
        return cls(
            article=_before(one_of(small["before_names"])),
            kind_before_name=_before(
                rf"{one_of(small['articles'])}\s+(?:{CAPITALIZED}\s+)?"
                rf"{one_of(given['kinds_before_names'])}"
            ),
            link=re.compile(link, re.IGNORECASE),
            link_at_end=re.compile(rf"{link}$"),
            of_state=re.compile(rf"\s+{one_of(small['of'])}\s+(?:{the}\s+)?"),
            owner=_before(one_of(given["last_state"])),
            genitive=re.compile(rf"(\b(?:{the}\s+)?[\w-]+(?:\s[A-Z][\w-]+)?){genitive}\s+$"),
            genitive_end=re.compile(
                rf"{one_of([*small['genitive'], *small['genitive_of_several']])}$"
            ),
            the=tuple(f"{word} " for word in small["the"]),
            pair=re.compile(rf"({CAPITALIZED})\s+{one_of(small['and'])}\s+$"),
            modifier=_before(one_of(given["modifiers"])),
            post=whole(given["posts"]),
            speaking=re.compile(one_of(given["spokespersons"]), re.IGNORECASE),
            unique=re.compile(one_of(given["unique_posts"]), re.IGNORECASE),
            of_whom=re.compile(one_of(given["of_whom"]["posts"])),
            to_whom=given["of_whom"]["role"],
            title=re.compile(rf"\b{one_of(given['titles'])}\.?\s+$", re.IGNORECASE),
            person_name=re.compile(name),
            name_words=re.compile(
                rf"{CAPITALIZED}(?:\s(?:[A-Z]\.|{particles}|{CAPITALIZED})){{1,5}}"
            ),
            name_at_end=re.compile(rf"(?:^|(?<=[\s“\"«(]))({name})$"),
        )


def _before(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b{words}\s+$", re.IGNORECASE)
