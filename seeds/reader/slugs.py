"""Slugs of a draft's items, each once."""

from db.names import words

LONGEST = 80


def slug_of(name: str) -> str:
    """A slug of a name, in the letters that slugs have; empty where it has none of them."""
    return "-".join(words(name))[:LONGEST].strip("-")


class Slugs:
    """Slugs that are taken."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def take(self, base: str) -> str:
        """The slug, with a number where it is taken."""
        slug = base
        while slug in self._next:
            self._next[base] += 1
            slug = f"{base}-{self._next[base]}"
        self._next[slug] = 1
        return slug
