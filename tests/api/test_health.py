import httpx

from api.app import create_app
from api.settings import Settings
from db.read import Reader
from tests.api.opening import opened


async def test_a_service_with_its_database_is_live_and_ready(http: httpx.AsyncClient) -> None:
    live = await http.get("/health/live")
    ready = await http.get("/health/ready")

    assert (live.status_code, live.json()) == (200, {"status": "live"})
    assert (ready.status_code, ready.json()) == (200, {"status": "ready"})
    assert ready.headers["cache-control"] == "no-store"


async def test_without_a_database_it_is_live_but_not_ready(settings: Settings) -> None:
    app = create_app(settings)

    async with opened(app) as http:
        await app.state.reader.close()
        app.state.reader = Reader("postgresql://knowledge:secret@127.0.0.1:1/knowledge")
        await app.state.reader.open()
        live = await http.get("/health/live")
        ready = await http.get("/health/ready")

    assert live.status_code == 200
    assert (ready.status_code, ready.json()) == (503, {"status": "database unavailable"})
