"""What the service says of itself."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from db.about import ATTRIBUTIONS, NOTICE
from db.query import Constant, Constants

__all__ = ["ATTRIBUTIONS", "FIXED", "NOTICE", "VERSION"]

VERSION = version("event-knowledge")

FIXED: Mapping[str, Any] = {
    "notice": Constant(NOTICE),
    "attributions": Constants(ATTRIBUTIONS),
    "version": Constant(VERSION),
}
"""The members that do not change while the service runs."""
