"""That servers with different schemas are asked for the same, and that a difference is found."""

import json

import pytest

from benchmarks.__main__ import main
from benchmarks.queries import Different, how_many, objects, queries_of, require_same


def answer(**data: object) -> bytes:
    return json.dumps({"data": data}).encode()


def test_all_servers_answer_with_the_same_objects(capsys):
    """Those of Python; the others need what npm installs."""
    main(["--check", "--size", "300", "--servers", "ours", "sqlite", "strawberry"])

    said = capsys.readouterr().out
    assert "Event Knowledge, SQLite: search is the same" in said
    assert "Strawberry, ORM and data loaders: deep is the same" in said


def test_each_schema_has_queries_of_the_same_names():
    ours = queries_of("ours").keys()

    assert queries_of("handwritten").keys() == ours
    assert queries_of("postgraphile").keys() <= ours


def test_a_query_is_given_its_own_variables_alone():
    body = queries_of("ours")["actor"].body({"slug": "a", "text": "b"})

    assert json.loads(body)["variables"] == {"slug": "a"}


def test_wrappings_of_a_schema_do_not_count():
    connection = answer(events={"nodes": [{"slug": "a", "happened": {"start": "2020"}}]})
    plain = answer(events=[{"slug": "a", "happenedStart": "2020"}])

    assert objects(connection) == objects(plain)
    assert how_many(objects(plain)) == 2


@pytest.mark.parametrize(
    ("theirs", "place"),
    [
        (answer(events=[{"slug": "b"}, {"slug": "a"}]), r"events\[0\].slug: \"a\" here, \"b\""),
        (answer(events=[{"slug": "a"}]), "nested.events: "),
        (answer(events=[{"slug": "a"}, {"slug": "b", "more": 1}]), r"events\[1\]: "),
    ],
)
def test_a_difference_is_told_with_its_place(theirs, place):
    ours = answer(events=[{"slug": "a"}, {"slug": "b"}])

    with pytest.raises(Different, match=place):
        require_same("nested", ours, theirs, "Another")


def test_an_error_is_no_answer():
    with pytest.raises(Different, match="No answer"):
        objects(b'{"data": {"a": 1}, "errors": [{"message": "x"}]}')
