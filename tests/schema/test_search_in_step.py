"""What is found keeps step with what is written, and with what readers may see."""

import threading
from typing import Any

import pytest
from sqlmodel import Session, select

from db.engine import open_engine
from db.migrate import migrate
from db.models import Mention, Name, SearchEntry, terms
from db.models.actors import Affiliation
from db.models.events import Participation, Setting
from tests.factories import (
    added,
    make_actor,
    make_claim,
    make_document,
    make_event,
    make_location,
    make_statement,
    span_of,
)
from tests.schema.searching import HITS, ids


async def test_what_readers_may_not_see_is_not_found(session, graphql):
    seen = make_statement(session, "Rain was seen.")
    make_statement(session, "Rain in a draft.", review=terms.Review.DRAFT)
    withdrawn = make_statement(session, "Rain that was withdrawn.")
    event = make_event(session, "Rain")
    session.commit()
    withdrawn.review = event.review = terms.Review.WITHDRAWN
    session.commit()

    data = await graphql(HITS, text="rain", **{"in": ["STATEMENT", "EVENT"]})

    assert ids(data) == [f"Statement:{seen.id}"]


async def test_a_name_that_changes_is_found_by_its_new_form_wherever_it_stands(session, graphql):
    speaker = make_actor(session, "Old Name")
    body = make_actor(session, "A Body")
    added(session, Affiliation(actor_id=speaker.id, organization_id=body.id, role="Aide"))
    place = make_location(session, "A place")
    statement = make_statement(session, "It rained.", [speaker])
    event = make_event(session, "A rain")
    claim = make_claim(session, statement, event)
    setting = added(session, Setting(claim_id=claim.id, event_id=event.id, location_id=place.id))
    session.commit()
    speaker.name, place.name, body.name = "Fresh Name", "Fresh place", "Fresh Body"
    alias = added(session, Name(actor_id=speaker.id, value="Nick", kind=terms.NameKind.SPELLING))
    session.commit()

    async def found(text: str) -> set[str]:
        return set(ids(await graphql(HITS, text=text)))

    who, said = f"Actor:{speaker.id}", f"Statement:{statement.id}"
    assert await found("old") == set()
    assert await found("fresh name") == {who, said}
    assert await found("nick") == {who, said}
    assert await found("aide") == {who}
    assert await found("fresh body") == {f"Actor:{body.id}", who}
    assert await found("fresh place") == {f"Location:{place.id}", f"Event:{event.id}"}

    session.delete(alias)
    session.delete(setting)
    session.commit()

    assert await found("nick") == set()
    assert await found("fresh place") == {f"Location:{place.id}"}


async def test_rows_that_are_gone_are_not_found(session, graphql):
    place = make_location(session, "Berd")
    document = make_document(session, "They spoke.")
    statement = make_statement(session, "They spoke.", document=document)
    span = span_of(document, "They")
    mention = added(
        session,
        Mention(
            statement_id=statement.id, location_id=place.id, form="They",
            role=terms.MentionRole.NAMED, resolved=terms.Resolved.IN_TEXT, **span,
        ),
    )  # fmt: skip
    session.commit()
    assert len(ids(await graphql(HITS, text="berd"))) == 3

    session.delete(mention)
    session.flush()
    session.delete(place)
    session.commit()

    assert ids(await graphql(HITS, text="berd")) == []


async def test_what_is_rolled_back_is_not_found(session, graphql):
    make_location(session, "Berd")
    session.rollback()
    make_location(session, "Other")
    session.commit()

    assert ids(await graphql(HITS, text="berd")) == []


async def test_what_drafts_say_of_an_event_or_of_a_draft_is_not_found(session, graphql):
    accused = make_actor(session, "Secretive Unit")
    event = make_event(session, "A raid")
    draft = make_statement(session, "They did it.", review=terms.Review.DRAFT)
    claim = make_claim(session, draft, event)
    added(
        session,
        Participation(
            claim_id=claim.id,
            event_id=event.id,
            actor_id=accused.id,
            role=terms.ParticipationRole.ALLEGED_PERPETRATOR,
        ),
    )
    hidden = make_event(session, "Hidden", review=terms.Review.DRAFT)
    statement = make_statement(session, "It was so.")
    make_claim(session, statement, hidden, proposition="A zebra ran")
    session.commit()
    kinds = {"in": ["STATEMENT", "EVENT"]}

    assert ids(await graphql(HITS, text="secretive", **kinds)) == []
    assert ids(await graphql(HITS, text="zebra", **kinds)) == []

    draft.review = hidden.review = terms.Review.PUBLISHED
    session.commit()

    assert ids(await graphql(HITS, text="secretive", **kinds)) == [f"Event:{event.id}"]
    assert ids(await graphql(HITS, text="zebra", **kinds)) == [f"Statement:{statement.id}"]

    draft.review = hidden.review = terms.Review.WITHDRAWN
    session.commit()

    assert ids(await graphql(HITS, text="secretive", **kinds)) == []
    assert ids(await graphql(HITS, text="zebra", **kinds)) == []


@pytest.mark.parametrize("letters", ["北" * 3000, "x" * 9000, "😀" * 3000, "Ա" * 9000])
async def test_a_text_without_spaces_is_written_and_found(session, graphql, letters):
    statement = make_statement(session, f"rain {letters}")
    session.commit()

    data = await graphql(HITS, text="rain " + letters[:900], **{"in": ["STATEMENT"]})

    assert ids(data) == [f"Statement:{statement.id}"]


async def test_a_document_whose_text_is_corrected_moves_what_stands_in_it(session, graphql):
    document = make_document(session, "Words here. Then more.")
    make_statement(session, "Words here.", document=document)
    session.commit()
    document.text = "Words here. Then more, and a walrus at the end."
    session.commit()

    data = await graphql("{ statements { nodes { context { text } } } }")

    assert data["statements"]["nodes"][0]["context"]["text"] == document.text
    assert len(ids(await graphql(HITS, text="walrus", **{"in": ["STATEMENT"]}))) == 1


async def test_a_savepoint_that_is_undone_does_not_undo_what_came_before(session, graphql):
    outer = make_location(session, "Outer")
    inner = session.begin_nested()
    make_location(session, "Inner")
    inner.rollback()
    session.commit()

    assert ids(await graphql(HITS, text="outer")) == [f"Location:{outer.id}"]
    assert ids(await graphql(HITS, text="inner")) == []


def test_two_writers_at_once_leave_what_both_wrote(databases):
    # SQLite has one writer at a time by itself.
    url = databases.make("postgresql", "empty", migrate)
    database = open_engine(url)
    with Session(database, expire_on_commit=False) as session:
        event = make_event(session, "A raid")
        claim = make_claim(session, make_statement(session, "It was so."), event)
        places = [make_location(session, name) for name in ("Alphaville", "Betaville")]
        session.commit()
    barrier = threading.Barrier(2)

    def write(place: Any) -> None:
        with Session(database) as mine:
            row = Setting(claim_id=claim.id, event_id=event.id, location_id=place.id)
            mine.add(row)
            mine.flush()
            barrier.wait(20)
            mine.commit()

    threads = [threading.Thread(target=write, args=(place,)) for place in places]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with Session(database) as session:
        found = session.execute(select(SearchEntry.text).where(SearchEntry.kind == "EVENT"))
        assert sorted(found.scalars()) == ["A raid", "A raid\n\x1fAlphaville\n\x1fBetaville"]
    database.dispose()
    databases.drop(url)
