import time

import pytest

from tallystick.records.report import Report
from tallystick.stages.clean.pagehead import find_page_head
from tallystick.stages.clean.report import clean_report

TITLE = "Raid on Brenn kills nine"
SENTENCE = "A raid on the town of Brenn killed nine people on Friday, officials said."


def a_report(head, *, title=TITLE, published="2016-06-03"):
    return Report(id="rep-1", title=title, text=f"{title}\n\n{head} {SENTENCE}", published=published)


@pytest.mark.parametrize(
    "head",
    [
        "Fri Jun 3 2016",
        "Published June 3 2016",
        "Posted on June 3, 2016",
        "Last updated at Jun 032016",
        "Date of publication 3 June 2016",
        "03-06-2016",
        "03.06.2016",
        "Friday 03 June 2016 19:11",
        f"Fri Jun 3 2016 {TITLE}.",
        f"03-06-2016 {TITLE}.",
        f"{TITLE} ABC Friday 3 Jun 2016",
        f"{TITLE} 3 June 2016",
        f"Fri Jun 3 2016 title: {TITLE}.",
    ],
)
def test_page_head_is_taken_out_and_its_day_kept(head):
    report = clean_report(a_report(head))
    assert report.text == f"{TITLE}\n\n{SENTENCE}"
    assert [each.text for each in report.removed] == [head]
    assert report.written == "2016-06-03"
    assert report.warnings == ()
    assert clean_report(report) == report


@pytest.mark.parametrize(
    "body",
    [
        "On June 3 2016 a raid on Brenn killed nine people.",
        "June 3, 2016, was the day of the raid on Brenn.",
        "3 June 2016 saw nine people killed in Brenn.",
        "BRENN, June 3, 2016 (ABC) - Nine people were killed.",
        "June 3 Brigade fighters took Brenn.",
        "Raid on Brenn kills nine people in its market, officials said.",
    ],
)
def test_prose_stays(body):
    report = clean_report(Report(id="rep-1", title=TITLE, text=f"{TITLE}\n\n{body}", published="2016-06-03"))
    assert report.text == f"{TITLE}\n\n{body}"
    assert report.written is None


def test_day_that_differs_is_warned_of_and_published_stays():
    report = clean_report(a_report("Published June 5 2016"))
    assert (report.published, report.written) == ("2016-06-03", "2016-06-05")
    assert report.warnings == ("dates_differ: the page prints 2016-06-05",)


@pytest.mark.parametrize(
    ("published", "day"), [("2016-06-03", "2016-06-03"), ("2016-03-06", "2016-03-06"), (None, None)]
)
def test_open_order_of_day_and_month_is_settled_only_by_the_given_day(published, day):
    assert clean_report(a_report("03-06-2016", published=published)).written == day


@pytest.mark.parametrize("tail", [" - Region - World - The Brenn Post", " | Brenn Post"])
def test_sections_of_the_site_leave_the_title(tail):
    report = clean_report(a_report("", title=TITLE + tail))
    assert report.title == TITLE
    assert tail.strip() in [each.text for each in report.removed]


def test_hostile_line_is_cheap():
    started = time.process_time()
    find_page_head("June 3 2016 " * 5000, "June 3 2016 " * 5000, None)
    assert time.process_time() - started < 1


@pytest.mark.parametrize("tail", ["Read Also", "Twitter", "Contact Us Legal Terms of Use Privacy Policy Cookie Policy"])
def test_run_of_links_behind_the_last_sentence_goes(tail):
    report = clean_report(Report(id="rep-1", title=TITLE, text=f"{TITLE}\n\n{SENTENCE} {tail}"))
    assert report.text == f"{TITLE}\n\n{SENTENCE}"
    assert [each.text for each in report.removed] == [tail]


@pytest.mark.parametrize(
    ("body", "dateline"),
    [
        ("BRENN Syrian forces took the town.", "BRENN"),
        ("BRENN A raid killed nine.", "BRENN"),
        ("BREAKING A raid killed nine.", None),
        ("UNICEF staff were killed.", None),
    ],
)
def test_bare_city_in_capitals_is_a_dateline(body, dateline):
    report = clean_report(Report(id="rep-1", title=TITLE, text=f"{TITLE}\n\n{body}"))
    assert (report.dateline.text if report.dateline else None) == dateline
