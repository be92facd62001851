"""Bodies by their kind and whose they are: "the Dolvian Health Ministry", "its army"."""

from seeds.anchors import Span
from seeds.reader.lexicon import Body, Lexicon
from seeds.reader.naming.finding import Finding
from seeds.reader.naming.names import Named, Proposed
from seeds.reader.slugs import slug_of


def find_bodies(finding: Finding) -> None:
    """Those that are not known but composed of what is are proposed as new."""
    bodies = finding.lexicon.bodies
    for found in finding.lexicon.body_forms.finditer(finding.text):
        span = Span(*found.span())
        if not finding.is_inside_known(span):
            _body(bodies[int((found.lastgroup or "k0")[1:])], span, finding)


def _body(body: Body, span: Span, finding: Finding) -> None:
    owners = _owners_before(span, finding)
    for owner, start in owners:
        _owned(body, owner, Span(start, span.end), "body-by-adjective", finding)
    if owners:
        return
    after = _owner_after(span, finding)
    if after:
        _owned(body, after[0], Span(span.start, after[1]), "body-of-state", finding)
        return
    whole = finding.with_article(span)
    bare = Named(whole, span, None, None, body.kind, "body-alone", 0.5, body)
    finding.names.bare[span.start] = bare
    finding.names.bare_phrases[whole.start] = bare


def _owners_before(span: Span, finding: Finding) -> list[tuple[str, int]]:
    """Whose body it is, by the adjective or the owner before it; of two, both."""
    before = finding.before(span.start)
    end = span.start - (len(before) - len(before.rstrip()))
    if end == span.start:
        return []
    if end in finding.adjective_by_end:
        return _adjectives_before(end, finding)
    if word := finding.signs.owner.search(before):
        state = finding.state_before(span.start)
        return [(state, span.start - len(word[0]))] if state else []
    if finding.signs.genitive_end.search(before.rstrip()):
        named = finding.ending.get(end - 2) or finding.ending.get(end)
        actor = finding.state(named)
        return [(actor, named.form.start)] if named and actor else []
    return []


def _adjectives_before(end: int, finding: Finding) -> list[tuple[str, int]]:
    """The "Dolvian" of "Dolvian army", and of "Karsian and Dolvian armies" both."""
    adjective, owner = finding.adjective_by_end[end]
    own = (owner, adjective.start)
    pair = finding.signs.pair.search(finding.before(adjective.start))
    first = adjective.start - len(pair[0]) + len(pair[1]) if pair else -1
    if first not in finding.adjective_by_end:
        return [own]
    span, other = finding.adjective_by_end[first]
    return [(other, span.start), own]


def _owner_after(span: Span, finding: Finding) -> tuple[str, int] | None:
    link = finding.signs.of_state.match(finding.text, span.end)
    named = finding.starting.get(link.end()) if link else None
    actor = finding.state(named)
    return (actor, named.form.end) if named and actor else None


def _owned(body: Body, owner: str, form: Span, rule: str, finding: Finding) -> None:
    lexicon = finding.lexicon
    if body.role == "":  # "The Dolvian side" is Dolvia itself.
        slug, confidence = owner, 0.9
    elif known := lexicon.body_of(owner, body):
        slug, confidence = known, 0.85
    elif finding.words(form).split()[-1].islower():
        return  # "Dolvian border guards" are some, not the Border Service.
    else:
        proposed = proposed_body(body, owner, lexicon, form, 0.7)
        finding.names.proposed.setdefault(proposed.id, proposed)
        slug, confidence = proposed.id, 0.7
    kind = lexicon.actors[slug].kind if slug in lexicon.actors else body.kind
    whole = finding.with_article(form)
    finding.keep(Named(whole, form, slug, None, kind, rule, confidence, body))


def proposed_body(
    body: Body, owner: str, lexicon: Lexicon, span: Span, confidence: float
) -> Proposed:
    name = f"{body.name} of {lexicon.actors[owner].name}"
    return Proposed(
        slug_of(name), body.kind, name, span, body.role, owner, "body-of-known-state", confidence
    )
