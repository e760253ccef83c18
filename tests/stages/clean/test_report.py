import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.records.report import Report
from tallystick.records.vocabulary import RemovedKind, ReportStatus
from tallystick.stages.clean.report import clean_report

FIRST = "Shelling hit the market town of Brenn on Sunday, killing at least twelve people, the governor told reporters."
SECOND = "Rescue workers said the dead included three children from one family who had sheltered in a school nearby."


def a_report(text, **fields):
    return Report(id="rep-1", text=text, **fields)


def own_lines(*lines, **fields):
    """What is left of a report that has these lines between its two paragraphs."""
    report = clean_report(a_report("\n\n".join(["Raid on Brenn", FIRST, *lines, SECOND]), **fields))
    assert report.text.startswith(f"Raid on Brenn\n\n{FIRST}")
    assert report.text.endswith(SECOND)
    return [line for line in report.text.split("\n")[3:-1] if line]


@pytest.mark.parametrize(
    "line",
    [
        "top of page",
        "bottom of page",
        "• 2 min read",
        "• 3 hours ago",
        "Share on Facebook",
        "Facebook | Twitter | WhatsApp | Email",
        "Tweet",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Sign up for our free morning newsletter",
        "Subscribe to read the rest of this page",
        "We use cookies to improve your visit. By using this site you agree to them.",
        "Follow us on Telegram",
        "© 2024 Karun Post. All rights reserved.",
        "Last updated: 5 March 2024 10:04 GMT",
        "(Reporting by Ana Prell in Karun; editing by Jo Orr)",
        "Please enter your comment!",
        "Please enter your name here",
        "Leave a Reply",
        "12 comments",
        "Read more: Ten questions on the war",
        "READ ALSO: Why the war began",
        "See also",
        "Tags: Brenn, shelling",
        "The post Raid on Brenn appeared first on Karun Post.",
        "This article was originally published by the Karun Post under a licence.",
        "Next article: The war in five charts",
    ],
)
def test_furniture_is_removed_and_kept_apart(line):
    text = "\n\n".join(["Raid on Brenn", FIRST, line, SECOND])
    report = clean_report(a_report(text))

    assert report.text == f"Raid on Brenn\n\n{FIRST}\n\n{SECOND}"
    assert [removed.kind for removed in report.removed] == [RemovedKind.FURNITURE]
    assert report.removed[0].text in line


@pytest.mark.parametrize(
    "line",
    [
        "Credit: (Ministry of Defence)",
        "Photo: Ana Prell",
        "(AP Photo/Ana Prell, File)",
        "FILE - Smoke rises over the market in Brenn, in this picture taken last year.",
        "A man walks past a wrecked house in Brenn on Monday [Jo Orr/Reuters]",
        "A family leaves Brenn. (Photo by Jo Orr)",
        "Getty Images",
    ],
)
def test_captions_are_removed_as_captions(line):
    report = clean_report(a_report("\n\n".join(["Raid on Brenn", line, FIRST, SECOND])))

    assert report.text == f"Raid on Brenn\n\n{FIRST}\n\n{SECOND}"
    assert [(removed.kind, removed.text) for removed in report.removed] == [(RemovedKind.CAPTION, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Share of the dead who were children: one in four.",
        "Find bodies on the beach, the order said.",
        "Home to 40,000 people before the war, Brenn is now empty.",
        "File charges against the officers, the court said on Monday.",
        "Reporters Without Borders said two of the dead were journalists.",
        "Sign of the times: the market stayed shut on Tuesday.",
        "Support our soldiers, the crowd shouted before shots were fired.",
        "More than 40 people were killed in Brenn (Reuters quoted a medic as saying).",
        "January 5, 2024 was the day on which the siege began.",
        "The Second Raid",
        "By noon the town had fallen.",
        "Location: Brenn market",
        "Comments by the minister were not welcome in Brenn.",
    ],
)
def test_ordinary_lines_stay(line):
    assert own_lines(line) == [line]


def test_a_chronology_keeps_its_dates():
    days = [f"{day} January 2024" for day in range(1, 12)]
    lines = [line for day in days for line in (day, FIRST)]

    assert [line for line in own_lines(*lines) if line.endswith("2024")] == days


def test_tails_of_paragraphs_are_cut_and_the_words_before_them_stay():
    report = clean_report(a_report(f"Raid on Brenn\n\n{FIRST}\n\n{SECOND} Continue reading..."))

    assert report.text.endswith(SECOND)
    assert [removed.text for removed in report.removed] == ["Continue reading..."]


@pytest.mark.parametrize(
    "tail",
    [
        "Continue reading...",
        "(Source: Karun Council)",
        "Reporting by Ana Prell; Editing by Jo Orr Our Standards: fair.",
        "Related Rebels Leave Farlo Army Shells Karun Tags Karun Farlo shelling",
        "... 12 Topic The War for Karun (310) Related News Council Denies Shelling",
    ],
)
def test_every_tail_is_kept_apart(tail):
    report = clean_report(a_report(f"Raid on Brenn\n\n{FIRST} {SECOND} {tail}"))

    assert report.text == f"Raid on Brenn\n\n{FIRST} {SECOND}"
    assert [removed.text for removed in report.removed] == [tail]


@pytest.mark.parametrize(
    "sentence",
    [
        "Related Holdings of Karun said that its tower was hit.",
        "Tags on the bodies bore numbers. Nobody knows whose.",
        "Related deaths were counted by the council of Karun",
    ],
)
def test_a_sentence_that_begins_like_a_list_of_links_stays(sentence):
    assert clean_report(a_report(f"Raid on Brenn\n\n{FIRST} {sentence}")).text.endswith(sentence)


def test_related_links_go_with_their_heading_until_the_report_goes_on():
    assert own_lines("Related articles", "Why the war began", "Five charts on the war", "Nobody spoke to us.") == [
        "Nobody spoke to us."
    ]


def test_the_writer_block_gives_the_byline():
    report = clean_report(
        a_report(f"Raid on Brenn\n\n  • Writer: Ana Prell\n    Ana Prell\n  • 3 hours ago\n\n{FIRST}")
    )

    assert report.byline == "Ana Prell"
    assert report.text == f"Raid on Brenn\n\n{FIRST}"


COMMENTS = """Jens Holm

I dont believe a word of that, you know.

And again nobody asks who fired.

Rhodium 10

Everyday hundreds of people cross there… so if they hit it once its no big thing!!

Jens Holm

I have noticed the difference."""


def test_reader_comments_without_markup_are_cut_from_the_first_name_on():
    report = clean_report(a_report(f"Raid on Brenn\n\n{FIRST}\n\n{SECOND}\n\n{COMMENTS}"))

    assert report.text == f"Raid on Brenn\n\n{FIRST}\n\n{SECOND}"
    assert [(removed.kind, removed.text) for removed in report.removed] == [(RemovedKind.READER_COMMENTS, COMMENTS)]


def test_reader_comments_under_a_heading_are_cut_with_it():
    section = "2 thoughts on “Raid on Brenn”\n\nJoe says:\nAll lies, you know it\n\nAna Bell says:\nI agree!!"
    report = clean_report(a_report(f"Raid on Brenn\n\n{FIRST}\n\n{SECOND}\n\n{section}"))

    assert report.text.endswith(SECOND)
    assert report.removed[-1].text == section


@pytest.mark.parametrize(
    "names",
    [
        {
            "Hasan Odeh": "He was a baker, his wife said.",
            "Lina Saad": "She taught, neighbours said.",
            "Omar Az": SECOND,
        },
        {"The First Raid": FIRST, "Quiet Streets": SECOND, "No Way Back": FIRST, "Karun Market": SECOND},
    ],
)
def test_lists_of_the_dead_and_subheads_are_not_comments(names):
    lines = [line for pair in names.items() for line in pair]

    assert clean_report(a_report("\n\n".join(["Raid on Brenn", FIRST, SECOND, *lines]))).removed == ()


def test_an_interview_is_not_comments():
    turns = ["Reporter", "What did you see?", "Hasan", "I ran!", "Reporter", "Were you hurt?", "Hasan", "No. I hid."]

    assert clean_report(a_report("\n\n".join(["Raid on Brenn", FIRST, SECOND, *turns]))).removed == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Raid on Brenn kills 12\n\n{FIRST}", "Raid on Brenn kills 12"),
        (f"North Karun: 21 dead in two attacks\n\n{FIRST}", "North Karun: 21 dead in two attacks"),
        (f"top of page\n\nRaid on Brenn\n\n• 2 min read\n\n{FIRST}", "Raid on Brenn"),
        (f"Explainer: Who holds Brenn?\n\n{FIRST}", "Explainer: Who holds Brenn?"),
        (f"{FIRST}\n\n{SECOND}", None),
        (FIRST, None),
        (f"BRENN, March 5 (Karun Post) - {FIRST}\n\n{SECOND}", None),
    ],
)
def test_the_title_is_the_first_line_that_reads_as_one(text, title):
    assert clean_report(a_report(text)).title == title


def test_a_body_that_repeats_its_date_and_title_loses_them():
    text = f"Raid on Brenn kills 12\n\nSun 05 Mar 2017 Raid on Brenn kills 12. {FIRST}"
    report = clean_report(a_report(text, title="Raid on Brenn kills 12"))

    assert report.text == f"Raid on Brenn kills 12\n\n{FIRST}"
    assert report.removed[0].text == "Sun 05 Mar 2017 Raid on Brenn kills 12."


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("BRENN, March 3 (Karun Post) - ", "BRENN, March 3 (Karun Post)"),
        ("BRENN — ", "BRENN"),
        ("Brenn, Karun (KP) – ", "Brenn, Karun (KP)"),
        ("Deir ez-Brenn, Karun – ", "Deir ez-Brenn, Karun"),
        ("BRENN/KARUN -- ", "BRENN/KARUN"),
        ("Brenn, 12 March 2024 (Wire): ", "Brenn, 12 March 2024 (Wire)"),
        ("EXCLUSIVE - ", None),
        ("Brenn - ", None),
        ("BRENN: ", None),
        ("March 5 - ", None),
        ("", None),
    ],
)
def test_the_dateline_is_quoted_where_it_stands(opening, dateline):
    report = clean_report(a_report(f"Raid on town\n\n{opening}{FIRST}", title="Raid on town"))

    assert (report.dateline.text if report.dateline else None) == dateline
    if report.dateline:
        assert report.text[report.dateline.start : report.dateline.end] == report.dateline.text
    assert report.text == f"Raid on town\n\n{opening}{FIRST}"


def test_what_is_not_kept_is_not_cleaned():
    report = a_report("top of page\n\nQuelque chose", status=ReportStatus.SET_ASIDE)

    assert clean_report(report) is report


LINES = st.sampled_from(
    [
        "", "", FIRST, SECOND, "top of page", "Raid on Brenn", "• 2 min read", "Comments", "Jens Holm", "Read more",
        "I dont know!!", "Related articles", "Writer: Ana Prell", "Ana Prell", "BRENN, March 3 (KP) - Two died.",
        "Explainer: Who holds Brenn?", "5 March 2024", "By Ana Prell", "Continue reading...", "Photo: Jo Orr",
        "Joe says:",
        "Sun 05 Mar 2017 Raid on Brenn. It fell.", "Reply", "12 comments", "A (Photo by Jo Orr)",
    ]
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(LINES, max_size=14), st.sampled_from([None, "Raid on Brenn"]))
def test_cleaning_twice_is_cleaning_once(lines, title):
    body = "\n".join(lines)
    once = clean_report(a_report(f"{title}\n\n{body}" if title else body, title=title))

    assert clean_report(once) == once
    if once.title:
        assert once.text.startswith(once.title)


@given(st.text(max_size=300))
def test_no_text_breaks_it_and_no_words_are_made_up(text):
    report = clean_report(a_report(text))

    assert set(report.text.split()) <= set(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "word " * 10_000,
        "BRENN, " * 7_000 + "- ",
        "(Photo " * 7_000,
        "the post " * 6_000 + "appeared first on",
        "Ana " * 12_000 + "says",
        "A" * 50_000,
        "1" * 50_000,
        ("a (" * 160 + "\n") * 100,
        ("Ana Prell " * 50 + "/\n") * 100,
        ("Jens Holm\n\nI see!!\n\n" * 3_000),
        ("Jens Holm\n\n" * 4_000),
    ],
)
def test_hostile_text_takes_well_under_a_second(text):
    started = time.process_time()
    clean_report(a_report(text))

    assert time.process_time() - started < 1
