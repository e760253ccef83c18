"""Every bad input gets a clear answer, and what stands beside it is still read."""

import codecs
import gzip
import io
import json
import time
import zipfile

import pytest

from tallystick.records.vocabulary import ReportStatus
from tallystick.stages.read.items import split_items
from tallystick.stages.read.recount import count_items
from tallystick.stages.read.reports import read_report

BODY = "Shelling hit the market town of Brenn on Sunday, killing at least twelve people, the governor said."
GOOD = json.dumps({"title": "Shelling hits Brenn", "text": BODY}).encode()


def read(path, raw, **options):
    return [read_report(item) for item in split_items(path, io.BytesIO(raw), **options)]


def read_one(path, raw):
    (report,) = read(path, raw)
    return report


def a_zip(*members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members:
            archive.writestr(member, content)
    return packed.getvalue()


def a_page(inner):
    return f"<!DOCTYPE html><html><head><title>Brenn</title></head><body>{inner}</body></html>".encode()


def a_feed(*items):
    return ('<?xml version="1.0"?><rss version="2.0"><channel><title>Karun Post</title>' + "".join(items)).encode() + (
        b"</channel></rss>"
    )


def a_link():
    info = zipfile.ZipInfo("link")
    info.create_system = 3
    info.external_attr = 0o120777 << 16
    return info


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;">]>'
    b"<rss><channel><item><title>&lol2;</title></item></channel></rss>"
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b"<rss><channel><item><title>Two killed in raid &x;</title></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("path", "raw", "because"),
    [
        ("empty.txt", b"", "TLY-1101 empty file: empty.txt has 0 bytes"),
        ("blank.txt", codecs.BOM_UTF8 + b" \n\t\n", "TLY-1101 empty file: blank.txt has 7 bytes, all blank"),
        ("binary.txt", bytes(range(256)) * 20, "TLY-1102 not text: binary.txt is binary data"),
        ("image.html", b"\x89PNG\r\n\x1a\n" + bytes(100), "TLY-1102 not text: image.html is a PNG image"),
        ("paper.txt", b"%PDF-1.7 " + BODY.encode(), "TLY-1102 not text: paper.txt is a PDF document"),
        ("all.tar", BODY.encode().ljust(257) + b"ustar" + bytes(300), "TLY-1102 not text: all.tar is a tar archive"),
        ("text.docx", a_zip(("[Content_Types].xml", "x")), "TLY-1102 not text: text.docx is an office document"),
        ("page.html", a_page("<div id=app></div><script>run()</script>"), "TLY-1140 page without text: page.html"),
        ("laughs.xml", LAUGHS, "TLY-1150 XML entities: laughs.xml"),
        ("outside.xml", OUTSIDE, "TLY-1150 XML entities: outside.xml"),
        ("feed.xml", a_feed(), "TLY-1152 empty feed: feed.xml holds no item"),
        ("other.xml", b'<?xml version="1.0"?><note><to>Ana</to></note>', "TLY-1153 XML that is no feed: other.xml"),
        ("cut.zip", a_zip(("a.txt", BODY))[:-30], "TLY-1110 archive cut short or damaged: cut.zip"),
        ("cut.gz", gzip.compress(BODY.encode() * 50)[:-20], "TLY-1110 archive cut short or damaged: cut.gz"),
        ("bomb.gz", gzip.compress(b" a" * 8_000_000), "TLY-1111 packed too tightly: bomb.gz"),
        ("bomb.zip", a_zip(("a.txt", b" a" * 8_000_000)), "TLY-1111 packed too tightly: bomb.zip/a.txt"),
        ("up.zip", a_zip(("../../x.txt", BODY)), "TLY-1112 unsafe name in archive: 'up.zip/../../x.txt'"),
        ("root.zip", a_zip(("/etc/x.txt", BODY)), "TLY-1112 unsafe name in archive"),
        ("drive.zip", a_zip(("C:\\x.txt", BODY)), "TLY-1112 unsafe name in archive"),
        ("link.zip", a_zip((a_link(), "/etc/passwd")), "TLY-1113 link or device in archive: 'link.zip/link'"),
        (
            "deep.gz",
            gzip.compress(gzip.compress(gzip.compress(b"a"))),
            "TLY-1116 archive in archive in archive: deep.gz",
        ),
        ("row.csv", b"kop,inhoud\na,b\n", "TLY-1131 table without known columns: row.csv begins with 'kop,inhoud'"),
        ("two.txt", b"Breaking news", "TLY-1105 too short: two.txt has 2 words ('Breaking news')"),
        ("code.txt", b"0x1f = {22: [33, 44]}; 7 + 8; " * 9, "TLY-1104 not prose: code.txt is"),
    ],
)
def test_refused_with_its_reason(path, raw, because):
    report = read_one(path, raw)

    assert report.status is ReportStatus.REFUSED
    assert report.because is not None
    assert report.because.startswith(because)
    assert report.text == ""


def test_a_file_over_fifty_megabytes_is_refused():
    report = read_one("long.txt", b"twelve words here " * 2_800_000)

    assert report.because is not None
    assert report.because.startswith("TLY-1103 too large: long.txt is over 50 MB")


def test_a_page_nested_fifty_thousand_deep_is_refused_at_once():
    started = time.process_time()
    report = read_one("deep.html", a_page("<div>" * 50_000 + f"<p>{BODY}</p>" + "</div>" * 50_000))

    assert report.because is not None
    assert report.because.startswith("TLY-1141 page nested too deep: deep.html stacks 50002 elements")
    assert time.process_time() - started < 5


def test_a_page_deeper_than_the_first_reader_sees_is_read_by_the_second():
    report = read_one("deep.html", a_page("<div>" * 260 + f"<p>{BODY}</p>" + "</div>" * 260))

    assert report.text == f"Brenn\n\n{BODY}"
    assert any(warning.startswith("second_reader") for warning in report.warnings)


@pytest.mark.parametrize("path", ["same.html", "same.txt"])
def test_a_hundred_thousand_equal_paragraphs_are_read_once_and_counted(path):
    started = time.process_time()
    raw = a_page(f"<p>{BODY}</p>" * 100_000) if path.endswith("html") else f"{BODY}\n\n".encode() * 100_000
    report = read_one(path, raw)

    assert report.text.count(BODY) == 1
    assert "repetition: 99999 equal paragraphs of 100000 dropped" in report.warnings
    assert [removed.text for removed in report.removed] == [BODY]
    assert time.process_time() - started < 20


def test_a_table_of_absurd_width_does_not_stop_the_page():
    report = read_one(
        "wide.html", a_page(f"<p>{BODY}</p><table><tr><td colspan=9007199254740991>x</table><p>{BODY} It did.")
    )

    assert BODY in report.text
    assert "| |" not in report.text


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_of_any_width_is_read_whole(codec):
    report = read_one("wide.txt", BODY.encode(codec))

    assert report.text == BODY
    assert report.warnings == ()


def test_a_wrong_encoding_label_does_not_spoil_the_text():
    said = "губернатор области заявил, что двенадцать человек погибли"
    page = a_page(f"<p>{BODY} “{said}”, he added.</p>".replace("“", "").replace("”", "")).decode()
    report = read_one("label.html", page.replace("<head>", '<head><meta charset="iso-8859-1">').encode("cp1251"))

    assert said in report.text


def test_one_bad_byte_is_replaced_and_counted():
    report = read_one("byte.txt", f"“{BODY}”, he said – again.".encode() + b" \xff")

    assert "\ufffd" in report.text
    assert report.warnings == ("replaced_bytes: 1 unreadable as utf-8",)


def test_nul_bytes_are_removed_and_counted():
    report = read_one("nul.txt", BODY.replace(" ", " \x00", 3).encode())

    assert report.text == BODY
    assert report.warnings == ("nul_removed: 3",)


def test_a_lone_surrogate_is_replaced_and_counted():
    report = read_one("half.jsonl", GOOD.replace(b"Brenn", b"\\ud800renn", 1))

    assert report.title == "Shelling hits \ufffdrenn"
    assert report.text.encode("utf-8")
    assert any(warning.startswith("lone_surrogate: 1") for warning in report.warnings)


@pytest.mark.parametrize(
    ("line", "because"),
    [
        (b'{"title": "Raid", bad}', "TLY-1120 invalid JSON in line 2: Expecting property name"),
        (b'{"title": "cut off', "TLY-1120 invalid JSON in line 2: Unterminated string starting at character 11;"),
        (b'{"title": "Raid", "text": NaN}', "TLY-1120 invalid JSON in line 2: NaN is not JSON"),
        (b'{"title": ' + b"9" * 100_000 + b"}", "TLY-1120 invalid JSON in line 2: Exceeds the limit"),
        (b'{"title": ' + b"[" * 200_000 + b"}", "TLY-1120 JSON nested too deeply in line 2"),
        (b'{"title": "Raid on Brenn", "text": 5}', "TLY-1121 JSON of the wrong type: line 2.text is a number"),
        (b'{"title": "Raid on Brenn", "url": ["a"]}', "TLY-1121 JSON of the wrong type: line 2.url is a list"),
        (b"[1, 2]", "TLY-1121 JSON of the wrong type: line 2 is a list"),
        (b'{"kop": "Raid"}', "TLY-1122 line 2 has neither a title nor a text; its fields are: kop"),
    ],
)
def test_one_bad_line_is_refused_and_the_others_are_read(line, because):
    first, second, third = read("lines.jsonl", b"\n".join([GOOD, line, GOOD]))

    assert (first.status, third.status) == (ReportStatus.KEPT, ReportStatus.KEPT)
    assert second.status is ReportStatus.REFUSED
    assert second.because is not None
    assert second.because.startswith(because)


def test_a_table_row_of_the_wrong_width_is_refused_and_the_others_are_read():
    rows = read(
        "rows.csv", f'headline,body\n"A ""big"" raid","{BODY}\nMore."\nshort\nRaid on Brenn,{BODY!r}\n'.encode()
    )

    assert [report.status.value for report in rows] == ["kept", "refused", "refused"]
    assert rows[0].title == 'A "big" raid'
    assert rows[1].because == "TLY-1130 table row of the wrong width: row 2 has 1 cells, the header 2; mend it"


def test_what_stood_before_a_cut_in_a_gzip_is_read():
    whole = gzip.compress(b"\n".join(GOOD.replace(b"Brenn", str(number).encode()) for number in range(4000)))
    *kept, last = read("lines.jsonl.gz", whole[: len(whole) // 2])

    assert len(kept) > 500
    assert {report.status for report in kept} == {ReportStatus.KEPT}
    assert last.because is not None
    assert last.because.startswith("TLY-1110 archive cut short or damaged")


def test_a_bad_zip_member_does_not_hide_the_others():
    reports = read("mixed.zip", a_zip(("b.txt", BODY), ("../x.txt", BODY), ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(50))))

    assert [(report.path, report.status.value) for report in reports] == [
        ("mixed.zip/../x.txt", "refused"),
        ("mixed.zip/a.png", "refused"),
        ("mixed.zip/b.txt", "kept"),
    ]


def test_feed_links_and_markup_are_made_harmless():
    item = (
        "<item><title>Raid &lt;img src=x onerror=alert(1)&gt; on Brenn</title><link>javascript:alert(1)</link>"
        f"<description>&lt;p onclick=x()&gt;{BODY}&lt;/p&gt;</description></item>"
    )
    report = read_one("feed.xml", a_feed(item))

    assert report.url is None
    assert report.title == "Raid on Brenn"
    assert report.text == f"Raid on Brenn\n\n{BODY}"
    assert "link_dropped: 'javascript:alert(1)' is no web address" in report.warnings


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_a_link_that_is_no_web_address_is_dropped_from_json_too(link):
    report = read_one("x.jsonl", json.dumps({"title": "Raid on Brenn", "text": BODY, "link": link}).encode())

    assert report.url is None
    assert report.warnings == (f"link_dropped: {link!r} is no web address",)


def test_a_feed_is_read_up_to_its_limit_and_the_rest_is_counted():
    *kept, last = read("long.xml", a_feed(*(f"<item><title>Raid on town {n}</title></item>" for n in range(5100))))

    assert len(kept) == 5000
    assert kept[-1].title == "Raid on town 4999"
    assert (
        last.because == "TLY-1151 feed too long: long.xml holds 5100 items, the last 100 were not read; split the feed"
    )


def test_a_malformed_feed_is_read_with_a_warning():
    report = read_one(
        "bad.xml", a_feed(f"<item><title>Raid on Brenn & Karun</title><description>{BODY}</description></item>")
    )

    assert report.status is ReportStatus.KEPT
    assert any(warning.startswith("feed_malformed") for warning in report.warnings)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قصف الجيش مدينة حلب اليوم وقتل ثلاثة مدنيين بحسب مصادر طبية", "ar"),
        ("Россия нанесла удар по Киеву, погибли три человека", "ru"),
        ("Die Armee hat am Montag die Stadt beschossen, teilte das Ministerium mit.", "de"),
        ("L'armée a bombardé la ville dans la nuit, selon des sources médicales.", "fr"),
    ],
)
def test_another_language_is_set_aside_by_name(text, language):
    report = read_one("foreign.txt", text.encode())

    assert report.status is ReportStatus.SET_ASIDE
    assert report.language == language
    assert report.because is not None
    assert report.because.startswith(f"language {language!r} (")
    assert report.text == text


def test_a_line_of_ten_thousand_words_is_read():
    report = read_one("line.txt", b"word said that it was here " * 1700)

    assert report.status is ReportStatus.KEPT
    assert len(report.text.split()) == 10_200


def test_text_that_a_page_does_not_show_is_left_out_and_counted():
    hidden = "".join(
        f"<p {how}>Ignore this, 999 dead.</p>"
        for how in ("hidden", 'style="display: none"', 'style="font-size:0"', 'style="position:absolute;left:-9999px"')
    )
    report = read_one("hidden.html", a_page(f"<article><p>{BODY}</p>{hidden}<p>{BODY} Later it did.</p></article>"))

    assert "999" not in report.text
    assert "hidden_text: 16 words not shown by the page were left out" in report.warnings


@pytest.mark.parametrize(
    ("path", "raw", "count"),
    [
        ("a.txt", BODY.encode(), 1),
        ("a.jsonl", b"\n\n".join([GOOD, b"{bad", GOOD]), 3),
        ("a.jsonl", (GOOD + b"\n" + GOOD).decode().encode("utf-16"), 2),
        ("a.json", b"[" + GOOD + b",\n" + GOOD + b"]", 2),
        ("a.json", b'{"status": "ok", "articles": [' + GOOD + b"," + GOOD + b"]}", 2),
        ("a.json", json.dumps(json.loads(GOOD), indent=1).encode(), 1),
        ("a.csv", f'title,text\n"Raid\non Brenn",{BODY.replace(",", "")}\nx\n\n'.encode(), 2),
        ("a.xml", a_feed("<item><title>Raid on town</title></item>" * 3), 3),
        ("a.xml", a_feed(*(f"<item><title>Raid on town {n}</title></item>" for n in range(5100))), 5001),
        ("a.jsonl.gz", gzip.compress(GOOD + b"\n" + GOOD), 2),
        ("a.zip", a_zip(("a.txt", BODY), ("../b.txt", BODY), ("c.jsonl", GOOD + b"\n" + GOOD)), 4),
        ("deep.gz", gzip.compress(gzip.compress(gzip.compress(b"a"))), 1),
    ],
)
def test_nothing_is_lost_by_an_independent_count(path, raw, count):
    assert len(read(path, raw)) == count
    assert count_items(io.BytesIO(raw)) == count
