import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.knowledge.actors import load_actors
from tallystick.records.mention import SourceLink, SourceMention
from tallystick.records.vocabulary import SourceKind
from tallystick.stages.mark.actors import mark_actors
from tallystick.stages.mark.private_names import PrivateNames, mark_private_names
from tallystick.stages.mark.sentences import split_sentences

PLACES = {"Brenn", "Kherson", "Abu Dhabi", "Daw Ta", "Imam Sahib", "Maha", "Orlu"}


def names(text, *, title=None, sources=()):
    sentences = split_sentences(text, title=title)
    table = load_actors()
    spans = mark_private_names(
        sentences,
        actors=mark_actors(sentences, table=table),
        sources=sources,
        table=table,
        is_place=PLACES.__contains__,
    )
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("The roof fell in, resident Ngozi Adeleke said.", ["Ngozi Adeleke"]),
        ("Tomasz Wrona, a teacher, hid under a desk.", ["Tomasz Wrona"]),
        ("Ketevan Lomidze, 45, was on the bus.", ["Ketevan Lomidze"]),
        ("Shells killed Ketevan Lomidze (45) in her yard.", ["Ketevan Lomidze"]),
        ("They also took her son Tenzin and two others.", ["Tenzin"]),
        ("Umm Sadiq, who sells bread by the gate, saw it.", ["Umm Sadiq"]),
        ("Abu Mohammed's brother was carried out first.", ["Abu Mohammed"]),
        ("“We ran,” said Daw Khin Hla.", ["Daw Khin Hla"]),
        ("Men in masks seized U Tun from his shop, his wife said.", ["U Tun"]),
        ("Hadja Ramatou, a grain trader, lost both carts.", ["Hadja Ramatou"]),
        ("Óscar Peñalosa, a fisherman, found the boat.", ["Óscar Peñalosa"]),
        ("“It burned all night,” said J. K. Mwangi, a guard.", ["J. K. Mwangi"]),
        ("María de la Cruz, 61, would not leave.", ["María de la Cruz"]),
        ("Witness Pieter van Dael told reporters he heard two blasts.", ["Pieter van Dael"]),
        ("The victim, Yevhen Koval, was walking home.", ["Yevhen Koval"]),
        ("A boy of about twelve, Salem, was pulled out alive.", ["Salem"]),
        ("Police identified the dead man as Rodrigo Ibarra.", ["Rodrigo Ibarra"]),
        ("A commander who gave his name as Khun Lwin showed the rifles.", ["Khun Lwin"]),
        ("Dr Leila Haddad treated nine people that night.", ["Leila Haddad"]),
        ("Farhad Noori and Gul Zaman, both masons, dug until dawn.", ["Farhad Noori", "Gul Zaman"]),
        ("“My 34-year-old Anita Rao is gone,” he cried.", ["Anita Rao"]),
        ("Journalist Bassel Odeh, 29, was shot dead at the gate.", ["Bassel Odeh"]),
    ],
)
def test_people_without_an_office_are_private(text, private):
    assert names(text) == private


@pytest.mark.parametrize(
    "text",
    [
        "Defence Minister Ivan Petrov said nine soldiers died.",
        "The region's governor, Andriy Bondar, said nine people died.",
        "Andriy Bondar, the governor of the region, said nine people died.",
        "Army spokesman Col. Ahmed Darwish denied it.",
        "Ahmed Darwish, a spokesman for the movement, denied it.",
        "Gen Farah Nur was wounded in the blast.",
        "The mayor of Brenn, Pavlo Koval, said the bridge was down.",
        "Ihor Moroz, 45, mayor of Brenn, was on the bus.",
        "Russia's Sergei Vinogradov met the envoy.",
        "The secretary of state for defence Anita Rao arrived.",
        "The director of the main hospital, Dr. Farid Nassar, gave the figure.",
        "Leila Haddad, who heads the provincial health department, gave the figure.",
        "Leila Haddad of the Norwegian Relief Council said 40 families fled.",
        "Putin and Zelensky did not meet.",
        "President Hassan Sheikh Mohamud spoke.",
        "By Maria Fernandez",
        "Smoke rises over the port. (Carlos Ibarra/Wire)",
        "CNN's Clara Wood reports from the border.",
        "A strike hit Abu Dhabi on Monday.",
        "Two shells fell in Daw Ta village and on the road to Brenn.",
        "A mine went off in Imam Sahib, a district centre.",
        "Hezbollah, which runs the area, and Human Rights Watch said nothing.",
        "Separatists who hold the pilot freed him. Separately, police found a rifle.",
        "Kherson, a city on the river, was shelled on Nov 21.",
        "Iranian-backed fighters and the Black Sea Fleet left.",
    ],
)
def test_offices_places_bodies_and_bylines_are_not(text):
    assert names(text) == []


def test_every_later_form_of_the_name_goes_with_it_without_its_possessive():
    text = (
        "Halyna Bondar, 39, a baker, saw it. Bondar's shop is gone. “I stay,” Halyna said.\n\n"
        "Mrs Bondar’s neighbours left. The Bondar family did not."
    )
    assert names(text) == ["Halyna Bondar", "Bondar", "Halyna", "Bondar", "Bondar"]


def test_an_office_told_anywhere_speaks_for_every_form_of_the_name():
    text = "Ihor Moroz counted nine dead. Moroz, who is 51, wept. Moroz is the mayor.\n\nThe mayor, Ihor Moroz, left."
    assert names(text) == []


def test_a_headline_in_title_case_repeats_the_name_read_below():
    title = "Baker Halyna Bondar Killed In Shelling Of Brenn"
    assert names(f"{title}\n\nHalyna Bondar, 39, died at once.", title=title) == ["Halyna Bondar", "Halyna Bondar"]


def test_a_headline_in_title_case_alone_gives_a_name_that_an_age_follows():
    title = "Teacher Halyna Bondar, 39, Killed In Shelling Of Brenn"
    assert names(title, title=title) == ["Halyna Bondar"]


def test_a_part_that_an_official_shares_is_left_to_the_official():
    text = "Omar Saleh, 30, a driver, was hurt. Governor Zaid Saleh came. Saleh gave the toll."
    assert names(text) == ["Omar Saleh"]


def test_a_part_of_a_name_inside_a_places_name_stays():
    text = "Lena Orlova, 20, a student, was hurt. She was taken to Orlova Street Hospital."
    assert names(text) == ["Lena Orlova"]


def test_a_name_by_which_an_official_is_cited_is_public():
    text = "Four people died, Moussa Keita said."
    start = text.index("Moussa")
    cited = SourceMention(
        start=start,
        end=start + 12,
        surface="Moussa Keita",
        cue="said",
        chain=(SourceLink(name="Moussa Keita", kind=SourceKind.OFFICIAL, named=True),),
        scope_start=0,
        scope_end=start,
    )
    assert names(text) == ["Moussa Keita"]
    assert names(text, sources=[cited]) == []


def test_what_one_reading_heard_of_a_name_is_not_held_in_the_next():
    text = "Moussa Keita said the road was cut. Moussa Keita, 41, and Awa Traore fled."
    sentences, table = split_sentences(text), load_actors()
    official = SourceLink(name="Moussa Keita", kind=SourceKind.OFFICIAL, named=True)
    cited = SourceMention(
        start=0, end=12, surface="Moussa Keita", chain=(official,), scope_start=0, scope_end=len(text), cue="said"
    )
    shared = PrivateNames(sentences, table=table)
    for sources in ((cited,), (), (cited,), ()):
        alone = mark_private_names(sentences, actors=(), sources=sources, table=table)
        assert shared.mark(actors=(), sources=sources) == alone


@given(st.text(alphabet="AbcÓ al-'’.,\n(4)é", max_size=200))
def test_spans_are_sorted_apart_and_inside_the_text(text):
    sentences = split_sentences(text)
    spans = mark_private_names(sentences, actors=(), sources=(), table=load_actors())
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@pytest.mark.parametrize("word", ["Ali, 4, ", "Aa ", "de la Al-", "X said ", "the mayor of ", "A. ", "a boy, Ali, "])
def test_a_hostile_text_takes_little_time(word):
    text = (word * 60_000)[:50_000]
    sentences = split_sentences(text)
    began = time.process_time()
    mark_private_names(sentences, actors=(), sources=(), table=load_actors())
    assert time.process_time() - began < 3


def names_beside(text, *scenes):
    sentences = split_sentences(text, title=None)
    table = load_actors()
    spans = mark_private_names(
        sentences,
        actors=mark_actors(sentences, table=table),
        sources=(),
        table=table,
        is_place=PLACES.__contains__,
        scenes=[found.span() for name in scenes for found in re.finditer(name, text)],
    )
    return [text[start:end] for start, end in spans]


VILLAGES = "Shells fell on the fronts of Umm Tarra Belsin Halif. Umm Tarra lost nine houses."


def test_villages_of_a_list_without_commas_where_an_act_happened_are_no_person():
    assert names_beside(VILLAGES) != []
    assert names_beside(VILLAGES, "Umm Tarra", "Belsin", "Halif") == []


@pytest.mark.parametrize(
    "text",
    ["Ihor Bondar, 39, a baker, was killed in Orlu.", "The shelling killed a teacher, Ihor Bondar, and hurt two."],
)
def test_a_person_with_an_age_or_a_role_stays_private_whatever_place_has_the_name(text):
    assert names_beside(text, "Ihor Bondar") == ["Ihor Bondar"]


def test_a_place_on_some_of_a_name_does_not_make_it_public():
    assert "Halyna Bondar" in names_beside("Halyna Bondar, 39, a baker, saw it. Halyna Bondar wept.", "Bondar")
