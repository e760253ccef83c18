"""The scorer against marks worked out by hand; examples of the guidelines are named by their section."""

from __future__ import annotations

import pytest

from evaluation.public.muc4 import keys
from evaluation.public.muc4.keys import Filler, Template
from evaluation.public.muc4.scoring import (
    Marks,
    Scores,
    align,
    credit,
    date_credit,
    location_credit,
    mark_slot,
    number_credit,
    score_message,
    set_credit,
    string_credit,
)


@pytest.mark.parametrize(
    ("key", "said", "expected"),
    [
        (["PEASANTS"], "THE 3 PEASANTS", 1.0),  # 3.1.1.1
        (["PEASANTS"], "THE 3 PEASANTS, WHICH THE GOVERNMENT ADMITTED WAS A MISTAKE", 0.5),  # 3.1.1.2
        (["ALBERTO ROBERTO TORRES"], "TORRES", 0.5),
        (["6TH INFANTRY BRIGADE"], "BRIGADE", 0.5),
        (["OIL PIPELINE", "PIPELINE"], "OIL", 0.5),
        (["ARMY OF NATIONAL LIBERATION", "ELN"], "ARMY OF NATIONAL LIBERATION (ELN)", 1.0),  # 3.2.10
        (["SECRET POLICE"], "SOLDIERS", 0.0),
        (["MEMBERS OF A FRONT"], "YOUNG MEMBERS OF THE TEAM", 0.5),
    ],
)
def test_strings(key: list[str], said: str, expected: float):
    assert string_credit(key, said) == expected


@pytest.mark.parametrize(
    ("key", "said", "expected"),
    [
        ("25 AUG 89 - 26 AUG 89", "26 AUG 89", 0.5),  # 3.2.2, partial 1
        ("- 26 AUG 89", "26 AUG 89", 0.5),
        ("- 26 AUG 89", "25 AUG 89", 0.5),
        ("25 AUG 89 - 26 AUG 89", "- 26 AUG 89", 0.5),  # partial 2
        ("26 AUG 89", "- 26 AUG 89", 0.5),
        ("16 AUG 89", "- 26 AUG 89", 0.0),
        ("25 AUG 89", "- 26 AUG 89", 0.0),
        ("24 AUG 89 - 25 AUG 89", "- 26 AUG 89", 0.0),
        ("06 AUG 89", "6 AUG 89", 1.0),
        ("06 AUG 89", "07 AUG 89", 0.0),
    ],
)
def test_dates(key: str, said: str, expected: float):
    assert date_credit(key, said) == expected


@pytest.mark.parametrize(
    ("key", "said", "expected"),
    [
        ("COLOMBIA: MEDELLIN - CALI", "COLOMBIA: MEDELLIN", 0.5),  # 3.2.3
        ("COLOMBIA: MEDELLIN - CALI", "COLOMBIA: MEDELLIN - CALI", 1.0),
        ("COLOMBIA: ANTIOQUIA: MEDELLIN", "BOLIVIA: ANTIOQUIA: MEDELLIN", 0.5),
        ("COLOMBIA: MEDELLIN", "COLOMBIA", 0.5),
        ("COLOMBIA", "COLOMBIA: CALI", 0.5),
        ("COLOMBIA: MEDELLIN", "COLOMBIA: ANTIOQUIA: MEDELLIN", 1.0),
        ("COLOMBIA", "COLOMBIA", 1.0),
        ("COLOMBIA: MEDELLIN", "PERU: LIMA", 0.0),
        ("COLOMBIA", "PERU", 0.0),
    ],
)
def test_locations(key: str, said: str, expected: float):
    assert location_credit(key, said) == expected


@pytest.mark.parametrize(
    ("slot", "key", "said", "expected"),
    [
        (keys.TYPE, "BOMBING", "ATTACK", 0.5),  # 3.2.4
        (keys.TYPE, "ATTACK", "BOMBING", 0.0),
        (keys.INSTRUMENT_TYPE, "MACHINE GUN", "GUN", 0.5),  # 3.2.7
        (keys.INSTRUMENT_TYPE, "VEHICLE BOMB", "EXPLOSIVE", 0.5),
        (keys.INSTRUMENT_TYPE, "GUN", "MACHINE GUN", 0.0),
        (keys.CONFIDENCE, "SUSPECTED OR ACCUSED BY AUTHORITIES", "SUSPECTED OR ACCUSED", 0.5),  # 3.2.11
        (keys.PHYS_EFFECT, "SOME DAMAGE", "DESTROYED", 0.5),  # 3.2.16
        (keys.HUM_TYPE, "GOVERNMENT OFFICIAL", "POLITICAL FIGURE", 0.5),  # 3.2.20
        (keys.HUM_EFFECT, "NO INJURY OR DEATH", "NO DEATH", 0.5),  # 3.2.23
        (keys.STAGE, "ATTEMPTED", "ACCOMPLISHED", 0.0),
    ],
)
def test_set_fills(slot: int, key: str, said: str, expected: float):
    assert set_credit(key, said, slot=slot) == expected


def test_numbers():
    assert number_credit("5 - 7", "7") == 0.5
    assert number_credit("~7", "7") == 0.5
    assert number_credit("5 - 7", "6") == 0.0
    assert number_credit("5 -", "5-") == 1.0
    assert number_credit("PLURAL", "2") == 0.0


def test_a_wrong_tag_takes_half_of_a_right_fill_and_nothing_of_a_partial_one():
    gun = Filler(("GUN",), ("AK-47",))
    assert credit(gun, Filler(("GUN",), ("THE AK-47",)), slot=keys.INSTRUMENT_TYPE) == 1.0
    assert credit(gun, Filler(("GUN",), ("BULLET",)), slot=keys.INSTRUMENT_TYPE) == 0.5
    machine_gun = Filler(("MACHINE GUN",), ("-",))
    assert credit(machine_gun, Filler(("GUN",), ("BULLET",)), slot=keys.INSTRUMENT_TYPE) == 0.5
    mayor = Filler(("MAYOR OF ACHI",), ("TORRES",))
    assert credit(mayor, Filler(("MAYOR OF ACHI",), ("SANCHEZ",)), slot=keys.HUM_DESCRIPTION) == 0.5  # 3.2.19


def strings(*values: str, optional: bool = False) -> tuple[Filler, ...]:
    return tuple(Filler((value,), optional=optional) for value in values)


def test_what_is_left_of_a_slot_is_incorrect_then_missing_or_spurious():
    key = strings("BRIDGE", "MILL", "SCHOOL")
    assert mark_slot(key, strings("STONE BRIDGE", "TRUCK"), slot=keys.PHYS_ID) == Marks(
        correct=1, incorrect=1, missing=1
    )
    assert mark_slot((), strings("TRUCK"), slot=keys.PHYS_ID) == Marks(spurious=1)
    assert mark_slot(strings("BRIDGE", optional=True), (), slot=keys.PHYS_ID) == Marks()
    assert mark_slot(strings("BRIDGE", optional=True), strings("TRUCK"), slot=keys.PHYS_ID) == Marks(spurious=1)


def a_template(type_: str, *, optional: bool = False, **slots: str) -> Template:
    numbers = {"place": keys.LOCATION, "perp": keys.PERP_IND, "thing": keys.PHYS_ID, "date": keys.DATE}
    fillers = {numbers[name]: (Filler((value,)),) for name, value in slots.items()}
    return Template(message="M", slots={keys.TYPE: (Filler((type_,)),), **fillers}, optional=optional)


def test_templates_pair_by_content_not_by_order():
    key = [a_template("BOMBING", thing="BRIDGE"), a_template("BOMBING", thing="MILL")]
    response = [a_template("BOMBING", thing="MILL"), a_template("ATTACK", thing="BRIDGE")]
    assert align(key, response) == [(0, 1), (1, 0)]
    assert align(key, [a_template("KIDNAPPING", thing="BRIDGE")]) == []
    assert align(key, [a_template("BOMBING", place="PERU")]) == []


def test_the_row_of_all_templates():
    """By hand: the pair gives type 0.5, thing 1, place incorrect, date spurious; the second key misses 2, the third
    is optional; the second response is 2 spurious. Credit 1.5 of 5 possible and 6 answered."""
    key = [
        a_template("BOMBING", thing="BRIDGE", place="PERU: BRENN"),
        a_template("ARSON", thing="MILL"),
        a_template("ROBBERY", thing="BANK", optional=True),
    ]
    response = [
        a_template("ATTACK", thing="THE BRIDGE", place="CHILE: TARN", date="01 JAN 90"),
        a_template("KIDNAPPING", perp="MEN"),
    ]
    scores = Scores()
    score_message(key, response, scores)
    total = scores.total()
    assert total == Marks(correct=1, partial=1, incorrect=1, spurious=3, missing=2)
    assert (total.credit, total.possible, total.actual) == (1.5, 5, 6)
    assert scores.total(matched_only=True) == Marks(correct=1, partial=1, incorrect=1, spurious=1)
    assert scores.templates == Marks(correct=1, spurious=1, missing=1)


def test_inapplicable_slots_are_not_scored():
    key = Template(
        message="M",
        slots={keys.TYPE: (Filler(("ARSON",)),), keys.PHYS_ID: (Filler(("MILL",)),)},
        inapplicable=frozenset({keys.PERP_IND}),
    )
    scores = Scores()
    score_message([key], [a_template("ARSON", thing="MILL", perp="MEN")], scores)
    assert scores.total() == Marks(correct=2)
