"""The closed vocabularies, made from vocabulary.yml and event_types.csv by tools/make_vocabulary.py."""

from enum import StrEnum


class ReportStatus(StrEnum):
    """What became of a report that was seen. Seen = kept + set aside + refused."""

    KEPT = "kept"
    SET_ASIDE = "set_aside"
    REFUSED = "refused"


class RemovedKind(StrEnum):
    """What kind of words were taken out of a page because they are not the report's own."""

    FURNITURE = "furniture"
    READER_COMMENTS = "reader_comments"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


class CopyKind(StrEnum):
    """How a report depends on another."""

    VERBATIM = "verbatim"
    NEAR_VERBATIM = "near_verbatim"
    SAME_WIRE = "same_wire"
    REWRITE = "rewrite"
    PARTIAL = "partial"


class Modality(StrEnum):
    """How an occurrence, or one claim about it, is told."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    DENIED = "denied"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


class Standing(StrEnum):
    """What place an occurrence has in its report."""

    MAIN = "main"
    BACKGROUND = "background"
    AGGREGATE = "aggregate"


class Clarity(StrEnum):
    """Whether an account tells one occurrence or a campaign told as one (UCDP event_clarity 1 and 2)."""

    INDIVIDUAL = "individual"
    AGGREGATED = "aggregated"


class TimePrecision(StrEnum):
    """How precisely a time is known."""

    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    UNKNOWN = "unknown"


class PartOfDay(StrEnum):
    """Part of the day, as a bucket."""

    EARLY_MORNING = "early_morning"
    DAWN = "dawn"
    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"
    OVERNIGHT = "overnight"


class PlacePrecision(StrEnum):
    """How precisely a place is known."""

    SITE = "site"
    SETTLEMENT = "settlement"
    AREA = "area"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    SEA = "sea"


class ActorKind(StrEnum):
    """What kind of actor, by the kinds of ACLED's inter codes."""

    STATE_FORCES = "state_forces"
    REBEL_GROUP = "rebel_group"
    POLITICAL_MILITIA = "political_militia"
    IDENTITY_MILITIA = "identity_militia"
    EXTERNAL_FORCES = "external_forces"
    CIVILIANS = "civilians"
    RIOTERS = "rioters"
    PROTESTERS = "protesters"
    UNKNOWN = "unknown"


class ActorUnit(StrEnum):
    """What a named actor is."""

    ORGANISATION = "organisation"
    GROUP = "group"
    PERSON = "person"


class SourceKind(StrEnum):
    """What kind of source an outlet cites."""

    OFFICIAL = "official"
    MILITARY = "military"
    PARTY = "party"
    ARMED_GROUP = "armed_group"
    WIRE = "wire"
    MEDIA = "media"
    MONITOR = "monitor"
    MEDICAL = "medical"
    HUMANITARIAN = "humanitarian"
    RESIDENT = "resident"
    ANONYMOUS = "anonymous"
    SOCIAL_MEDIA = "social_media"
    OTHER = "other"


class MeansKind(StrEnum):
    """Weapon, munition or platform."""

    AIRCRAFT = "aircraft"
    DRONE = "drone"
    MISSILE = "missile"
    ROCKET = "rocket"
    ARTILLERY = "artillery"
    MORTAR = "mortar"
    BOMB = "bomb"
    IED = "ied"
    VEHICLE_BOMB = "vehicle_bomb"
    SUICIDE_BOMB = "suicide_bomb"
    MINE = "mine"
    GRENADE = "grenade"
    SMALL_ARMS = "small_arms"
    CHEMICAL = "chemical"
    INCENDIARY = "incendiary"
    BLADE = "blade"
    VEHICLE = "vehicle"
    SHIP = "ship"
    OTHER = "other"


class Effect(StrEnum):
    """What happened to a thing."""

    DESTROYED = "destroyed"
    DAMAGED = "damaged"
    SEIZED = "seized"
    NONE = "none"


class Grade(StrEnum):
    """How well an incident is supported."""

    ADMITTED = "admitted"
    CORROBORATED = "corroborated"
    SINGLE = "single"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


class Ruling(StrEnum):
    """What a person judged."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    CORRECTED = "corrected"
    UNDONE = "undone"


class LinkField(StrEnum):
    """What two accounts are compared on."""

    PRIOR = "prior"
    TIME = "time"
    PLACE = "place"
    ORIGIN = "origin"
    PERPETRATOR = "perpetrator"
    TARGET = "target"
    EVENT_TYPE = "event_type"
    KILLED = "killed"
    INJURED = "injured"
    WORDS = "words"


class ClaimField(StrEnum):
    """The fields of an occurrence on which something can be claimed."""

    EVENT_TYPE = "event_type"
    OCCURRENCE = "occurrence"
    TIME = "time"
    PLACE = "place"
    ORIGIN = "origin"
    PERPETRATOR = "perpetrator"
    TARGET = "target"
    KILLED = "killed"
    INJURED = "injured"
    CAPTURED = "captured"
    MISSING = "missing"
    DISPLACED = "displaced"
    CASUALTIES = "casualties"
    MEANS = "means"
    OBJECT = "object"
    STRIKES = "strikes"


class Scope(StrEnum):
    """What is told."""

    CONFLICT = "conflict"
    VIOLENCE = "violence"


class EventType(StrEnum):
    """ACLED sub-event types, in ACLED's order of rank: the first that fits wins."""

    GOVERNMENT_REGAINS_TERRITORY = "Government regains territory"
    NON_STATE_ACTOR_OVERTAKES_TERRITORY = "Non-state actor overtakes territory"
    ARMED_CLASH = "Armed clash"
    EXCESSIVE_FORCE_AGAINST_PROTESTERS = "Excessive force against protesters"
    PROTEST_WITH_INTERVENTION = "Protest with intervention"
    PEACEFUL_PROTEST = "Peaceful protest"
    VIOLENT_DEMONSTRATION = "Violent demonstration"
    MOB_VIOLENCE = "Mob violence"
    CHEMICAL_WEAPON = "Chemical weapon"
    AIR_DRONE_STRIKE = "Air/drone strike"
    SUICIDE_BOMB = "Suicide bomb"
    SHELLING_ARTILLERY_MISSILE_ATTACK = "Shelling/artillery/missile attack"
    REMOTE_EXPLOSIVE_LANDMINE_IED = "Remote explosive/landmine/IED"
    GRENADE = "Grenade"
    SEXUAL_VIOLENCE = "Sexual violence"
    ATTACK = "Attack"
    ABDUCTION_FORCED_DISAPPEARANCE = "Abduction/forced disappearance"
    AGREEMENT = "Agreement"
    ARRESTS = "Arrests"
    CHANGE_TO_GROUP_ACTIVITY = "Change to group/activity"
    DISRUPTED_WEAPONS_USE = "Disrupted weapons use"
    HEADQUARTERS_OR_BASE_ESTABLISHED = "Headquarters or base established"
    LOOTING_PROPERTY_DESTRUCTION = "Looting/property destruction"
    NON_VIOLENT_TRANSFER_OF_TERRITORY = "Non-violent transfer of territory"
    OTHER = "Other"
