"""Values of words that a reader found and that mean nothing by themselves: described places and forces, part days."""

import pytest

from tallystick.knowledge.actors import load_actors
from tallystick.knowledge.gazetteer import load_gazetteer
from tallystick.records.draft import Coreference
from tallystick.records.referent import Actor, Moment, Place
from tallystick.records.vocabulary import PartOfDay
from tallystick.stages.mark.actors import mark_actors
from tallystick.stages.mark.places import mark_places
from tallystick.stages.mark.sentences import split_sentences
from tallystick.stages.mark.times import mark_times
from tallystick.stages.resolve.actors import resolve_actors
from tallystick.stages.resolve.described_actors import name_described_forces
from tallystick.stages.resolve.drafted_scenes import drafted_scenes
from tallystick.stages.resolve.drafted_times import time_drafted
from tallystick.stages.resolve.places import resolve_places
from tallystick.stages.resolve.times import resolve_times
from tallystick.stages.resolve.unnamed_places import place_unnamed
from tests.factory import a_draft, a_report


def span(text, words):
    return text.index(words), text.index(words) + len(words)


def placed(text, words, *others):
    report = a_report(text)
    gazetteer = load_gazetteer()
    marked = mark_places(report, sentences=split_sentences(text), gazetteer=gazetteer)
    places = resolve_places(marked, report=report, gazetteer=gazetteer)
    alike = [
        Coreference(start=span(text, words)[0], end=span(text, words)[1], others=tuple(span(text, o) for o in others))
    ]
    found = place_unnamed([a_draft(text, ("place", words))], alike, places, text=text, gazetteer=gazetteer)
    return next((m.place for m in found if (m.start, m.end) == span(text, words)), None)


ALEPPO = "A shell fell on Aleppo on Sunday. Rockets then struck a bakery, and later {}. Fighting went on near Raqqa."


@pytest.mark.parametrize("words", ["the old station", "this crowded city", "a farm road"])
def test_a_described_place_is_the_last_one_named_before_it(words):
    place = placed(ALEPPO.format(words), words)
    assert isinstance(place, Place)
    assert place.name == "Aleppo"


def test_the_province_is_that_of_the_last_place():
    place = placed(ALEPPO.format("all over the province"), "all over the province")
    assert isinstance(place, Place)
    assert (place.admin1, place.precision) == ("Aleppo", "admin1")


def test_words_that_name_the_same_decide_before_nearness():
    place = placed(ALEPPO.format("the old station"), "the old station", "Raqqa")
    assert isinstance(place, Place)
    assert "Raqqa" in place.name


@pytest.mark.parametrize("words", ["the capital", "the Syrian capital", "a busy street of the capital"])
def test_the_capital_is_that_of_the_country_told_about(words):
    place = placed(ALEPPO.format(words), words)
    assert isinstance(place, Place)
    assert (place.name, place.precision) == ("Damascus", "settlement")


def test_an_adjective_says_whose_capital_it_is():
    place = placed(ALEPPO.format("the Iraqi capital"), "the Iraqi capital")
    assert isinstance(place, Place)
    assert place.name == "Baghdad"


@pytest.mark.parametrize("words", ["several villages", "the provincial capital", "the Hamdi quarter"])
def test_what_no_named_place_holds_stays_unplaced(words):
    assert placed(ALEPPO.format(words), words) is None


def test_the_province_that_other_words_call_by_its_town_is_the_province():
    place = placed(ALEPPO.format("the province"), "the province", "Aleppo")
    assert isinstance(place, Place)
    assert (place.admin1, place.precision) == ("Aleppo", "admin1")


def test_the_provincial_capital_is_the_town_that_the_province_is_called_after():
    text = "Fighting went on in Raqqa province on Sunday. Later rockets struck the provincial capital."
    place = placed(text, "the provincial capital")
    assert isinstance(place, Place)
    assert (place.admin1, place.precision) == ("Raqqa", "settlement")


def test_districts_of_the_city_lie_in_the_last_town():
    place = placed(ALEPPO.format("districts in the centre of the city"), "districts in the centre of the city")
    assert isinstance(place, Place)
    assert place.name == "Aleppo"


@pytest.mark.parametrize(
    ("text", "words", "field", "scenes"),
    [
        ("Shells hit Aleppo. Later Aleppo was quiet.", "Aleppo", "place", 2),
        ("Shells hit the house of Aleppo.", "the house of Aleppo", "place", 0),
        ("Shells hit Aleppo.", "Aleppo", "target", 0),
    ],
)
def test_scenes_are_the_names_that_a_reader_places_an_act_by(text, words, field, scenes):
    report, gazetteer = a_report(text), load_gazetteer()
    marked = mark_places(report, sentences=split_sentences(text), gazetteer=gazetteer)
    places = resolve_places(marked, report=report, gazetteer=gazetteer)
    assert len(drafted_scenes([a_draft(text, (field, words))], places, text=text)) == scenes


def forces(text, words, *, kind="state_forces"):
    report, sentences, table = a_report(text), split_sentences(text), load_actors()
    gazetteer = load_gazetteer()
    places = resolve_places(
        mark_places(report, sentences=sentences, gazetteer=gazetteer), report=report, gazetteer=gazetteer
    )
    actors = resolve_actors(mark_actors(sentences, table=table), report=report, sentences=sentences, table=table)
    draft = a_draft(text, ("perpetrator", words), kind=kind)
    scene = next((m.place.country for m in places if isinstance(m.place, Place)), None)
    found = name_described_forces([draft], actors, places=places, table=table, text=text, scene=scene)
    low, high = span(text, words)
    return next((m.actor for m in found if m.start < high and low < m.end), None)


def test_soldiers_are_those_of_the_country_where_it_happened():
    actor = forces("A grenade hurt two in Mandalay. Soldiers beat bystanders there.", "Soldiers")
    assert isinstance(actor, Actor)
    assert actor.actor_id == "mm-forces"


def test_without_the_readers_word_for_it_soldiers_stay_soldiers():
    actor = forces("A grenade hurt two in Mandalay. Masked men beat bystanders there.", "Masked men", kind="unknown")
    assert not isinstance(actor, Actor) or actor.actor_id is None


def timed(text, words, published="2024-09-20"):
    report, sentences = a_report(text, published=published), split_sentences(text)
    times = resolve_times(mark_times(sentences), report=report, sentences=sentences)
    found = time_drafted([a_draft(text, ("time", words))], times, text=text, report=report)
    return next((m.moment for m in found if m.start < span(text, words)[1] and span(text, words)[0] < m.end), None)


@pytest.mark.parametrize(
    ("words", "edtf", "part"),
    [
        ("at dusk", "2024-09-15", PartOfDay.EVENING),
        ("within hours", "2024-09-15", None),
        ("two days on", "2024-09-17", None),
        ("the night before", "2024-09-14", PartOfDay.NIGHT),
        ("on the 17th", "2024-09-17", None),
        ("on the 25th", "2024-08-25", None),
    ],
)
def test_part_days_and_days_counted_on_stand_on_the_day_told_before(words, edtf, part):
    moment = timed(f"A mine killed a herder on Sunday. Shots rang out {words}.", words)
    assert (moment.edtf, moment.part_of_day) == (edtf, part)


def test_with_no_day_told_before_a_part_of_the_day_tells_none():
    assert not isinstance(timed("Shots rang out at dusk.", "at dusk"), Moment)


@pytest.mark.parametrize("published", ["2024-13-45", "2024", "soon", None])
def test_with_no_day_to_count_from_a_day_of_the_month_tells_none(published):
    assert not isinstance(timed("Raiders burned a mill on the 17th.", "on the 17th", published=published), Moment)
