import gzip

import httpx
import jsonschema_rs
import orjson
import pytest
from fastapi import FastAPI
from schemathesis.specs.openapi.definitions import OPENAPI_31

from api.app import create_app
from api.described import CODES
from api.openapi import document
from api.settings import Settings


@pytest.fixture
def app(settings: Settings) -> FastAPI:
    return create_app(settings)


async def test_the_doors_are_described(http: httpx.AsyncClient) -> None:
    response = await http.get("/openapi.json")

    assert response.headers["content-type"] == "application/json"
    found = response.json()
    jsonschema_rs.validator_for(OPENAPI_31).validate(found)
    doors = {path: set(item) for path, item in found["paths"].items()}
    plain = {path for path in doors if path.startswith("/v1")}
    assert {path: methods for path, methods in doors.items() if path not in plain} == {
        "/graphql": {"get", "post"},
        "/graphql/schema": {"get"},
        "/health/live": {"get"},
        "/health/ready": {"get"},
        "/metrics": {"get"},
    }
    assert all(doors[path] == {"get"} for path in plain)
    assert plain > {
        "/v1",
        "/v1/events",
        "/v1/events.csv",
        "/v1/events.feed.json",
        "/v1/events/{slug}",
        "/v1/events/{slug}.geojson",
        "/v1/documents/{slug}/annotations",
        "/v1/questions",
        "/v1/questions/which-arms",
        "/v1/questions/which-arms.csv",
    }


def test_the_description_is_not_so_long_that_a_page_would_wait_for_it(app: FastAPI) -> None:
    written = orjson.dumps(document(app))

    assert len(written) < 500_000
    assert len(gzip.compress(written)) < 50_000


def test_operations_are_in_groups_that_are_told(app: FastAPI) -> None:
    found = document(app)

    tags = [
        tag for item in found["paths"].values() for each in item.values() for tag in each["tags"]
    ]
    assert list(dict.fromkeys(tags)) == [each["name"] for each in found["tags"]]


async def test_a_description_that_is_known_is_not_sent_again(http: httpx.AsyncClient) -> None:
    etag = (await http.get("/openapi.json")).headers["etag"]

    response = await http.get("/openapi.json", headers={"If-None-Match": etag})

    assert (response.status_code, response.content) == (304, b"")


def test_the_description_is_the_same_in_each_process(settings: Settings) -> None:
    assert document(create_app(settings)) == document(create_app(settings))


def test_a_route_that_fastapi_describes_comes_with_its_parameters(app: FastAPI) -> None:
    @app.api_route("/more/actors", methods=["GET", "HEAD"])
    async def list_actors(first: int = 10) -> list[str]:
        """Actors."""
        return []

    described = document(app)["paths"]["/more/actors"]

    assert list(described) == ["get"]
    assert described["get"]["operationId"] == "list_actors"
    assert [each["name"] for each in described["get"]["parameters"]] == ["first"]


def test_each_operation_has_a_name_of_its_own(app: FastAPI) -> None:
    items = document(app)["paths"].values()
    names = [operation["operationId"] for item in items for operation in item.values()]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (200, {"method": "GET", "params": {"query": "{ __typename }"}}),
        (400, {"method": "GET"}),
        (405, {"method": "GET", "params": {"query": "mutation { anything }"}}),
        (400, {"method": "POST", "json": []}),
        (415, {"method": "POST", "content": "{ __typename }"}),
    ],
)
async def test_what_is_answered_is_described(
    http: httpx.AsyncClient, status: int, request_: dict[str, object]
) -> None:
    paths = (await http.get("/openapi.json")).json()["paths"]

    response = await http.request(url="/graphql", **request_)  # type: ignore[arg-type]

    described = paths["/graphql"][str(request_["method"]).lower()]["responses"]
    assert response.status_code == status
    assert str(status) in described
    for error in response.json().get("errors", []):
        assert error["extensions"]["code"] in CODES
