"""Two states of an invented conflict that are called alike, and the reader that knows them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from db.engine import open_engine
from db.migrate import migrate
from seeds.load import load
from seeds.reader import rules

DAY = date(2031, 5, 12)

PLACES = """id,aliases,name,kind,admin_type,parent_id,de_facto_parent_id,de_facto_until,disputed,\
name_az,name_hy,name_ru,spellings,lat,lon,precision,iso_3166,wikidata_id,geonames_id,source,\
source_licence,notes
norland,,Norland,COUNTRY,state,,,,no,,,,,,,UNKNOWN,,,,ours,,
sorland,,Sorland,COUNTRY,state,,,,no,,,,,,,UNKNOWN,,,,ours,,
nadir-district,,Nadir District,REGION,district,norland,,,no,,,,,,,UNKNOWN,,,,ours,,
sadir-district,,Sadir District,REGION,district,sorland,,,no,,,,,,,UNKNOWN,,,,ours,,
nadir,,Nadir,CITY,town,nadir-district,,,no,,,,,,,UNKNOWN,,,,ours,,
sadir,,Sadir,CITY,town,sadir-district,,,no,,,,,,,UNKNOWN,,,,ours,,
nova,,Nova,CITY,capital,norland,,,no,,,,,,,UNKNOWN,,,,ours,,
sova,,Sova,CITY,capital,sorland,,,no,,,,,,,UNKNOWN,,,,ours,,
nimbel,,Nimbel,VILLAGE,village,nadir-district,,,no,,,,,,,UNKNOWN,,,,ours,,
simbel,,Simbel,VILLAGE,village,sadir-district,,,no,,,,,,,UNKNOWN,,,,ours,,
"""

SIDE = """
  - {{id: {l}orland, kind: STATE, name: {U}orland, sides: [{l}orth], names: [
      {{value: {U}orlandic side, language: en}}, {{value: {U}ova, language: en}}]}}
  - {{id: army-of-{l}orland, kind: ARMED_FORCES, name: Armed Forces of {U}orland, sides: [{l}orth],
      affiliations: [{{organization: {l}orland, role: Armed forces}}], names: [
      {{value: {U}orlandic army, language: en}},
      {{value: {U}orlandic Armed Forces, language: en}}]}}
  - {{id: defense-of-{l}orland, kind: GOVERNMENT_BODY, name: Ministry of Defense of {U}orland,
      sides: [{l}orth], affiliations: [{{organization: {l}orland, role: Ministry}}], names: [
      {{value: {U}orlandic Defense Ministry, language: en}}]}}
  - {{id: foreign-of-{l}orland, kind: GOVERNMENT_BODY,
      name: Ministry of Foreign Affairs of {U}orland,

      sides: [{l}orth], affiliations: [{{organization: {l}orland, role: Ministry}}], names: [
      {{value: {U}orlandic Foreign Ministry, language: en}}]}}
  - {{id: {l}ora-{l}anden, kind: PERSON, name: {U}ora {U}anden, sides: [{l}orth],
      affiliations: [{{organization: {l}orland, role: President}}], names: [
      {{value: {U}anden, language: en}}]}}
"""

ACTORS = f"""events:
  - {{id: the-war, title: The war, kind: CONFLICT, happened: {{start: 2031-04-30, ongoing: true}}}}

sides:
  - {{id: north, name: Norlandic side, conflict: the-war}}
  - {{id: sorth, name: Sorlandic side, conflict: the-war}}

actors:
  - {{id: morning-post, kind: MEDIA, name: Morning Post}}
  {SIDE.format(l="n", U="N").strip()}
  {SIDE.format(l="s", U="S").strip()}
"""


@pytest.fixture(scope="session")
def alike(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """A database that knows two sides which differ by one letter of each name."""
    folder = tmp_path_factory.mktemp("alike")
    for name, content in (("actors.yaml", ACTORS), ("places.csv", PLACES)):
        (folder / name).write_text(content, encoding="utf-8")
    yield from _knowing(folder, "actors.yaml", "places.csv")


@pytest.fixture(scope="session")
def shipped_names() -> Iterator[sa.Engine]:
    yield from _knowing(Path("seeds"), "actors.yaml", "gazetteer.csv")


def _knowing(folder: Path, *files: str) -> Iterator[sa.Engine]:
    engine = open_engine("sqlite://")
    migrate(engine)
    load(engine, [folder / name for name in files])
    yield engine
    engine.dispose()


class Reading:
    """A draft, for tests to look at."""

    def __init__(self, text: str, draft: dict[str, Any]) -> None:
        self.text = text
        self.draft = draft

    @property
    def statements(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.draft["statements"]
        return found

    @property
    def sayings(self) -> list[tuple[str, list[str], str | None]]:
        """Of each statement: its words, who says them, and the words that say so."""
        return [(each["words"], speakers(each), said_by(each)) for each in self.statements]

    @property
    def claims(self) -> list[dict[str, Any]]:
        return [claim for each in self.statements for claim in each["claims"]]


def speakers(appearance: dict[str, Any]) -> list[str]:
    named = [each["actor"] for each in appearance.get("attributions", [])]
    return list(appearance.get("speakers", named))


def said_by(appearance: dict[str, Any]) -> str | None:
    words = [each["words"] for each in appearance.get("attributions", [])]
    return appearance.get("said_by", words[0] if words else None)


class Reader:
    def __init__(self, engine: sa.Engine) -> None:
        self._read = rules(engine)

    def __call__(self, text: str, day: date = DAY) -> Reading:
        return Reading(text, self._read(text, day))


@pytest.fixture(scope="session")
def read(alike: sa.Engine) -> Reader:
    """Reads a text about the invented conflict, as of 12 May 2031."""
    return Reader(alike)


@pytest.fixture(scope="session")
def read_shipped(shipped_names: sa.Engine) -> Reader:
    """Reads a text with the names that come with the service."""
    return Reader(shipped_names)
