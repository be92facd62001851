"""The words of claims, as regular expressions made of the vocabulary."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from db.models.terms import Act, EventKind, EventSubkind, Facet
from seeds.reader.words import one_of, vocabulary, whole


class EventWords(NamedTuple):
    """Words by which a kind of event is known."""

    words: re.Pattern[str]
    kind: EventKind
    subkind: EventSubkind | None
    noun: str
    facet: Facet | None


@dataclass(frozen=True)
class Signs:
    """Those that end in `$` are looked for in what stands before a name or a time."""

    events: tuple[EventWords, ...]
    outcome: re.Pattern[str]
    intent: re.Pattern[str]
    not_told: re.Pattern[str]
    acts: tuple[tuple[Act, re.Pattern[str]], ...]
    clause: re.Pattern[str]
    telling_verb: re.Pattern[str]
    is_at: re.Pattern[str]
    is_so: re.Pattern[str]
    of_a_day: re.Pattern[str]
    truce: re.Pattern[str]
    each_time: re.Pattern[str]
    arms_used: re.Pattern[str]
    article: re.Pattern[str]
    on_both_sides: re.Pattern[str]
    by: re.Pattern[str]
    mediating: re.Pattern[str]
    charged: re.Pattern[str]
    group: re.Pattern[str]
    groups_belong_to: str

    @classmethod
    @cache
    def of(cls, language: str) -> "Signs":
        given, small = vocabulary("events", language), vocabulary("small_words", language)
        actors = vocabulary("actors", language)
        return cls(
            events=tuple(_event_words(each) for each in given["events"]),
            outcome=whole(given["outcomes"]),
            intent=whole(given["intents"]),
            not_told=whole(given["not_told"]),
            acts=tuple(
                (Act[name], re.compile(rf"\b{one_of(words)}", re.IGNORECASE))
                for name, words in given["acts"].items()
            ),
            clause=re.compile(rf",\s+(?:{one_of(given['clause_links'])}\s+)?"),
            telling_verb=whole(given["telling_verbs"]),
            is_at=whole(given["is_at"]),
            is_so=whole([*given["is_at"], *given["under_way"]]),
            of_a_day=re.compile(rf"\b{one_of(given['of_a_day'])}\s+$", re.IGNORECASE),
            truce=whole([*given["the_truce"], *given["each_time"]]),
            each_time=whole(given["each_time"]),
            arms_used=whole(given["arms_used"]),
            article=re.compile(rf"\b{one_of(small['articles'])}\s+(?:[\w-]+\s+)?$"),
            on_both_sides=whole(given["on_both_sides"]),
            by=re.compile(rf"\b{one_of(small['by'])}\s+(?:{one_of(small['the'])}\s+)?$"),
            mediating=re.compile(one_of(given["mediating"])),
            charged=re.compile(rf"\s+(?:{one_of(given['side'])}\s+)?{one_of(given['charged'])}\b"),
            group=re.compile(rf"\s+(?:[\w-]+\s+)?{one_of(actors['groups'])}\b"),
            groups_belong_to=actors["groups_belong_to"],
        )


def _event_words(given: Any) -> EventWords:
    subkind, facet = given.get("subkind"), given.get("facet")
    return EventWords(
        whole(given["words"]),
        EventKind[given["kind"]],
        EventSubkind[subkind] if subkind else None,
        given["noun"],
        Facet[facet] if facet else None,
    )
