from dataclasses import replace

import pytest

from tallystick.records.mention import SourceLink, SourceMention
from tallystick.records.vocabulary import SourceKind
from tallystick.stages.mark.source_identity import name_described_sources

NAMED = SourceLink(name="Karun Valley Monitor", kind=SourceKind.MONITOR, named=True)
OTHER = SourceLink(name="Upland Rights Watch", kind=SourceKind.MONITOR, named=True)


def cited(*links):
    return [
        SourceMention(start=n, end=n + 1, surface="", cue="said", chain=(link,), scope_start=n, scope_end=n + 1)
        for n, link in enumerate(links)
    ]


def a_described(name, kind=SourceKind.MONITOR):
    return SourceLink(name=name, kind=kind, named=False)


def names(*links):
    return [m.chain[0].name for m in name_described_sources(cited(*links))]


@pytest.mark.parametrize("words", ["monitor", "monitoring group", "a Britain-based war monitor", "rights organisation"])
def test_a_described_body_is_the_one_named_body_of_its_kind(words):
    assert names(a_described(words), NAMED) == [NAMED.name, NAMED.name]


def test_of_two_named_bodies_neither_is_meant():
    assert names(a_described("monitoring group"), NAMED, OTHER)[0] == "monitoring group"


def test_of_two_named_bodies_the_one_named_in_the_next_sentence_is_meant():
    described, near, far = cited(a_described("watchdog"), NAMED, OTHER)
    apart = [described, near, replace(far, start=5_000, end=5_001)]
    assert [m.chain[0].name for m in name_described_sources(apart)] == [NAMED.name, NAMED.name, OTHER.name]


def test_another_kind_of_body_is_not_meant():
    assert names(a_described("news agency", SourceKind.WIRE), NAMED)[0] == "news agency"


def test_people_of_a_body_are_not_the_body():
    assert names(a_described("two observers"), NAMED)[0] == "two observers"


def test_its_head_is_no_second_body():
    head = SourceLink(name="Monitor director Sami Odeh", kind=SourceKind.MONITOR, named=True)
    assert names(a_described("monitoring group"), NAMED, head)[0] == NAMED.name
