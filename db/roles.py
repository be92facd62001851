"""Whether a name that an actor shares with a place means who acts there, or where it is.

"Baku announced" is a state that speaks, "near Baku" a place. The words right around the name tell.
The lists are of plain words of reports; they name nobody, and hold for whoever is named.
"""

from dataclasses import dataclass
from enum import Enum

from db.surroundings import Around


class Role(Enum):
    """What a name stands for."""

    ACTOR = "It speaks, acts or is spoken to."
    RATHER_ACTOR = "It has something, as who acts has it."
    PLACE = "It says where."
    OPEN = "No word tells."


@dataclass(frozen=True)
class Reading:
    """What a name stands for, and the words that say so."""

    role: Role
    words: str = ""


UNDECIDED = Reading(Role.OPEN)


def several(words: str) -> frozenset[str]:
    return frozenset(words.split())


def inflected(verbs: str) -> frozenset[str]:
    """Regular verbs in all their forms: accuse, accuses, accused, accusing."""
    found = set()
    for verb in verbs.split():
        if verb.endswith("e"):
            stem = verb if verb.endswith("ee") else verb[:-1]
            found |= {verb, verb + "s", verb + "d", stem + "ing"}
        elif verb.endswith("y") and verb[-2] not in "aeo":
            found |= {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
        else:
            plural = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
            found |= {verb, verb + plural, verb + "ed", verb + "ing"}
    return frozenset(found)


SAY = inflected(
    "accuse acknowledge add affirm allege announce answer appeal argue ask assert blame claim "
    "comment condemn confirm criticize criticise declare demand deny emphasize emphasise explain "
    "inform insist mention note promise protest reject repeat reply report request respond state "
    "stress threaten urge voice warn"
) | several("say says said saying tell tells told telling swear swears swore")
"""Before a name too: "said X", "accused X"."""

ACT = inflected(
    "accept agree attempt cease continue decide deploy expect fail hope ignore intend invite "
    "launch offer open order prefer prepare pretend propose provoke pull recognize recognise "
    "refuse resume retaliate sign suggest support suspend try use violate want"
) | several(
    "begins began lied makes made plan plans planned planning seeks sought sends sent takes took "
    "withdraws withdrew"
)
FORCE = inflected(
    "attack bomb bombard capture fire hold occupy seize shell strike target"
) | several("held hit hits shot struck")
"""Counts with a helping verb alone: of "Ganja shelled" nobody knows who shelled whom."""

MINDED = several("convinced determined interested prepared ready responsible unwilling willing")
BE = several("is are was were be been being")
HAVE = several("has have had do does did")
MODAL = several("will would must should shall can cannot could may might")
BETWEEN = several(
    "again also already always earlier even first immediately just later meanwhile never not now "
    "officially once only repeatedly soon still then therefore today tomorrow yesterday"
)
"""May stand between a name and its verb."""

WHERE = several(
    "across around at beyond in inside into near outside over throughout to toward towards "
    "through via from"
)
ACTING_BESIDE = several("against by with")

UTTERED = several(
    "accusation accusations actions announcement appeal claim claims comment comments condition "
    "conditions decision demand demands information letter message news position reaction report "
    "reports reply request response statement statements version words"
)
"""Comes from, or is of, who speaks: "information from X", "the statement of X"."""
GIVEN = UTTERED | SAY | several("aid assistance help support supplies supplied ultimatum")
"""Goes to who is spoken to or helped: "assistance to X", "replied to X"."""
BODIES = several(
    "ally allies army authorities delegation forces government leader leaders leadership minister "
    "ministry officials policy president representative representatives side"
)
PRESSED = several("call called calling calls pressure sanctions")
DEALINGS = several(
    "agreement ceasefire conflict consultations contacts dialogue exchange exchanges meeting "
    "negotiations peace relations talks tension tensions treaty truce war"
)
PARTS = several(
    "airport airspace area areas border borders capital center centre centres coast direction "
    "district districts east frontier inhabitants land map north outskirts part parts people "
    "population region regions residents road roads settlements sky south streets suburbs "
    "territories territory towns vicinity villages west"
)
HARMED = several(
    "attack attacks bombardment bombing destruction assault capture raid raids shelling siege "
    "strike strikes"
)
ROUTES = several("border distance flight flights highway railway road route train way")


def role_of(at_name: Around, at_list: Around, begins_list: bool) -> Reading:
    """What a name stands for, by the words around it and around the list it stands in.

    What stands at the name itself counts for more than what stands at the list. Where they
    disagree, nothing is decided: "in Baku and Yerevan announced".
    """
    own = owned(at_name) or led(at_name) or followed(at_name)
    shared = led(at_list) or followed(at_list)
    if own and shared and own.role is not shared.role and not begins_list and not at_name.owns:
        return UNDECIDED
    return own or shared or UNDECIDED


def owned(around: Around) -> Reading | None:
    """Reads "X’s army", and "X’s villages"."""
    if not around.owns:
        return None
    for word in around.after[:2]:
        if word in PARTS:
            return Reading(Role.PLACE, word)
    return Reading(Role.RATHER_ACTOR, "’s")


def led(around: Around) -> Reading | None:
    """Reads the words before: a verb, or a preposition with the word it belongs to."""
    preposition, *further = around.before or [""]
    noun = further[0] if further else ""
    pair = f"{noun} {preposition}"
    if preposition in SAY:
        return Reading(Role.ACTOR, preposition)
    if pair == "according to":
        return Reading(Role.ACTOR, pair)
    if preposition == "between":
        return between(further)
    for governed, nouns, role in (
        ("to", GIVEN, Role.ACTOR),
        ("from", UTTERED, Role.ACTOR),
        ("of", UTTERED, Role.ACTOR),
        ("of", BODIES, Role.RATHER_ACTOR),
        ("of", PARTS | HARMED, Role.PLACE),
        ("on", PRESSED, Role.ACTOR),
        ("on", HARMED, Role.PLACE),
        ("with", ROUTES, Role.PLACE),
    ):
        if preposition == governed and noun in nouns:
            return Reading(role, pair)
    if preposition in ACTING_BESIDE:
        return Reading(Role.ACTOR, preposition)
    return Reading(Role.PLACE, preposition) if preposition in WHERE else None


def between(further: list[str]) -> Reading | None:
    """Reads "talks between X and Y", and "the road between X and Y"."""
    for word in further:
        if word in DEALINGS:
            return Reading(Role.ACTOR, f"{word} … between")
        if word in ROUTES:
            return Reading(Role.PLACE, f"{word} … between")
    return None


def followed(around: Around) -> Reading | None:
    """Reads the verb after: "X announced", "X is ready", "X will not stop"."""
    helping: set[str] = set()
    for word in [] if around.owns else around.after:
        passive = bool(helping & BE) and not word.endswith("ing")
        if word in SAY or (word in ACT and not passive) or (word in MINDED and helping & BE):
            return Reading(Role.ACTOR, word)
        if word in FORCE:
            return Reading(Role.ACTOR, word) if helping and not passive else None
        if word in BE | HAVE | MODAL:
            helping.add(word)
        elif word not in BETWEEN and not word.endswith("ly"):
            decided = helping & MODAL and not helping & BE
            return Reading(Role.ACTOR, min(helping & MODAL)) if decided else None
    return None
