"""Where: countries, disputed territories, districts, towns and villages, and sites in them."""

from benchmarks.bulk import Bulk
from benchmarks.chance import Chance
from benchmarks.world import World, add_names
from db import models


def make_places(bulk: Bulk, chance: Chance, world: World, number: int) -> None:
    """So many places, several levels deep; some lie in one by law, and in another in fact."""
    countries = [_place(bulk, chance, world, "COUNTRY") for _ in range(3)]
    territories = [_place(bulk, chance, world, "TERRITORY") for _ in range(2)]
    for territory in territories:
        _inside(bulk, territory, countries[0])
    districts, towns = [], []
    for _ in range(max(2, number // 40)):
        district = _place(bulk, chance, world, "REGION")
        districts.append(district)
        _inside(bulk, district, chance.random.choice(countries))
        if chance.once_in(3, "disputed district"):
            _inside(bulk, district, chance.random.choice(territories), "DE_FACTO", until="2020-11")
    for district in districts:
        town = _place(bulk, chance, world, "CITY")
        towns.append(town)
        _inside(bulk, town, district)
    while len(world.places) < number:
        kind = chance.draw("kind of place", {"VILLAGE": 10, "SITE": 2, "CORRIDOR": 1})
        place = _place(bulk, chance, world, kind)
        at = len(world.places) * len(districts) // (number + 1)
        if kind == "SITE":
            _inside(bulk, place, towns[at], "GEOGRAPHIC")
        else:
            _inside(bulk, place, districts[at])
        if chance.once_in(8, "another district"):
            other = districts[at - 1]
            _inside(
                bulk, place, other, "DE_FACTO", since=chance.draw("since", {None: 1, "1994": 1})
            )


def _place(bulk: Bulk, chance: Chance, world: World, kind: str) -> int:
    name, number = chance.name(), len(world.places) + 1
    disputed = kind == "TERRITORY" or chance.once_in(10, "disputed place")
    label = f"{name}/{chance.name()}" if disputed else name
    pointless = kind == "TERRITORY" or chance.once_in(20, "place without point")
    place = bulk.add(
        models.Location,
        slug=label.lower().replace("/", "-"),
        kind=kind,
        name=label,
        description=f"{chance.words(1)} district" if kind == "REGION" else None,
        latitude=None if pointless else round(chance.random.uniform(38.5, 41.9), 5),
        longitude=None if pointless else round(chance.random.uniform(44.5, 50.4), 5),
        precision="AREA" if pointless else chance.draw("precision", {"EXACT": 5, "NEAR": 1}),
        disputed=disputed,
        wikidata_id=f"Q{10**6 + number}" if chance.once_in(3, "place in Wikidata") else None,
        geonames_id=number if chance.once_in(4, "place in GeoNames") else None,
        iso_code=f"X{number}" if kind == "COUNTRY" else None,
        source=None if pointless else "A survey, public domain",
        note=chance.words(6) if chance.once_in(12, "note on place") else None,
    )
    world.places[place] = label
    if kind not in ("COUNTRY", "TERRITORY"):
        world.settlements.append(place)
    add_names(bulk, chance, world, name, location_id=place)
    return place


def _inside(
    bulk: Bulk,
    place: int,
    parent: int,
    basis: str = "DE_JURE",
    since: str | None = None,
    until: str | None = None,
) -> None:
    bulk.add(
        models.Containment,
        location_id=place,
        parent_id=parent,
        basis=basis,
        since=since,
        until=until,
    )
