from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.knowledge.acts import load_acts
from tallystick.records.mention import ActMention
from tallystick.records.vocabulary import EventType, Modality
from tallystick.stages.mark.acts import mark_acts
from tallystick.stages.mark.means import mark_means
from tallystick.stages.mark.sentences import split_sentences
from tallystick.stages.mark.tokens import tokenise


def acts(text: str, *, title: bool = False) -> tuple[ActMention, ...]:
    sentences = split_sentences(text, title=text if title else None)
    return mark_acts([tokenise(s) for s in sentences], lexicon=load_acts(), means=mark_means(sentences))


def words(text: str, *, title: bool = False) -> list[str]:
    return [m.surface for m in acts(text, title=title)]


def roles(text: str, surface: str) -> tuple[str | None, str | None]:
    act = next(m for m in acts(text) if m.surface == surface)
    return (
        text[slice(*act.agent)].strip() if act.agent else None,
        text[slice(*act.patient)].strip() if act.patient else None,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Men came and burned down four classrooms.", ["burned down"]),
        ("A bomber blew himself up among worshippers.", ["blew himself up"]),
        ("They took more than 1,100 hostage on the first day.", ["took more than 1,100 hostage"]),
        ("The capture of Mobye surprised nobody.", ["capture"]),
        ("The convoy came under fire near Kidal.", ["came under fire"]),
        ("Officers used tear gas on Moi Avenue.", ["used tear gas"]),
        ("Mines and shells have killed 188 people.", ["shells", "killed"]),
    ],
)
def test_words_that_tell_an_act(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jets bomb church sheltering the displaced", ["bomb"]),
        ("Settlers torch cars in village", ["torch"]),
        ("Troops kill seven militants", ["kill"]),
        ("Army chief blasts critics", []),
    ],
)
def test_present_verbs_of_headlines(text: str, expected: list[str]) -> None:
    assert words(text, title=True) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She suffered a heart attack on Monday.",
        "The senator kept attacking Democrats.",
        "An attack on democracy, he called it.",
        "Nurses in the union begin a strike on Tuesday.",
        "She was fired for criticising the minister.",
        "The minister was in Brussels on March 22.",
        "The capture was filmed.",
        "Ruble hits 8-month low against the dollar.",
        "Hackers launched attacks on the bank's servers.",
        "They drove past burning tyres.",
        "Forces are taking on militants.",
    ],
)
def test_words_that_tell_none(text: str) -> None:
    assert [m.surface for m in acts(text) if "weak" not in m.flags] == []


def test_a_march_needs_no_conflict_word_where_a_crowd_marches() -> None:
    assert "light" not in acts("Some 2,000 residents marched to the station.")[0].flags
    assert "light" in acts("The column marched to the station.")[0].flags


@pytest.mark.parametrize(
    ("text", "surface", "agent", "patient"),
    [
        ("CCTV shows a rocket striking a market.", "striking", "a rocket", "a market"),
        ("Two were killed in strikes on Raqqa, a city controlled by the group.", "killed", None, "Two"),
        ("Air strikes on a town held by the group killed two boys.", "killed", "Air strikes", "two boys"),
        ("Moscow accused Kyiv of a missile strike on Donetsk.", "missile strike", "Kyiv", "Donetsk"),
        ("Police said the gunmen came by road and opened fire.", "opened fire", "the gunmen", None),
        ("The shells were fired from army positions.", "fired", "army positions", "The shells"),
        ("Gunmen who killed 12 villagers fled.", "killed", "Gunmen", "12 villagers"),
        ("Houthi drone attack kills three.", "attack", "Houthi drone", None),
        ("Israel's planes bombed Rafah on Monday.", "bombed", "Israel's planes", "Rafah"),
        ("Killing three, gunmen stormed the village.", "Killing", "gunmen", "three"),
        ("Rebels stormed the town and killed 12 people.", "killed", "Rebels", "12 people"),
        ("Armed men stormed Petite, burning houses.", "burning", "Armed men", "houses"),
        ("Five soldiers were gunned down by militants.", "gunned down", "militants", "Five soldiers"),
        ("Troops backed by Ruritania captured Bria.", "captured", "Troops", "Bria"),
        ("The attack was claimed by Islamic State.", "attack", "Islamic State", None),
        ("Insurgents carried out a series of attacks on army posts.", "attacks", "Insurgents", "army posts"),
        ("Fighting between the army and the RSF killed ten.", "Fighting", "the army", "the RSF"),
        ("The shelling of Kherson by Russian forces left two dead.", "shelling", "Russian forces", "Kherson"),
        ("Ukraine accused Russia of shelling the plant.", "shelling", "Russia", "the plant"),
        ("The army, a large force, took Raqqa from the rebels.", "took", "The army", "Raqqa from the rebels"),
        ("The convoy came under fire from rebels near Kidal.", "came under fire", "rebels", "The convoy"),
        ("Officials blamed the attack on the rebels.", "attack", "the", None),
        ("The raid left ten villagers who died of wounds.", "died", None, "ten villagers"),
        ("Shots were fired at soldiers in Corinto.", "fired at", None, "soldiers"),
        ('"Rioters" stormed a police post.', "stormed", '"Rioters"', "a police post"),
    ],
)
def test_doer_and_done_to(text: str, surface: str, agent: str | None, patient: str | None) -> None:
    assert roles(text, surface) == (agent, patient)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Rebels attacked the base.", Modality.ASSERTED),
        ("Rebels reportedly attacked the base.", Modality.ALLEGED),
        ("Rebels did not attack the base.", Modality.DENIED),
        ("Rebels will attack the base.", Modality.PLANNED),
        ("Rebels threatened to attack the base.", Modality.PLANNED),
        ("Rebels could attack the base.", Modality.HYPOTHETICAL),
        ("The army foiled an attack.", Modality.HYPOTHETICAL),
        ("Jets carried out retaliatory airstrikes in Syria.", Modality.ASSERTED),
        ("The army warned of an imminent attack.", Modality.PLANNED),
        ("The rebels denied the attack.", Modality.DENIED),
        ("Officials were calling it a targeted attack.", Modality.ASSERTED),
    ],
)
def test_modality(text: str, modality: Modality) -> None:
    assert next(m for m in acts(text) if "attack" in m.surface or "airstrike" in m.surface).modality is modality


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A drone attack hit the depot.", EventType.AIR_DRONE_STRIKE),
        ("A mortar bombardment hit the depot.", EventType.SHELLING_ARTILLERY_MISSILE_ATTACK),
        ("A car bomb went off.", EventType.REMOTE_EXPLOSIVE_LANDMINE_IED),
        ("A bomber blew herself up.", EventType.SUICIDE_BOMB),
        ("Gunmen abducted 12 girls.", EventType.ABDUCTION_FORCED_DISAPPEARANCE),
    ],
)
def test_event_type(text: str, kind: EventType) -> None:
    assert acts(text)[0].event_type is kind


def test_flags_of_reference() -> None:
    assert acts("The attack shook the town.")[0].definite
    assert acts("A second attack shook the town.")[0].novel
    assert acts("Rebels had attacked the base.")[0].recalled
    assert acts("It came in response to an attack on the base.")[0].cause
    assert not acts("An attack on the former president failed.")[0].recalled


PIECES = st.lists(
    st.sampled_from(
        'attack killed by the rebels who were " , and took hostage blamed on March 22 Army in fired at . of'.split()
    ),
    max_size=60,
)


@given(PIECES)
@settings(max_examples=150, deadline=None)
def test_every_stretch_lies_in_its_sentence(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for sentence in split_sentences(text):
        for act in mark_acts([tokenise(sentence)], lexicon=load_acts(), means=[]):
            assert text[act.start : act.end] == act.surface
            low, high = act.clause_start, act.clause_end
            assert sentence.start <= low <= act.start < act.end <= high <= sentence.end
            for stretch in (act.agent, act.patient):
                assert stretch is None or sentence.start <= stretch[0] < stretch[1] <= sentence.end


@pytest.mark.parametrize("word", ["attack ", "the army and ", "killed by ", "accused of ", "took ", '" ', ", ", "who "])
def test_endless_sentences_are_read_in_time(word: str) -> None:
    text = word * (50_000 // len(word))
    began = time.process_time()
    acts(text)
    assert time.process_time() - began < 3
