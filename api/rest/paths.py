"""What an address under /v1 is about."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote_to_bytes

from starlette.exceptions import HTTPException

from api.rest.formats import parted
from schema.query import LISTED

Kind = Literal["index", "list", "thing", "annotations", "export", "questions", "question"]


@dataclass(frozen=True)
class Address:
    """Which resource, and which form of it by its extension, if it has one."""

    kind: Kind
    name: str = ""
    """Of the list, or of the question."""

    key: str = ""
    """The slug or id of a thing."""

    extension: str = ""


THERE_ARE = ", ".join(f"/v1/{each}" for each in (*LISTED, "questions", "export"))


def read_path(path: str) -> Address:
    """Reads what follows /v1 in the path. Raises HTTPException where nothing is there."""
    parts = [part for part in path.strip("/").split("/") if part]
    if not parts:
        return Address("index")
    parts[-1], extension = parted(parts[-1])
    match parts:
        case ["export"]:
            return Address("export", extension=extension)
        case ["questions"]:
            return Address("questions", extension=extension)
        case ["questions", name]:
            return Address("question", name, extension=extension)
        case [name] if name in LISTED:
            return Address("list", name, extension=extension)
        case ["documents", key, "annotations"]:
            return Address("annotations", "documents", key, extension)
        case [name, key] if name in LISTED:
            return Address("thing", name, key, extension)
    raise HTTPException(404, f"There is nothing at this address; there are {THERE_ARE}.")


def parameters_of(query: bytes) -> list[tuple[str, str]]:
    """The parameters in their order. Raises HTTPException for what is not in UTF-8."""
    found = []
    try:
        for part in filter(None, query.split(b"&")):
            name, _, text = part.replace(b"+", b" ").partition(b"=")
            found.append((unquote_to_bytes(name).decode(), unquote_to_bytes(text).decode()))
    except UnicodeDecodeError as error:
        raise HTTPException(400, "The address is not in UTF-8.") from error
    return found
