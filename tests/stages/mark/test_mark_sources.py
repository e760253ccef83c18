"""Sources: who is cited, in which chain, and what stands on their word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.pipeline import load_tools
from tallystick.records.mention import SourceMention
from tallystick.records.vocabulary import Modality, SourceKind
from tallystick.stages.mark.sentences import split_sentences
from tallystick.stages.mark.source_phrases import Cast
from tallystick.stages.mark.sources import mark_sources
from tallystick.stages.mark.tokens import tokenise


def sources(text: str, *, title: str | None = None, outlet: str | None = None) -> tuple[SourceMention, ...]:
    tools = load_tools("grammar")
    tokens = [tokenise(s) for s in split_sentences(text, title=title)]
    return mark_sources(tokens, heads=tools.source_heads, known=tools.name_source, outlet=outlet)


def over(text: str, words: str, *, title: str | None = None, outlet: str | None = None) -> list[str]:
    """The names of the chain whose scope holds these words, nearest first; the narrowest scope wins."""
    at = text.index(words)
    holding = [
        m for m in sources(text, title=title, outlet=outlet) if m.scope_start <= at and at + len(words) <= m.scope_end
    ]
    if not holding:
        return []
    return [link.name for link in min(holding, key=lambda m: m.scope_end - m.scope_start).chain]


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        (
            "Shells killed 12 people in Ariha on Sunday, the Red Cross said.",
            "12 people",
            ["International Committee of the Red Cross"],
        ),
        ("A doctor told AFP that 12 people had died.", "12 people", ["Agence France-Presse", "doctor"]),
        ("A local source cited by Reuters said 12 people had died.", "12 people", ["Reuters", "local source"]),
        ("Reuters quoted a doctor as saying that 12 people had died.", "12 people", ["Reuters", "doctor"]),
        ("Reuters quoted villagers who fled saying that 12 people had died.", "12 people", ["Reuters", "villagers"]),
        ("12 people had died, a doctor was quoted by Reuters as saying.", "12 people", ["Reuters", "doctor"]),
        ("A doctor told a French court that 12 people had died.", "12 people", ["doctor"]),
        (
            "IS in a statement posted on Twitter and the channel Nur said 12 people died.",
            "12 people",
            ["Islamic State"],
        ),
        ("ISs statement said 12 people had died.", "12 people", ["Islamic State"]),
        ("The Turin-based Amnesty International monitor said 12 people died.", "12 people", ["Amnesty International"]),
        ("A medic spoke. The medic pointed out that 12 people had died.", "12 people", ["medic"]),
        ("Ukraine's state emergency service said 12 died.", "12 died", ["State Emergency Service of Ukraine"]),
        ("Moscow said 12 people had died.", "12 people", ["Russian government"]),
        ("Twelve people had died, according to the United Nations.", "Twelve people", ["United Nations"]),
        ("By the Pentagon's count, 12 attacks took place.", "12 attacks", ["US Department of Defense"]),
        (
            "The attack killed 12 people, police spokesman Omar Kadir said.",
            "12 people",
            ["police spokesman Omar Kadir"],
        ),
        ("A spokesman for Hezbollah said 12 people had died.", "12 people", ["Hezbollah"]),
        ("Hospital staff said 12 people had died.", "12 people", ["Hospital staff"]),
        ("12 people died in the city of Hama on Tuesday media said.", "said", ["media"]),
        ("A monitor based in the UK said 12 people had died.", "12 people", ["monitor"]),
        (
            "Zaria, recognised by Russia, Syria, Iran and Cuba, has stated that 12 died.",
            "12",
            ["a person quoted by name"],
        ),
        ("South Korea’s Joint Chiefs of Staff said 12 died.", "12", ["South Korean Joint Chiefs of Staff"]),
        ("In the last 48 hours military sources said 12 died.", "12", ["military sources"]),
        ("The Marin Centre, which tracks the war, gave a toll of 4. It said 12 died.", "12", ["Marin Centre"]),
        ("Twelve people died. Ali Sow, a farmer, said 12 houses burned.", "12 houses", ["farmer"]),
        (
            "12 people died, said Sami Odeh, director of the Syrian Observatory for Human Rights.",
            "12 people",
            ["Syrian Observatory for Human Rights"],
        ),
        (
            "The Syrian Observatory for Human Rights is in Britain. 12 people died, Observatory head Sami Odeh said.",
            "12 people",
            ["Syrian Observatory for Human Rights"],
        ),
        (
            "The Observatory said a raid took place. Its director, Sami Odeh, said 12 people had died.",
            "12 people",
            ["Syrian Observatory for Human Rights"],
        ),
        ("They hurt nine others some of them badly The source said 12 died.", "12", ["source"]),
    ],
)
def test_names_the_source_of_words(text: str, words: str, names: list[str]) -> None:
    assert over(text, words) == names


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The army said 12 people had died, while 40 houses burned in Ariha.", "40 houses"),
        ("CENTCOM denied that a strike hit the port of Aden.", "the port of Aden"),
        ("Twelve people died, CENTCOM said, two days after a missile hit a ship.", "a missile"),
        ("Islamic State claimed responsibility for the attack in Ariha on Sunday.", "Ariha"),
        ("The number of people killed when a missile hit shops has risen to nine, the United Nations said.", "shops"),
    ],
)
def test_leaves_the_outlets_own_word(text: str, words: str) -> None:
    assert over(text, words) == []


@pytest.mark.parametrize(
    "later",
    ["He said four more had been hurt.", "Guindo said four more had been hurt.", "Four more were hurt, he added.",
     "Four more were hurt, the same official said."],
)  # fmt: skip
def test_goes_back_to_the_earlier_source(later: str) -> None:
    text = f"Nine people were killed, deputy mayor Moussa Guindo told AFP. {later}"
    assert over(text, later[-20:]) == ["Agence France-Presse", "deputy mayor Moussa Guindo"]


def test_runs_on_through_figures_and_quotations() -> None:
    text = "Nine people were killed, the United Nations said. Another 12 were wounded. The market is old."
    assert over(text, "Another 12") == ["United Nations"]
    assert over(text, "The market") == []


def test_drops_the_outlet_itself_from_the_chain() -> None:
    text = "BAMAKO, May 15 (Sahel Wire) - Nine people died, a doctor told Sahel Wire on Monday."
    assert over(text, "Nine people") == ["doctor"]
    assert over("Nine people died, a doctor told Desert Post.", "Nine people", outlet="Desert Post") == ["doctor"]
    assert over("Nine people died, a doctor told Desert Post.", "Nine people") == ["Desert Post", "doctor"]


def test_never_names_a_private_person() -> None:
    text = '"We ran," said Umm Walid, who sells bread nearby. Hasan Odeh, a resident of Hama, said 12 people had died.'
    told = " ".join(link.name for m in sources(text) for link in m.chain)
    assert "Walid" not in told
    assert "Odeh" not in told
    assert over(text, "12 people") == ["resident of Hama"]


def test_an_office_cited_first_has_the_name_that_follows() -> None:
    text = "Four people died, the regional governor said. Ihor Moroz wrote on Telegram that one was a boy."
    assert over(text, "Four people") == over(text, "one was a boy") == ["regional governor Ihor Moroz"]


def test_a_headline_is_attributed_only_where_it_attributes() -> None:
    title = "Twelve dead in Idlib: monitor"
    text = f"{title}\n\nTwelve died, the Syrian Observatory for Human Rights said."
    assert over(text, "Twelve dead", title=title) == ["Syrian Observatory for Human Rights"]
    topic = "Iran: five shot at rally"
    assert over(f"{topic}\n\nNobody spoke.", "five shot", title=topic) == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The army claimed it had killed 12 fighters.", Modality.ALLEGED),
        ("Unconfirmed reports from residents said 12 people had died.", Modality.ALLEGED),
        ("Israel denied carrying out the strike.", Modality.DENIED),
        ("The army said it had killed 12 fighters.", Modality.ASSERTED),
    ],
)
def test_modality_of_the_cue(text: str, modality: Modality) -> None:
    assert [m.modality for m in sources(text)] == [modality]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody has said who did it.",
        "It is not clear who fired.",
        "The war has claimed 12,000 lives.",
        "The toll could rise.",
    ],
)
def test_finds_no_source_where_none_is_cited(text: str) -> None:
    assert sources(text) == ()


@pytest.mark.parametrize("text", ["X said, " * 6000, "the army, who " * 3500, "count by " * 6000, '"' * 50_000])
def test_hostile_text_is_read_in_time(text: str) -> None:
    began = time.process_time()
    sources(text)
    assert time.process_time() - began < 5.0


@given(
    st.lists(
        st.sampled_from('The army said, "12 died" . he according to by AFP told citing ; : \n'.split(" ")), max_size=30
    )
)
def test_spans_are_true_to_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for mention in sources(text):
        assert text[mention.start : mention.end] == mention.surface
        assert mention.chain
        assert 0 <= mention.scope_start <= mention.scope_end <= len(text)


def test_kinds_of_unnamed_sources() -> None:
    kinds = {
        "A doctor": SourceKind.MEDICAL,
        "Rescue workers": SourceKind.HUMANITARIAN,
        "A security source": SourceKind.ANONYMOUS,
        "Two residents": SourceKind.RESIDENT,
        "A defence spokesman": SourceKind.MILITARY,
    }
    for phrase, kind in kinds.items():
        (mention,) = sources(f"{phrase} said 12 people had died.")
        assert (mention.chain[0].kind, mention.chain[0].named) == (kind, False)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("A source at Homs police command", "official"),
        ("A source in the health ministry", "medical"),
        ("A source in the YPG", "armed_group"),
        ("A source in the city", "anonymous"),
    ],
)
def test_an_unnamed_source_is_of_the_kind_of_the_body_it_sits_in(source: str, kind: str) -> None:
    (mention,) = sources(f"{source} said that 12 people had died.")
    assert [(link.kind, link.named) for link in mention.chain] == [(kind, False)]


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        (
            "According to a source at Brenn Hospital two people were killed in the raid.",
            "two people",
            ["source at Brenn Hospital"],
        ),
        (
            "According to the Red Cross the strikes killed 12 people.",
            "12 people",
            ["International Committee of the Red Cross"],
        ),
        ("Reuters however reported that 12 people had died.", "12 people", ["Reuters"]),
    ],
)
def test_a_source_ends_where_a_clause_follows_without_a_comma(text, words, names):
    assert over(text, words) == names


def test_a_noun_after_a_preposition_belongs_to_the_source():
    assert over("12 people were killed, according to the head of the two clinics.", "12 people") == [
        "head of the two clinics"
    ]


def test_a_sentence_whose_full_stop_is_lost_begins_at_its_capital():
    text = "Six men died in Ariha According to a doctor 12 people were hurt."
    assert over(text, "Six men") == []
    assert over(text, "12 people") == ["doctor"]
    title = "Six Men Killed in Ariha According to Doctors"
    assert over(title, "Six Men", title=title) == ["Doctors"]


def test_another_states_media_keep_their_state():
    text = "12 people were killed in Homs, Syria, on Monday, Ruritanian state TV said."
    assert over(text, "12 people") == ["Ruritanian state TV"]


def test_state_media_are_cut_from_the_words_that_ran_into_them():
    text = "Two bombs went off in Homs. 12 people died in the latest blasts to hit the district Syrian state TV said."
    plain = "12 people died in Homs on Monday in the latest blasts to hit the Syrian district state television said."
    assert over(text, "12 people") == over(plain, "12 people") == ["Syrian state media"]


def test_a_capital_does_not_change_what_body_a_source_sits_in():
    (mention,) = sources("Source at Brenn Governorate said 12 people had died.")
    assert mention.chain[0].kind is SourceKind.OFFICIAL


@pytest.mark.parametrize(("words", "names"), [("officials of", []), ("officials of Brenn", ["officials of Brenn"])])
def test_words_that_break_off_name_nobody(words, names):
    tools = load_tools("grammar")
    cast = Cast(heads=tools.source_heads, known=tools.name_source, text="", country_of=lambda: None)
    assert [link.name for link in cast.read(words, sentence=0, narrow=False)] == names


@pytest.mark.parametrize("told", ["Harbour News", "Harbour News Digital"])
def test_the_outlet_is_no_link_of_its_own_report(told):
    text = f"A doctor told {told} that 12 people had died."
    assert over(text, "12 people", outlet="Harbour News") == ["doctor"]


def test_an_agency_credited_in_a_run_on_page_is_its_outlet():
    text = "Shells kill 12 in Hama AFP Friday 14 Oct 2016 A doctor told AFP that 12 people had died."
    assert over(text, "12 people") == ["doctor"]
