"""Names that are known, and the adjectives of states."""

import re
from dataclasses import replace

from db.matching import Detection
from db.models.terms import ActorKind
from db.names import fold
from seeds.anchors import Span
from seeds.reader.naming.finding import Finding
from seeds.reader.naming.names import Named
from seeds.reader.naming.signs import CAPITALIZED

WORD = re.compile(CAPITALIZED)
PART = re.compile(r"[^-]+")


def find_known(finding: Finding) -> None:
    """Finds names as `detect` does."""
    for each in finding.lexicon.matcher.detect(finding.text):
        _keep(each, finding)
    _adjectives(finding)


def _keep(detected: Detection, finding: Finding) -> None:
    lexicon, form = finding.lexicon, Span(detected.start, detected.end)
    slugs = [lexicon.slug(each.kind, each.key) for each in detected.candidates]
    slug, others = slugs[0], tuple(slugs[1:])
    named = Named(
        finding.with_article(form),
        form,
        confidence=0.8 if others else 0.95,
        candidates=others,
    )
    if detected.candidates[0].kind == "Actor":
        kind = lexicon.actors[slug].kind
        if kind is ActorKind.CIVILIANS:
            _where_they_live(form, finding)
        body = lexicon.body_kind(slug) if kind is not ActorKind.PERSON else None
        finding.keep(replace(named, actor=slug, kind=kind, body=body))
    else:
        finding.keep(replace(named, place=slug, kind=lexicon.places[slug].kind))


def _where_they_live(form: Span, finding: Finding) -> None:
    """The place in "civilians in X"."""
    link = finding.signs.link.search(finding.text, form.start, form.end)
    if not link:
        return
    lexicon = finding.lexicon
    for each in lexicon.matcher.detect(finding.text[link.end() : form.end]):
        places = [one for one in each.candidates if one.kind == "Location"]
        if places:
            slug = lexicon.slug("Location", places[0].key)
            span = Span(link.end() + each.start, link.end() + each.end)
            kind = lexicon.places[slug].kind
            finding.keep(Named(span, span, None, slug, kind, "place-of-people", 0.8))


def _adjectives(finding: Finding) -> None:
    for found in WORD.finditer(finding.text):
        for part in PART.finditer(finding.text, *found.span()):
            owner = finding.lexicon.adjectives.get(fold(part[0]))
            span = Span(*part.span())
            if owner and not finding.is_inside_known(span):
                finding.names.adjectives.append((span, owner))
                finding.adjective_by_end[span.end] = span, owner
