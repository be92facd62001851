"""OpenAPI keeps its word: what it says of plain GET is what is answered, and all of it."""

from collections import Counter
from typing import Any

import httpx
import jsonschema_rs
import pytest

from api.rest import described
from api.rest.described.records import references
from api.rest.formats import OF_LISTS
from api.rest.lists import TAKEN
from schema.limits import Limits
from schema.query import LISTED
from schema.records import includable
from tests.api.rest.descriptions import (
    LINK,
    Document,
    Promises,
    address,
    example_of,
    operations,
    parameters,
    resolved,
)


@pytest.fixture
async def document(reader: httpx.AsyncClient) -> Document:
    found: Document = (await reader.get("/openapi.json")).json()
    return found


@pytest.fixture
def promises(document: Document) -> Promises:
    return Promises(document)


# ── Examples ─────────────────────────────────────────────────────────────────────────────────────


async def test_each_operation_answers_its_examples_as_described(
    reader: httpx.AsyncClient, document: Document, promises: Promises
) -> None:
    broken = {}
    for path, operation in operations(document):
        taken = parameters(document, operation)
        asked = address(path, [(each, each["example"]) for each in taken if "example" in each])
        response = await reader.get(asked)
        wrong = promises.broken(operation, response)
        if response.status_code != 200 or wrong:
            broken[asked] = wrong or response.text

    assert broken == {}


@pytest.mark.parametrize("name", LISTED)
async def test_each_parameter_has_an_example_that_is_taken(
    reader: httpx.AsyncClient, document: Document, promises: Promises, name: str
) -> None:
    operation = document["paths"][f"/v1/{name}"]["get"]
    taken = [each for each in parameters(document, operation) if each["name"] not in GIVEN]

    for together in at_once(taken):
        asked = address(f"/v1/{name}", [(each, example_of(document, each)) for each in together])
        response = await reader.get(asked)

        assert response.status_code == 200, (asked, response.text)
        assert promises.broken(operation, response) is None, asked


GIVEN = ("after", "If-None-Match")
"""What has a value that an answer gave."""


def at_once(taken: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Parameters that can be given together: they compare each field in one way."""
    found: list[list[dict[str, Any]]] = []
    ways: Counter[str] = Counter()
    for each in taken:
        field = each["name"].partition(".")[0]
        number = 0 if field == "within" else ways[field]
        ways[field] += 1
        found += [[]] * (number >= len(found))
        found[number] = [*found[number], each]
    return found


async def test_addresses_in_descriptions_lead_to_what_they_are_about(
    reader: httpx.AsyncClient, document: Document, promises: Promises
) -> None:
    linked = [
        (path, each)
        for path, operation in operations(document)
        for each in LINK.findall(operation["description"])
    ]
    assert {path for path, _ in linked} == {f"/v1/{name}" for name in LISTED}

    for path, each in linked:
        response = await reader.get(each)

        assert response.status_code == 200, response.text
        assert response.json()["items"], each
        assert promises.broken(document["paths"][path]["get"], response) is None


# ── Answers ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "include"),
    [(name, each) for name, model in LISTED.items() for each in ("", *includable(model))],
)
async def test_all_that_is_shipped_is_as_described_and_has_nothing_else(
    reader: httpx.AsyncClient, promises: Promises, name: str, include: str
) -> None:
    schema = {"$ref": f"#/components/schemas/{LISTED[name].__name__}Page"}
    asked: str | None = f"/v1/{name}?first=100&count=true"
    asked = f"{asked}&include={include}" if include else asked
    number = 0
    while asked:
        page: dict[str, Any] = (await reader.get(asked)).json()

        assert promises.unlike(schema, page) is None
        asked, number = page["next"], number + len(page["items"])
    assert number == page["total"] > 0


@pytest.mark.parametrize("name", LISTED)
async def test_each_thing_is_as_described(
    reader: httpx.AsyncClient, document: Document, promises: Promises, name: str
) -> None:
    page = (await reader.get(f"/v1/{name}?first=20")).json()
    told = [(p, o) for p, o in operations(document) if p.startswith(f"/v1/{name}/{{slug}}")]

    for record in page["items"]:
        for path, operation in told:
            extension = path.rpartition("}")[2]
            response = await reader.get(f"{record['url']}{extension}")

            assert response.status_code == 200
            assert promises.broken(operation, response) is None


@pytest.mark.parametrize(
    ("asked", "status", "path"),
    [
        ("/v1/events?nonsense=1", 400, "/v1/events"),
        ("/v1/events?first=0", 400, "/v1/events"),
        ("/v1/events.geojson?include=claims", 400, "/v1/events.geojson"),
        ("/v1/events/no-such-event", 404, "/v1/events/{slug}"),
        ("/v1/actors/hikmet-hajiyev.atom", 406, "/v1/actors/{slug}"),
        ("/v1/questions/which-arms?arms=WORDS", 400, "/v1/questions/which-arms"),
    ],
)
async def test_what_is_wrong_is_told_as_described(
    reader: httpx.AsyncClient,
    document: Document,
    promises: Promises,
    asked: str,
    status: int,
    path: str,
) -> None:
    response = await reader.get(asked)

    assert response.status_code == status
    assert promises.broken(document["paths"][path]["get"], response) is None


async def test_what_has_not_changed_is_described(
    reader: httpx.AsyncClient, document: Document
) -> None:
    etag = (await reader.get("/v1/sides")).headers["etag"]

    response = await reader.get("/v1/sides", headers={"If-None-Match": etag})

    assert response.status_code == 304
    assert "304" in document["paths"]["/v1/sides"]["get"]["responses"]


@pytest.mark.parametrize("path", ["/v1/events", "/v1/events/truce-1", "/v1/questions/which-arms"])
async def test_each_form_that_accept_chooses_is_described(
    reader: httpx.AsyncClient, document: Document, promises: Promises, path: str
) -> None:
    operation = document["paths"][path.replace("/truce-1", "/{slug}")]["get"]
    kinds = operation["responses"]["200"]["content"]

    for kind in kinds:
        response = await reader.get(path, headers={"Accept": kind})

        assert response.headers["content-type"].partition(";")[0] == kind
        assert promises.broken(operation, response) is None


# ── The description itself ───────────────────────────────────────────────────────────────────────


def test_what_a_form_does_not_take_is_not_described_for_it() -> None:
    made = described.description(Limits())
    whole = {"paths": made.paths, "components": made.components}

    for name, forms in OF_LISTS.items():
        for each in forms[1:]:
            operation = made.paths[f"/v1/{name}.{each.extension}"]["get"]
            taken = {parameter["name"] for parameter in parameters(whole, operation)}
            assert taken & {"include", "fields", "count", "bom"} == TAKEN.get(each, frozenset())
            assert taken > {"sort", "first", "after", "q"}


def test_the_limits_of_the_service_are_told() -> None:
    made = described.description(Limits(max_page_size=7, max_list_length=3))

    found = made.components["parameters"]

    assert found["first"]["schema"]["maximum"] == 7
    assert found["first"]["schema"]["default"] == 7
    assert found["events.kind"]["schema"]["maxItems"] == 3


async def test_whatever_is_referred_to_is_there_and_nothing_else_is(document: Document) -> None:
    referred = set(references(document))

    for each in referred:
        assert resolved(document, {"$ref": each})
    components = document["components"].items()
    assert {f"#/components/{kind}/{name}" for kind, all_ in components for name in all_} == referred


def test_schemas_are_schemas() -> None:
    made = described.description(Limits())

    for each in made.components["schemas"].values():
        jsonschema_rs.meta.validate(each)
    for parameter in made.components["parameters"].values():
        jsonschema_rs.meta.validate(parameter["schema"])
