"""The newsroom questions as their files tell them: what tests and the page of the docs go by."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "schema" / "questions"
LABELLED = re.compile(r"^(Group|Variables): (.+)$")


@dataclass(frozen=True)
class Question:
    """A file of `schema/questions`: its comments, then the operation."""

    path: Path
    title: str
    group: str
    explanation: str
    query: str
    variables: dict[str, Any]

    def __str__(self) -> str:
        return self.path.stem


def read(path: Path) -> Question:
    lines = path.read_text("utf-8").splitlines()
    comments = [line.removeprefix("# ") for line in lines if line.startswith("#")]
    labelled = {found[1]: found[2] for line in comments if (found := LABELLED.match(line))}
    return Question(
        path=path,
        title=comments[0],
        group=labelled["Group"],
        explanation=" ".join(line for line in comments[1:] if not LABELLED.match(line)),
        query="\n".join(line for line in lines if not line.startswith("#")) + "\n",
        variables=json.loads(labelled.get("Variables", "{}")),
    )


QUESTIONS = [read(path) for path in sorted(FOLDER.glob("*.graphql"))]
"""All of them, in their order."""
