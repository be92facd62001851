from pathlib import Path

import httpx
import pytest

from api.explorer import CONTENT_SECURITY_POLICY
from api.settings import Settings
from tests.api.opening import BROWSER

PAGE = "<!doctype html><title>The page</title>"
DOCS = "<!doctype html><title>The description</title>"


@pytest.fixture
def built(settings: Settings) -> Path:
    """The folder of a page, and a file next to it that is nobody's business."""
    folder = settings.web_dist
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE)
    (folder / "docs.html").write_text(DOCS)
    (folder / "licenses.md").write_text("MIT")
    (folder / "assets" / "index-0a1b2c3d.js").write_text("export {}")
    (folder.parent / "private.txt").write_text("private")
    return folder


async def test_a_browser_is_led_to_the_page_whatever_host_it_names(
    http: httpx.AsyncClient,
) -> None:
    response = await http.get("/", headers=BROWSER | {"Host": "evil.example"})

    assert response.status_code == 307
    assert response.headers["location"] == "/graphql"


async def test_a_program_is_told_where_things_are(http: httpx.AsyncClient) -> None:
    response = await http.get("/")

    assert response.json()["graphql"] == "/graphql"


@pytest.mark.parametrize("path", ["/graphql", "/graphql/", "/graphql?query={__typename}"])
@pytest.mark.usefixtures("built")
async def test_a_browser_gets_the_page(http: httpx.AsyncClient, path: str) -> None:
    response = await http.get(path, headers=BROWSER)

    assert (response.status_code, response.text) == (200, PAGE)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cache-control"] == "no-cache"
    assert "Accept" in response.headers["vary"].split(", ")


@pytest.mark.usefixtures("built")
async def test_a_page_that_is_known_is_not_sent_again(http: httpx.AsyncClient) -> None:
    etag = (await http.get("/graphql", headers=BROWSER)).headers["etag"]

    response = await http.get("/graphql", headers=BROWSER | {"If-None-Match": etag})

    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize("accepted", ["*/*", "application/json", "application/json, text/html"])
@pytest.mark.usefixtures("built")
async def test_a_program_gets_json_at_the_same_address(
    http: httpx.AsyncClient, accepted: str
) -> None:
    response = await http.get(
        "/graphql", params={"query": "{ __typename }"}, headers={"Accept": accepted}
    )

    assert response.json() == {"data": {"__typename": "Query"}}


@pytest.mark.usefixtures("built")
async def test_files_named_by_their_content_are_kept_and_others_asked_for_again(
    http: httpx.AsyncClient,
) -> None:
    script = await http.get("/explorer/assets/index-0a1b2c3d.js")
    licenses = await http.get("/explorer/licenses.md")

    assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "javascript" in script.headers["content-type"]
    assert script.headers["x-content-type-options"] == "nosniff"
    assert licenses.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/explorer/../private.txt",
        "/explorer/%2e%2e/private.txt",
        "/explorer/..%2fprivate.txt",
        "/explorer/assets/..%2f..%2f..%2fprivate.txt",
        "/explorer/..%5cprivate.txt",
        "/explorer//private.txt",
        "/explorer/%2fetc%2fpasswd",
        "/explorer/private.txt%00.js",
        "/explorer/link.txt",
        "/explorer/assets",
        "/explorer/" + "x" * 5000,
        "/explorer/",
        "/explorer",
    ],
)
async def test_nothing_else_is_served(http: httpx.AsyncClient, built: Path, path: str) -> None:
    (built / "link.txt").symlink_to(built.parent / "private.txt")

    response = await http.get(path)

    assert response.status_code == 404
    assert response.json()["errors"][0]["extensions"] == {"code": "NOT_FOUND"}


@pytest.mark.usefixtures("built")
async def test_the_description_is_a_page_with_the_same_headers(http: httpx.AsyncClient) -> None:
    response = await http.get("/docs", headers=BROWSER)

    assert (response.status_code, response.text) == (200, DOCS)
    assert response.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert response.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/redoc", "/docs/oauth2-redirect"])
async def test_pages_with_scripts_from_elsewhere_are_not_served(
    http: httpx.AsyncClient, path: str
) -> None:
    response = await http.get(path, headers=BROWSER)

    assert response.status_code == 404


async def test_where_no_page_was_built_a_browser_is_told_and_the_api_works(
    http: httpx.AsyncClient,
) -> None:
    pages = [await http.get(path, headers=BROWSER) for path in ("/graphql", "/docs")]
    asset = await http.get("/explorer/assets/index-0a1b2c3d.js")
    answer = await http.post("/graphql", json={"query": "{ __typename }"})

    for page in pages:
        assert page.status_code == 503
        assert "make page" in page.text
        assert page.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert asset.status_code == 404
    assert answer.json() == {"data": {"__typename": "Query"}}


async def test_a_browser_asking_for_a_favicon_is_not_answered_with_an_error(
    http: httpx.AsyncClient,
) -> None:
    response = await http.get("/favicon.ico")

    assert (response.status_code, response.content) == (204, b"")
