from __future__ import annotations

import pytest

from tallystick.knowledge.actors import load_actors
from tallystick.records.mention import ActorMention, Sentence
from tallystick.records.referent import Actor, Unresolved
from tallystick.records.report import Report
from tallystick.stages.mark.actors import mark_actors
from tallystick.stages.resolve.actors import resolve_actors
from tallystick.stages.resolve.countries import find_main_country

TABLE = load_actors()


def resolved(*texts: str, country: str | None = None) -> dict[str, Actor | Unresolved | None]:
    sentences, at = [], 0
    for index, text in enumerate(texts):
        sentences.append(Sentence(index=index, paragraph=0, start=at, end=at + len(text), text=text))
        at += len(text) + 1
    report = Report(id="rep-x", text=" ".join(texts))
    mentions = mark_actors(sentences, table=TABLE)
    found = resolve_actors(mentions, report=report, sentences=sentences, table=TABLE, country=country)
    return {mention.surface: mention.actor for mention in found}


@pytest.mark.parametrize(
    ("text", "surface", "name", "kind"),
    [
        ("Israeli warplanes struck.", "Israeli warplanes", "Israeli forces", "state_forces"),
        ("An Israeli strike killed two.", "Israeli", "Israeli forces", "state_forces"),
        ("Daesh terrorists fled.", "Daesh terrorists", "Islamic State", "rebel_group"),
        ("Iranian-backed militias fled.", "Iranian-backed militias", "Iran-backed militias", "political_militia"),
        ("US-backed Syrian fighters fled.", "US-backed Syrian fighters", "US-backed Syrian fighters", "rebel_group"),
        ("A pro-government militia fled.", "pro-government militia", "pro-government militia", "political_militia"),
        ("Kurdish-led forces advanced.", "Kurdish-led forces", "Kurdish-led forces", "rebel_group"),
        ("Two bombers died.", "bombers", "bombers", "unknown"),
        ("Terrorists fired shells.", "Terrorists", "terrorists", "rebel_group"),
        ("A terrorist attack killed two.", "terrorist", "terrorists", "rebel_group"),
        ("The jihadist forces fled.", "jihadist forces", "jihadist forces", "rebel_group"),
        ("Syria rebel officers fled.", "Syria rebel officers", "Syria rebel officers", "rebel_group"),
        ("Islamist forces fired shells.", "Islamist forces", "islamist forces", "rebel_group"),
        ("The Syrian regime bombed it.", "Syrian regime", "Syrian forces", "state_forces"),
        (
            "They fled from Islamic State of Iraq and Sham fighters.",
            "Islamic State of Iraq and Sham fighters",
            "Islamic State",
            "rebel_group",
        ),
        (
            "Members of the Syrian Arab Coalition advanced.",
            "Members of the Syrian Arab Coalition",
            "Syrian Arab Coalition",
            "rebel_group",
        ),
        ("They died in coalition air strikes.", "coalition", "coalition", "external_forces"),
        ("Villagers fled.", "Villagers", "villagers", "civilians"),
        ("Gunmen came.", "Gunmen", "gunmen", "unknown"),
        ("Protesters came.", "Protesters", "protesters", "protesters"),
    ],
)
def test_what_a_phrase_stands_for(text, surface, name, kind):
    actor = resolved(text)[surface]
    assert (actor.name, actor.kind.value) == (name, kind)


def test_a_bare_coalition_is_the_one_that_the_report_names_after_it():
    actors = resolved("They died in coalition air strikes.", "The US-led coalition said it would look into it.")
    assert actors["coalition"].actor_id == "us-led-coalition"


def test_words_that_open_a_phrase_are_passed_over():
    text = "The blast killed its Russian ally."
    start = text.index("its")
    mention = ActorMention(start=start, end=len(text) - 1, surface="its Russian ally")
    sentence = Sentence(index=0, paragraph=0, start=0, end=len(text), text=text)
    (found,) = resolve_actors([mention], report=Report(id="rep-x", text=text), sentences=[sentence], table=TABLE)
    assert (found.actor.actor_id, found.surface, found.start) == ("ru-forces", "its Russian ally", start)


def test_backed_forces_are_not_the_backer():
    actors = resolved("US-backed forces met Turkish-backed fighters.")
    assert len(actors) == 2
    for actor in actors.values():
        assert actor.country is None
        assert actor.actor_id is None


def test_bare_forces_belong_to_the_country_of_the_report():
    actors = resolved("Troops opened fire in Nigeria.", "Police came later.")
    assert actors["Troops"].actor_id == "ng-forces"
    assert actors["Police"].actor_id == "ng-police"
    assert resolved("Troops opened fire.")["Troops"].country is None
    assert resolved("Troops opened fire.", country="ML")["Troops"].actor_id == "ml-forces"


def test_a_speaker_does_not_decide_the_country():
    actors = resolved("Soldiers fired in Mali.", "France said it was worried.", "France condemned it.")
    assert actors["Soldiers"].country == "ML"


def test_the_army_is_the_army_last_named():
    actors = resolved("In Lebanon, in Beirut, the Israeli army struck.", "The army said so.")
    assert actors["army"].actor_id == "il-forces"


def test_the_group_is_the_armed_group_last_named():
    assert resolved("Boko Haram attacked.", "The group fled.")["group"].actor_id == "boko-haram"
    assert isinstance(resolved("The group fled.")["group"], Unresolved)


def test_the_coalition_is_the_coalition_last_named():
    actors = resolved("A multinational coalition struck.", "It said coalition troops were hit.")
    assert actors["coalition troops"].name == "multinational coalition"


def test_its_fighters_belong_to_who_was_named():
    assert resolved("Hezbollah said its fighters fired.")["fighters"].actor_id == "hezbollah"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Resident Hasan Odeh of Hama said gunmen came.", "a resident of Hama"),
        ("Hasan Odeh, 45, a shopkeeper from Homs, hid.", "a shopkeeper of Homs"),
        ("Hasan Odeh, 45, said he hid.", "a private person"),
    ],
)
def test_a_private_person_is_a_role(text, role):
    actors = resolved(text)
    assert role in {actor.name for actor in actors.values()}
    assert not any("Odeh" in actor.name for actor in actors.values())


def test_office_holders_keep_their_names_and_their_office():
    actor = resolved("Pentagon spokesperson Sean Parnell said so.")["Pentagon spokesperson Sean Parnell"]
    assert (actor.name, actor.actor_id, actor.unit.value) == (
        "Pentagon spokesperson Sean Parnell",
        "us-defence-ministry",
        "person",
    )


def test_a_headline_verb_is_no_part_of_a_name():
    assert "President Zelenskyy" in resolved("President Zelenskyy Says Troops Fled.")
    assert "US officials" in resolved("US officials In Syria said so.")


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("They were killed by regime airstrikes.", "regime"),
        ("The regime bombed the town.", "regime"),
        ("Government shelling killed two.", "Government"),
    ],
)
def test_the_deeds_of_a_regime_are_those_of_its_forces(text: str, surface: str) -> None:
    actor = resolved(text, country="SY")[surface]
    assert isinstance(actor, Actor)
    assert actor.actor_id == "sy-forces"


def test_one_that_only_reports_takes_no_part() -> None:
    assert isinstance(resolved("Reuters filmed the raid.")["Reuters"], Unresolved)


def test_the_army_in_the_palestinian_territories_is_the_israeli_one() -> None:
    actor = resolved("They were killed by army fire.", country="PS")["army"]
    assert isinstance(actor, Actor)
    assert actor.actor_id == "il-forces"


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("Saudi-led warplanes bombed a market.", "Saudi-led warplanes", "Saudi-led coalition"),
        ("US-led jets hit a depot.", "US-led jets", "US-led coalition"),
    ],
)
def test_what_a_state_leads_is_its_coalition(text, surface, name):
    assert resolved(text)[surface].name == name


def test_whose_law_bans_a_group_says_nothing_of_where():
    assert find_main_country("The group (banned in Russia) shot dead four soldiers.", table=TABLE) is None
    assert find_main_country("The group shot dead four soldiers in Russia.", table=TABLE) == "RU"
