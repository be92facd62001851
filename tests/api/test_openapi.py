import httpx
import pytest
from fastapi import FastAPI

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
    assert found["openapi"].startswith("3.1.")
    assert {path: set(item) for path, item in found["paths"].items()} == {
        "/graphql": {"get", "post"},
        "/graphql/schema": {"get"},
        "/health/live": {"get"},
        "/health/ready": {"get"},
        "/metrics": {"get"},
    }


async def test_a_description_that_is_known_is_not_sent_again(http: httpx.AsyncClient) -> None:
    etag = (await http.get("/openapi.json")).headers["etag"]

    response = await http.get("/openapi.json", headers={"If-None-Match": etag})

    assert (response.status_code, response.content) == (304, b"")


def test_the_description_is_the_same_in_each_process(settings: Settings) -> None:
    assert document(create_app(settings)) == document(create_app(settings))


def test_a_route_that_fastapi_describes_comes_with_its_parameters(app: FastAPI) -> None:
    @app.api_route("/v1/actors", methods=["GET", "HEAD"])
    async def list_actors(first: int = 10) -> list[str]:
        """Actors."""
        return []

    described = document(app)["paths"]["/v1/actors"]

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
