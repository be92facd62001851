import logging
import sqlite3
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from api.settings import Settings
from schema import schema
from tests.api.opening import opened

NAME = {"query": "{ __typename }"}
NAMED = {"data": {"__typename": "Query"}}


def the_error(response: httpx.Response) -> dict[str, Any]:
    """The one error of an answer that has nothing else."""
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    content = response.json()
    assert list(content) == ["errors"]
    (error,) = content["errors"]
    return dict(error)


@pytest.mark.parametrize("path", ["/graphql", "/graphql/"])
async def test_an_operation_is_answered_by_post_and_by_get(
    http: httpx.AsyncClient, path: str
) -> None:
    posted = await http.post(path, json=NAME)
    got = await http.get(path, params=NAME)

    assert (posted.status_code, posted.json()) == (200, NAMED)
    assert (got.status_code, got.json()) == (200, NAMED)


async def test_variables_and_operation_name_come_by_get_too(http: httpx.AsyncClient) -> None:
    query = "query A { a: __typename } query B($yes: Boolean!) { b: __typename @include(if: $yes) }"
    parameters = {"query": query, "operationName": "B", "variables": '{"yes": true}'}

    response = await http.get("/graphql", params=parameters)

    assert response.json() == {"data": {"b": "Query"}}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"query { __typename }", "not JSON"),
        (b'{"query": "\xff"}', "not JSON in UTF-8"),
        (b'{"query": "\\ud800"}', "not JSON"),
        (b'{"query": NaN}', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"null", "a JSON object"),
        (b"5", "a JSON object"),
        (b'"{ __typename }"', "a JSON object"),
        (b"[]", "One operation"),
        (b'[{"query": "{ __typename }"}]', "One operation"),
        (b"{}", "no `query`"),
        (b'{"query": null}', "no `query`"),
        (b'{"query": ""}', "no `query`"),
        (b'{"query": 5}', "`query` is to be a string"),
        (b'{"query": ["{ __typename }"]}', "`query` is to be a string"),
        (b'{"query": "{ __typename }", "variables": []}', "`variables` is to be an object"),
        (b'{"query": "{ __typename }", "variables": "{}"}', "`variables` is to be an object"),
        (b'{"query": "{ __typename }", "operationName": {}}', "`operationName` is to be a string"),
        (b'{"query": "{ __typename }", "extensions": 1}', "`extensions` is to be an object"),
        (b'{"query": "subscription { changes }"}', "A subscription is not served"),
    ],
)
async def test_a_malformed_body_gets_a_clear_error(
    http: httpx.AsyncClient, body: bytes, words: str
) -> None:
    headers = {"Content-Type": "application/json"}

    response = await http.post("/graphql", content=body, headers=headers)

    error = the_error(response)
    assert response.status_code == 400
    assert error["extensions"] == {"code": "BAD_REQUEST"}
    assert words in error["message"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"query": "{ __typename }", "operationName": "Other"}, "no operation named 'Other'"),
        ({"query": "fragment F on Query { __typename }"}, "no operation"),
        ({"query": "query A { __typename } query B { __typename }"}, "several operations"),
    ],
)
async def test_which_operation_has_to_be_clear(
    http: httpx.AsyncClient, body: dict[str, str], words: str
) -> None:
    response = await http.post("/graphql", json=body)

    error = the_error(response)
    assert response.status_code == 400
    assert error["extensions"] == {"code": "OPERATION_RESOLUTION_FAILURE"}
    assert words in error["message"]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({}, "no `query`"),
        ({"query": ""}, "no `query`"),
        ({"query": "{ __typename }", "variables": "{"}, "`variables` is not JSON"),
        ({"query": "{ __typename }", "variables": "[]"}, "`variables` is to be an object"),
        ({"query": "{ __typename }", "extensions": "5"}, "`extensions` is to be an object"),
    ],
)
async def test_a_malformed_address_gets_a_clear_error(
    http: httpx.AsyncClient, parameters: dict[str, str], words: str
) -> None:
    response = await http.get("/graphql", params=parameters)

    assert response.status_code == 400
    assert words in the_error(response)["message"]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
async def test_what_a_foreign_page_can_send_unasked_is_not_taken(
    http: httpx.AsyncClient, kind: str
) -> None:
    response = await http.post(
        "/graphql", content=b'{"query": "{ __typename }"}', headers={"Content-Type": kind}
    )

    assert response.status_code == 415
    assert the_error(response)["extensions"] == {"code": "UNSUPPORTED_MEDIA_TYPE"}


async def test_a_body_that_is_too_long_is_not_read(
    http: httpx.AsyncClient, settings: Settings
) -> None:
    padding = "x" * settings.max_body_size
    response = await http.post("/graphql", json=NAME | {"padding": padding})

    assert response.status_code == 413
    assert the_error(response)["extensions"] == {"code": "TOO_LARGE"}


async def test_get_changes_nothing(http: httpx.AsyncClient) -> None:
    response = await http.get("/graphql", params={"query": "mutation { anything }"})

    assert response.status_code == 405
    assert response.headers["allow"] == "POST"
    assert the_error(response)["extensions"] == {"code": "METHOD_NOT_ALLOWED"}


async def test_another_method_is_told_which_there_are(http: httpx.AsyncClient) -> None:
    response = await http.put("/graphql", json=NAME)

    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


@pytest.mark.parametrize(
    "query", ["{", "{ noSuchField }", "query ($n: Int!) { sides(first: $n) { totalCount } }"]
)
async def test_an_operation_that_cannot_begin_has_no_data(
    http: httpx.AsyncClient, query: str
) -> None:
    media_type = "application/graphql-response+json"

    plain = await http.post("/graphql", json={"query": query})
    modern = await http.post("/graphql", json={"query": query}, headers={"Accept": media_type})

    assert (plain.status_code, "data" in plain.json()) == (200, False)
    assert (modern.status_code, "data" in modern.json()) == (400, False)
    assert modern.headers["content-type"] == f"{media_type}; charset=utf-8"


async def test_the_schema_is_served_as_it_is_printed(http: httpx.AsyncClient) -> None:
    response = await http.get("/graphql/schema")

    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.text == schema.as_str()


async def test_a_schema_that_is_known_is_not_sent_again(http: httpx.AsyncClient) -> None:
    etag = (await http.get("/graphql/schema")).headers["etag"]

    response = await http.get("/graphql/schema", headers={"If-None-Match": etag})

    assert (response.status_code, response.content) == (304, b"")


async def test_a_failure_in_the_database_shows_nothing_of_it(
    http: httpx.AsyncClient, settings: Settings
) -> None:
    connection = sqlite3.connect(settings.database_url.removeprefix("sqlite:///"))
    connection.execute("DROP TABLE statement")
    connection.close()

    response = await http.post(
        "/graphql", json={"query": "{ statements(first: 1) { nodes { text } } }"}
    )

    modern = await http.post(
        "/graphql",
        json={"query": "{ statements(first: 1) { nodes { text } } }"},
        headers={"Accept": "application/graphql-response+json"},
    )
    assert modern.status_code == 500
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "INTERNAL"
    assert not any(word in response.text for word in ("no such table", "SELECT", "Traceback"))


async def test_an_unexpected_error_is_logged_whole_and_answered_without_its_words(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(settings)

    @app.get("/fail")
    async def fail() -> None:
        raise RuntimeError("the inside")

    async with opened(app) as http:
        response = await http.get("/fail")

    assert response.status_code == 500
    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    number = response.headers["x-request-id"]
    assert the_error(response) == {
        "message": f"Something went wrong on our side; it was logged as {number}.",
        "extensions": {"code": "INTERNAL", "id": number},
    }
    assert record.getMessage() == "unexpected_error"
    assert record.__dict__["fields"] == {"method": "GET", "path": "/fail", "id": number}
    assert record.exc_info


async def test_what_is_not_there_is_told_in_the_same_shape(http: httpx.AsyncClient) -> None:
    response = await http.get("/nothing")

    assert response.status_code == 404
    assert the_error(response)["extensions"] == {"code": "NOT_FOUND"}


async def test_two_applications_live_in_one_process(settings: Settings) -> None:
    other = settings.model_copy(update={"cors_origins": "*"})

    async with opened(settings) as one, opened(other) as two:
        answers = [await client.post("/graphql", json=NAME) for client in (one, two)]

    assert [answer.json() for answer in answers] == [NAMED, NAMED]


async def test_mounted_in_another_application_it_answers_likewise(settings: Settings) -> None:
    app = create_app(settings)
    outer = FastAPI()
    outer.mount("/knowledge", app)

    async with (
        opened(app),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(outer), base_url="http://desk.example"
        ) as client,
    ):
        posted = await client.post("/knowledge/graphql", json={"query": "{ __typename }"})
        got = await client.get("/knowledge/graphql", params={"query": "{ __typename }"})

    assert posted.json() == got.json() == {"data": {"__typename": "Query"}}


async def test_an_answer_says_its_length_and_that_it_depends_on_what_is_accepted(
    http: httpx.AsyncClient,
) -> None:
    kinds = ["application/json", "application/graphql-response+json"]
    answers = [
        await http.post(
            "/graphql", json={"query": "{ __typename }"}, headers={"Accept": kind, **origin}
        )
        for kind in kinds
        for origin in ({}, {"Origin": "https://desk.example"})
    ]

    for answer, kind in zip(answers, [kinds[0], kinds[0], kinds[1], kinds[1]], strict=True):
        assert answer.json() == {"data": {"__typename": "Query"}}
        assert answer.headers["content-type"] == f"{kind}; charset=utf-8"
        assert answer.headers["content-length"] == str(len(answer.content))
        assert "Accept" in answer.headers["vary"]
