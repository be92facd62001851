"""Persons by their posts: known ones, and those proposed that stand beside a post."""

import re
from dataclasses import replace

from db.models.terms import ActorKind
from seeds.anchors import Span
from seeds.reader.naming.finding import Finding
from seeds.reader.naming.names import LAST_BODY, Named, Proposed
from seeds.reader.naming.posts import Post, post_at
from seeds.reader.naming.signs import CAPITALIZED
from seeds.reader.slugs import slug_of
from seeds.reader.words import one_of

LAST_NAMES = re.compile(rf"{CAPITALIZED}\s{CAPITALIZED}$")
"""Of a longer run of capitals, such as "District Administration X Y", the last two are the name."""

TO_NAME = re.compile(r",?\s+")
COMMA_BEFORE = re.compile(r",\s+$")
LONGEST_TITLE = 8

Person = tuple[Named | None, Span]
"""A person that is known, or none, and the name."""


def find_persons(finding: Finding) -> None:
    """Finds who holds the posts that are named, then titles, then last names alone."""
    behind = 0
    for found in finding.signs.post.finditer(finding.text):
        if found.start() >= behind:
            behind = max(behind, _post(Span(*found.span()), finding))
    _titles(finding)
    _last_names(finding)


def _post(words: Span, finding: Finding) -> int:
    """Reads a post with whose it is and who holds it; gives where it ends."""
    post = post_at(words, finding)
    start, end = post.whole.start, post.whole.end
    link = TO_NAME.match(finding.text, end)
    if person := _person_at(link.end() if link else end, finding):
        _holder(person, Span(start, person[1].end), post, finding)
        return person[1].end
    if person := _person_before(start, finding):
        _holder(person, Span(person[1].start, end), post, finding)
    elif finding.signs.unique.fullmatch(finding.words(words)) and post.organization:
        _office(post, post.organization, finding)
    return end


def _person_at(place: int, finding: Finding) -> Person | None:
    """A person whose name begins there: one that is known, or words that are a name."""
    named = finding.starting.get(place)
    if named is not None:
        return (named, named.form) if named.is_person else None
    found = finding.signs.name_words.match(finding.text, place)
    if not found or not finding.text[place].isupper():
        return None
    name = finding.signs.person_name.fullmatch(found[0]) or LAST_NAMES.search(found[0])
    if not name:
        return None
    span = Span(place + name.start(), place + name.end())
    inside = (finding.starting.get(start) for start in range(span.start + 1, span.end))
    if any(each and not each.is_person for each in inside):
        return None
    return None, span


def _person_before(start: int, finding: Finding) -> Person | None:
    """A person with the post in apposition: "X Y, aide to the President"."""
    comma = COMMA_BEFORE.search(finding.before(start))
    if not comma:
        return None
    end = start - len(comma[0])
    if end in finding.ending:
        named = finding.ending[end]
        return (named, named.form) if named.is_person else None
    found = finding.signs.name_at_end.search(finding.before(end))
    if not found or not found[1][0].isupper():
        return None
    return None, Span(end - len(found[1]), end)


def _holder(person: Person, whole: Span, post: Post, finding: Finding) -> None:
    named, form = person
    if named is None:
        _proposed_holder(form, whole, post, finding)
        return
    span = Span(min(whole.start, named.span.start), max(whole.end, named.span.end))
    rule, proposed = "known-person-with-post", finding.names.proposed.get(named.actor or "")
    if proposed:
        organization = proposed.organization or _own(post.organization)
        finding.names.proposed[proposed.id] = replace(
            proposed, span=span, organization=organization
        )
        rule = named.rule
    speaks_for = _spoken_for(post, finding) or named.speaks_for
    finding.keep(replace(named, span=span, rule=rule, speaks_for=speaks_for))


def _proposed_holder(form: Span, whole: Span, post: Post, finding: Finding) -> None:
    name = " ".join(finding.words(form).split())
    slug = slug_of(name)
    if not slug:
        return
    person, rule, sure = ActorKind.PERSON, "person-with-post", 0.75
    role, organization = _role(post, finding), _own(post.organization)
    finding.names.proposed.setdefault(
        slug, Proposed(slug, person, name, whole, role, organization, rule, sure)
    )
    speaks_for = _spoken_for(post, finding)
    finding.keep(Named(whole, form, slug, None, person, rule, sure, None, speaks_for))


def _own(organization: str | None) -> str | None:
    return None if organization == LAST_BODY else organization


def _role(post: Post, finding: Finding) -> str:
    """The post; without whose it is where that is known: "Adviser to the Prime Minister"."""
    words = finding.text[post.words.start : post.whole.end]
    if post.organization in finding.lexicon.actors:
        inside = range(post.words.start + 1, post.whole.end)
        named = (finding.starting.get(place) for place in inside)
        body = next((each for each in named if each and each.actor and not each.is_person), None)
        words = _cut(words, body.form.start - post.words.start, body, finding) if body else words
    words = " ".join(words.split())
    return words[:1].upper() + words[1:]


def _cut(words: str, end: int, body: Named, finding: Finding) -> str:
    cut = finding.signs.link_at_end.sub("", words[:end])
    whom = finding.signs.of_whom.match(finding.words(body.form))
    return finding.signs.to_whom.format(post=cut, whom=whom[0]) if whom else cut


def _spoken_for(post: Post, finding: Finding) -> str | None:
    speaks = finding.signs.speaking.search(finding.words(post.words))
    return post.organization if speaks else None


def _office(post: Post, organization: str, finding: Finding) -> None:
    """A post without a name: who is known to have held it that day, else the office."""
    lexicon, words, whole = finding.lexicon, post.words, post.whole
    owner = lexicon.owner(organization) or organization
    holder = lexicon.holder({organization, owner}, finding.words(words), finding.day)
    if holder:
        finding.keep(Named(whole, whole, holder, None, ActorKind.PERSON, "holder-of-post", 0.6))
        return
    around = finding.around(words.start)
    known = next((each for each in around if each.form.has(words) and each.actor), None)
    if known:
        start, end = min(whole.start, known.span.start), max(whole.end, known.form.end)
        finding.keep(replace(known, span=Span(start, end)))


def _titles(finding: Finding) -> None:
    for named in list(finding.by_form.values()):
        start = named.form.start
        if named.is_person and named.span.start == start:
            before = finding.text[max(0, start - LONGEST_TITLE) : start]
            if found := finding.signs.title.search(before):
                whole = Span(start - len(found[0]), named.form.end)
                finding.keep(replace(named, span=whole))


def _last_names(finding: Finding) -> None:
    """Persons who are proposed, where they are called by their last name alone later on."""
    proposed = finding.names.proposed.values()
    persons = {each.name.split()[-1]: each for each in proposed if each.kind is ActorKind.PERSON}
    if not persons:
        return
    for found in re.finditer(rf"\b{one_of(map(re.escape, persons))}\b", finding.text):
        person = persons[found[0]]
        span = Span(*found.span())
        if span.start > person.span.end and not finding.is_inside_known(span):
            finding.keep(Named(span, span, person.id, None, ActorKind.PERSON, "last-name", 0.7))
