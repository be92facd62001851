"""What holds for any text whatever."""

# ruff: noqa: E501  # A table is read row by row.

import cProfile
import json
import pstats
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from seeds.drafts import Source, make_draft
from seeds.reader import rules
from seeds.readers import Knowledge
from tests.evaluation.texts import texts
from tests.seeds.reader.conftest import DAY, Reader

OVERVIEW = Path("seeds/overviews/2020-11-04.txt").read_text(encoding="utf-8")
TEXTS = [OVERVIEW, *(each.text for each in texts() if each.group == "open")]
PIECES = sorted({piece for text in TEXTS for piece in re.findall(r"\w+|\W+", text)})
LINES = [line for text in TEXTS for line in text.splitlines()]

mangled = st.lists(st.sampled_from(PIECES), max_size=150).map("".join)
shuffled = st.lists(st.sampled_from(LINES), max_size=12).map("\n".join)
cut = st.tuples(st.sampled_from(TEXTS), st.integers(0, 2000), st.integers(0, 2000)).map(
    lambda one: one[0][min(one[1:]) : max(one[1:])]
)
anything = st.text(max_size=300)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=anything | mangled | shuffled | cut)
def test_any_text_gives_a_draft_that_is_right(shipped_names: sa.Engine, text: str) -> None:
    # A text of nothing is refused before it is read.
    assume(text.strip())
    content = text.encode("utf-8")
    source = Source("a text", text, content, "a.txt", DAY)

    # Raises where an anchor does not stand in the text, or anything else is wrong.
    draft = make_draft(
        source, Knowledge(shipped_names, shipped_names), rules(shipped_names), "rules"
    )

    assert {str(each.review) for each in draft.reading.statements} <= {"DRAFT"}


@pytest.mark.parametrize(
    "text", ["", "\n", "•", "“", "\u202e", "a" * 5000, "- \n" * 50, "\ufeffBaku"]
)
def test_a_text_that_tells_nothing_gives_a_draft(read_shipped: Reader, text: str) -> None:
    assert read_shipped(text).draft["events"] == []


def test_reading_twice_gives_the_same(read_shipped: Reader) -> None:
    first, second = (read_shipped(OVERVIEW, date(2020, 11, 4)).draft for _ in range(2))

    assert json.dumps(first) == json.dumps(second)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_statements_stand_in_the_order_of_the_text(read_shipped: Reader, text: str) -> None:
    places = []
    for each in read_shipped(text).statements:
        starts = [found.start() for found in re.finditer(re.escape(each["words"]), text)]
        places.append(starts[each.get("nth", 1) - 1])

    assert places == sorted(places)


def calls(read: Any, text: str) -> int:
    """How much is done: calls of functions, which unlike seconds are the same each time."""
    profile = cProfile.Profile()
    profile.runcall(read, text)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


LONG = {
    "an overview again and again": "\n".join([OVERVIEW] * 12),
    "all texts": "\n".join(TEXTS * 2),
    "marks that open": "“" * 20_000,
    "one sentence": "Baku said " * 2_500,
    "short sentences": "Baku said that it is. " * 1_000,
    "names": "Baku and " * 2_500,
    "one word": "X" * 25_000,
    "bullets": "• " * 12_000,
    "numbers": "1 " * 12_000,
    "posts": "President of " * 2_000,
    "quotations": "‘a’ " * 5_000,
}


@pytest.mark.parametrize("name", LONG)
def test_the_work_grows_with_the_length_of_the_text(read_shipped: Reader, name: str) -> None:
    text = LONG[name]
    read_shipped("Baku said so.")

    half, whole = (calls(read_shipped, text[:length]) for length in (len(text) // 2, len(text)))

    assert whole < 2.6 * half + 20_000


def swapped(text: str) -> str:
    """The two sides' names, each for the other's: they differ by one letter."""
    other = {"N": "S", "S": "N", "n": "s", "s": "n"}
    names = r"\b([NSns])(?=orlan|ova\b|adir|imbel|ora\b|anden|orth\b)"
    return re.sub(names, lambda found: other[found[1]], text)


SYMMETRIC = """The war. What is known
Since April 30, the Norlandic and Sorlandic armies have been fighting. Both sides accuse each other of shelling villages.
Information from Nova
• From 8 am on May 12, the Sorlandic army has been shelling the village of Nimbel of the Nadir region – the Norlandic Defense Ministry.
• Nora Nanden responded to the statement of the Sorlandic Foreign Ministry about the ‘right to strike’. “This is a threat to Norland,” she said.
• Two civilians were injured in a rocket attack on Nadir on the evening of May 11.
• The Norlandic Foreign Ministry accused Sorland of “deliberately shelling the town.”
Information from Sova
• The Sorlandic Foreign Ministry announced that “our army has the right to strike back.”
• The Sorlandic Defense Ministry denied that its army had shelled Nimbel. The ministry also accused Nova of lies.
• Sora Sanden said in an interview with the Morning Post that Sova is ready for talks. Spokesperson of the Sorlandic Defense Ministry Vera Quill confirmed that two soldiers had been killed near Simbel.
"""


def canonical(draft: Any) -> Any:
    """Lists whose order is that of names, and not of the text, in one order."""
    if isinstance(draft, dict):
        return {key: canonical(value) for key, value in sorted(draft.items())}
    if isinstance(draft, list):
        return sorted(
            (canonical(each) for each in draft), key=lambda one: json.dumps(one, sort_keys=True)
        )
    return draft


def test_the_sides_names_swapped_swap_the_draft_and_nothing_else(read: Reader) -> None:
    draft = json.dumps(read(SYMMETRIC).draft, ensure_ascii=False)

    other = read(swapped(SYMMETRIC)).draft

    assert swapped(swapped(SYMMETRIC)) == SYMMETRIC
    assert canonical(json.loads(swapped(draft))) == canonical(other)
