"""What a stranger sees first: the examples show what they were written to show."""

from collections import Counter
from pathlib import Path

import pytest

from tallystick.inputs import read_items
from tallystick.pipeline import MemoryShelf, Told, load_tools, tell_item, weigh_all
from tallystick.records.incident import Incident

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@pytest.fixture(scope="module")
def told() -> list[Told]:
    tools = load_tools()
    return [tell_item(item, tools=tools) for item in read_items([str(EXAMPLES)])]


@pytest.fixture(scope="module")
def incidents(told: list[Told]) -> dict[str, list[Incident]]:
    kept = [one.report for one in told if one.report.status == "kept"]
    shelf = MemoryShelf.of(kept, [account for one in told for account in one.accounts])
    weighed = weigh_all(shelf, standing={}, tools=load_tools())
    lineages = Counter(verdict.lineage for verdict in weighed.verdicts.values())
    assert max(lineages.values()) == 3, "the Sukhna report, its reprint and its rewrite are one lineage"
    by_place: dict[str, list[Incident]] = {}
    for incident in weighed.incidents:
        by_place.setdefault(incident.place.name if incident.place else "", []).append(incident)
    return by_place


def test_every_fate_of_a_report_is_shown(told: list[Told]) -> None:
    fates = Counter(one.report.status.value for one in told)
    assert fates["kept"] >= 16
    assert (fates["set_aside"], fates["refused"]) == (1, 2)


def test_comments_and_captions_tell_nothing(told: list[Told]) -> None:
    for one in told:
        for words in ("desertfox77", "200 civilians", "Forty people", "Leave a reply", "ADVERTISEMENT"):
            assert words not in one.report.text


def test_two_near_incidents_stay_apart(incidents: dict[str, list[Incident]]) -> None:
    (kramatorsk,) = incidents["Kramatorsk"]
    (sloviansk,) = incidents["Sloviansk"]
    assert len(kramatorsk.reports) == 3
    assert len(sloviansk.reports) == 1


def test_tolls_that_climb_and_disagree_are_shown(incidents: dict[str, list[Incident]]) -> None:
    assert "killed" in {one.field.value for one in incidents["Kramatorsk"][0].contradictions}
    assert {"killed", "perpetrator"} <= {one.field.value for one in incidents["El Fasher"][0].contradictions}


def test_a_planned_strike_is_no_incident(told: list[Told], incidents: dict[str, list[Incident]]) -> None:
    vow = next(one for one in told if one.report.title and "vows to bomb" in one.report.title)
    assert {account.modality.value for account in vow.accounts} == {"planned"}
    assert "Baalbek" not in incidents


def test_a_recalled_bombing_joins_the_report_that_tells_it(incidents: dict[str, list[Incident]]) -> None:
    assert len(incidents["Beledweyne"][0].reports) == 2


def test_they_are_spread_over_the_world(incidents: dict[str, list[Incident]]) -> None:
    countries = {one.place.country for found in incidents.values() for one in found if one.place}
    assert len(countries) >= 10
