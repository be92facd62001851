"""Operations that were read are kept: bounded by their length, found again by query and name."""

from schema.execute import Operations, operation_of

QUERY = "query Actors { actors { totalCount } } query Sides { sides { totalCount } }"


def test_an_operation_is_read_once():
    operations = Operations()

    assert operations.find(QUERY, "Actors") is operations.find(QUERY, "Actors")
    assert operations.find(QUERY, "Actors") is not operations.find(QUERY, "Sides")


def test_past_so_many_characters_those_unused_for_longest_are_forgotten():
    operations = Operations(most=3 * 40)
    queries = [f"{{ a{number}: __typename }}".ljust(40) for number in range(4)]

    first, second, *_ = [operations.find(query, None) for query in queries]

    assert operations.find(queries[1], None) is second
    assert operations.find(queries[0], None) is not first


def test_what_is_not_for_the_database_alone_is_not_taken():
    others = [
        "{ __schema { types { name } } }",
        'query ($on: Boolean!) { ...Types } fragment Types on Query { __type(name: "A") { name } }',
        "{ nothing }",
        "{ actors {",
        "subscription { actors { totalCount } }",
        QUERY,
    ]

    assert [operation_of(query, None) for query in others] == [None] * len(others)
