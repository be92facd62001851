"""`event-knowledge serve` as a process of its own, on a free port."""

import shlex
import signal
import socket
from pathlib import Path
from time import sleep
from urllib.parse import urlsplit

import httpx
import psutil
import pytest

from api.settings import Settings
from tests.api.serving import PATIENCE, ROOT, process, serving

UNFINISHED = b"""\
POST /graphql HTTP/1.1
host: localhost
content-type: application/json
content-length: 100

{""".replace(b"\n", b"\r\n")


def run_example(said: list[str]) -> httpx.Response:
    """Does what the curl command does that the service shows."""
    _, _, command = said[-1].partition("curl ")
    _silently, url, _h, header, _d, body = shlex.split(command)
    name, _, value = header.partition(": ")
    return httpx.post(url, content=body, headers={name: value})


def test_from_an_empty_folder_it_serves_what_it_says(tmp_path: Path) -> None:
    with serving(tmp_path) as (started, said):
        answer = run_example(said)
        ready = httpx.get(str(answer.url).replace("/graphql", "/health/ready"))
        started.send_signal(signal.SIGINT)
        _, complaints = started.communicate(timeout=PATIENCE)

    assert answer.json()["data"]["statements"]["nodes"]
    assert ready.status_code == 200
    assert (started.returncode, complaints) == (0, "")
    assert (tmp_path / "data" / "event-knowledge.db").exists()


def test_several_processes_serve_and_one_that_dies_is_replaced(
    shipped_copy: str, tmp_path: Path
) -> None:
    with serving(tmp_path, WORKERS="2", DATABASE_URL=shipped_copy) as (started, said):
        workers = children_that_serve(started.pid)
        run_example(said)
        workers[0].kill()
        left = [answer_patiently(said) for _ in range(3)]
        replaced = children_that_serve(started.pid)
        started.send_signal(signal.SIGTERM)
        started.communicate(timeout=PATIENCE)

    assert len(workers) == 2
    assert [answer.status_code for answer in left] == [200, 200, 200]
    assert len(replaced) == 2
    assert workers[0] not in replaced
    assert not any(worker.is_running() for worker in replaced)
    assert started.returncode == 0


def children_that_serve(parent: int) -> list[psutil.Process]:
    """The two processes below it that hold its port, once both are there."""
    for _ in range(100):
        living = [
            child
            for child in psutil.Process(parent).children()
            if child.status() != psutil.STATUS_ZOMBIE
        ]
        found = [child for child in living if "spawn_main" in str(child.cmdline())]
        if len(found) == 2:
            return found
        sleep(0.1)
    raise AssertionError("There are not two processes.")


def answer_patiently(said: list[str]) -> httpx.Response:
    """One try more for a connection that the process took with it that was killed."""
    try:
        return run_example(said)
    except httpx.TransportError:
        return run_example(said)


@pytest.mark.parametrize("pause", [0, 0.02, 0.2])
def test_ctrl_c_pressed_more_than_once_ends_it_quietly(
    shipped_copy: str, tmp_path: Path, pause: float
) -> None:
    with serving(tmp_path, DATABASE_URL=shipped_copy) as (started, _):
        for _press in range(3):
            started.send_signal(signal.SIGINT)
            sleep(pause)
        _, complaints = started.communicate(timeout=PATIENCE)

    assert (started.returncode, complaints) == (0, "")


def test_ctrl_c_pressed_twice_cuts_off_a_request_quietly(shipped_copy: str, tmp_path: Path) -> None:
    with serving(tmp_path, DATABASE_URL=shipped_copy) as (started, said):
        url = urlsplit(next(word for word in said[-1].split() if word.startswith("http")))
        with socket.create_connection((url.hostname, url.port)) as client:
            client.sendall(UNFINISHED)
            sleep(0.3)
            started.send_signal(signal.SIGINT)
            sleep(0.02)
            started.send_signal(signal.SIGINT)
            _, complaints = started.communicate(timeout=PATIENCE)

    assert (started.returncode, complaints) == (0, "")


def test_a_complete_database_may_be_read_only(shipped_copy: str, tmp_path: Path) -> None:
    path = shipped_copy.removeprefix("sqlite:///")
    only_reading = f"sqlite:///file:{path}?mode=ro&uri=true"

    with serving(tmp_path, DATABASE_URL=only_reading) as (_, said):
        answer = run_example(said)

    assert answer.json()["data"]["statements"]["nodes"]


def test_an_application_server_of_ones_own_serves_it_too(settings: Settings) -> None:
    command = ["uvicorn", "--factory", "api.app:create_app", "--port", "0"]
    with process(command, ROOT, DATABASE_URL=settings.database_url) as started:
        assert started.stderr
        line = next(line for line in started.stderr if "running on" in line)
        address = line.partition("running on ")[2].split()[0]
        answer = httpx.post(f"{address}/graphql", json={"query": "{ __typename }"})

    assert answer.json() == {"data": {"__typename": "Query"}}


def test_an_application_server_names_a_bad_setting(tmp_path: Path) -> None:
    command = ["uvicorn", "--factory", "api.app:create_app", "--port", "0"]
    with process(command, tmp_path, CORS_ORIGINS="desk.example") as started:
        _, complaints = started.communicate(timeout=PATIENCE)

    assert started.returncode == 1
    assert complaints.startswith("CORS_ORIGINS: 'desk.example' is not an origin.")
    assert "Traceback" not in complaints
