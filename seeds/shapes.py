"""Checks what a YAML file holds against the classes that describe it, in plain words."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from seeds.problems import Problems, Where

M = TypeVar("M", bound=BaseModel)

PATTERNS = {
    "a-z0-9": "small letters and digits with hyphens between them, such as shusha-shushi",
    "https?": "an address that begins with https:// or http://",
    r"T\d": "a day such as 2020-11-04, or with a time such as 2020-11-04T08:00",
    r"\d{4}": "a day, month or year, such as 2020-11-04, 2020-11 or 2020",
    "^Q": "a Wikidata item such as Q227",
    "a-f0-9": "64 hexadecimal digits",
    "[0-9a-f]{64}": "64 hexadecimal digits, as sha256sum prints them",
    "[a-z]{2,3}": "a language such as en or hy (BCP 47)",
}
"""A part of each pattern, and what to write."""


def shaped(problems: Problems, model: type[M]) -> M:
    """The file as an object of the class. Raises RefusedReading with all that does not fit."""
    try:
        return model.model_validate(problems.data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            where, fits = _place(detail["loc"], problems.data)
            if fits:
                problems.add(where, reason_of(detail, where))
        problems.refuse()
        raise


def _place(steps: Where, data: Any) -> tuple[Where, bool]:
    """The item a detail is about, and whether it is about the form that the item has.

    Where a string or an object may stand, there are details for both: the steps then name the
    form, which is no part of the file.
    """
    where: list[str | int] = []
    for step in steps:
        if _stands_in(data, step):
            data = data[step]
            where.append(step)
        elif isinstance(data, dict) and step == steps[-1] and not _names_form(step):
            where.append(step)  # A member that is missing.
        elif isinstance(data, dict) == str(step).startswith("constrained-str"):
            return tuple(where), False
    return tuple(where), True


def _stands_in(data: Any, step: str | int) -> bool:
    if isinstance(data, list):
        return isinstance(step, int) and step < len(data)
    return isinstance(data, dict) and step in data


def _names_form(step: str | int) -> bool:
    return str(step).startswith("constrained-str") or str(step)[:1].isupper()


def reason_of(detail: ErrorDetails, where: Where) -> str:
    """What does not fit in a member, and what to do, as a sentence."""
    kind, given = detail["type"], detail["input"]
    member = f"`{where[-1]}`" if where else "The file"
    if kind == "missing":
        return f"{member} is missing."
    if kind == "extra_forbidden":
        return f"{member} is not known here; check its spelling."
    if given is None:
        return f"{member} is empty; give it a value or leave it out."
    if kind == "enum":
        return f"{given!r} is none of {detail.get('ctx', {}).get('expected', '')}."
    if kind == "string_pattern_mismatch":
        pattern = str(detail.get("ctx", {}).get("pattern", ""))
        wanted = next((words for part, words in PATTERNS.items() if part in pattern), pattern)
        return f"{given!r} does not fit; write {wanted}."
    if kind in ("model_type", "dict_type", "list_type"):
        form = "a list" if kind == "list_type" else "an item with members (`name: value`)"
        return f"{member} must be {form}."
    return f"{member} does not fit: {detail['msg'][0].lower()}{detail['msg'][1:]}."
