"""Serves an application by uvicorn on a free port of this machine, and says where."""

import socket
from typing import Any

import uvicorn


def serve(app: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(
            app, loop="auto", http="httptools", log_level="warning", access_log=False
        )
        print(f"http://127.0.0.1:{listener.getsockname()[1]}/graphql", flush=True)
        uvicorn.Server(config).run(sockets=[listener])
