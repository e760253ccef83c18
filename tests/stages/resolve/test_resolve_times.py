import time

import pytest

from tallystick.records.mention import Sentence
from tallystick.records.referent import Moment, Unresolved
from tallystick.records.report import Quote, Report
from tallystick.stages.mark.times import mark_times
from tallystick.stages.resolve.times import resolve_times, told_on

WEDNESDAY = "2023-12-20"


def moments(text, published=WEDNESDAY, dateline=None):
    sentences = [Sentence(index=0, paragraph=0, start=0, end=len(text), text=text)]
    line = Quote(start=0, end=len(dateline), text=dateline) if dateline else None
    report = Report(id="r", text=text, published=published, dateline=line)
    return [mention.moment for mention in resolve_times(mark_times(sentences), report=report, sentences=sentences)]


def moments_of(*texts, published=WEDNESDAY):
    sentences, start = [], 0
    for n, text in enumerate(texts):
        sentences.append(Sentence(index=n, paragraph=0, start=start, end=start + len(text), text=text))
        start += len(text) + 1
    report = Report(id="r", text=" ".join(texts), published=published)
    return [mention.moment for mention in resolve_times(mark_times(sentences), report=report, sentences=sentences)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It fell on Tuesday.", "2023-12-19"),
        ("It fell on Wednesday.", "2023-12-20"),
        ("It fell last Wednesday.", "2023-12-13"),
        ("They will meet on Friday.", "2023-12-22"),
        ("A bus went off next to the mill on Friday.", "2023-12-15"),
        ("He said on Friday that it will go on.", "2023-12-15"),
        ("Nine were hurt by Tuesday's raid.", "2023-12-19"),
        ("Ten have died since New Year.", "2023-01-01/2023-12-20"),
        ("It fell yesterday.", "2023-12-19"),
        ("It fell overnight.", "2023-12-19/2023-12-20"),
        ("It fell two days ago.", "2023-12-18"),
        ("It fell last week.", "2023-12-11/2023-12-17"),
        ("It fell over the weekend.", "2023-12-16/2023-12-17"),
        ("It fell on Dec. 13.", "2023-12-13"),
        ("It fell on 22 December.", "2023-12-22"),
        ("It fell on 31 December.", "2022-12-31"),
        ("It fell on 31 December in 2016.", "2016-12-31"),
        ("Raids on November 24-27 hit it.", "2023-11-24/2023-11-27"),
        ("Between December 30 and January 2 it burned.", "2022-12-30/2023-01-02"),
        ("It fell on 13/12/2023.", "2023-12-13"),
        ("It fell in March.", "2023-03"),
        ("It fell in April last year.", "2022-04"),
        ("It fell in early 2017.", "2017"),
        ("It fell in the summer of 2016.", "2016-22"),
        ("It went on since Tuesday.", "2023-12-19/2023-12-20"),
        ("It went on since the start of October.", "2023-10-01/2023-12-20"),
        ("It fell in recent weeks.", "../2023-12-20"),
        ("It fell on New Year's Eve.", "2022-12-31"),
        ("Between 2011 and 2013 it burned.", "2011/2013"),
    ],
)
def test_days_are_counted_from_publication(text, edtf):
    assert moments(text)[0].edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The truce runs until 14 January.", "../2024-01-14"),
        ("They must leave by Jan. 14.", "../2024-01-14"),
        ("The truce was extended to 14 January.", "2024-01-14"),
        ("The truce held until 14 December.", "../2023-12-14"),
        ("The envoys would meet on Friday.", "2023-12-22"),
        ("They had planned to fire, but were arrested Friday.", "2023-12-15"),
        ("The vote, scheduled for Friday, is off.", "2023-12-22"),
        ("The court reconvenes on 14 January.", "2024-01-14"),
        ("The court was closed on 14 January.", "2023-01-14"),
        ("It joined in July 1997, and will vote on 14 January.", "2024-01-14"),
        ("They said they would appeal against Friday's ruling.", "2023-12-15"),
        ("Ahead of her visit, the ministry on Friday warned travellers.", "2023-12-15"),
        ("They must find a way around it, a note read Friday said.", "2023-12-15"),
        ("The polls open this summer.", "2023-22"),
        ("Bonds due 2035 fell on 14 December.", "2023-12-14"),
    ],
)
def test_the_future_is_told_by_its_words(text, edtf):
    assert moments(text)[-1].edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It fell on Christmas Day 2015.", "2015-12-25"),
        ("It fell over Easter.", "2023-04-09"),
        ("It fell on Orthodox Christmas.", "2023-01-07"),
        ("It fell on Good Friday.", "2023-04-07"),
        ("It fell on Easter Sunday 2019.", "2019-04-21"),
        ("It fell during the Muslim holy month of Ramadan.", "2023-03-22/2023-04-22"),
        ("It fell on the first day of Eid al-Fitr.", "2023-04-21/2023-04-23"),
        ("It fell during Eid al-Adha last year.", "2022-07-09/2022-07-14"),
        ("It fell on Ashura.", "2023-07-27/2023-07-29"),
        ("It fell on Nowruz in 2016.", "2016-03-20"),
        ("It fell on Yom Kippur.", "2023-09-25"),
        ("They have starved since Ramadan.", "2023-03-22/2023-12-20"),
        ("It will meet on Orthodox Christmas.", "2024-01-07"),
    ],
)
def test_feasts(text, edtf):
    assert moments(text)[0].edtf == edtf


def test_a_feast_that_moves_needs_a_year():
    assert isinstance(moments("It fell during Ramadan.", published=None)[0], Unresolved)
    assert moments("It fell on Christmas Day.", published=None)[0].edtf == "XXXX-12-25"


@pytest.mark.parametrize(
    "text", ["Eid prayers were held.", "The Easter Sunday bombings were recalled.", "He met Ramadan Ali."]
)
def test_names_with_a_feast_in_them_are_no_times(text):
    assert moments(text) == []


@pytest.mark.parametrize(
    "text",
    ["It fell on 31 February.", "It fell on February 30, 2016.", "It fell on 29 February 2015.", "It fell on 31 June."],
)
def test_days_that_there_are_not(text):
    (moment,) = moments(text)
    assert isinstance(moment, Unresolved)
    assert "no such day" in moment.because


def test_since_is_open_up_to_publication():
    (moment,) = moments("It has been shelled since 2011.", published="2016-05-04")
    assert (moment.edtf, moment.earliest, moment.latest) == ("2011-01-01/2016-05-04", "2011-01-01", "2016-05-04")


def test_the_dateline_may_be_a_day_ahead_of_publication_elsewhere():
    assert (
        moments("It fell on Thursday.", published="2023-12-20", dateline="SYDNEY, Dec 21 (Agency)")[0].edtf
        == "2023-12-21"
    )


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("It fell on Saturday night.", "night"),
        ("At dawn on Tuesday it fell.", "dawn"),
        ("Around 3 a.m. on Sunday it fell.", "early_morning"),
        ("It fell overnight.", "overnight"),
    ],
)
def test_the_part_of_the_day_is_kept(text, part):
    assert moments(text)[0].part_of_day == part


@pytest.mark.parametrize(
    "text",
    [
        "It fell on Tuesday.",
        "It fell yesterday.",
        "It fell last week.",
        "It fell in recent weeks.",
        "It fell two days ago.",
    ],
)
def test_without_a_day_of_publication_nothing_is_counted(text):
    (moment,) = moments(text, published=None)
    assert isinstance(moment, Unresolved)
    assert "publication" in moment.because


def test_an_unknown_year_stays_unknown():
    (moment,) = moments("Raids on November 24-27 hit it.", published=None)
    assert isinstance(moment, Moment)
    assert (moment.edtf, moment.earliest, moment.latest) == ("XXXX-11-24/XXXX-11-27", "XXXX-11-24", "XXXX-11-27")


@pytest.mark.parametrize("text", ["It fell on 03/04/2023.", "The October 7 attack was recalled.", "It fell at dawn."])
def test_what_cannot_be_known_says_why(text):
    (moment,) = moments(text)
    assert isinstance(moment, Unresolved)
    assert moment.because


def test_the_dateline_goes_before_publication():
    assert (
        moments("It fell on Tuesday.", published="2023-12-20", dateline="KYIV, Dec 12 (Agency)")[0].edtf == "2023-12-12"
    )


def test_the_same_day_is_the_day_told_before():
    first, second = moments("It fell on Sunday and again the next day.")
    assert (first.edtf, second.edtf) == ("2023-12-17", "2023-12-18")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It fell about 3 May.", "2023-05-03~"),
        ("It fell on or about 10 March 2022.", "2022-03-10~"),
        ("It fell in around October.", "2023-10~"),
        ("It was founded around 2015.", "2015~"),
        ("It has burned since about 3 May.", "2023-05-03~/2023-12-20"),
        ("It fell two weeks ago.", "2023-12-06~"),
        ("It fell almost three years ago.", "2020~"),
    ],
)
def test_what_is_told_about_is_approximate(text, edtf):
    (moment,) = moments(text)
    assert moment.edtf == edtf
    assert "~" not in f"{moment.earliest}{moment.latest}"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It fell this week.", "2023-12-18/2023-12-20"),
        ("It fell earlier this week.", "2023-12-18/2023-12-20"),
        ("They will meet this week.", "2023-12-18/2023-12-24"),
        ("They will meet later this week.", "2023-12-20/2023-12-24"),
        ("It fell earlier in the week.", "2023-12-18/2023-12-20"),
        ("Nine have died this year.", "2023-01-01/2023-12-20"),
        ("Nine died over the last year.", "2022-12-20/2023-12-20"),
        ("Nine have died since last December.", "2022-12-01/2023-12-20"),
        ("Nine have died since last week.", "2023-12-11/2023-12-20"),
        ("Nine have died since the weekend.", "2023-12-16/2023-12-20"),
        ("It fell this past weekend.", "2023-12-16/2023-12-17"),
        ("It fell in the first week of November.", "2023-11-01/2023-11-07"),
        ("It fell on the last Friday in November.", "2023-11-24"),
        ("It fell on 3 May last year.", "2022-05-03"),
        ("It fell last Tuesday.", "2023-12-12"),
        ("It fell the day before yesterday.", "2023-12-18"),
        ("It fell on Monday the 18th.", "2023-12-18"),
        ("It fell overnight into Tuesday.", "2023-12-18/2023-12-19"),
        ("It fell in the last twenty-four hours.", "2023-12-19/2023-12-20"),
        ("He was held between late February and April.", "2023-02/2023-04"),
        ("It fell in January and February 2007.", "2007-01/2007-02"),
        ("Nine thousand have died since the war broke out in March 2011.", "2011-03-01/2023-12-20"),
        ("Nine have died since the coup of March 2011.", "2011-03"),
        ("Tuesdays attack was the third.", "2023-12-19"),
    ],
)
def test_looser_words_are_counted_from_publication(text, edtf):
    assert moments(text)[0].edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It fell on 3 May. That week it burned.", "2023-05-01/2023-05-07"),
        ("It fell on 3 May. The same week it burned.", "2023-05-01/2023-05-07"),
        ("It fell on 3 May. The week before, it burned.", "2023-04-24/2023-04-30"),
        ("It fell on 3 May. Later that month it burned.", "2023-05"),
        ("It fell in March 2019. That year it burned.", "2019"),
        ("It fell on 3 May. That same night it burned.", "2023-05-03"),
        ("It fell in March 2019. Since then nine have died.", "2019-03-01/2023-12-20"),
        ("It fell on 3 May. It was taken a day before.", "2023-05-02"),
        ("They were found on Friday, two days after gunmen took them.", "2023-12-13"),
        ("It fell on 3 May. Some three hours later it burned.", "2023-05-03"),
        ("It fell on 3 May 2017. It burned in June of that year.", "2017-06"),
    ],
)
def test_the_time_told_last_is_counted_from(text, edtf):
    assert moments(text)[-1].edtf == edtf


@pytest.mark.parametrize(
    "text",
    ["That week it burned.", "Since then nine have died.", "It fell from March to May 2019. That month it burned."],
)
def test_without_a_time_told_last_nothing_is_counted_from_it(text):
    assert isinstance(moments(text)[-1], Unresolved)


def test_days_after_another_sentence_are_not_counted_from_its_day():
    assert isinstance(moments_of("It fell on Friday.", "It came two days after gunmen left.")[-1], Unresolved)


def test_some_weekday_is_no_weekday_of_now():
    assert [m.edtf for m in moments("On a Monday in May it fell.")] == ["2023-05"]
    assert [m.edtf for m in moments("It fell in a Monday night raid.")] == ["2023-12-18"]


@pytest.mark.parametrize(
    "head",
    [
        "Bomb in a suburb of the town NCA Tuesday 12 Dec 2023 A bomb",
        "12 December 2023 A bomb",
        "Published December 12 2023 A bomb",
    ],
)
def test_the_day_that_a_page_prints_goes_before_publication(head):
    assert moments(f"{head} fell on Monday.")[-1].edtf == "2023-12-11"


@pytest.mark.parametrize(
    "text", ["On Tuesday 12 Dec 2023 Homs fell on Monday.", "Two men died on Friday 12 Dec 2023 Homs fell on Monday."]
)
def test_a_date_in_a_sentence_is_no_printed_day(text):
    assert moments(text)[-1].edtf == "2023-12-18"


def test_ten_thousand_mentions_take_no_time():
    text = "in 2014 " * 6000
    began = time.process_time()
    moments(text)
    assert time.process_time() - began < 6


@pytest.mark.parametrize(
    "published", ["²⁰²²-⁰¹-⁰¹", "٢٠٢٢-٠١-٠١", "①②③④-01-01", "0000-01-01", "0001-01-01", "9999-12-31", "99999-01-01"]
)
def test_a_day_in_other_digits_or_of_no_year_of_news_is_no_day_of_publication(published):
    assert told_on(Report(id="r", text="It fell on Tuesday.", published=published)) == (None, None)
    for text in ("It fell on Tuesday.", "It fell on 3 May.", "It fell two weeks ago."):
        assert moments(text, published=published) == moments(text, published=None)
