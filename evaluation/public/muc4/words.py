"""Words that decide a MUC-4 set fill, most of them from the examples of TASKDOC part 2."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from tallystick.records.vocabulary import MeansKind

NONESSENTIAL = frozenset(
    """A AN THE THIS THESE THOSE SOME SEVERAL MANY MOST OTHER ANOTHER VARIOUS NUMEROUS ALL BOTH ANY FEW DOZENS HUNDREDS
    THOUSANDS ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE ABOUT APPROXIMATELY AROUND NEARLY ALMOST
    LEAST AT MORE THAN OVER UP TO AN HIS HER THEIR ITS
    SALVADORAN GUATEMALAN HONDURAN ARGENTINE BOLIVIAN CHILEAN COLOMBIAN ECUADORAN ECUADORIAN PERUVIAN
    NICARAGUAN PANAMANIAN SPANISH AMERICAN U.S US MEXICAN VENEZUELAN""".split()
)
COUNTRIES: Mapping[str, str] = MappingProxyType(
    {
        "SV": "EL SALVADOR",
        "GT": "GUATEMALA",
        "HN": "HONDURAS",
        "AR": "ARGENTINA",
        "BO": "BOLIVIA",
        "CL": "CHILE",
        "CO": "COLOMBIA",
        "EC": "ECUADOR",
        "PE": "PERU",
        "NI": "NICARAGUA",
        "PA": "PANAMA",
        "US": "UNITED STATES",
        "ES": "SPAIN",
        "MX": "MEXICO",
        "VE": "VENEZUELA",
        "CR": "COSTA RICA",
        "BR": "BRAZIL",
        "CU": "CUBA",
        "FR": "FRANCE",
        "IT": "ITALY",
        "JP": "JAPAN",
        "CN": "PEOPLES REP OF CHINA",
        "GB": "UNITED KINGDOM",
        "IL": "ISRAEL",
        "CH": "SWITZERLAND",
        "DE": "WEST GERMANY",
        "RU": "USSR",
    }
)
OF_INTEREST = frozenset("SV GT HN AR BO CL CO EC PE".split())

INSTRUMENT_TYPES: Mapping[MeansKind, str] = MappingProxyType(
    {
        MeansKind.MISSILE: "MISSILE",
        MeansKind.ROCKET: "ROCKET",
        MeansKind.MORTAR: "MORTAR",
        MeansKind.BOMB: "BOMB",
        MeansKind.IED: "BOMB",
        MeansKind.VEHICLE_BOMB: "VEHICLE BOMB",
        MeansKind.SUICIDE_BOMB: "BOMB",
        MeansKind.MINE: "MINE",
        MeansKind.GRENADE: "GRENADE",
        MeansKind.SMALL_ARMS: "GUN",
        MeansKind.INCENDIARY: "FIRE",
        MeansKind.BLADE: "CUTTING DEVICE",
    }
)


def _any(listed: str) -> str:
    """A pattern of whole words, any of those listed."""
    return rf"\b(?:{'|'.join(listed.split())})(?!\w)"


_VEHICLES = """VEHICLES? CARS? BUS(?:ES)? TRUCKS? JEEPS? TRAINS? PLANES? AIRCRAFT AIRPLANES? AIRLINERS? HELICOPTERS?
    AMBULANCES? BOATS? SHIPS? MOTORCYCLES? VANS?"""
_COMMERCE = """STORES? SHOPS? RESTAURANTS? HOTELS? SUPERMARKETS? COMPANY COMPANIES FACTORY FACTORIES OFFICES? MARKETS?
    BUSINESS(?:ES)? DEALERSHIPS? MALLS? WAREHOUSES?"""
_RANKS = "COLONELS? GENERALS? LIEUTENANTS? SERGEANTS? CAPTAINS? MAJORS? COMMANDERS?"
_OFFICES = """MINISTERS? PRESIDENT GOVERNORS? MAYORS? SENATORS? CONGRESSM[AE]N DEPUTY DEPUTIES COUNCILM[AE]N OFFICIALS?
    AUTHORITIES SECRETARY"""
_FORMER = r"\b(?:FORMER|RETIRED|EX-?)"

_INSTRUMENT_WORDS = (
    ("MACHINE GUN", r"\b(?:SUB)?-?MACHINE ?-?GUNS?\b"),
    ("HANDGUN", r"\b(?:PISTOL|REVOLVER|HANDGUN)S?\b"),
    ("RIFLE", r"\b(?:RIFLE|AK-?47|M-?16|GALIL)S?\b"),
    ("DYNAMITE", r"\bDYNAMITE\b"),
    ("VEHICLE BOMB", r"\b(?:CAR|BUS|TRUCK|VEHICLE)[ -]BOMBS?\b"),
    ("MOLOTOV COCKTAIL", r"\bMOLOTOV"),
    ("EXPLOSIVE", r"\bEXPLOSIVES?\b"),
    ("STONE", r"\b(?:STONE|ROCK)S?\b"),
)
_PHYSICAL_WORDS = (
    ("DIPLOMAT OFFICE OR RESIDENCE", _any("EMBASSY EMBASSIES CONSULATES? AMBASSADORS?(?:'S)?")),
    ("GOVERNMENT OFFICE OR RESIDENCE", _any("MINISTRY MINISTRIES GOVERNMENT PRESIDENTIAL TOWN.HALL CITY.HALL MAYOR'S")),
    ("LAW ENFORCEMENT FACILITY", _any("POLICE JAILS? PRISONS? BARRACKS")),
    ("FINANCIAL", _any("BANKS? FINANCIAL")),
    ("COMMUNICATIONS", _any("TELEPHONES? RADIO TELEVISION NEWSPAPERS? (?:TELE)?COMMUNICATIONS? ANTENNAS?")),
    ("ENERGY", _any("PYLONS? ELECTRIC POWER PIPELINES? OIL TOWERS? SUBSTATIONS? TRANSFORMERS? HYDROELECTRIC GAS")),
    ("WATER", _any("WATER AQUEDUCTS?")),
    ("TRANSPORTATION ROUTE", _any("BRIDGES? ROADS? HIGHWAYS? RAILROADS? RAILWAYS? TRACKS?")),
    ("TRANSPORTATION FACILITY", _any("AIRPORTS? STATIONS? PORTS? TERMINALS?")),
    ("TRANSPORT VEHICLE", _any(_VEHICLES)),
    ("ORGANIZATION OFFICE", _any("UNION PARTY HEADQUARTERS")),
    ("CIVILIAN RESIDENCE", _any("HOUSES? HOMES? RESIDENCES? APARTMENTS? DWELLINGS?")),
    ("COMMERCIAL", _any(_COMMERCE)),
)
_HUMAN_WORDS = (
    ("FORMER ACTIVE MILITARY", rf"{_FORMER}.*{_any(_RANKS)}"),
    ("FORMER GOVERNMENT OFFICIAL", rf"{_FORMER}.*{_any(_OFFICES)}"),
    ("DIPLOMAT", _any("AMBASSADORS? DIPLOMATS? CONSULS? EMBASSY")),
    ("LEGAL OR JUDICIAL", _any("JUDGES? MAGISTRATES? LAWYERS? ATTORNEYS? PROSECUTORS? JUDICIAL INVESTIGATORS?")),
    ("SECURITY GUARD", _any("BODYGUARDS? GUARDS? ESCORTS?")),
    ("LAW ENFORCEMENT", _any("POLICE(?:MAN|MEN)? PATROLM[AE]N DETECTIVES?")),
    ("ACTIVE MILITARY", _any(f"{_RANKS} SOLDIERS? TROOPS? ARMY MARINES? MILITARY")),
    ("GOVERNMENT OFFICIAL", _any(_OFFICES)),
    ("POLITICAL FIGURE", _any("LEADERS? CANDIDATES? POLITICIANS? POLITICAL PARTY")),
)
ARMED_THING = re.compile(r"\b(?:ARMY|MILITARY|POLICE|BARRACKS|GARRISON|BASE|NAVAL|AIR FORCE|CONVOY|PATROL|TANKS?)\b")
_GROUP_TYPES: Mapping[str, str] = MappingProxyType({"soldiers": "ACTIVE MILITARY", "police": "LAW ENFORCEMENT"})
ARSON_WORDS = re.compile(r"\b(?:BURN|TORCH|ARSON|SET (?:\w+ ){0,3}(?:FIRE|ABLAZE|ALIGHT)|FIRE\b)")
ROBBERY_WORDS = re.compile(r"\b(?:ROB|STEAL|STOLE|LOOT|PLUNDER|HOLDUP|THEFT)")
HIJACK_WORDS = re.compile(r"\bHIJACK")
ATTEMPT_WORDS = re.compile(r"\b(?:ATTEMPT|TRIED TO|TRYING TO|FOILED|THWART|DEFUSE|DEACTIVATE|FAILED)")


def instrument_type(kind: MeansKind, words: str) -> str | None:
    """The set fill of a means, from its words where they say more than its kind."""
    return _first(_INSTRUMENT_WORDS, words) or INSTRUMENT_TYPES.get(kind)


def physical_type(words: str) -> str:
    """The set fill of a thing."""
    return _first(_PHYSICAL_WORDS, words) or "OTHER"


def human_type(words: str, group: str = "all") -> str:
    """The set fill of people; civilian by default (TASKDOC 7.21)."""
    return _GROUP_TYPES.get(group) or _first(_HUMAN_WORDS, words) or "CIVILIAN"


def _first(table: tuple[tuple[str, str], ...], words: str) -> str | None:
    upper = words.upper()
    return next((name for name, pattern in table if re.search(pattern, upper)), None)
