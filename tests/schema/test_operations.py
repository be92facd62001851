"""Operations that were read are kept: bounded by their length, found again by query and name."""

import pytest

from schema.limits import Limits
from schema.operations import NotServed, Operations, Refused, WhichOperation, read

QUERY = "query Actors { actors { totalCount } } query Sides { sides { totalCount } }"


def test_an_operation_is_read_once():
    operations = Operations(Limits())

    assert operations.find(QUERY, "Actors") is operations.find(QUERY, "Actors")
    assert operations.find(QUERY, "Actors") is not operations.find(QUERY, "Sides")


def test_past_so_many_characters_those_unused_for_longest_are_forgotten():
    operations = Operations(Limits(), most=3 * 40)
    queries = [f"{{ a{number}: __typename }}".ljust(40) for number in range(4)]

    first, second, *_ = [operations.find(query, None) for query in queries]

    assert operations.find(queries[1], None) is second
    assert operations.find(queries[0], None) is not first


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("{ nothing }", Refused),
        ("{ actors {", Refused),
        ("subscription { actors { totalCount } }", NotServed),
        ("mutation { actors { totalCount } }", NotServed),
        (QUERY, WhichOperation),
        ("fragment F on Query { __typename }", WhichOperation),
    ],
)
def test_what_cannot_be_carried_out_is_not_kept(query: str, error: type[Exception]) -> None:
    operations = Operations(Limits())

    with pytest.raises(error):
        operations.find(query, None)

    assert operations.known(query, None) is None


@pytest.mark.parametrize(
    ("query", "alone"),
    [
        ("{ __schema { types { name } } }", True),
        ("{ __typename __schema { types { name } } }", True),
        ('{ ...Types } fragment Types on Query { __type(name: "A") { name } }', True),
        ("{ actors { totalCount } __schema { types { name } } }", False),
    ],
)
def test_what_asks_for_the_schema_is_known(query: str, alone: bool) -> None:
    operation = read(query, None, Limits())

    assert operation.introspects
    assert operation.is_introspection is alone


def test_a_type_name_alone_asks_for_no_schema():
    assert not read("{ __typename }", None, Limits()).introspects
