import httpx
import pytest

from api.origins import cors_options
from api.settings import Settings
from tests.api.opening import opened

LISTED = "https://desk.example, https://Other.Example:8443"


async def allowed(http: httpx.AsyncClient, origin: str) -> bool:
    """Whether a page of the origin may send an operation and read the answer."""
    asking = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    before = await http.options("/graphql", headers=asking)
    answer = await http.post(
        "/graphql", json={"query": "{ __typename }"}, headers={"Origin": origin}
    )
    shown = [
        response.headers.get("access-control-allow-origin") in (origin, "*")
        for response in (before, answer)
    ]
    assert shown[0] == shown[1] == before.is_success
    return shown[0]


@pytest.mark.parametrize(
    ("setting", "origin", "expected"),
    [
        ("", "http://localhost:5173", False),
        ("", "https://desk.example", False),
        ("", "null", False),
        ("loopback", "http://localhost:5173", True),
        ("loopback", "http://localhost", True),
        ("loopback", "http://127.0.0.1:3000", True),
        ("loopback", "http://[::1]:3000", True),
        ("loopback", "http://localhost.evil.example", False),
        ("loopback", "http://127.0.0.1.evil.example:3000", False),
        ("loopback", "http://127a0a0a1", False),
        ("loopback", "https://desk.example", False),
        ("loopback", "null", False),
        (LISTED, "https://desk.example", True),
        (LISTED, "https://other.example:8443", True),
        (LISTED, "https://other.example", False),
        (LISTED, "http://desk.example", False),
        (LISTED, "http://localhost:5173", False),
        ("https://desk.example:443", "https://desk.example", True),
        ("*", "https://anyone.example", True),
    ],
)
async def test_pages_of_the_origins_that_were_set_may_ask(
    settings: Settings, setting: str, origin: str, expected: bool
) -> None:
    async with opened(settings.model_copy(update={"cors_origins": setting})) as http:
        assert await allowed(http, origin) is expected


async def test_a_page_may_ask_whether_its_copy_is_current(settings: Settings) -> None:
    origin = {"Origin": "http://localhost:5173"}
    asking = {"Access-Control-Request-Method": "GET"}
    asking["Access-Control-Request-Headers"] = "if-none-match"

    async with opened(settings.model_copy(update={"cors_origins": "loopback"})) as http:
        before = await http.options("/v1/sides", headers=origin | asking)
        tag = (await http.get("/v1/sides", headers=origin)).headers["etag"]
        again = await http.get("/v1/sides", headers=origin | {"If-None-Match": tag})

    assert before.status_code == 200
    assert again.status_code == 304
    assert again.headers["access-control-allow-origin"] == origin["Origin"]


async def test_a_page_sees_why_its_request_was_refused(settings: Settings) -> None:
    origin = "http://localhost:5173"

    async with opened(settings.model_copy(update={"cors_origins": "loopback"})) as http:
        response = await http.post("/graphql", content=b"5", headers={"Origin": origin})

    assert response.status_code == 415
    assert response.headers["access-control-allow-origin"] == origin


@pytest.mark.parametrize(
    "setting",
    [
        "desk.example",
        "https://desk.example/",
        "https://desk.example/path",
        "https://*.desk.example/",
        "https://desk.example https://other.example",
        "https://me@desk.example",
        "https://desk.example:port",
        "https://[::1",
        "https://",
        "ftp://desk.example",
        "null",
        "loopback,https://desk.example",
        "https://desk.example,",
    ],
)
def test_what_is_not_an_origin_is_refused(setting: str) -> None:
    with pytest.raises(ValueError, match="is not an origin"):
        cors_options(setting)
