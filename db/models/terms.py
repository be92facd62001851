"""The closed vocabularies, in the field's own terms. A member's value is its name."""

from enum import Enum
from typing import Self


class Term(str, Enum):
    """A word of a closed vocabulary, with what it means."""

    description: str

    def __new__(cls, value: str, description: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member

    def __str__(self) -> str:
        return str(self.value)


class ActorKind(Term):
    """What an actor is."""

    STATE = "STATE", "A state."
    GOVERNMENT_BODY = "GOVERNMENT_BODY", "A ministry, an office or another body of a government."
    ARMED_FORCES = "ARMED_FORCES", "Armed forces of a state or of a de facto authority."
    DE_FACTO_AUTHORITY = (
        "DE_FACTO_AUTHORITY",
        "Who governs a territory in fact, whatever its recognition; and its bodies.",
    )
    NON_STATE_ARMED_GROUP = "NON_STATE_ARMED_GROUP", "An armed group of no state."
    PERSON = "PERSON", "A person."
    INTERNATIONAL_ORGANIZATION = "INTERNATIONAL_ORGANIZATION", "An organization of states."
    NGO = "NGO", "A non-governmental organization."
    MEDIA = "MEDIA", "A newspaper, an agency, a broadcaster, a site."
    CIVILIANS = "CIVILIANS", "People who are not combatants, as a group."
    UNKNOWN = "UNKNOWN", "It is not known what the actor is."


class LocationKind(Term):
    """What a place is."""

    COUNTRY = "COUNTRY", "A sovereign state's territory."
    TERRITORY = "TERRITORY", "A disputed, historical or geographic area without agreed borders."
    REGION = "REGION", "A district, a province or a de facto region."
    CITY = "CITY", "A city or town."
    VILLAGE = "VILLAGE", "A village or settlement."
    CORRIDOR = "CORRIDOR", "A road or strip that connects two areas."
    SITE = "SITE", "A base, a bridge, a dam, a building or another single site."


class Precision(Term):
    """How exact a place's coordinates are."""

    EXACT = "EXACT", "The settlement's or site's own point."
    NEAR = "NEAR", "Within about 2 km, or in doubt."
    DISTRICT = "DISTRICT", "A label point inside the district."
    PROVINCE = "PROVINCE", "A label point inside the province."
    AREA = "AREA", "An area without agreed borders: no point is given, or only one for a label."
    COUNTRY = "COUNTRY", "A label point inside the country."
    UNKNOWN = "UNKNOWN", "Not known."


class EventKind(Term):
    """What happened. The first six are the event types of the ACLED codebook."""

    BATTLE = "BATTLE", "A violent interaction between two organized armed groups (ACLED)."
    EXPLOSION_OR_REMOTE_VIOLENCE = (
        "EXPLOSION_OR_REMOTE_VIOLENCE",
        "Violence by weapons that act from afar: shelling, missiles, drones, mines (ACLED).",
    )
    VIOLENCE_AGAINST_CIVILIANS = (
        "VIOLENCE_AGAINST_CIVILIANS",
        "Direct violence by an armed group upon unarmed people (ACLED).",
    )
    PROTEST = "PROTEST", "A public demonstration without violence by its participants (ACLED)."
    RIOT = "RIOT", "A violent demonstration or mob violence (ACLED)."
    STRATEGIC_DEVELOPMENT = (
        "STRATEGIC_DEVELOPMENT",
        "A non-violent action that matters to the conflict, such as a movement of troops (ACLED).",
    )
    CONFLICT = "CONFLICT", "The long conflict that other events are part of."
    CEASEFIRE = "CEASEFIRE", "A cessation of hostilities is agreed or declared."
    CEASEFIRE_VIOLATION = "CEASEFIRE_VIOLATION", "A ceasefire is not kept."
    DIPLOMACY = "DIPLOMACY", "Talks, consultations, agreements, visits."
    HUMANITARIAN = "HUMANITARIAN", "Aid, exchange of prisoners or bodies, evacuation."


class EventSubkind(Term):
    """What happened, more closely."""

    ARMED_CLASH = "ARMED_CLASH", "Fighting between armed groups."
    SHELLING = "SHELLING", "Fire by artillery, mortars or tanks from afar."
    ROCKET_STRIKE = "ROCKET_STRIKE", "Fire by rockets or missiles."
    AIR_OR_DRONE_STRIKE = "AIR_OR_DRONE_STRIKE", "An attack from the air."
    INFILTRATION = "INFILTRATION", "A raid by a small group behind the other side's lines."
    TROOP_MOVEMENT = "TROOP_MOVEMENT", "Forces move or are stationed."
    CONTROL_CHANGE = "CONTROL_CHANGE", "A place passes from one holder to another."
    CAPTURE = "CAPTURE", "People are taken prisoner."
    CONSULTATION = "CONSULTATION", "Officials consult each other."
    AGREEMENT = "AGREEMENT", "Something is agreed."
    OTHER = "OTHER", "Something else."


class Act(Term):
    """What a speaker does in saying something."""

    CLAIM = "CLAIM", "Says that something is so."
    ANNOUNCE = "ANNOUNCE", "Makes something known officially."
    CONFIRM = "CONFIRM", "Says that what was said before is so."
    DENY = "DENY", "Says that what was said before is not so."
    ACCUSE = "ACCUSE", "Says that somebody did a wrong."
    REJECT = "REJECT", "Turns down a demand, an offer or an accusation."
    DEMAND = "DEMAND", "Asks for something as a condition or a right."
    APPEAL = "APPEAL", "Asks for help or for an action."
    WARN = "WARN", "Tells of something bad to come."
    PROMISE = "PROMISE", "Undertakes to do something."
    OFFER = "OFFER", "Says what one is ready to do."
    ASSERT_RIGHT = "ASSERT_RIGHT", "Says that somebody has a right to do something."
    COMMENT = "COMMENT", "Gives a view."
    REPORT = "REPORT", "Tells what happened, as a narrator."


class Stance(Term):
    """Where a claim stands on what it is about."""

    ASSERTS = "ASSERTS", "Says that it is so."
    DENIES = "DENIES", "Says that it is not so."
    QUESTIONS = "QUESTIONS", "Puts it in doubt."
    CONCEDES = "CONCEDES", "Admits it."


class Facet(Term):
    """Which question about an event a claim answers."""

    OCCURRENCE = "OCCURRENCE", "Whether it happened."
    RESPONSIBILITY = "RESPONSIBILITY", "Who did it."
    CASUALTIES = "CASUALTIES", "Who was killed, injured, captured or is missing."
    DAMAGE = "DAMAGE", "What was destroyed."
    CONTROL = "CONTROL", "Who holds a place."
    COMPLIANCE = "COMPLIANCE", "Whether an agreement is kept."
    MEANS = "MEANS", "With which arms."
    OUTCOME = "OUTCOME", "How it ended."
    TIME = "TIME", "When."
    PLACE = "PLACE", "Where."
    INTENT = "INTENT", "To what end."
    STATUS = "STATUS", "In which state it is."


class Voice(Term):
    """Whose word a claim is. Derived from its speakers and their camps at the time of saying."""

    SIDE = "SIDE", "A speaker in a camp of the conflict."
    OTHER = "OTHER", "A speaker of no camp."
    NARRATOR = "NARRATOR", "The document itself."


class Attestation(Term):
    """Who speaks of an event, and whether they contradict each other. Never set by hand."""

    DISPUTED = (
        "DISPUTED",
        "Two voices oppose each other on one facet: one asserts and one denies, or each names the "
        "other as responsible.",
    )
    BOTH_SIDES = "BOTH_SIDES", "Two or more sides speak of it and do not oppose each other."
    ONE_SIDE = "ONE_SIDE", "One side alone speaks of it."
    OTHER_ONLY = "OTHER_ONLY", "Only speakers of no camp speak of it."
    NARRATOR_ONLY = "NARRATOR_ONLY", "Only documents speak of it, in their own voice."


class Directness(Term):
    """How near a text comes to the words that were uttered."""

    DIRECT_QUOTE = "DIRECT_QUOTE", "Words in quotation marks, at least in part."
    REPORTED_SPEECH = "REPORTED_SPEECH", "Said by somebody, told in the document's words."
    NARRATOR = "NARRATOR", "The document's own voice: it names nobody."


class Wording(Term):
    """Whether an appearance has the words of the principal one."""

    SAME = "SAME", "The same words."
    OTHER_WORDS = "OTHER_WORDS", "The same statement in other words, such as another translation."


class Channel(Term):
    """How words were brought out."""

    INTERVIEW = "INTERVIEW", "In an interview."
    BRIEFING = "BRIEFING", "At a briefing or press conference."
    WRITTEN = "WRITTEN", "In a written statement."
    SOCIAL_MEDIA = "SOCIAL_MEDIA", "In social media."
    SPEECH = "SPEECH", "In a speech or address."


class AttributionRole(Term):
    """What part an actor has in the saying of a statement."""

    SPEAKER = "SPEAKER", "Says it."
    SPOKESPERSON = "SPOKESPERSON", "Says it for the speaker."
    REPORTER = "REPORTER", "Reports that another said it."


class ParticipationRole(Term):
    """What part an actor has in an event, according to a claim."""

    BELLIGERENT = "BELLIGERENT", "Fights."
    PARTY = "PARTY", "Is a party to an agreement or to talks."
    ALLEGED_PERPETRATOR = "ALLEGED_PERPETRATOR", "Is said to have done it."
    TARGET = "TARGET", "Is what it was aimed at."
    VICTIM = "VICTIM", "Suffers from it."
    MEDIATOR = "MEDIATOR", "Mediates."
    PRESENT = "PRESENT", "Is there."


class SettingRelation(Term):
    """How an event lies to a place, according to a claim."""

    IN = "IN", "In it."
    NEAR = "NEAR", "Near it."
    TOWARDS = "TOWARDS", "In its direction."
    FROM = "FROM", "From it."


class Metric(Term):
    """What a figure counts."""

    KILLED = "KILLED", "People killed."
    INJURED = "INJURED", "People injured."
    CASUALTIES = "CASUALTIES", "People killed or injured, both together."
    CAPTURED = "CAPTURED", "People taken prisoner."
    MISSING = "MISSING", "People missing."
    DISPLACED = "DISPLACED", "People who left their homes."
    EQUIPMENT_LOST = "EQUIPMENT_LOST", "Pieces of military equipment lost."


class Population(Term):
    """Whom a figure counts."""

    CIVILIANS = "CIVILIANS", "Civilians."
    MILITARY = "MILITARY", "Members of armed forces."
    ALL = "ALL", "Civilians and military together."
    UNSTATED = "UNSTATED", "The words do not say."


class MeansKind(Term):
    """Arms used."""

    ARTILLERY = "ARTILLERY", "Guns, howitzers, mortars."
    ROCKET = "ROCKET", "Unguided rockets, such as multiple rocket launchers."
    MISSILE = "MISSILE", "Guided or ballistic missiles."
    DRONE = "DRONE", "Unmanned aircraft."
    AIRCRAFT = "AIRCRAFT", "Manned aircraft."
    ARMOUR = "ARMOUR", "Tanks and armoured vehicles."
    SMALL_ARMS = "SMALL_ARMS", "Small arms."
    MINE = "MINE", "Mines and improvised explosive devices."
    OTHER = "OTHER", "Other arms."


class MentionRole(Term):
    """Why a name stands in a text."""

    NAMED = "NAMED", "It is named."
    ACCUSED = "ACCUSED", "It is accused."
    ADDRESSED = "ADDRESSED", "The words are directed at it."
    VIA = "VIA", "The words came through it, such as a newspaper."


class Resolved(Term):
    """Where it is known from, whom or what a name means."""

    IN_TEXT = "IN_TEXT", "The text itself says so."
    BY_EDITOR = "BY_EDITOR", "An editor knows it from outside the text."


class NameKind(Term):
    """What sort of name it is."""

    LABEL = "LABEL", "The usual name in its language."
    SPELLING = "SPELLING", "Another spelling or form that texts use."
    SLUG = "SLUG", "Another slug that finds the row."


class SearchKind(Term):
    """What can be searched for."""

    ACTOR = "ACTOR", "Actors, by their names; then by their posts."
    LOCATION = "LOCATION", "Places, by their names; then by what they are."
    STATEMENT = "STATEMENT", "Statements, by their words; then by what stands around them."
    EVENT = "EVENT", "Events, by their titles; then by who and where."
    DOCUMENT = "DOCUMENT", "Documents, by their titles; then by their text."


class SearchMatch(Term):
    """What of a hit has the words that were looked for."""

    NAME = "NAME", "Its own name or title."
    ALIAS = "ALIAS", "Another of its names."
    TEXT = "TEXT", "Its own words."
    CONTEXT = (
        "CONTEXT",
        "What stands around it: of a statement its paragraph, its propositions, and all names of "
        "those who say it and of whom it names; of others, names of what belongs to them.",
    )


class Basis(Term):
    """On what ground one place counts as part of another."""

    DE_JURE = "DE_JURE", "By internationally recognized borders."
    DE_FACTO = "DE_FACTO", "By who held it at the time."
    GEOGRAPHIC = "GEOGRAPHIC", "By geography alone."


class SectionRole(Term):
    """What a part of a document is for."""

    TITLE = "TITLE", "The document's title."
    LEAD = "LEAD", "The opening that sums up."
    SIDE = "SIDE", "What one side says."
    TOPIC = "TOPIC", "What belongs to one topic."
    CAPTION = "CAPTION", "The words under a picture or a map."
    RELATED_LINKS = "RELATED_LINKS", "Links to other articles."
    OTHER = "OTHER", "Something else."


class DocumentKind(Term):
    """What a document is."""

    OVERVIEW = "OVERVIEW", "What the sides say on a day, put together by an editor."
    ARTICLE = "ARTICLE", "A news article."
    COMMUNIQUE = "COMMUNIQUE", "An official's or body's own publication."
    INTERVIEW = "INTERVIEW", "An interview."


class DatePrecision(Term):
    """How exactly a time is known."""

    INSTANT = "INSTANT", "To the minute."
    HOUR = "HOUR", "To the hour."
    PART_OF_DAY = "PART_OF_DAY", "To a part of the day."
    DAY = "DAY", "To the day."
    DAYS = "DAYS", "To some days."
    WEEK = "WEEK", "To the week."
    MONTH = "MONTH", "To the month."
    LONGER = "LONGER", "To a longer time, or open on one side."
    UNKNOWN = "UNKNOWN", "Not known."


class PartOfDay(Term):
    """A part of the day, as texts name it."""

    NIGHT = "NIGHT", "The night; it may belong to two dates."
    AFTER_MIDNIGHT = "AFTER_MIDNIGHT", "The first hours of the date."
    MORNING = "MORNING", "The morning."
    AFTERNOON = "AFTERNOON", "The afternoon."
    EVENING = "EVENING", "The evening."


class Review(Term):
    """Where a statement or event stands in the desk's review. Readers see what is published."""

    DRAFT = "DRAFT", "Not reviewed yet."
    PUBLISHED = "PUBLISHED", "Reviewed and public."
    REJECTED = "REJECTED", "Reviewed and turned down."
    WITHDRAWN = "WITHDRAWN", "Was public and is no longer; it stays addressable and says so."
