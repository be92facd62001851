import json
import shutil
from pathlib import Path

import httpx

from db.engine import open_engine
from seeds.load import load
from tests.api.serving import ROOT
from tests.integrations.conftest import Served
from tests.integrations.page import PAGE, printed, put_files
from tests.test_docs import blocks

TAKEN_BACK = "hajiyev-replies"
ADDRESS = f"/v1/statements/karabakh-2020-11-04-morning--{TAKEN_BACK}"


def take_back(service: Served, folder: Path) -> None:
    """Loads the shipped overview anew, without a statement."""
    changed = Path(shutil.copytree(ROOT / "seeds" / "overviews", folder / "changed"))
    reading = changed / "2020-11-04.yaml"
    before, statement, after = reading.read_text("utf-8").partition(f"  - id: {TAKEN_BACK}\n")
    assert statement
    reading.write_text(before + after[after.index("  - id: ") :], "utf-8")
    engine = open_engine(service.database_url)
    assert load(engine, [reading]).count("statement", "withdrawn") == 1
    engine.dispose()


def test_a_copy_that_is_kept_as_the_page_says_follows_what_is_taken_back(
    changing: Served, tmp_path: Path
) -> None:
    put_files(tmp_path, changing.address)
    [keep] = [block for block in blocks(PAGE) if block.name == "keep.sh"]

    def kept() -> tuple[str, set[str]]:
        said = printed(keep, tmp_path, changing.address)
        lines = (tmp_path / "statements.ndjson").read_text("utf-8").splitlines()
        return said.strip(), {json.loads(line)["slug"] for line in lines}

    first, before = kept()
    again, same = kept()
    take_back(changing, tmp_path)
    then, after = kept()

    assert (first, again, then) == ("200", "304", "200")
    assert same == before
    assert before - after == {ADDRESS.rpartition("/")[2]}


def test_what_is_taken_back_leaves_lists_and_says_so_at_its_address(
    changing: Served, tmp_path: Path
) -> None:
    with httpx.Client(base_url=changing.address, trust_env=False) as http:
        claims = "/v1/claims?statement.speaker=hikmet-hajiyev"
        [claim] = http.get(claims).json()["items"]
        take_back(changing, tmp_path)

        assert http.get("/v1/statements?speaker=hikmet-hajiyev").json()["items"] == []
        assert http.get(claims).json()["items"] == []
        assert http.get(ADDRESS).json()["review"] == "WITHDRAWN"
        assert http.get(claim["url"]).json()["statement_url"].endswith(ADDRESS)
