import io
import json

import pytest

from tallystick.records.vocabulary import RemovedKind
from tallystick.stages.read.items import split_items
from tallystick.stages.read.reports import read_report

BODY = "Shelling hit the market town of Brenn on Sunday, killing at least twelve people, the governor said."
MORE = "Rescue workers said the dead included three children from one family who had sheltered in the school."


def read(path, raw, **options):
    raw = raw.encode() if isinstance(raw, str) else raw
    return [read_report(item) for item in split_items(path, io.BytesIO(raw), **options)]


def read_one(path, raw, **options):
    (report,) = read(path, raw, **options)
    return report


def test_the_text_is_the_title_a_blank_line_and_the_body():
    report = read_one("a.jsonl", json.dumps({"title": " Raid on\nBrenn ", "text": f"{BODY}\r\n\r\n\r\n{MORE}  \n"}))

    assert report.text == f"Raid on Brenn\n\n{BODY}\n\n{MORE}"
    assert report.title == "Raid on Brenn"


def test_the_id_is_the_same_for_the_same_line_and_another_for_another():
    line = json.dumps({"title": "Raid on Brenn", "text": BODY, "url": "https://k.example/1"})
    first, second, third = read("a.jsonl", f"{line}\n{line}\n{line.replace('Sunday', 'Monday')}")

    assert first.id == second.id == read_one("b.jsonl", line).id
    assert third.id != first.id


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"headline": "Raid on Brenn", "article_body": BODY}, {"title": "Raid on Brenn"}),
        ({"article_title": "Raid on Brenn", "article_content": BODY, "source": "Karun Post"}, {"outlet": "Karun Post"}),
        (
            {"Title": "Raid on Brenn", "content": BODY, "source": {"id": None, "name": "Karun Post"}},
            {"outlet": "Karun Post"},
        ),
        (
            {"title": "Raid on Brenn", "body": BODY, "pubDate": "Tue, 05 Mar 2024 23:00:00 -0500"},
            {"published": "2024-03-05"},
        ),
        ({"title": "Raid on Brenn", "body": BODY, "created_at": 1709600000}, {"published": "2024-03-05"}),
        ({"title": "Raid on Brenn", "body": BODY, "created_at": 1709600000000}, {"published": "2024-03-05"}),
        ({"title": "Raid on Brenn", "body": BODY, "date": "3/4/2018"}, {"published": None}),
        ({"title": "Raid on Brenn", "body": BODY, "link": "https://k.example/1"}, {"url": "https://k.example/1"}),
        ({"title": "Raid on Brenn", "body": BODY, "author": ["Ana Prell", "Jo Orr"]}, {"byline": "Ana Prell, Jo Orr"}),
        ({"title": "Raid on Brenn", "text": "", "description": BODY}, {"text": f"Raid on Brenn\n\n{BODY}"}),
        (
            {"title": "Raid on Brenn", "content": f"<p>{BODY}</p><p>{MORE}</p>"},
            {"text": f"Raid on Brenn\n\n{BODY}\n\n{MORE}"},
        ),
        ({"title": "Raid &amp; reply", "text": BODY}, {"title": "Raid & reply"}),
        ({"title": "Raid on Brenn", "text": BODY, "id": 17}, {"guid": None}),
    ],
)
def test_the_usual_names_of_fields_are_found(fields, expected):
    report = read_one("a.jsonl", json.dumps(fields))

    assert {name: getattr(report, name) for name in expected} == expected
    assert report.status == "kept"


def test_named_fields_go_before_the_usual_names():
    line = json.dumps({"kop": "Raid on Brenn", "title": "Section: World", "text": BODY})

    assert read_one("a.jsonl", line, fields={"title": "kop"}).title == "Raid on Brenn"


def test_other_rows_decide_the_order_of_day_and_month():
    rows = "\n".join(
        json.dumps({"title": "Raid on Brenn", "text": BODY, "date": date}) for date in ("2/3/2018", "2/24/2018")
    )

    assert [report.published for report in read("a.jsonl", rows)] == ["2018-02-03", "2018-02-24"]
    assert [report.published for report in read("a.jsonl", rows.replace("2/24", "24/2"))] == [
        "2018-03-02",
        "2018-02-24",
    ]


def test_a_hard_wrapped_text_is_unwrapped_and_a_list_is_not():
    lines = (
        "Shelling hit the market town of Brenn on Sunday, killing at least",
        "twelve people, the governor said to reporters on Monday evening,",
        "after the funeral of the eldest victim in Brenn.",
    )

    assert read_one("a.txt", "\n".join(lines)).text == " ".join(lines)
    assert read_one("b.txt", "Toll by town:\nBrenn 12\nKarun 3\nOrr 1").text.count("\n") == 3


def page(head="", inner=f"<p>{BODY}</p><p>{MORE}</p>"):
    return (
        f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><nav><a href=/>World</a></nav>'
        f"<article>{inner}</article></body></html>"
    )


def test_a_page_states_its_own_facts():
    stated = {"@type": "NewsArticle", "headline": "Raid on Brenn", "author": {"name": "Ana Prell"}}
    stated["datePublished"] = "2024-03-05T08:00:00Z"
    head = (
        "<title>Raid on Brenn | Karun Post</title><meta property='og:site_name' content='Karun Post'>"
        "<link rel=canonical href='https://k.example/raid'>"
        f"<script type='application/ld+json'>{json.dumps(stated)}</script>"
    )
    report = read_one("a.html", page(head, f"<h1>Raid on Brenn</h1><p>{BODY}</p><p>{MORE}</p>"))

    assert (report.title, report.outlet, report.byline) == ("Raid on Brenn", "Karun Post", "Ana Prell")
    assert (report.published, report.url) == ("2024-03-05", "https://k.example/raid")
    assert report.text == f"Raid on Brenn\n\n{BODY}\n\n{MORE}"


def test_of_rival_dates_the_earliest_is_taken_with_a_warning():
    head = "<meta property='article:published_time' content='2024-03-05'><meta name=date content='2024-03-07'>"
    report = read_one("a.html", page(head))

    assert report.published == "2024-03-05"
    assert report.warnings == ("dates_differ: the page states 2024-03-05, 2024-03-07; the earliest was taken",)


@pytest.mark.parametrize("date", ["0001-01-01", "99999-01-01", "2024-02-31", "9999-12-31"])
def test_an_absurd_date_is_dropped(date):
    report = read_one("a.jsonl", json.dumps({"title": "Raid on Brenn", "text": BODY, "date": date}))

    assert report.published is None
    assert len(report.warnings) == 1


def test_comment_sections_and_captions_are_kept_apart():
    inner = (
        f"<figure><img src=x><figcaption>Smoke over Brenn.</figcaption></figure><p>{BODY}</p><p>{MORE}</p>"
        "</article><section id=comments class=comments-area>"
        "<p>joe: I think 500 died there, you fools, all of them dead!!</p></section>"
    )
    report = read_one("a.html", page("", inner))

    assert report.text == f"{BODY}\n\n{MORE}"
    assert [(one.kind, one.text[:4]) for one in report.removed] == [
        (RemovedKind.READER_COMMENTS, "joe:"),
        (RemovedKind.CAPTION, "Smok"),
    ]


def test_a_date_in_a_line_of_its_own_is_the_date_of_publication():
    assert read_one("a.txt", f"Raid on Brenn\n\nPublished: 5 March 2024 10:04 GMT\n\n{BODY}").published == "2024-03-05"
    assert read_one("a.txt", f"Raid on Brenn\n\nOn 5 March 2024 a raid followed.\n\n{BODY}").published is None


def test_feed_content_goes_before_its_summary():
    feed = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Karun Post</title>'
        "<link>https://k.example/</link><item><title>Raid on Brenn</title><guid isPermaLink='false'>7</guid>"
        f"<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate><description>Short.</description>"
        f"<content:encoded><![CDATA[<p>{BODY}</p><p>{MORE}</p>]]></content:encoded></item></channel></rss>"
    )
    report = read_one("a.xml", feed)

    assert report.text == f"Raid on Brenn\n\n{BODY}\n\n{MORE}"
    assert (report.outlet, report.published, report.guid) == ("Karun Post", "2024-03-05", "https://k.example/ 7")


def test_atom_is_read_too():
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Karun Post</title><entry><title>Raid on Brenn</title>'
        f"<id>tag:k.example,2024:7</id><link href='https://k.example/7'/><published>2024-03-05T10:00:00Z</published>"
        f"<summary>{BODY}</summary></entry></feed>"
    )
    report = read_one("a.xml", feed)

    assert (report.url, report.guid, report.published) == ("https://k.example/7", "tag:k.example,2024:7", "2024-03-05")
