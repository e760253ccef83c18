from tallystick.export.privacy import BLOT
from tallystick.export.profiles import QUOTE_CHARACTERS, Profile, show_account, show_incident, show_report
from tallystick.records.account import Account, Claim
from tallystick.records.encoding import jsonable
from tallystick.records.mention import SourceLink
from tallystick.records.referent import Place
from tallystick.records.report import Quote, Removed, Report
from tallystick.records.vocabulary import (
    ClaimField,
    Clarity,
    EventType,
    Modality,
    PlacePrecision,
    RemovedKind,
    SourceKind,
    Standing,
)

NAME = "Mahmoud Karim"
LONG = f"{NAME} said gunmen attacked Brenn clinic. " + "More words. " * 60
SITE = Place(
    name="Brenn clinic",
    country="SY",
    admin1="Idlib",
    admin2="Harem",
    lat=36.12345,
    lon=36.54321,
    radius_km=0.5,
    precision=PlacePrecision.SITE,
    gazetteer_id="gn:1",
)


def an_account(event_type=EventType.ATTACK, place=SITE):
    source = (SourceLink(name=f"{NAME}, a resident", kind=SourceKind.RESIDENT, named=False),)
    claim = Claim(id="clm-1", field=ClaimField.PLACE, value=place, surface=place.name, start=0, end=12, source=source)
    return jsonable(
        Account(
            id="acc-1",
            report="rep-1",
            anchor=Quote(start=0, end=8, text="attacked"),
            event_type=event_type,
            modality=Modality.ASSERTED,
            standing=Standing.MAIN,
            clarity=Clarity.INDIVIDUAL,
            evidence=(Quote(start=0, end=len(LONG), text=LONG),),
            claims=(claim,),
        )
    )


def a_report():
    removed = (Removed(kind=RemovedKind.READER_COMMENTS, text=f"{NAME}: no"),)
    return jsonable(Report(id="rep-1", title=f"{NAME} speaks", text=f"{NAME} speaks\n\n{LONG}", removed=removed))


def test_the_public_report_has_neither_text_nor_names():
    shown = show_report(a_report(), profile=Profile.PUBLIC, private=[NAME])
    assert "text" not in shown
    assert "removed" not in shown
    assert NAME not in str(shown)


def test_the_internal_report_keeps_names_in_its_text_alone():
    shown = show_report(a_report(), profile=Profile.INTERNAL, private=[NAME])
    assert NAME in shown.pop("text")
    assert NAME in str(shown.pop("removed"))
    assert NAME not in str(shown)


def test_the_public_account_names_no_private_person_even_where_a_quote_does():
    shown = show_account(an_account(), profile=Profile.PUBLIC, private=[NAME])
    assert NAME not in str(shown)
    assert BLOT * 7 in shown["evidence"][0]["text"]


def test_the_internal_account_keeps_quotes_as_the_text_has_them_and_blots_names_in_sources():
    shown = show_account(an_account(), profile=Profile.INTERNAL, private=[NAME])
    assert shown["evidence"][0]["text"] == LONG
    assert NAME not in str(shown["claims"])


def test_public_quotes_are_short_and_internal_ones_whole():
    public = show_account(an_account(), profile=Profile.PUBLIC)["evidence"][0]["text"]
    assert len(public) == QUOTE_CHARACTERS
    assert public.endswith("…")
    assert show_account(an_account(), profile=Profile.INTERNAL)["evidence"][0]["text"] == LONG


def test_the_public_profile_shows_no_site_of_an_attack_on_people():
    shown = show_account(an_account(), profile=Profile.PUBLIC)
    place = shown["claims"][0]["value"]
    assert (place["name"], place["precision"], place["gazetteer_id"]) == ("Harem", "admin2", None)
    assert (place["lat"], place["lon"], place["radius_km"]) == (36.1, 36.5, 10.0)
    assert "clinic" not in str(shown)


def test_other_public_positions_are_rounded_and_internal_ones_not():
    strike = an_account(EventType.AIR_DRONE_STRIKE)
    place = show_account(strike, profile=Profile.PUBLIC)["claims"][0]["value"]
    assert (place["name"], place["lat"], place["lon"]) == ("Brenn clinic", 36.12, 36.54)
    assert show_account(strike, profile=Profile.INTERNAL)["claims"][0]["value"]["lat"] == 36.12345


def test_the_records_given_are_not_changed():
    account = an_account()
    show_account(account, profile=Profile.PUBLIC, private=[NAME])
    assert account == an_account()


def test_the_parts_of_a_link_name_no_private_person_and_no_sensitive_site():
    part = {"field": "place", "weight": 1.2, "words": f"both at {SITE.name}, {NAME}"}
    link = {"accounts": ["acc-1", "acc-2"], "score": 0.9, "because": part["words"], "parts": [part]}
    incident = {"event_type": EventType.ATTACK, "place": jsonable(SITE), "fields": {}, "tallies": {}}
    incident |= {"contradictions": [], "links": [link]}
    (shown,) = show_incident(incident, profile=Profile.PUBLIC, private=[NAME])["links"]
    assert (shown["parts"][0]["field"], shown["parts"][0]["weight"]) == ("place", 1.2)
    assert NAME not in str(shown)
    assert SITE.name not in str(shown)
    assert BLOT * 5 in shown["parts"][0]["words"]
