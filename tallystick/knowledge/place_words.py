"""Words round a place name: what kind of place it is, how one stands to it, and names that are no places."""

from __future__ import annotations

import re

# Type words and what each says of precision; a plural is read as its singular.
TYPE_WORDS: dict[str, str] = {
    **dict.fromkeys(
        """province governorate oblast region state krai muhafazah muhafaza emirate prefecture department
        republic""".split(),
        "admin1",
    ),
    **dict.fromkeys(
        "district raion county subdistrict sub-district municipality cercle woreda locality tehsil zone".split(),
        "admin2",
    ),
    **dict.fromkeys(
        "city town village settlement hamlet kibbutz capital port township commune township".split(), "settlement"
    ),
    **dict.fromkeys(
        """countryside outskirts suburb suburbs area vicinity desert mountains mountain valley front frontline pocket
    enclave corridor peninsula basin forest plain hills road highway border heights island islands axis
    direction sector environs""".split(),
        "area",
    ),
    **dict.fromkeys(
        """airport airbase airfield base camp crossing bridge dam refinery oilfield checkpoint hospital barracks
        garrison
    prison mosque market church school station plant facility stadium neighbourhood neighborhood quarter""".split(),
        "site",
    ),
}
TYPE_PHRASES: tuple[str, ...] = (
    "border crossing", "refugee camp", "displacement camp", "air base", "military base", "military airport",
    "international airport",
    "air field", "oil field", "gas field", "power plant", "nuclear power plant", "nuclear plant",
    "naval base", "training camp",
)  # fmt: skip

TYPES = "|".join(sorted((re.escape(word) for word in (*TYPE_PHRASES, *TYPE_WORDS, "counties")), key=len, reverse=True))
TYPE_AFTER = re.compile(
    rf"(?:['’]s)?[ -]+(?:(?:(?:north|south|east|west)(?:ern)?|central|rural) )?({TYPES})(s|es)?\b",
    re.IGNORECASE,
)

# Words after a name that make it an organisation's, a paper's or a person's.
NOT_PLACE_AFTER = frozenset(
    """times post herald tribune journal gazette chronicle observer guardian telegraph mirror star news university
    college institute bank airlines airways club united fc convention accords accord agreement treaty
    declaration protocol process ministry brigade brigades battalion regiment division corps army
    forces force front command council committee party movement foundation fund group company corporation inc
    ltd hilton""".split()
)
# Words before a name that make it an organisation's or a person's.
NOT_PLACE_BEFORE = frozenset(
    """mr mrs ms miss dr prof sir lord lady president minister premier chancellor general gen lieutenant lt colonel col
    major maj captain capt sergeant sgt brigadier admiral commander secretary senator sen representative rep
    governor gov mayor judge king queen prince princess sheikh sheik imam mullah ayatollah pope bishop father
    rabbi ambassador spokesman spokeswoman spokesperson chief deputy sayyid sayyed abu umm ibn bin operation
    hurricane storm typhoon named called""".split()
)
ORGANISATION_BEFORE = (
    "bank of ",
    "university of ",
    "battle of ",
    "treaty of ",
    "republic of ",
    "kingdom of ",
    "archbishop of ",
    "duke of ",
)

GOVERNMENT_AFTER = frozenset(
    """said says say told denied denies accused accuses claimed claims warned warns vowed vows announced announces
    condemned condemns insists insisted believes believed wants wanted hopes hoped urged urges called calls
    agreed agrees backed backs supports supported sees saw considers regards has had will would could should
    must did does may might is was confirmed confirms reported reports added responded rejected rejects
    described describes blames blamed launched launches fired fires carried struck strikes bombed attacked hit
    invaded sent sends deployed deploys seeks sought government regime administration authorities officials
    also""".split()
)

# Capitals that reports name for their governments.
METONYMS = frozenset(
    """moscow washington beijing tehran kyiv kiev ankara riyadh damascus tel-aviv london paris berlin brussels islamabad
    kabul delhi seoul tokyo pyongyang taipei baghdad khartoum kinshasa kigali havana caracas doha cairo""".split()
)

LOCATIVES = frozenset(
    """in inside near at outside around across throughout within into to from toward towards over through against on
    off between of via above along beyond entering leaving left reached capture captured retook
    recaptured seized entered stormed shelled bombed hit struck targeted targeting besieged bombarded bombing
    shelling striking hitting attacked attacking overran overrun overrunning raided raiding raid razed torched
    encircled surrounded liberated occupied evacuated fled capturing seizing storming""".split()
)
DIRECTIONS = frozenset(
    """north south east west northern southern eastern western northeast northwest southeast southwest northeastern
    northwestern southeastern southwestern north-east north-west south-east south-west north-eastern
    north-western south-eastern south-western central upper lower rural downtown greater occupied besieged
    war-torn neighbouring neighboring nearby mainland old""".split()
)
# Words that end a run of capitals although they carry one: openers of sentences, days, months.
OPENERS = frozenset(
    """the a an in on at near from to of for with by and but or as after before when while where if since during
    between outside inside around across over under against within without through throughout into toward
    towards off both also although because that this these those there here he she it they we you i his her its
    their our my some many most more other another all one two three four five six seven eight nine ten several
    dozens hundreds thousands monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december today yesterday meanwhile however earlier
    later last next according about only even not no now then than up down out so such what who why how reports
    report saudi is are was were be been has have had will would could should might can did do does amid
    following including despite says said killed kills kill wounded injured strike strikes airstrike airstrikes
    attack attacks attacked hits hit targets target targeted bomb bombs bombing bombed blast blasts explosion
    explosions raid raids clash clashes shelling shells fire fires fired missile missiles rocket rockets drone
    drones war troops soldiers forces rebels militants police people civilians children women men dead death
    deaths new live watch video breaking update exclusive opinion analysis via""".split()
)
# Names of small places that are common English words, given names or parties of a war.
COMMON_NAMES = frozenset(
    """of man ba march most police reading nice bar hit same best bath hope union victory independence enterprise
    liberty mobile split male victoria alexandria sale date page bay rice lake hill park field wells street
    church king hamas hezbollah fatah taliban houthi houthis isis isil daesh nato kremlin pentagon assad putin
    biden trump zelensky ali ahmad ahmed hassan hussein omar mohammad mohammed muhammad mahmoud ibrahim khalid
    saleh salem said sayed abdullah yusuf david john george paul peter james thomas charles maria anna santos
    martin lawrence jackson lincoln washington-based north south east west northern southern eastern western
    central centre center nord sud est ouest upper lower delta plateau rivers meta mon bari sahel-based
    east-west general major mission security council house senate congress islam islamic muslim christian jewish
    arab kurd kurdish allah eid ramadan orient mare bara sur uri mach tank sake may june august sunday monday
    friday interior defence defense foreign health state media army air navy red white black blue green covid
    ukraine-russia brexit era moment anger fury crisis young old early late big little long short many much
    another several officer officers group groups university school college institute ministry
    agriculture commerce conservation development education environment housing justice labor labour law
    transportation gulf loop lot market metro miss mountain olympic pack pope region secretary section story time
    tour liberal bush carter clinton ford kennedy honda toyota
    minister internet facebook twitter telegram youtube google reuters""".split()
)

# What newspapers shorten behind a town's name, and everywhere where two letters or more have stops.
SHORT_NAMES: dict[str, str] = {
    "Ala.": "Alabama", "Ariz.": "Arizona", "Ark.": "Arkansas", "Calif.": "California", "Colo.": "Colorado",
    "Conn.": "Connecticut", "Del.": "Delaware", "Fla.": "Florida", "Ga.": "Georgia", "Ill.": "Illinois",
    "Ind.": "Indiana", "Kan.": "Kansas", "Kans.": "Kansas", "Ky.": "Kentucky", "La.": "Louisiana", "Md.": "Maryland",
    "Mass.": "Massachusetts", "Mich.": "Michigan", "Minn.": "Minnesota", "Miss.": "Mississippi", "Mo.": "Missouri",
    "Mont.": "Montana", "Neb.": "Nebraska", "Nev.": "Nevada", "N.H.": "New Hampshire", "N.J.": "New Jersey",
    "N.M.": "New Mexico", "N.Y.": "New York", "N.C.": "North Carolina", "N.D.": "North Dakota", "Okla.": "Oklahoma",
    "Ore.": "Oregon", "Pa.": "Pennsylvania", "R.I.": "Rhode Island", "S.C.": "South Carolina", "S.D.": "South Dakota",
    "Tenn.": "Tennessee", "Tex.": "Texas", "Vt.": "Vermont", "Va.": "Virginia", "Wash.": "Washington",
    "W.Va.": "West Virginia", "W. Va.": "West Virginia", "Wis.": "Wisconsin", "Wyo.": "Wyoming",
    "D.C.": "District of Columbia", "Alta.": "Alberta", "B.C.": "British Columbia", "Man.": "Manitoba",
    "N.B.": "New Brunswick", "N.L.": "Newfoundland and Labrador", "N.S.": "Nova Scotia", "Ont.": "Ontario",
    "P.E.I.": "Prince Edward Island", "Que.": "Quebec", "Sask.": "Saskatchewan", "N.S.W.": "New South Wales",
    "NSW": "New South Wales", "Qld": "Queensland", "Vic.": "Victoria", "Tas.": "Tasmania",
}  # fmt: skip
POSTAL_CODES: dict[str, str] = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky",
    "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island",
    "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont",
    "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "AB": "Alberta", "BC": "British Columbia", "MB": "Manitoba", "NB": "New Brunswick", "NS": "Nova Scotia",
    "ON": "Ontario", "QC": "Quebec", "SK": "Saskatchewan",
}  # fmt: skip

# Of a run of capitals behind a place's name, the words that make it an institution of that place.
INSTITUTIONS = frozenset(
    """agency airport ambulance assembly association attorney authority board bureau capitol chamber coalition college
    commission committee commonwealth congress coroner correctional council court courthouse department district
    division elementary federation fire foundation government guard health high highway hospital house institute
    international jail legislature library medical militia ministry municipal museum office parliament parks patrol
    police port prison prosecutor public school schools senate service services sheriff society state
    supreme symphony transit transportation turnpike union university""".split()
)

# Names that are never read as a place, whatever stands beside them.
NEVER_NAMES = frozenset(
    """jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun korea korean earth hamas
    hezbollah fatah taliban houthi houthis isis isil daesh islam islamic nato assad assads putin biden trump
    zelensky north south east west northern southern eastern western central asia europe africa america americas
    eurasia internet god allah eid ramadan christmas reuters covid general major of most many police march northeast
    northwest southeast southwest run pak obama jesus""".split()
) | {
    "white house",
    "old city",
    "old town",
    "new city",
    "new town",
    "city center",
    "city centre",
    "town centre",
    "downtown",
}

_BANNED_IN = re.compile(
    r"\b(?:banned|outlawed|prohibited|forbidden|(?:designated|recogni[sz]ed|listed) as [\w ,-]{3,40}?) in (?:the )?"
    r"(?:[A-Z][\w-]+ ?){1,3}"
)


def without_tags(text: str) -> str:
    """The text with "(banned in X)" and its like blanked out: they tell of whose law, not of where or who."""
    return _BANNED_IN.sub(lambda match: " " * len(match[0]), text)
