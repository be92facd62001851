"""Makes a draft reading of a text by rules, each of which belongs to the language and the genre.

A rule names no person, body or place: those come from the names that are known. The words that it
looks for are in `vocabulary/LANGUAGE`; a module's `Signs` are made of them. The `way` of a text:
`naming` finds whom and what is named and `moments` when, `layout` parts it into sections and items,
`attribution` tells who says what, `claims` what is said, `eventing` about which event and `replies`
in answer to what; `draft` puts it into the form of a reading.
"""

from seeds.reader.way import read, rules

__all__ = ["read", "rules"]
