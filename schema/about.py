"""What the service says of itself."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from db.query import Constant, Constants

VERSION = version("event-knowledge")

NOTICE = (
    "Each word here is somebody's, and leads to its source. The service passes no verdict: who "
    "speaks for which side is told, not who is right. Names of disputed places are given in all "
    "forms, and what a place belongs to on each ground; this implies no position."
)
ATTRIBUTIONS = (
    "Places: GeoNames (geonames.org, CC BY 4.0) and Who's On First (whosonfirst.org, under its "
    "licence); countries and areas: Natural Earth (public domain).",
)
FIXED: Mapping[str, Any] = {
    "notice": Constant(NOTICE),
    "attributions": Constants(ATTRIBUTIONS),
    "version": Constant(VERSION),
}
"""The members that do not change while the service runs."""
