"""What an account says: its type, modality, standing, clarity and claims."""

from __future__ import annotations

import pytest
from factory import a_report, tell, told, values

from tallystick.records.vocabulary import EventType, Modality


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A drone struck a fuel depot in Belgorod on Monday, wounding three workers.", "Air/drone strike"),
        ("Warplanes bombed a market in Raqqa on Sunday, killing seven people.", "Air/drone strike"),
        ("A helicopter gunship attacked a village near Gao on Monday, killing four people.", "Air/drone strike"),
        ("A missile hit a tower in Kharkiv on Monday, killing three.", "Shelling/artillery/missile attack"),
        ("Rockets hit a base near Erbil on Monday, wounding two people.", "Shelling/artillery/missile attack"),
        ("Artillery shelled a village near Bakhmut on Monday.", "Shelling/artillery/missile attack"),
        ("A suicide bomber killed nine people at a mosque in Kunduz on Friday.", "Suicide bomb"),
        ("A bomb blast killed nine people in Kunduz. The suicide bomber struck during prayers.", "Suicide bomb"),
        ("A roadside bomb killed four soldiers near Gao on Monday.", "Remote explosive/landmine/IED"),
        ("A car bomb exploded in Mogadishu on Monday, killing six people.", "Remote explosive/landmine/IED"),
        ("A landmine killed two children near Hodeidah on Monday.", "Remote explosive/landmine/IED"),
        ("A man threw a grenade into a bar in Bujumbura on Monday, wounding six people.", "Grenade"),
        ("A chlorine attack killed eleven people in Khan Sheikhoun on Tuesday.", "Chemical weapon"),
        ("Troops clashed with militants near Gao on Monday, leaving three soldiers dead.", "Armed clash"),
        ("Militants attacked an army base near Gao on Monday, killing 12 soldiers.", "Armed clash"),
        ("Gunmen attacked a village near Mopti on Saturday, killing nine civilians.", "Attack"),
        ("Gunmen abducted 12 girls from a school in Zamfara on Monday.", "Abduction/forced disappearance"),
        ("Soldiers raped 12 women in Tabit on Monday.", "Sexual violence"),
        ("Gunmen looted a warehouse in El Fasher on Monday.", "Looting/property destruction"),
        ("Hundreds of people protested in Khartoum on Monday against bread prices.", "Peaceful protest"),
        ("Thousands of people marched in Yangon on Monday against the coup.", "Peaceful protest"),
        ("Hundreds protested in Khartoum on Monday and police used tear gas.", "Protest with intervention"),
        ("Police broke up a protest by students in Kampala on Monday.", "Protest with intervention"),
        ("Demonstrators protested in Khartoum on Monday and threw stones at police.", "Violent demonstration"),
        ("A mob lynched two men in Lahore on Monday.", "Mob violence"),
        ("Security forces shot dead four protesters in Khartoum on Monday.", "Excessive force against protesters"),
        ("Soldiers opened fire on protesters in Yangon on Monday.", "Excessive force against protesters"),
        ("Rebels captured the town of Bria on Monday after heavy fighting.", "Non-state actor overtakes territory"),
        ("Government troops recaptured the town of Bria from rebels on Monday.", "Government regains territory"),
        ("The government and the rebels signed a ceasefire agreement in Khartoum on Monday.", "Agreement"),
        ("Police arrested 12 activists in Khartoum on Monday.", "Arrests"),
    ],
)
def test_event_type(text: str, kind: str) -> None:
    assert [a.event_type for a in tell(text)] == [EventType(kind)]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Rebels attacked the town of Bria on Friday, killing three people.", Modality.ASSERTED),
        ("Rebels attacked the town of Bria on Friday, a general said.", Modality.ASSERTED),
        ("Rebels reportedly attacked the town of Bria on Friday, killing three people.", Modality.ALLEGED),
        ("Rebels claimed they had killed 20 soldiers in Bria on Friday.", Modality.ALLEGED),
        ("The army did not attack the town of Bria on Friday, a general said.", Modality.DENIED),
        ("The army will attack the rebel town of Bria on Friday, a general said.", Modality.PLANNED),
        ("Al-Shabaab threatened to attack the town of Baidoa.", Modality.PLANNED),
        ("Rebels could attack the town of Bria, the army said.", Modality.HYPOTHETICAL),
        ("The army said it foiled an attack by Al-Shabaab on a base near Baidoa on Tuesday.", Modality.HYPOTHETICAL),
    ],
)
def test_modality(text: str, modality: Modality) -> None:
    assert [a.modality for a in tell(text)] == [modality]


@pytest.mark.parametrize(
    "text", ["The army warned of an imminent attack on Bria", "The town of Bria could be attacked"]
)
def test_what_may_come_is_told_only_with_a_doer(text: str) -> None:
    assert tell(f"{text}.") == ()
    assert len(tell(f"{text} by Al-Shabaab.")) == 1


@pytest.mark.parametrize(
    ("text", "standings"),
    [
        (
            "The army shelled a village near Gao on Monday in retaliation for an ambush on a convoy in Menaka.",
            ["main", "background"],
        ),
        (
            "Israeli jets bombed a Hamas post in Gaza on Monday in response to a rocket attack on Sderot.",
            ["main", "background"],
        ),
        (
            "A roadside bomb hit Gao on Monday. In January 2019, gunmen had killed 26 soldiers in an attack on Menaka.",
            ["main", "background"],
        ),
        (
            "A car bomb exploded in Mogadishu on Monday. A truck bomb killed nearly 600 people there in October 2017.",
            ["main", "background"],
        ),
        (
            "Rockets hit a base near Erbil on Monday. Militants have carried out 60 attacks on the base since October.",
            ["main", "aggregate"],
        ),
    ],
)
def test_standing(text: str, standings: list[str]) -> None:
    assert [a.standing for a in tell(text)] == standings


def test_a_sum_is_aggregated_and_counts_its_attacks() -> None:
    _, total = tell(
        "A rocket attack hit a base near Erbil on Monday, wounding two soldiers. "
        "Militants have carried out at least 60 attacks on the base since October."
    )
    assert total.clarity == "aggregated"
    assert [(s.low, s.high) for s in values(total, "strikes")] == [(60, None)]
    assert [(t.earliest, t.latest) for t in values(total, "time")] == [("2020-10-01", "2021-03-15")]


def test_long_before_a_dated_report_is_background() -> None:
    text = "A car bomb exploded in Mogadishu on 3 January 2021, killing six people."
    assert [a.standing for a in tell(text, published="2021-01-04")] == ["main"]
    assert [a.standing for a in tell(text, published="2021-03-15")] == ["background"]


DENIED_DOER = (
    "A rocket attack killed five people in Raqqa on Friday. "
    "The Turkish army denied that its forces carried out the attack."
)
DENIED_AT_ALL = (
    "Rebels said the army shelled Bria on Monday, killing four people. The army denied that any shelling took place."
)


def test_who_denies_being_the_doer_is_a_denied_perpetrator_on_its_own_word() -> None:
    [account] = tell(DENIED_DOER)
    doers = [c for c in account.claims if c.field == "perpetrator"]
    assert {(c.value.name, c.modality) for c in doers} == {("Turkish forces", Modality.DENIED)}
    assert {c.source[0].name for c in doers} == {"Turkish forces"}
    assert account.modality is Modality.ASSERTED
    assert not [c for c in account.claims if c.field == "occurrence"]


def test_who_denies_the_act_denies_the_occurrence() -> None:
    [account] = tell(DENIED_AT_ALL)
    [denial] = [c for c in account.claims if c.field == "occurrence"]
    assert denial.value is False
    assert [link.name for link in denial.source] == ["army"]
    assert account.modality is Modality.ASSERTED


def test_blame_is_on_the_word_of_who_blames() -> None:
    [account] = tell(
        "A blast killed five people in Quetta on Friday. Police blamed the attack on the Pakistani Taliban."
    )
    [doer] = [c for c in account.claims if c.field == "perpetrator"]
    assert doer.value.name == "Tehreek-e-Taliban Pakistan"
    assert "police" in doer.source[0].name.lower()


@pytest.mark.parametrize("claim_first", [True, False])
def test_who_claims_an_attack_is_its_doer_on_its_own_word(claim_first: bool) -> None:
    sentences = [
        "Islamic State claimed responsibility for the attack.",
        "A suicide bomber killed nine people at a mosque in Kunduz on Friday.",
    ]
    [account] = tell(" ".join(sentences if claim_first else sentences[::-1]))
    [doer] = [c for c in account.claims if c.field == "perpetrator"]
    assert (doer.value.name, doer.source[0].name) == ("Islamic State", "Islamic State")


def test_each_claim_stands_on_its_own_tellers_word() -> None:
    [account] = tell(
        "An airstrike hit a bakery in Raqqa on Friday, residents said. The army said the strike killed six militants."
    )
    by_field = {c.field: [link.name for link in c.source] for c in account.claims if c.field in ("place", "killed")}
    assert by_field == {"place": ["residents"], "killed": ["army"]}


def test_a_value_that_two_sources_tell_is_claimed_on_the_word_of_each() -> None:
    [account] = tell(
        "Gunmen attacked Raqqa on Friday, residents said. The army said the attack on Raqqa on Friday killed six."
    )
    told = {f: [[s.name for s in c.source] for c in account.claims if c.field == f] for f in ("place", "time")}
    assert told == {"place": [["residents"], ["army"]], "time": [["residents"], ["army"]]}


def test_nobody_hurt_is_a_figure_of_none() -> None:
    [account] = tell("A rocket hit a field near Sderot on Monday. There were no casualties.")
    assert [(v.low, v.high) for v in values(account, "casualties")] == [(0, 0)]


def test_an_origin_is_not_a_place() -> None:
    [account] = tell("Missiles launched from Shaddadi hit a village near Deir ez-Zor on Monday, killing four people.")
    assert ["Shaddadi" in v.name for v in values(account, "origin")] == [True]
    assert ["Shaddadi" in v.name for v in values(account, "place")] == [False]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Gunmen killed four villagers near Mopti on Saturday, the army said on Tuesday.", ["2021-03-13"]),
        ("Gunmen killed four villagers near Mopti, the governor told reporters on Tuesday.", []),
        ("Shelling hit Kherson yesterday.", ["2021-03-14"]),
    ],
)
def test_the_day_of_a_statement_is_not_the_day_of_the_act(text: str, days: list[str]) -> None:
    [account] = tell(text)
    assert [t.edtf for t in values(account, "time")] == days


def test_a_place_that_could_be_two_is_unknown_with_its_reason() -> None:
    [account] = tell("Shelling hit Ariha on Sunday.")
    [place] = [c for c in account.claims if c.field == "place"]
    assert place.value is None
    assert place.surface == "Ariha"
    assert place.because
    assert "several places" in place.because


def test_state_forces_abroad_are_external() -> None:
    [at_home] = tell("Turkish jets bombed a camp near Diyarbakir on Monday, killing three people.")
    [abroad] = tell("Turkish jets bombed a camp near Raqqa on Monday, killing three people.")
    assert [v.kind for v in values(at_home, "perpetrator")] == ["state_forces"]
    assert [v.kind for v in values(abroad, "perpetrator")] == ["external_forces"]


def test_an_account_quotes_every_sentence_it_rests_on() -> None:
    report = a_report(DENIED_DOER)
    [account] = told(report).accounts
    assert [q.text for q in account.evidence] == [s if s.endswith(".") else f"{s}." for s in DENIED_DOER.split(". ")]
    for claim in account.claims:
        assert any(q.start <= claim.start and claim.end <= q.end for q in account.evidence)


def test_claims_of_places_and_times_have_a_score_and_no_others() -> None:
    account = tell("Gunmen killed two men in Kharkiv on 8 May 2024, Ukrainian police said.")[0]
    scored = {claim.field.value for claim in account.claims if claim.score is not None}
    assert scored == {"place", "time"}


def test_a_place_that_little_points_to_is_told_and_marked_uncertain() -> None:
    account = tell("Gunmen killed two men in San Antonio on Sunday, Colombian police in Bogota and Cali said.")[0]
    claim = next(c for c in account.claims if c.field == "place")
    assert claim.value is not None
    assert claim.score is not None
    assert claim.score < 0.8
    assert claim.because is not None
    assert claim.because.startswith("uncertain: ")


@pytest.mark.parametrize(
    "body",
    [
        "Mill burned in a village of the plain NCA Saturday 13 Mar 2021 Gunmen burned a mill near Kharkiv on Friday.",
        "Gunmen burned a mill. MOSCOW March 13 (NCA) - Gunmen burned a mill near Kharkiv on Friday.",
    ],
)
def test_the_day_of_writing_that_stands_in_the_text_is_no_day_of_an_act(body: str) -> None:
    days = {moment.edtf for account in tell(body) for moment in values(account, "time")}
    assert days == {"2021-03-12"}


def test_two_towns_of_one_list_are_both_told_however_near() -> None:
    [account] = tell("Syrian jets bombed Talbiseh and Rastan in Homs province on Monday, killing 12 civilians.")
    assert len(values(account, "place")) == 2
