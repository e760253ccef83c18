"""Which sentences of a report tell one occurrence, and which another."""

from __future__ import annotations

import pytest
from factory import tell, values

ONE = {
    "two tellers of a strike": (
        "An airstrike hit a bakery in Raqqa on Friday, killing five civilians, residents said. "
        "The army said the airstrike killed only militants."
    ),
    "two tellers of an attack": (
        "Gunmen killed nine people in Gajiganna on Saturday, police said. "
        "A resident told reporters that the gunmen killed 15 people in the attack."
    ),
    "two tolls": (
        "A car bomb killed six people in Mogadishu on Monday, police said. "
        "Medics put the death toll from the bombing at nine."
    ),
    "tolls without act words": (
        "A blast hit a mosque in Kunduz on Friday. At least seven people are dead. Twelve were wounded, medics said."
    ),
    "a toll alone": "Warplanes bombed a school in Marib on Monday. The death toll stands at 20.",
    "part of the dead": (
        "Gunmen stormed a market in Kaga on Saturday. At least 12 people were killed. The dead included three children."
    ),
    "nobody hurt": "A rocket hit a field near Sderot on Monday. There were no casualties.",
    "generic plurals": (
        "A roadside bomb killed four soldiers near Gao on Monday. The region has seen frequent attacks. "
        "Residents fear further attacks."
    ),
    "a claim of responsibility": (
        "A suicide bomber killed nine people at a mosque in Kunduz on Friday. "
        "Islamic State claimed responsibility for the attack."
    ),
}
TWO = {
    "another": (
        "An airstrike hit a school in Raqqa on Friday, killing five people. "
        "Another airstrike hit a clinic in Tabqa on Saturday, wounding nine."
    ),
    "a separate one of the same day": (
        "An airstrike hit a school in Raqqa on Friday, killing five people. "
        "A separate airstrike hit a clinic in Tabqa the same day, wounding nine."
    ),
    "a second one": (
        "Shelling killed three people in Kharkiv on Monday. A second shelling wounded four in Chuhuiv hours later."
    ),
    "elsewhere": (
        "Shelling killed three people in Kherson on Monday. Elsewhere, a drone wounded two people in Nikopol."
    ),
    "other doers and means": (
        "Israeli jets bombed a depot in Homs on Monday. Rebels shelled the airport in Aleppo on Monday."
    ),
    "the doers' own dead": (
        "Turkish jets bombed a village near Afrin on Monday, killing six people. "
        "Two Turkish soldiers were killed in a mortar attack near Afrin, the ministry said."
    ),
    "the doers' own dead, no act noun": (
        "Saudi jets bombed a camp in Marib on Monday, killing 14 people. "
        "Two Saudi soldiers were killed in Marib, the ministry said."
    ),
    "what it answers": (
        "Rebels attacked a convoy near Gao on Monday in retaliation for an attack that killed nine people last week."
    ),
    "a year before": (
        "A car bomb exploded in Mogadishu on Monday, killing six people. "
        "A truck bombing killed nearly 600 people in the city in October 2017."
    ),
}


@pytest.mark.parametrize("text", ONE.values(), ids=ONE)
def test_told_again_is_one(text: str) -> None:
    assert len(tell(text)) == 1


@pytest.mark.parametrize("text", TWO.values(), ids=TWO)
def test_told_apart_is_two(text: str) -> None:
    assert len(tell(text)) == 2


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Air raid on Raqqa market kills 12",
            "Warplanes bombed a market in Raqqa on Sunday, killing at least 12 people.",
        ),
        (
            "Gunmen attack village in Borno",
            "Gunmen attacked the village of Gajiganna on Saturday and killed nine people.",
        ),
        ("Blast kills 12 in Kunduz", "A suicide bomber killed 12 people at a mosque in Kunduz on Friday."),
    ],
)
def test_title_and_lead_are_one(title: str, body: str) -> None:
    [account] = tell(body, title=title)
    assert account.standing == "main"
    assert values(account, "time")
    assert any(claim.start < len(title) for claim in account.claims)


def test_rival_tolls_stand_side_by_side_in_one_account() -> None:
    [account] = tell(ONE["two tolls"])
    tolls = [c for c in account.claims if c.field == "killed"]
    assert [c.value.low for c in tolls] == [6, 9]
    assert len({c.source for c in tolls}) == 2


def test_tolls_join_what_was_told_before() -> None:
    [account] = tell(ONE["tolls without act words"])
    assert [v.low for v in values(account, "killed")] == [7]
    assert [v.low for v in values(account, "injured")] == [12]
    [account] = tell(ONE["part of the dead"])
    whole, part = (c for c in account.claims if c.field == "killed")
    assert part.value.part_of == whole.id


def test_claims_stay_with_their_own_strike() -> None:
    first, second = tell(TWO["another"])
    assert [p.name for p in values(first, "place")] == ["Raqqa"]
    assert [p.name for p in values(second, "place")] == ["Tabqa"]
    assert [v.low for v in values(first, "killed")] == [5]
    assert not values(second, "killed")


def test_soldiers_are_not_hit_by_their_own_sides_strike() -> None:
    strike, ambush = tell(TWO["the doers' own dead"])
    assert [d.name for d in values(strike, "perpetrator")] == ["Turkish forces"]
    assert [d.name for d in values(ambush, "target")] == ["Turkish forces"]
    assert not values(ambush, "perpetrator")


@pytest.mark.parametrize(
    "text",
    [
        "The council met in Geneva on Monday to discuss the economy. Members deplored attacks on civilians.",
        "The council met in Geneva. Ministers agreed on tariffs. They fear further strikes and repeated attacks.",
        "Fighting goes on in the country. Clashes continue.",
        "No one was hurt on Monday in Gao.",
        "There were no casualties, officials in Lagos said on Monday.",
        "The mayor of Lagos spoke on Monday. There were no casualties.",
    ],
)
def test_what_names_no_occurrence_tells_nothing(text: str) -> None:
    assert tell(text) == ()
