"""Makes a text of the bytes of a file that somebody wants to have read, or says why it is none."""

from shlex import quote
from typing import NoReturn

from charset_normalizer import from_bytes

from db.errors import RefusedReading

KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\0", "a database"),
)
"""How files that are no text begin, and what they are."""

ZIPPED = (
    (b"word/document.xml", "a Word document (DOCX)"),
    (b"opendocument.text", "an ODT document"),
)
"""What is in archives that are documents."""

WIDE = {
    b"\xff\xfe\0\0": "UTF-32",
    b"\0\0\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
"""Byte order marks of encodings other than UTF-8; the longer come first."""

LOOKED_AT = 65_536
"""As many bytes tell an encoding; detecting it by all of a long text takes seconds."""

CONTROLS = bytes({*range(32)} - {*b"\t\n\x0b\x0c\r\x1b"}) + b"\x7f"


def decode_text(content: bytes, name: str) -> str:
    """The text, its line ends as they are, without a byte order mark.

    Raises RefusedReading that says of what kind or in what encoding the file is, and what to do.
    """
    if not content.strip(b" \t\r\n\0"):
        refuse(name, "It is empty: there is nothing to read.")
    if kind := kind_of(content):
        refuse(name, f"It is {kind}, and no plain text: save its text as a .txt file, in UTF-8.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse(name, told_encoding(content, name, error))
    if "\0" in text:
        refuse(name, told_zero(content, text, name))
    if not text.strip():
        refuse(name, "It is empty: there is nothing to read.")
    return text


def refuse(name: str, reason: str) -> NoReturn:
    raise RefusedReading([f"{name}: {reason}"])


def kind_of(content: bytes) -> str | None:
    """What the file is where it is no plain text; none where it may be."""
    begin = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for mark, kind in KINDS:
        if begin.startswith(mark):
            if kind == "a ZIP archive":
                return next((kind for part, kind in ZIPPED if part in content), kind)
            return kind
    if begin.lower().startswith((b"<!doctype html", b"<html")):
        return "an HTML page"
    return None


def told_encoding(content: bytes, name: str, error: UnicodeDecodeError) -> str:
    """What to say of bytes that are not UTF-8."""
    encoding = encoding_of(content)
    if encoding is None:
        line = content.count(b"\n", 0, error.start) + 1
        return (
            f"It is no plain text, or damaged: byte {error.start}, in line {line}, is not UTF-8, "
            "and no other encoding fits. Save its text anew, in UTF-8."
        )
    return f"It is not UTF-8 but, it seems, {encoding}. {conversion(name, encoding)}"


def conversion(name: str, encoding: str) -> str:
    """The command that makes UTF-8 of it: a reading stands on the bytes of its text."""
    if name == "standard input":
        return f"Convert it on its way: iconv -f {encoding} -t UTF-8 | event-knowledge read …"
    stem, dot, suffix = name.rpartition(".")
    new = f"{stem}-utf8.{suffix}" if dot and "/" not in suffix else f"{name}-utf8"
    return f"Convert it and read that: iconv -f {encoding} -t UTF-8 {quote(name)} > {quote(new)}"


def encoding_of(content: bytes) -> str | None:
    """The encoding of bytes that are not UTF-8, by its name in iconv; none where it is unclear."""
    for mark, encoding in WIDE.items():
        if content.startswith(mark):
            return encoding
    sample = content[:LOOKED_AT]
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    if controls * 100 > len(sample):
        return without_mark(sample)
    best = from_bytes(sample).best()
    return best.encoding.replace("_", "-").upper().replace("CP125", "WINDOWS-125") if best else None


def without_mark(sample: bytes) -> str | None:
    """UTF-16 without a byte order mark: of what is mostly Latin each second byte is zero."""
    halves = sample[::2], sample[1::2]
    for half, encoding in zip(halves, ("UTF-16BE", "UTF-16LE"), strict=True):
        if half.count(0) * 2 > len(half):
            return encoding
    return None


def told_zero(content: bytes, text: str, name: str) -> str:
    """What to say of UTF-8 with NUL characters."""
    if encoding := without_mark(content[:LOOKED_AT]):
        return f"It is not UTF-8 but, it seems, {encoding}. {conversion(name, encoding)}"
    if text.count("\0") * 100 > len(text):
        return "It is no plain text but binary: save its text as a .txt file, in UTF-8."
    line = text.count("\n", 0, text.index("\0")) + 1
    return f"It has a NUL character, in line {line}, which no text has; take it out."
