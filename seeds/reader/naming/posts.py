"""Posts with whose they are: "Adviser to the Prime Minister of X", "the ministry's spokesman"."""

import re
from dataclasses import dataclass

from seeds.anchors import Span
from seeds.reader.naming.finding import Finding
from seeds.reader.naming.names import LAST_BODY

STEPS = 3
"""So many words to either side tell whose a post is."""

SMALL_WORDS = re.compile(r"[a-z][\w'’-]*(?:\s+[a-z][\w'’-]*)?(?=[\s,])")


@dataclass(frozen=True)
class Post:
    """A post that is named, without who holds it."""

    words: Span
    """The post alone."""

    whole: Span
    """With whose it is."""

    organization: str | None
    """An actor, or `LAST_BODY`."""


def post_at(words: Span, finding: Finding) -> Post:
    behind, end = _behind(words, finding)
    before, start = _before(words, finding)
    return Post(words, Span(start, end), behind or before)


def _behind(post: Span, finding: Finding) -> tuple[str | None, int]:
    """By the words behind it: "to the President of X", "of the Y Ministry"; and where they end."""
    end, organization = post.end, None
    office = finding.starting.get(post.start)
    if office and office.actor and not office.is_person and office.form.end > post.end:
        # "President of Ostrana" is known as an office.
        return office.actor, office.form.end
    for _ in range(STEPS):
        link = finding.signs.link.match(finding.text, end)
        if not link:
            break
        named = finding.named_at(link.end())
        if named is not None and (named.actor or named.place):
            organization, end = named.actor or finding.state(named), named.form.end
        elif inner := finding.signs.post.match(finding.text, link.end()):
            end = inner.end()
        elif bare := finding.names.bare.get(link.end()):
            end = bare.form.end
        else:
            word = SMALL_WORDS.match(finding.text, link.end())
            if word and organization is None:
                organization = finding.called(word[0].split()[-1], post.start)
                end = word.end()
            break
    return organization, end


def _before(post: Span, finding: Finding) -> tuple[str | None, int]:
    """By the words before it: "Dolvian", "the ministry's", "X's"; and where they begin."""
    start, organization, signs = post.start, None, finding.signs
    office = finding.ending.get(post.end)
    if office and office.actor and not office.is_person and office.form.start < post.start:
        # "Corvanian President" is known as an office.
        start, organization = office.form.start, office.actor
    for _ in range(STEPS):
        before = finding.before(start)
        adjective = finding.adjective_by_end.get(start - (len(before) - len(before.rstrip())))
        if adjective:
            organization, start = organization or adjective[1], adjective[0].start
        elif owner := signs.genitive.search(before):
            return _owner(owner, organization, start, finding), start - len(owner[0])
        elif article := signs.article.search(before):
            return organization, start - len(article[0])
        elif modifier := signs.modifier.search(before):
            start -= len(modifier[0])
        else:
            break
    return organization, start


def _owner(
    found: re.Match[str], organization: str | None, start: int, finding: Finding
) -> str | None:
    named = finding.ending.get(start - len(found[0]) + len(found[1]))
    if named and named.actor:
        return organization or named.actor
    if found[1].lower().startswith(finding.signs.the):
        return finding.called(found[1].split()[-1].lower(), start) or LAST_BODY
    return organization
