from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.knowledge.actors import load_actors
from tallystick.records.mention import Sentence
from tallystick.stages.mark.actors import mark_actors

TABLE = load_actors()


def a_sentence(text: str, *, start: int = 0) -> Sentence:
    return Sentence(index=0, paragraph=0, start=start, end=start + len(text), text=text)


def marked(text: str) -> list[str]:
    return [mention.surface for mention in mark_actors([a_sentence(text)], table=TABLE)]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Israeli warplanes struck the port.", ["Israeli warplanes"]),
        ("Suspected Boko Haram militants killed 12 villagers.", ["Suspected Boko Haram militants", "villagers"]),
        ("The Syrian Arab Army troops fled.", ["Syrian Arab Army troops"]),
        (
            "Turkish-backed fighters met US-backed Syrian fighters.",
            ["Turkish-backed fighters", "US-backed Syrian fighters"],
        ),
        ("The Saudi-led coalition denied it.", ["Saudi-led coalition"]),
        ("A suicide bomber attacked worshippers.", ["suicide bomber", "worshippers"]),
        ("It was carried out by members of the Islamic State.", ["members of the Islamic State"]),
        ("positions of the terrorist group ‘Islamic State’ (IS, banned in Russia)", ["Islamic State", "IS"]),
        ("A pro-Iranian armed group was hit.", ["pro-Iranian armed group"]),
        ("US Defense Secretary Lloyd Austin confirmed it.", ["US Defense Secretary Lloyd Austin"]),
        ("The drone hit rebel-held Sarmin.", []),
        ("In Israel, the weather is fine.", []),
        ("Rain fell over northern Syria.", []),
    ],
)
def test_phrases_are_marked_tightly(text, surfaces):
    assert marked(text) == surfaces


@pytest.mark.parametrize(
    ("text", "surface", "adjective"),
    [
        ("An Israeli strike killed two.", "Israeli", True),
        ("Israel struck a depot.", "Israel", False),
        ("Russia's shelling went on.", "Russia", True),
        ("The attack was blamed on Israel.", "Israel", False),
        ("American and Syrian military forces advanced.", "American", True),
        ("IS positions were hit.", "IS", True),
    ],
)
def test_adjectives_and_states_are_marked_where_they_act(text, surface, adjective):
    mention = mark_actors([a_sentence(text)], table=TABLE)[0]
    assert (mention.surface, mention.adjective) == (surface, adjective)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Resident Hasan Odeh said gunmen came.", "Resident Hasan Odeh"),
        ("Mona Saad, 45, said she hid.", "Mona Saad"),
        ("Idris Bako, a farmer, lost two sons.", "Idris Bako"),
    ],
)
def test_private_persons_are_marked_private(text, surface):
    private = [mention for mention in mark_actors([a_sentence(text)], table=TABLE) if mention.private]
    assert [mention.surface for mention in private] == [surface]


def test_office_holders_are_not_private():
    text = "Pentagon spokesperson Sean Parnell said so."
    assert not any(mention.private for mention in mark_actors([a_sentence(text)], table=TABLE))


_PIECES = st.lists(
    st.sampled_from(
        "Israeli IS US-backed the troops of Islamic State militants, President Odeh 45 and . “ strikes its".split()
    ),
    max_size=30,
)


@given(_PIECES, st.integers(min_value=0, max_value=50))
def test_spans_slice_their_surface_and_do_not_overlap(pieces, offset):
    text = " ".join(pieces)
    mentions = mark_actors([a_sentence(text, start=offset)], table=TABLE)
    for mention in mentions:
        assert text[mention.start - offset : mention.end - offset] == mention.surface
    for one, other in itertools.pairwise(mentions):
        assert one.end <= other.start


@pytest.mark.parametrize(
    "piece", ["suspected militants ", "Syrian ", "pro-", "President Abcd ", "US and ", "Aaaa Bbbb, 4"]
)
def test_a_hostile_sentence_is_read_quickly(piece):
    text = piece * (50_000 // len(piece))
    started = time.process_time()
    mark_actors([a_sentence(text)], table=TABLE)
    assert time.process_time() - started < 1.0
