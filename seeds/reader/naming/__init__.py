"""Whom and what a text names: known names, bodies by their kind and state, persons by their posts.

A body that is not known but composed of what is, "the Dolvian Health Ministry", is proposed as
new, and so is a person who stands beside a post: "Adviser to the Prime Minister X Y".
"""

from seeds.reader.lexicon import Lexicon
from seeds.reader.naming.bodies import find_bodies, proposed_body
from seeds.reader.naming.finding import Finding
from seeds.reader.naming.known import find_known
from seeds.reader.naming.names import LAST_BODY, Named, Names, Proposed
from seeds.reader.naming.persons import find_persons
from seeds.reader.naming.signs import CAPITALIZED, Signs

__all__ = [
    "CAPITALIZED",
    "LAST_BODY",
    "Named",
    "Names",
    "Proposed",
    "names_in",
    "proposed_body",
]


def names_in(text: str, lexicon: Lexicon, day: str) -> Names:
    """All names of a text. Each step takes what the one before found; `day`: who held a post."""
    finding = Finding(text, lexicon, day, Signs.of(lexicon.language))
    find_known(finding)
    find_bodies(finding)
    find_persons(finding)
    found = finding.by_form.values()
    finding.names.found = sorted(found, key=lambda each: (each.form.start, -each.form.end))
    return finding.names
