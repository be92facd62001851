"""Makes a draft reading of a text by rules."""

from collections.abc import Callable
from datetime import date
from typing import Any

import sqlalchemy as sa


def rules(_engine: sa.Engine) -> Callable[[str, date], dict[str, Any]]:
    """The reader, with the names that the database knows."""
    return lambda _text, _published_on: {"statements": []}
