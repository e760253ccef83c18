from __future__ import annotations

from evaluation.public.figures import Tally
from evaluation.public.muc4 import keys
from evaluation.public.muc4.keys import Filler, Template
from evaluation.public.muc4.roles import bare, gold_entities, is_alike, is_same, score_role, told_entities

DOCUMENT = {
    "templates": [
        {"Target": [[["stone bridge", 3], ["the bridge", 40]]]},
        {"Target": [[["bridge", 40]], [["mill", 9]]]},
    ]
}


def test_entities_of_all_templates_once():
    assert gold_entities(DOCUMENT, "Target") == (frozenset({"stone bridge", "bridge"}), frozenset({"mill"}))


def test_ours_are_the_fillers_of_the_role():
    template = Template(message="M", slots={keys.PHYS_ID: (Filler(("THE BRIDGE",)), Filler(("BRIDGE",)))})
    assert told_entities([template], "Target") == ("bridge",)
    assert bare('The "Red" Mill') == "red mill"


def test_a_gold_entity_is_found_once():
    """By hand: two strings name one entity, so one is right of three said and two asked."""
    tally = Tally()
    gold = (frozenset({"stone bridge", "bridge"}), frozenset({"mill"}))
    score_role(gold, ["bridge", "stone bridge", "old mill"], tally, matches=is_same)
    assert (tally.right, tally.said, tally.gold) == (1, 3, 2)
    loose = Tally()
    score_role(gold, ["steel bridge", "old mill"], loose, matches=is_alike)
    assert (loose.right, loose.said, loose.gold) == (2, 2, 2)
