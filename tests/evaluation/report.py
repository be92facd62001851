"""The scores as tables of plain text."""

from collections.abc import Mapping, Sequence

from tests.evaluation.scores import Score, Scores

HEADINGS = ["precision", "recall", "F1", "right", "missed", "extra"]


def table(scores: Scores) -> str:
    """Precision, recall, F1 in per cent, and counts; a dash where there is nothing to find."""
    return aligned([["", *HEADINGS], *([name, *cells(score)] for name, score in scores.items())])


def overview(each: Mapping[str, Scores], total: Scores) -> str:
    """The sum of several texts, with the F1 of each beside it."""
    numbers = [f"[{number}]" for number in range(1, len(each) + 1)]
    rows = [["", *HEADINGS, "   F1 of", *numbers]]
    for name, score in total.items():
        own = [percent(scores[name].f1) for scores in each.values()]
        rows.append([name, *cells(score), "", *own])
    legend = [f"{number} {name}" for number, name in zip(numbers, each, strict=True)]
    return aligned(rows) + "\n\n" + "\n".join(legend)


def details(scores: Scores) -> str:
    """Each fact that is missed or extra, with its line in the text.

    What is wrong only because the words of its statement were not found is counted.
    """
    lines = []
    for name, score in scores.items():
        wrong = [("missed", fact) for fact in score.missed]
        wrong += [("extra ", fact) for fact in score.extra]
        wrong.sort(key=lambda each: each[1].line)
        lines += [f"\n{name}"] if wrong else []
        lines += [
            f"  {kind} line {fact.line}: {fact.shown}" for kind, fact in wrong if not fact.follows
        ]
        follow = sum(fact.follows for _, fact in wrong)
        lines += [f"  {follow} of statements whose words are not right"] if follow else []
    return "\n".join(lines) if lines else "\nNothing is missed, and nothing is extra."


def cells(score: Score) -> list[str]:
    return [*map(percent, (score.precision, score.recall, score.f1)), *map(str, score.counts)]


def percent(part: float | None) -> str:
    """Cut off, not rounded: 100 is all of it."""
    return "–" if part is None else f"{int(part * 1000 + 1e-9) / 10:.1f}".removesuffix(".0")


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Columns: the first to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
