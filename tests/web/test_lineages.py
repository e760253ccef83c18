"""Copies folded under their head, with the words that both quote."""

import sample

from tallystick.web.lineages import SHOWN_COPIES, fold_lineages, shade_quotes
from tallystick.web.view import QUOTE_CHARS, Page

LEAD = "Two shells struck the ferry landing at Port Zelen as the evening boat was boarding"


def test_copies_stand_under_the_report_that_copies_nothing_and_each_shades_both_sides():
    reports, accounts, incidents = sample.ferry()
    page = Page(reports, accounts, incidents, countries={}).model()
    ((head, told), *copies) = page["incidents"][0]["d"]["lin"][0]
    assert page["reports"][head]["o"] == "Ledger of Zelen"
    assert [page["reports"][number]["o"] for number, *_ in copies] == [
        "Quay Street Radio",
        "Steppe Wire",
        "Valley Mirror",
    ]
    for _, accounts, (other, here, there) in copies:
        assert other == head
        mine, theirs = ([quote for _, _, quotes in side for quote in quotes] for side in (accounts, told))
        assert here
        assert [mine[of][start:end].casefold() for of, start, end in here] == [
            theirs[of][start:end].casefold() for of, start, end in there
        ]


def test_a_copy_is_compared_with_the_report_it_copies_where_that_tells_the_incident():
    reports = [{"id": "a"}, {"id": "b", "copy_of": {"report": "a"}}, {"id": "c", "copy_of": {"report": "b"}}]
    told = {n: [["main", "asserted", [LEAD]]] for n in range(3)}
    ((_, second, third),) = fold_lineages(told, lineage=lambda n: "a", report=reports.__getitem__)
    assert (second[2][0], third[2][0]) == (0, 1)


def test_a_text_printed_very_often_lists_the_copies_beyond_those_shown_without_sentences():
    told = {n: [["main", "asserted", [LEAD]]] for n in range(2 * SHOWN_COPIES)}
    (entries,) = fold_lineages(told, lineage=lambda n: "a", report=lambda n: {"id": str(n)})
    assert len(entries) == 2 * SHOWN_COPIES
    assert [len(entry) for entry in entries[1 : SHOWN_COPIES + 1]] == [3] * SHOWN_COPIES
    assert all(entry[1] == [["main", "asserted", []]] for entry in entries[SHOWN_COPIES + 1 :])


def test_spans_that_touch_are_one():
    long = f"{LEAD} and the ticket office burned down before the harbour brigade came"
    assert shade_quotes([long, LEAD], [LEAD, long]) == (
        [(0, 0, len(long)), (1, 0, len(LEAD))],
        [(0, 0, len(LEAD)), (1, 0, len(long))],
    )


def test_nothing_is_shaded_where_no_eight_words_are_shared():
    assert shade_quotes(["Shells fell on the ferry landing."], ["The ferry landing was hit by shells."]) == ([], [])


def test_no_more_is_quoted_of_a_copy_than_the_profile_allows():
    reports, accounts, incidents = sample.ferry()
    for account in accounts:
        account["evidence"] = [{"start": 0, "end": 2000, "text": f"{LEAD} " * 25}]
    page = Page(reports, accounts, incidents, countries={}).model()
    entries = page["incidents"][0]["d"]["lin"][0]
    assert any(quotes for entry in entries for _, _, quotes in entry[1])
    for entry in entries:
        assert all(len(quote) <= QUOTE_CHARS for _, _, quotes in entry[1] for quote in quotes)
        assert all(end <= QUOTE_CHARS for spans in entry[2:] for side in spans[1:] for _, _, end in side)
