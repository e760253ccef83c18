"""Nouns for people, each with the group it states; what is not a civilian, a fighter and so on by its word is `all`."""

from __future__ import annotations

import re

_GROUPS: dict[str, str] = {
    "civilians": (
        "civilian civilians noncombatant noncombatants non-combatant non-combatants resident residents villager "
        "villagers citizen citizens inhabitant inhabitants bystander bystanders passer-by "
        "passers-by passerby passersby "
        "pedestrian pedestrians shopper shoppers customer customers "
        "engineer engineers mechanic mechanics pensioner pensioners "
        "diner diners postman postmen"
    ),
    "fighters": (
        "fighter fighters militant militants insurgent insurgents rebel rebels gunman gunmen terrorist terrorists "
        "jihadist jihadists jihadi jihadis islamist islamists extremist extremists guerrilla guerrillas guerilla "
        "guerillas combatant combatants operative operatives militiaman militiamen attacker attackers assailant "
        "assailants bomber bombers separatist separatists mercenary mercenaries bandit bandits mujahideen "
        "mujahidin paramilitary paramilitaries maoist maoists naxal naxals naxalite naxalites infiltrator infiltrators "
        "partisan partisans irregulars cadre cadres kidnapper kidnappers hijacker hijackers raider raiders shooter "
        "shooters"
    ),
    "soldiers": (
        "soldier soldiers troop troops serviceman servicemen servicewoman servicewomen marine marines sailor sailors "
        "airman airmen conscript conscripts reservist reservists paratrooper paratroopers jawan jawans peacekeeper "
        "peacekeepers commando commandos infantryman infantrymen trooper troopers legionnaire legionnaires "
        "infantrymen warfighter servicemember servicemembers recruit recruits"
    ),
    "police": (
        "officer officers policeman policemen policewoman "
        "policewomen police gendarme gendarmes constable constables"
    ),
    "personnel": "personnel serviceperson",
    "children": (
        "child children kid kids boy boys girl girls infant infants baby babies toddler toddlers minor minors newborn "
        "newborns schoolchild schoolchildren schoolboy schoolboys schoolgirl schoolgirls youngster youngsters"
    ),
    "women": "woman women",
    "men": "man men",
    "journalists": (
        "journalist journalists reporter reporters cameraman cameramen photographer photographers photojournalist "
        "photojournalists correspondent correspondents"
    ),
    "aid_workers": "humanitarian humanitarians",
    "medics": (
        "medic medics doctor doctors nurse nurses paramedic paramedics surgeon surgeons physician physicians"
    ),
    "students": "student students pupil pupils undergraduate undergraduates",
    "protesters": "protester protesters protestor protestors demonstrator demonstrators rioter rioters",
    "migrants": "migrant migrants refugee refugees",
    "prisoners": "prisoner prisoners detainee detainees inmate inmates captive captives convict convicts",
    "all": (
        "people person persons others other guard guards watchman watchmen bodyguard bodyguards contractor contractors "
        "staff farmworker farmworkers picker pickers worshipper worshippers worshiper worshipers "
        "churchgoer churchgoers parishioner parishioners individual individuals human humans victim victims "
        "member members resident "
        "residents villager villagers citizen citizens inhabitant inhabitants local locals passenger passengers "
        "worker workers employee employees laborer laborers labourer labourers miner miners farmer farmers herder "
        "herders herdsman herdsmen shepherd shepherds fisherman fishermen driver drivers pilot pilots crew crewman "
        "crewmen crewmember crewmembers teacher teachers professor lecturer engineer engineers technician technicians "
        "lawyer lawyers judge judges prosecutor prosecutors politician politicians lawmaker lawmakers senator mp mps "
        "minister ministers official officials mayor governor councillor councilor diplomat diplomats ambassador "
        "activist activists volunteer volunteers rescuer rescuers firefighter firefighters translator translators "
        "interpreter interpreters monk monks priest priests nun nuns pastor pastors cleric clerics imam imams bishop "
        "tourist tourists foreigner foreigners national nationals expatriate expatriates settler settlers youth youths "
        "teenager teenagers teen teens adult adults elder elders pensioner pensioners patient patients family families "
        "relative relatives mother mothers father fathers parent parents son sons daughter daughters brother brothers "
        "sister sisters wife wives husband husbands uncle aunt cousin cousins nephew nephews niece nieces grandmother "
        "grandfather grandson granddaughter grandchildren sibling siblings twins neighbour neighbours neighbor "
        "neighbors suspect suspects hostage hostages leader leaders commander commanders general generals colonel "
        "colonels lieutenant captain sergeant corporal chief chiefs hunter hunters trader traders merchant merchants "
        "businessman businessmen businesswoman scientist scientists academic "
        "academics singer actor athlete player players supporter supporters follower followers collaborator "
        "collaborators spy spies smuggler smugglers traffickers trafficker gangster gangsters criminal criminals "
        "robber robbers thief thieves evacuee evacuees returnee returnees survivor survivors mourner mourners pilgrim "
        "pilgrims devotee devotees christian christians muslim muslims jew jews hindu hindus sikh sikhs shiite shiites "
        "sunni sunnis lgbtq gamer gamers diner diners guest guests clubgoer concertgoer concertgoers partygoer "
        "partygoers motorist motorists cyclist cyclists cook cooks cleaner cleaners porter porters janitor "
        "souls martyr martyrs dissident dissidents opponent opponents loyalist loyalists deserter deserters "
        "defector defectors aide aides deputy deputies adviser advisers advisor advisors agent agents colleague "
        "colleagues friend friends"
    ),
}  # fmt: skip

GROUP_OF: dict[str, str] = {  # a noun in two rows keeps the first
    word: group for group, words in reversed(_GROUPS.items()) for word in words.split()
}

KIN = frozenset(
    "wife husband son daughter mother father brother sister baby child uncle aunt cousin nephew niece grandmother "
    "grandfather grandson granddaughter bodyguard driver aide deputy wives sons daughters brothers sisters children "
    "parents bodyguards guards".split()
)

RELATIVES = frozenset(
    "wife wives husband husbands son sons daughter daughters mother mothers father fathers parents brother brothers "
    "sister sisters sibling siblings uncle uncles aunt aunts cousin cousins nephew nephews niece nieces grandmother "
    "grandfather grandparents grandson grandsons granddaughter granddaughters grandchildren relative relatives".split()
)

# A word before or after the head that settles its group ("police officer", "army personnel", "aid workers").
_SETTLES: tuple[tuple[frozenset[str], frozenset[str], str], ...] = (
    (frozenset({"civilian", "civilians"}), frozenset(), "civilians"),
    (
        frozenset({"militant", "rebel", "insurgent", "terrorist", "jihadist", "guerrilla", "jihadi", "islamist"}),
        frozenset(),
        "fighters",
    ),
    (
        frozenset({"police", "gendarmerie"}),
        frozenset({"officer", "officers", "personnel", "member", "members", "guard", "guards", "official", "staff"}),
        "police",
    ),
    (
        frozenset({"army", "military", "navy", "naval", "service", "armed", "marine", "infantry", "artillery"}),
        frozenset(
            {"officer", "officers", "personnel", "member", "members", "staff", "man", "men", "recruits", "crewmen"}
        ),
        "soldiers",
    ),
    (
        frozenset({"security", "border", "coast", "prison"}),
        frozenset({"member", "members", "officer", "officers", "men", "man", "agent", "agents"}),
        "personnel",
    ),
    (
        frozenset({"aid", "humanitarian", "relief", "ngo", "charity", "unrwa"}),
        frozenset({"worker", "workers", "staff", "employee", "employees", "volunteer", "volunteers", "personnel"}),
        "aid_workers",
    ),
    (
        frozenset({"medical", "health", "healthcare", "ambulance", "hospital"}),
        frozenset({"worker", "workers", "staff", "personnel", "employee", "employees", "volunteers"}),
        "medics",
    ),
    (
        frozenset({"media", "press"}),
        frozenset({"worker", "workers", "staff", "employee", "employees", "personnel"}),
        "journalists",
    ),
    (frozenset({"school"}), frozenset({"child", "children", "kids", "boys", "girls"}), "children"),
)
_LETTERS = re.compile(r"[a-z]+")
_ONE_OF: dict[str, str] = {
    "police": "police officer",
    "personnel": "member of the personnel",
    "children": "child",
    "women": "woman",
    "men": "man",
}
_ARMED = frozenset({"armed", "masked"})

_DEMONYM = re.compile(
    r"[A-Z][a-z]+(?:ian|ean|can|gan|han|lan|man|nan|ran|tan|ban|ese|qi|li|ti|ni|bi|di|hi|si|ri|mi|yi)s?"
    r"|Kurds?|Turks?|Arabs?|Serbs?|Croats?|Druze|Poles?|Czechs?|Slovaks?|Greeks?|Thais?|Germans?|Finns?|Swedes?|Danes?"
    r"|Britons?|Brits?|Scots?|Spaniards?|Filipinos?|Tuaregs?|Uighurs?|Uyghurs?|Tamils?|Jews?|Sikhs?|Hindus?|Muslims?"
    r"|Christians?|Rohingyas?|Tajiks?|Uzbeks?|Kazakhs?|Hazaras?|Pashtuns?|Azeris?|Chechens?|Yazidis?|Yezidis?|Alawites?"
    r"|Shiites?|Sunnis?|Copts?|Fulanis?|Frenchmen|Frenchman|Englishm[ae]n|Irishm[ae]n|Dutchm[ae]n|Emiratis?|Saudis?"
)
_NOT_PEOPLE = frozenset(
    "Jan Sudan Iran Japan Pakistan Afghanistan Bhutan Jordan Oman Taiwan Kazakhstan Turkmenistan Uzbekistan Tajikistan "
    "Kyrgyzstan Azerbaijan Kurdistan Michigan Milan Lebanon Taliban Tigrayan Kherson Luhansk Artisan Talibans Satan "
    "Ramadan Dagestan Hassan Balochistan Baluchistan Waziristan Hasan Can Than Kazan".split()
)


def names_relatives(words: str) -> bool:
    """Whether a count is told of somebody's relatives ("two brothers"): it then counts these alone."""
    return not RELATIVES.isdisjoint(_LETTERS.findall(words.lower()))


def people_in_words(group: str, *, one: bool = False) -> str:
    """A group of a count as a noun: "aid workers", or "aid worker" where it is of `one`; empty for everybody."""
    if group == "all":
        return ""
    words = group.replace("_", " ")
    if not one:
        return words
    return _ONE_OF.get(words) or (words[:-1] if words.endswith("s") and not words.endswith("ss") else words)


def is_demonym(word: str) -> bool:
    """Whether this word, standing after a number, names people by their nation or creed ("Palestinians", "Iraqi")."""
    return word not in _NOT_PEOPLE and _DEMONYM.fullmatch(word) is not None


def group_of(head: str, *, beside: frozenset[str]) -> str:
    """The group that a head noun states, given the lower-case words beside it in its phrase."""
    for words, heads, group in _SETTLES:
        if words & beside and (not heads or head in heads):
            if group == "fighters" and GROUP_OF.get(head) in ("civilians", "children", "women"):
                continue
            return group
    if head in ("men", "man") and beside & _ARMED:
        return "fighters"
    return GROUP_OF.get(head, "all")
