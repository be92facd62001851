import pytest

from tests.clients.node import node


@pytest.mark.parametrize("client", ["apollo.js", "urql.js"])
def test_a_client_works_unchanged(client: str, service: str) -> None:
    node("--test-reporter=spec", client, SERVICE=service)
