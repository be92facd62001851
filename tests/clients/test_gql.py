from collections.abc import Iterator
from pathlib import Path

import pytest
from gql import Client, gql
from gql.client import SyncClientSession
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXTransport
from graphql import GraphQLError, build_schema, lexicographic_sort_schema, print_schema

SDL = Path(__file__).parents[2] / "schema" / "schema.graphql"


@pytest.fixture
def session(service: str) -> Iterator[SyncClientSession]:
    """A client that checks queries by the schema, which it asked the service for."""
    client = Client(
        transport=HTTPXTransport(service),
        fetch_schema_from_transport=True,
        introspection_args={"specified_by_url": True, "input_object_one_of": True},
    )
    with client as opened:
        yield opened


def test_a_query_with_variables_and_fragments_is_answered(session: SyncClientSession) -> None:
    query = gql(
        """
        query Said($slug: String!) { statement(by: {slug: $slug}) { speakers { ...Speaker } } }
        fragment Speaker on Actor { name }
        """
    )
    query.variable_values = {"slug": "karabakh-2020-11-04-morning--aliyev-in-la-repubblica"}

    assert session.execute(query) == {"statement": {"speakers": [{"name": "Ilham Aliyev"}]}}


def test_the_schema_that_it_finds_is_the_whole_one(session: SyncClientSession) -> None:
    found = session.client.schema

    assert found
    assert in_order(print_schema(found)) == in_order(SDL.read_text("utf-8"))


def test_what_is_not_in_the_schema_is_not_sent(session: SyncClientSession) -> None:
    with pytest.raises(GraphQLError, match="Cannot query field 'verdict' on type 'Event'"):
        session.execute(gql("{ events { nodes { verdict } } }"))


def test_a_refusal_comes_with_its_code(session: SyncClientSession) -> None:
    with pytest.raises(TransportQueryError) as raised:
        session.execute(gql('{ node(id: "nothing of ours") { id } }'))

    assert raised.value.errors
    assert raised.value.errors[0]["extensions"]["code"] == "BAD_USER_INPUT"


def in_order(sdl: str) -> str:
    return print_schema(lexicographic_sort_schema(build_schema(sdl)))
