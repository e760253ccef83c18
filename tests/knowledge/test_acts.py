from __future__ import annotations

import pytest

from tallystick.knowledge.act_context import load_act_context
from tallystick.knowledge.acts import load_acts
from tallystick.knowledge.scenes import load_scenes
from tallystick.records.vocabulary import EventType


@pytest.mark.parametrize(
    ("words", "verb", "form", "kind"),
    [
        ("bombed", True, "past", EventType.AIR_DRONE_STRIKE),
        ("bombing", False, "sg", EventType.REMOTE_EXPLOSIVE_LANDMINE_IED),
        ("shot dead", True, "past", EventType.ATTACK),
        ("burnt down", True, "past", EventType.LOOTING_PROPERTY_DESTRUCTION),
        ("beaten", True, "past", EventType.ATTACK),
        ("blew himself up", True, "past", EventType.SUICIDE_BOMB),
        ("skirmishes", False, "pl", EventType.ARMED_CLASH),
        ("seizing", True, "ing", EventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY),
    ],
)
def test_inflected_forms_are_known(words: str, verb: bool, form: str, kind: EventType) -> None:
    match = load_acts().match(words.split(), 0)
    assert match is not None
    length, entries = match
    assert length == len(words.split())
    assert (verb, form, kind) in {(e.verb, e.form, e.event_type) for e in entries}


def test_the_longest_word_wins() -> None:
    match = load_acts().match(["suicide", "bombing", "attack"], 0)
    assert match is not None
    assert match[0] == 3


def test_no_doubled_endings() -> None:
    forms = set(load_acts().by_first)
    assert not {f for f in forms - {"ceded"} if f.endswith(("eded", "singing", "ringed"))}


def test_contexts_and_scenes_are_lower_case() -> None:
    for sets in (load_act_context(), load_scenes()):
        assert sets
        assert all(word == word.lower() for words in sets.values() for word in words)
    assert "opened fire" in load_act_context()["no_object"]
