from __future__ import annotations

import random

import pytest
from invented_world import LINES

from tallystick.pipeline import MemoryShelf, Told, load_tools, name_incidents, tell_report, weigh_all
from tallystick.records.encoding import json_bytes
from tallystick.records.identity import incident_id
from tallystick.records.mention import SourceLink
from tallystick.records.report import Report
from tallystick.records.vocabulary import SourceKind


def told_world() -> list[Told]:
    reports = [
        Report(
            id=f"rep-{n}",
            outlet=line.get("outlet"),
            published=line.get("published"),
            title=line.get("title"),
            text=f"{line.get('title') or ''}\n\n{line['text']}",
            language="en",
        )
        for n, line in enumerate(LINES)
        if len(line.get("text", "")) > 100
    ]
    return [tell_report(report, tools=load_tools()) for report in reports]


def test_weighing_a_shuffled_shelf_gives_equal_bytes() -> None:
    told = told_world()
    outputs = set()
    for seed in range(3):
        order = list(told)
        random.Random(seed).shuffle(order)
        shelf = MemoryShelf.of((t.report for t in order), (a for t in order for a in t.accounts))
        weighed = weigh_all(shelf, standing={}, tools=load_tools())
        outputs.add((b"\n".join(json_bytes(i) for i in weighed.incidents), tuple(weighed.homes)))
    assert len(outputs) == 1


def test_an_incident_keeps_its_id_when_an_account_that_sorts_first_joins() -> None:
    ids, merged = name_incidents([("acc-1", "acc-2")], standing={"acc-2": incident_id("acc-2")})
    assert ids == (incident_id("acc-2"),)
    assert merged == {}


def test_a_merge_keeps_the_smaller_id_and_the_other_resolves_to_it() -> None:
    one, two = sorted((incident_id("acc-1"), incident_id("acc-2")))
    standing = {"acc-1": incident_id("acc-1"), "acc-2": incident_id("acc-2")}
    ids, merged = name_incidents([("acc-1", "acc-2")], standing=standing)
    assert ids == (one,)
    assert merged == {two: one}


def test_a_split_leaves_the_id_with_the_account_it_was_minted_from() -> None:
    old = incident_id("acc-1")
    standing = dict.fromkeys(("acc-1", "acc-2", "acc-3"), old)
    ids, merged = name_incidents([("acc-1",), ("acc-2", "acc-3")], standing=standing)
    assert ids == (old, incident_id("acc-2"))
    assert merged == {}


def test_an_id_whose_first_account_is_gone_goes_where_most_of_its_accounts_are() -> None:
    old = incident_id("acc-0")
    ids, _ = name_incidents([("acc-1",), ("acc-2", "acc-3")], standing=dict.fromkeys(("acc-1", "acc-2", "acc-3"), old))
    assert ids == (incident_id("acc-1"), old)


@pytest.mark.parametrize(
    ("name", "same_as"),
    [
        ("Pentagon spokesperson Sean Parnell", "Pentagon"),
        ("spokesman for the Pentagon", "Pentagon"),
        ("US Central Command", "Pentagon"),
    ],
)
def test_spokespeople_and_offices_of_one_actor_are_one_voice(name: str, same_as: str) -> None:
    tools = load_tools()
    voices = [tools.voice_of_source(SourceLink(name=n, kind=SourceKind.MILITARY, named=True)) for n in (name, same_as)]
    assert voices[0] is not None
    assert voices[0] == voices[1]


def test_a_voice_is_named_in_words() -> None:
    tools = load_tools()
    outlets = {"rep-1": "Brenn Courier", "rep-2": None}
    assert tools.name_voice("rep-1", outlets=outlets) == "Brenn Courier"
    assert tools.name_voice("rep-2", outlets=outlets) == "an outlet's own word"
    assert tools.name_voice("rep-1/resident:a resident", outlets=outlets) == "a resident"
    assert tools.name_voice("source:reuters", outlets=outlets) == "reuters"
