"""Answers with bytes that it was given: what HTTP alone costs, the ceiling for every server here.

Started with the folder of the answers: `/NAME` gives the bytes of the file NAME.
"""

import sys
from pathlib import Path
from typing import Any

from benchmarks.listening import serve

ANSWERS = {f"/{path.name}": path.read_bytes() for path in Path(sys.argv[1]).iterdir()}


async def app(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        return
    while (await receive()).get("more_body"):
        pass
    answer = ANSWERS[scope["path"]]
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer})


if __name__ == "__main__":
    serve(app)
