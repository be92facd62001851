"""Looks up in the text every words of a reading, and which section each place lies in."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from db.models.terms import AttributionRole, Directness
from seeds.anchors import Span, Text, Unanchored, brief
from seeds.drafted import check_words
from seeds.problems import Problems, Where
from seeds.quotations import quote_of
from seeds.reading import Appearance, Claim, Figure, Means, Mention, Reading, Section, Statement

BEFORE_A_LINE = " \t\r•▪■●◦‣·*-–—#"
"""What may stand on a line before the words of a heading."""


@dataclass
class Located:
    """Where a reading's items stand, each by its way in the file."""

    text: Text
    spans: dict[Where, Span] = field(default_factory=dict)
    sections: dict[Where, Span] = field(default_factory=dict)
    headings: list[Span] = field(default_factory=list)
    quotes: dict[Where, str | None] = field(default_factory=dict)

    def section_at(self, place: int) -> Where | None:
        """The section that the character lies in."""
        for where, span in self.sections.items():
            if span.start <= place < span.end:
                return where
        return None


def appearances(statement: Statement, where: Where) -> Iterator[tuple[Where, Appearance]]:
    """The principal appearance of a statement, then the further ones."""
    yield where, statement
    for place, further in enumerate(statement.appearances):
        yield (*where, "appearances", place), further


def attributions(
    appearance: Appearance, where: Where
) -> Iterator[tuple[Where, str, AttributionRole, str]]:
    """Who an appearance is by, in either form: its way, the actor, the role, the words."""
    for place, given in enumerate(appearance.attributions):
        yield (*where, "attributions", place), given.actor, given.role, given.words
    for place, speaker in enumerate(appearance.speakers):
        words = appearance.said_by or ""
        yield (*where, "speakers", place), speaker, AttributionRole.SPEAKER, words


def naming(appearance: Appearance, where: Where) -> Iterator[Where]:
    """The ways of the words that say who says it, also where it is open whom they mean."""
    yield from (by for by, *_ in attributions(appearance, where))
    if appearance.said_by and not appearance.speakers:
        yield (*where, "said_by")


def locate(reading: Reading, text: Text, problems: Problems) -> Located:
    """Finds everything; what cannot be found becomes a problem."""
    located = Located(text)
    _locate_sections(reading.sections, located, problems)
    for place, statement in enumerate(reading.statements):
        _Finder(located, problems).statement(statement, ("statements", place))
    for place, mention in enumerate(reading.mentions):
        _Finder(located, problems).mention(mention, ("mentions", place), [text.whole])
    check_words(reading, text, problems)
    return located


def _locate_sections(sections: list[Section], located: Located, problems: Problems) -> None:
    text, behind, begun = located.text, 0, []
    for place, section in enumerate(sections):
        where: Where = ("sections", place)
        words = section.heading or section.begins
        if (section.heading is None) == (section.begins is None) or words is None:
            problems.add(where, "A section has either `heading` or `begins`; give one of them.")
            continue
        found = _line_that_begins(text, words, behind)
        if found is None:
            earlier = "" if words not in text.value else " behind the section before; put the "
            earlier += "sections in the order of the text" if earlier else ""
            problems.add(where, f"{brief(words)} does not begin a line of the text{earlier}.")
            continue
        begun.append((where, found))
        behind = found.end
        if section.heading is not None:
            located.headings.append(found)
    ends = [*(span.start for _, span in begun), len(text.value)][1:]
    for (where, span), end in zip(begun, ends, strict=True):
        located.sections[where] = located.spans[where] = Span(span.start, end)


def _line_that_begins(text: Text, words: str, behind: int) -> Span | None:
    """The first place of the words at the beginning of a line."""
    for span in text.places(words, Span(behind, len(text.value))):
        line = text.value.rfind("\n", 0, span.start) + 1
        if not text.value[line : span.start].strip(BEFORE_A_LINE + "\ufeff"):
            return span
    return None


@dataclass
class _Finder:
    located: Located
    problems: Problems

    def find(
        self,
        where: Where,
        words: str,
        within: Span | None,
        what: str,
        after: str | None = None,
        nth: int | None = None,
    ) -> Span | None:
        """Finds words and keeps their span for the item; else notes the problem."""
        try:
            span = self.located.text.find(words, within, after=after, nth=nth, what=what)
        except Unanchored as why:
            self.problems.add(where, str(why))
            return None
        self.located.spans[where] = span
        return span

    def statement(self, statement: Statement, where: Where) -> None:
        homes = [
            span
            for at, appearance in appearances(statement, where)
            if (span := self.appearance(appearance, at)) is not None
        ]
        principal = self.located.spans.get(where)
        if principal is None:
            # Everything else is looked for in its words.
            return
        for place, claim in enumerate(statement.claims):
            self.claim(claim, (*where, "claims", place), principal)
        homes += [
            self.located.spans[by]
            for at, appearance in appearances(statement, where)
            for by in naming(appearance, at)
            if by in self.located.spans
        ]
        for place, mention in enumerate(statement.mentions):
            self.mention(mention, (*where, "mentions", place), homes)

    def appearance(self, given: Appearance, where: Where) -> Span | None:
        span = self.find(where, given.words, None, "the text", given.after, given.nth)
        if span is None:
            return None
        paragraph = self.located.text.paragraph(span)
        told = {by: words for by, _, _, words in attributions(given, where)}
        for by in naming(given, where):
            words = told.get(by, given.said_by)
            if words:
                self.find(by, words, paragraph, "the paragraph of the words")
        self.located.quotes[where] = quote = self.quote(given, where)
        for place, insertion in enumerate(given.insertions):
            self.insertion(insertion, (*where, "insertions", place), span, quote)
        return span

    def quote(self, given: Appearance, where: Where) -> str | None:
        if given.directness is not Directness.DIRECT_QUOTE:
            if given.quote is not None:
                self.problems.add((*where, "quote"), "Only a DIRECT_QUOTE has a `quote`.")
            return None
        if given.quote is None:
            try:
                return quote_of(given.words)
            except Unanchored as why:
                self.problems.add(where, f"{str(why)[0].upper()}{str(why)[1:]}.")
        elif given.quote not in given.words:
            self.problems.add(
                (*where, "quote"), f"{brief(given.quote)} does not stand in the words it quotes."
            )
        return given.quote

    def insertion(self, words: str, where: Where, within: Span, quote: str | None) -> None:
        if (words[0], words[-1]) not in (("[", "]"), ("(", ")")):
            self.problems.add(where, "An insertion is given with its brackets: [words].")
        elif quote is None or words not in quote:
            self.problems.add(where, f"{brief(words)} does not stand in the quotation.")
        else:
            self.find(where, words, within, "the appearance's words")

    def claim(self, claim: Claim, where: Where, principal: Span) -> None:
        home: Span | None = principal
        if claim.words is None:
            self.located.spans[where] = principal
        else:
            home = self.find(
                where, claim.words, principal, "the statement's words", claim.after, claim.nth
            )
        for kind in ("figures", "means"):
            for place, item in enumerate(getattr(claim, kind)):
                homes = [home, principal] if home else [principal]
                self.first_home(item, (*where, kind, place), homes, "the statement's words")

    def mention(self, given: Mention, where: Where, homes: list[Span]) -> None:
        what = "the text" if where[0] == "mentions" else "the statement's words"
        span = self.first_home(given, where, homes, what)
        if span is not None and given.form is not None:
            self.find(where, given.form, span, "the mention's words")

    def first_home(
        self, given: Mention | Figure | Means, where: Where, homes: list[Span], what: str
    ) -> Span | None:
        """Looks in each span in turn, and settles in the first that has the words at all."""
        text = self.located.text
        having = (home for home in homes if next(text.places(given.words, home), None))
        home = next(having, homes[0] if homes else text.whole)
        return self.find(where, given.words, home, what, given.after, given.nth)
