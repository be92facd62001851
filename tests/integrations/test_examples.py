import csv
import re
from io import StringIO
from itertools import pairwise
from pathlib import Path

import feedparser  # type: ignore[import-untyped]  # It has no types.
import httpx
import pytest

from tests.integrations.page import OUTPUT, PAGE, RUN, addresses, printed, put_files, text
from tests.test_docs import Block, blocks, write_anew

ROWS = re.compile(r"^\| `(\w+\?[^`]+)` \| (\d+) \|", re.M)
END = Block("", None, "", 0, 0)


def ending(extension: str) -> list[str]:
    found = [each for each in addresses() if each.partition("?")[0].endswith(extension)]
    assert found
    return found


def test_golden_the_examples_for_other_programs_print_what_the_page_says(
    service: str, tmp_path: Path
) -> None:
    put_files(tmp_path, service)
    found = []

    for block, following in pairwise([*blocks(PAGE), END]):
        if block.language in RUN and not block.name:
            output = printed(block, tmp_path, service)
            assert following.language in OUTPUT, block.text
            found.append((following, output))

    write_anew(PAGE, found)
    told = [block.text for block in blocks(PAGE) if block.language in OUTPUT]
    assert told == [output for _, output in found]
    assert len(told) >= 14


def test_golden_filters_find_as_many_rows_as_the_page_says(http: httpx.Client) -> None:
    rows = list(ROWS.finditer(text()))

    found = [
        (Block("", None, row[2], row.start(2), row.end(2)), str(total(http, row[1])))
        for row in rows
    ]

    write_anew(PAGE, found)
    told = [row[2] for row in ROWS.finditer(text())]
    assert told == [number for _, number in found]
    # A filter that finds nothing shows nothing.
    assert "0" not in told
    assert len(told) >= 20


def total(http: httpx.Client, address: str) -> int:
    answer = http.get(f"/v1/{address}&count=true&first=1")
    assert answer.status_code == 200, answer.text
    count: int = answer.json()["total"]
    return count


@pytest.mark.parametrize("address", addresses())
def test_each_address_of_the_page_is_answered(http: httpx.Client, address: str) -> None:
    answer = http.get(address)

    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("address", ending(".csv"))
def test_tables_have_as_many_cells_in_each_row(http: httpx.Client, address: str) -> None:
    found = http.get(address).content.decode("utf-8-sig" if "bom=true" in address else "utf-8")

    names, *rows = csv.reader(StringIO(found, newline=""), strict=True)

    assert len(set(names)) == len(names)
    assert {len(row) for row in rows} == {len(names)}


@pytest.mark.parametrize("address", ending(".geojson"))
def test_features_of_a_layer_have_the_same_columns(http: httpx.Client, address: str) -> None:
    features = http.get(address).json()["features"]

    assert {each["type"] for each in features} == {"Feature"}
    assert len({tuple(each["properties"]) for each in features}) == 1


@pytest.mark.parametrize("address", ending(".atom"))
def test_a_feed_reader_shows_entries_of_each_feed(http: httpx.Client, address: str) -> None:
    found = feedparser.parse(http.get(address).content)

    assert not found.bozo
    assert found.feed.title
    assert found.entries
    assert all(each.title and each.link and each.content for each in found.entries)


@pytest.mark.parametrize("address", ending(".feed.json"))
def test_a_json_feed_has_the_entries_of_its_list(http: httpx.Client, address: str) -> None:
    found = http.get(address).json()
    listed = http.get(found["home_page_url"]).json()

    assert {each["url"] for each in found["items"]} == {each["url"] for each in listed["items"]}
