"""A small invented conflict: two camps, an observer, a few places, one text and its reading."""
# ruff: noqa: E501  # The gazetteer's rows are long.

from hashlib import sha256
from pathlib import Path

ACTORS = """\
events:
  - {id: border-war, title: Border war, kind: CONFLICT, happened: {start: 2020-09-27}}
sides:
  - {id: north, name: North, conflict: border-war}
  - {id: south, name: South, conflict: border-war}
actors:
  - id: northland
    kind: STATE
    name: Northland
    sides: [north]
    names: [{value: North, language: en}]
  - {id: southland, kind: STATE, name: Southland, sides: [south]}
  - id: northern-army
    kind: ARMED_FORCES
    name: Northern Army
    sides: [north]
    affiliations: [{organization: northland, role: Armed forces}]
  - {id: southern-army, kind: ARMED_FORCES, name: Southern Army, sides: [south]}
  - {id: observers, kind: INTERNATIONAL_ORGANIZATION, name: Observers}
  - {id: gazette, kind: MEDIA, name: Gazette}
"""

PLACES = """\
id,aliases,name,kind,admin_type,parent_id,de_facto_parent_id,de_facto_until,disputed,name_az,name_hy,name_ru,spellings,lat,lon,precision,iso_3166,wikidata_id,geonames_id,source,source_licence,notes
northland,,Northland,COUNTRY,sovereign state,,,,no,,,,,41,45,COUNTRY,,,,invented,public domain,
upland,,Upland,TERRITORY,disputed territory,northland,,,yes,,,,,,,AREA,,,,invented,,
hill-hilltop,hilltop,Hill/Hilltop,CITY,town,northland,upland,2020-11,yes,Təpə,,Холм,Hilltown|Təpə,40.1234567,45,EXACT,,Q1,7,invented,public domain,by hand
mill,,Mill,VILLAGE,village,northland,,,no,,,,,,,UNKNOWN,,,,invented,,
"""

TEXT = """\
The border on 4 November 🗺
The parties accuse each other of breaking the truce.
• The Northern Army said Southland had shelled Hilltop, two people were injured.
• “We did not shell Hilltop [the town],” the Southern Army said.
• Rain fell at night.
"""

READING = """\
document:
  slug: border-november-4
  kind: OVERVIEW
  title: The border on 4 November
  publisher: gazette
  published_on: 2020-11-04
  text: border.txt
  sha256: {sha256}
sections:
  - {{role: TITLE, begins: The border on}}
  - {{role: LEAD, begins: The parties}}
  - {{role: SIDE, begins: The Northern Army said, side: north}}
statements:
  - id: each-accuses-the-other
    words: The parties accuse each other of breaking the truce.
    speakers: [northland, southland]
    said_by: The parties accuse each other
    directness: REPORTED_SPEECH
    claims:
      - act: ACCUSE
        by: northland
        event: truce-broken
        facet: RESPONSIBILITY
        participants: [{{actor: southland, role: ALLEGED_PERPETRATOR}}]
      - act: ACCUSE
        by: southland
        event: truce-broken
        facet: RESPONSIBILITY
        participants: [{{actor: northern-army, role: ALLEGED_PERPETRATOR}}]
  - id: shelling
    words: Southland had shelled Hilltop, two people were injured
    speakers: [northern-army]
    said_by: The Northern Army said
    directness: REPORTED_SPEECH
    said: {{start: 2020-11-04}}
    claims:
      - act: ACCUSE
        words: Southland had shelled Hilltop
        event: shelling-of-hilltop
        facet: OCCURRENCE
        happened: {{start: 2020-11-03, part: NIGHT, end: 2020-11-04}}
        participants: [{{actor: southland, role: ALLEGED_PERPETRATOR}}]
        at: [hilltop, {{location: mill, relation: NEAR}}]
      - act: CLAIM
        words: two people were injured
        event: shelling-of-hilltop
        facet: CASUALTIES
        figures: [{{metric: INJURED, minimum: 2, maximum: 2, words: two people}}]
        means: [{{kind: ARTILLERY, words: shelled}}]
    mentions:
      - {{words: Southland, actor: southland, role: ACCUSED}}
      - {{words: shelled Hilltop, form: Hilltop, location: hill-hilltop}}
      - {{words: The Northern Army, actor: northern-army}}
  - id: denial
    words: “We did not shell Hilltop [the town],”
    speakers: [southern-army]
    said_by: the Southern Army said
    directness: DIRECT_QUOTE
    insertions: ["[the town]"]
    in_reply_to: shelling
    claims:
      - {{act: DENY, event: shelling-of-hilltop, facet: OCCURRENCE, stance: DENIES}}
  - id: rain
    words: Rain fell at night.
    directness: NARRATOR
    claims:
      - {{act: REPORT, event: rain, facet: OCCURRENCE, happened: {{start: 2020-11-04}}}}
mentions:
  - {{words: The Northern Army, actor: northern-army}}
events:
  - {{id: truce-broken, title: Truce broken, kind: CEASEFIRE_VIOLATION, part_of: border-war}}
  - {{id: shelling-of-hilltop, title: Shelling, kind: VIOLENCE_AGAINST_CIVILIANS, part_of: fighting}}
  - {{id: fighting, title: Fighting, kind: BATTLE, part_of: border-war}}
  - {{id: rain, title: Rain, kind: HUMANITARIAN}}
"""


def written(
    folder: Path, *, text: str = TEXT, reading: str = READING, name: str = "border"
) -> list[Path]:
    """Writes the files of the conflict into the folder, with the hash of the text filled in."""
    files = {
        "actors.yaml": ACTORS,
        "places.csv": PLACES,
        f"{name}.txt": text,
        f"{name}.yaml": reading.format(sha256=sha256(text.encode()).hexdigest()),
    }
    for file, content in files.items():
        (folder / file).write_bytes(content.encode())
    return [folder / "actors.yaml", folder / "places.csv", folder / f"{name}.yaml"]
