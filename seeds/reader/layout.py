"""Parts a text into sections and items: title, lead, the sides' parts, captions, links."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from db.models.terms import SectionRole
from seeds.anchors import Span
from seeds.reader.words import vocabulary, whole

LINE = re.compile(r"[^\n]+")
DIGIT = re.compile(r"\d")
BULLET = re.compile(r"[ \t]*([•▪■●◦‣·*]|[-–—](?=\s)|\d{1,2}[.)](?=\s))[ \t]*")
IN_LINE = re.compile(r"(?<=\s)[•▪■●◦‣*]\s+")
DASH_IN_LINE = re.compile(r"(?<=[.!?”»])\s+[-–—]\s+(?=[“«‘\"]?[^\W\d_a-z])")
"""A further item of a line that begins with a dash itself."""

HOUR = re.compile(r"\s*[\[(]?(\d{1,2}[:.]\d{2})\b[\])]?\s*[-–—:|]?\s*")
ENDED = re.compile(r"[.!?…][\"”»’)\]]*\s*$")
LONGEST_HEADING = 90
"""In characters."""

MOST_WORDS_OF_HEADING = 14
MOST_WORDS_WITHOUT_STOPS = 4
"""The same in a text whose items have no full stops either."""

LONG_LINE = 40
"""From so many characters on, a line may be expected to end in a full stop."""


class Line(NamedTuple):
    """A line of the text, without the space around it."""

    span: Span
    words: str
    bullet: bool
    words_start: int
    """Where its words begin, behind a bullet."""

    begins: bool
    """Whether it is the first of its line, as what begins a section must be."""


@dataclass
class Part:
    """A section, from where it begins to where the next one does."""

    role: SectionRole
    span: Span
    """Its heading, or its first words where it has none."""

    is_heading: bool
    rule: str
    confidence: float
    side: str | None = None
    hour: str | None = None
    """Of an update during the day."""


@dataclass
class Item:
    """A bullet or a paragraph in which something is told."""

    span: Span
    part: Part | None


@dataclass
class Layout:
    parts: list[Part] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    @property
    def title(self) -> Part | None:
        return next((part for part in self.parts if part.role is SectionRole.TITLE), None)


SideOf = Callable[[Span], tuple[bool, str | None]]
"""Whether the words are a name of a side's actor or place and headings' words alone; which side."""


def lay_out(text: str, side_of: SideOf, says: Callable[[Span], bool], language: str) -> Layout:
    """`says`: whether somebody is told to say something in these words."""
    lines = list(lines_of(text))
    return _Reader(text, lines, side_of, says, Signs.of(language)).read()


def lines_of(text: str) -> Iterator[Line]:
    """The lines that are not empty; several bullets of one line are a line each."""
    for found in LINE.finditer(text):
        inner = [each.start() for each in IN_LINE.finditer(text, *found.span())]
        if found[0].lstrip()[:1] in "-–—":
            inner += [each.start() + 1 for each in DASH_IN_LINE.finditer(text, *found.span())]
        starts = [found.start(), *sorted(inner)]
        for start, end in zip(starts, [*starts[1:], found.end()], strict=True):
            piece = text[start:end]
            begins = start + len(piece) - len(piece.lstrip("\ufeff \t\xa0"))
            ends = start + len(piece.rstrip())
            if begins >= ends:
                continue
            bullet = BULLET.match(text, begins, ends)
            words = bullet.end() if bullet else begins
            if words < ends:
                first = start == found.start()
                yield Line(Span(begins, ends), text[words:ends], bool(bullet), words, first)


@dataclass(frozen=True)
class Signs:
    """The words by which a line is known."""

    caption: re.Pattern[str]
    in_caption: re.Pattern[str]
    links: re.Pattern[str]

    @classmethod
    @cache
    def of(cls, language: str) -> "Signs":
        words = vocabulary("layout", language)
        in_caption = "|".join(re.escape(each) for each in words["in_captions"])
        return cls(
            whole(words["captions"]), re.compile(in_caption, re.IGNORECASE), whole(words["links"])
        )


@dataclass
class _Reader:
    text: str
    lines: list[Line]
    side_of: SideOf
    says: Callable[[Span], bool]
    signs: Signs
    found: Layout = field(default_factory=Layout)
    under: Part | None = None
    """The part that is being read."""

    has_stops: bool = True
    """Whether its items mostly end in full stops, so that what does not is no item."""

    def read(self) -> Layout:
        long = [line for line in self.lines[1:] if len(line.words) >= LONG_LINE]
        ended = [line for line in long if ENDED.search(line.words)]
        self.has_stops = 2 * len(ended) >= len(long)
        rest = self._title()
        for number in range(rest, len(self.lines)):
            line = self.lines[number]
            following = self.lines[number + 1] if number + 1 < len(self.lines) else None
            self._line(line, following)
        headed = any(
            part.role in (SectionRole.SIDE, SectionRole.TOPIC) for part in self.found.parts
        )
        if not headed and not any(line.bullet for line in self.lines):
            for part in self.found.parts:
                # An article has no lead of its own.
                part.role = SectionRole.OTHER if part.role is SectionRole.LEAD else part.role
        return self.found

    def _title(self) -> int:
        """Reads the title, once or twice, or none; gives the number of the next line."""
        if not self.lines:
            return 0
        first = self.lines[0]
        if (
            first.bullet
            or len(first.words) > LONGEST_HEADING * 2
            or ENDED.search(first.words)
            or self.side_of(first.span)[0]
            or (len(self.lines) > 1 and HOUR.match(first.words))
            or self.says(first.span)
        ):
            return 0
        self._begin(SectionRole.TITLE, first, "first-line", 0.9, is_heading=True)
        if len(self.lines) > 1 and self.lines[1].words == first.words:
            self._begin(SectionRole.TITLE, self.lines[1], "title-again", 0.95, is_heading=True)
            return 2
        return 1

    def _line(self, line: Line, following: Line | None) -> None:
        if self._is_noise(line):
            return
        if not line.bullet and (self._is_heading(line, following) or self._is_update(line)):
            return
        if self.under is None or self.under.role is SectionRole.TITLE:
            role = SectionRole.OTHER if line.bullet else SectionRole.LEAD
            self._begin(role, line, "before-headings", 0.8)
        elif self.under.role in (SectionRole.CAPTION, SectionRole.RELATED_LINKS):
            self._resume(line)
        self.found.items.append(Item(Span(line.words_start, line.span.end), self.under))

    def _is_noise(self, line: Line) -> bool:
        """Captions and links to other articles, which tell nothing of their own."""
        if self.signs.in_caption.search(line.words) or self.signs.caption.match(line.words):
            self._begin(SectionRole.CAPTION, line, "caption-words", 0.8)
        elif self.signs.links.match(line.words):
            self._begin(SectionRole.RELATED_LINKS, line, "link-words", 0.9)
        elif not ENDED.search(line.words) and self._is_headline(line):
            self._begin(SectionRole.RELATED_LINKS, line, "bare-headline", 0.5)
        else:
            return False
        return True

    def _is_headline(self, line: Line) -> bool:
        """A bullet, or what stands under "more on this", that tells nothing and does not end."""
        under = self.under
        under_links = under is not None and under.role is SectionRole.RELATED_LINKS
        if not line.bullet and not (under_links and under and under.rule == "link-words"):
            return False
        if under_links and not line.bullet and self.side_of(line.span)[0]:
            return False
        if line.bullet and not self.has_stops:
            return False
        brief = len(line.words) <= LONGEST_HEADING and not line.words.endswith((",", "-", "–"))
        return brief and not DIGIT.search(line.words) and not self.says(line.span)

    def _is_heading(self, line: Line, following: Line | None) -> bool:
        named, side = self.side_of(line.span)
        if named:
            self._begin(SectionRole.SIDE, line, "side-heading", 0.95, is_heading=True, side=side)
            return True
        ended = bool(ENDED.search(line.words))
        brief = len(line.words) <= LONGEST_HEADING
        most = MOST_WORDS_OF_HEADING if self.has_stops else MOST_WORDS_WITHOUT_STOPS
        few = len(line.words.split()) <= most
        hour = HOUR.match(line.words)
        if hour and (not brief or ended or not following or HOUR.match(following.words)):
            return False
        if hour:
            self._begin(SectionRole.TOPIC, line, "update", 0.9, is_heading=True, hour=hour[1])
            return True
        at_end = not following and self.has_stops
        if at_end and not ended and brief and not self.says(line.span):
            self._begin(SectionRole.CAPTION, line, "last-words", 0.5)
            return True
        if brief and few and not ended and not self.says(line.span):
            self._begin(SectionRole.TOPIC, line, "short-line", 0.7, is_heading=True)
            return True
        return False

    def _is_update(self, line: Line) -> bool:
        """An hour, and behind it what happened: the hour alone is the heading."""
        hour = HOUR.match(line.words)
        if not hour or hour.end() == len(line.words):
            return False
        words = line.words_start + hour.end()
        head = line._replace(span=Span(line.span.start, line.words_start + hour.end(1)))
        self._begin(
            SectionRole.TOPIC, head, "hour", 0.8, is_heading=True, side=self._side(), hour=hour[1]
        )
        self.found.items.append(Item(Span(words, line.span.end), self.under))
        return True

    def _side(self) -> str | None:
        return self.under.side if self.under else None

    def _begin(
        self,
        role: SectionRole,
        line: Line,
        rule: str,
        confidence: float,
        *,
        is_heading: bool = False,
        side: str | None = None,
        hour: str | None = None,
    ) -> None:
        if not line.begins:
            return
        # A number is no mark that may stand before a section.
        numbered = line.bullet and DIGIT.match(self.text, line.span.start)
        span = Span(line.span.start if numbered else line.words_start, line.span.end)
        self.under = Part(role, span, is_heading, rule, confidence, side, hour)
        self.found.parts.append(self.under)

    def _resume(self, line: Line) -> None:
        """Behind a caption or a link, the part before goes on."""
        before = [
            part
            for part in self.found.parts
            if part.role not in (SectionRole.CAPTION, SectionRole.RELATED_LINKS, SectionRole.TITLE)
        ]
        last = before[-1] if before else None
        role = last.role if last else SectionRole.LEAD
        self._begin(role, line, "goes-on", 0.7, side=last.side if last else None)
        if last and self.under:
            self.under.hour = last.hour
