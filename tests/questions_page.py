"""`docs/questions.md`, made from the files of the questions and the answers to them."""

import json
import textwrap
from itertools import groupby

from tests.questions import QUESTIONS, Question

OPENING = """# Questions by example

<!-- Made from schema/questions by `make golden`. -->

These are the newsroom questions of the explorer, as they are in
[schema/questions](../schema/questions). Each is one query, with variables to change. The answers
are from the knowledge that comes with the service, whole and unchanged; long ones are folded. Lists
give 20 rows unless `first` says otherwise; see [getting started](getting-started.md#pages).
"""

MOST_LINES = 40
"""A longer answer is folded."""


def page_of(answers: list[str]) -> str:
    """The page, given the answer to each question as JSON."""
    parts = [OPENING, *map(_contents, _groups())]
    answered = dict(zip(map(str, QUESTIONS), answers, strict=True))
    for group, questions in _groups():
        parts.append(f"## {group}\n")
        parts += [_section(question, answered[str(question)]) for question in questions]
    return "\n".join(parts)


def _groups() -> list[tuple[str, list[Question]]]:
    by_group = groupby(QUESTIONS, key=lambda question: question.group)
    return [(group, list(questions)) for group, questions in by_group]


def _contents(group: tuple[str, list[Question]]) -> str:
    name, questions = group
    lines = [f"- [{question.title}](#{anchor(question.title)})" for question in questions]
    return "\n".join([f"**[{name}](#{anchor(name)})**\n", *lines, ""])


def anchor(heading: str) -> str:
    """A heading as GitHub names it in addresses."""
    letters = (each for each in heading.lower() if each.isalnum() or each in " -_")
    return "".join(letters).replace(" ", "-")


def _section(question: Question, answer: str) -> str:
    parts = [
        f"### {question.title}",
        textwrap.fill(question.explanation, 100, break_on_hyphens=False),
        _fenced("graphql", question.query),
    ]
    if question.variables:
        variables = json.dumps(question.variables, ensure_ascii=False)
        parts += ["Variables:", _fenced("json", variables)]
    lines = len(answer.splitlines())
    if lines > MOST_LINES:
        parts += [f"<details><summary>Answer ({lines} lines)</summary>", _fenced("json", answer)]
        parts += ["</details>"]
    else:
        parts += ["Answer:", _fenced("json", answer)]
    return "\n\n".join(parts) + "\n"


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text.rstrip()}\n```"
