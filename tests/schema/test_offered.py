"""The parameters that lists are told to have."""

import pytest

from schema.limits import Limits
from schema.offered import Offer, offered
from schema.plain import read_listing
from schema.query import LISTED

OFFERED = [(name, offer) for name in LISTED for offer in offered(name)]

VALUES = {
    "Boolean": "false",
    "Date": "2020-11-04",
    "DateTime": "2020-11-04T08:00:00Z",
    "Float": "39.5",
    "Int": "1",
    "PartialDate": "2020-11",
}


def value(offer: Offer) -> str:
    if offer.name == "bbox":
        return "46.5,39.5,47,40"
    words = getattr(offer.kind, "values", None)
    return next(iter(words)) if words else VALUES.get(offer.kind.name, "shusha")


@pytest.mark.parametrize(("name", "offer"), OFFERED, ids=str)
def test_what_is_offered_is_taken(name: str, offer: Offer) -> None:
    pairs = [(offer.name, value(offer))] * (2 if offer.many and not offer.parted else 1)
    beside = [("within", "shusha")] if offer.name.startswith("within.") else []

    listing = read_listing(name, [*beside, *pairs], Limits())

    assert listing.where


@pytest.mark.parametrize("name", LISTED)
def test_each_parameter_is_offered_once_and_explained(name: str) -> None:
    found = list(offered(name))

    assert len({each.name for each in found}) == len(found)
    assert all(each.doc.endswith(".") for each in found)


def test_dates_places_and_boxes_are_offered() -> None:
    names = {each.name for each in offered("events")}

    assert names > {"q", "happened", "happened.gte", "within", "within.basis", "within.on", "bbox"}
    assert "said" in {each.name for each in offered("statements")}
