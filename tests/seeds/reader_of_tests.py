"""Readers of the tests' own, installed as those of others are: as entry points."""

from pathlib import Path

import pytest

SOURCE = '''\
from datetime import date

MADE = {"rule": "subject-first", "confidence": 0.45}


def read(text: str, published_on: date) -> dict:
    """Each line "Somebody said ..." is what that actor said; others are the text's own."""
    lines = [line for line in text.splitlines() if line.strip()][1:]
    statements = []
    for number, line in enumerate(lines, 1):
        item = {"id": f"line-{number}", "review": "PUBLISHED", "made": MADE}
        who, said, words = line.partition(" said: ")
        if said:
            slug = who.lower().replace(" ", "-")
            item |= {"words": words, "directness": "REPORTED_SPEECH", "said_by": who}
            if slug.startswith("unknown"):
                item["open"] = [{
                    "member": "speakers", "words": who, "why": "[no] such name",
                    "candidates": [{"value": "armenia", "confidence": 0.3}],
                }]
            else:
                item["speakers"] = [slug]
            item["claims"] = [{"act": "CLAIM", "event": "rain", "facet": "OCCURRENCE"}]
        else:
            item |= {"words": line, "directness": "NARRATOR", "claims": [{"act": "REPORT"}]}
        item["said"] = {"end": published_on.isoformat()}
        statements.append(item)
    return {
        "document": {"title": "What was said", "language": "en"},
        "sections": [
            {"role": "TITLE", "begins": text.splitlines()[0]},
            {"role": "OTHER", "begins": lines[0]},
        ],
        "statements": statements,
        "events": [{"id": "rain", "title": "Rain", "kind": "HUMANITARIAN"}],
    }


def failing(text, published_on):
    raise ValueError("no verbs today")


def listing(text, published_on):
    return []


def wrong(text, published_on):
    return {"statements": [{"id": "x", "words": "Snow", "directness": "NARRATOR", "claims": [{}]}]}


def inventing(text, published_on):
    found = read(text, published_on)
    found["statements"][0]["words"] = "Nobody said this"
    found["statements"][0]["claims"][0]["participants"] = [{"actor": "nobody", "role": "PARTY"}]
    return found
'''
NAMES = ("read", "failing", "listing", "wrong", "inventing", "missing")


def install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the readers into a folder as an installation has them, and lets Python look there."""
    (folder / "desk_reader.py").write_text(SOURCE, "utf-8")
    facts = folder / "desk_reader-1.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: desk-reader\nVersion: 1\n")
    named = "\n".join(f"{name} = desk_reader:{name}" for name in NAMES)
    (facts / "entry_points.txt").write_text(f"[event_knowledge.readers]\n{named}\n")
    monkeypatch.syspath_prepend(str(folder))
