import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.records.mention import Sentence
from tallystick.stages.mark.counts import mark_counts


def sentence(text, start=0):
    return Sentence(index=0, paragraph=0, start=start, end=start + len(text), text=text)


def told(text):
    """Every count as (field, low, high, vague, group)."""
    return [
        (m.field.value, m.count.low, m.count.high, m.count.vague, getattr(m.count, "group", None))
        for m in mark_counts([sentence(text)])
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The strike killed at least 12 people.", [("killed", 12, None, None, "all")]),
        ("At least 12 were killed in the attack.", [("killed", 12, None, None, "all")]),
        ("12 dead in market blast", [("killed", 12, 12, None, "all")]),
        (
            "Shells left 12 dead and dozens injured.",
            [("killed", 12, 12, None, "all"), ("injured", None, None, "dozens", "all")],
        ),
        ("The death toll rose to 126 from 22.", [("killed", 126, 126, None, "all")]),
        ("The death toll rose from 22 to 126.", [("killed", 126, 126, None, "all")]),
        ("The number of people killed has risen to 41.", [("killed", 41, 41, None, "all")]),
        ("The attack claimed the lives of 12 people.", [("killed", 12, 12, None, "all")]),
        ("The bodies of 8 men were found in a grave.", [("killed", 8, 8, None, "men")]),
        ("12 militants killed five soldiers.", [("killed", 5, 5, None, "soldiers")]),
        ("A soldier was killed near the border.", [("killed", 1, 1, None, "soldiers")]),
        ("The bomber was killed.", [("killed", 1, 1, None, "fighters")]),
        ("It was carried out by an IS militant who was later killed.", [("killed", 1, 1, None, "fighters")]),
        ("The strike killed a man and his two sons.", [("killed", 1, 1, None, "men"), ("killed", 2, 2, None, "all")]),
        (
            "Gunmen opened fire, killing a police officer and wounding three.",
            [("killed", 1, 1, None, "police"), ("injured", 3, 3, None, "police")],
        ),
        ("500 killed or wounded", [("casualties", 500, 500, None, "all")]),
        ("No casualties were reported.", [("casualties", 0, 0, None, "all")]),
        ("No casualties among U.S. or Syrian personnel were reported.", [("casualties", 0, 0, None, "personnel")]),
        ("No one was hurt in the blast.", [("injured", 0, 0, None, "all")]),
        ("It fell without casualties.", [("casualties", 0, 0, None, "all")]),
        ("The raid resulted in injuries to 56 personnel.", [("injured", 56, 56, None, "personnel")]),
        (
            "The ambush left two service members and a civilian translator with severe injuries.",
            [("injured", 2, 2, None, "soldiers"), ("injured", 1, 1, None, "civilians")],
        ),
        ("Israeli forces arrested 14 Palestinians.", [("captured", 14, 14, None, "all")]),
        ("They took 12 people hostage.", [("captured", 12, 12, None, "all")]),
        (
            "200 people are missing and 3,000 displaced.",
            [("missing", 200, 200, None, "all"), ("displaced", 3000, 3000, None, "all")],
        ),
        (
            "63 were killed according to the ministry, 89 according to the monitor.",
            [("killed", 63, 63, None, "all"), ("killed", 89, 89, None, "all")],
        ),
        (
            "3 Civilians Killed 38 Injured in Rocket Attack",
            [("killed", 3, 3, None, "civilians"), ("injured", 38, 38, None, "civilians")],
        ),
        ("Mortar fire kills 12 wounds 50", [("killed", 12, 12, None, "all"), ("injured", 50, 50, None, "all")]),
        ("Two new \u201cprecision airstrikes\u201d hit the town.", [("strikes", 2, 2, None, None)]),
        ("Over 100 airstrikes hit the desert.", [("strikes", 100, None, None, None)]),
        ("The base was attacked at least 34 times.", [("strikes", 34, None, None, None)]),
    ],
)
def test_who_suffered_what(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ahmed, 45, was killed in the strike.",
        "The 47th Brigade was attacked on Highway 3.",
        "12 vehicles were destroyed and 3 drones shot down.",
        "It killed two birds with one stone.",
        "They showed 32 captured rifles.",
        "There were no immediate reports of casualties.",
        "Police: no pupil abducted in Gusau",
        "Two gunmen entered the mosque and the imam was killed.",
        "Fighters captured Base 46 from the army.",
        "Three people were unharmed.",
        "Two attack helicopters took off.",
        "The 2014 Sydney attack shocked many.",
    ],
)
def test_what_is_no_toll_gives_nothing(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The raid killed 12 people, among them two journalists.",
        "12 people, including two journalists, were killed.",
        "12 people died, two of them journalists.",
        "The raid killed 12 people, two journalists among them.",
    ],
)
def test_a_part_points_at_its_whole(text):
    whole, part = mark_counts([sentence(text)])
    assert (whole.count.low, whole.part_of) == (12, None)
    assert (part.count.low, part.part_of) == (2, 0)


def test_the_part_may_come_first():
    part, whole = mark_counts([sentence("Six children were among 12 civilians killed in the raid.")])
    assert (part.count.low, part.part_of, whole.count.low, whole.part_of) == (6, 1, 12, None)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("6 IDF soldiers were wounded.", "IDF"),
        ("The blast killed three servicemen of the Syrian army.", "Syrian army"),
        ("Dozens of Hamas fighters were killed.", "Hamas"),
        ("12 Palestinians were killed.", "Palestinians"),
        ("12 people were killed.", None),
    ],
)
def test_whose_people_they_are(text, side):
    (mention,) = mark_counts([sentence(text)])
    assert mention.of_surface == side


def test_the_cue_is_the_words_of_the_outcome():
    text = "At dawn 12 men were shot dead."
    (mention,) = mark_counts([sentence(text)])
    assert text[mention.cue_start : mention.cue_end] == "shot dead"


WORDS = (
    "12 killed wounded and , people soldiers two of them children the were died in by a man including dozens toll to"
).split()


@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=30,
    ),
    st.integers(min_value=0, max_value=99),
)
def test_every_span_is_its_surface_and_every_part_has_its_whole(words, start):
    text = " ".join(words)
    mentions = mark_counts([sentence(text, start)])
    for index, mention in enumerate(mentions):
        assert text[mention.start - start : mention.end - start] == mention.surface
        assert start <= mention.cue_start < mention.cue_end <= start + len(text)
        assert mention.part_of is None or (mention.part_of != index and mention.part_of < len(mentions))


@pytest.mark.parametrize("piece", ["12 and ", "killed 12 ", "12 people and ", "12, who ", "toll ", '12 "', "a "])
def test_one_endless_sentence_takes_no_time(piece):
    text = (piece * 50_000)[:49_980] + " were killed"
    began = time.process_time()
    mark_counts([sentence(text)])
    assert time.process_time() - began < 3


def test_members_of_nothing_named_is_read_without_harm():
    assert told("The blast killed 12 members of") == [("killed", 12, 12, None, "all")]


@pytest.mark.parametrize("decade", ["1970's", "1970s", "'70s", "1970'er"])
def test_a_decade_is_no_count_however_it_is_written(decade: str):
    assert told(f"The group took up arms in the {decade} and killed two guards.") == [("killed", 2, 2, None, "all")]
