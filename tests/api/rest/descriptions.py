"""What /openapi.json says, read as a client does that believes it."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import jsonschema_rs

Document = dict[str, Any]
Operation = dict[str, Any]

LINK = re.compile(r"\]\((/v1[^)]*)\)")


def operations(document: Document) -> Iterator[tuple[str, Operation]]:
    """What is done under /v1, by its path."""
    for path, item in document["paths"].items():
        if path.startswith("/v1"):
            yield path, item["get"]


def parameters(document: Document, operation: Operation) -> list[dict[str, Any]]:
    return [resolved(document, each) for each in operation["parameters"]]


def resolved(document: Document, part: dict[str, Any]) -> dict[str, Any]:
    found: Any = part
    while "$ref" in found:
        reference, found = found["$ref"], document
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
    return dict(found)


def example_of(document: Document, parameter: dict[str, Any]) -> Any:
    """A value to try: the parameter's own, its schema's, or the first word that may stand there."""
    if "example" in parameter:
        return parameter["example"]
    schema = resolved(document, parameter["schema"])
    if "examples" in schema:
        return schema["examples"][0]
    if schema.get("type") == "array":
        return [example_of(document, {"schema": schema["items"]})]
    return schema["enum"][0] if "enum" in schema else schema.get("default")


def address(path: str, given: list[tuple[dict[str, Any], Any]]) -> str:
    """The address with parameters, each written as it says."""
    pairs = []
    for parameter, value in given:
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(value))
            continue
        values = [written(each) for each in (value if isinstance(value, list) else [value])]
        joined = values if parameter.get("explode", True) else [",".join(values)]
        pairs += [(parameter["name"], each) for each in joined]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def written(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def closed(part: Any) -> Any:
    """The schemas without room for what they do not tell, but where they say that there is."""
    if isinstance(part, list):
        return [closed(each) for each in part]
    if not isinstance(part, dict):
        return part
    found = {key: closed(each) for key, each in part.items()}
    is_object = part.get("type") == "object" and isinstance(part.get("properties"), dict)
    return ({"additionalProperties": False} if is_object else {}) | found


class Promises:
    """Tells where answers are not as described: with all that is told, and nothing else."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._components = {"schemas": closed(document["components"]["schemas"])}
        self._validators: dict[str, Any] = {}

    def broken(self, operation: Operation, response: httpx.Response) -> str | None:
        """What is wrong with an answer; None if nothing is."""
        media_type = response.headers["content-type"].partition(";")[0]
        told = resolved(self._document, operation["responses"][str(response.status_code)])
        if media_type not in told["content"]:
            return f"{response.status_code} {media_type}: {response.text[:300]}"
        if "json" not in media_type or "ndjson" in media_type:
            return None
        return self.unlike(told["content"][media_type]["schema"], response.json())

    def unlike(self, schema: dict[str, Any], value: Any) -> str | None:
        """Where a value is not as the schema says."""
        key = json.dumps(schema)
        if key not in self._validators:
            whole = {**closed(schema), "components": self._components}
            self._validators[key] = jsonschema_rs.validator_for(whole, validate_formats=True)
        error = next(self._validators[key].iter_errors(value), None)
        return None if error is None else f"{error.instance_path}: {error.message[:300]}"
