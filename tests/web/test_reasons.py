"""Why each account is in: the links shown, and their parts in words."""

import sample

from tallystick.web.reasons import REASONS, parts_in_words, strongest_links
from tallystick.web.view import Page


def a_link(a, b, score):
    return {"accounts": [a, b], "score": score, "because": "the same day"}


def test_each_account_is_shown_by_the_link_that_holds_it_best():
    links = [a_link("a", "b", 0.9), a_link("a", "c", 0.6), a_link("b", "c", 0.7), a_link("c", "d", 0.5)]
    best, more = strongest_links(links)
    assert [link["accounts"] for link in best] == [["a", "b"], ["b", "c"], ["c", "d"]]
    assert more == 1
    assert strongest_links(reversed(links)) == (best, more)


def test_an_incident_of_very_many_accounts_shows_a_bounded_number_of_links():
    best, more = strongest_links(a_link("a0000", f"a{n:04}", 0.9) for n in range(1, 2001))
    assert (len(best), len(best) + more) == (REASONS, 2000)


def test_parts_have_labels_and_a_link_without_parts_keeps_its_words():
    reports, accounts, incidents = sample.ferry()
    (item,) = Page(reports, accounts, incidents, countries={}).model()["incidents"]
    judged, machine = item["d"]["why"][0], item["d"]["why"][1]
    assert (judged[2], judged[3]) == ("a person judged them the same (judgement 3)", [])
    assert [label for label, _, _ in machine[3]][:3] == ["To begin with", "Words", "Where"]
    assert item["d"]["more"] == 1


def test_links_of_an_older_export_have_no_parts():
    assert parts_in_words({"accounts": ["a", "b"], "score": 0.9, "because": "x"}) == []


def test_the_links_shown_hold_all_accounts_together():
    links = [a_link("a", "b", 0.9), a_link("c", "d", 0.8), a_link("a", "d", 0.6), a_link("b", "c", 0.5)]
    best, more = strongest_links(links)
    assert ([link["accounts"] for link in best], more) == ([["a", "b"], ["c", "d"], ["a", "d"]], 1)
