"""Known names in texts: which are found, where, and what they most likely mean."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from sqlmodel import Session, col, select

from db.engine import open_engine
from db.matching import Matcher
from db.models import Actor, Containment, Location, Name
from db.models.terms import NameKind
from db.names import Known, fold, split, words
from db.roles import ACT, SAY
from tests.conftest import Databases, prepare_seeds

OVERVIEW = Path(__file__).parents[2] / "seeds" / "overviews" / "2020-11-04.txt"

ROWS = ["", "azerbaijan", "armenia", "az", "am", "baku", "yerevan", "terter", "terter-town",
        "barda", "barda-town", "shusha", "hajilar-barda", "hajilar-terter", "nagorno-karabakh",
        "karabakh", "ministry", "ganja", "kut", "us", "washington", "zone"]  # fmt: skip
"""What the names below are of; the key of each is its number."""


def actor(row: str, *names: str, what: str = "STATE") -> list[Known]:
    return [Known(name, "Actor", ROWS.index(row), what, name == names[0]) for name in names]


def place(row: str, what: str, *names: str, within: str = "") -> list[Known]:
    inside = frozenset({ROWS.index(within)} if within else ())
    return [
        Known(name, "Location", ROWS.index(row), what, name == names[0], inside) for name in names
    ]


NAMES = [
    *actor("azerbaijan", "Azerbaijan", "Baku", "Баку"),
    *actor("armenia", "Armenia", "Yerevan", "Ереван"),
    *actor("ministry", "Ministry of Defense of Azerbaijan", what="GOVERNMENT_BODY"),
    *place("az", "COUNTRY", "Azerbaijan"),
    *place("am", "COUNTRY", "Armenia"),
    *place("baku", "CITY", "Baku", "Bakı", "Баку", "Բաքու"),
    *place("yerevan", "CITY", "Yerevan", "İrəvan", "Ереван", "Երևան"),
    *place("terter", "REGION", "Tartar District", "Terter"),
    *place("terter-town", "CITY", "Tartar", "Terter", within="terter"),
    *place("barda", "REGION", "Barda District", "Barda"),
    *place("barda-town", "CITY", "Barda", within="barda"),
    *place("shusha", "CITY", "Shusha/Shushi", "Şuşa", "Шуша"),
    *place("hajilar-barda", "VILLAGE", "Hajilar", within="barda"),
    *place("hajilar-terter", "VILLAGE", "Hajilar", within="terter"),
    *place("nagorno-karabakh", "TERRITORY", "Nagorno-Karabakh", "Karabakh"),
    *place("karabakh", "TERRITORY", "Karabakh (wider region)"),
    *place("ganja", "CITY", "Ganja"),
    *place("kut", "VILLAGE", "Kut"),
    *place("us", "COUNTRY", "United States", "US"),
    *place("washington", "CITY", "Washington, D.C."),
    *place("zone", "TERRITORY", "South Caucasus", "the zone of conflict"),
]
MATCHER = Matcher(NAMES)


def forms(text: str) -> list[str]:
    return [found.form for found in MATCHER.detect(text)]


def meant(text: str) -> list[list[str]]:
    """What each name found may mean, the more likely first."""
    return [[ROWS[one.key] for one in found.candidates] for found in MATCHER.detect(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left Ganja.", ["Ganja"]),
        ("Fire on Nagorno-Karabakh.", ["Nagorno-Karabakh"]),
        ("Fire on Nagorno Karabakh.", ["Nagorno Karabakh"]),
        ("Fire on Nagorno-\nKarabakh.", ["Nagorno-\nKarabakh"]),
        ("Fire on Nagorno.\nKarabakh burns.", ["Karabakh"]),
        ("Ministry of Defense of Azerbaijan", ["Ministry of Defense of Azerbaijan"]),
        ("Azerbaijan’s army, Ganja's streets", ["Azerbaijan", "Ganja"]),
        ("The Azerbaijani army; Armenian; Shushan; Gusarganja", []),
        ("Shusha/Shushi, Shusha and Shushi", ["Shusha/Shushi", "Shusha", "Shushi"]),
        ("«Шуша», ŞUŞA и S\u0327us\u0327a", ["Шуша", "ŞUŞA", "S\u0327us\u0327a"]),
        ("Բաքու, ԲԱՔՈՒ", ["Բաքու", "ԲԱՔՈՒ"]),
        (
            "Washington, D.C. is far; Washington. D. C. is not",
            ["Washington, D.C", "Washington. D. C"],
        ),
        ("A dish of kut for all of us", []),
        ("a dish of Kut. Us too? The US.", ["Kut", "US"]),
        ("attack on ganja, they tell us", ["ganja"]),
        ("Fighting in the zone of conflict", ["the zone of conflict"]),
        ("Ararat and Tartar", ["Tartar"]),
        ("🚀\ufe0fGanja🚀Barda", ["Ganja", "Barda"]),
        ("Gan\u00adja and \u200fGanja\u200f", ["Gan\u00adja", "Ganja"]),
        ("شوشا", []),
        ("", []),
        ("G", []),
        ("🚀", []),
        ("…!?—«»()\n\t", []),
        ("\ud800 Ganja \udfff", ["Ganja"]),
    ],
)
def test_names_are_found_as_the_text_has_them(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_places_are_counted_in_code_points_and_in_utf_16() -> None:
    text = "🚀 Şuşa, 🚀🚀 Nagorno-Karabakh 🚀"

    found = MATCHER.detect(text)

    wide = text.encode("utf-16-le")
    assert [(one.start, one.end) for one in found] == [(2, 6), (11, 27)]
    for one in found:
        assert text[one.start : one.end] == one.form
        assert wide[one.start_utf16 * 2 : one.end_utf16 * 2].decode("utf-16-le") == one.form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nagorno-Karabakh’s army", ["nagorno", "karabakh", "s", "army"]),
        ("Кельбаджар", ["kelbadzhar"]),
        ("Բաքու ՈՒ Ու ու", ["baku", "u", "u", "u"]),
        ("İrəvan_1", ["irevan", "1"]),
        ("½ 北京", ["12", "beijing"]),
        ("\u0301 ' — 🚀", []),
    ],
)
def test_words_are_letters_and_digits_alone(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_words_fold_as_their_text_does() -> None:
    letters = "abzAZ09 -’.'ուՈւՒևəİıŞşшьЩйՇ\u0327\u0301\u00ad北שא—½"
    chance = random.Random(1)
    texts = ["".join(chance.choices(letters, k=12)) for _ in range(2000)]

    for text in texts:
        found = split(text)
        spans = list(zip(found.starts, found.ends, strict=True))
        assert "".join(found.folded) == re.sub("[^a-z0-9]", "", fold(text))
        assert found.folded == [words(text[start:end])[0] for start, end in spans]
        assert list(chain(*spans)) == sorted(chain(*spans))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # District or town.
        ("the Terter region", ["terter", "terter-town"]),
        ("the district of Terter", ["terter", "terter-town"]),
        ("the city of Terter", ["terter-town", "terter"]),
        ("Terter city", ["terter-town", "terter"]),
        ("shelling near Terter", ["terter-town", "terter"]),
        ("shelling of the villages of Terter", ["terter", "terter-town"]),
        ("Karabakh is far", ["karabakh", "nagorno-karabakh"]),
        # A capital that acts is its state, and no place.
        ("Baku announced a truce", ["azerbaijan"]),
        ("Baku has repeatedly denied this", ["azerbaijan"]),
        ("Baku is ready to stop the war", ["azerbaijan"]),
        ("Baku was accused of lies", ["azerbaijan"]),
        ("Information from Baku\n• At night", ["azerbaijan"]),
        ("according to Baku, all is calm", ["azerbaijan"]),
        ("“No”, said Baku", ["azerbaijan"]),
        ("in response to Baku", ["azerbaijan"]),
        ("sanctions against Baku", ["azerbaijan"]),
        ("in Baku", ["baku"]),
        ("near Baku", ["baku"]),
        ("a train to Baku", ["baku"]),
        ("the city of Baku announced a day off", ["baku"]),
        ("shelling of Baku", ["baku"]),
        ("a rocket attack on Baku", ["baku"]),
        ("the streets of Baku", ["baku"]),
        ("Baku’s streets", ["baku"]),
        ("Baku’s allies", ["azerbaijan", "baku"]),
        ("Baku was shelled", ["baku", "azerbaijan"]),
        ("Baku", ["baku", "azerbaijan"]),
        ("Баку", ["baku", "azerbaijan"]),
        # A country is always both.
        ("Azerbaijan accuses them", ["azerbaijan", "az"]),
        ("they accused Azerbaijan of lies", ["azerbaijan", "az"]),
        ("assistance to Azerbaijan", ["azerbaijan", "az"]),
        ("Azerbaijan’s army", ["azerbaijan", "az"]),
        ("the leadership of Azerbaijan", ["azerbaijan", "az"]),
        ("war with Azerbaijan", ["azerbaijan", "az"]),
        ("Azerbaijan", ["azerbaijan", "az"]),
        ("civilians in Azerbaijan", ["az", "azerbaijan"]),
        ("they fled to Azerbaijan", ["az", "azerbaijan"]),
        ("they fled from Azerbaijan", ["az", "azerbaijan"]),
        ("the border with Azerbaijan", ["az", "azerbaijan"]),
        ("the territory of Azerbaijan", ["az", "azerbaijan"]),
    ],
)
def test_the_words_around_a_name_tell_what_it_means(text: str, expected: list[str]) -> None:
    assert meant(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Terter and Barda regions", ["terter", "barda"]),
        ("the towns of Ganja, Terter and Barda", ["ganja", "terter-town", "barda-town"]),
        ("the city of Terter and Barda region", ["terter-town", "barda"]),
        ("the village of Hajilar of the Terter region", ["hajilar-terter", "terter"]),
        ("the villages of Kut and Hajilar of the Barda region", ["kut", "hajilar-barda", "barda"]),
        (
            "Hajilar of the Terter region and Hajilar of the Barda region",
            ["hajilar-terter", "terter", "hajilar-barda", "barda"],
        ),
        ("Baku and Yerevan accuse each other", ["azerbaijan", "armenia"]),
        ("Talks between Baku and Yerevan", ["azerbaijan", "armenia"]),
        ("the road between Baku and Yerevan", ["baku", "yerevan"]),
        ("from Baku to Ganja", ["baku", "ganja"]),
        ("rallies in Baku and Yerevan", ["baku", "yerevan"]),
        ("toward Baku, Yerevan said", ["baku", "armenia"]),
        ("officials in Baku and Yerevan announced", ["baku", "yerevan"]),
        ("Baku accuses Yerevan", ["azerbaijan", "armenia"]),
        ("Armenia, Azerbaijan. They met in Baku", ["armenia", "azerbaijan", "baku"]),
    ],
)
def test_a_list_shares_the_words_around_it(text: str, expected: list[str]) -> None:
    assert [candidates[0] for candidates in meant(text)] == expected


def test_each_candidate_says_why() -> None:
    region, town, alone, state = (
        found.candidates for found in MATCHER.detect("The Terter region; Barda; Kut; said Baku")
    )

    assert [one.why for one in region] == [
        'The word "region" stands with it: a district.',
        'It is a town, but the word "region" stands with it.',
    ]
    assert [one.why for one in town] == [
        "It is a town, which texts mean more often than a district of the same name.",
        "It is a district, which texts mean less often than a town of the same name.",
    ]
    assert [one.why for one in alone] == ["Nothing else is known by this name."]
    assert [one.why for one in state] == ['"said" stands with it: it speaks, acts or is spoken to.']


SWAPS = {"Azerbaijan": "Armenia", "Baku": "Yerevan", "Баку": "Ереван", "Bakı": "İrəvan"}
SWAPPED = {"azerbaijan": "armenia", "az": "am", "baku": "yerevan"}


@pytest.mark.parametrize(
    "text",
    [
        "Baku accuses Yerevan, and Yerevan Baku.",
        "Information from Baku: troops moved from Armenia to Azerbaijan.",
        "In Baku and Yerevan they say that Azerbaijan attacked Armenia.",
        "Azerbaijan’s villages, Yerevan’s demands, the shelling of Armenia, the war with Baku.",
        "Baku. Yerevan must answer. Officials in Yerevan and Baku announced it.",
        "Баку, Ереван, Bakı and İrəvan; the city of Yerevan, the position of Armenia",
    ],
)
def test_swapping_the_sides_swaps_the_answers(text: str) -> None:
    both_ways = SWAPS | {right: left for left, right in SWAPS.items()}
    rows = SWAPPED | {right: left for left, right in SWAPPED.items()}
    mirrored = re.sub("|".join(both_ways), lambda found: both_ways[found[0]], text)

    expected = [[rows[row] for row in candidates] for candidates in meant(text)]

    assert meant(mirrored) == expected
    assert expected


def test_no_names_find_nothing() -> None:
    assert Matcher([]).detect("Baku announced a truce.") == []


# What is shipped


def known(session: Session) -> Iterator[Known]:
    within = defaultdict(set)
    for inner, outer in session.execute(
        select(col(Containment.location_id), col(Containment.parent_id))
    ):
        within[inner].add(outer)
    no_slug = col(Name.kind) != NameKind.SLUG
    for row in session.scalars(select(Actor)):
        yield Known(row.name, "Actor", row.id or 0, row.kind, True)
    for place_row in session.scalars(select(Location)):
        inside = frozenset(within[place_row.id])
        yield Known(place_row.name, "Location", place_row.id or 0, place_row.kind, True, inside)
    for name, actor_row in session.execute(
        select(col(Name.value), Actor).join_from(Name, Actor).where(no_slug)
    ):
        yield Known(name, "Actor", actor_row.id, actor_row.kind, False)
    for name, place_row in session.execute(
        select(col(Name.value), Location).join_from(Name, Location).where(no_slug)
    ):
        inside = frozenset(within[place_row.id])
        yield Known(name, "Location", place_row.id, place_row.kind, False, inside)


@dataclass(frozen=True)
class Shipped:
    """A matcher of all that is shipped, and the slugs of the rows."""

    matcher: Matcher
    slugs: dict[tuple[str, int], str]

    def firsts(self, text: str) -> list[tuple[str, str, str]]:
        """Of each name in the text the form, and the kind and slug of the likeliest row."""
        found = [(one.form, one.candidates[0]) for one in self.matcher.detect(text)]
        return [(form, one.kind, self.slugs[one.kind, one.key]) for form, one in found]


@pytest.fixture(scope="module")
def shipped_names(databases: Databases) -> Iterator[Shipped]:
    url = databases.make("sqlite", "shipped", prepare_seeds)
    engine = open_engine(url)
    with Session(engine) as session:
        actors = {("Actor", row.id or 0): row.slug for row in session.scalars(select(Actor))}
        places = {("Location", row.id or 0): row.slug for row in session.scalars(select(Location))}
        yield Shipped(Matcher(known(session)), actors | places)
    engine.dispose()
    databases.drop(url)


NOT_THE_FIRST = {("Karabakh", "nagorno-karabakh")}
"""In "the leadership of Karabakh" that of Nagorno-Karabakh is meant. But Karabakh is what the wider
region itself is called, and to Nagorno-Karabakh it is another name; no word tells which."""


def test_the_places_of_the_overview_are_found_and_nothing_else_is(shipped_names: Shipped) -> None:
    firsts = shipped_names.firsts(OVERVIEW.read_text("utf-8"))

    found = {(form, slug) for form, kind, slug in firsts if kind == "Location"}

    assert found == set(mentioned_places()) - NOT_THE_FIRST


def test_where_a_name_is_shared_all_that_it_may_mean_are_candidates(shipped_names: Shipped) -> None:
    first, *_ = shipped_names.matcher.detect("The leadership of Karabakh spoke.")

    slugs = [shipped_names.slugs[one.kind, one.key] for one in first.candidates]

    assert slugs == ["karabakh-region", "nagorno-karabakh"]


def mentioned_places() -> Iterator[tuple[str, str]]:
    """The places of the overview's reading: the name in the text, and the slug."""
    reading = YAML(typ="safe").load(OVERVIEW.with_suffix(".yaml"))
    lists = [item.get("mentions", []) for item in [*reading["statements"], reading]]
    for mention in chain(*lists):
        named = mention.get("role", "NAMED") == "NAMED" and "resolved" not in mention
        if named and "location" in mention:
            yield mention.get("form", mention["words"]), mention["location"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("an Azerbaijani diversion group", []),
        ("the Artsakh authorities", ["authorities-of-nagorno-karabakh"]),
        ("The Russian army is here", ["armed-forces-of-russia"]),
        ("Information from Yerevan", ["armenia"]),
        ("Ararat Province, Ararat", ["ararat", "ararat-town"]),
        ("in Agjabedi", ["aghjabadi-city"]),
        ("Martuni in Gegharkunik", ["martuni-gegharkunik", "gegharkunik"]),
        ("Martuni, Khojavend", ["khojavend-martuni", "khojavend-martuni"]),
        ("в Шушу: Шуша, Степанакерт", ["shusha-shushi", "khankendi-stepanakert"]),
        ("Շուշի, Ստեփանակերտ", ["shusha-shushi", "khankendi-stepanakert"]),
    ],
)
def test_shipped_names_are_found(shipped_names: Shipped, text: str, expected: list[str]) -> None:
    assert [slug for _, _, slug in shipped_names.firsts(text)] == expected


def test_verbs_are_known_in_all_their_forms_and_in_no_others():
    assert {"plan", "planned", "planning", "agree", "agreed", "agreeing", "denied"} <= ACT | SAY
    assert not {"planed", "planing", "agreing", "denyed"} & (ACT | SAY)
