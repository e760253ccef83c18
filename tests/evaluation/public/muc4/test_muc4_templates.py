"""Accounts as templates, on upper-case messages of our own."""

from __future__ import annotations

from datetime import date

import pytest
from factory import tell, the_tools

from evaluation.public.muc4 import keys
from evaluation.public.muc4.bench import answer, day_of, split_messages
from evaluation.public.muc4.keys import Template
from evaluation.public.muc4.templates import templates_of, type_of

WRITTEN = date(2021, 3, 15)


def templates(body: str) -> tuple[Template, ...]:
    return templates_of(tell(body), message="M", written=WRITTEN)


def first(template: Template, slot: int) -> str | None:
    fillers = template.fillers(slot)
    return fillers[0].values[0] if fillers else None


def test_a_bombing_with_its_slots():
    (template,) = templates(
        "A car bomb exploded in Lima, Peru, on 13 March, killing two civilians and damaging a bridge."
    )
    assert first(template, keys.TYPE) == "BOMBING"
    assert first(template, keys.STAGE) == "ACCOMPLISHED"
    assert first(template, keys.DATE) == "13 MAR 21"
    assert (first(template, keys.LOCATION) or "").startswith("PERU: ")
    assert first(template, keys.INSTRUMENT_TYPE) == "VEHICLE BOMB"
    assert first(template, keys.HUM_DESCRIPTION) == "CIVILIANS"
    assert first(template, keys.HUM_NUMBER) == "2"
    assert first(template, keys.HUM_EFFECT) == "DEATH"
    assert template.fillers(keys.HUM_EFFECT)[0].tags == ("CIVILIANS",)


def test_no_day_told_is_on_or_before_the_message():
    (template,) = templates("Gunmen kidnapped three engineers.")
    assert first(template, keys.TYPE) == "KIDNAPPING"
    assert first(template, keys.DATE) == "- 15 MAR 21"


@pytest.mark.parametrize(
    "body",
    [
        "Rebels attacked an army base in Lima, Peru, killing two soldiers.",  # armed people alone
        "A bomb exploded in Lima, Peru, in October 2019, killing two civilians.",  # more than two months old
        "A bomb exploded in Idlib, Syria, killing two civilians.",  # none of the nine countries
    ],
)
def test_what_is_not_relevant_makes_no_template(body: str):
    assert templates(body) == ()


def test_the_anchor_decides_robbery():
    accounts = tell("Gunmen looted a shop in Lima, Peru.")
    assert [type_of(account) for account in accounts] == ["ROBBERY"]


def test_messages_and_their_day():
    text = "TST9-MUC4-0001\n\n   LIMA, 4 FEB 90 (AGENCY) -- [TEXT] A BOMB EXPLODED.\n\nTST9-MUC4-0002\n\nNO DATE\n"
    messages = dict(split_messages(text))
    assert day_of(messages["TST9-MUC4-0001"]) == date(1990, 2, 4)
    assert day_of(messages["TST9-MUC4-0002"]) is None


def test_a_message_goes_through_the_whole_path():
    body = "LIMA, 4 FEB 90 (AGENCY) -- [TEXT] A CAR BOMB EXPLODED IN LIMA, PERU, YESTERDAY, KILLING TWO CIVILIANS."
    (template,) = answer("M", body, tools=the_tools())
    assert first(template, keys.TYPE) == "BOMBING"
