"""Features: what of an account is compared."""

from __future__ import annotations

from dataclasses import replace

from tallystick.records.account import Account, Claim
from tallystick.records.mention import SourceLink
from tallystick.records.referent import Moment
from tallystick.records.report import Quote
from tallystick.records.vocabulary import (
    ClaimField,
    Clarity,
    EventType,
    Modality,
    SourceKind,
    Standing,
    TimePrecision,
)
from tallystick.stages.link.features import Features, features_of

TEXT = "On Friday gunmen raided Brenn, the Harrow Watch said, two days after a raid on Farlo mill on 3 July."


def a_time(day: str, words: str) -> Claim:
    start = TEXT.index(words)
    return Claim(
        id=f"clm-{day}",
        field=ClaimField.TIME,
        value=Moment(edtf=day, earliest=day, latest=day, precision=TimePrecision.DAY),
        surface=words,
        start=start,
        end=start + len(words),
    )


def an_account(*claims: Claim) -> Account:
    start = TEXT.index("raided")
    return Account(
        id="acc-1",
        report="rep-1",
        anchor=Quote(start=start, end=start + 6, text="raided"),
        event_type=EventType.ATTACK,
        modality=Modality.ASSERTED,
        standing=Standing.MAIN,
        clarity=Clarity.INDIVIDUAL,
        evidence=(Quote(start=0, end=len(TEXT), text=TEXT),),
        claims=claims,
    )


def features(*claims: Claim, published: str | None = "2020-07-06") -> Features:
    return features_of(an_account(*claims), published=published, title=None)


def days(found: Features) -> list[str]:
    return [moment.edtf for moment in found.moments]


def test_values_come_in_order_of_how_near_they_are_told_to_the_act():
    far, near = a_time("2020-07-01", "3 July"), a_time("2020-07-03", "Friday")
    assert days(features(far, near)) == ["2020-07-03", "2020-07-01"]
    assert days(features(near, far)) == ["2020-07-03", "2020-07-01"]


def test_a_day_after_publication_is_misread_and_left_out():
    wrong = a_time("2020-07-10", "Friday")
    assert days(features(wrong)) == []
    assert days(features(a_time("2020-07-07", "Friday"))) == ["2020-07-07"]
    assert days(features(wrong, published=None)) == ["2020-07-10"]
    assert days(features(a_time("XXXX-07-10", "Friday"))) == ["XXXX-07-10"]


def test_the_names_of_who_tells_of_many_occurrences_are_no_words_of_this_one():
    claim = a_time("2020-07-03", "Friday")

    def words(kind: SourceKind, *, named: bool = True) -> tuple[str, ...]:
        source = (SourceLink(name="Harrow Watch", kind=kind, named=named),)
        return features(replace(claim, source=source)).words

    assert "harrow" not in words(SourceKind.MONITOR)
    assert "harrow" not in words(SourceKind.WIRE)
    assert "harrow" in words(SourceKind.OFFICIAL)
    assert "harrow" in words(SourceKind.MONITOR, named=False)
    assert "brenn" in words(SourceKind.MONITOR)


def test_the_words_say_whether_it_is_another_one_and_by_when_it_was_spoken_of():
    plain = features()
    assert (plain.another, plain.said) == (False, None)
    text = "Gunmen raided Brenn again, the Harrow Watch said on Sunday."
    told = replace(an_account(), evidence=(Quote(start=0, end=len(text), text=text),))
    found = features_of(told, published="2020-07-06", title=None, outlet="Farlo Post")
    assert (found.another, found.said, found.outlet) == (True, "2020-07-05", "Farlo Post")
