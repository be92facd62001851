import json

import pytest

from tests.clients.node import node


def test_every_audit_of_graphql_http_is_passed(service: str, subtests: pytest.Subtests) -> None:
    audits = json.loads(node("audits.js", SERVICE=service))

    assert len(audits) > 60
    for audit in audits:
        with subtests.test(f"{audit['id']} {audit['name']}"):
            assert (audit["status"], audit["reason"]) == ("ok", "")
