import pytest

from tallystick.records.mention import Sentence
from tallystick.records.referent import Moment
from tallystick.records.report import Report
from tallystick.stages.mark.expressions import mark_expressions
from tallystick.stages.mark.times import mark_times
from tallystick.stages.resolve.lasting_times import resolve_lasting
from tallystick.stages.resolve.times import resolve_times


def told(text, published="2016-06-01"):
    sentences = [Sentence(index=0, paragraph=0, start=0, end=len(text), text=text)]
    report = Report(id="r", text=text, published=published)
    marked = mark_times(sentences)
    times = resolve_times(marked, report=report, sentences=sentences)
    lengths = mark_expressions(sentences, times=marked)
    whole = resolve_lasting(times, expressions=lengths, report=report, sentences=sentences)
    return [(m.surface, m.moment.edtf) for m in whole if isinstance(m.moment, Moment)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("A week-long offensive that began on 3 May took the town.", "2016-05-03/2016-05-09"),
        ("The three-day battle, which started on 3 May, is over.", "2016-05-03/2016-05-05"),
        ("A two-hour battle that began on 3 May is over.", "2016-05-03"),
        ("A month-long siege begun on 3 March ended.", "2016-03-03/2016-04-02"),
        ("The two-day raid ended on 3 May.", "2016-05-02/2016-05-03"),
        ("Fighting began on 3 May and lasted two days.", "2016-05-03/2016-05-04"),
        ("It was shelled for three days from 3 May.", "2016-05-03/2016-05-05"),
        ("It was shelled daily for a week starting on 3 May.", "2016-05-03/2016-05-09"),
    ],
)
def test_a_length_and_one_end_make_a_range(text, edtf):
    assert [moment for _, moment in told(text)] == [edtf]


@pytest.mark.parametrize(
    ("text", "surface", "edtf"),
    [
        ("It has been shelled daily for a week.", "a week", "2016-05-25/2016-06-01"),
        ("They have besieged it for two months.", "two months", "2016-04-01/2016-06-01"),
    ],
)
def test_what_has_lasted_so_far_ends_with_publication(text, surface, edtf):
    assert told(text) == [(surface, edtf)]


@pytest.mark.parametrize(
    "text",
    [
        "It was shelled daily for a week.",
        "It has been shelled for weeks.",
        "It has not been shelled for a week.",
        "It has been shelled for more than a week.",
        "He has been jailed for ten years.",
        "It is shelled every day.",
    ],
)
def test_a_length_alone_is_no_time(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "He died two weeks after the war that began on 3 May.",
        "The two-day truce was called off; shelling began on 3 May.",
        "He shut the shops for ten days and said that, from 3 May, lorries must unload.",
        "It has been so since 3 May, for two days at least.",
    ],
)
def test_a_length_of_something_else_makes_no_range(text):
    assert [edtf for _, edtf in told(text)][-1].split("/")[0] == "2016-05-03"
    assert [edtf for _, edtf in told(text)][-1] in ("2016-05-03", "2016-05-03/2016-06-01")


def test_without_publication_nothing_has_lasted():
    assert told("It has been shelled for a week.", published=None) == []
