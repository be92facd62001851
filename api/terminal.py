"""What the command line shows on a terminal: colours and progress. Elsewhere it is plain text."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TextIO, TypeVar

from rich.console import Console
from rich.progress import Progress, track
from rich.style import Style
from rich.text import Text

from seeds.show import Piece
from seeds.undecided import Told

T = TypeVar("T")

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a text could make a terminal do other than show it; but tabs and ends of lines."""

STYLES = {
    Told.RIGHT: "green",
    Told.LEFT: "yellow",
    Told.OPEN: "bold cyan",
    Told.PROPOSED: "magenta",
    Told.DOUBTFUL: "dim",
    Told.WRONG: "red",
    "heading": "bold",
    "naming": "underline",
    "quiet": "dim",
    "left": "reverse",
    "several sides": "italic",
    "no side": "italic",
}
SIDES = ("cyan", "yellow", "magenta", "blue", "green", "white")
"""One after the other as sides come up in a text: none is for this side or that."""


def tell(lines: Iterable[Told], stream: TextIO | None = None) -> None:
    """Prints lines, each in the colour of what it is about where it is a terminal."""
    show(((f"{told.line}\n", frozenset({told.about})) for told in lines), stream)


def show(pieces: Iterable[Piece], stream: TextIO | None = None) -> None:
    """Prints a text in pieces. Nothing in it is taken for markup, or for a terminal's orders."""
    stream = stream or sys.stdout
    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)
    if not console.is_terminal:
        stream.writelines(words for words, _ in pieces)
        return
    whole = Text()
    for words, about in pieces:
        style = Style.combine([Style(), *(Style.parse(style_of(each)) for each in sorted(about))])
        whole.append(CONTROL.sub("\N{REPLACEMENT CHARACTER}", words.replace("\r\n", "\n")), style)
    console.print(whole, end="")


def style_of(about: str) -> str:
    kind, _, number = about.partition(" ")
    if kind == "side":
        return SIDES[int(number) % len(SIDES)]
    return STYLES.get(about, "")


def watched(items: Sequence[T], what: str, /) -> Iterable[T]:
    """Gives the items on, and shows on a terminal how far it is where they are many."""
    console = Console(stderr=True)
    return track(
        items,
        what,
        console=console,
        transient=True,
        disable=len(items) < 2 or not console.is_terminal,
    )


def counted(what: str) -> Callable[[int], AbstractContextManager[Callable[[int], None]]]:
    """A bar for work on so many rows, which is told how many more are done."""

    @contextmanager
    def bar(total: int) -> Iterator[Callable[[int], None]]:
        console = Console(stderr=True)
        progress = Progress(console=console, transient=True, disable=not console.is_terminal)
        with progress:
            task = progress.add_task(what, total=total)
            yield lambda rows: progress.advance(task, rows)

    return bar
