import random

from hypothesis import given
from hypothesis import strategies as st

from tallystick.models.labels import KINDS
from training.reader.data import Gold
from training.reader.swaps import Bank, key_of

TITLE = "Two die in Brenn"
TEXT = (
    f"{TITLE}\n\nRaiders of the Red Front shelled Brenn on Monday and killed two people, Radio Plain said. "
    "Later the Red Front left Brenn."
)
OTHER = "Men of the Green Front burned Old Tamar on Friday and killed nine people, Hill Post said."
NAMED = {"source": KINDS["source"].index("media"), "named": 1}


def golds(text, *marks):
    found = []
    for field, words, kinds in marks:
        start = text.index(words)
        while start >= 0:
            found.append(
                Gold(
                    start=start,
                    end=start + len(words),
                    field=field,
                    accounts=frozenset("A"),
                    sources=frozenset(),
                    kinds=kinds,
                )
            )
            start = text.find(words, start + 1)
    return sorted(found, key=lambda g: (g.start, g.end))


FIRST = golds(
    TEXT,
    ("place", "Brenn", {}),
    ("time", "on Monday", {}),
    ("killed", "two people", {"group": 0}),
    ("source", "Radio Plain", NAMED),
)
SECOND = golds(
    OTHER,
    ("place", "Tamar", {}),
    ("time", "on Friday", {}),
    ("killed", "nine people", {"group": 0}),
    ("source", "Hill Post", NAMED),
)
BANK = Bank([(TEXT, FIRST), (OTHER, SECOND)])


@given(st.integers(0, 10_000))
def test_a_swapped_mention_is_one_of_its_kind_and_its_marks_stay_on_it(seed):
    text, title, changed = BANK.swap(TEXT, TITLE, FIRST, random.Random(seed))
    assert title is not None
    assert text.startswith(title)
    assert [g.field for g in changed] == [g.field for g in FIRST]
    allowed = {
        "place": {"Brenn", "Tamar"},
        "time": {"on Monday", "on Friday"},
        "killed": {"two people", "nine people"},
        "source": {"Radio Plain", "Hill Post"},
    }
    for gold in changed:
        assert text[gold.start : gold.end] in allowed[gold.field]
    places = {text[g.start : g.end] for g in changed if g.field == "place"}
    assert len(places) == 1  # one name for one name throughout
    assert BANK.swap(TEXT, TITLE, FIRST, random.Random(seed)) == (text, title, changed)


def test_what_names_nothing_or_overlaps_stays():
    (gold,) = golds("They came to the old bridge.", ("place", "the old bridge", {}))
    assert key_of(gold, "the old bridge") is None
    nested = golds(
        "The army of Brenn fired.", ("perpetrator", "The army of Brenn", {"actor": 0}), ("place", "Brenn", {})
    )
    text, _, changed = BANK.swap("The army of Brenn fired.", None, nested, random.Random(1))
    assert (text, changed) == ("The army of Brenn fired.", nested)
