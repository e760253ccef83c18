import pytest

from tallystick.records.mention import SourceLink, SourceMention
from tallystick.records.vocabulary import SourceKind
from tallystick.stages.mark.unnamed_sources import unname_sources


def cited(name, kind=SourceKind.MEDICAL):
    chain = (
        SourceLink(name="Ferro Wire", kind=SourceKind.WIRE, named=True),
        SourceLink(name=name, kind=kind, named=True),
    )
    return SourceMention(start=0, end=4, surface="word", cue="said", chain=chain, scope_start=0, scope_end=9)


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("nurse Bina Oko", "nurse"),
        ("Bina Oko, a nurse at the clinic", "a nurse at the clinic"),
        ("Oko's neighbour", "neighbour"),
        ("Dr Bina Oko", "a person quoted by name"),
        ("Bina Oko", "a person quoted by name"),
    ],
)
def test_a_link_keeps_the_role_and_is_no_longer_named(name, left):
    wire, link = unname_sources([cited(name)], names=["Bina Oko", "Oko"])[0].chain
    assert link == SourceLink(name=left, kind=SourceKind.MEDICAL, named=False)
    assert wire == SourceLink(name="Ferro Wire", kind=SourceKind.WIRE, named=True)


@pytest.mark.parametrize("names", [[], ["Oko"]])
def test_other_links_stay_as_they_are(names):
    mention = cited("Okono hospital")
    assert unname_sources([mention], names=names) == (mention,)


def test_a_resident_who_was_only_a_name_is_a_resident():
    assert unname_sources([cited("Oko", SourceKind.RESIDENT)], names=["Oko"])[0].chain[1].name == "a resident"
