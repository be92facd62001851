"""How large a page may be."""

from collections.abc import Callable
from typing import Any

from db.errors import BadInput

DEFAULT_PAGE = 20
LARGEST_PAGE = 100


def page_size(at: str, *, extra: int = 0) -> Callable[[Any], int]:
    """Reads how many rows are wanted, and adds `extra`. Over the limit is an error, never a cut."""

    def decode(value: Any) -> int:
        if type(value) is not int or not 1 <= value <= LARGEST_PAGE:
            raise BadInput(
                f"{at}: a page has from 1 to {LARGEST_PAGE} rows; {value} was asked for."
            )
        return value + extra

    return decode
