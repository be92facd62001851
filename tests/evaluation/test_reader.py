"""How good the rules are: what the shipped overview must give, and below what no change may fall.

`make evaluate` prints all the scores.
"""

import pytest

from seeds.reader import rules
from tests.evaluation.__main__ import judge
from tests.evaluation.scores import Scores, summed
from tests.evaluation.texts import OPEN, SHIPPED, texts


@pytest.fixture(scope="module")
def judged() -> dict[str, Scores]:
    """The summed scores of each group that rules are written by."""
    found = judge(list(texts()), rules)
    groups = {text.group for text, _ in found}
    return {group: summed(of for text, of in found if text.group == group) for group in groups}


WHOLE = [
    "sections", "noise", "words exactly", "joins", "speakers", "said by", "directness", "channels",
    "replies", "acts", "acts of claims", "stances", "dates", "places", "figures", "means", "events",
]  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_the_shipped_overview_is_read_as_by_hand(judged: dict[str, Scores], name: str) -> None:
    score = judged[SHIPPED][name]

    assert [str(each) for each in (*score.missed, *score.extra)] == []
    assert score.right > 0


def test_no_event_of_the_shipped_overview_is_invented(judged: dict[str, Scores]) -> None:
    assert judged[SHIPPED]["events not invented"].extra == []


LEAST = {
    "sections": 0.95, "noise": 1.0, "words": 0.97, "speakers": 0.96, "directness": 0.97,
    "said": 0.85, "acts": 0.93, "facets": 0.79, "dates": 0.9, "places": 0.93, "participants": 0.62,
    "figures": 0.97, "means": 0.93, "mentions": 0.9, "events": 0.9, "events not invented": 0.98,
    "replies": 0.5, "new actors": 0.8, "new places": 1.0,
}  # fmt: skip
"""The harmonic mean of precision and recall over the eleven open texts."""


@pytest.mark.parametrize("name", LEAST)
def test_other_texts_are_read_no_worse_than_before(judged: dict[str, Scores], name: str) -> None:
    assert (judged[OPEN][name].f1 or 0) >= LEAST[name]
