"""The toll over time: which figures make a chart, and what copies and later figures do to it."""

import copy

import pytest
import sample

from tallystick.web.history import Figure, day_of, toll_histories
from tallystick.web.view import Page


def a_figure(day, low, high=None, **more):
    base = {"field": "killed", "group": "all", "of": None, "voice": 0, "lineage": "rep-1", "report": 1}
    base |= {"day": day, "low": low, "high": high if high is not None else low, "approximate": False}
    return Figure(**base | {"words": str(low), "past": False} | more)


def the_ferry(records=None):
    (item,) = Page(*(records or sample.ferry()), countries={}).model()["incidents"]
    return item["d"]


def test_each_voice_has_its_figures_in_order_of_day_and_a_range_keeps_both_ends():
    detail = the_ferry()
    whole = detail["hist"][0]
    told = {detail["cols"][voice]["n"][0]: [point[1:3] for point in points] for voice, points in whole["v"]}
    assert told == {
        "Governor of Zelen": [[4, None], [9, 9], [17, 17]],
        "River Monitor": [[11, 14], [None, 20]],
        "Zelen harbour hospital": [[14, 14]],
    }


def test_a_figure_that_a_later_one_of_its_voice_replaced_is_marked_and_stays():
    whole = the_ferry()["hist"][0]
    assert [[point[4] for point in points] for _, points in whole["v"]] == [[1, 1, 0], [1, 0], [0]]


def test_groups_have_a_chart_each():
    assert [chart["t"] for chart in the_ferry()["hist"]] == ["Killed", "Killed: children"]


def test_what_copies_of_one_text_repeat_is_one_point():
    points = [a_figure(1, 4), a_figure(2, 4, report=2), a_figure(3, 4, lineage="rep-3", report=3)]
    ((_, line),) = toll_histories(points)[0]["v"]
    assert [(point[0], point[5]) for point in line] == [(1, 1), (3, 3)]


@pytest.mark.parametrize(
    "figures",
    [[], [a_figure(1, 4)], [a_figure(1, 4), a_figure(1, 5, voice=1)], [a_figure(1, 4), a_figure(2, 4, report=2)]],
    ids=["none", "one", "one day", "a copy"],
)
def test_without_figures_of_two_days_there_is_no_chart(figures):
    assert toll_histories(figures) == []


def test_the_injured_are_charted_only_where_the_killed_have_no_history():
    hurt = [a_figure(1, 30, field="injured"), a_figure(2, 40, field="injured")]
    assert [chart["t"] for chart in toll_histories([*hurt, a_figure(1, 3)])] == ["Injured"]
    assert [chart["t"] for chart in toll_histories([*hurt, a_figure(1, 3), a_figure(2, 5)])] == ["Killed"]


def test_the_order_of_the_figures_does_not_matter():
    figures = [a_figure(day, 3 * day, voice=day % 2, report=day) for day in range(1, 7)]
    assert toll_histories(figures) == toll_histories(reversed(figures))


@pytest.mark.parametrize(
    ("published", "day"),
    [("2025-03-04", 739314), ("2025-03-04T10:00", 739314), ("2025-03", None), ("XXXX-03-04", None), (None, None)],
)
def test_only_a_full_date_is_a_day(published, day):
    assert day_of(published) == day


@pytest.mark.parametrize(
    "change",
    [
        {"modality": "denied"},
        {"value": sample.count(None, None, vague="dozens")},
        {"value": sample.count(99, 99, part_of="clm-x")},
    ],
    ids=["denied", "a vague word", "a part of another figure"],
)
def test_what_is_no_whole_asserted_number_is_not_drawn(change):
    records = copy.deepcopy(sample.ferry())
    claim = next(c for a in records[1] for c in a["claims"] if c["value"] == sample.count(14, 14))
    claim |= change
    assert len(the_ferry()["hist"][0]["v"]) == 3
    assert len(the_ferry(records)["hist"][0]["v"]) == 2


def test_relatives_of_a_witness_are_a_part_of_the_toll_and_have_no_point():
    records = copy.deepcopy(sample.ferry())
    for account in records[1]:
        for claim in account["claims"]:
            if claim["surface"] == "fourteen":
                claim["surface"] = "fourteen brothers"
    in_no_tally = {"tallies": {}}
    records[2][0].update(in_no_tally)
    detail = the_ferry(records)
    assert 14 not in [
        point[1] for chart in detail["hist"] for _, points in chart["v"] for point in points if point[2] == 14
    ]
    (entry,) = [e for _, cells, _ in detail["rows"] for cell in cells.values() for e in cell if e["v"] == "14"]
    assert entry["of"] == 1
