"""The newsroom questions, as the files in `schema/questions` tell them.

The explorer page reads the same files: web/src/questions.ts.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "questions"
LABELLED = re.compile(r"^(Group|Variables): (.+)$")
NUMBER = re.compile(r"^[0-9]+-")
"""What a file's name begins with, for the order: that may change, and a question's name may not."""


@dataclass(frozen=True, eq=False)
class Question:
    """A file: its comments, then the operation."""

    name: str
    """What it is asked for by: it stays when the order changes."""

    title: str
    group: str
    explanation: str
    query: str
    variables: Mapping[str, Any]
    """An example for each variable."""

    def __str__(self) -> str:
        return self.name


def read(stem: str, text: str) -> Question:
    """What a file of this name says."""
    lines = text.splitlines()
    comments = [line.removeprefix("# ") for line in lines if line.startswith("#")]
    labelled = {found[1]: found[2] for line in comments if (found := LABELLED.match(line))}
    return Question(
        name=NUMBER.sub("", stem),
        title=comments[0],
        group=labelled["Group"],
        explanation=" ".join(line for line in comments[1:] if not LABELLED.match(line)),
        query="\n".join(line for line in lines if not line.startswith("#")) + "\n",
        variables=json.loads(labelled.get("Variables", "{}")),
    )


def by_name(questions: Iterable[Question]) -> dict[str, Question]:
    """The questions in their order. Raises ValueError where two have one name."""
    found: dict[str, Question] = {}
    for each in questions:
        if each.name in found:
            raise ValueError(f"Two questions have the name {each.name!r}.")
        found[each.name] = each
    return found


QUESTIONS: Mapping[str, Question] = by_name(
    read(path.stem, path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.graphql"))
)
"""All of them, in the order of their files."""
