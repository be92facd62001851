"""What random requests under /v1 have shown to be wrong once."""

import httpx
import pytest


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ("/v1/events?within.basis=DE_FACTO", "within.basis"),
        ("/v1/locations?within.on=2020-11-04", "within.on"),
        ("/v1/events?locations.within.basis=DE_FACTO", "locations.within.basis"),
        ("/v1/events?kind=BATTLE,", "kind"),
        ("/v1/actors?side=,armenia", "side"),
        ("/v1/locations?latitude.gt=1e999", "latitude.gt"),
        ("/v1/locations?latitude.gt=nan", "latitude.gt"),
    ],
)
async def test_half_a_parameter_is_refused(
    reader: httpx.AsyncClient, asked: str, parameter: str
) -> None:
    response = await reader.get(asked)

    assert response.status_code == 400
    assert response.json()["parameter"] == parameter


@pytest.mark.parametrize(
    "number", ["39.78311000000001123", "3.978311e1", "-8.4976420710e-73", "4E1"]
)
async def test_a_number_is_taken_as_programs_write_it(
    reader: httpx.AsyncClient, number: str
) -> None:
    response = await reader.get("/v1/locations", params={"latitude.gte": number, "first": 1})

    assert response.status_code == 200
    assert len(response.json()["items"]) == 1


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("/v1/events/no-such-event", 404),
        ("/v1/questions/which-arms?arms=WORDS", 400),
        ("/v1/sides?after=nonsense", 400),
        ("/v1/sides", 304),
        ("/v1/sides/armenia", 304),
        ("/v1/sides.csv", 304),
        ("/v1/questions/which-arms.csv", 304),
    ],
)
async def test_who_has_any_answer_is_told_so_only_where_there_is_one(
    reader: httpx.AsyncClient, asked: str, status: int
) -> None:
    response = await reader.get(asked, headers={"If-None-Match": "*"})

    assert response.status_code == status
