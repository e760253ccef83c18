import base64
import hashlib
import json
import random
import re
from html.parser import HTMLParser

import pytest
import sample

from tallystick.web import wording
from tallystick.web.page import ASSETS, page_html
from tallystick.web.view import Page, safe_link

COUNTRIES = {"SY": "Syria", "ML": "Mali", "MM": "Myanmar"}
PAYLOADS = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!--<script>",
    "\u2028\u2029 javascript:alert(1)",
    "{{ 7*7 }} {% raw %}",
    "'\"><svg/onload=alert(1)>",
    "\ud800 lone surrogate \x00 nul ]]>",
]


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, str] = {}
        self.open: str | None = None

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.open = dict(attrs).get("id") or tag

    def handle_data(self, data):
        if self.open:
            self.inside[self.open] = self.inside.get(self.open, "") + data

    def handle_endtag(self, tag):
        if tag in ("script", "style"):
            self.open = None


def parsed(html):
    elements = Elements()
    elements.feed(html)
    return elements


def made(records=None, *, title="A record", more=None):
    reports, accounts, incidents = records or sample.sample()
    return page_html(reports=reports, accounts=accounts, incidents=incidents, title=title, made=more or sample.MADE)


def model(records=None):
    return json.loads(parsed(made(records)).inside["data"])


def headlines():
    return {item["what"]: item for item in model()["incidents"]}


# --- the file ------------------------------------------------------------------------------------------------


def test_policy_names_the_hashes_of_the_only_script_and_style():
    page = parsed(made())
    policy = next(attrs["content"] for tag, attrs in page.found if attrs.get("http-equiv") == "Content-Security-Policy")
    for element, directive in (("script", "script-src"), ("style", "style-src")):
        digest = base64.b64encode(hashlib.sha256(page.inside[element].encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert [attrs.get("type") for tag, attrs in page.found if tag == "script"] == ["application/json"] * 2 + [None]


def test_policy_stands_before_anything_it_governs():
    tags = [tag for tag, _ in parsed(made()).found]
    assert tags.index("meta") < tags.index("style") < tags.index("script")


def test_nothing_is_loaded_from_elsewhere():
    page = parsed(made())
    assert not {tag for tag, _ in page.found} & {"link", "img", "iframe", "object", "embed", "base", "source", "video"}
    assert not [attrs for _, attrs in page.found if {"src", "srcset", "action", "data", "style"} & set(attrs)]
    assert "@import" not in page.inside["style"]
    assert "url(" not in page.inside["style"]
    for word in (
        "fetch(",
        "XMLHttpRequest",
        "WebSocket",
        "import(",
        "innerHTML",
        "insertAdjacentHTML",
        "eval(",
        "document.write",
    ):
        assert word not in page.inside["script"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_words_add_no_element(payload):
    safe = [(tag, sorted(attrs)) for tag, attrs in parsed(made()).found]
    page = parsed(
        made(sample.hostile(payload), title=payload, more={**sample.MADE, "text": [payload], "version": payload})
    )
    assert [(tag, sorted(attrs)) for tag, attrs in page.found] == safe
    assert "<" not in page.inside["data"]
    shown = json.loads(page.inside["data"])
    assert shown["reports"][0]["t"].startswith(payload[:1])
    assert all("u" not in report for report in shown["reports"])


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://news.example/a?b=c#d", True),
        ("http://news.example", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,<script>", False),
        ("https:news.example", False),
        ("//news.example/a", False),
        ("https://bank.example@evil.example/", False),
        ("https://news.example/\nx", False),
        ("file:///etc/passwd", False),
        ("https://[", False),
        (None, False),
    ],
)
def test_only_plain_web_addresses_become_links(url, kept):
    assert safe_link(url) == (url if kept else None)


def test_same_records_give_the_same_page_in_any_order():
    reports, accounts, incidents = sample.sample()
    pages = []
    for _ in range(2):
        pages.append(made((reports, accounts, incidents)))
        for records in (reports, accounts, incidents):
            random.Random(7).shuffle(records)
    assert pages[0] == pages[1]


def test_counts_are_counted_where_not_given_and_said_where_they_disagree():
    assert "do not add up" not in made(more={"version": "0"})
    assert "do not add up" in made(more={"seen": 5, "kept": 1, "set_aside": 1, "refused": 1})


def test_an_empty_record_is_a_page():
    assert json.loads(parsed(made(([], [], []))).inside["data"])["incidents"] == []


def test_map_is_small_and_names_its_source():
    world = json.loads((ASSETS / "world.json").read_text("utf-8"))
    assert (ASSETS / "world.json").stat().st_size < 350_000
    assert "Natural Earth" in world["source"]
    assert {"SY", "IQ", "UA", "SD", "MM", "ML", "ZA", "PS"} <= {code for code, _, _ in world["countries"]}


# --- values in words -----------------------------------------------------------------------------------------


def until(edtf, *, earliest=None, latest=None):
    return {"edtf": edtf, "earliest": earliest, "latest": latest, "precision": "unknown"}


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (sample.when("2025-11-24"), "24 November 2025"),
        (sample.when("XXXX-11-24"), "24 November, year not known"),
        (sample.when("XXXX-11-24/XXXX-11-27", "XXXX-11-24", "XXXX-11-27", "days"), "24–27 November, year not known"),
        (sample.when("2025-11-29/2025-12-02", "2025-11-29", "2025-12-02", "days"), "29 November – 2 December 2025"),
        (sample.when("2024-12-30/2025-01-02", "2024-12-30", "2025-01-02", "days"), "30 December 2024 – 2 January 2025"),
        (sample.when("2025-11", "2025-11-01", "2025-11-30", "month"), "November 2025"),
        (sample.when("2025-22", "2025-06-01", "2025-08-31", "season"), "summer 2025"),
        (sample.when("2025", "2025-01-01", "2025-12-31", "year"), "2025"),
        (until("../XXXX-12-13", latest="XXXX-12-13"), "no later than 13 December, year not known"),
        (until("2025-06-30/..", earliest="2025-06-30"), "no earlier than 30 June 2025"),
        (sample.when("2025-11-24", part="dawn"), "24 November 2025, at dawn"),
        (sample.when("2025-11-24?"), "24 November 2025 (uncertain)"),
        (until(""), "date not known"),
        (None, "date not known"),
    ],
)  # fmt: skip
def test_times_in_words(moment, words):
    if moment and str(moment["earliest"]).endswith("?"):
        moment = moment | {"earliest": moment["earliest"][:-1], "latest": moment["latest"][:-1]}
    assert wording.time_in_words(moment) == words


@pytest.mark.parametrize(
    ("moment", "kind"),
    [
        (sample.when("2025-11-24"), "dated"),
        (sample.when("XXXX-11-24"), "no_year"),
        (until("../2025-12-13", latest="2025-12-13"), "open"),
        (None, "unknown"),
    ],
)
def test_an_unknown_year_is_no_day_on_the_timeline(moment, kind):
    assert wording.when_kind(moment)[0] == kind


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (sample.count(12, None), "at least 12"),
        (sample.count(None, 12), "up to 12"),
        (sample.count(12, 12, approximate=True), "about 12"),
        (sample.count(12, 15, "civilians"), "12–15 civilians"),
        (sample.count(0, 0, "soldiers", of="Norvia"), "no soldiers of Norvia"),
        (sample.count(1, 1, "women"), "1 woman"),
        (sample.count(1, 1, "aid_workers", of="Norvia"), "1 aid worker of Norvia"),
        (sample.count(1, None, "soldiers"), "at least 1 soldier"),
        (sample.count(1, 3, "children"), "1–3 children"),
        (sample.count(1, 1, "police"), "1 police officer"),
        (sample.count(None, None, vague="dozens"), "“dozens”"),
        (sample.count(None, None), "number not given"),
        (sample.count(1200, 1200), "1,200"),
    ],
)
def test_counts_in_words(value, words):
    assert wording.value_in_words("killed", value, {}) == words


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (sample.where("Albu Kamal", "SY", "area", admin1="Deir ez-Zor"), "near Albu Kamal, Deir ez-Zor, Syria"),
        (sample.where("Hama", "SY", "admin1", admin1="Hama"), "somewhere in Hama, Syria"),
        (sample.where("Myanmar", "MM", "country"), "somewhere in Myanmar"),
        (sample.where("Black Sea", None, "sea"), "at sea, Black Sea"),
        (None, "place not known"),
    ],
)
def test_places_in_words(place, words):
    assert wording.place_in_words(place, COUNTRIES) == words


def test_headline_says_reported_and_on_whose_word():
    item = headlines()["Air/drone strike, near Albu Kamal, Deir ez-Zor, Syria"]
    assert item["whose"] == "reported, on the word of 3 voices, the responsible side among them"
    words = " ".join(item["whose"] for item in model()["incidents"])
    assert "true" not in words
    assert "confirmed" not in words


# --- the claims matrix ---------------------------------------------------------------------------------------


def cell(item, label, voice):
    detail = item["d"]
    column = next(str(index) for index, head in enumerate(detail["cols"]) if voice in head["n"])
    return next(cells for name, cells, _ in detail["rows"] if name == label)[column]


def test_copies_fold_into_one_entry_of_one_column():
    item = headlines()["Air/drone strike, near Albu Kamal, Deir ez-Zor, Syria"]
    entries = cell(item, "Against whom", "The Brenn Courier")
    assert len(entries) == 1
    assert len({report for _, report in entries[0]["q"]}) == 3
    assert sorted(len(group) for group in item["d"]["lin"]) == [1, 3]


def test_a_chain_ends_in_its_column_and_says_who_cites_it():
    item = headlines()["Air/drone strike, near Albu Kamal, Deir ez-Zor, Syria"]
    (entry,) = cell(item, "Killed", "a local source")
    assert (entry["via"], entry["m"], entry["h"]) == ("Steppe Wire", "alleged", "according to")


def test_contradictions_mark_their_claims_and_carry_their_reason():
    item = headlines()["Shelling/artillery/missile attack, somewhere in Hama, Syria"]
    assert cell(item, "Killed", "the Hama rescue service")[0]["s"] == "A"
    assert cell(item, "Killed", "مستشفى حماة الوطني")[0]["s"] == "B"
    assert item["d"]["dis"][0][1].startswith("7 and 11 civilians")
    assert item["d"]["dis"][1][2][1][1] == "denied: Norvian army"


def test_a_row_knows_the_contradictions_on_its_field_and_no_two_sides_share_a_letter():
    detail = headlines()["Shelling/artillery/missile attack, somewhere in Hama, Syria"]["d"]
    assert {label: against for label, _, against in detail["rows"] if against} == {"Killed": [0], "By whom": [1]}
    letters = [letter for _, _, sides in detail["dis"] for letter, *_ in sides]
    assert letters == ["A", "B", "C", "D"]


def test_a_claim_on_a_side_of_two_contradictions_shows_both():
    records = sample.sample()
    incident = next(incident for incident in records[2] if len(incident["contradictions"]) == 2)
    first, second = incident["contradictions"]
    second["positions"].append(first["positions"][0])
    item = next(item for item in model(records)["incidents"] if item["id"] == incident["id"])
    assert cell(item, "Killed", "the Hama rescue service")[0]["s"] == "A, E"


def test_a_replaced_report_is_marked_and_a_background_account_too():
    entries = headlines()["Attack, somewhere in Ménaka, Mali"]["d"]["rows"]
    old = [entry for _, cells, _ in entries for each in cells.values() for entry in each if "old" in entry]
    assert {entry["v"] for entry in old} >= {"at least 19 civilians"}
    background = headlines()["Attack, at Ash Shaddadi base, Hasakah, Syria"]["d"]["rows"]
    assert any("bg" in entry for _, cells, _ in background for each in cells.values() for entry in each)


def test_names_that_one_voice_goes_by_share_a_column():
    reports, accounts, incidents = sample.sample()
    for account in accounts:
        for claim in account["claims"]:
            if claim["source"] and claim["source"][-1]["name"] == "River Monitor" and claim["field"] == "place":
                claim["source"][-1]["name"] = "A spokesman of River Monitor"
    for positions in (position for incident in incidents for position in incident["fields"].values()):
        for position in positions:
            position["voices"] = ["voice:river" if "River Monitor" in voice else voice for voice in position["voices"]]
    page = Page(reports, accounts, incidents, countries=COUNTRIES).model()
    heads = [head["n"] for item in page["incidents"] for head in item["d"]["cols"]]
    assert ["A spokesman of River Monitor", "River Monitor"] in [sorted(names) for names in heads]


def test_accounts_without_incident_and_unused_reports_are_listed_with_reasons():
    page = model()
    assert {kind for _, kind, *_ in page["told"]} == {"aggregate", "planned", "hypothetical", "background"}
    assert [status for _, status, _ in page["unused"]] == ["refused", "set aside", "set aside"]
    assert all(because for *_, because in page["unused"])
    assert len(page["silent"]) == 1


def test_quotations_are_cut_at_three_hundred_characters():
    reports, accounts, incidents = sample.sample()
    accounts[0]["claims"][0]["surface"] = "x" * 5000
    assert not re.search("x{301}", made((reports, accounts, incidents)))
