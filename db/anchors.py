"""Where words stand in a text: the paragraph around them, and how an address points to them."""

from urllib.parse import quote

LONGEST_EXACT = 300
"""Longer words are pointed to by their beginning and end: browsers do so, too."""

EDGE_WORDS = 5
"""How many words a beginning, an end, or what stands before has at first."""

MOST_BEFORE = 20
"""With more words before them nothing becomes clearer."""


def paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """The lines on which `text[start:end]` stands, without white space around them."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    lines = text[first : len(text) if last < 0 else last]
    before = len(lines) - len(lines.lstrip())
    return min(start, first + before), max(end, first + len(lines.rstrip()))


def text_fragment(text: str, start: int, end: int) -> str:
    """The directive that lets a browser find `text[start:end]` on a page, percent-encoded.

    Follows the URL Fragment Text Directives (WICG): words, or their beginning and end with a
    comma between; with what stands before them where the text has them before, too.
    """
    lines = [line.strip() for line in text[start:end].splitlines() if line.strip()]
    if not lines:
        return ""
    exact = len(lines) == 1 and len(lines[0]) <= LONGEST_EXACT
    if exact:
        sought, directive = lines[0], encoded(lines[0])
    else:
        # Each end has to stand in one block of the page.
        sought = " ".join(lines[0].split()[:EDGE_WORDS])
        directive = f"{encoded(sought)},{encoded(' '.join(lines[-1].split()[-EDGE_WORDS:]))}"
    before = words_before(text, start, sought)
    return f"{encoded(before)}-,{directive}" if before else directive


def words_before(text: str, start: int, sought: str) -> str:
    """The words before a place that tell it from earlier ones of the same words; none if first.

    They stand in one block of the page, as the words themselves do.
    """
    earlier = " ".join(text[:start].split()).lower()
    wanted = " ".join(sought.split()).lower()
    if wanted not in earlier:
        return ""
    block = next((line for line in reversed(text[:start].splitlines()) if line.strip()), "")
    words = block.split()
    for number in range(min(EDGE_WORDS, len(words)), min(MOST_BEFORE, len(words)) + 1):
        before = " ".join(words[-number:])
        if f"{before.lower()} {wanted}" not in earlier:
            return before
    return " ".join(words[-MOST_BEFORE:])


def encoded(words: str) -> str:
    """Percent-encoded, the hyphen too, which has a meaning in the directive."""
    return quote(words, safe="").replace("-", "%2D")
