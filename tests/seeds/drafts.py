"""A draft of the reading of the border conflict, as rules would make it."""
# ruff: noqa: E501  # Long lines are those of the file.

from pathlib import Path

from tests.seeds.border import READING, TEXT, written
from tests.seeds.test_load import changed

MADE = "{{rule: subject-first, confidence: 0.9}}"

TEXT_WITH_A_STRANGER = TEXT + "• The Water Board said the dam had held, it said.\n"

STRANGER = f"""\
  - id: dam
    words: the dam had held
    speakers: [water-board]
    said_by: The Water Board said
    directness: REPORTED_SPEECH
    review: DRAFT
    made: {MADE}
    claims:
      - act: CLAIM
        by: water-board
        event: flood
        facet: OUTCOME
        participants: [{{{{actor: water-board, role: PRESENT}}}}, {{{{actor: northland, role: PARTY}}}}]
    mentions:
      - {{{{words: The Water Board, form: Water Board, actor: water-board}}}}
mentions:
""".replace("{{{{", "{{").replace("}}}}", "}}")

PROPOSED = """\
proposed:
  actors:
    - {{id: water-board, kind: GOVERNMENT_BODY, name: Water Board, organization: northland, side: north, words: The Water Board, made: {{rule: apposition, confidence: 0.4}}}}
  places:
    - {{words: dam, kind: SITE, candidates: [mill, {{value: upland, confidence: 0.3, why: likeness}}]}}
"""

FLOOD = "  - {{id: flood, title: Flood, kind: HUMANITARIAN, review: DRAFT}}\n"

DRAFT = (
    changed(
        READING,
        (
            "mentions:\n  - {{words: The Northern Army, actor: northern-army}}\n",
            STRANGER + "  - {{words: The Northern Army, actor: northern-army}}\n",
        ),
        (
            "title: Truce broken, kind: CEASEFIRE_VIOLATION,",
            "title: Truce broken, kind: CEASEFIRE_VIOLATION, review: DRAFT,",
        ),
        (
            "title: Shelling, kind: VIOLENCE_AGAINST_CIVILIANS,",
            "title: Shelling, kind: VIOLENCE_AGAINST_CIVILIANS, review: DRAFT,",
        ),
        ("title: Fighting, kind: BATTLE,", "title: Fighting, kind: BATTLE, review: DRAFT,"),
        ("title: Rain, kind: HUMANITARIAN}}", "title: Rain, kind: HUMANITARIAN, review: DRAFT}}"),
        (
            "    words: The parties accuse each other of breaking the truce.\n",
            f"    words: The parties accuse each other of breaking the truce.\n    review: DRAFT\n    made: {MADE}\n",
        ),
        (
            "    said: {{start: 2020-11-04}}\n    claims:",
            f"    said: {{{{start: 2020-11-04, made: {MADE}}}}}\n    review: DRAFT\n    made: {MADE}\n    claims:",
        ),
        (
            "    in_reply_to: shelling\n",
            f"    review: DRAFT\n    made: {MADE}\n    open:\n      - {{{{member: in_reply_to, why: two are possible, candidates: [{{{{value: shelling, confidence: 0.6}}}}, {{{{value: rain, confidence: 0.2, why: nearer}}}}]}}}}\n",
        ),
        (
            "    words: Rain fell at night.\n    directness: NARRATOR\n",
            f"    words: Rain fell at night.\n    directness: NARRATOR\n    review: DRAFT\n    made: {MADE}\n",
        ),
    )
    + FLOOD
    + PROPOSED
)
"""All of it DRAFT, made by rules; a reply is open, and an actor and a place are proposed."""


def drafted(folder: Path, *changes: tuple[str, str], name: str = "border") -> list[Path]:
    """Writes the files of the conflict with the draft, changed so."""
    reading = changed(DRAFT, *changes)
    return written(folder, text=TEXT_WITH_A_STRANGER, reading=reading, name=name)


def published(reading: str = DRAFT) -> str:
    """The draft as an editor has been through it."""
    start = reading.index("    open:\n")
    end = reading.index("\n", start + len("    open:\n")) + 1
    return (reading[:start] + "    in_reply_to: shelling\n" + reading[end:]).replace(
        "review: DRAFT", "review: PUBLISHED"
    )


KNOWN = """\
actors:
  - {id: water-board, kind: GOVERNMENT_BODY, name: Water Board, sides: [north]}
"""


def made_known(folder: Path) -> Path:
    """A file of actors with the one that the draft proposes."""
    path = folder / "more.yaml"
    path.write_text(KNOWN, "utf-8")
    return path
