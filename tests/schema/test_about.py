"""What the service says of itself and of the knowledge it has."""

from importlib.metadata import version

from db.models import terms
from tests.factories import make_actor, make_document, make_event, make_statement

ABOUT = """{ about {
  notice publishers attributions revision version
  counts { sides actors locations documents statements claims events }
} }"""


async def test_it_counts_what_readers_may_see_and_whose_texts_there_are(session, graphql, sql):
    publishers = [make_actor(session, name) for name in ("The Post", "An Agency")]
    for number, publisher in enumerate((*publishers, publishers[0])):
        make_document(session, f"Text {number}.", publisher_id=publisher.id)
    make_statement(session, "Seen.")
    make_statement(session, "A draft.", review=terms.Review.DRAFT)
    make_event(session)
    session.commit()

    about = (await graphql(ABOUT))["about"]

    assert about["publishers"] == ["An Agency", "The Post"]
    assert about["counts"] == {
        "sides": 0, "actors": 2, "locations": 0, "documents": 5, "statements": 1, "claims": 0,
        "events": 1,
    }  # fmt: skip
    assert about["version"] == version("event-knowledge")
    assert "no verdict" in about["notice"]
    assert any("GeoNames" in line for line in about["attributions"])
    assert len(sql) == 1


async def test_the_revision_grows_with_each_change_and_only_then(session, graphql):
    async def revision() -> int:
        return int((await graphql("{ about { revision } }"))["about"]["revision"])

    first = await revision()
    event = make_event(session)
    session.commit()
    second = await revision()
    session.commit()
    session.rollback()
    assert await revision() == second == first + 1

    event.title, event.title = "Another thing", "Something happens"
    session.commit()
    assert await revision() == first + 1

    event.title = "Something else"
    session.commit()
    assert await revision() == first + 2

    session.delete(event)
    session.commit()
    assert await revision() == first + 3


async def test_the_members_can_be_renamed(graphql):
    data = await graphql("{ us: about { v: version c: counts { n: events m: events } } }")

    assert data == {"us": {"v": version("event-knowledge"), "c": {"n": 0, "m": 0}}}
