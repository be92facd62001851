"""Knowledge to export, and ways to export it and to take it back."""

import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
from sqlmodel import Session, select

from db import models
from db.copies import copy_all
from db.migrate import migrate
from db.models import terms
from db.models.table import Table
from db.streams import snapshot
from seeds.exports.form import unseen
from seeds.exports.load import load_export, open_export
from seeds.exports.save import pieces
from seeds.load import load
from tests.conftest import url_of
from tests.factories import (
    added,
    make_actor,
    make_claim,
    make_document,
    make_event,
    make_side,
    make_statement,
    span_of,
)
from tests.seeds.border import written

HIDDEN = "hush"
"""A word of all that readers do not see."""

FORMS = ("ndjson", "ndjson.gz", "zip")


def exported(engine: sa.Engine, form: str = "ndjson", *, everything: bool = False) -> bytes:
    with snapshot(url_of(engine), 60) as state:
        return b"".join(pieces(state, f"export.{form}", everything, unseen))


def take_back(engine: sa.Engine, content: bytes, folder: Path, form: str = "ndjson") -> None:
    path = folder / f"export.{form}"
    path.write_bytes(content)
    load_export(engine, path, open_export(path))


def rows_in(content: bytes) -> dict[str, list[dict[str, Any]]]:
    """The rows of an export in NDJSON by table."""
    found: dict[str, list[dict[str, Any]]] = {}
    for line in content.splitlines()[1:-1]:
        entry = orjson.loads(line)
        found.setdefault(entry["table"], []).append(entry["row"])
    return found


def sealed(content: bytes) -> bytes:
    """The same in NDJSON with an end that fits, after rows were changed."""
    header, *lines = content.splitlines(keepends=True)[:-1]
    end = orjson.loads(content.splitlines()[-1])
    counts = dict.fromkeys(end["manifest"]["counts"], 0)
    for line in lines:
        table = orjson.loads(line)["table"]
        counts[table] = counts.get(table, 0) + 1
    body = header + b"".join(lines)
    manifest = {"counts": counts, "sha256": sha256(body).hexdigest()}
    return body + orjson.dumps({"manifest": manifest}) + b"\n"


def public(engine: sa.Engine) -> None:
    """The border conflict."""
    migrate(engine)
    with tempfile.TemporaryDirectory() as folder:
        load(engine, written(Path(folder)))


def partly_hidden(engine: sa.Engine) -> None:
    """Likewise, with what readers do not see, and with references to that."""
    public(engine)
    with Session(engine) as session:
        _hide(session)
        session.commit()
    with engine.begin() as connection:
        copy_all(connection)


def _hide(session: Session) -> None:
    seen = _one(session, models.Statement, slug="border-november-4--rain")
    document = make_document(session, "Rain fell", sha256=sha256(b"Rain fell").hexdigest())
    event = _one(session, models.Event, slug="rain")
    draft = make_event(session, f"A {HIDDEN}", slug=f"{HIDDEN}-event", review=terms.Review.DRAFT)
    for review in (terms.Review.DRAFT, terms.Review.REJECTED, terms.Review.WITHDRAWN):
        statement = make_statement(
            session,
            "Rain fell",
            [make_actor(session)],
            document,
            review=review,
            slug=f"{HIDDEN}--{review.value.lower()}",
            note=HIDDEN,
        )
        claim = make_claim(session, statement, event, proposition=f"A {HIDDEN}")
        added(session, models.Figure(claim_id=claim.id, **_kinds(), **span_of(document, "Rain")))
    about_draft = make_claim(session, seen, draft, proposition=f"Of a {HIDDEN}")
    actor = make_actor(session, "An actor of both")
    participation = {"event_id": draft.id, "actor_id": actor.id}
    added(
        session,
        models.Participation(
            claim_id=about_draft.id, role=terms.ParticipationRole.PRESENT, **participation
        ),
    )
    _refer_to_hidden(session, seen, statement, event, draft, actor)


def _refer_to_hidden(
    session: Session, seen: Any, statement: Any, event: Any, draft: Any, actor: Any
) -> None:
    """References that may be null, and a membership, which cannot be without its side."""
    seen.in_reply_to_id, event.part_of_id, event.conflict_id = statement.id, draft.id, draft.id
    side = make_side(session, draft, f"{HIDDEN}-side", actor)
    section = session.execute(select(models.Section)).scalars().first()
    assert section is not None
    section.side_id = side.id
    added(
        session,
        models.Name(
            value="Its name", kind=terms.NameKind.SPELLING, actor_id=actor.id, used_by_id=side.id
        ),
    )


def _one(session: Session, model: type[Table], **values: Any) -> Any:
    return session.execute(select(model).filter_by(**values)).scalar_one()


def _kinds() -> dict[str, Any]:
    return {"metric": terms.Metric.KILLED, "population": terms.Population.ALL}


HOSTILE = (
    "",
    " ",
    '"',
    '""',
    ",",
    "a\nb",
    "a\r\nb\r",
    "\r",
    "\n",
    '"quoted", "twice"\n',
    "=1+1",
    "null",
    "true",
    "0",
    "\\",
    "\\u0000",
    "\\n",
    "\u2028\u2029\u0085",
    "\ufeff",
    "🗺 Şuşa Шуша Շուշի",
    "\x01\x1f\x7f",
    '{"manifest": {}}',
    "x" * 60_000,
)


def hostile(engine: sa.Engine) -> None:
    """Texts that a form could lose or change, each as a note and where it may be as a name."""
    migrate(engine)
    with Session(engine) as session:
        for number, text in enumerate(HOSTILE):
            make_event(session, text or "-", slug=f"event-{number}", note=text)
            whole = f"{text}🗺 {text}. {number}"
            document = make_document(
                session, whole, sha256=sha256(whole.encode()).hexdigest(), edition=text
            )
            added(session, section_of(document, text))
        make_event(session, "Without a note", slug="event-without")
        session.commit()


def section_of(document: models.Document, heading: str) -> models.Section:
    end = len(document.text)
    return models.Section(
        document_id=document.id,
        start=0,
        end=end,
        start_utf16=0,
        end_utf16=len(document.text.encode("utf-16-le")) // 2,
        role=terms.SectionRole.OTHER,
        heading=heading,
    )


WORLDS: dict[str, Callable[[sa.Engine], None]] = {
    "public": public,
    "partly hidden": partly_hidden,
    "hostile": hostile,
}
