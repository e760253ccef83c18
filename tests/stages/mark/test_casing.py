import pytest

from tallystick.knowledge.actors import load_actors
from tallystick.pipeline import load_tools, tell_report
from tallystick.stages.mark.casing import is_shouted, restore_case, splice
from tallystick.stages.mark.sentences import split_sentences
from tests.factory import a_report, values


def written(text):
    return " ".join(s.text for s in restore_case(split_sentences(text), table=load_actors()))


@pytest.mark.parametrize(
    ("shouted", "plain"),
    [
        ("GUNMEN KILLED TWO FARMERS NEAR MOSUL ON TUESDAY.", "Gunmen killed two farmers near Mosul on Tuesday."),
        ("THE SHINING PATH BURNED A BRIDGE IN MAY.", "The Shining Path burned a bridge in May."),
        ("THE ARMY'S POST WAS HIT ON 3 MAY.", "The army's post was hit on 3 May."),
    ],
)
def test_capitals_are_written_as_running_text(shouted, plain):
    assert written(shouted) == plain
    assert len(written(shouted)) == len(shouted)


@pytest.mark.parametrize("text", ["Gunmen killed two.", "UN, NATO", "Straße ist kein Schrei", "ꟻꟻ 12", ""])
def test_other_text_stays_as_it_is(text):
    assert not is_shouted(text)
    assert written(text) == " ".join(s.text for s in split_sentences(text))


@pytest.mark.parametrize("word", ["İSTANBUL İÇİN", "ﬁFTEEN GUNMEN'S", "ßETA"])
def test_letters_that_change_their_length_keep_every_offset(word):
    text = f"THE {word} ATTACK KILLED FIVE PEOPLE ON MONDAY."
    assert len(written(text)) == len(text)


def test_a_report_in_capitals_is_read_like_any_other():
    text = "GUNMEN KILLED TWO FARMERS NEAR MOSUL ON TUESDAY, POLICE SAID."
    report = a_report(text, published="2021-03-20")
    (account,) = tell_report(report, tools=load_tools("grammar")).accounts
    assert [c.low for c in values(account, "killed")] == [2]
    assert [m.edtf for m in values(account, "time")] == ["2021-03-16"]
    for claim in account.claims:
        assert text[claim.start : claim.end] == claim.surface


def test_the_text_is_spliced_where_its_sentences_changed_and_nowhere_else():
    text = "  GUNMEN KILLED TWO FARMERS NEAR MOSUL.\n\nPolice said so.  "
    whole = splice(text, restore_case(split_sentences(text), table=load_actors()))
    assert whole == "  Gunmen killed two farmers near Mosul.\n\nPolice said so.  "
